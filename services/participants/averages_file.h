// Reads averages.csv (docs/year-folder.md).

#ifndef FINSAM_SERVICES_PARTICIPANTS_AVERAGES_FILE_H_
#define FINSAM_SERVICES_PARTICIPANTS_AVERAGES_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/participants/domain/averages.h"

namespace finsam::participants {

inline constexpr absl::string_view kAveragesFile = "averages.csv";

// The rows of `content`. Problems are appended: those of the CSV reader, of
// CheckAverages, PERIOD_INVALID, and AVERAGE_MALFORMED for what is no number.
// The rows may be used when none is an error.
std::vector<AverageRow> ReadAveragesFile(absl::string_view content,
                                         std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_AVERAGES_FILE_H_
