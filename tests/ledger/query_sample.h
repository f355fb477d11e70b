// What the tests of the ledger's questions share: chance, and what is wrong
// with a question.

#ifndef FINSAM_TESTS_LEDGER_QUERY_SAMPLE_H_
#define FINSAM_TESTS_LEDGER_QUERY_SAMPLE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/balances.h"

namespace finsam::ledger {

// How many questions a random test asks.
inline constexpr int kRounds = 300;

// "field:found" of each problem, all of which have a reason of questions.
inline std::vector<std::string> Faults(const absl::Status& status) {
  std::vector<std::string> faults;
  for (const Problem& problem : ProblemsOf(status)) {
    EXPECT_THAT(problem.reason,
                testing::AnyOf("FILTER_INVALID", "GROUPING_INVALID"));
    EXPECT_FALSE(problem.message.empty());
    faults.push_back(absl::StrCat(problem.field, ":", problem.found));
  }
  return faults;
}

class Chance {
 public:
  explicit Chance(uint64_t seed) : engine_(seed) {}
  // From `low` to `high`, both included.
  int64_t Number(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(engine_);
  }
  bool OneIn(int64_t count) { return Number(1, count) == 1; }
  template <typename T>
  const T& Of(const std::vector<T>& items) {
    return items[Number(0, static_cast<int64_t>(items.size()) - 1)];
  }
  std::mt19937_64& engine() { return engine_; }

 private:
  std::mt19937_64 engine_;
};

inline ObjectSet RandomObjects(Chance& chance) {
  ObjectSet objects;
  for (const int32_t dimension : {1, 6, 7}) {
    if (chance.OneIn(2)) continue;
    objects.push_back({dimension, absl::StrCat(chance.Number(1, 3))});
  }
  return objects;
}

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_QUERY_SAMPLE_H_
