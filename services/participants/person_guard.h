// Stands between a file and whoever reads it: what points out a person is
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

// True, with the problem PERSONAL_DATA for each such line, when a line of
// `content` points out a person, be it in a comment. Such a file is not to be
// read further, since whoever reads it may quote it.
bool HoldsPersons(absl::string_view file, absl::string_view content,
                  std::vector<Problem>* problems);

// Puts PERSONAL_DATA in the place of each problem from `first_problem` on that
// quotes a person, such as one whose number stands on two lines.
void HidePersons(size_t first_problem, std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_PERSON_GUARD_H_
