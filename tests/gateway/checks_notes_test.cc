// Checks over notes, labels and budget columns.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/gateway/checks_case.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(ChecksNotesTest, NotesAddUp) {
  ExpectFound({
      {"NT-1: the rows do not give the sum",
       Kronor({{"note-3/kansli/2023", 950'001}}),
       {{"NT-1/note-3/total/2023",
         kError,
         {"note-3/total/2023"},
         "3 850 000 kr",
         "3 850 001 kr"}}},
      {"NT-1: a row is not there",
       Without("note-3/kansli/2023"),
       {{"NT-1/note-3/total/2023",
         kError,
         {"note-3/total/2023"},
         "3 850 000 kr",
         "2 900 000 kr"}}},
      {"NT-1: a budget column's rows do not give its sum",
       Kronor({{"budget/kansli/2024", 900'000}}),
       {{"NT-1/note-3/total/budget-2024",
         kError,
         {"note-3/total/budget-2024"},
         "4 000 000 kr",
         "3 900 000 kr"}}},
      {"right: what is part of another row is not added again",
       Kronor({{"note-3/chef/2024", 1}}),
       {}},
      {"right: the budget has the sum alone",
       [](SampleYear& year) {
         year.Erase("budget/kansli/2024");
         year.Erase("budget/insatser/2024");
       },
       {}},
      {"right: a table that is no note adds up as it likes",
       Kronor({{"balance-sheet/receivables/2024", 300'001},
               {"cash-flow/change-in-receivables/2024", -50'001}}),
       {}},
  });
}

TEST(ChecksNotesTest, NotesTieToStatements) {
  const std::vector<std::string> ids = {
      "note-3/total/2023", "income-statement/operating-costs/2023"};
  ExpectFound({
      {"NT-2: the note's sum is not the line",
       Kronor(
           {{"note-3/kansli/2023", 950'500}, {"note-3/total/2023", 3'850'500}}),
       {{"NT-2/note-3/2023", kError, ids, "3 850 500 kr", "-3 850 000 kr"}}},
      {"NT-2: an öre shows although the signs differ",
       [](SampleYear& year) {
         year.Set("income-statement/operating-costs/2023", Ore{-385'000'001});
       },
       {{"NT-2/note-3/2023", kError, ids, "3 850 000,00 kr",
         "-3 850 000,01 kr"}}},
      {"NT-2: the difference is a row that only one of them counts",
       Kronor({{"income-statement/operating-costs/2023", -2'900'000}}),
       {{"NT-2/note-3/2023", kDefinition, ids, "3 850 000 kr",
         "-2 900 000 kr"}}},
      {"right: the line has no note",
       [](SampleYear& year) {
         year.Row("income-statement", "operating-costs").note = "";
         year.SetKronor("income-statement/operating-costs/2023", -1);
       },
       {}},
      {"right: there is no such note",
       [](SampleYear& year) {
         year.Row("income-statement", "financial-income").note = "17";
       },
       {}},
  });
}

TEST(ChecksNotesTest, TheRowBehindADifferenceIsNamed) {
  SampleYear year;
  year.SetKronor("income-statement/operating-costs/2023", -2'900'000);
  const CheckResult result = year.Check();
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_THAT(result.findings[0].message, HasSubstr("Kansli"));
}

TEST(ChecksNotesTest, TwoLinesWithOneNoteAreTwoFindings) {
  SampleYear year;
  year.Row("income-statement", "financial-income").note = "3";
  year.SetKronor("income-statement/operating-costs/2024", -4'100'001);
  year.SetKronor("income-statement/financial-income/2023", 3'850'000);
  year.SetKronor("multi-year-overview/costs/2024", 4'100'001);
  year.SetKronor("multi-year-overview/income/2024", 4'050'001);
  std::vector<std::string> ids;
  for (const Said& said : SaidBy(year.Check())) ids.push_back(said.id);
  EXPECT_THAT(ids, ElementsAre("NT-2/note-3/2024", "NT-2/note-3/2024/2"));
}

TEST(ChecksNotesTest, LinesMayMakeANoteTogether) {
  SampleYear year;
  year.Row("income-statement", "financial-income").note = "3";
  year.Row("multi-year-overview", "costs").label = "Kostnader och räntor";
  year.SetKronor("income-statement/operating-costs/2024", -4'150'000);
  year.SetKronor("income-statement/operating-costs/2023", -3'870'000);
  EXPECT_TRUE(year.Check().findings.empty());
  // What the lines make together is wrong: each is told of.
  year.SetKronor("income-statement/financial-income/2023", 20'001);
  std::vector<std::string> ids;
  for (const Said& said : SaidBy(year.Check())) ids.push_back(said.id);
  EXPECT_THAT(ids, ElementsAre("NT-2/note-3/2023", "NT-2/note-3/2023/2"));
}

TEST(ChecksNotesTest, TwoRowsOfOneTableAreSaidToBe) {
  SampleYear year;
  year.Row("income-statement", "operating-costs").label = "Ränta";
  year.Row("income-statement", "financial-income").label = "Ränta";
  const CheckResult result = year.Check();
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].id,
            "LB-1/income-statement/financial-income/2024");
  EXPECT_THAT(result.findings[0].message, HasSubstr("två olika belopp"));
}

TEST(ChecksNotesTest, SameLabelSameFigure) {
  const std::string overview = "multi-year-overview/costs/2024";
  const auto other_costs = [](SampleYear& year) {
    year.SetKronor("multi-year-overview/costs/2024", 4'000'000);
    year.SetKronor("multi-year-overview/income/2024", 3'950'000);
  };
  ExpectFound({
      {"LB-1: one label, two amounts",
       other_costs,
       {{"LB-1/income-statement/operating-costs/2024",
         kDefinition,
         {"income-statement/operating-costs/2024", overview},
         "-4 100 000 kr",
         "4 000 000 kr"}}},
      {"right: another label",
       [=](SampleYear& year) {
         other_costs(year);
         year.Row("multi-year-overview", "costs").label =
             "Kostnader och räntor";
       },
       {}},
      {"right: sums are about their own table",
       [=](SampleYear& year) {
         other_costs(year);
         year.Row("multi-year-overview", "costs").label = "Summa kostnader";
         year.Row("income-statement", "operating-costs").label =
             "Summa kostnader";
       },
       {}},
      {"right: a note specifies",
       [](SampleYear& year) {
         year.Row("note-3", "kansli").label = "Verksamhetens kostnader";
       },
       {}},
      {"right: another year",
       Kronor({{"multi-year-overview/costs/2023", 3'800'000},
               {"multi-year-overview/income/2023", 3'870'000}}),
       {}},
  });
}

TEST(ChecksNotesTest, Budget) {
  ExpectFound({
      {"BU-1: a note shows other budgeted costs",
       Kronor({{"note-3/total/budget-2024", 3'900'000},
               {"note-3/kansli/budget-2024", 900'000}}),
       {{"BU-1/note-3/total/budget-2024",
         kError,
         {"note-3/total/budget-2024", "budget/costs/2024"},
         "3 900 000 kr",
         "4 000 000 kr"}}},
      {"BU-1: the income statement takes another budget line",
       [](SampleYear& year) {
         year.Columns("income-statement")[0].rows[1].budget_line = "insatser";
       },
       {{"BU-1/income-statement/operating-costs/budget-2024",
         kError,
         {"income-statement/operating-costs/budget-2024", "budget/costs/2024"},
         "3 000 000 kr",
         "4 000 000 kr"}}},
      {"BU-2: larger costs are shown as favourable",
       Kronor({{"operations-account/net-cost/deviation-2024", 100'000}}),
       {{"BU-2/operations-account/net-cost/deviation-2024",
         kError,
         {"operations-account/net-cost/deviation-2024", "budget/costs/2024",
          "operations-account/net-cost/2024"},
         "100 000 kr",
         "-100 000 kr"}}},
      {"right: the budgeted result is in the operations account",
       [](SampleYear& year) {
         year.Columns("income-statement")[0].rows.pop_back();
         year.Columns("operations-account")[0].rows.push_back(
             {"result", "result"});
       },
       {}},
      {"BU-4: the budgeted result is not shown",
       [](SampleYear& year) {
         year.Columns("income-statement")[0].rows.pop_back();
       },
       {{"BU-4/result-not-shown",
         kExplain,
         {"budget/result/2024"},
         "",
         "0 kr"}}},
      {"NO-4: the budget has larger costs than income",
       Kronor({{"budget/result/2024", -100'000}}),
       {{"NO-4/budget-result",
         kNorm,
         {"budget/result/2024"},
         "-100 000 kr",
         ""}}},
      {"right: a budget with a surplus",
       Kronor({{"budget/result/2024", 100'000}}),
       {}},
  });
}

}  // namespace
}  // namespace finsam::gateway
