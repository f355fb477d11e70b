// Reads and writes budget.csv, also of another year than the folder's:
// budget-2024.csv (docs/year-folder.md).

#ifndef FINSAM_SERVICES_BUDGET_BUDGET_FILE_H_
#define FINSAM_SERVICES_BUDGET_BUDGET_FILE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/budget/domain/budget.h"

namespace finsam::budget {

inline constexpr char kBudgetFile[] = "budget.csv";

// Reads `content`, the budget of `year`; `file` is what problems call it. What
// cannot be read is appended to `*problems`; a row with a problem is left out
// of the draft. Capital among the lines is taken out of them
// (domain/brought_forward.h). Whether the draft is a good budget is for
// CheckDraft to say.
Draft ReadBudgetFile(absl::string_view file, int year,
                     absl::string_view content, std::vector<Problem>* problems);

enum class Numbers {
  kSwedish,  // "3 150 000,50", with no-break blanks
  kPlain,    // "3150000.50"
};

// The file that reads as `decided`, to the byte the same every time. For what
// CheckDraft found nothing wrong with.
std::string WriteBudgetFile(int year, const Decided& decided, Numbers numbers);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_BUDGET_FILE_H_
