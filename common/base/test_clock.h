// A clock that a test sets from outside a process, to play a year through real
// programs: the time stands in a file. No office may run on it.

#ifndef FINSAM_COMMON_BASE_TEST_CLOCK_H_
#define FINSAM_COMMON_BASE_TEST_CLOCK_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/base/clock.h"

namespace finsam {

// The machine's clock when `test_file` is empty. Else the clock of the file,
// which holds a moment as RFC 3339 has it, 2024-04-01T12:00:00+02:00, and is
// read at every look; while it cannot be read the clock stands still. The log
// is told, since what is recorded by such a clock proves no time.
// INVALID_ARGUMENT when the file holds no moment to begin with.
absl::StatusOr<std::unique_ptr<Clock>> OpenClock(const std::string& test_file);

}  // namespace finsam

#endif  // FINSAM_COMMON_BASE_TEST_CLOCK_H_
