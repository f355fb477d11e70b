// Reads initiatives.csv (docs/year-folder.md).

#ifndef FINSAM_SERVICES_PARTICIPANTS_INITIATIVES_FILE_H_
#define FINSAM_SERVICES_PARTICIPANTS_INITIATIVES_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/participants/domain/initiatives.h"

namespace finsam::participants {

inline constexpr absl::string_view kInitiativesFile = "initiatives.csv";

// The rows of `content`. Problems are appended: those of the CSV reader, of
// CheckInitiatives, and DATE_INVALID for a month. The rows may be used when
// none is an error.
std::vector<Initiative> ReadInitiativesFile(absl::string_view content,
                                            std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_INITIATIVES_FILE_H_
