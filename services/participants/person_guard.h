// Stands between a CSV file and whoever reads it: what points out a person is
// refused and never quoted, neither in that refusal nor in another.

#ifndef FINSAM_SERVICES_PARTICIPANTS_PERSON_GUARD_H_
#define FINSAM_SERVICES_PARTICIPANTS_PERSON_GUARD_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/files/csv.h"

namespace finsam::participants {

// The rows of `in` that may be read further. Every other line of `content`,
// also of its head and its comments, gets the problem PERSONAL_DATA; whatever
// the reader said of those lines, in problems from `first_problem` on, is
// taken away, since it may quote them.
std::vector<CsvRow> RowsWithoutPersons(const CsvReader& in,
                                       absl::string_view file,
                                       absl::string_view content,
                                       const std::vector<std::string>& columns,
                                       size_t first_problem,
                                       std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_PERSON_GUARD_H_
