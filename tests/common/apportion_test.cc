// Apportionment against trying everything.

#include "common/figure/apportion.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <random>

#include "absl/strings/str_cat.h"

namespace finsam {
namespace {

constexpr int64_t kNone = std::numeric_limits<int64_t>::max();
constexpr int kStep = 10;

// A part with the remainders `a` and `b`, 0 to 9 tenths: they and their
// difference are each rounded to a whole neighbour.
Part Remainders(int a, int b) {
  Part part;
  for (int up_a = 0; up_a <= (a > 0 ? 1 : 0); ++up_a) {
    for (int up_b = 0; up_b <= (b > 0 ? 1 : 0); ++up_b) {
      const int off = std::abs((up_a - up_b) * kStep - (a - b));
      if (off >= kStep) continue;
      part.choices.push_back({up_a, up_b,
                              7 * std::abs(up_a * kStep - a) +
                                  2 * std::abs(up_b * kStep - b) + off});
    }
  }
  return part;
}

// The least cost for the totals; kNone when there is no way.
int64_t LeastCost(const std::vector<Part>& parts, size_t from,
                  std::optional<int64_t> a, std::optional<int64_t> b) {
  if (from == parts.size()) {
    return a.value_or(0) == 0 && b.value_or(0) == 0 ? 0 : kNone;
  }
  int64_t least = kNone;
  for (const Choice& choice : parts[from].choices) {
    const auto rest = [](std::optional<int64_t> total, int taken) {
      return total.has_value() ? std::optional(*total - taken) : total;
    };
    const int64_t cost =
        LeastCost(parts, from + 1, rest(a, choice.a), rest(b, choice.b));
    if (cost == kNone) continue;
    least = std::min(least, cost + static_cast<int64_t>(choice.cost));
  }
  return least;
}

TEST(ApportionTest, FindsTheCheapestWayWheneverThereIsOne) {
  int found = 0;
  int none = 0;
  for (uint64_t seed = 1; seed <= 4'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    const auto below = [&](uint64_t n) {
      return static_cast<int>(random() % n);
    };
    std::vector<Part> parts;
    for (int n = 1 + below(7); n > 0; --n) {
      parts.push_back(Remainders(below(10), below(10)));
    }
    std::optional<int64_t> a;
    std::optional<int64_t> b;
    const int size = static_cast<int>(parts.size());
    if (below(4) > 0) a = below(static_cast<uint64_t>(size) + 1);
    if (below(4) > 0) b = below(static_cast<uint64_t>(size) + 1);
    const int64_t least = LeastCost(parts, 0, a, b);
    ASSERT_EQ(Apportion(a, b, &parts), least != kNone);
    (least == kNone ? none : found) += 1;
    if (least == kNone) continue;
    int64_t cost = 0;
    int64_t ups_a = 0;
    int64_t ups_b = 0;
    for (const Part& part : parts) {
      const Choice& choice = part.choices[part.chosen];
      cost += static_cast<int64_t>(choice.cost);
      ups_a += choice.a;
      ups_b += choice.b;
    }
    ASSERT_EQ(ups_a, a.value_or(ups_a));
    ASSERT_EQ(ups_b, b.value_or(ups_b));
    ASSERT_EQ(cost, least);
  }
  EXPECT_GT(found, 1'000);
  EXPECT_GT(none, 500);
}

TEST(ApportionTest, TiesGoToTheFirst) {
  std::vector<Part> parts = {Remainders(4, 0), Remainders(4, 0),
                             Remainders(4, 0)};
  ASSERT_TRUE(Apportion(1, std::nullopt, &parts));
  EXPECT_EQ(parts[0].choices[parts[0].chosen].a, 1);
  EXPECT_EQ(parts[1].choices[parts[1].chosen].a, 0);
  EXPECT_EQ(parts[2].choices[parts[2].chosen].a, 0);
}

}  // namespace
}  // namespace finsam
