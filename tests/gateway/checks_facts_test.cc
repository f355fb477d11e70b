// Checks over contributions, goals, participants, days and texts.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/gateway/checks_case.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;
using testing::HasSubstr;

TEST(ChecksFactsTest, SharesFollowTheLaw) {
  const std::vector<std::string> paid = {
      "note-2/bidrag-staten/2023", "note-2/bidrag-region/2023",
      "note-2/bidrag-ekdalen/2023", "note-2/bidrag-dalby/2023"};
  ExpectFound({
      {"NO-1: four kronor too much from the state, too little from the region",
       Kronor({{paid[0], 1'950'004}, {paid[1], 974'996}}),
       {{"NO-1/2023/regionen", kNorm, paid, "974 996 kr", "975 000 kr"},
        {"NO-1/2023/staten", kNorm, paid, "1 950 004 kr", "1 950 000 kr"}}},
      {"NO-1: income shown with the books' sign",
       Kronor({{paid[0], -1'950'004},
               {paid[1], -974'996},
               {paid[2], -575'000},
               {paid[3], -400'000},
               {"note-2/total/2023", -3'900'000}}),
       {{"NO-1/2023/regionen", kNorm, paid, "-974 996 kr", "-975 000 kr"},
        {"NO-1/2023/staten", kNorm, paid, "-1 950 004 kr", "-1 950 000 kr"}}},
      {"right: the municipalities may share their quarter as they like",
       Kronor({{paid[2], 975'000}, {paid[3], 0}}),
       {}},
      {"right: what one member paid is not known",
       [](SampleYear& year) {
         year.facts.members.push_back(
             {"Lillby kommun", MemberKind::kMunicipality, "note-2/lillby"});
         year.Set("note-2/lillby/2024", std::monostate());
       },
       {}},
      {"NO-1: a member's line is misspelt, which would turn the check off",
       [](SampleYear& year) {
         year.facts.members.push_back(
             {"Lillby kommun", MemberKind::kMunicipality, "note-2/lilby"});
       },
       {{"NO-1/line/lillby-kommun", kError, {"note-2/lilby/2024"}, "", ""}}},
      {"right: nobody paid anything",
       Kronor({{paid[0], 0},
               {paid[1], 0},
               {paid[2], 0},
               {paid[3], 0},
               {"note-2/total/2023", 0},
               {"income-statement/operating-income/2023", 0}}),
       {}},
  });
}

TEST(ChecksFactsTest, AShareIsToldInPercent) {
  SampleYear year;
  year.SetKronor("note-2/bidrag-staten/2023", 1'950'004);
  year.SetKronor("note-2/bidrag-region/2023", 974'996);
  const CheckResult result = year.Check();
  ASSERT_EQ(result.findings.size(), 2u);
  EXPECT_THAT(result.findings[0].message, HasSubstr(Printed("25,00 %")));
  EXPECT_THAT(result.findings[1].message, HasSubstr(Printed("50,00 %")));
}

TEST(ChecksFactsTest, DaysSignaturesAndGoals) {
  const std::vector<std::string> verdicts = {
      "goals/total/2024", "goals/met/2024", "goals/partly-met/2024",
      "goals/not-met/2024", "goals/not-assessed/2024"};
  // Days are printed as they are, so they are compared apart.
  SampleYear late;
  late.Set("report/adopted/2024", absl::CivilDay(2025, 4, 1));
  EXPECT_EQ(SaidBy(late.Check()), (std::vector<Said>{{"NO-3/adopted",
                                                      kNorm,
                                                      {"report/adopted/2024"},
                                                      "2025-04-01",
                                                      "2025-03-31"}}));
  ExpectFound({
      {"right: adopted on the last day",
       [](SampleYear& year) {
         year.Set("report/adopted/2024", absl::CivilDay(2025, 3, 31));
       },
       {}},
      {"SG-1: one has not signed",
       Number("signatures/count/2024", 4),
       {{"SG-1/count",
         kExplain,
         {"signatures/count/2024", "board/seats/2024"},
         "4",
         "5"}}},
      {"GO-1: more verdicts than goals",
       Number("goals/met/2024", 2),
       {{"GO-1/2024", kError, verdicts, "4", "3"}}},
      {"GO-1: a goal is stated as met, and its measure says no",
       [](SampleYear& year) {
         year.facts.verdict_conflicts = {{"2", "Fler ska få stöd", "uppfyllt",
                                          "ej uppfyllt", "70 %, mål >= 80 %",
                                          ""}};
       },
       {{"GO-1/goal-2",
         kError,
         {"goals/2/outcome/2024"},
         "uppfyllt",
         "ej uppfyllt"}}},
      {"GO-1: the board says why it sees more than the measure does",
       [](SampleYear& year) {
         year.facts.verdict_conflicts = {{"2", "Fler ska få stöd", "uppfyllt",
                                          "ej uppfyllt", "70 %, mål >= 80 %",
                                          "Enkäten nådde få."}};
       },
       {{"GO-1/goal-2",
         kExplain,
         {"goals/2/outcome/2024"},
         "uppfyllt",
         "ej uppfyllt"}}},
  });
}

TEST(ChecksFactsTest, ADepartingVerdictIsToldWithItsFigures) {
  SampleYear year;
  year.facts.verdict_conflicts = {{"2", "Fler ska få stöd", "uppfyllt",
                                   "ej uppfyllt", "70 %, mål >= 80 %",
                                   "Enkäten nådde få."}};
  const CheckResult result = year.Check();
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].message,
            "Mål 2 anges som uppfyllt, men måttet säger ej uppfyllt (70 %, mål "
            ">= 80 %): Fler ska få stöd Styrelsens motivering: Enkäten nådde "
            "få.");
}

TEST(ChecksFactsTest, GendersAddUp) {
  const std::string stem = "participants/ljuspunkten/deltagare/";
  const std::string total = stem + "total/2024";
  ExpectFound({
      {"PR-1: women and men are more than all",
       Number(stem + "women/2024", 13),
       {{"PR-1/" + total, kError, {total}, "21", "20"}}},
      {"PR-1: a part is not reported, and the others do not give the total",
       Without(stem + "unstated/2024"),
       {{"PR-1/" + total, kError, {total}, "19", "20"}}},
      {"right: a part is too small to be shown",
       [=](SampleYear& year) {
         year.Set(stem + "men/2024", Protected{5});
         year.Set(stem + "unstated/2024", Count{0});
       },
       {}},
      {"right: only the total is reported",
       [=](SampleYear& year) {
         for (const char* part : {"women", "men", "unstated"}) {
           year.Erase(absl::StrCat(stem, part, "/2024"));
         }
       },
       {}},
  });
}

ParsedText TextWith(const std::string& reference) {
  std::vector<Problem> problems;
  return ParseText("text/resultat.md", "{{ " + reference + " }}", &problems);
}

TEST(ChecksFactsTest, Texts) {
  ExpectFound({
      {"TX-1: a number typed by hand",
       [](SampleYear& year) {
         year.typed_numbers = {{"text/resultat.md", 3, "500"}};
       },
       {{"TX-1/text/resultat.md:3/500", kExplain, {}, "500", ""}}},
      {"TX-1: twice on one line is said once",
       [](SampleYear& year) {
         year.typed_numbers = {{"text/resultat.md", 3, "500"},
                               {"text/resultat.md", 3, "500"},
                               {"text/resultat.md", 4, "500"}};
       },
       {{"TX-1/text/resultat.md:3/500", kExplain, {}, "500", ""},
        {"TX-1/text/resultat.md:4/500", kExplain, {}, "500", ""}}},
      {"TX-2: a reference to what is not there",
       [](SampleYear& year) {
         year.texts["text/resultat.md"] = TextWith("goals/gone/2024");
       },
       {{"TX-2/text/resultat.md/goals/gone/2024",
         kError,
         {"goals/gone/2024"},
         "",
         ""}}},
      {"TX-3: a word typed by hand",
       [](SampleYear& year) {
         year.typed_numbers = {
             {"text/resultat.md", 3, "Hälften", /*is_word=*/true}};
       },
       {{"TX-3/text/resultat.md:3/Hälften", kExplain, {}, "Hälften", ""}}},
      {"TX-2: a comparison with what is not there",
       [](SampleYear& year) {
         year.texts["text/resultat.md"] = TextWith(
             "compare note-3/kansli/2024 with goals/gone/2024 | högre än");
       },
       {{"TX-2/text/resultat.md/goals/gone/2024",
         kError,
         {"goals/gone/2024"},
         "",
         ""}}},
      {"TX-4: a comparison of an amount with a count",
       [](SampleYear& year) {
         year.texts["text/resultat.md"] = TextWith(
             "compare budget/costs/2024 with goals/total/2024 | högre än");
       },
       {{"TX-4/text/resultat.md/budget/costs/2024/goals/total/2024",
         kError,
         {"budget/costs/2024"},
         "[kan inte jämföras: budget/costs/2024 och goals/total/2024]",
         ""}}},
      {"right: a comparison of two amounts",
       [](SampleYear& year) {
         year.texts["text/resultat.md"] = TextWith(
             "compare note-3/kansli/2024 with note-3/kansli/2023 | högre än");
       },
       {}},
      {"right: a reference to a cell that the report makes",
       [](SampleYear& year) {
         year.texts["text/resultat.md"] = TextWith("note-3/kansli/budget-2024");
       },
       {}},
  });
}

TEST(ChecksFactsTest, CapitalSuffices) {
  const auto planned = [](ReportKind kind, int of) {
    return [kind, of](SampleYear& year) {
      year.layout.kind = kind;
      const std::string id = absl::StrCat("capital/closing/", of);
      Figure found{id, Kr(-5'000), {}};
      year.facts.budget_findings = {
          {"CAPITAL_NEGATIVE", "Mer är planerat än vad som finns.", found,
           Figure{absl::StrCat("capital/least/", of), Kr(0), {}}}};
    };
  };
  const auto said = [](int of) {
    const std::string id = absl::StrCat("capital/closing/", of);
    return std::vector<Said>{{"NO-4/" + id, kExplain, {id}, "-5 000 kr", ""}};
  };
  ExpectFound({
      {"NO-4: the year", planned(ReportKind::kAnnual, 2024), said(2024)},
      {"NO-4: a year of the plan", planned(ReportKind::kPlan, 2026),
       said(2026)},
      {"right: a later year is the plan's",
       planned(ReportKind::kAnnual, 2025),
       {}},
  });
}

}  // namespace
}  // namespace finsam::gateway
