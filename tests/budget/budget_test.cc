// What a budget must keep, and what it must refuse. Method: do a good draft
// one harm at a time.

#include "services/budget/domain/budget.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "services/budget/domain/brought_forward.h"

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kYear = 2024;
constexpr Ore kKrona{100};

Ore Kronor(int64_t kronor) { return Ore{kronor * kKrona.value}; }

Line MakeLine(const char* id, Kind kind, Ore amount) {
  Line line;
  line.id = id;
  line.label = "Benämning";
  line.kind = kind;
  line.amount = amount;
  return line;
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
    {"OneLineInTwoGroups", "BUDGET_LINE_IN_TWO_GROUPS",
     [](D& d) {
       d.lines[1].group = "Insatser";
       d.lines[2] = d.lines[1];
       d.lines[2].group = "Administration";
     }},
    {"GroupsThatFiguresCannotTellApart", "BUDGET_GROUP_ALIKE",
     [](D& d) {
       d.lines[1].group = "Insatser";
       d.lines[2].group = "insatser!";
     }},
    {"GroupWithoutLetters", "BUDGET_GROUP_ALIKE",
     [](D& d) { d.lines[1].group = "–"; }},
    {"IdOfTheOpeningCapital", "BUDGET_LINE_ID",
     [](D& d) { d.lines[0].id = "opening-capital"; }},
    {"IdOfTheContributions", "BUDGET_LINE_ID",
     [](D& d) { d.lines[0].id = "contributions"; }},
    {"FactorWithoutGrant", "BUDGET_FACTOR",
     [](D& d) { d.lines[1].factor = Share{900'000}; }},
    {"FactorAboveTheWhole", "BUDGET_FACTOR",
     [](D& d) {
       d.lines[1].granted = d.lines[1].amount;
       d.lines[1].factor = Share{1'000'001};
     }},
    {"AmountOtherThanTheFactorGives", "BUDGET_FACTOR",
     [](D& d) {
       d.lines[1].granted = Kronor(2'777'778);
       d.lines[1].factor = Share{900'000};
       d.lines[1].amount = Kronor(2'500'001);
     }},
    {"MemberOfACost", "BUDGET_MEMBER",
     [](D& d) { d.lines[1].member = "gislaved"; }},
    {"LongMember", "BUDGET_TEXT_SIZE",
     [](D& d) { d.lines[0].member = std::string(81, 'a'); }},
    {"LongInitiative", "BUDGET_TEXT_SIZE",
     [](D& d) { d.lines[0].initiative = std::string(201, 'a'); }},
    {"LongCostKind", "BUDGET_TEXT_SIZE",
     [](D& d) { d.lines[0].cost_kind = std::string(81, 'a'); }},
    {"LineOfOtherPlanYears", "BUDGET_PLAN_YEARS",
     [](D& d) { d.plan_years = 1; }},
    {"TooManyPlanYears", "BUDGET_PLAN_YEARS",
     [](D& d) { d.plan_years = kPlanYearsMax + 1; }},
    {"PlanYearWithoutALine", "BUDGET_PLAN_YEARS",
     [](D& d) {
       d.plan_years = 2;
       for (Line& line : d.lines) line.plan = {std::nullopt, Kronor(1)};
     }},
    {"NegativePlan", "BUDGET_NEGATIVE",
     [](D& d) {
       d.plan_years = 1;
       for (Line& line : d.lines) line.plan = {Kronor(1)};
       d.lines[1].plan = {Ore{-1}};
     }},
    {"HugePlan", "AMOUNT_TOO_LARGE",
     [](D& d) {
       d.plan_years = 1;
       for (Line& line : d.lines) line.plan = {kAmountMax + Ore{1}};
       for (size_t i = 1; i < 3; ++i) d.lines[i].plan = {std::nullopt};
     }},
    {"HugeOpeningCapital", "AMOUNT_TOO_LARGE",
     [](D& d) { d.opening_capital = kAmountMax + Ore{1}; }},
    {"HugeDebt", "AMOUNT_TOO_LARGE",
     [](D& d) { d.opening_capital = -kAmountMax - Ore{1}; }},
    {"SourceOfNoCapital", "BUDGET_CAPITAL",
     [](D& d) { d.opening_capital_source = "prognos 2023"; }},
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

TEST(BudgetTest, NoLinesAreAnErrorAlsoAfterAWarning) {
  Draft draft = GoodDraft();
  draft.decided.lines = {MakeLine("eget-kapital", Kind::kIncome, Kronor(1))};
  draft.places = {4};
  std::vector<Problem> problems;
  TakeBroughtForward(kYear, &draft, &problems);
  CheckDraft(kYear, draft, &problems);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].severity, Severity::kWarning);
  EXPECT_EQ(problems[1].reason, "BUDGET_EMPTY");
}

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

TEST(BudgetTest, AFactorRoundsToWholeKronorHalvesUp) {
  const struct {
    int64_t granted_ore;
    int64_t ppm;
    int64_t kronor;
  } cases[] = {
      {3'500'000'00, 900'000, 3'150'000},
      {99, 1'000'000, 1},
      {49, 1'000'000, 0},
      {50, 1'000'000, 1},
      {100, 500'000, 1},
      {kAmountMax.value, 1'000'000, kAmountMax.value / 100},
      {5'00, 900'000, 5},
      {4'99, 900'000, 4},
      {0, 1, 0},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(BudgetedOf(Ore{c.granted_ore}, Share{c.ppm}), Kronor(c.kronor))
        << c.granted_ore;
  }
  Draft draft = GoodDraft();
  draft.decided.lines[1].granted = Kronor(2'777'778);
  draft.decided.lines[1].factor = Share{900'000};
  EXPECT_THAT(ReasonsFor(draft), IsEmpty()) << "2 500 000,20 is 2 500 000";
}

TEST(BudgetTest, SharesAreWrittenWithTheDecimalsTheyHave) {
  EXPECT_EQ(ShareText(Share{900'000}), "90 %");
  EXPECT_EQ(ShareText(Share{925'000}), "92,5 %");
  EXPECT_EQ(ShareText(Share{333'333}), "33,3333 %");
  EXPECT_EQ(ShareText(Share{1}), "0,0001 %");
  EXPECT_EQ(ShareText(kWhole), "100 %");
}

// Finnveden's plan of 2025: capital rolls on by the plan's own sums.
TEST(BudgetTest, PlanYearsAndCapitalHaveFigures) {
  Draft draft = GoodDraft();
  Decided& d = draft.decided;
  d.plan_years = 2;
  d.opening_capital = Kronor(1'925'340);
  d.opening_capital_source = "prognos 2024";
  d.lines[0].amount = Kronor(4'960'000);
  d.lines[0].member = "alla";
  d.lines[0].plan = {Kronor(4'960'000), Kronor(4'960'000)};
  d.lines[1].amount = Kronor(5'777'100);
  d.lines[1].group = "Verksamheter";
  d.lines[1].plan = {Kronor(5'416'700), Kronor(5'571'700)};
  d.lines[2].amount = Ore{0};
  d.lines[2].group = "Verksamheter";
  d.lines[2].plan = {std::nullopt, Kronor(0)};
  EXPECT_THAT(ReasonsFor(draft), IsEmpty());
  std::map<std::string, Figure> figures;
  for (const Figure& figure : FiguresOf({{"2220001511", 2025}, 1, d}, 3)) {
    EXPECT_TRUE(IsFigureId(figure.id)) << figure.id;
    EXPECT_TRUE(figures.emplace(figure.id, figure).second) << figure.id;
  }
  const std::pair<const char*, int64_t> expected[] = {
      {"budget/opening-capital/2025", 1'925'340},
      {"budget/closing-capital/2025", 1'108'240},
      {"plan/opening-capital/2026", 1'108'240},
      {"plan/closing-capital/2026", 651'540},
      {"plan/closing-capital/2027", 39'840},
      {"plan/samverkansteam/2026", 5'416'700},
      {"plan/result/2027", -611'700},
      {"budget/contributions/2025", 4'960'000},
      {"plan/contributions/2026", 4'960'000},
      {"budget/group.verksamheter/2025", 5'777'100},
      {"plan/group.verksamheter/2027", 5'571'700},
  };
  for (const auto& [id, kronor] : expected) {
    EXPECT_EQ(figures[id].value, Value(Kronor(kronor))) << id;
  }
  EXPECT_EQ(figures.count("plan/kansli/2026"), 0u) << "no such line that year";
  EXPECT_EQ(figures.count("plan/kansli/2027"), 1u);
  // Every term is a figure, and sums are sums.
  for (const auto& [id, figure] : figures) {
    if (figure.provenance.terms.empty()) continue;
    Ore sum;
    for (const Term& term : figure.provenance.terms) {
      ASSERT_EQ(figures.count(term.figure_id), 1u) << term.figure_id;
      const Ore value = std::get<Ore>(figures[term.figure_id].value);
      sum += term.factor > 0 ? value : -value;
    }
    EXPECT_EQ(figure.value, Value(sum)) << id;
  }
}

TEST(BudgetTest, AGroupOfBothKindsIsIncomeLessCosts) {
  Draft draft = GoodDraft();
  for (Line& line : draft.decided.lines) line.group = "Allt";
  for (const Figure& figure :
       FiguresOf({{"2220001511", kYear}, 1, draft.decided}, 1)) {
    if (figure.id == "budget/group.allt/2024") {
      EXPECT_EQ(figure.value, Value(Kronor(-250'000)));
      EXPECT_EQ(figure.provenance.terms[1].factor, -1);
      return;
    }
  }
  FAIL() << "no such figure";
}

TEST(BroughtForwardTest, TellsCapitalFromIncome) {
  const struct {
    const char* label;
    bool capital;
  } cases[] = {
      {"Balanserat resultat", true},    {"Balanserat resultat från 2024", true},
      {"Ingående eget kapital", true},  {"Eget kapital 2025-01-01", true},
      {"Ingående kapital", true},       {"Behållning", true},
      {"Ingående behållning", true},    {"Överfört balanserat resultat", true},
      {"Ränta på eget kapital", false}, {"Behållningar vid konferens", false},
      {"Bidrag från medlemmar", false}, {"", false},
  };
  for (const auto& c : cases) {
    Line line = MakeLine("rad-1", Kind::kIncome, Kronor(1));
    line.label = c.label;
    EXPECT_EQ(SaysBroughtForward(line), c.capital) << c.label;
    line.kind = Kind::kCost;
    EXPECT_FALSE(SaysBroughtForward(line)) << c.label;
  }
  EXPECT_TRUE(
      SaysBroughtForward(MakeLine("eget-kapital", Kind::kIncome, Kronor(1))));
}

TEST(BroughtForwardTest, LeavesADraftThatIsTooLong) {
  Draft draft = GoodDraft();
  draft.decided.lines.assign(
      kLinesMax + 1, MakeLine("eget-kapital", Kind::kIncome, Kronor(1)));
  draft.places.assign(kLinesMax + 1, 4);
  std::vector<Problem> problems;
  TakeBroughtForward(kYear, &draft, &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(ReasonsFor(draft).front(), "BUDGET_TOO_MANY_LINES");
}

TEST(BroughtForwardTest, BecomesTheOpeningCapital) {
  Draft draft = GoodDraft();
  Decided& d = draft.decided;
  d.plan_years = 1;
  for (Line& line : d.lines) line.plan = {line.amount};
  Line capital = MakeLine("balans", Kind::kIncome, Kronor(1'000'000));
  capital.label = "Balanserat resultat";
  capital.comment = "prognos 2023";
  capital.plan = {Kronor(750'000)};
  d.lines.insert(d.lines.begin() + 1, capital);
  draft.places = {4, 5, 6, 7};
  std::vector<Problem> problems;
  TakeBroughtForward(kYear, &draft, &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].reason, "BUDGET_CAPITAL_AS_INCOME");
  EXPECT_EQ(problems[0].severity, Severity::kWarning);
  EXPECT_EQ(problems[0].line, 5);
  EXPECT_EQ(d.opening_capital, Kronor(1'000'000));
  EXPECT_EQ(d.opening_capital_source, "prognos 2023");
  EXPECT_EQ(d.lines.size(), 3u);
  EXPECT_EQ(draft.places, (std::vector<int64_t>{4, 6, 7}));
  EXPECT_EQ(SumsOf(d.lines).income, Kronor(3'150'000));

  // A plan year that does not begin with what is left is told; capital said
  // twice, differently, is refused.
  capital.plan = {Kronor(1)};
  capital.amount = Kronor(999'999);
  d.lines.push_back(capital);
  draft.places.push_back(8);
  draft.capital_places = {8};
  problems.clear();
  TakeBroughtForward(kYear, &draft, &problems);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].reason, "BUDGET_CAPITAL");
  EXPECT_EQ(problems[0].severity, Severity::kError);
  EXPECT_EQ(problems[1].reason, "BUDGET_CAPITAL_PLAN");
  EXPECT_EQ(problems[1].field, "plan 2025");
}

}  // namespace
}  // namespace finsam::budget
