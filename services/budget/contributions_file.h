// Reads contributions.csv and instalments.csv (docs/year-folder.md).

#ifndef FINSAM_SERVICES_BUDGET_CONTRIBUTIONS_FILE_H_
#define FINSAM_SERVICES_BUDGET_CONTRIBUTIONS_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/budget/domain/contribution.h"
#include "services/budget/domain/instalments.h"

namespace finsam::budget {

inline constexpr char kContributionsFile[] = "contributions.csv";
inline constexpr char kInstalmentsFile[] = "instalments.csv";

// Directives #summa (required), #fördelning (lag | lag utan region),
// #kommunernas del (invånare | avtal), #avrundning (1 | 100 kr); without them
// the first choice, and 100. Columns medlem;slag;invånare;andel and, optional,
// belopp. What cannot be read is appended to `*problems`, with SHARE_MALFORMED
// for shares; a row with a problem is left out. Whether the terms are good is
// for CheckContributions to say.
ContributionDraft ReadContributionsFile(absl::string_view content,
                                        std::vector<Problem>* problems);

// Columns medlem;rad;fakturerad;belopp;från;till and, optional, betald. Months
// are "2025-01"; MONTH_INVALID when they are not. As above; CheckInstalments
// says whether they are good.
InstalmentDraft ReadInstalmentsFile(absl::string_view content,
                                    std::vector<Problem>* problems);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_CONTRIBUTIONS_FILE_H_
