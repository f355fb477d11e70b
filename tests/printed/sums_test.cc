// Totals are found by label and arithmetic, and held against their rows;
// amounts that a text layer runs together are taken apart.

#include "services/gateway/printed/sums.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/printed/printed_case.h"

namespace finsam::gateway::printed {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(FitTest, TheToleranceRule) {
  EXPECT_EQ(FitOf(0, 3, 100), Fit::kTie);
  EXPECT_EQ(FitOf(100, 3, 100), Fit::kRounding);
  EXPECT_EQ(FitOf(-100, 2, 100), Fit::kRounding);
  EXPECT_EQ(FitOf(200, 3, 100), Fit::kPossible);
  EXPECT_EQ(FitOf(200, 4, 100), Fit::kRounding);
  EXPECT_EQ(FitOf(300, 3, 100), Fit::kError);
  EXPECT_EQ(FitOf(600, 12, 100), Fit::kPossible);
  EXPECT_EQ(FitOf(700, 12, 100), Fit::kError);
  EXPECT_EQ(FitOf(100'000, 2, 100'000), Fit::kRounding);
  EXPECT_EQ(FitOf(100, 5, 0), Fit::kError) << "counts are not rounded";
}

std::string Note(const std::string& rows) {
  return R"("tables": [{"id": "n", "caption": "Not 7 Kostnader", "unit": "kr",
      "columns": ["2024", "2023"], "rows": [)" +
         rows + "]}]";
}

TEST(SumsTest, ATotalOfItsRows) {
  const std::string rows = R"(
      {"line": "Lokal", "values": [100500, 90400]},
      {"line": "Lön", "values": [250000, 260000]},)";
  EXPECT_THAT(FoundIn(Parse(Note(rows + R"(
      {"line": "Summa", "values": [350500, 350400]})"))),
              IsEmpty());
  EXPECT_THAT(FoundIn(Parse(Note(rows + R"(
      {"line": "Summa", "values": [350501, 350400]})"))),
              ElementsAre("ROUNDING NT-1/n/summa/2024"));
  EXPECT_THAT(FoundIn(Parse(Note(rows + R"(
      {"line": "Summa", "values": [305500, 350400]})"))),
              ElementsAre("ERROR NT-1/n/summa/2024"));
  // Right in no column: the label alone says what it is.
  EXPECT_THAT(
      FoundIn(Parse(Note(rows + R"(
      {"line": "Totalt", "values": [305500, 305400]})"))),
      ElementsAre("ERROR NT-1/n/totalt/2023", "ERROR NT-1/n/totalt/2024"));
}

TEST(SumsTest, SubtotalsAndTotalsOfThem) {
  const std::string rows = R"(
      {"line": "A", "values": [100, 110]}, {"line": "B", "values": [200, 210]},
      {"line": "Summa insatser", "total": true, "values": [300, 320]},
      {"line": "C", "values": [40, 50]}, {"line": "D", "values": [60, 70]},
      {"line": "Summa administration", "total": true, "values": [100, 120]},)";
  EXPECT_THAT(FoundIn(Parse(Note(rows + R"(
      {"line": "Totalt", "total": true, "values": [400, 440]})"))),
              IsEmpty());
  EXPECT_THAT(FoundIn(Parse(Note(rows + R"(
      {"line": "Totalt", "total": true, "values": [400, 560]})"))),
              ElementsAre("ERROR NT-1/n/totalt/2023"));
}

TEST(SumsTest, TotalsBeforeTheirParts) {
  EXPECT_THAT(FoundIn(Parse(Note(R"(
      {"line": "Individ", "total": true, "values": [500, 700]},
      {"line": "Team", "values": [300, 400]},
      {"line": "Skola", "values": [200, 300]},
      {"line": "Struktur", "total": true, "values": [90, 110]},
      {"line": "Möten", "values": [50, 60]},
      {"line": "Kurser", "values": [40, 60]},
      {"line": "Totala kostnader", "total": true, "values": [590, 810]})"))),
              ElementsAre("ERROR NT-1/n/struktur/2023"));
}

TEST(SumsTest, ADifferenceThatIsARowIsNamed) {
  const auto found = Examine(Parse(Note(R"(
      {"line": "A", "values": [1000, 1100]},
       {"line": "B", "values": [250, 300]},
      {"line": "Summa", "values": [1000, 1400]})")),
                             {})
                         .findings;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_THAT(found[0].message, HasSubstr("skillnaden är raden B"));
}

TEST(SumsTest, PartsOfARow) {
  const std::string rows = R"(
      {"line": "Kansli", "values": [500000, null]},
      {"line": "- varav lön", "of_which": "Kansli", "values": [300000, 310000]},
      {"line": "- varav hyra", "of_which": "Kansli", "values": [PART, 50000]},
      {"line": "Revision", "values": [20000, 30000]},
      {"line": "Summa", "values": [520000, 390000]})";
  const auto with = [&rows](const std::string& part) {
    std::string text = rows;
    text.replace(text.find("PART"), 4, part);
    return IdsOf("NT-3", Parse(Note(text)));
  };
  EXPECT_THAT(with("200000"), ElementsAre("NT-3/n/kansli/2023"));
  EXPECT_THAT(with("200100"),
              ElementsAre("NT-3/n/kansli/2024", "NT-3/n/kansli/2023"));
}

TEST(SumsTest, IncomeLessCosts) {
  const std::string rows = R"(
      {"line": "Bidrag", "group": "Intäkter", "values": [4000, 4100]},
      {"line": "Ränta", "group": "Intäkter", "values": [100, 0]},
      {"line": "Summa intäkter", "total": true, "values": [4100, 4100]},
      {"line": "Team", "group": "Kostnader", "values": [3000, 4000]},
      {"line": "Kansli", "group": "Kostnader", "values": [500, 600]},
      {"line": "Summa kostnader", "total": true, "values": [3500, 4600]},)";
  EXPECT_THAT(IdsOf("NT-1", Parse(Note(rows + R"(
      {"line": "Resultat", "total": true, "values": [600, -500]})"))),
              IsEmpty());
  EXPECT_THAT(IdsOf("NT-1", Parse(Note(rows + R"(
      {"line": "Resultat", "total": true, "values": [600, 500]})"))),
              ElementsAre("NT-1/n/resultat/2023"));
}

TEST(RepairTest, ANoteRunIntoAnAmount) {
  const Document document = Parse(R"("tables": [{"id": "n",
      "caption": "Not 3 Kostnader", "unit": "kr",
      "columns": ["Budget 2024", "2024", "2023"], "rows": [
      {"line": "Team", "values": ["3 000 000", "2 900 000", "2 800 000"]},
      {"line": "Utvecklare", "values": ["6 800 000", "790 000", "780 000"]},
      {"line": "Kansli", "values": ["6 720 000", "700 000", "690 000"]},
      {"line": "Summa",
       "values": ["4 520 000", "4 390 000", "4 270 000"]}]}])");
  const Examination examination = Examine(document, {});
  EXPECT_THAT(examination.findings, IsEmpty());
  ASSERT_EQ(examination.repairs.size(), 2u);
  EXPECT_THAT(examination.repairs[0], HasSubstr("not 6"));
}

TEST(RepairTest, TwoCellsInOne) {
  const Document document = Parse(R"("tables": [{"id": "n",
      "caption": "Not 2 Intäkter", "unit": "kr",
      "columns": ["2024", "2023"], "rows": [
      {"line": "Ränta", "values": ["147 945", "29 403"]},
      {"line": "Ersättningar", "values": ["107 419"]},
      {"line": "Försäljning", "values": ["195 054", "52 528"]},
      {"line": "Summa", "values": ["343 106", "82 350"]}]}])");
  const Examination examination = Examine(document, {});
  EXPECT_THAT(examination.findings, IsEmpty());
  ASSERT_EQ(examination.repairs.size(), 1u);
  EXPECT_THAT(examination.repairs[0], HasSubstr("två celler"));
}

TEST(SumsTest, GendersMakeTheTotal) {
  const auto with = [](const char* total) {
    return ErrorsIn(Parse(std::string(R"("tables": [{"id": "p",
        "caption": "Deltagare", "columns": ["Kvinnor", "Män", "Totalt"],
        "rows": [{"line": "Team", "values": [21, 14, )") +
                          total + R"(]},
        {"line": "Skola", "values": [5, 6, 11]}]}])"));
  };
  EXPECT_THAT(with("35"), IsEmpty());
  EXPECT_THAT(with("36"), ElementsAre("PR-1/p/team/totalt/kolumner"));
}

}  // namespace
}  // namespace finsam::gateway::printed
