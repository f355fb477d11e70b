// LedgerReader: years, charts, openings, files, and vouchers by their place.
// What the indexes answer is in ledger_index.cc.

#include "services/ledger/ledger_store.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/journal.h"
#include "services/ledger/ledger_keys.h"
#include "services/ledger/records.h"

namespace finsam::ledger {
namespace {

absl::Status KeyTrouble() {
  return absl::DataLossError("a key of the ledger cannot be understood");
}

absl::StatusOr<int64_t> NumberIn(absl::string_view value) {
  const std::optional<int64_t> number = NumberInValue(value);
  if (!number.has_value()) return KeyTrouble();
  return *number;
}

// The value of the first key from `from` on that begins with `prefix`.
absl::StatusOr<std::optional<std::string>> FirstValue(
    const store::Snapshot& snapshot, const std::string& prefix,
    const std::string& from) {
  std::optional<std::string> out;
  RETURN_IF_ERROR(
      snapshot.Scan(from, store::AfterPrefix(prefix),
                    [&out](absl::string_view, absl::string_view value) {
                      out = std::string(value);
                      return false;
                    }));
  return out;
}

}  // namespace

absl::StatusOr<int64_t> CheckRevision(const store::Snapshot& snapshot,
                                      absl::string_view organisation,
                                      int64_t revision) {
  if (revision == 0) return kNow;
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(snapshot, organisation));
  if (0 < revision && revision <= head.revision) return revision;
  return Refuse(absl::StatusCode::kInvalidArgument, "REVISION_UNKNOWN",
                absl::StrCat("Bokföringen har inget läge ", revision,
                             "; det senaste är ", head.revision, "."));
}

absl::StatusOr<std::optional<std::string>> LedgerReader::Version(
    absl::string_view room, int year) const {
  const store::Key prefix = RoomKey(room, organisation_, year);
  return FirstValue(snapshot_, prefix.bytes(),
                    VersionKey(prefix, at_revision_));
}

absl::StatusOr<std::optional<StoredYear>> LedgerReader::Year(int year) const {
  ASSIGN_OR_RETURN(const auto bytes, Version("year", year));
  if (!bytes.has_value()) return std::optional<StoredYear>();
  internal::YearRecord record;
  RETURN_IF_ERROR(DecodeValue(*bytes, &record));
  ASSIGN_OR_RETURN(StoredYear out, FromRecord(record));
  return std::make_optional(std::move(out));
}

absl::StatusOr<std::vector<int>> LedgerReader::Years() const {
  const std::string prefix = RoomKey("year", organisation_).bytes();
  std::vector<int> out;
  bool understood = true;
  RETURN_IF_ERROR(snapshot_.ScanPrefix(
      prefix, [&](absl::string_view key, absl::string_view) {
        store::KeyReader rest(key.substr(prefix.size()));
        const std::optional<int64_t> year = rest.Number();
        const std::optional<int64_t> version = rest.Number();
        understood = year.has_value() && version.has_value();
        if (!understood) return false;
        const int number = static_cast<int>(*year);
        const bool is_new = out.empty() || out.back() != number;
        if (-*version <= at_revision_ && is_new) out.push_back(number);
        return true;
      }));
  if (!understood) return KeyTrouble();
  return out;
}

absl::StatusOr<Chart> LedgerReader::ReadChart(int year) const {
  internal::ChartRecord record;
  ASSIGN_OR_RETURN(const auto bytes, Version("chart", year));
  if (bytes.has_value()) RETURN_IF_ERROR(DecodeValue(*bytes, &record));
  return FromRecord(record);
}

absl::StatusOr<std::optional<StoredFile>> LedgerReader::File(
    absl::string_view room, int year) const {
  ASSIGN_OR_RETURN(const auto bytes, Version(room, year));
  internal::FileRecord record;
  if (bytes.has_value()) RETURN_IF_ERROR(DecodeValue(*bytes, &record));
  if (record.name().empty()) return std::optional<StoredFile>();
  return std::make_optional(
      StoredFile{record.name(), record.content(), record.digest()});
}

absl::StatusOr<std::optional<StoredFile>> LedgerReader::Layout(int year) const {
  return File("layout", year);
}

absl::StatusOr<std::optional<StoredFile>> LedgerReader::Overview(
    int year) const {
  return File("overview", year);
}

absl::StatusOr<internal::SourceRecord> LedgerReader::Source(int year) const {
  internal::SourceRecord record;
  ASSIGN_OR_RETURN(const auto bytes, Version("source", year));
  if (bytes.has_value()) RETURN_IF_ERROR(DecodeValue(*bytes, &record));
  return record;
}

absl::StatusOr<BalanceMap> LedgerReader::Openings(int year) const {
  internal::OpeningRecord record;
  ASSIGN_OR_RETURN(const auto bytes, Version("opening", year));
  if (bytes.has_value()) RETURN_IF_ERROR(DecodeValue(*bytes, &record));
  return FromRecord(record);
}

absl::StatusOr<ChainEnd> LedgerReader::Chain() const {
  ASSIGN_OR_RETURN(const auto bytes,
                   snapshot_.Get(RoomKey("chain", organisation_).bytes()));
  if (!bytes.has_value()) return ChainEnd();
  internal::ChainRecord record;
  RETURN_IF_ERROR(DecodeValue(*bytes, &record));
  return FromRecord(record);
}

