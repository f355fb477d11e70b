// A house that is fed folders with something wrong in them: each must be
// refused at its place, and leave no trace.

#ifndef FINSAM_TESTS_E2E_REFUSAL_TEST_H_
#define FINSAM_TESTS_E2E_REFUSAL_TEST_H_

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/e2e/gateway_client.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {

// The problem that a person must be told of. Empty texts are not looked at,
// but `file` and `line` always are.
struct Expected {
  std::string reason;
  std::string file;
  int64_t line = 0;
  std::string found = "";     // A part of what stood there.
  std::string expected = "";  // A part of what would be right.
  std::string field = "";
};

// One thing that can be wrong with a year's folder.
struct Harm {
  const char* name;
  std::function<Expected(YearFiles&)> apply;
};

// One house for all cases of a suite: what is refused changes nothing.
class RefusalTest : public testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite();

  // Applies each harm to a fresh copy of the example and imports it.
  static void ExpectRefused(const std::vector<Harm>& harms);

  // Imports `files` and expects the refusal, and no trace of it.
  static void ExpectRefused(const YearFiles& files, const Expected& expected,
                            const ImportOptions& options = {});

  // Every service stands where it stood before its first commit, and is able
  // to check a sound folder.
  static void ExpectNothingStored();

  static testkit::RunningHouse* house_;
  static GatewayClient* client_;
};

}  // namespace finsam::e2e

#endif  // FINSAM_TESTS_E2E_REFUSAL_TEST_H_
