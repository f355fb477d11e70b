// Reads counts.csv (docs/year-folder.md).

#ifndef FINSAM_SERVICES_PARTICIPANTS_COUNTS_FILE_H_
#define FINSAM_SERVICES_PARTICIPANTS_COUNTS_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/rules.h"

namespace finsam::participants {

inline constexpr absl::string_view kCountsFile = "counts.csv";

// The rows of `content`, the counts of `year`. Problems are appended: those of
// the CSV reader, of CheckCounts with `rules`, PERIOD_INVALID, and the warning
// COUNT_OUTSIDE_TOTAL for a row that asks to be in the calendar year's total
// and is about another period. The rows may be used when none is an error.
std::vector<CountRow> ReadCountsFile(absl::string_view content, int year,
                                     const Rules& rules,
                                     std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_COUNTS_FILE_H_
