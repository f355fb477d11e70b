#include "services/ledger/ledger_store.h"

#include <algorithm>
#include <utility>

#include "common/base/status.h"
#include "services/ledger/convert.h"
#include "services/ledger/ledger_keys.h"
#include "services/ledger/records.h"

namespace finsam::ledger {
namespace {

absl::Status KeyTrouble() {
  return absl::DataLossError("a key of the ledger cannot be understood");
}

// Reads the value of `key` into `message`; false when there is none.
absl::StatusOr<bool> Read(const store::Snapshot& snapshot,
                          absl::string_view key,
                          google::protobuf::MessageLite* message) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, snapshot.Get(key));
  if (!bytes.has_value()) return false;
  RETURN_IF_ERROR(DecodeValue(*bytes, message));
  return true;
}

// Visits every value under `prefix`, with what follows `prefix` in its key.
template <typename Record, typename Visit>
absl::Status Each(const store::Snapshot& snapshot, const std::string& prefix,
                  Visit visit) {
  absl::Status outcome;
  const absl::Status scan = snapshot.ScanPrefix(
      prefix, [&](absl::string_view key, absl::string_view value) {
        Record record;
        outcome = DecodeValue(value, &record);
        if (outcome.ok()) {
          store::KeyReader rest(key.substr(prefix.size()));
          outcome = visit(&rest, record);
        }
        return outcome.ok();
      });
  RETURN_IF_ERROR(outcome);
  return scan;
}

absl::StatusOr<std::optional<StoredFile>> ReadFile(
    const store::Snapshot& snapshot, const std::string& key) {
  internal::FileRecord record;
  ASSIGN_OR_RETURN(const bool found, Read(snapshot, key, &record));
  if (!found) return std::optional<StoredFile>();
  return std::make_optional(
      StoredFile{record.name(), record.content(), record.digest()});
}

absl::Status ReadAccounts(const store::Snapshot& snapshot,
                          const std::string& prefix, Chart* chart) {
  return Each<internal::AccountRecord>(
      snapshot, prefix,
      [&](store::KeyReader* key, const internal::AccountRecord& record) {
        const std::optional<int64_t> number = key->Number();
        if (!number.has_value()) return KeyTrouble();
        chart->accounts[static_cast<int32_t>(*number)] = {
            record.name(), static_cast<char>(record.kind())};
        return absl::OkStatus();
      });
}

absl::Status ReadDimensions(const store::Snapshot& snapshot,
                            const std::string& prefix, Chart* chart) {
  return Each<internal::DimensionRecord>(
      snapshot, prefix,
      [&](store::KeyReader* key, const internal::DimensionRecord& record) {
        const std::optional<int64_t> number = key->Number();
        if (!number.has_value()) return KeyTrouble();
        chart->dimensions[static_cast<int32_t>(*number)] = {record.name(),
                                                            record.parent()};
        return absl::OkStatus();
      });
}

absl::Status ReadObjects(const store::Snapshot& snapshot,
                         const std::string& prefix, Chart* chart) {
  return Each<internal::ObjectRecord>(
      snapshot, prefix,
      [&](store::KeyReader* key, const internal::ObjectRecord& record) {
        const std::optional<int64_t> dimension = key->Number();
        const std::optional<std::string> object = key->Text();
        if (!dimension.has_value() || !object.has_value()) return KeyTrouble();
        chart->objects[{static_cast<int32_t>(*dimension), *object}] =
            record.name();
        return absl::OkStatus();
      });
}

}  // namespace

absl::StatusOr<std::optional<StoredYear>> LedgerReader::Year(int year) const {
  internal::YearRecord record;
  ASSIGN_OR_RETURN(
      const bool found,
      Read(snapshot_, RoomKey("year", organisation_, year).bytes(), &record));
  if (!found) return std::optional<StoredYear>();
  ASSIGN_OR_RETURN(StoredYear out, FromRecord(record));
  return std::make_optional(std::move(out));
}

absl::StatusOr<std::vector<int>> LedgerReader::Years() const {
  std::vector<int> out;
  RETURN_IF_ERROR(Each<internal::YearRecord>(
      snapshot_, RoomKey("year", organisation_).bytes(),
      [&](store::KeyReader* key, const internal::YearRecord&) {
        const std::optional<int64_t> year = key->Number();
        if (!year.has_value()) return KeyTrouble();
        out.push_back(static_cast<int>(*year));
        return absl::OkStatus();
      }));
  return out;
}

absl::StatusOr<std::optional<Account>> LedgerReader::FindAccount(
    int year, int32_t number) const {
  internal::AccountRecord record;
  const std::string key =
      RoomKey("account", organisation_, year).Number(number).bytes();
  ASSIGN_OR_RETURN(const bool found, Read(snapshot_, key, &record));
  if (!found) return std::optional<Account>();
  return std::make_optional(
      Account{record.name(), static_cast<char>(record.kind())});
}

