// Columns of facts: the same figures as a budget's own, shares that round, and
// the order of lines that come and go.

#include "services/budget/domain/column_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/part.h"
#include "tests/budget/finnveden_columns.h"

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int64_t kRevision = 3;
constexpr uint32_t kSeed = 20250606;

ColumnFacts FactsWith(const std::vector<std::string>& lines) {
  ColumnFacts facts;
  facts.key = {ColumnSource::kOutcome, 2024, 12};
  for (const std::string& line : lines) {
    facts.lines.push_back({.line = line, .amount = Kronor(1)});
  }
  return facts;
}

TEST(ColumnFactsTest, GivesTheBudgetsOwnFigures) {
  std::mt19937 random(kSeed);
  SCOPED_TRACE(kSeed);
  for (int round = 0; round < 200; ++round) {
    Budget budget;
    budget.year = {"2220001511", 2025};
    budget.version = 2;
    budget.decided.plan_years = static_cast<int>(random() % 4);
    if (random() % 2 == 0) budget.decided.opening_capital = Kronor(1'000);
    const size_t count = 1 + random() % 12;
    for (size_t i = 0; i < count; ++i) {
      Line line;
      line.id = absl::StrCat("rad-", i);
      line.group = std::vector<std::string>{"", "A", "Ö b"}[random() % 3];
      line.kind = random() % 2 == 0 ? Kind::kIncome : Kind::kCost;
      line.amount = Ore{static_cast<int64_t>(random() % 1'000'000)};
      for (int j = 0; j < budget.decided.plan_years; ++j) {
        line.plan.push_back(random() % 3 == 0
                                ? std::nullopt
                                : std::optional<Ore>(Kronor(random() % 9'999)));
      }
      budget.decided.lines.push_back(std::move(line));
    }
    size_t count_of_figures = 0;
    for (int j = 0; j <= budget.decided.plan_years; ++j) {
      const ColumnFacts facts =
          j == 0 ? FactsOfBudget(budget) : FactsOfPlan(budget, 2025 + j);
      const Column column = MakeColumn(facts, kRevision);
      count_of_figures += column.items.size();
      for (const Figure& figure : FiguresOf(budget, kRevision)) {
        for (const auto& [row, item] : column.items) {
          if (item.figure.id == figure.id) {
            EXPECT_EQ(item.figure, figure);
          }
        }
      }
    }
    EXPECT_EQ(count_of_figures, FiguresOf(budget, kRevision).size());
  }
}

TEST(ColumnFactsTest, SharesRoundHalvesAwayFromZero) {
  EXPECT_EQ(PartOf(Ore{12}, 6, 12), Ore{6});
  EXPECT_EQ(PartOf(Ore{1}, 6, 12), Ore{1});
  EXPECT_EQ(PartOf(Ore{-1}, 6, 12), Ore{-1});
  EXPECT_EQ(PartOf(Ore{1}, 5, 12), Ore{0});
  EXPECT_EQ(PartOf(Ore{-7}, 0, 12), Ore{0});
  EXPECT_EQ(PartOf(kAmountMax, 12, 12), kAmountMax);
  EXPECT_EQ(PartOf(Ore{INT64_MAX}, 1, 1), Ore{INT64_MAX});
  EXPECT_EQ(PartOf(Ore{INT64_MIN}, 1, 1), Ore{INT64_MIN});
}

TEST(ColumnFactsTest, TheYearIsItsOwnShareInDecember) {
  const ColumnFacts budget =
      FactsOfBudget(BudgetOf(PublishedInterim(), 2017, 0, 0, Kronor(873'705)));
  EXPECT_EQ(ToDate(budget, 12).key.Id(), "budget-2017");
  const Column half = MakeColumn(ToDate(budget, 6), kRevision);
  EXPECT_EQ(half.Find("costs")->figure.id, "budget/costs/2017-06");
  EXPECT_EQ(half.Find("costs")->figure.value, Value(Kronor(2'439'925)));
  EXPECT_EQ(half.Find(kOpeningCapital)->figure.value, Value(Kronor(873'705)));
}

TEST(ColumnFactsTest, NewLinesStandAfterTheLineTheyFollow) {
  const ColumnFacts first = FactsWith({"a", "c", "d"});
  const ColumnFacts second = FactsWith({"x", "a", "b", "d", "e"});
  EXPECT_THAT(LinesInOrder({&first, &second}),
              ElementsAre("x", "a", "b", "c", "d", "e"));
}

TEST(ColumnFactsTest, ALineOfAnotherKindHasNoDeviation) {
  ColumnFacts budget = FactsWith({"a", "b"});
  ColumnFacts outcome = FactsWith({"a", "b"});
  outcome.lines[0].kind = Kind::kIncome;
  budget.key = {ColumnSource::kBudget, 2024};
  const Column column =
      DeviationsOf(ColumnSource::kDeviation, MakeColumn(outcome, 1),
                   MakeColumn(budget, 1), 1);
  EXPECT_EQ(column.Find("a"), nullptr);
  ASSERT_NE(column.Find("b"), nullptr);
  EXPECT_EQ(column.Find("b")->figure.id, "deviation/b/2024-12");
}

TEST(ColumnFactsTest, ASumThatIsTooLargeHasNoValue) {
  Figure large;
  large.id = "a/b";
  large.value = Ore{3'000'000'000'000'000'000};
  EXPECT_TRUE(HasValue(SumFigure("s", "sum", 1, {{&large, -1}}).value));
  EXPECT_FALSE(
      HasValue(SumFigure("s", "sum", 1, {{&large, 1}, {&large, 1}}).value));
}

TEST(ColumnFactsTest, ChecksAnOutcomeThatWasHandedIn) {
  const auto count = [](const ColumnFacts& facts) {
    std::vector<Problem> problems;
    CheckOutcome(facts, "outcome", &problems);
    for (const Problem& problem : problems) {
      EXPECT_EQ(problem.reason, "OUTCOME_INVALID");
      EXPECT_FALSE(problem.message.empty());
    }
    return problems.size();
  };
  ColumnFacts facts = FactsWith({"a", "b"});
  facts.lines[0].amount = -kAmountMax;
  facts.lines[1].label = std::string(kOutcomeLabelBytesMax, 'x');
  EXPECT_EQ(count(facts), 0u);
  facts.lines[0].amount = -kAmountMax - Ore{1};
  facts.lines[1].label += 'x';
  EXPECT_EQ(count(facts), 2u);
  EXPECT_EQ(count(FactsWith({"a", "a"})), 1u);
  EXPECT_EQ(count(FactsWith({"", "Å", "income", "opening-capital"})), 4u);
  EXPECT_EQ(count(FactsWith(std::vector<std::string>(kLinesMax + 1, "a"))), 1u);
}

TEST(ColumnFactsTest, AnOutcomesGroupsCanBeToldApart) {
  const auto told = [](const std::vector<std::string>& groups) {
    ColumnFacts facts = FactsWith({"a", "b", "c"});
    for (size_t i = 0; i < groups.size(); ++i) facts.lines[i].group = groups[i];
    std::vector<Problem> problems;
    CheckOutcome(facts, "outcome", &problems);
    std::vector<std::string> reasons;
    for (const Problem& problem : problems) {
      reasons.push_back(absl::StrCat(problem.reason, " ", problem.found));
    }
    return reasons;
  };
  EXPECT_THAT(told({"Kansli", "Insatser", "Kansli"}), IsEmpty());
  EXPECT_THAT(told({"", "Kansli", ""}), IsEmpty());
  EXPECT_THAT(told({"Intäkter", "Intakter", "Intäkter:"}),
              ElementsAre("BUDGET_GROUP_ALIKE Intakter",
                          "BUDGET_GROUP_ALIKE Intäkter:"));
  EXPECT_THAT(told({"--", "--", "***"}),
              ElementsAre("BUDGET_GROUP_ALIKE --", "BUDGET_GROUP_ALIKE ***"));
}

}  // namespace
}  // namespace finsam::budget
