// Dividing units: against handing them out one by one, and what is promised.

#include "services/budget/domain/division.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "absl/strings/str_cat.h"

namespace finsam::budget {
namespace {

using Units = std::vector<int64_t>;

int64_t SumOf(const Units& parts) {
  return std::accumulate(parts.begin(), parts.end(), int64_t{0});
}

// The method as it is defined.
Units OneByOne(int64_t units, const Units& weights) {
  Units parts(weights.size());
  for (; units > 0; --units) {
    size_t best = 0;
    for (size_t i = 1; i < weights.size(); ++i) {
      if (weights[i] * (2 * parts[best] + 1) >
          weights[best] * (2 * parts[i] + 1)) {
        best = i;
      }
    }
    ++parts[best];
  }
  return parts;
}

struct Draw {
  int64_t units = 0;
  Units weights;
};

// Few and many weights, some equal, some zero, some very unlike.
Draw RandomDraw(std::mt19937_64& random, int64_t units_max) {
  const auto below = [&](int64_t n) {
    return static_cast<int64_t>(random() % static_cast<uint64_t>(n));
  };
  constexpr int64_t kScales[] = {3, 100, 60'000, kWeightMax + 1};
  const int64_t scale = kScales[below(4)];
  Draw draw;
  draw.units = below(units_max + 1);
  for (int64_t n = 1 + below(14); n > 0; --n) {
    draw.weights.push_back(below(scale));
  }
  draw.weights[static_cast<size_t>(
      below(static_cast<int64_t>(draw.weights.size())))] = 1 + below(scale - 1);
  return draw;
}

TEST(DivisionTest, IsHandingOutOneByOne) {
  for (uint64_t seed = 1; seed <= 3'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    const Draw draw = RandomDraw(random, 400);
    ASSERT_EQ(DivideUnits(draw.units, draw.weights),
              OneByOne(draw.units, draw.weights));
  }
}

TEST(DivisionTest, NothingIsLostAndNoPartIsFarOff) {
  for (uint64_t seed = 1; seed <= 5'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    const Draw draw = RandomDraw(random, kUnitsMax);
    const Units parts = DivideUnits(draw.units, draw.weights);
    ASSERT_EQ(SumOf(parts), draw.units);
    const __int128 sum = SumOf(draw.weights);
    const auto n = static_cast<__int128>(parts.size());
    for (size_t i = 0; i < parts.size(); ++i) {
      ASSERT_GE(parts[i], 0);
      const __int128 weight = draw.weights[i];
      const __int128 off = parts[i] * sum - draw.units * weight;
      ASSERT_LE(2 * (off < 0 ? -off : off),
                n == 1 ? 0 : sum + (n - 2) * weight);
    }
  }
}

TEST(DivisionTest, GrowingNeverCosts) {
  for (uint64_t seed = 1; seed <= 5'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    // Small numbers: ties and paradoxes are where parts are small.
    Draw draw = RandomDraw(random, seed % 2 == 0 ? 60 : kUnitsMax - 1);
    const Units before = DivideUnits(draw.units, draw.weights);
    const size_t grown = random() % draw.weights.size();
    const int64_t by = static_cast<int64_t>(
        random() % static_cast<uint64_t>(kWeightMax - draw.weights[grown] + 1) %
        50);
    draw.weights[grown] += by;
    const Units after = DivideUnits(draw.units, draw.weights);
    ASSERT_GE(after[grown], before[grown]) << "a larger weight";
    for (size_t i = 0; i < after.size(); ++i) {
      if (i == grown) continue;
      ASSERT_LE(after[i], before[i]) << "the others";
    }
    const Units more = DivideUnits(draw.units + 1, draw.weights);
    for (size_t i = 0; i < after.size(); ++i) {
      ASSERT_GE(more[i], after[i]) << "more units";
      for (size_t j = 0; j < after.size(); ++j) {
        if (draw.weights[i] > draw.weights[j]) {
          ASSERT_GE(after[i], after[j]) << "the larger of two";
        }
      }
    }
  }
}

TEST(DivisionTest, LargestRemaindersWouldBreakThePromise) {
  // By largest remainders 10 units over 6, 6 and 2 are 4, 4, 2, and 11 units
  // are 5, 5, 1: a larger total, and the smallest gets less.
  EXPECT_EQ(DivideUnits(10, {6, 6, 2}), (Units{5, 4, 1}));
  EXPECT_EQ(DivideUnits(11, {6, 6, 2}), (Units{5, 5, 1}));
}

TEST(DivisionTest, EqualClaimsGoByPlace) {
  EXPECT_EQ(DivideUnits(2, {1, 1, 1}), (Units{1, 1, 0}));
  EXPECT_EQ(DivideUnits(2, {2, 1, 1}), (Units{1, 1, 0}));
  EXPECT_EQ(DivideUnits(0, {5, 7}), (Units{0, 0}));
  EXPECT_EQ(DivideUnits(7, {0, 3, 0}), (Units{0, 7, 0}));
}

TEST(DivisionTest, TakesTheLargest) {
  const Units parts = DivideUnits(kUnitsMax, Units(kWeightsMax, kWeightMax));
  EXPECT_EQ(parts.front(), kUnitsMax / int64_t{kWeightsMax});
  EXPECT_EQ(parts.back(), kUnitsMax / int64_t{kWeightsMax});
}

TEST(DivisionDeathTest, RefusesWhatItCannotDivide) {
  EXPECT_DEATH(DivideUnits(1, {0, 0}), "invariant");
  EXPECT_DEATH(DivideUnits(1, {}), "invariant");
  EXPECT_DEATH(DivideUnits(-1, {1}), "invariant");
  EXPECT_DEATH(DivideUnits(kUnitsMax + 1, {1}), "invariant");
  EXPECT_DEATH(DivideUnits(1, {kWeightMax + 1}), "invariant");
}

}  // namespace
}  // namespace finsam::budget
