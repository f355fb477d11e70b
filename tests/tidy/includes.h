// Who may include whom (STYLE.md), said once more: a header needs no link, so
// CMake alone would not notice.

#ifndef FINSAM_TESTS_TIDY_INCLUDES_H_
#define FINSAM_TESTS_TIDY_INCLUDES_H_

#include "tests/tidy/tree.h"

namespace finsam::tidy {

// Every include that its room may not have, and every file without a room.
Violations CheckIncludes(const Tree& tree);

}  // namespace finsam::tidy

#endif  // FINSAM_TESTS_TIDY_INCLUDES_H_
