#include "services/ledger/records.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <optional>

#include "common/base/check.h"
#include "common/figure/convert.h"

namespace finsam::ledger {

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
  return absl::DataLossError("a value of the ledger cannot be understood");
}

internal::YearRecord ToRecord(const StoredYear& year) {
  internal::YearRecord out;
  ToProto(year.year.first, out.mutable_first());
  ToProto(year.year.last, out.mutable_last());
  out.set_summary(year.summary);
  out.set_voucher_count(year.totals.voucher_count);
  out.set_entry_count(year.totals.entry_count);
  out.set_turnover_ore(year.totals.turnover.value);
  out.set_balances_digest(year.balances_digest);
  return out;
}

absl::StatusOr<StoredYear> FromRecord(const internal::YearRecord& record) {
  const std::optional<absl::CivilDay> first = DateFromProto(record.first());
  const std::optional<absl::CivilDay> last = DateFromProto(record.last());
  if (!first.has_value() || !last.has_value()) {
    return absl::DataLossError("a fiscal year's days cannot be understood");
  }
  StoredYear out;
  out.year = {*first, *last};
  out.summary = record.summary();
  out.totals = {record.voucher_count(), record.entry_count(),
                Ore{record.turnover_ore()}};
  out.balances_digest = record.balances_digest();
  return out;
}

internal::BalanceRecord ToRecord(const MonthlyBalance& balance) {
  internal::BalanceRecord out;
  out.set_opening_ore(balance.opening.value);
  for (const Ore month : balance.months) out.add_month_ore(month.value);
  return out;
}

absl::StatusOr<MonthlyBalance> FromRecord(
    const internal::BalanceRecord& record) {
  MonthlyBalance out;
  if (record.month_ore_size() != static_cast<int>(out.months.size())) {
    return absl::DataLossError("a balance's months cannot be understood");
  }
  out.opening = Ore{record.opening_ore()};
  for (size_t i = 0; i < out.months.size(); ++i) {
    out.months[i] = Ore{record.month_ore(static_cast<int>(i))};
  }
  return out;
}

}  // namespace finsam::ledger
