// Which counts a printed percentage can come from.

#include "services/participants/domain/printed_share.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "common/figure/display.h"

namespace finsam::participants {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

int64_t Among(int64_t first, int64_t last, std::mt19937_64& random) {
  return std::uniform_int_distribution<int64_t>(first, last)(random);
}

// What a report prints for `count` of `whole`.
PrintedPercent Printed(int64_t count, int64_t whole, int decimals) {
  return {*RoundedSteps(Ratio{count, whole}, Display{Unit::kPercent, decimals}),
          decimals};
}

int64_t PowerOfTen(int exponent) {
  int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

// The definition, tried count by count.
std::optional<CountRange> Tried(const PrintedPercent& printed, int64_t whole,
                                bool cut) {
  std::optional<CountRange> range;
  for (int64_t count = 0; whole > 0 && count <= whole; ++count) {
    const int64_t digits =
        cut ? count * 100 * PowerOfTen(printed.decimals) / whole
            : Printed(count, whole, printed.decimals).digits;
    if (digits != printed.digits) continue;
    if (!range.has_value()) range = CountRange{count, count};
    range->last = count;
  }
  return range;
}

TEST(PrintedShareTest, SharesThatTheSeedsPrint) {
  // Degerfors/Karlskoga 2024: 62 and 49 surveys.
  const auto of = [](int64_t digits, int64_t whole) {
    return CountsPrintedAs({digits, 0}, whole);
  };
  EXPECT_EQ(of(83, 62), std::nullopt);
  for (const int64_t digits : {81, 87, 89, 95}) {
    EXPECT_EQ(of(digits, 49), std::nullopt) << digits;
  }
  for (const int64_t digits : {94, 95, 97, 71, 39, 42, 92}) {
    EXPECT_NE(of(digits, 62), std::nullopt) << digits;
  }
  for (const int64_t digits : {96, 92, 65, 86}) {
    EXPECT_NE(of(digits, 49), std::nullopt) << digits;
  }
  // Södra Vätterbygden 2023: 9 of 13, 18 of 30, and 75 % of 22.
  EXPECT_EQ(of(69, 13), (CountRange{9, 9}));
  EXPECT_EQ(of(60, 30), (CountRange{18, 18}));
  EXPECT_EQ(of(75, 22), std::nullopt);
}

TEST(PrintedShareTest, HalvesAreRoundedAwayFromZero) {
  EXPECT_EQ(CountsPrintedAs({13, 0}, 8), (CountRange{1, 1}));  // 12.5 %
  EXPECT_EQ(CountsPrintedAs({12, 0}, 8), std::nullopt);
  EXPECT_EQ(CountsPrintedAs({125, 1}, 8), (CountRange{1, 1}));
  EXPECT_EQ(CountsCutTo({12, 0}, 8), (CountRange{1, 1}));
  EXPECT_EQ(CountsCutTo({66, 0}, 3), (CountRange{2, 2}));
  EXPECT_EQ(CountsPrintedAs({66, 0}, 3), std::nullopt);
}

TEST(PrintedShareTest, NothingIsAShareOfNobodyNorAboveTheWhole) {
  EXPECT_EQ(CountsPrintedAs({0, 0}, 0), std::nullopt);
  EXPECT_EQ(CountsCutTo({0, 0}, 0), std::nullopt);
  EXPECT_EQ(NearestTo({0, 0}, 0).below, std::nullopt);
  EXPECT_EQ(NearestTo({0, 0}, 0).above, std::nullopt);
  EXPECT_EQ(CountsPrintedAs({101, 0}, 50), std::nullopt);
  EXPECT_EQ(NearestTo({101, 0}, 50).below, 50);
  EXPECT_EQ(NearestTo({101, 0}, 50).above, std::nullopt);
  EXPECT_EQ(CountsPrintedAs({0, 0}, 50), (CountRange{0, 0}));
  EXPECT_EQ(CountsPrintedAs({100, 0}, 50), (CountRange{50, 50}));
  // The limits stay within their bits.
  EXPECT_EQ(CountsPrintedAs({kPrintedDigitsMax, kPrintedDecimalsMax},
                            kPrintedWholeMax),
            std::nullopt);
}

TEST(PrintedShareTest, NearestCounts) {
  const NearestCounts nearest = NearestTo({83, 0}, 62);
  EXPECT_EQ(nearest.below, 51);
  EXPECT_EQ(nearest.above, 52);
  EXPECT_EQ(NearestTo({0, 0}, 62).below, std::nullopt);
  EXPECT_EQ(NearestTo({100, 0}, 62).above, std::nullopt);
}

// Every whole up to 60, every percentage: exactly the counts that print it.
TEST(PrintedSharePropertyTest, SameAsTryingEveryCount) {
  for (int64_t whole = 0; whole <= 60; ++whole) {
    for (int decimals = 0; decimals <= 1; ++decimals) {
      for (int64_t digits = 0; digits <= 102 * PowerOfTen(decimals); ++digits) {
        const PrintedPercent printed{digits, decimals};
        ASSERT_EQ(CountsPrintedAs(printed, whole),
                  Tried(printed, whole, /*cut=*/false))
            << digits << " of " << whole;
        ASSERT_EQ(CountsCutTo(printed, whole),
                  Tried(printed, whole, /*cut=*/true))
            << digits << " of " << whole;
      }
    }
  }
}

TEST(PrintedSharePropertyTest, EveryCountsShareIsPossible) {
  constexpr uint64_t kSeed = 20240311;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 20'000; ++i) {
    const int64_t whole = Among(1, i % 2 == 0 ? kPrintedWholeMax : 100, random);
    const int64_t count = Among(0, whole, random);
    const int decimals =
        static_cast<int>(Among(0, kPrintedDecimalsMax, random));
    const PrintedPercent printed = Printed(count, whole, decimals);
    const auto counts = CountsPrintedAs(printed, whole);
    ASSERT_TRUE(counts.has_value() && counts->Holds(count))
        << count << " of " << whole << ", " << decimals;
    // Its ends print the same, its neighbours do not.
    ASSERT_EQ(Printed(counts->first, whole, decimals), printed);
    ASSERT_EQ(Printed(counts->last, whole, decimals), printed);
    const NearestCounts nearest = NearestTo(printed, whole);
    ASSERT_EQ(nearest.below.value_or(-1), counts->first - 1);
    ASSERT_EQ(nearest.above.value_or(whole + 1), counts->last + 1);
  }
}

TEST(WholesOfTest, ExitsThatNoNumberOfPersonsGives) {
  // Finnveden 2024: 36 % and about 29 % of those who ended, and 13 told by
  // number.
  EXPECT_THAT(WholesOf({{36, 0}, {29, 0}}, 13, 1, 1'000), IsEmpty());
  EXPECT_THAT(WholesOf({{36, 0}, {28, 0}}, 13, 1, 1'000), ElementsAre(36));
  EXPECT_THAT(WholesOf({}, 13, 0, 20), ElementsAre(13));
  EXPECT_THAT(WholesOf({}, 0, 0, 2), IsEmpty());
}

TEST(WholesOfTest, GendersOfAnUnknownWhole) {
  // 60 % women, 38 % men and 2 % other: at least 42 answered.
  const std::vector<int64_t> wholes =
      WholesOf({{60, 0}, {38, 0}, {2, 0}}, 0, 1, 60);
  ASSERT_FALSE(wholes.empty());
  EXPECT_EQ(wholes.front(), 42);
}

// A division that was made is found again, and every whole that is found can
// be divided.
TEST(WholesOfPropertyTest, SameAsDividing) {
  constexpr uint64_t kSeed = 77;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 200; ++i) {
    const int64_t whole = Among(1, 60, random);
    const int64_t a = Among(0, whole, random);
    const int64_t b = Among(0, whole - a, random);
    const PrintedPercent first = Printed(a, whole, 0);
    const PrintedPercent second = Printed(b, whole, 0);
    const int64_t named = whole - a - b;
    std::vector<int64_t> expected;
    for (int64_t n = 1; n <= 60; ++n) {
      bool found = false;
      for (int64_t k = 0; k <= n - named; ++k) {
        found |=
            Printed(k, n, 0) == first && Printed(n - named - k, n, 0) == second;
      }
      if (found) expected.push_back(n);
    }
    ASSERT_EQ(WholesOf({first, second}, named, 0, 60), expected);
    ASSERT_THAT(expected, testing::Contains(whole));
  }
}

}  // namespace
}  // namespace finsam::participants