absl::StatusOr<std::optional<std::string>> LedgerReader::FindObject(
    int year, const ObjectRef& object) const {
  internal::ObjectRecord record;
  ASSIGN_OR_RETURN(
      const bool found,
      Read(snapshot_, ObjectKey(organisation_, year, object), &record));
  if (!found) return std::optional<std::string>();
  return std::make_optional(record.name());
}

absl::StatusOr<Chart> LedgerReader::ReadChart(int year) const {
  Chart chart;
  const auto prefix = [&](absl::string_view room) {
    return RoomKey(room, organisation_, year).bytes();
  };
  RETURN_IF_ERROR(ReadAccounts(snapshot_, prefix("account"), &chart));
  RETURN_IF_ERROR(ReadDimensions(snapshot_, prefix("dimension"), &chart));
  RETURN_IF_ERROR(ReadObjects(snapshot_, prefix("object"), &chart));
  return chart;
}

absl::StatusOr<std::optional<MonthlyBalance>> LedgerReader::FindBalance(
    int year, const BalanceKey& key) const {
  internal::BalanceRecord record;
  ASSIGN_OR_RETURN(
      const bool found,
      Read(snapshot_, BalanceKeyBytes(organisation_, year, key), &record));
  if (!found) return std::optional<MonthlyBalance>();
  ASSIGN_OR_RETURN(const MonthlyBalance balance, FromRecord(record));
  return std::make_optional(balance);
}

absl::StatusOr<BalanceMap> LedgerReader::Balances(int year) const {
  BalanceMap out;
  RETURN_IF_ERROR(Each<internal::BalanceRecord>(
      snapshot_, RoomKey("balance", organisation_, year).bytes(),
      [&](store::KeyReader* in,
          const internal::BalanceRecord& record) -> absl::Status {
        const std::optional<BalanceKey> key = ReadBalanceKey(in);
        if (!key.has_value()) return KeyTrouble();
        ASSIGN_OR_RETURN(out[*key], FromRecord(record));
        return absl::OkStatus();
      }));
  return out;
}

absl::Status LedgerReader::ScanVouchers(int year, absl::string_view from,
                                        const Visitor& visit) const {
  const std::string prefix = RoomKey("voucher", organisation_, year).bytes();
  // A caller's page token may name any key; it reaches no other year's.
  const std::string end = store::AfterPrefix(prefix);
  const std::string begin = std::max(prefix, std::string(from));
  if (begin >= end) return absl::OkStatus();
  absl::Status outcome;
  const absl::Status scan = snapshot_.Scan(
      begin, end, [&](absl::string_view key, absl::string_view value) {
        internal::VoucherRecord record;
        outcome = DecodeValue(value, &record);
        if (!outcome.ok()) return false;
        const auto posted = PostedFromProto(year, record.voucher());
        outcome = posted.status();
        return outcome.ok() &&
               visit(std::string(key), *posted, record.imported());
      });
  RETURN_IF_ERROR(outcome);
  return scan;
}

absl::StatusOr<std::optional<PostedVoucher>> LedgerReader::FindVoucher(
    const Posting& posting) const {
  internal::VoucherRecord record;
  ASSIGN_OR_RETURN(const bool found,
                   Read(snapshot_,
                        VoucherKey(organisation_, posting.fiscal_year,
                                   posting.series, posting.number),
                        &record));
  if (!found) return std::optional<PostedVoucher>();
  ASSIGN_OR_RETURN(PostedVoucher out,
                   PostedFromProto(posting.fiscal_year, record.voucher()));
  return std::make_optional(std::move(out));
}

absl::StatusOr<int64_t> LedgerReader::LastNumber(
    int year, absl::string_view series) const {
  internal::SeriesRecord record;
  const std::string key =
      RoomKey("series", organisation_, year).Text(series).bytes();
  RETURN_IF_ERROR(Read(snapshot_, key, &record).status());
  return record.last_number();
}

absl::StatusOr<ChainEnd> LedgerReader::Chain() const {
  internal::ChainRecord record;
  RETURN_IF_ERROR(
      Read(snapshot_, RoomKey("chain", organisation_).bytes(), &record)
          .status());
  return ChainEnd{record.posting_count(), record.hash()};
}

absl::StatusOr<std::optional<Posting>> LedgerReader::FindPosting(
    int64_t place) const {
  internal::PostingRecord record;
  const std::string key =
      RoomKey("posting", organisation_).Number(place).bytes();
  ASSIGN_OR_RETURN(const bool found, Read(snapshot_, key, &record));
  if (!found) return std::optional<Posting>();
  return std::make_optional(
      Posting{record.fiscal_year(), record.series(), record.number()});
}

absl::StatusOr<std::optional<StoredFile>> LedgerReader::Layout(int year) const {
  return ReadFile(snapshot_, RoomKey("layout", organisation_, year).bytes());
}

absl::StatusOr<std::optional<StoredFile>> LedgerReader::Overview(
    int year) const {
  return ReadFile(snapshot_, RoomKey("overview", organisation_, year).bytes());
}

}  // namespace finsam::ledger
