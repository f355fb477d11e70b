#include "services/ledger/ledger_keys.h"
#include "services/ledger/ledger_store.h"
#include "services/ledger/records.h"

namespace finsam::ledger {
namespace {

internal::FileRecord FileValue(const StoredFile& file) {
  internal::FileRecord record;
  record.set_name(file.name);
  record.set_content(file.content);
  record.set_digest(file.digest);
  return record;
}

// Each of these is one value, and must fit the store whatever the books hold.
// Tags, lengths and numbers beside the objects take less than the last term.
constexpr size_t kObjectSetBytes =
    kEntryObjectsMax * (kObjectBytesMax + kNumberDigitsMax);
constexpr size_t kMonthsBytes = (kYearMonthsMax + 2) * 10;
static_assert(kYearBalancesMax * (kObjectSetBytes + kMonthsBytes + 40) <=
              store::kValueBytesMax);
static_assert(kYearBudgetsMax * (kObjectSetBytes + kQuantityBytesMax + 40) <=
              store::kValueBytesMax);
static_assert(kChartBytesMax <= store::kValueBytesMax);

}  // namespace

template <typename Record>
void LedgerWriter::PutVersion(absl::string_view room, int year,
                              int64_t revision, const Record& record) {
  commit_.Put(VersionKey(RoomKey(room, organisation_, year), revision),
              EncodeValue(record));
}

void LedgerWriter::PutYear(const StoredYear& year, int64_t revision) {
  PutVersion("year", year.year.year(), revision, ToRecord(year));
}

void LedgerWriter::PutChart(int year, const Chart& chart, int64_t revision) {
  PutVersion("chart", year, revision, ToRecord(chart));
}

void LedgerWriter::PutOpenings(int year, const BalanceMap& openings,
                               int64_t revision) {
  PutVersion("opening", year, revision, ToRecord(openings));
}

void LedgerWriter::PutSource(int year, const internal::SourceRecord& source,
                             int64_t revision) {
  PutVersion("source", year, revision, source);
}

void LedgerWriter::PutLayout(int year, const StoredFile& file,
                             int64_t revision) {
  PutVersion("layout", year, revision, FileValue(file));
}

void LedgerWriter::PutOverview(int year, const StoredFile* file,
                               int64_t revision) {
  PutVersion("overview", year, revision,
             file == nullptr ? internal::FileRecord() : FileValue(*file));
}

void LedgerWriter::PutPlaces(int64_t revision, int64_t posting_count) {
  commit_.Put(PlacesKey(organisation_, revision), NumberValue(posting_count));
}

void LedgerWriter::PutBlock(int64_t last_place, absl::string_view bytes) {
  commit_.Put(BlockKey(organisation_, last_place), bytes);
}

void LedgerWriter::PutChain(const ChainEnd& end) {
  commit_.Put(RoomKey("chain", organisation_).bytes(),
              EncodeValue(ToRecord(end)));
}

void LedgerWriter::PutTile(const MerkleTile& tile) {
  commit_.Put(TileKey(organisation_, tile.index), tile.hash);
}

void LedgerWriter::PutReversal(int64_t place, int64_t reversal_place) {
  commit_.Put(ReversalKey(organisation_, place), NumberValue(reversal_place));
}

void LedgerWriter::PutTaken(int year, absl::string_view digest) {
  commit_.Put(TakenKey(organisation_, year, digest), "");
}

void LedgerWriter::PutBalances(const YearFold& fold, int32_t account) {
  commit_.Put(BalanceKeyOf(organisation_, fold.year().year(), account),
              fold.AccountBytes(account));
}

void LedgerWriter::PutTotals(const YearFold& fold) {
  internal::TotalsRecord record;
  record.set_voucher_count(fold.totals().voucher_count);
  record.set_entry_count(fold.totals().entry_count);
  record.set_turnover_ore(fold.totals().turnover.value);
  commit_.Put(RoomKey("totals", organisation_, fold.year().year()).bytes(),
              EncodeValue(record));
}

void LedgerWriter::PutEntries(int year, int32_t account, int64_t stretch_end,
                              absl::string_view rows) {
  commit_.Put(
      EntryRoom(organisation_, year, account).Number(stretch_end).bytes(),
      rows);
}

void LedgerWriter::PutNumbers(int year, absl::string_view series,
                              const NumberPlaces& numbers) {
  commit_.Put(NumberRoom(organisation_, year, series)
                  .Number(numbers.rbegin()->first)
                  .bytes(),
              NumberBytes(numbers));
}

void LedgerWriter::PutSeries(int year, absl::string_view series,
                             int64_t last_number) {
  commit_.Put(SeriesKey(organisation_, year, series), NumberValue(last_number));
}

void LedgerWriter::PutStaging(int year) {
  internal::StagingRecord record;
  record.set_fiscal_year(year);
  commit_.Put(RoomKey("staging", organisation_).bytes(), EncodeValue(record));
}

void LedgerWriter::DeleteStaging() {
  commit_.Delete(RoomKey("staging", organisation_).bytes());
}

}  // namespace finsam::ledger
