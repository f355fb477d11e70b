// Reads budget-rules.yaml (docs/year-folder.md): the association's own rules
// for its budget.
//
//   capital-guideline:
//     source: Nationella rådets rekommendation
//     tiers:
//       - {contributions-up-to: 5 000 000, share: 20 %}
//       - {share: 15 %, amount: 3 000 000}

#ifndef FINSAM_SERVICES_BUDGET_RULES_FILE_H_
#define FINSAM_SERVICES_BUDGET_RULES_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/budget/domain/capital.h"

namespace finsam::budget {

inline constexpr char kRulesFile[] = "budget-rules.yaml";

// Reads `content`. What cannot be read is appended to `*problems`: those of
// common/files/yaml.h, AMOUNT_MALFORMED, AMOUNT_TOO_LARGE, SHARE_MALFORMED; a
// tier with a problem is left out. Whether the guideline is good is for
// CheckGuideline to say.
GuidelineDraft ReadRulesFile(absl::string_view content,
                             std::vector<Problem>* problems);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_RULES_FILE_H_
