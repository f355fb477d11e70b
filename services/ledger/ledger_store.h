// What the ledger remembers: keys and values through common/store. The keys
// are listed in services/ledger/README.md. No rule lives here.
//
// The truth is the vouchers, in blocks by their place in the order of posting.
// Balances, entry rows and numbers are derived from them, and kept only up to
// a place (ChainEnd::indexed_count); the vouchers after it, the tail, are read
// where an answer needs them. So a posting writes few keys, and no answer ever
// differs from the fold of the vouchers.
//
// What is not derived (years, charts, openings, files) is kept in one version
// per revision that changed it, so that the books can be read as they stood.
//
// Places after the chain's end may be filled by an import that is under way or
// was broken off. Nobody reads them.
//
// Every key begins with a room and the organisation, so what one association
// holds is never read through another's name.

#ifndef FINSAM_SERVICES_LEDGER_LEDGER_STORE_H_
#define FINSAM_SERVICES_LEDGER_LEDGER_STORE_H_

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "finsam/ledger/internal/records.pb.h"
#include "services/ledger/domain/block.h"
#include "services/ledger/domain/chart.h"
#include "services/ledger/domain/fiscal_year.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/index_rows.h"
#include "services/ledger/domain/merkle.h"
#include "services/ledger/domain/voucher.h"
#include "services/ledger/domain/year_fold.h"
#include "services/ledger/domain/year_life.h"
#include "services/ledger/place_cache.h"

namespace finsam::ledger {

// The tail is indexed when it is as long as this.
inline constexpr int64_t kTailVouchersMax = 4'096;

// The revision that means "as it stands now".
inline constexpr int64_t kNow = std::numeric_limits<int64_t>::max();

// A fiscal year as it is kept.
struct StoredYear {
  FiscalYear year;
  bool summary = false;         // Comparison figures only; takes no vouchers.
  std::string balances_digest;  // BalancesDigest; see records.proto.
  bool carried = false;         // Opened by closing the year before.
  YearLife life;
  int64_t imported_count = 0;  // Vouchers that came from a file.
  friend bool operator==(const StoredYear&, const StoredYear&) = default;
};

// A file kept as it was.
struct StoredFile {
  std::string name;
  std::string content;
  std::string digest;  // SHA-256 of the content.
};

// The end of an association's chain of vouchers.
struct ChainEnd {
  int64_t posting_count = 0;
  std::string hash;
  MerkleState tree;
  int64_t indexed_count = 0;
};

// Reads one association's books from a snapshot, which must outlive it, as
// they stood at a revision. DATA_LOSS when a value cannot be understood. Not
// thread-safe: one per call.
class LedgerReader {
 public:
  // `cache` may be null. The revision must be one that was (CheckRevision).
  LedgerReader(const store::Snapshot& snapshot, std::string organisation,
               int64_t at_revision = kNow, FoldCache* cache = nullptr)
      : snapshot_(snapshot),
        organisation_(std::move(organisation)),
        at_revision_(at_revision),
        cache_(cache) {}

  const store::Snapshot& snapshot() const { return snapshot_; }
  const std::string& organisation() const { return organisation_; }

  absl::StatusOr<std::optional<StoredYear>> Year(int year) const;
  // All fiscal years, oldest first.
  absl::StatusOr<std::vector<int>> Years() const;
  absl::StatusOr<Chart> ReadChart(int year) const;
  absl::StatusOr<std::optional<StoredFile>> Layout(int year) const;
  absl::StatusOr<std::optional<StoredFile>> Overview(int year) const;
  // Empty when nothing is kept.
  absl::StatusOr<internal::SourceRecord> Source(int year) const;

  // Opening balances; in a summary the movements too.
  absl::StatusOr<BalanceMap> Openings(int year) const;
  // Openings with the fold of the year's vouchers.
  absl::StatusOr<BalanceMap> Balances(int year) const;
  // The fold alone; the year must exist.
  absl::StatusOr<YearFold> Movements(const FiscalYear& year) const;
  // The fold as it is kept, without the tail.
  absl::StatusOr<YearFold> KeptMovements(const FiscalYear& year) const;

  // The chain's end now, whatever the revision.
  absl::StatusOr<ChainEnd> Chain() const;
  // The last place that is read at the revision.
  absl::StatusOr<int64_t> LastPlace() const;

  // Visits the vouchers of the places `first` to `last`, by place, until the
  // visitor returns false. Not bounded by LastPlace: for recovery. DATA_LOSS
  // when one is missing.
  using Visitor = std::function<bool(const BlockVoucher& voucher)>;
  absl::Status ScanPlaces(int64_t first, int64_t last,
                          const Visitor& visit) const;
  // Nothing when the place is not (yet) filled at the revision.
  absl::StatusOr<std::optional<PostedVoucher>> FindPlace(int64_t place) const;
  absl::StatusOr<std::optional<int64_t>> FindNumber(int year,
                                                    absl::string_view series,
                                                    int64_t number) const;
  // The same without the tail.
  absl::StatusOr<std::optional<int64_t>> FindKeptNumber(
      int year, absl::string_view series, int64_t number) const;
  absl::StatusOr<std::optional<PostedVoucher>> FindVoucher(
      const VoucherRef& ref) const;
  // The place of the voucher that takes the one at `place` back.
  absl::StatusOr<std::optional<int64_t>> FindReversal(int64_t place) const;

