// counts-rules.yaml, and what its measures and effects make of figures.

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/participants/counts_rules_file.h"
#include "services/participants/domain/effects.h"
#include "services/participants/domain/measures.h"
#include "services/participants/domain/year_text.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kGoodRules[] = R"(protection:
  public-minimum: 10
  member-minimum: 3
  sensitive-surveys: [Sju frågor om våld]
breakdowns:
  - name: avslutsorsak
    of: [avslutade]
    values: [arbete, studier]
  - {name: myndighetskontakt, several-answers: true}
measures:
  - id: till-arbete
    name: Avslutade till arbete
    numerator:
      - participants/enter/avslutade/avslutsorsak/arbete/total/{year}
    denominator:
      - participants/enter/avslutade/total/{year}
    target: ">= 58,5 %"
effects:
  name: Egen försörjning
  persons: ["participants/enter/avslutade/total/{year-1}"]
  assumptions:
    - {id: forsorjning, name: Mindre bidrag, source: Finsam 2024,
       amount: 120 000, low: 100 000, high: 150 000}
    - {id: skatt, name: Skatt, source: Finsam 2024,
       amount: 180 000, low: 180 000, high: "200 000,50"}
)";

Rules Read(const std::string& content, std::vector<Problem>* problems) {
  return ReadCountsRulesFile(content, 2024, problems);
}

// The one problem of the good rules with `from` replaced by `to`.
Problem OnlyProblem(absl::string_view from, absl::string_view to) {
  EXPECT_TRUE(absl::StrContains(kGoodRules, from)) << from;
  std::vector<Problem> problems;
  Read(absl::StrReplaceAll(kGoodRules, {{from, to}}), &problems);
  EXPECT_EQ(problems.size(), 1u)
      << to << "\n"
      << ::testing::PrintToString(test::Reasons(problems));
  return problems.empty() ? Problem{} : problems[0];
}

Figure Counted(std::string id, int64_t count) {
  return MakeFigure(std::move(id), Count{count}, "reported", 1);
}

const Figure* FindIn(const Statistics& made, const std::string& id) {
  for (const Figure& figure : made.figures) {
    if (figure.id == id) return &figure;
  }
  return nullptr;
}

Value ValueOf(const Statistics& made, const std::string& id) {
  const Figure* figure = FindIn(made, id);
  EXPECT_NE(figure, nullptr) << id;
  return figure == nullptr ? Value{} : figure->value;
}

TEST(YearTextTest, FollowsTheYear) {
  EXPECT_EQ(FillYear("{year-1}-12..{year}-11", 2024), "2023-12..2024-11");
  EXPECT_EQ(FillYear("2024", 2025), "2024");
  EXPECT_EQ(FillYear("", 2025), "");
  for (const char* bad : {"{year", "{years}", "{}", "year}", "{year-}",
                          "{year-0}", "{year-10}", "{year+1}", "{{year}}"}) {
    EXPECT_EQ(FillYear(bad, 2024), std::nullopt) << bad;
  }
}

