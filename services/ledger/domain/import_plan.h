// What an import would change: the books of a file against the books that are
// kept. Nothing that is posted may change or vanish; what is new is added.
//
//   ImportPlanner planner(books, file_name);
//   planner.SetStored(…);  planner.SetPrior(…);
//   for (each stored voucher of the year) planner.SeeStored(posted, imported);
//   ImportPlan plan = planner.Finish();

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_IMPORT_PLAN_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_IMPORT_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/base/status.h"
#include "services/ledger/domain/books.h"

namespace finsam::ledger {

// The most problems that a plan names.
inline constexpr size_t kPlanProblemsMax = 200;

// A fiscal year as it is kept.
struct StoredBalances {
  FiscalYear year;
  bool summary = false;  // Only comparison figures, no vouchers of its own.
  BalanceMap balances;
};

struct ImportPlan {
  std::vector<size_t> new_vouchers;  // Places in Books::vouchers, in order.
  BalanceMap balances;               // The year's, after the import.
  YearTotals totals;
  bool writes_prior = false;  // The comparison year is to be (re)written.
  // Errors forbid the import; warnings are told.
  std::vector<Problem> problems;
};

class ImportPlanner {
 public:
  // `books` must outlive the planner.
  ImportPlanner(const Books& books, std::string file_name);

  // What is kept of the year, when anything is.
  void SetStored(StoredBalances stored);
  // What is kept of the year before.
  void SetPrior(StoredBalances prior);
  // One voucher that is kept of the year; `imported`: it came from a file.
  void SeeStored(const PostedVoucher& posted, bool imported);

  ImportPlan Finish();

 private:
  void AddProblem(Severity severity, absl::string_view reason, int64_t line,
                  absl::string_view found, absl::string_view expected,
                  std::string message);
  void CompareYear();
  void CompareTotals(const StoredBalances& stored, const BalanceMap& incoming);
  void ComparePrior();

  const Books& books_;
  std::string file_name_;
  std::optional<StoredBalances> stored_;
  std::optional<StoredBalances> prior_;
  std::map<std::pair<std::string, int64_t>, size_t> by_name_;
  std::vector<bool> is_stored_;
  ImportPlan plan_;
};

// The refusal for a plan with errors: FAILED_PRECONDITION with the first
// reason of VOUCHER_CHANGED, VOUCHER_MISSING, BALANCES_CHANGED that is there.
// OK when there are none.
absl::Status RefusalOf(const ImportPlan& plan);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_IMPORT_PLAN_H_