  // Whether a file of type 4I was taken into the year, by its digest.
  absl::StatusOr<bool> IsTaken(int year, absl::string_view digest) const;

  // Visits the year's vouchers by series and number, after the given one,
  // until the visitor returns false. The series is a copy: the visitor may
  // change what the caller's own says.
  using NumberVisitor = std::function<bool(const std::string& series,
                                           int64_t number, int64_t place)>;
  absl::Status ScanNumbers(int year, std::string after_series,
                           int64_t after_number,
                           const NumberVisitor& visit) const;

  // Visits the entries of accounts by place and index, from `first_place` on,
  // until the visitor returns false.
  using RowVisitor = std::function<bool(int32_t account, const EntryRow& row)>;
  absl::Status ScanEntries(int year, const std::vector<int32_t>& accounts,
                           int64_t first_place, const RowVisitor& visit) const;

  // The highest number of a series, without the tail; 0 when it has none.
  absl::StatusOr<int64_t> KeptLastNumber(int year,
                                         absl::string_view series) const;

  // The kept run of numbers that `number` falls into, whatever the revision;
  // nothing when it is above all of them.
  absl::StatusOr<std::optional<NumberPlaces>> FindRun(int year,
                                                      absl::string_view series,
                                                      int64_t number) const;

  // The leaves and tiles of the Merkle tree.
  MerkleSource TreeSource() const;

 private:
  // By series and number; the place.
  using TailNumbers = std::map<std::pair<std::string, int64_t>, int64_t>;
  absl::StatusOr<std::optional<std::string>> Version(absl::string_view room,
                                                     int year) const;
  absl::StatusOr<std::optional<StoredFile>> File(absl::string_view room,
                                                 int year) const;
  // The first place that no index covers, of those that are read.
  absl::StatusOr<int64_t> TailStart() const;
  // The numbers of a year that no index covers, read once.
  absl::StatusOr<const TailNumbers*> NumbersOfTail(int year) const;
  absl::Status ScanKeptNumbers(int year, const std::string& after_series,
                               int64_t after_number,
                               const NumberVisitor& visit) const;
  // Visits the rows of the next stretch that has any of the accounts; its
  // last place, or nothing when there is none.
  absl::StatusOr<std::optional<int64_t>> ReadStretch(
      int year, const std::vector<int32_t>& accounts, int64_t first_place,
      const RowVisitor& visit) const;

  const store::Snapshot& snapshot_;
  std::string organisation_;
  int64_t at_revision_;
  FoldCache* cache_;
  mutable std::optional<int64_t> last_place_;
  mutable std::map<int, TailNumbers> tail_numbers_;
  mutable std::shared_ptr<Block> block_;  // The one that was read last.
};

// Refusal REVISION_UNKNOWN unless `revision` is 0 (now) or one that was; the
// revision to read at.
absl::StatusOr<int64_t> CheckRevision(const store::Snapshot& snapshot,
                                      absl::string_view organisation,
                                      int64_t revision);

// Puts one association's books into a commit, which must outlive it.
class LedgerWriter {
 public:
  LedgerWriter(store::Commit& commit, std::string organisation)
      : commit_(commit), organisation_(std::move(organisation)) {}

  // Versions, as `revision` makes them.
  void PutYear(const StoredYear& year, int64_t revision);
  void PutChart(int year, const Chart& chart, int64_t revision);
  void PutOpenings(int year, const BalanceMap& openings, int64_t revision);
  void PutSource(int year, const internal::SourceRecord& source,
                 int64_t revision);
  void PutLayout(int year, const StoredFile& file, int64_t revision);
  // nullptr: there is none any more.
  void PutOverview(int year, const StoredFile* file, int64_t revision);
  // How many vouchers are posted at `revision`.
  void PutPlaces(int64_t revision, int64_t posting_count);

  void PutBlock(int64_t last_place, absl::string_view bytes);
  void PutChain(const ChainEnd& end);
  void PutTile(const MerkleTile& tile);
  void PutReversal(int64_t place, int64_t reversal_place);
  void PutTaken(int year, absl::string_view digest);
  bool empty() const { return commit_.changes().empty(); }

  // What is derived.
  void PutBalances(const YearFold& fold, int32_t account);
  void PutTotals(const YearFold& fold);
  void PutEntries(int year, int32_t account, int64_t stretch_end,
                  absl::string_view rows);
  void PutNumbers(int year, absl::string_view series,
                  const NumberPlaces& numbers);
  void PutSeries(int year, absl::string_view series, int64_t last_number);

  void PutStaging(int year);
  void DeleteStaging();
  void Delete(absl::string_view key) { commit_.Delete(key); }

 private:
  template <typename Record>
  void PutVersion(absl::string_view room, int year, int64_t revision,
                  const Record& record);

  store::Commit& commit_;
  std::string organisation_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_LEDGER_STORE_H_
