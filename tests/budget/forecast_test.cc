// A forecast as a whole: what a person said, what is computed, what is refused.

#include "services/budget/domain/forecast.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "tests/budget/made_up_lines.h"

namespace finsam::budget {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

constexpr int kYear = 2025;
constexpr uint64_t kSeed = 31;

ForecastDraft GoodDraft() {
  ForecastDraft draft;
  draft.day = absl::CivilDay(2025, 8, 25);
  draft.through = absl::CivilMonth(2025, 6);
  draft.basis = "Bokföringen till och med juni";
  draft.opening_capital = Ore{192'534'000};
  draft.file = "forecast.csv";
  ForecastDraftLine hand;
  hand.line = "ny-insats";
  hand.method = ForecastMethod::kManual;
  hand.amount = Ore{10'000'000};
  hand.low = Ore{9'000'000};
  hand.high = Ore{12'000'000};
  ForecastDraftLine chosen;
  chosen.line = "team-syd";
  chosen.method = ForecastMethod::kSeason;
  draft.lines = {hand, chosen};
  draft.places = {5, 6};
  return draft;
}

// Seven whole years, and 2025 as it will turn out.
std::vector<LineHistory> GoodHistories() {
  auto lines = MadeUpAssociation(kSeed, kYear, 8);
  for (LineHistory& line : lines) {
    line.months = line.years.back().months;
    line.budget = line.years.back().budget;
    line.years.pop_back();
  }
  return lines;
}

std::vector<std::string> ReasonsOf(const absl::Status& status) {
  std::vector<std::string> reasons;
  for (const Problem& problem : ProblemsOf(status)) {
    EXPECT_FALSE(problem.message.empty());
    reasons.push_back(problem.reason);
  }
  return reasons;
}

const ForecastLine& Find(const Forecast& forecast, const std::string& id) {
  for (const ForecastLine& line : forecast.lines) {
    if (line.line == id) return line;
  }
  ADD_FAILURE() << id;
  return forecast.lines.front();
}

TEST(ForecastTest, KeepsWhatWasSaidAndComputesTheRest) {
  const auto histories = GoodHistories();
  const auto forecast = MakeForecast(kYear, GoodDraft(), histories);
  ASSERT_TRUE(forecast.ok()) << forecast.status();
  EXPECT_EQ(forecast->through_month, 6);
  EXPECT_EQ(forecast->basis, GoodDraft().basis);
  ASSERT_EQ(forecast->lines.size(), histories.size() + 1);
  const ForecastLine& hand = forecast->lines[0];
  EXPECT_TRUE(hand.by_hand);
  EXPECT_EQ(hand.amount, Ore{10'000'000});
  EXPECT_EQ(hand.high, Ore{12'000'000});
  EXPECT_EQ(hand.source, IntervalSource::kStated);
  EXPECT_EQ(forecast->lines[1].line, "team-syd");
  EXPECT_EQ(forecast->lines[1].method, ForecastMethod::kSeason);
  EXPECT_FALSE(forecast->lines[1].by_hand);
  EXPECT_EQ(Find(*forecast, "ersattningar").kind, Kind::kIncome);
  for (size_t i = 1; i < forecast->lines.size(); ++i) {
    const ForecastLine& line = forecast->lines[i];
    ASSERT_TRUE(line.low.has_value() && line.high.has_value()) << line.line;
    EXPECT_LE(*line.low, line.amount) << line.line;
    EXPECT_GE(*line.high, line.amount) << line.line;
    EXPECT_FALSE(line.note.empty());
    if (line.kind == Kind::kCost) {
      EXPECT_GE(*line.low, line.to_date) << line.line;
    }
    EXPECT_EQ(line.source, IntervalSource::kOwn);
    EXPECT_EQ(line.errors, 5);  // Of six replays, all but the unripe one.
    EXPECT_EQ(line.hit_rate.of, 5);
  }
  EXPECT_EQ(forecast->Hits().of, 5 * 12);
}

TEST(ForecastTest, DoesNotLookAhead) {
  auto histories = GoodHistories();
  const auto before = MakeForecast(kYear, GoodDraft(), histories);
  for (LineHistory& line : histories) line.months.resize(6);
  EXPECT_EQ(*before, *MakeForecast(kYear, GoodDraft(), histories));
  // Nor at the order of lines.
  ForecastDraft draft = GoodDraft();
  std::reverse(histories.begin(), histories.end());
  const auto after = MakeForecast(kYear, draft, histories);
  for (const ForecastLine& line : before->lines) {
    EXPECT_EQ(line, Find(*after, line.line));
  }
}

TEST(ForecastTest, AHigherConfidenceIsWider) {
  const auto usual = MakeForecast(kYear, GoodDraft(), GoodHistories());
  const auto sure =
      MakeForecast(kYear, GoodDraft(), GoodHistories(), kConfidenceMax);
  for (size_t i = 0; i < usual->lines.size(); ++i) {
    EXPECT_LE(*usual->lines[i].high, *sure->lines[i].high);
  }
  EXPECT_LT(*Find(*usual, "team-syd").high, *Find(*sure, "team-syd").high);
}

TEST(ForecastTest, AfterTheWholeYearItIsTheOutcome) {
  ForecastDraft draft = GoodDraft();
  draft.lines.clear();
  draft.through = absl::CivilMonth(2025, 12);
  const auto forecast = MakeForecast(kYear, draft, GoodHistories());
  ASSERT_TRUE(forecast.ok());
  for (const ForecastLine& line : forecast->lines) {
    EXPECT_EQ(line.amount, line.to_date);
    EXPECT_EQ(line.low, line.high);
  }
}

TEST(ForecastTest, WithoutHistoryAmountsAloneWillDo) {
  ForecastDraft draft = GoodDraft();
  draft.lines.pop_back();
  draft.lines[0].method.reset();
  draft.lines[0].low.reset();
  draft.lines[0].high.reset();
  const auto forecast = MakeForecast(kYear, draft, {});
  ASSERT_TRUE(forecast.ok()) << forecast.status();
  EXPECT_EQ(forecast->lines[0].method, ForecastMethod::kManual);
  EXPECT_FALSE(forecast->lines[0].low.has_value());
  EXPECT_EQ(forecast->lines[0].source, IntervalSource::kNone);
}

TEST(ForecastTest, RefusesABadDraft) {
  const struct {
    const char* reason;
    std::function<void(ForecastDraft*)> harm;
  } cases[] = {
      {"FORECAST_MONTH",
       [](auto* d) { d->through = absl::CivilMonth(2024, 6); }},
      {"FORECAST_TOO_MANY_LINES",
       [](auto* d) { d->lines.resize(kLinesMax + 1, d->lines[0]); }},
      {"FORECAST_LINE_ID", [](auto* d) { d->lines[0].line = "Å"; }},
      {"FORECAST_LINE_ID", [](auto* d) { d->lines[0].line = "costs"; }},
      {"FORECAST_LINE_DUPLICATE",
       [](auto* d) { d->lines[0].line = d->lines[1].line; }},
      {"FORECAST_AMOUNT_MISSING", [](auto* d) { d->lines[0].amount.reset(); }},
      {"FORECAST_COMMITMENTS_MISSING",
       [](auto* d) { d->lines[1].method = ForecastMethod::kCommitments; }},
      {"FORECAST_INTERVAL", [](auto* d) { d->lines[0].low.reset(); }},
      {"FORECAST_INTERVAL", [](auto* d) { d->lines[0].low = Ore{11'000'000}; }},
      {"FORECAST_INTERVAL", [](auto* d) { d->lines[1].high = Ore{1}; }},
      {"AMOUNT_TOO_LARGE",
       [](auto* d) { d->opening_capital = kAmountMax + Ore{1}; }},
      {"AMOUNT_TOO_LARGE",
       [](auto* d) { d->lines[1].commitments = -kAmountMax - Ore{1}; }},
      {"BUDGET_TEXT_SIZE",
       [](auto* d) {
         d->basis = std::string(kForecastBasisBytesMax + 1, 'x');
       }},
      {"BUDGET_TEXT_SIZE",
       [](auto* d) {
         d->lines[1].label = std::string(kLabelBytesMax + 1, 'x');
       }},
      {"FORECAST_BUDGET_MISSING",
       [](auto* d) {
         d->lines[1].line = "helt-ny";
         d->lines[1].method = ForecastMethod::kFixed;
       }},
      {"FORECAST_HISTORY_MISSING", [](auto* d) { d->lines[1].line = "okand"; }},
      {"FORECAST_HISTORY_MISSING",
       [](auto* d) { d->lines[1].line = "helt-ny"; }},
  };
  auto histories = GoodHistories();
  LineHistory fresh;
  fresh.line = "helt-ny";
  fresh.months.resize(6);
  histories.push_back(fresh);
  for (const auto& c : cases) {
    ForecastDraft draft = GoodDraft();
    c.harm(&draft);
    const auto forecast = MakeForecast(kYear, draft, histories);
    EXPECT_THAT(ReasonsOf(forecast.status()), Contains(c.reason)) << c.reason;
  }
}

TEST(ForecastTest, RefusesABadHistory) {
  const struct {
    const char* reason;
    std::function<void(std::vector<LineHistory>*)> harm;
  } cases[] = {
      {"HISTORY_HOLE", [](auto* h) { (*h)[2].years[3].months.pop_back(); }},
      {"HISTORY_HOLE",
       [](auto* h) { (*h)[2].years[3].months.push_back(Ore{1}); }},
      {"HISTORY_HOLE",
       [](auto* h) { (*h)[2].years.erase((*h)[2].years.begin() + 3); }},
      {"HISTORY_HOLE", [](auto* h) { (*h)[2].years.pop_back(); }},
      {"HISTORY_HOLE",
       [](auto* h) { std::swap((*h)[2].years[0], (*h)[2].years[1]); }},
      {"HISTORY_HOLE", [](auto* h) { (*h)[2].months.resize(5); }},
      {"HISTORY_TOO_LONG",
       [](auto* h) { (*h)[2].years.resize(kHistoryYearsMax + 1); }},
      {"HISTORY_TOO_LONG",
       [](auto* h) { (*h)[2].kept.resize(kKeptForecastsMax + 1); }},
      {"FORECAST_MONTH", [](auto* h) { (*h)[2].kept.resize(1); }},
      {"FORECAST_LINE_DUPLICATE", [](auto* h) { (*h)[2].line = (*h)[3].line; }},
      {"FORECAST_LINE_ID", [](auto* h) { (*h)[2].line = ""; }},
      {"FORECAST_TOO_MANY_LINES", [](auto* h) { h->resize(kLinesMax + 1); }},
      {"AMOUNT_TOO_LARGE",
       [](auto* h) { (*h)[2].years[0].months[0] = kMonthOutcomeMax + Ore{1}; }},
      {"AMOUNT_TOO_LARGE",
       [](auto* h) { (*h)[2].budget = kAmountMax + Ore{1}; }},
  };
  for (const auto& c : cases) {
    auto histories = GoodHistories();
    c.harm(&histories);
    const auto forecast = MakeForecast(kYear, GoodDraft(), histories);
    EXPECT_EQ(forecast.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(ReasonsOf(forecast.status()), Contains(c.reason)) << c.reason;
  }
  std::vector<Problem> problems;
  CheckHistories(kYear, 13, GoodHistories(), &problems);
  CheckHistories(kYear, 0, GoodHistories(), &problems);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[1].reason, "FORECAST_MONTH");
  EXPECT_THAT(ReasonsOf(MakeForecast(kYear, GoodDraft(), GoodHistories(),
                                     Share{960'000})
                            .status()),
              ElementsAre("FORECAST_CONFIDENCE"));
}

TEST(ForecastTest, DraftAndHistoriesTogetherKeepTheLimit) {
  std::vector<LineHistory> histories(kLinesMax);
  for (size_t i = 0; i < histories.size(); ++i) {
    histories[i].line = "rad-" + std::to_string(i);
    histories[i].months.resize(6);
  }
  ForecastDraft draft = GoodDraft();
  draft.lines.pop_back();
  EXPECT_THAT(ReasonsOf(MakeForecast(kYear, draft, histories).status()),
              ElementsAre("FORECAST_TOO_MANY_LINES"));
  draft.lines.clear();
  EXPECT_TRUE(MakeForecast(kYear, draft, histories).ok());
}

}  // namespace
}  // namespace finsam::budget
