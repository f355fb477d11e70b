// A process that commits numbers until it is killed.

#ifndef FINSAM_TESTS_COMMON_CRASH_WRITER_H_
#define FINSAM_TESTS_COMMON_CRASH_WRITER_H_

#include <string>

namespace finsam::store {

// The first argument that makes a test program one; the folder follows.
inline constexpr char kCrashWriter[] = "crash-writer";

// Goes on after the last number in the folder's store. Writes each number on
// standard output, one a line, as soon as its commit was answered.
int RunCrashWriter(const std::string& folder);

}  // namespace finsam::store

#endif  // FINSAM_TESTS_COMMON_CRASH_WRITER_H_
