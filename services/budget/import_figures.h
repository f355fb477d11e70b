// What a year's files will give, told before anything is kept: a report that
// is imported with them may refer to it.

#ifndef FINSAM_SERVICES_BUDGET_IMPORT_FIGURES_H_
#define FINSAM_SERVICES_BUDGET_IMPORT_FIGURES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "services/budget/budget_store.h"
#include "services/budget/import_files.h"

namespace finsam::budget {

struct ImportFigures {
  std::vector<std::string> figure_ids;  // Sorted, each once.
  std::vector<std::string> table_ids;
};

// Of the folder's own `year`, whose budget is then `in_force` (nullptr: none):
// the figures of budget and plan, contributions, capital and the tables of
// layouts/budget.yaml, by the files and what is kept beside them. A column of a
// table that nothing is known of yet is taken to have the budget's lines.
absl::StatusOr<ImportFigures> FiguresAfter(const store::Snapshot& snapshot,
                                           const FiscalYearName& year,
                                           const ImportFiles& files,
                                           const Budget* in_force);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_IMPORT_FIGURES_H_
