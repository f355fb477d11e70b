// Deviations: favourable is positive, whatever kind of line it is.

#include "services/budget/domain/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "common/base/status.h"

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;

Line MakeLine(const char* id, Kind kind, int64_t ore) {
  Line line;
  line.id = id;
  line.label = id;
  line.kind = kind;
  line.amount = Ore{ore};
  return line;
}

Budget MakeBudget() {
  Budget budget;
  budget.year = {"2220001511", 2024};
  budget.version = 1;
  budget.decided.lines = {MakeLine("bidrag", Kind::kIncome, 1000),
                          MakeLine("kansli", Kind::kCost, 400),
                          MakeLine("team", Kind::kCost, 500)};
  budget.decided.lines[1].granted = Ore{300};
  return budget;
}

Comparison Item(const std::string& line, const Value& outcome) {
  Comparison item;
  item.figure_id = "income-statement/" + line + "/deviation-2024";
  item.budget_line = line;
  item.outcome.id = "income-statement/" + line + "/2024";
  item.outcome.value = outcome;
  return item;
}

TEST(ComparisonTest, FavourableIsPositive) {
  const struct {
    const char* what;
    const char* line;
    Value outcome;
    Value deviation;
    int outcome_factor;
  } cases[] = {
      {"more income than budgeted", "bidrag", Ore{1100}, Ore{100}, 1},
      {"less income", "bidrag", Ore{900}, Ore{-100}, 1},
      {"exactly", "bidrag", Ore{1000}, Ore{0}, 1},
      {"lower cost", "kansli", Ore{350}, Ore{50}, -1},
      {"higher cost", "kansli", Ore{450}, Ore{-50}, -1},
      {"a cost that became income", "kansli", Ore{-10}, Ore{410}, -1},
      {"all income", "income", Ore{1001}, Ore{1}, 1},
      {"all costs", "costs", Ore{901}, Ore{-1}, -1},
      {"a better result", "result", Ore{150}, Ore{50}, 1},
      {"a loss", "result", Ore{-25}, Ore{-125}, 1},
      {"no outcome yet", "kansli", std::monostate(), std::monostate(), -1},
      {"the largest", "kansli", kOutcomeMax, Ore{400} - kOutcomeMax, -1},
  };
  for (const auto& c : cases) {
    const auto figures = Compare(MakeBudget(), 5, {Item(c.line, c.outcome)});
    ASSERT_TRUE(figures.ok()) << c.what << figures.status();
    ASSERT_EQ(figures->size(), 1u);
    const Figure& figure = figures->front();
    const std::string line = c.line;
    EXPECT_EQ(figure.id, "income-statement/" + line + "/deviation-2024");
    EXPECT_EQ(figure.value, c.deviation) << c.what;
    EXPECT_EQ(figure.provenance.service, "budget");
    EXPECT_EQ(figure.provenance.revision, 5);
    EXPECT_EQ(figure.provenance.rule, "deviation");
    EXPECT_THAT(
        figure.provenance.terms,
        ElementsAre(
            Term{"income-statement/" + line + "/2024", c.outcome_factor},
            Term{"budget/" + line + "/2024", -c.outcome_factor}))
        << c.what;
  }
}

TEST(ComparisonTest, AnswersInTheOrderAsked) {
  const auto figures =
      Compare(MakeBudget(), 1, {Item("team", Ore{1}), Item("bidrag", Ore{1})});
  ASSERT_TRUE(figures.ok());
  ASSERT_EQ(figures->size(), 2u);
  EXPECT_EQ((*figures)[0].value, Value(Ore{499}));
  EXPECT_EQ((*figures)[1].value, Value(Ore{-999}));
}

TEST(ComparisonTest, Refuses) {
  const auto with = [](auto change) {
    Comparison item = Item("kansli", Ore{1});
    change(item);
    return item;
  };
  const struct {
    const char* what;
    std::vector<Comparison> items;
    absl::StatusCode code;
    const char* reason;
    size_t problems;
  } cases[] = {
      {"unknown lines",
       {Item("kansli", Ore{1}), Item("fika", Ore{1}),
        with([](auto& i) { i.budget_line = ""; })},
       absl::StatusCode::kNotFound,
       "BUDGET_LINE_UNKNOWN",
       2},
      {"a count",
       {Item("kansli", Count{3})},
       absl::StatusCode::kInvalidArgument,
       "OUTCOME_INVALID",
       1},
      {"too large",
       {Item("kansli", kOutcomeMax + Ore{1})},
       absl::StatusCode::kInvalidArgument,
       "OUTCOME_INVALID",
       1},
      {"the smallest number there is",
       {Item("kansli", Ore{std::numeric_limits<int64_t>::min()})},
       absl::StatusCode::kInvalidArgument,
       "OUTCOME_INVALID",
       1},
      {"no id for the answer",
       {with([](auto& i) { i.figure_id = ""; })},
       absl::StatusCode::kInvalidArgument,
       "OUTCOME_INVALID",
       1},
      {"no id for the outcome, and an unknown line",
       {with([](auto& i) { i.outcome.id = "A B"; }), Item("fika", Ore{1})},
       absl::StatusCode::kInvalidArgument,
       "OUTCOME_INVALID",
       1},
      {"too many",
       std::vector<Comparison>(kComparisonsMax + 1, Item("kansli", Ore{1})),
       absl::StatusCode::kInvalidArgument, "OUTCOME_INVALID", 0},
  };
  for (const auto& c : cases) {
    const absl::Status refusal = Compare(MakeBudget(), 1, c.items).status();
    EXPECT_EQ(refusal.code(), c.code) << c.what;
    EXPECT_EQ(ReasonOf(refusal), c.reason) << c.what;
    EXPECT_EQ(ProblemsOf(refusal).size(), c.problems) << c.what;
  }
}

}  // namespace
}  // namespace finsam::budget
