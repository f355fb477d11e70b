// Where budgets lie: keys and values, in the rooms "budget" (every adopted
// version) and "latest" (which version is the latest of a year), beside the
// journal's own (common/store/journal.h).

#ifndef FINSAM_SERVICES_BUDGET_BUDGET_STORE_H_
#define FINSAM_SERVICES_BUDGET_BUDGET_STORE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "services/budget/domain/budget.h"

namespace finsam::budget {

// The latest adopted version for `year`; nullopt when there is none. DATA_LOSS
// when what is kept cannot be read.
absl::StatusOr<std::optional<Budget>> ReadLatest(
    const store::Snapshot& snapshot, const FiscalYearName& year);

// Adds `budget` to `commit` as the version that follows `before` (nullopt: as
// the first). The commit is refused as STALE when another version came first;
// it never writes over one.
void AddVersion(store::Commit& commit, const std::optional<Budget>& before,
                const Budget& budget);

// The canonical bytes of a budget: what the journal chains.
std::string FactsOf(const Budget& budget);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_BUDGET_STORE_H_
