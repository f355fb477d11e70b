// What the ledger remembers: keys and values through common/store. Values are
// the messages of finsam/ledger/internal/records.proto behind a format byte;
// the keys are listed in services/ledger/README.md. No rule lives here.
//
// Every key begins with a room and the organisation, so what one association
// holds is never read through another's name.

#ifndef FINSAM_SERVICES_LEDGER_LEDGER_STORE_H_
#define FINSAM_SERVICES_LEDGER_LEDGER_STORE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/store.h"
#include "services/ledger/domain/chart.h"
#include "services/ledger/domain/fiscal_year.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/voucher.h"

namespace finsam::ledger {

// A fiscal year as it is kept.
struct StoredYear {
  FiscalYear year;
  bool summary = false;  // Comparison figures only; takes no vouchers.
  YearTotals totals;
  std::string balances_digest;  // BalancesDigest; see records.proto.
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
};

// Where a voucher lies.
struct Posting {
  int fiscal_year = 0;
  std::string series;
  int64_t number = 0;
};

// Reads one association's books from a snapshot, which must outlive it.
// DATA_LOSS when a value cannot be understood.
class LedgerReader {
 public:
  LedgerReader(const store::Snapshot& snapshot, std::string organisation)
      : snapshot_(snapshot), organisation_(std::move(organisation)) {}

  const store::Snapshot& snapshot() const { return snapshot_; }
  const std::string& organisation() const { return organisation_; }

  absl::StatusOr<std::optional<StoredYear>> Year(int year) const;
  // All fiscal years, oldest first.
  absl::StatusOr<std::vector<int>> Years() const;

  absl::StatusOr<std::optional<Account>> FindAccount(int year,
                                                     int32_t number) const;
  absl::StatusOr<std::optional<std::string>> FindObject(
      int year, const ObjectRef& object) const;
  absl::StatusOr<Chart> ReadChart(int year) const;

  absl::StatusOr<std::optional<MonthlyBalance>> FindBalance(
      int year, const BalanceKey& key) const;
  absl::StatusOr<BalanceMap> Balances(int year) const;

  // Visits the year's vouchers by series and number, from the key `from`
  // (empty: all), until the visitor returns false. `imported`: from a file.
  using Visitor = std::function<bool(
      const std::string& key, const PostedVoucher& voucher, bool imported)>;
  absl::Status ScanVouchers(int year, absl::string_view from,
                            const Visitor& visit) const;
  absl::StatusOr<std::optional<PostedVoucher>> FindVoucher(
      const Posting& posting) const;

  // The highest number of a series; 0 when it has none.
  absl::StatusOr<int64_t> LastNumber(int year, absl::string_view series) const;
  absl::StatusOr<ChainEnd> Chain() const;
  absl::StatusOr<std::optional<Posting>> FindPosting(int64_t place) const;

  absl::StatusOr<std::optional<StoredFile>> Layout(int year) const;
  absl::StatusOr<std::optional<StoredFile>> Overview(int year) const;

 private:
  const store::Snapshot& snapshot_;
  std::string organisation_;
};

// Puts one association's books into a commit, which must outlive it.
class LedgerWriter {
 public:
  LedgerWriter(store::Commit& commit, std::string organisation)
      : commit_(commit), organisation_(std::move(organisation)) {}

  void PutYear(const StoredYear& year);
  void PutAccount(int year, int32_t number, const Account& account);
  // Puts what `chart` has and `stored` has not, or has otherwise.
  void PutChart(int year, const Chart& chart, const Chart& stored);
  void PutBalance(int year, const BalanceKey& key,
                  const MonthlyBalance& balance);
  // Makes the kept balances of the year what `balances` says. Returns whether
  // there was anything to change.
  bool PutBalances(int year, const BalanceMap& balances,
                   const BalanceMap& stored);
  void PutVoucher(const PostedVoucher& voucher, bool imported);
  void PutSeries(int year, absl::string_view series, int64_t last_number);
  // The `place`th posting of the association, 1 the first.
  void PutPosting(int64_t place, const PostedVoucher& voucher);
  void PutChain(const ChainEnd& end);
  void PutLayout(int year, const StoredFile& file);
  void PutOverview(int year, const StoredFile& file);
  void DeleteOverview(int year);

 private:
  store::Commit& commit_;
  std::string organisation_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_LEDGER_STORE_H_
