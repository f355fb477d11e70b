// Do the intervals hold as often as they say, and is the rule worth more than
// a guess? Method: associations that do not exist, many of them, every
// forecast that their years allow. The figures in services/budget/README.md
// are what this test prints; FINSAM_BACKTEST_ASSOCIATIONS=100 runs fewer.

#include "services/budget/domain/backtest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "common/base/status.h"
#include "services/budget/domain/intervals.h"
#include "tests/budget/made_up_lines.h"

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;

constexpr uint64_t kSeed = 20'240'611;
constexpr int kYears = 8;
constexpr int kLastYear = 2024;

int Associations() {
  int count = 1'000;
  const char* said = std::getenv("FINSAM_BACKTEST_ASSOCIATIONS");
  if (said != nullptr && !absl::SimpleAtoi(said, &count)) count = 0;
  return count;
}

// Kept through all tests of the file, since it takes most of their time.
const Backtest& Everything() {
  static const Backtest* const all = [] {
    auto* sum = new Backtest;
    for (int i = 0; i < Associations(); ++i) {
      const auto one = BacktestOf(MadeUpAssociation(
          kSeed + static_cast<uint64_t>(i), kLastYear, kYears));
      EXPECT_TRUE(one.ok()) << one.status() << " seed " << kSeed + i;
      if (!one.ok()) return sum;
      sum->all += one->all;
      for (size_t m = 0; m < one->by_month.size(); ++m) {
        sum->by_month[m] += one->by_month[m];
      }
      for (const auto& [k, fared] : one->by_line) sum->by_line[k] += fared;
      for (const auto& [k, fared] : one->by_method) sum->by_method[k] += fared;
      for (const auto& [k, fared] : one->by_year) sum->by_year[k] += fared;
    }
    return sum;
  }();
  return *all;
}

// Per mille of the intervals that held.
int64_t Held(const Fared& fared) {
  return fared.intervals.of == 0
             ? 0
             : fared.intervals.hits * 1'000 / fared.intervals.of;
}

template <typename Key>
Fared SumOfTable(const std::map<Key, Fared>& table) {
  Fared sum;
  for (const auto& [key, fared] : table) sum += fared;
  return sum;
}

void Print(const std::string& what, const Fared& fared) {
  const auto mean = [&](Ore sum) {
    return sum.value / 100 / std::max<int64_t>(fared.forecasts, 1);
  };
  std::cout << absl::StrFormat(
      "%-16s forecasts %7d held %2d.%d %% error %8d run rate %8d last year "
      "%8d\n",
      what, fared.forecasts, Held(fared) / 10, Held(fared) % 10,
      mean(fared.error), mean(fared.run_rate_error),
      mean(fared.last_year_error));
}

