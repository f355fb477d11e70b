// What a budget must keep, and what it must refuse. Method: do a good draft
// one harm at a time.

#include "services/budget/domain/budget.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kYear = 2024;
constexpr Ore kKrona{100};

Ore Kronor(int64_t kronor) { return Ore{kronor * kKrona.value}; }

Line MakeLine(const char* id, Kind kind, Ore amount) {
  return {id, "Benämning", "", kind, amount, std::nullopt, ""};
}

Draft GoodDraft() {
  Draft draft;
  draft.file = "budget.csv";
  draft.decided.adoption_date = absl::CivilDay(2023, 11, 23);
  draft.decided.decision = "styrelsen 2023-11-23 § 31";
  draft.decided.lines = {
      MakeLine("medlemsbidrag", Kind::kIncome, Kronor(3'150'000)),
      MakeLine("samverkansteam", Kind::kCost, Kronor(2'500'000)),
      MakeLine("kansli", Kind::kCost, Kronor(900'000)),
  };
  draft.places = {4, 5, 6};
  return draft;
}

std::vector<std::string> ReasonsFor(const Draft& draft) {
  std::vector<Problem> problems;
  CheckDraft(kYear, draft, &problems);
  std::vector<std::string> reasons;
  for (const Problem& problem : problems) {
    EXPECT_FALSE(problem.message.empty());
    reasons.push_back(problem.reason);
  }
  return reasons;
}

TEST(BudgetTest, TakesAGoodDraft) {
  EXPECT_THAT(ReasonsFor(GoodDraft()), IsEmpty());
}

TEST(BudgetTest, TakesTheLimitsThemselves) {
  Draft draft = GoodDraft();
  draft.decided.decision = std::string(kDecisionBytesMax, 'x');
  draft.decided.lines.clear();
  for (size_t i = 0; i < kLinesMax; ++i) {
    Line line = MakeLine("", Kind::kCost, kAmountMax);
    line.id = std::to_string(i);
    line.id.resize(kLineIdBytesMax, 'z');
    line.label = std::string(kLabelBytesMax, 'x');
    line.group = std::string(kGroupBytesMax, 'x');
    line.comment = std::string(kCommentBytesMax, 'x');
    line.granted = Ore{0};
    draft.decided.lines.push_back(line);
  }
  EXPECT_THAT(ReasonsFor(draft), IsEmpty());
  EXPECT_EQ(SumsOf(draft.decided.lines).costs.value,
            static_cast<int64_t>(kLinesMax) * kAmountMax.value);
}

struct Harm {
  const char* name;
  const char* reason;
  void (*apply)(Decided&);

  friend void PrintTo(const Harm& h, std::ostream* out) { *out << h.name; }
};

using D = Decided;
const Harm kHarms[] = {
    {"NoLines", "BUDGET_EMPTY", [](D& d) { d.lines.clear(); }},
    {"NoDecision", "BUDGET_TEXT_SIZE", [](D& d) { d.decision.clear(); }},
    {"LongDecision", "BUDGET_TEXT_SIZE", [](D& d) { d.decision.resize(201); }},
    {"SameLineTwice", "BUDGET_LINE_DUPLICATE",
     [](D& d) { d.lines[2].id = "medlemsbidrag"; }},
    {"NoId", "BUDGET_LINE_ID", [](D& d) { d.lines[0].id = ""; }},
    {"CapitalInId", "BUDGET_LINE_ID", [](D& d) { d.lines[0].id = "Kansli"; }},
    {"SwedishLetterInId", "BUDGET_LINE_ID",
     [](D& d) { d.lines[0].id = "ränta"; }},
    {"SlashInId", "BUDGET_LINE_ID", [](D& d) { d.lines[0].id = "a/b"; }},
    {"LongId", "BUDGET_LINE_ID",
     [](D& d) { d.lines[0].id = std::string(81, 'a'); }},
    {"IdOfTheIncome", "BUDGET_LINE_ID", [](D& d) { d.lines[0].id = "income"; }},
    {"IdOfTheCosts", "BUDGET_LINE_ID", [](D& d) { d.lines[0].id = "costs"; }},
    {"IdOfTheResult", "BUDGET_LINE_ID", [](D& d) { d.lines[0].id = "result"; }},
    {"NegativeCost", "BUDGET_NEGATIVE",
     [](D& d) { d.lines[1].amount = Ore{-1}; }},
    {"NegativeIncome", "BUDGET_NEGATIVE",
     [](D& d) { d.lines[0].amount = Ore{-1}; }},
    {"NegativeGrant", "BUDGET_NEGATIVE",
     [](D& d) { d.lines[1].granted = Ore{-1}; }},
    {"HugeAmount", "AMOUNT_TOO_LARGE",
     [](D& d) { d.lines[1].amount = kAmountMax + Ore{1}; }},
    {"HugeGrant", "AMOUNT_TOO_LARGE",
     [](D& d) { d.lines[1].granted = kAmountMax + Ore{1}; }},
    {"NoLabel", "BUDGET_TEXT_SIZE", [](D& d) { d.lines[0].label = ""; }},
    {"LongLabel", "BUDGET_TEXT_SIZE",
     [](D& d) { d.lines[0].label.resize(201); }},
    {"LongGroup", "BUDGET_TEXT_SIZE",
     [](D& d) { d.lines[0].group.resize(201); }},
    {"LongComment", "BUDGET_TEXT_SIZE",
     [](D& d) { d.lines[0].comment.resize(1001); }},
    {"TooManyLines", "BUDGET_TOO_MANY_LINES",
     [](D& d) {
       while (d.lines.size() <= kLinesMax) {
         d.lines.push_back(d.lines[0]);
         d.lines.back().id = "x" + std::to_string(d.lines.size());
       }
     }},
    {"AdoptedAfterTheYear", "BUDGET_DATE",
     [](D& d) { d.adoption_date = absl::CivilDay(2025, 1, 1); }},
};

class BudgetHarmTest : public testing::TestWithParam<Harm> {};

TEST_P(BudgetHarmTest, IsSaidOnce) {
  Draft draft = GoodDraft();
  GetParam().apply(draft.decided);
  EXPECT_THAT(ReasonsFor(draft), ElementsAre(GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(Each, BudgetHarmTest, testing::ValuesIn(kHarms),
                         testing::PrintToStringParamName());

TEST(BudgetTest, LateAdoptionIsAWarningOnly) {
  Draft draft = GoodDraft();
  draft.decided.adoption_date = absl::CivilDay(2025, 1, 1);
  std::vector<Problem> problems;
  CheckDraft(kYear, draft, &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].severity, Severity::kWarning);
}

TEST(BudgetTest, SaysEveryProblemAndItsPlace) {
  Draft draft = GoodDraft();
  draft.decided.lines[1].amount = Ore{-5};
  draft.decided.lines[2].id = "medlemsbidrag";
  std::vector<Problem> problems;
  CheckDraft(kYear, draft, &problems);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].file, "budget.csv");
  EXPECT_EQ(problems[0].line, 5);
  EXPECT_EQ(problems[0].field, "belopp");
  EXPECT_EQ(problems[1].line, 6);
  EXPECT_EQ(problems[1].field, "rad");
}

TEST(BudgetTest, SumsByKind) {
  const Sums sums = SumsOf(GoodDraft().decided.lines);
  EXPECT_EQ(sums.income, Kronor(3'150'000));
  EXPECT_EQ(sums.costs, Kronor(3'400'000));
  EXPECT_EQ(sums.result(), Kronor(-250'000));
}

TEST(BudgetTest, FiguresSayWhereTheyComeFrom) {
  const Budget budget{{"2220001511", kYear}, 2, GoodDraft().decided};
  const std::vector<Figure> figures = FiguresOf(budget, 7);
  std::vector<std::pair<std::string, Value>> seen;
  for (const Figure& figure : figures) {
    EXPECT_TRUE(IsFigureId(figure.id));
    EXPECT_EQ(figure.provenance.service, "budget");
    EXPECT_EQ(figure.provenance.revision, 7);
    seen.emplace_back(figure.id, figure.value);
  }
  using P = std::pair<std::string, Value>;
  EXPECT_EQ(seen,
            (std::vector<P>{P("budget/medlemsbidrag/2024", Kronor(3'150'000)),
                            P("budget/samverkansteam/2024", Kronor(2'500'000)),
                            P("budget/kansli/2024", Kronor(900'000)),
                            P("budget/income/2024", Kronor(3'150'000)),
                            P("budget/costs/2024", Kronor(3'400'000)),
                            P("budget/result/2024", Kronor(-250'000))}));
  EXPECT_THAT(figures[1].provenance.records,
              ElementsAre("associations/2220001511/fiscalYears/2024/budgets/2#"
                          "samverkansteam"));
  EXPECT_THAT(figures[4].provenance.terms,
              ElementsAre(Term{"budget/samverkansteam/2024", 1},
                          Term{"budget/kansli/2024", 1}));
  EXPECT_THAT(figures[5].provenance.terms,
              ElementsAre(Term{"budget/income/2024", 1},
                          Term{"budget/costs/2024", -1}));
}

TEST(BudgetTest, ASumWithoutLinesComesFromTheDecision) {
  Budget budget{{"2220001511", kYear}, 1, GoodDraft().decided};
  budget.decided.lines.erase(budget.decided.lines.begin());
  const std::vector<Figure> figures = FiguresOf(budget, 1);
  EXPECT_EQ(figures[2].id, "budget/income/2024");
  EXPECT_EQ(figures[2].value, Value(Ore{0}));
  EXPECT_THAT(figures[2].provenance.records, ElementsAre(budget.Name()));
}

}  // namespace
}  // namespace finsam::budget
