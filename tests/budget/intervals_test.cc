// Widths from errors: rank, borrowing, and no peeping at what came later.

#include "services/budget/domain/intervals.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <vector>

#include "tests/budget/made_up_lines.h"

namespace finsam::budget {
namespace {

PastForecast Past(int year, int64_t error_ppm,
                  ForecastMethod method = ForecastMethod::kSeason) {
  PastForecast past;
  past.year = year;
  past.estimate.method = method;
  past.estimate.amount = Ore{1'000};
  past.estimate.scale = Ore{1'000'000};
  past.outcome = Ore{1'000 + error_ppm};
  past.error_ppm = error_ppm;
  past.is_ripe = true;
  return past;
}

TEST(IntervalsTest, WidthIsTheErrorOfRank) {
  const struct {
    std::vector<int64_t> errors;
    int64_t confidence_ppm;
    int64_t width;
  } cases[] = {
      {{40, 10, 30, 20}, 800'000, 40},      // Rank 4 of 4.
      {{10, 20, 30, 40, 50}, 800'000, 48},  // Rank 4.8.
      {{1, 2, 3, 4, 5, 6, 7, 8, 9}, 800'000, 8},
      {{100}, 800'000, 160},          // Rank 1.6 of 1: stretched.
      {{100, 50, 20}, 800'000, 107},  // 3.2 of 3.
      {{0, 0, 0, 0}, 800'000, 0},
      {{100, 200, 300}, 500'000, 200},
      {{100}, 500'000, 100},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(WidthPpm(c.errors, Share{c.confidence_ppm}), c.width);
  }
}

// With as many errors as there are, the next of the same kind falls within the
// width four times of five: over all ways to leave one out.
TEST(IntervalsTest, OneLeftOutFallsWithin) {
  std::mt19937_64 random(5);
  for (const size_t count : {5u, 10u, 25u, 100u}) {
    int64_t within = 0;
    int64_t all = 0;
    for (int round = 0; round < 400; ++round) {
      std::vector<int64_t> errors(count);
      for (int64_t& error : errors) {
        error = static_cast<int64_t>(random() % 1'000'000);
      }
      for (size_t i = 0; i < count; ++i) {
        std::vector<int64_t> others = errors;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        within += errors[i] <= WidthPpm(others, kConfidence) ? 1 : 0;
        ++all;
      }
    }
    const int64_t per_mille = within * 1'000 / all;
    EXPECT_GE(per_mille, 780) << "seed 5, " << count;
    EXPECT_LE(per_mille, 820) << "seed 5, " << count;
  }
}

TEST(IntervalsTest, ErrorsAreShares) {
  EXPECT_EQ(ErrorPpm(Ore{100}, Ore{110}, Ore{100}), 100'000);
  EXPECT_EQ(ErrorPpm(Ore{100}, Ore{90}, Ore{200}), 50'000);
  EXPECT_EQ(ErrorPpm(Ore{0}, Ore{0}, Ore{0}), 0);
  EXPECT_EQ(ErrorPpm(Ore{0}, Ore{1}, Ore{0}), kErrorPpmMax);
  EXPECT_EQ(ErrorPpm(Ore{0}, kMonthOutcomeMax, Ore{1}), kErrorPpmMax);
}

TEST(IntervalsTest, NeverBelowWhatHasCome) {
  Estimate estimate;
  estimate.amount = Ore{1'000};
  estimate.scale = Ore{1'000};
  const Width half{IntervalSource::kOwn, 4, 500'000};
  EXPECT_EQ(IntervalOf(estimate, std::nullopt, half)->low, Ore{500});
  EXPECT_EQ(IntervalOf(estimate, Ore{800}, half)->low, Ore{800});
  EXPECT_EQ(IntervalOf(estimate, Ore{800}, half)->high, Ore{1'500});
  EXPECT_FALSE(IntervalOf(estimate, Ore{800}, Width{}).has_value());
}

TEST(IntervalsTest, ALineWithFewErrorsBorrows) {
  std::vector<std::vector<PastForecast>> lines(3);
  for (int year = 2014; year < 2024; ++year)
    lines[0].push_back(Past(year, 900));
  lines[1] = {Past(2022, 100), Past(2023, 100)};
  ErrorBook book(lines, kConfidence);
  EXPECT_EQ(book.WidthFor(0, 2024, ForecastMethod::kSeason).source,
            IntervalSource::kOwn);
  EXPECT_EQ(book.WidthFor(0, 2024, ForecastMethod::kSeason).errors, 10);
  // Half of its own and half of the others'.
  const Width borrowed = book.WidthFor(1, 2024, ForecastMethod::kSeason);
  EXPECT_EQ(borrowed.source, IntervalSource::kSameMethod);
  EXPECT_EQ(borrowed.errors, 12);
  EXPECT_EQ(borrowed.ppm, 500);
  const Width any = book.WidthFor(2, 2024, ForecastMethod::kFixed);
  EXPECT_EQ(any.source, IntervalSource::kAllLines);
  EXPECT_EQ(any.ppm, 900);
  EXPECT_EQ(book.WidthFor(2, 2014, ForecastMethod::kFixed).source,
            IntervalSource::kNone);
}

TEST(IntervalsTest, CountsHits) {
  // The first has nothing to go by; then the fourth and last is a miss.
  ErrorBook book(
      {{Past(2020, 10), Past(2021, 10), Past(2022, 10), Past(2023, 1'000)}},
      kConfidence);
  EXPECT_EQ(book.HitsOf(0), (HitRate{2, 3}));
}

TEST(IntervalsTest, AKeptForecastStandsInForItsReplay) {
  LineHistory history;
  history.line = "kansli";
  for (int year = 2020; year < 2024; ++year) {
    history.years.push_back(
        {year, std::vector<Ore>(kMonths, Ore{100}), std::nullopt});
  }
  history.kept = {
      {2021, 6, ForecastMethod::kManual, Ore{1'500}, Ore{1'400}, Ore{1'600}},
      {2022, 7, ForecastMethod::kManual, Ore{1'500}, {}, {}},  // Not June.
      {1999, 6, ForecastMethod::kManual, Ore{1'500}, {}, {}},  // No history.
      {2020, 6, ForecastMethod::kManual, Ore{1'200}, {}, {}},
  };
  auto past = Replayed(history, 6, std::nullopt);
  ASSERT_EQ(past.size(), 3u);
  UseKept(history, 6, &past);
  ASSERT_EQ(past.size(), 4u);
  EXPECT_EQ(past[0].year, 2020);
  EXPECT_EQ(past[1].estimate.amount, Ore{1'500});
  EXPECT_EQ(past[1].error_ppm, 200'000);
  EXPECT_EQ(past[1].stated->high, Ore{1'600});
  EXPECT_EQ(past[2].estimate.amount, Ore{1'200});
  ErrorBook book({past}, kConfidence);
  EXPECT_FALSE(book.PastInterval(0, 1)->Holds(past[1].outcome));
}

TEST(IntervalsTest, NoReplayKnowsWhatCameLater) {
  constexpr uint64_t kSeed = 77;
  const auto lines = MadeUpAssociation(kSeed, 2024, 8);
  std::mt19937_64 random(kSeed);
  for (const LineHistory& line : lines) {
    for (int month = 1; month < kMonths; ++month) {
      LineHistory changed = line;
      const size_t place = 1 + random() % 7;
      for (size_t m = static_cast<size_t>(month); m < kMonths; ++m) {
        changed.years[place].months[m] =
            Ore{static_cast<int64_t>(random() % 1'000'000'000)};
      }
      const auto before = Replayed(line, month, std::nullopt);
      const auto after = Replayed(changed, month, std::nullopt);
      for (size_t i = 0; i < place; ++i) {
        EXPECT_EQ(before[i].estimate.amount, after[i].estimate.amount)
            << "seed " << kSeed << " " << line.line << " after " << month;
        if (i + 1 < place) {
          EXPECT_EQ(before[i].error_ppm, after[i].error_ppm);
        }
      }
    }
  }
}

}  // namespace
}  // namespace finsam::budget
