// Reads counts-rules.yaml (docs/year-folder.md): an association's own rules
// for its statistics.

#ifndef FINSAM_SERVICES_PARTICIPANTS_COUNTS_RULES_FILE_H_
#define FINSAM_SERVICES_PARTICIPANTS_COUNTS_RULES_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/participants/domain/rules.h"

namespace finsam::participants {

inline constexpr char kCountsRulesFile[] = "counts-rules.yaml";

// Reads `content` for the fiscal year `year`, which stands for {year} in
// figures' ids (domain/year_text.h). Appends to `*problems`: YAML_*,
// FIELD_INVALID, AMOUNT_* and those of CheckRules. A file that points out a
// person is not read further. Whether the figures are there is for
// CheckRuleFigures to say.
Rules ReadCountsRulesFile(absl::string_view content, int year,
                          std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_COUNTS_RULES_FILE_H_
