// The checks of persons, percentages, goals, boards and signatures.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/gateway/printed/share.h"
#include "tests/printed/printed_case.h"

namespace finsam::gateway::printed {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ShareTest, CountsThatArePrintedSo) {
  const Quantity p83{8'300, 100, Measure::kPercent};
  EXPECT_FALSE(CountsPrintedAs(p83, 62).has_value());
  const Quantity p94{9'400, 100, Measure::kPercent};
  const auto counts = CountsPrintedAs(p94, 62);
  ASSERT_TRUE(counts.has_value());
  EXPECT_EQ(counts->first, 58);
  EXPECT_EQ(counts->last, 58);
  const Quantity p586{5'860, 10, Measure::kPercent};
  EXPECT_TRUE(CountsPrintedAs(p586, 29).has_value());
  EXPECT_FALSE(CountsPrintedAs(p94, 0).has_value());
}

TEST(ShareTest, NoNumberOfPersonsGivesBoth) {
  const std::vector<Quantity> parts = {{3'600, 100, Measure::kPercent},
                                       {2'900, 100, Measure::kPercent}};
  EXPECT_THAT(BasesOf(parts, 13, 13, 500), IsEmpty());
  const std::vector<Quantity> other = {{3'600, 100, Measure::kPercent},
                                       {2'800, 100, Measure::kPercent}};
  EXPECT_THAT(BasesOf(other, 13, 13, 500), ElementsAre(36));
}

std::string Exits(const char* last) {
  return absl::StrCat(R"("tables": [{"id": "p", "caption": "Deltagare 2024",
    "columns": ["Kvinnor", "Män", "Varav nya", "Avslutade", "Arbete",
                "Studier", "Sjukdom"],
    "rows": [{"line": "Team", "values": [24, 38, 19, 16, 4, 5, 7]},
      {"line": "Skola", "values": [27, 17, 27, 22, 9, 4, 9]},
      {"line": "Lots", "values": [23, 13, 19, 14, 2, 4, )",
                      last, "]}]}]");
}

TEST(PeopleTest, ReasonsMakeWhoFinished) {
  EXPECT_THAT(ErrorsIn(Parse(Exits("8"))), IsEmpty());
  EXPECT_THAT(ErrorsIn(Parse(Exits("9"))),
              ElementsAre("PR-1/p/lots/avslutade/orsaker"));
}

TEST(PeopleTest, FewPersonsAreTold) {
  EXPECT_THAT(IdsOf("DC-1", Parse(Exits("8"))), ElementsAre("DC-1/p"));
}

TEST(PeopleTest, StockAndFlow) {
  const auto with = [](const char* now) {
    return IdsOf("PR-2", Parse(absl::StrCat(R"("tables": [{"id": "p",
        "caption": "Deltagare", "columns": ["2024", "2023"], "rows": [
        {"line": "Deltagare", "values": [)",
                                            now, R"(, 183]},
        {"line": "Nya", "values": [68, null]},
        {"line": "Avslutade", "values": [60, 63]}]}])")));
  };
  EXPECT_THAT(with("188"), IsEmpty());
  EXPECT_THAT(with("187"), ElementsAre("PR-2/p/deltagare/2024"));
  EXPECT_THAT(with("50"), ElementsAre("PR-2/p/deltagare/2024"));
}

TEST(SharesTest, OfWholePersonsAndOfTheWhole) {
  const auto with = [](const char* third) {
    return ErrorsIn(Parse(absl::StrCat(R"("tables": [{"id": "s",
        "caption": "Utbildning", "unit": "%", "columns": ["2024"],
        "bases": [68], "partition": true, "rows": [
        {"line": "Grundskola", "values": [26]},
        {"line": "Gymnasium", "values": [43]},
        {"line": "Saknar", "values": [)",
                                       third, "]}]}]")));
  };
  EXPECT_THAT(with("31"), IsEmpty());
  EXPECT_THAT(with("30"), ElementsAre("GR-1/s/saknar/2024"));
  EXPECT_THAT(with("40"), ElementsAre("RT-1/s/2024/delar"));
}

Document WithGoal(const char* goal, const char* outcome, const char* verdict) {
  Document document;
  document.year = 2024;
  document.goals = {{goal, outcome, verdict}};
  return document;
}

TEST(GoalsTest, VerdictsFollowOutcomes) {
  const struct {
    const char* goal;
    const char* outcome;
    const char* verdict;
    const char* severity;
  } cases[] = {
      {"Minst 70 % är nöjda", "37 av 54", "Uppfyllt", "ERROR"},
      {"Minst 70 % är nöjda", "38 av 54", "Uppfyllt", ""},
      {"Minst 70 % är nöjda", "37 av 54", "Inte uppfyllt", ""},
      {"80 % eller fler är redo", "78 %", "Ej uppfyllt", ""},
      {"80 % eller fler är redo", "87 %", "Ej uppfyllt", "ERROR"},
      {"75 % svarar positivt", "Medelvärde 5", "Uppnått", "EXPLAIN"},
      {"Högst 20 % slutar", "18 %", "Uppnått", ""},
      {"Högst 20 % slutar", "22 %", "Uppnått", "ERROR"},
      {"90 % är nöjda", "92 % av kvinnor, 87 % av män", "Uppfyllt", "EXPLAIN"},
      {"90 % är nöjda", "80 %", "Delvis uppfyllt", ""},
      {"Fler möten", "8 möten", "Uppfyllt", ""},
      {"90 % genomför utbildningen", "Samtliga 12", "Uppfyllt", ""},
  };
  for (const auto& c : cases) {
    const auto found = FoundIn(WithGoal(c.goal, c.outcome, c.verdict));
    const std::string expected =
        *c.severity == '\0' ? "" : absl::StrCat(c.severity, " GO-1/mal-1");
    EXPECT_EQ(found.empty() ? "" : found[0], expected)
        << c.goal << " / " << c.outcome << " / " << c.verdict;
  }
}

TEST(GoalsTest, TheTextCountsVerdicts) {
  Document document = WithGoal("A", "", "Uppfyllt");
  document.goals.push_back({"B", "", "Ej uppfyllt"});
  document.goals.push_back({"C", "", "Uppfyllt"});
  const auto with = [&document](const char* sentence) {
    document.text = {{"1", "", {sentence}, {}}};
    return IdsOf("GO-1", document);
  };
  EXPECT_THAT(with("Två av de tre målen är uppfyllda och ett är inte uppfyllt"),
              IsEmpty());
  EXPECT_THAT(
      with("Ett av de tre målen är uppfyllt och två mål är inte uppfyllda"),
      ElementsAre("GO-1/1/bedomningar"));
  EXPECT_THAT(
      with("Tre av de tre målen är uppfyllda och ett mål är delvis uppfyllt"),
      ElementsAre("GO-1/1/mal"));
}

TEST(BoardTest, ComposedAndSigned) {
  Document document;
  document.year = 2024;
  document.adopted = "2025-03-20";
  document.board = {{"Ada Prov", "ordförande", "A"},
                    {"Bo Mall", "ersättare", "A"},
                    {"Cia Typ", "ledamot", "B"},
                    {"Dan Skiss", "ersättare", "B"}};
  document.signatures = {
      {"ADA PROV", "Ordförande", "2025-03-20 10:00:00 +01:00", "_0123"},
      {"Cia Typ", "Ledamot", "2025-03-20 11:00:00 +01:00", "_4567"}};
  EXPECT_THAT(FoundIn(document), IsEmpty());
  document.board.pop_back();
  EXPECT_THAT(FoundIn(document), Contains("NORM NO-6/ersattare"));
  document.signatures[1].name = "Cia Typelius";
  document.signatures[1].time = "2025-03-24 10:00:00 +01:00";
  document.signatures[0].id = "_012";
  const auto found = FoundIn(document);
  EXPECT_THAT(found, Contains("EXPLAIN SG-1/namn-cia-typelius"));
  EXPECT_THAT(found, Contains("EXPLAIN SG-1/dag"));
  EXPECT_THAT(IdsOf("SG-1", document), testing::SizeIs(3));
}

}  // namespace
}  // namespace finsam::gateway::printed