TEST(BacktestTest, IntervalsHoldAsOftenAsTheySay) {
  const Backtest& test = Everything();
  ASSERT_GT(test.all.intervals.of, 10'000);
  std::cout << "seed " << kSeed << ", associations " << Associations() << "\n";
  Print("all", test.all);
  for (size_t m = 0; m < test.by_month.size(); ++m) {
    Print("after " + std::to_string(m + 1), test.by_month[m]);
  }
  for (const auto& [line, fared] : test.by_line) Print(line, fared);
  for (const auto& [method, fared] : test.by_method) {
    Print(std::string(MethodWord(method)), fared);
  }
  for (const auto& [year, fared] : test.by_year) {
    Print(std::to_string(year), fared);
  }
  EXPECT_GE(Held(test.all), 750);
  EXPECT_LE(Held(test.all), 850);
  for (const Fared& month : test.by_month) {
    EXPECT_GE(Held(month), 780);
    EXPECT_LE(Held(month), 870);
  }
}

TEST(BacktestTest, TheRulesAreBetterThanGuesses) {
  const Backtest& test = Everything();
  EXPECT_LT(test.all.error, test.all.run_rate_error);
  EXPECT_LT(test.all.error, test.all.last_year_error);
  for (const Fared& month : test.by_month) {
    EXPECT_LT(month.error, month.run_rate_error);
    EXPECT_LT(month.error, month.last_year_error);
  }
}

TEST(BacktestTest, EveryForecastIsCountedOnceInEachTable) {
  const auto test =
      BacktestOf(MadeUpAssociation(kSeed, kLastYear, kYears)).value();
  EXPECT_EQ(test.all.forecasts, 12 * (kYears - 1) * (kMonths - 1));
  Fared months;
  for (const Fared& fared : test.by_month) months += fared;
  EXPECT_EQ(months, test.all);
  for (const auto& sum : {SumOfTable(test.by_line), SumOfTable(test.by_method),
                          SumOfTable(test.by_year)}) {
    EXPECT_EQ(sum, test.all);
  }
  EXPECT_EQ(test, *BacktestOf(MadeUpAssociation(kSeed, kLastYear, kYears)));
}

// By hand: 100 a month, then 130 a month. After six months of the second year
// the rules see the new level; the run rate does too; last year does not.
TEST(BacktestTest, CountsErrorsInOre) {
  LineHistory line;
  line.line = "team";
  line.years = {{2023, std::vector<Ore>(kMonths, Ore{100}), std::nullopt},
                {2024, std::vector<Ore>(kMonths, Ore{130}), std::nullopt}};
  const auto test = BacktestOf({line});
  ASSERT_TRUE(test.ok()) << test.status();
  EXPECT_EQ(test->by_month[5],
            (Fared{1, HitRate{0, 0}, Ore{0}, Ore{0}, Ore{360}}));
  EXPECT_THAT(test->by_line, ::testing::SizeIs(1));
}

TEST(BacktestTest, RefusesWhatItCannotReplay) {
  auto lines = MadeUpAssociation(kSeed, kLastYear, kYears);
  lines[4].years.erase(lines[4].years.begin() + 2);
  EXPECT_EQ(ProblemsOf(BacktestOf(lines).status())[0].reason, "HISTORY_HOLE");
  EXPECT_EQ(ProblemsOf(BacktestOf({}, Share{1}).status())[0].reason,
            "FORECAST_CONFIDENCE");
  EXPECT_EQ(BacktestOf({})->all.forecasts, 0);
}

ForecastLine LineOf(const char* id, Kind kind, int64_t ore,
                    std::optional<Interval> interval = std::nullopt) {
  ForecastLine line;
  line.line = id;
  line.kind = kind;
  line.amount = Ore{ore};
  if (interval.has_value()) {
    line.low = interval->low;
    line.high = interval->high;
  }
  return line;
}

TEST(BacktestTest, JudgesAKeptForecast) {
  Forecast forecast;
  forecast.lines = {
      LineOf("bidrag", Kind::kIncome, 1'000),
      LineOf("kansli", Kind::kCost, 400, Interval{Ore{380}, Ore{420}}),
      LineOf("team", Kind::kCost, 500, Interval{Ore{450}, Ore{550}}),
      LineOf("okand", Kind::kCost, 1)};
  const Judgement judged = Judged(
      forecast,
      {{"bidrag", Ore{1'010}}, {"kansli", Ore{420}}, {"team", Ore{440}}}, {});
  ASSERT_EQ(judged.lines.size(), 3u);
  EXPECT_EQ(judged.lines[0].held, std::nullopt);
  EXPECT_EQ(judged.lines[1].held, true);
  EXPECT_EQ(judged.lines[2].held, false);
  EXPECT_EQ(judged.lines[2].error, Ore{-60});
  EXPECT_THAT(judged.lines_missing, ElementsAre("okand"));
  EXPECT_EQ(judged.intervals, (HitRate{1, 2}));
  EXPECT_EQ(judged.error, Ore{90});
  EXPECT_EQ(judged.result, Ore{10 - 20 + 60});
  EXPECT_THAT(judged.lines_unknown, ElementsAre());
}

// What was not forecast is part of the outcome all the same.
TEST(BacktestTest, TheResultCountsLinesThatWereNotForecast) {
  Forecast forecast;
  forecast.lines = {LineOf("bidrag", Kind::kIncome, 1'000),
                    LineOf("team", Kind::kCost, 1'700)};
  const Judgement judged = Judged(forecast,
                                  {{"bidrag", Ore{1'000}},
                                   {"team", Ore{1'705}},
                                   {"ranta", Ore{130}},
                                   {"ovriga", Ore{40}},
                                   {"avgift", Ore{7}},
                                   {"obekant", Ore{9'000}}},
                                  {{"ranta", Kind::kIncome},
                                   {"ovriga", Kind::kIncome},
                                   {"avgift", Kind::kCost},
                                   {"team", Kind::kIncome},
                                   {"aldrig", Kind::kCost}});
  const Ore forecast_result{1'000 - 1'700};
  const Ore outcome_result{1'000 + 130 + 40 - 1'705 - 7};
  EXPECT_EQ(judged.result, outcome_result - forecast_result);
  EXPECT_EQ(judged.error, Ore{5});
  EXPECT_EQ(judged.lines.size(), 2u);
  EXPECT_THAT(judged.lines_missing, ElementsAre());
  EXPECT_THAT(judged.lines_unknown, ElementsAre("obekant"));
}

}  // namespace
}  // namespace finsam::budget
