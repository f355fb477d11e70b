// Reads meetings.csv (docs/year-folder.md).

#ifndef FINSAM_SERVICES_GOVERNANCE_MEETINGS_FILE_H_
#define FINSAM_SERVICES_GOVERNANCE_MEETINGS_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/governance/domain/meetings.h"

namespace finsam::governance {

// The rows that could be read, in order of their days; problems are added for
// the rest: CSV_*, DATE_INVALID, FIELD_INVALID. Rules beyond the file's form
// are CheckMeetings'.
std::vector<Meeting> ReadMeetingsFile(absl::string_view content,
                                      std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_MEETINGS_FILE_H_
