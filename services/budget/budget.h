// The hall of the budget service: imports budgets, gives them, and compares
// outcomes with them. Plain C++; gRPC stands at the door
// (services/budget/budget_service.h).
//
// Every call reads, decides (services/budget/domain) and, when it writes,
// makes one commit. Thread-safe: writes wait for each other, reads do not.

#ifndef FINSAM_SERVICES_BUDGET_BUDGET_H_
#define FINSAM_SERVICES_BUDGET_BUDGET_H_

#include <mutex>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/clock.h"
#include "common/store/import.h"
#include "common/store/store.h"
#include "services/budget/answers.h"
#include "services/budget/domain/comparison.h"

namespace finsam::budget {

class Budgets {
 public:
  // Both must outlive the hall.
  Budgets(store::Store& store, const Clock& clock)
      : store_(store), clock_(clock) {}

  // Imports `budget.csv`, all or nothing. The same decision as the latest
  // version's changes nothing; another one becomes the next version. Refusals
  // as ImportBudget in budget.proto.
  absl::StatusOr<store::ImportOutcome> Import(const ImportQuestion& question);

  // The latest version for the year. Refusals: NAME_INVALID, BUDGET_UNKNOWN.
  absl::StatusOr<BudgetAnswer> Get(absl::string_view fiscal_year) const;

  // Deviations from the latest version. Refusals: NAME_INVALID,
  // BUDGET_UNKNOWN, OUTCOME_INVALID, BUDGET_LINE_UNKNOWN.
  absl::StatusOr<DeviationsAnswer> Compare(
      absl::string_view fiscal_year,
      const std::vector<Comparison>& comparisons) const;

 private:
  store::Store& store_;
  const Clock& clock_;
  std::mutex writing_;
};

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_BUDGET_H_
