// Reads goals.csv (docs/year-folder.md).

#ifndef FINSAM_SERVICES_GOVERNANCE_GOALS_FILE_H_
#define FINSAM_SERVICES_GOVERNANCE_GOALS_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/governance/domain/goals.h"

namespace finsam::governance {

// The rows that could be read; problems are added for the
// rest: CSV_*, FIELD_INVALID, GOAL_COMPARISON_MISSING,
// GOAL_TARGET_MISSING, GOAL_TARGET_INVALID, GOAL_MEASURE_INVALID,
// GOAL_MEASURE_MISSING. Rules beyond the file's form are CheckGoals'.
std::vector<Goal> ReadGoalsFile(absl::string_view content,
                                std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_GOALS_FILE_H_
