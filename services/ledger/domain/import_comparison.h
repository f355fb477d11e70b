// What an import would change: the books of a file against the books that are
// kept. Nothing that is posted may change or vanish; what is new is added.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_IMPORT_COMPARISON_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_IMPORT_COMPARISON_H_

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/base/status.h"
#include "services/ledger/domain/books.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/voucher.h"

namespace finsam::ledger {

// The most problems that a comparison names, and the most vouchers that a
// difference lists.
inline constexpr size_t kComparisonProblemsMax = 200;
inline constexpr size_t kDifferenceVouchersMax = 1'000;
// Of those, the most that are changed and the most that are missing; they stand
// first, so that many added ones do not hide them.
inline constexpr size_t kDifferenceChangedMax = 400;
inline constexpr size_t kDifferenceMissingMax = 400;

struct VoucherDifference {
  enum class Kind { kAdded, kChanged, kMissing };
  Kind kind = Kind::kAdded;
  VoucherRef voucher;
  int64_t line = 0;         // Of its #VER; 0: not in the file.
  std::string description;  // Swedish; what differs.
};

struct BooksDifference {
  int64_t added_count = 0;
  int64_t changed_count = 0;
  int64_t missing_count = 0;
  int64_t opening_count = 0;  // Accounts.
  // Changed ones, missing ones, and added ones in the room that is left.
  std::vector<VoucherDifference> vouchers;
};

// Collects what differs. Errors: VOUCHER_CHANGED, VOUCHER_MISSING,
// BALANCES_CHANGED, YEAR_HAS_VOUCHERS, YEAR_CLOSED, PERIOD_LOCKED; warning
// PRIOR_YEAR_DIFFERS.
class ImportComparison {
 public:
  explicit ImportComparison(std::string file_name)
      : file_name_(std::move(file_name)) {}

  void Added(const VoucherRef& voucher, int64_t line);
  // Compares a voucher of the file with the kept one of the same number.
  void Compare(const VoucherRef& voucher, const ImportedVoucher& incoming,
               const PostedVoucher& kept);
  void Missing(const VoucherRef& voucher);
  // A new voucher lies in locked time, as `refusal` says.
  void Locked(int64_t line, const absl::Status& refusal);
  // The import would change a closed year; `what` it would change, in Swedish,
  // is the end of a sentence.
  void Closed(int year, absl::string_view what);

  // Compares the openings of a year that has vouchers, and its days. Of a year
  // that was opened by closing the one before (`carried`), own capital is
  // compared as one sum.
  void CompareYear(const Books& books, const FiscalYear& kept_year,
                   const BalanceMap& kept_openings, bool carried);
  // The file has only balances of a year that has vouchers.
  void RefuseSummary(int year);
  // Warns where comparison figures differ from what is kept of the year.
  void CompareTotals(int year, const BalanceMap& incoming,
                     const BalanceMap& kept);

  BooksDifference difference() const;
  const std::vector<Problem>& problems() const { return problems_; }

  // The refusal for the errors: FAILED_PRECONDITION with the first reason of
  // those above that is there. OK when there are none.
  absl::Status Refusal() const;

 private:
  void AddProblem(Severity severity, absl::string_view reason, int64_t line,
                  absl::string_view found, absl::string_view expected,
                  std::string message);

  std::string file_name_;
  BooksDifference difference_;  // Its counts.
  // What difference() lists, by kind.
  std::vector<VoucherDifference> added_;
  std::vector<VoucherDifference> changed_;
  std::vector<VoucherDifference> missing_;
  std::vector<Problem> problems_;
  std::set<std::string> reasons_;  // That were met.
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_IMPORT_COMPARISON_H_