absl::StatusOr<int64_t> LedgerReader::LastPlace() const {
  if (last_place_.has_value()) return *last_place_;
  const std::string prefix = RoomKey("places", organisation_).bytes();
  ASSIGN_OR_RETURN(
      const auto bytes,
      FirstValue(snapshot_, prefix, PlacesKey(organisation_, at_revision_)));
  last_place_ = 0;
  if (bytes.has_value()) {
    ASSIGN_OR_RETURN(last_place_, NumberIn(*bytes));
  }
  return *last_place_;
}

absl::Status LedgerReader::ScanPlaces(int64_t first, int64_t last,
                                      const Visitor& visit) const {
  if (first > last) return absl::OkStatus();
  const std::string prefix = RoomKey("voucher", organisation_).bytes();
  int64_t next = first;
  bool stopped = false;
  RETURN_IF_ERROR(snapshot_.Scan(
      BlockKey(organisation_, first), store::AfterPrefix(prefix),
      [&](absl::string_view key, absl::string_view value) {
        const auto place = store::KeyReader(key.substr(prefix.size())).Number();
        const Block block(place.value_or(0), std::string(value));
        for (const BlockVoucher& voucher : block.vouchers()) {
          if (voucher.place < next) continue;
          if (voucher.place > last) return false;
          if (voucher.place != next) return false;
          ++next;
          stopped = !visit(voucher);
          if (stopped) return false;
        }
        // A block that holds nothing of what was looked for is damaged.
        return place.has_value() && next > *place && next <= last;
      }));
  if (stopped || next > last) return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat("the voucher at place ", next, " is missing or damaged"));
}

absl::StatusOr<std::optional<PostedVoucher>> LedgerReader::FindPlace(
    int64_t place) const {
  ASSIGN_OR_RETURN(const int64_t last, LastPlace());
  if (place < 1 || place > last) return std::optional<PostedVoucher>();
  const auto held = [&]() -> const BlockVoucher* {
    if (block_ == nullptr || block_->vouchers().empty()) return nullptr;
    const int64_t first = block_->vouchers().front().place;
    const int64_t end = block_->vouchers().back().place;
    if (place < first || place > end) return nullptr;
    return &block_->vouchers()[static_cast<size_t>(place - first)];
  };
  if (held() == nullptr) {
    const std::string prefix = RoomKey("voucher", organisation_).bytes();
    RETURN_IF_ERROR(snapshot_.Scan(
        BlockKey(organisation_, place), store::AfterPrefix(prefix),
        [&](absl::string_view key, absl::string_view value) {
          const auto end = store::KeyReader(key.substr(prefix.size())).Number();
          block_ = std::make_shared<Block>(end.value_or(0), std::string(value));
          return false;
        }));
  }
  const BlockVoucher* voucher = held();
  if (voucher == nullptr) {
    return absl::DataLossError(
        absl::StrCat("the voucher at place ", place, " is missing or damaged"));
  }
  return std::make_optional(voucher->Copy());
}

absl::StatusOr<std::optional<PostedVoucher>> LedgerReader::FindVoucher(
    const VoucherRef& ref) const {
  ASSIGN_OR_RETURN(const std::optional<int64_t> place,
                   FindNumber(ref.fiscal_year, ref.series, ref.number));
  if (!place.has_value()) return std::optional<PostedVoucher>();
  return FindPlace(*place);
}

absl::StatusOr<std::optional<int64_t>> LedgerReader::FindReversal(
    int64_t place) const {
  ASSIGN_OR_RETURN(const auto bytes,
                   snapshot_.Get(ReversalKey(organisation_, place)));
  if (!bytes.has_value()) return std::optional<int64_t>();
  ASSIGN_OR_RETURN(const int64_t reversal, NumberIn(*bytes));
  ASSIGN_OR_RETURN(const int64_t last, LastPlace());
  if (reversal > last) return std::optional<int64_t>();
  return std::make_optional(reversal);
}

absl::StatusOr<bool> LedgerReader::IsTaken(int year,
                                           absl::string_view digest) const {
  ASSIGN_OR_RETURN(const auto bytes,
                   snapshot_.Get(TakenKey(organisation_, year, digest)));
  return bytes.has_value();
}

absl::StatusOr<int64_t> LedgerReader::KeptLastNumber(
    int year, absl::string_view series) const {
  ASSIGN_OR_RETURN(const auto bytes,
                   snapshot_.Get(SeriesKey(organisation_, year, series)));
  if (!bytes.has_value()) return 0;
  return NumberIn(*bytes);
}

MerkleSource LedgerReader::TreeSource() const {
  return {[this](int64_t index) -> absl::StatusOr<std::string> {
            ASSIGN_OR_RETURN(const auto hash,
                             snapshot_.Get(TileKey(organisation_, index)));
            if (hash.has_value()) return *hash;
            return absl::DataLossError(
                absl::StrCat("tile ", index, " of the tree is missing"));
          },
          [this](int64_t first,
                 int64_t count) -> absl::StatusOr<std::vector<std::string>> {
            std::vector<std::string> out;
            RETURN_IF_ERROR(ScanPlaces(first + 1, first + count,
                                       [&out](const BlockVoucher& voucher) {
                                         out.emplace_back(voucher.hash);
                                         return true;
                                       }));
            return out;
          }};
}

}  // namespace finsam::ledger
