// Reads policies.csv (docs/year-folder.md).

#ifndef FINSAM_SERVICES_GOVERNANCE_POLICIES_FILE_H_
#define FINSAM_SERVICES_GOVERNANCE_POLICIES_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/governance/domain/follow_up.h"

namespace finsam::governance {

// What could be read; problems are added for the rest: CSV_*,
// DATE_INVALID, FIELD_INVALID. Rules
// beyond the file's form are CheckFollowUp's.
std::vector<Policy> ReadPoliciesFile(absl::string_view content,
                                     std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_POLICIES_FILE_H_
