#include "services/ledger/records.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <optional>

#include "common/base/check.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/ledger/domain/voucher_bytes.h"

namespace finsam::ledger {
namespace {

absl::Status NotUnderstood(absl::string_view what) {
  return absl::DataLossError(
      absl::StrCat("the ledger's ", what, " cannot be understood"));
}

v1::FiscalYearEvent ToProto(const YearEvent& event) {
  v1::FiscalYearEvent out;
  switch (event.kind) {
    case YearEvent::Kind::kLock:
      out.set_kind(v1::FiscalYearEvent::LOCK);
      break;
    case YearEvent::Kind::kClose:
      out.set_kind(v1::FiscalYearEvent::CLOSE);
      break;
    case YearEvent::Kind::kReopen:
      out.set_kind(v1::FiscalYearEvent::REOPEN);
      break;
  }
  out.set_revision(event.revision);
  out.set_unix_seconds(event.unix_seconds);
  out.set_reason(event.reason);
  if (event.locked_through.has_value()) {
    finsam::ToProto(*event.locked_through, out.mutable_locked_through());
  }
  out.set_result_ore(event.result.value);
  out.set_capital_account(event.capital_account);
  out.set_balances_digest(event.balances_digest);
  return out;
}

YearEvent FromProto(const v1::FiscalYearEvent& event) {
  YearEvent out;
  out.kind =
      event.kind() == v1::FiscalYearEvent::CLOSE    ? YearEvent::Kind::kClose
      : event.kind() == v1::FiscalYearEvent::REOPEN ? YearEvent::Kind::kReopen
                                                    : YearEvent::Kind::kLock;
  out.revision = event.revision();
  out.unix_seconds = event.unix_seconds();
  out.reason = event.reason();
  if (event.has_locked_through()) {
    out.locked_through = DateFromProto(event.locked_through());
  }
  out.result = Ore{event.result_ore()};
  out.capital_account = event.capital_account();
  out.balances_digest = event.balances_digest();
  return out;
}

}  // namespace

std::string EncodeValue(const google::protobuf::MessageLite& message) {
  std::string out(1, kValueFormat);
  google::protobuf::io::StringOutputStream sink(&out);
  google::protobuf::io::CodedOutputStream coded(&sink);
  coded.SetSerializationDeterministic(true);
  FINSAM_CHECK(message.SerializeToCodedStream(&coded));
  coded.Trim();
  return out;
}

absl::Status DecodeValue(absl::string_view bytes,
                         google::protobuf::MessageLite* message) {
  if (!bytes.empty() && bytes[0] == kValueFormat &&
      message->ParseFromArray(bytes.data() + 1,
                              static_cast<int>(bytes.size() - 1))) {
    return absl::OkStatus();
  }
  return NotUnderstood("value");
}

void ToProto(const YearLife& life, v1::FiscalYear* out) {
  if (life.locked_through.has_value()) {
    finsam::ToProto(*life.locked_through, out->mutable_locked_through());
  }
  out->set_closed(life.closed);
  for (const YearEvent& event : life.events) {
    *out->add_events() = ToProto(event);
  }
}

internal::YearRecord ToRecord(const StoredYear& year) {
  internal::YearRecord out;
  finsam::ToProto(year.year.first, out.mutable_first());
  finsam::ToProto(year.year.last, out.mutable_last());
  out.set_summary(year.summary);
  out.set_balances_digest(year.balances_digest);
  out.set_carried(year.carried);
  ToProto(year.life, out.mutable_life());
  out.set_imported_count(year.imported_count);
  return out;
}

absl::StatusOr<StoredYear> FromRecord(const internal::YearRecord& record) {
  const std::optional<absl::CivilDay> first = DateFromProto(record.first());
  const std::optional<absl::CivilDay> last = DateFromProto(record.last());
  if (!first.has_value() || !last.has_value()) {
    return NotUnderstood("fiscal year");
  }
  StoredYear out;
  out.year = {*first, *last};
  out.summary = record.summary();
  out.balances_digest = record.balances_digest();
  out.carried = record.carried();
  out.imported_count = record.imported_count();
  if (record.life().has_locked_through()) {
    out.life.locked_through = DateFromProto(record.life().locked_through());
  }
  out.life.closed = record.life().closed();
  for (const v1::FiscalYearEvent& event : record.life().events()) {
    out.life.events.push_back(FromProto(event));
  }
  return out;
}

internal::ChartRecord ToRecord(const Chart& chart) {
  internal::ChartRecord out;
  for (const auto& [number, account] : chart.accounts) {
    internal::ChartRecord::Account* to = out.add_accounts();
    to->set_number(number);
    to->set_name(account.name);
    to->set_kind(account.kind);
    to->set_unit(account.unit);
    for (const std::string& code : account.sru_codes) to->add_sru_codes(code);
  }
  for (const auto& [number, dimension] : chart.dimensions) {
    internal::ChartRecord::Dimension* to = out.add_dimensions();
    to->set_number(number);
    to->set_name(dimension.name);
    to->set_parent(dimension.parent);
  }
  for (const auto& [object, name] : chart.objects) {
    internal::ChartRecord::Object* to = out.add_objects();
    to->set_dimension(object.dimension);
    to->set_object(object.object);
    to->set_name(name);
  }
  return out;
}

Chart FromRecord(const internal::ChartRecord& record) {
  Chart out;
  for (const internal::ChartRecord::Account& from : record.accounts()) {
    out.accounts[from.number()] = {
        from.name(),
        static_cast<char>(from.kind()),
        from.unit(),
        {from.sru_codes().begin(), from.sru_codes().end()}};
  }
  for (const internal::ChartRecord::Dimension& from : record.dimensions()) {
    out.dimensions[from.number()] = {from.name(), from.parent()};
  }
  for (const internal::ChartRecord::Object& from : record.objects()) {
    out.objects[{from.dimension(), from.object()}] = from.name();
  }
  return out;
}

internal::OpeningRecord ToRecord(const BalanceMap& openings) {
  internal::OpeningRecord out;
  for (const auto& [key, balance] : openings) {
    if (balance.IsZero()) continue;
    internal::OpeningRecord::Row* row = out.add_rows();
    row->set_account(key.account);
    AppendObjectBytes(key.objects, row->mutable_objects());
    row->set_opening_ore(balance.opening.value);
    size_t used = balance.months.size();
    while (used > 0 && balance.months[used - 1] == Ore{0}) --used;
    for (size_t i = 0; i < used; ++i) {
      row->add_month_ore(balance.months[i].value);
    }
  }
  return out;
}

absl::StatusOr<BalanceMap> FromRecord(const internal::OpeningRecord& record) {
  BalanceMap out;
  for (const internal::OpeningRecord::Row& row : record.rows()) {
    std::optional<ObjectSet> objects = ReadObjectBytes(row.objects());
    if (!objects.has_value() ||
        row.month_ore_size() > static_cast<int>(kYearMonthsMax)) {
      return NotUnderstood("opening balance");
    }
    MonthlyBalance& balance = out[{row.account(), *std::move(objects)}];
    balance.opening = Ore{row.opening_ore()};
    for (int i = 0; i < row.month_ore_size(); ++i) {
      balance.months[static_cast<size_t>(i)] = Ore{row.month_ore(i)};
    }
  }
  return out;
}

internal::ChainRecord ToRecord(const ChainEnd& end) {
  internal::ChainRecord out;
  out.set_posting_count(end.posting_count);
  out.set_hash(end.hash);
  out.set_tree(end.tree.Encode());
  out.set_indexed_count(end.indexed_count);
  return out;
}

absl::StatusOr<ChainEnd> FromRecord(const internal::ChainRecord& record) {
  ChainEnd out;
  out.posting_count = record.posting_count();
  out.hash = record.hash();
  ASSIGN_OR_RETURN(out.tree, MerkleState::Decode(record.tree()));
  out.indexed_count = record.indexed_count();
  if (out.tree.size != out.posting_count || out.indexed_count < 0 ||
      out.indexed_count > out.posting_count) {
    return NotUnderstood("chain");
  }
  return out;
}

}  // namespace finsam::ledger
