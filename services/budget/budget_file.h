// Reads budget.csv (docs/year-folder.md).

#ifndef FINSAM_SERVICES_BUDGET_BUDGET_FILE_H_
#define FINSAM_SERVICES_BUDGET_BUDGET_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/budget/domain/budget.h"

namespace finsam::budget {

inline constexpr char kBudgetFile[] = "budget.csv";

// Reads `content`. What cannot be read is appended to `*problems`; a row with
// a problem is left out of the draft. Whether the draft is a good budget is
// for CheckDraft to say.
Draft ReadBudgetFile(absl::string_view content, std::vector<Problem>* problems);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_BUDGET_FILE_H_