TEST(RulesFileTest, ReadsEverything) {
  std::vector<Problem> problems;
  const Rules rules = Read(kGoodRules, &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(rules.protection.public_minimum, 10);
  EXPECT_EQ(rules.protection.member_minimum, 3);
  EXPECT_THAT(rules.protection.sensitive_surveys,
              ElementsAre("Sju frågor om våld"));
  ASSERT_EQ(rules.breakdowns.size(), 2u);
  EXPECT_THAT(rules.breakdowns[0].of, ElementsAre(CountMeasure::kFinished));
  EXPECT_FALSE(rules.breakdowns[0].several_answers);
  EXPECT_THAT(rules.breakdowns[0].values, ElementsAre("arbete", "studier"));
  EXPECT_TRUE(rules.breakdowns[1].several_answers);
  EXPECT_EQ(rules.breakdowns[1].line, 9);
  ASSERT_EQ(rules.measures.size(), 1u);
  EXPECT_THAT(rules.measures[0].denominator,
              ElementsAre("participants/enter/avslutade/total/2024"));
  EXPECT_EQ(rules.measures[0].comparison, ">=");
  EXPECT_EQ(rules.measures[0].target, (Ratio{585, 1000}));
  EXPECT_THAT(rules.effects.persons,
              ElementsAre("participants/enter/avslutade/total/2023"));
  ASSERT_EQ(rules.effects.assumptions.size(), 2u);
  EXPECT_EQ(rules.effects.assumptions[1].high, Ore{200'000'50});
  EXPECT_EQ(FindBreakdown(rules, "Avslutsorsak"), &rules.breakdowns[0]);
  EXPECT_EQ(FindBreakdown(rules, "kommun"), nullptr);
}

TEST(RulesFileTest, SaysNothingThatIsNotSaid) {
  std::vector<Problem> problems;
  const Rules rules = Read("protection:\n  public-minimum: 10\n", &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(rules.protection.member_minimum, 10);
  EXPECT_THAT(rules.measures, IsEmpty());
  EXPECT_EQ(rules.effects.name, "");
  EXPECT_EQ(Read("breakdowns: []\n", &problems).protection.public_minimum,
            kMinimumDefault);
}

TEST(RulesFileTest, RefusesMinimumsThatDoNotProtect) {
  for (const char* minimum : {"2", "0", "-1", "101"}) {
    const Problem problem = OnlyProblem(
        "member-minimum: 3", absl::StrCat("member-minimum: ", minimum));
    EXPECT_EQ(problem.reason, "RULES_MALFORMED") << minimum;
    EXPECT_EQ(problem.line, 3);
    EXPECT_EQ(problem.field, "member-minimum");
    EXPECT_EQ(problem.found, minimum);
    EXPECT_EQ(problem.expected, "3 till 100");
  }
  EXPECT_EQ(OnlyProblem("member-minimum: 3", "member-minimum: 11").expected,
            "högst 10");
}

TEST(RulesFileTest, RefusesTargetsThatAreNone) {
  for (const char* target :
       {"70 %", ">= 70", ">= ,5 %", ">= 70, %", ">= 7 0 %", "=> 70 %",
        ">= 1,2345 %", ">= 1234567 %", ">= -1 %", "\xC2\xA0"}) {
    const Problem problem = OnlyProblem(">= 58,5 %", target);
    EXPECT_EQ(problem.reason, "RULES_MALFORMED") << target;
    EXPECT_EQ(problem.line, 17) << target;
    EXPECT_EQ(problem.field, "target");
    EXPECT_FALSE(problem.expected.empty());
  }
}

TEST(RulesFileTest, RefusesWithLineAndField) {
  struct Case {
    const char* from;
    const char* to;
    const char* reason;
    int64_t line;
    const char* field;
  };
  const Case cases[] = {
      {"id: till-arbete", "id: Till arbete", "RULES_MALFORMED", 11, "id"},
      {"name: Avslutade till arbete", "name: –", "RULES_MALFORMED", 11, "name"},
      {"[arbete, studier]", "[arbete, Arbete]", "RULES_DUPLICATE", 6, "values"},
      {"myndighetskontakt", "AVSLUTSORSAK", "RULES_DUPLICATE", 9, "name"},
      {"of: [avslutade]", "of: [avslutat]", "FIELD_INVALID", 7, "of"},
      {"of: [avslutade]", "of: [nya, nya]", "RULES_DUPLICATE", 7, "of"},
      {"several-answers: true", "several-answers: ja", "FIELD_INVALID", 9,
       "several-answers"},
      {"id: skatt", "id: forsorjning", "RULES_DUPLICATE", 24, "id"},
      {"name: Skatt, source: Finsam 2024", "name: Skatt", "YAML_KEY_MISSING",
       24, "source"},
      {"low: 100 000", "low: 120 001", "RULES_MALFORMED", 22, "amount"},
      {"high: 150 000", "high: \"1,1,1\"", "AMOUNT_MALFORMED", 23, "high"},
      {"{year-1}", "{next}", "RULES_MALFORMED", 20, "persons"},
      {"persons: [", "persons: [Alla, ", "RULES_MALFORMED", 19, "persons"},
      {"[\"participants/enter/avslutade/total/{year-1}\"]", "[]",
       "RULES_MALFORMED", 19, "persons"},
      {"effects:", "efects:", "YAML_KEY_UNKNOWN", 18, "efects"},
  };
  for (const Case& wrong : cases) {
    const Problem problem = OnlyProblem(wrong.from, wrong.to);
    EXPECT_EQ(problem.reason, wrong.reason) << wrong.to;
    EXPECT_EQ(problem.line, wrong.line) << wrong.to;
    EXPECT_EQ(problem.field, wrong.field) << wrong.to;
    EXPECT_EQ(problem.file, "counts-rules.yaml");
    EXPECT_FALSE(problem.message.empty());
  }
}

TEST(RulesFileTest, RefusesAFigureTwiceInOneSum) {
  const std::string id = "      - participants/enter/avslutade/total/{year}\n";
  const Problem problem = OnlyProblem(id, id + id);
  EXPECT_EQ(problem.reason, "RULES_DUPLICATE");
  EXPECT_EQ(problem.field, "denominator");
}

TEST(RulesFileTest, RefusesWhatIsNoYaml) {
  for (const char* bad :
       {"", "- a\n", "protection: 5\n", "protection: {public-minimum: [5]}\n",
        "breakdowns: {name: a}\n", "measures:\n  - a\n", "a: [\n",
        "protection:\n\tpublic-minimum: 5\n", "breakdowns: &a []\n",
        "protection: {}\nprotection: {}\n", "\xff\xfe"}) {
    std::vector<Problem> problems;
    Read(bad, &problems);
    EXPECT_FALSE(problems.empty()) << bad;
  }
}

TEST(RulesFileTest, TakesNoMoreThanItsLimits) {
  std::string breakdowns = "breakdowns:\n";
  std::string values;
  for (size_t i = 0; i <= kBreakdownValuesMax; ++i) {
    absl::StrAppend(&values, i == 0 ? "" : ", ", "v", i);
  }
  absl::StrAppend(&breakdowns, "  - {name: x, values: [", values, "]}\n");
  std::string effects =
      "effects:\n  name: m\n  persons: [a/b]\n  assumptions:\n";
  for (size_t i = 0; i <= kAssumptionsMax; ++i) {
    absl::StrAppend(&effects, "    - {id: a", i,
                    ", name: n, source: s, amount: 1, low: 1, high: 1}\n");
  }
  std::vector<Problem> problems;
  Read(breakdowns + effects, &problems);
  EXPECT_THAT(test::Reasons(problems),
              ElementsAre("RULES_MALFORMED", "RULES_MALFORMED"));
  EXPECT_EQ(problems[0].expected, "högst 400");
  EXPECT_EQ(problems[1].expected, "högst 20");
  const Problem too_long =
      OnlyProblem("name: avslutsorsak", "name: " + std::string(41, 'a'));
  EXPECT_EQ(too_long.expected, "högst 40 byte");
}

TEST(RulesFileTest, NeverQuotesAPerson) {
  for (const char* text :
       {"850709-9805", "\"850709-\n      9805\"", "anna@exempel.se",
        "\"\\u0038\\u0035\\u0030709-9805\"", "a # ring 070-123 45 67"}) {
    for (const char* key :
         {"name: avslutsorsak", "of: [avslutade]", "several-answers: true",
          "id: till-arbete", "target: \">= 58,5 %\""}) {
      const std::string from = key;
      const std::string to =
          absl::StrCat(from.substr(0, from.find(':')), ": ", text);
      std::vector<Problem> problems;
      Read(absl::StrReplaceAll(kGoodRules, {{from, to}}), &problems);
      EXPECT_THAT(test::Reasons(problems), Contains("PERSONAL_DATA"))
          << key << " " << text;
      for (const Problem& problem : problems) {
        const std::string line = ProblemLine(problem);
        EXPECT_FALSE(absl::StrContains(line, "9805")) << line;
        EXPECT_FALSE(absl::StrContains(line, "exempel")) << line;
        EXPECT_FALSE(absl::StrContains(line, "45 67")) << line;
      }
    }
  }
}

TEST(RuleFiguresTest, NamesTheNearestAndRefusesShares) {
  std::vector<Problem> problems;
  const Rules rules = Read(kGoodRules, &problems);
  const std::vector<Figure> figures = {
      Counted("participants/enter/nya/total/2024", 1),
      Counted("participants/enter/avslutade/women/2024", 1),
      Counted("participants/enter/avslutade/avslutsorsak/arbeten/total/2024",
              4),
      Counted("surveys/enter/avslutade/total/2024", 1),
      MakeFigure("participants/enter/avslutade/total/2023", Ratio{1, 2},
                 "ratio", 1)};
  CheckRuleFigures(rules, FigureIndex(figures), "f.yaml", &problems);
  ASSERT_THAT(test::Reasons(problems),
              ElementsAre("RULES_FIGURE_UNKNOWN", "RULES_FIGURE_UNKNOWN",
                          "RULES_FIGURE_KIND"));
  EXPECT_EQ(problems[0].line, 11);
  EXPECT_EQ(problems[0].field, "numerator");
  EXPECT_EQ(problems[0].expected,
            "participants/enter/avslutade/avslutsorsak/arbeten/total/2024");
  EXPECT_EQ(problems[1].found, "participants/enter/avslutade/total/2024");
  EXPECT_EQ(problems[1].expected, "participants/enter/avslutade/total/2023");
}

TEST(RuleFiguresTest, TakesProtectedCounts) {
  std::vector<Problem> problems;
  Rules rules;
  rules.measures.push_back({1, "m", "M", {"a/b"}, {"a/c"}, ">=", Ratio{1, 2}});
  const std::vector<Figure> figures = {
      MakeFigure("a/b", Protected{5}, "reported", 1), Counted("a/c", 9)};
  CheckRuleFigures(rules, FigureIndex(figures), "f.yaml", &problems);
  EXPECT_THAT(problems, IsEmpty());
}

TEST(MeetsTest, RoundsNothing) {
  EXPECT_FALSE(Meets({37, 54}, ">=", {70, 100}));
  EXPECT_TRUE(Meets({38, 54}, ">=", {70, 100}));
  // 69.95 % prints as 70 % and is not.
  EXPECT_FALSE(Meets({1399, 2000}, ">=", {70, 100}));
  EXPECT_TRUE(Meets({7, 10}, ">=", {70, 100}));
  EXPECT_FALSE(Meets({7, 10}, ">", {70, 100}));
  EXPECT_TRUE(Meets({7, 10}, "<=", {70, 100}));
  EXPECT_FALSE(Meets({7, 10}, "<", {70, 100}));
  EXPECT_TRUE(Meets({7, 10}, "=", {70, 100}));
  EXPECT_FALSE(Meets({1, 3}, "=", {333, 1000}));
  const int64_t large = std::numeric_limits<int64_t>::max();
  EXPECT_FALSE(Meets({large - 1, large}, ">=", {large, large}));
}

MeasureRule Rule() {
  return {3,         "redo", "Mer redo",    {"p/a", "p/b"},
          {"p/all"}, ">=",   Ratio{70, 100}};
}

TEST(MeasuresTest, IsAnExactRatioAgainstItsTarget) {
  const std::vector<Figure> figures = {Counted("p/a", 30), Counted("p/b", 7),
                                       Counted("p/all", 54)};
  const Statistics made =
      MakeMeasures(test::Year(), {Rule()}, FigureIndex(figures), 6);
  EXPECT_EQ(ValueOf(made, "measures/redo/share/2024"), Value(Ratio{37, 54}));
  EXPECT_EQ(ValueOf(made, "measures/redo/numerator/2024"), Value(Count{37}));
  EXPECT_EQ(ValueOf(made, "measures/redo/denominator/2024"), Value(Count{54}));
  EXPECT_EQ(ValueOf(made, "measures/redo/target/2024"), Value(Ratio{70, 100}));
  ASSERT_EQ(made.tables.size(), 1u);
  const Table& table = made.tables[0];
  EXPECT_EQ(table.id, "measures");
  ASSERT_EQ(table.rows.size(), 1u);
  ASSERT_EQ(table.rows[0].cells.size(), table.columns.size());
  EXPECT_EQ(table.rows[0].label, "Mer redo");
  EXPECT_EQ(table.rows[0].cells[3], Cell(">= 70\u00a0%"));
  EXPECT_EQ(table.rows[0].cells[4], Cell("ej uppfyllt"));
  const Provenance& sum =
      FindIn(made, "measures/redo/numerator/2024")->provenance;
  EXPECT_THAT(sum.terms, ElementsAre(Term{"p/a", 1}, Term{"p/b", 1}));
  EXPECT_EQ(sum.revision, 6);
  EXPECT_THAT(FindIn(made, "measures/redo/share/2024")->provenance.terms,
              ElementsAre(Term{"measures/redo/numerator/2024", 1},
                          Term{"measures/redo/denominator/2024", 0}));
}

TEST(MeasuresTest, IsMetAtTheTarget) {
  const std::vector<Figure> figures = {Counted("p/a", 30), Counted("p/b", 5),
                                       Counted("p/all", 50)};
  const Statistics made =
      MakeMeasures(test::Year(), {Rule()}, FigureIndex(figures), 1);
  EXPECT_EQ(made.tables[0].rows[0].cells[4], Cell("uppfyllt"));
}

TEST(MeasuresTest, HasNoShareOfWhatIsNotKnown) {
  const std::vector<Figure> with_protected = {
      Counted("p/a", 30), MakeFigure("p/b", Protected{5}, "reported", 1),
      Counted("p/all", 54)};
  const std::vector<Figure> with_missing = {Counted("p/a", 30),
                                            Counted("p/all", 54)};
  const std::vector<Figure> with_zero = {Counted("p/a", 0), Counted("p/b", 0),
                                         Counted("p/all", 0)};
  for (const auto* figures : {&with_protected, &with_missing, &with_zero}) {
    const Statistics made =
        MakeMeasures(test::Year(), {Rule()}, FigureIndex(*figures), 1);
    EXPECT_EQ(ValueOf(made, "measures/redo/share/2024"), Value());
    EXPECT_EQ(made.tables[0].rows[0].cells[4], Cell("kunde inte bedömas"));
    if (figures == &with_zero) continue;
    EXPECT_EQ(ValueOf(made, "measures/redo/numerator/2024"), Value());
  }
  EXPECT_THAT(MakeMeasures(test::Year(), {}, FigureIndex(with_zero), 1).tables,
              IsEmpty());
}

// The model of domain.md part 3.4: 340 000 kr per person and year.
EffectModel Model() {
  EffectModel model;
  model.name = "Egen försörjning";
  model.persons = {"p/work", "p/studies"};
  model.assumptions = {{1, "bidrag", "Mindre bidrag", "A", Ore{120'000'00},
                        Ore{100'000'00}, Ore{150'000'00}},
                       {2, "skatt", "Skatt", "B", Ore{180'000'00},
                        Ore{180'000'00}, Ore{180'000'00}},
                       {3, "halsa", "Hälsa", "C", Ore{40'000'00},
                        Ore{-10'000'00}, Ore{40'000'01}}};
  return model;
}

TEST(EffectsTest, IsPersonsTimesAssumptions) {
  const std::vector<Figure> figures = {Counted("p/work", 16),
                                       Counted("p/studies", 14)};
  const Statistics made =
      MakeEffects(test::Year(), Model(), FigureIndex(figures), 1);
  EXPECT_EQ(ValueOf(made, "effects/persons/2024"), Value(Count{30}));
  EXPECT_EQ(ValueOf(made, "effects/per-person/2024"), Value(Ore{340'000'00}));
  EXPECT_EQ(ValueOf(made, "effects/gain/2024"), Value(Ore{10'200'000'00}));
  EXPECT_EQ(ValueOf(made, "effects/bidrag/gain-low/2024"),
            Value(Ore{9'600'000'00}));
  EXPECT_EQ(ValueOf(made, "effects/bidrag/gain-high/2024"),
            Value(Ore{11'100'000'00}));
  EXPECT_EQ(ValueOf(made, "effects/skatt/gain-low/2024"),
            Value(Ore{10'200'000'00}));
  EXPECT_EQ(ValueOf(made, "effects/halsa/gain-low/2024"),
            Value(Ore{8'700'000'00}));
  EXPECT_EQ(ValueOf(made, "effects/halsa/gain-high/2024"),
            Value(Ore{10'200'000'30}));
  ASSERT_EQ(made.tables.size(), 2u);
  EXPECT_EQ(made.tables[0].id, "effects");
  EXPECT_EQ(made.tables[0].rows.size(), 3u);
  const Table& sensitivity = made.tables[1];
  EXPECT_EQ(sensitivity.id, "effects-sensitivity");
  ASSERT_EQ(sensitivity.rows.size(), 3u);
  EXPECT_EQ(sensitivity.rows[2].cells.back(), Cell("C"));
  EXPECT_THAT(FindIn(made, "effects/halsa/gain-low/2024")->provenance.terms,
              ElementsAre(Term{"effects/persons/2024", 1},
                          Term{"effects/bidrag/amount/2024", 1},
                          Term{"effects/skatt/amount/2024", 1},
                          Term{"effects/halsa/low/2024", 1}));
}

TEST(EffectsTest, HasNoGainOfWhatIsNotKnown) {
  const std::vector<Figure> with_protected = {
      Counted("p/work", 16), MakeFigure("p/studies", Protected{5}, "", 1)};
  const std::vector<Figure> with_missing = {Counted("p/work", 16)};
  for (const auto* figures : {&with_protected, &with_missing}) {
    const Statistics made =
        MakeEffects(test::Year(), Model(), FigureIndex(*figures), 1);
    for (const Figure& figure : made.figures) {
      const bool told = absl::StrContains(figure.id, "gain") ||
                        absl::StrContains(figure.id, "persons");
      EXPECT_EQ(HasValue(figure.value), !told) << figure.id;
    }
  }
}

TEST(EffectsTest, HasNoGainThatLeaves64Bits) {
  EffectModel model = Model();
  model.assumptions[0].high = kAmountMax;
  const std::vector<Figure> figures = {Counted("p/work", 10'000'000),
                                       Counted("p/studies", 0)};
  const Statistics made =
      MakeEffects(test::Year(), model, FigureIndex(figures), 1);
  EXPECT_EQ(ValueOf(made, "effects/bidrag/gain-high/2024"), Value());
  EXPECT_EQ(ValueOf(made, "effects/gain/2024"),
            Value(Ore{3'400'000'000'000'00}));
  const std::vector<Figure> too_many = {
      Counted("p/work", std::numeric_limits<int64_t>::max()),
      Counted("p/studies", 1)};
  EXPECT_EQ(ValueOf(MakeEffects(test::Year(), model, FigureIndex(too_many), 1),
                    "effects/persons/2024"),
            Value());
}

TEST(EffectsTest, IsNothingWithoutAModel) {
  const std::vector<Figure> figures;
  const Statistics made =
      MakeEffects(test::Year(), {}, FigureIndex(figures), 1);
  EXPECT_THAT(made.figures, IsEmpty());
  EXPECT_THAT(made.tables, IsEmpty());
}

}  // namespace
}  // namespace finsam::participants
