// The rules that choose a method, one line of known months at a time.

#include "services/budget/domain/forecast_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace finsam::budget {
namespace {

using enum ForecastMethod;

std::vector<Ore> Kronor(const std::vector<int64_t>& kronor) {
  std::vector<Ore> months;
  for (const int64_t amount : kronor) months.push_back(Ore{amount * 100});
  return months;
}

std::vector<Ore> Each(int64_t kronor, size_t months = kMonths) {
  return std::vector<Ore>(months, Ore{kronor * 100});
}

const std::vector<int64_t> kQuarterLate = {0,   0, 0, 300, 0, 0,
                                           300, 0, 0, 300, 0, 300};

struct Case {
  const char* what;
  std::vector<YearOutcome> years;
  std::vector<Ore> months;
  std::optional<Ore> budget;
  std::optional<Ore> commitments;
  ForecastMethod method;
  int64_t kronor;
};

TEST(ForecastRulesTest, ChooseAMethodAndAnAmount) {
  const std::vector<YearOutcome> flat = {{2023, Each(100), std::nullopt}};
  const std::vector<YearOutcome> late = {
      {2022, Kronor(kQuarterLate), std::nullopt},
      {2023, Kronor(kQuarterLate), std::nullopt}};
  const std::vector<YearOutcome> audit = {
      {2022, Kronor({0, 0, 90, 0, 0, 0, 0, 0, 0, 0, 0, 0}), std::nullopt},
      {2023, Kronor({0, 0, 0, 110, 0, 0, 0, 0, 0, 0, 0, 0}), std::nullopt}};
  const std::vector<YearOutcome> as_budgeted = {
      {2022, Kronor({0, 0, 0, 0, 0, 500, 0, 0, 0, 0, 0, 500}), Ore{100'000}},
      {2023, Kronor({0, 0, 0, 0, 0, 500, 0, 0, 0, 0, 0, 508}), Ore{100'000}}};
  const Case cases[] = {
      {"the whole year", flat, Each(90), Ore{1}, Ore{5}, kRunRate, 1'080},
      {"what is ordered",
       flat,
       Each(90, 4),
       {},
       Ore{20'000},
       kCommitments,
       560},
      {"nothing ordered", flat, Each(90, 4), {}, Ore{0}, kCommitments, 360},
      {"a fixed price", {}, Each(100, 3), Ore{120'000}, {}, kFixed, 1'200},
      {"as budgeted two years",
       as_budgeted,
       Each(0, 3),
       Ore{120'000},
       {},
       kFixed,
       1'200},
      {"the audit has come", audit, Kronor({0, 105}), {}, {}, kSeason, 105},
      {"the audit remains", audit, Kronor({0, 0}), {}, {}, kSeason, 100},
      {"flat", flat, Each(100, 5), {}, {}, kRunRate, 1'200},
      {"flat across New Year", flat, Each(100, 1), {}, {}, kRunRate, 1'200},
      {"a step up in March",
       flat,
       Kronor({100, 100, 150, 150}),
       {},
       {},
       kRunRate,
       500 + 8 * 150},
      {"a vacancy that has ended",
       flat,
       Kronor({100, 0, 0, 100, 102, 98}),
       {},
       {},
       kRunRate,
       400 + 600},
      {"alike of late, but a lump in April",
       {},
       Kronor({0, 103, 104, 556, 105, 104}),
       {},
       {},
       kRunRate,
       1'944},
      {"the same with an earlier year",
       flat,
       Kronor({0, 103, 104, 556, 105, 104}),
       {},
       {},
       kSeason,
       1'200},
      {"less than a lump",
       {},
       Kronor({0, 199, 100, 100, 100}),
       {},
       {},
       kRunRate,
       499 + 700},
      {"just a lump",
       {},
       Kronor({0, 200, 100, 100, 100}),
       {},
       {},
       kRunRate,
       1'200},
      {"a step down to less than half",
       {},
       Kronor({250, 250, 245, 100, 102}),
       {},
       {},
       kRunRate,
       947 + 7 * 101},
      {"a step down in February",
       {{2023, Each(250), {}}},
       Kronor({250, 100, 100}),
       {},
       {},
       kRunRate,
       450 + 900},
      {"one month is no level",
       {},
       Kronor({250, 100, 100}),
       {},
       {},
       kRunRate,
       1'800},
      {"late invoices",
       late,
       Kronor({0, 0, 0, 300, 0, 0}),
       {},
       {},
       kSeason,
       1'200},
      {"late, and later still",
       late,
       Kronor({0, 0, 0, 0, 0, 0}),
       {},
       {},
       kSeason,
       1'200},
      {"alike, but December catches up",
       {{2023, Kronor({80, 80, 80, 80, 80, 80, 80, 80, 80, 80, 80, 320}), {}}},
       Each(80, 6),
       {},
       {},
       kSeason,
       1'200},
      {"new, three uneven months",
       {},
       Kronor({10, 0, 20}),
       {},
       {},
       kRunRate,
       120},
      {"new, one month", {}, Kronor({10}), Ore{90'000}, {}, kFixed, 900},
      {"new, nothing yet", {}, Each(0, 6), Ore{90'000}, {}, kFixed, 900},
      {"new, no budget", {}, Each(0, 6), {}, {}, kRunRate, 0},
      {"over its budget", {}, Kronor({1'000}), Ore{90'000}, {}, kFixed, 1'000},
  };
  for (const Case& c : cases) {
    const Known known{Kind::kCost, c.years, c.months, c.budget, c.commitments};
    const Estimate estimate = EstimateByRules(known);
    EXPECT_EQ(MethodWord(estimate.method), MethodWord(c.method)) << c.what;
    EXPECT_EQ(estimate.amount.value, c.kronor * 100) << c.what;
    EXPECT_FALSE(estimate.note.empty()) << c.what;
  }
}

TEST(ForecastRulesTest, SeasonByHandFollowsTheBeginning) {
  // 400 of 1 000 had come; now 500 has: 500 + 600 × (500 + 600) / 1 000.
  const std::vector<YearOutcome> years = {
      {2023, Kronor({400, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 600}), std::nullopt}};
  const std::vector<Ore> months = Kronor({500});
  const Known known{Kind::kCost, years, months, {}, {}};
  EXPECT_EQ(EstimateBy(kSeason, known)->amount.value, 1'160'00);
  EXPECT_EQ(EstimateBy(kRunRate, known)->amount.value, 6'000'00);
  EXPECT_FALSE(EstimateBy(kFixed, known).has_value());
  EXPECT_FALSE(EstimateBy(kCommitments, known).has_value());
  EXPECT_FALSE(EstimateBy(kManual, known).has_value());
}

TEST(ForecastRulesTest, CostsWithoutRefundsNeverEndBelowWhatHasCome) {
  std::vector<Ore> months = Kronor({500});
  Known known{Kind::kCost, {}, months, Ore{40'000}, {}};
  EXPECT_EQ(EstimateBy(kFixed, known)->amount, Ore{50'000});
  known.kind = Kind::kIncome;
  EXPECT_EQ(EstimateBy(kFixed, known)->amount, Ore{40'000});
  months = Kronor({600, -100});
  known = {Kind::kCost, {}, months, Ore{40'000}, {}};
  EXPECT_EQ(EstimateBy(kFixed, known)->amount, Ore{40'000});
}

TEST(ForecastRulesTest, TheLargestAmountsFit) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 2'000; ++round) {
    const auto month = [&] {
      const int64_t max = kMonthOutcomeMax.value;
      return Ore{random() % 3 == 0 ? max : random() % 3 == 0 ? -max : 0};
    };
    std::vector<YearOutcome> years(random() % 5);
    for (size_t i = 0; i < years.size(); ++i) {
      years[i].year = 2000 + static_cast<int>(i);
      for (int m = 0; m < kMonths; ++m) years[i].months.push_back(month());
    }
    std::vector<Ore> months(1 + random() % kMonths);
    for (Ore& one : months) one = month();
    const Known known{Kind::kIncome, years, months, {}, {}};
    const Ore bound{int64_t{kMonths * kMonths} * kMonthOutcomeMax.value};
    const Ore amount = EstimateByRules(known).amount;
    EXPECT_TRUE(-bound <= amount && amount <= bound) << "seed 11, " << round;
  }
}

TEST(ForecastRulesTest, ScaledRoundsHalfAwayFromZero) {
  EXPECT_EQ(Scaled(Ore{5}, 1, 2), Ore{3});
  EXPECT_EQ(Scaled(Ore{-5}, 1, 2), Ore{-3});
  EXPECT_EQ(Scaled(Ore{4}, 1, 3), Ore{1});
  EXPECT_EQ(Scaled(Ore{5}, 1, -2), Ore{-3});
}

}  // namespace
}  // namespace finsam::budget
