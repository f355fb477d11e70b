// The store tests' main: tests, or the writer that a crash test will kill.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/common/crash_writer.h"

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == finsam::store::kCrashWriter) {
    return finsam::store::RunCrashWriter(argv[2]);
  }
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
