// The report's files together, and whether all they refer to is there.

#include "services/gateway/report_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kLayout[] = R"(title: Årsredovisning 2024
sections:
  - title: Resultat
    content:
      - text: text/resultat.md
      - table: income-statement
        columns:
          - {label: Budget, budget: {operating-costs: -costs}}
          - {label: "2024", year: 2024}
      - table: goals
)";

constexpr char kText[] =
    "Budgeten var {{ income-statement/operating-costs/budget-2024 | tkr }}.\n"
    "Det blev {{ income-statement/operating-costs/2024 | tkr }}.\n";

// What the services can give.
std::vector<std::string> Known() {
  return {"budget/costs/2024",
          "budget/insatser/2024",
          "income-statement/operating-costs/2023",
          "income-statement/operating-costs/2024",
          "income-statement/result-of-year/2024",
          "balance-sheet/cash/opening-2024",
          "participants/ljuspunkten/deltagare/total/2024"};
}

internal::YearFiles Files(
    const std::vector<std::pair<std::string, std::string>>& files) {
  internal::YearFiles out;
  for (const auto& [name, content] : files) {
    common::v1::File* added = out.add_files();
    added->set_name(name);
    added->set_content(content);
  }
  return out;
}

// "file:line field REASON found (expected)" of each problem.
std::vector<std::string> Lines(const std::vector<Problem>& problems) {
  std::vector<std::string> lines;
  for (const Problem& p : problems) {
    lines.push_back(absl::StrCat(
        p.severity == Severity::kWarning ? "warning " : "", p.file, ":", p.line,
        " ", p.field, " ", p.reason, " ", p.found, " (", p.expected, ")"));
  }
  return lines;
}

std::vector<std::string> ReadingProblems(const internal::YearFiles& files) {
  std::vector<Problem> problems;
  ReadReportFiles(files, &problems);
  return Lines(problems);
}

std::vector<std::string> ReferenceProblems(const internal::YearFiles& files) {
  std::vector<Problem> problems;
  const ReportFiles report = ReadReportFiles(files, &problems);
  EXPECT_THAT(problems, IsEmpty());
  CheckReferences(report, 2024, Known(), {}, &problems);
  return Lines(problems);
}

TEST(ReportFilesTest, ReadsLayoutTextsAndPublishedFigures) {
  std::vector<Problem> problems;
  const ReportFiles files = ReadReportFiles(
      Files({{kAnnualFile, kLayout},
             {"text/resultat.md", absl::StrCat(kText, "\nVi fick 500 kr.\n")},
             {kPublishedFile,
              "figur;tryckt;enhet\n"
              "income-statement/result-of-year/2024;-50000;kr\n"}}),
      &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(files.layouts.front().title, "Årsredovisning 2024");
  ASSERT_EQ(files.texts.size(), 1u);
  EXPECT_EQ(files.texts.begin()->second.references.size(), 2u);
  ASSERT_EQ(files.typed_numbers.size(), 1u);
  EXPECT_EQ(files.typed_numbers[0].file, "text/resultat.md");
  EXPECT_EQ(files.typed_numbers[0].line, 4);
  ASSERT_EQ(files.published.size(), 1u);
  EXPECT_EQ(files.published[0].figure.steps, -50'000);
}

TEST(ReportFilesTest, ALayoutIsRequired) {
  EXPECT_THAT(ReadingProblems({}),
              ElementsAre("layouts/annual-report.yaml:0  FILE_MISSING  "
                          "(layouts/annual-report.yaml)"));
}

TEST(ReportFilesTest, EveryTextOfTheLayoutIsThere) {
  EXPECT_THAT(ReadingProblems(Files({{kAnnualFile, kLayout}})),
              ElementsAre("layouts/annual-report.yaml:5 text "
                          "REPORT_TEXT_MISSING text/resultat.md ()"));
}

TEST(ReportFilesTest, ATextThatIsNotUsedIsAWarning) {
  EXPECT_THAT(ReadingProblems(Files({{kAnnualFile, kLayout},
                                     {"text/resultat.md", kText},
                                     {"text/utkast.md", "Hej."}})),
              ElementsAre("warning text/utkast.md:0  REPORT_TEXT_UNUSED  ()"));
}

TEST(ReportFilesTest, ProblemsOfAllFilesAreCollected) {
  const auto problems =
      ReadingProblems(Files({{kAnnualFile, "title: T\n"},
                             {"text/a.md", "{{ inte stängd"},
                             {kPublishedFile, "figur;tryckt\n"}}));
  EXPECT_THAT(problems, testing::Contains(testing::HasSubstr("REPORT_EMPTY")));
  EXPECT_THAT(problems, testing::Contains(testing::HasSubstr("text/a.md:1 ")));
  EXPECT_THAT(problems,
              testing::Contains(testing::HasSubstr("CSV_COLUMN_MISSING")));
}

TEST(ReportFilesTest, WhatIsThereMayBeReferredTo) {
  EXPECT_THAT(ReferenceProblems(Files(
                  {{kAnnualFile, kLayout},
                   {"text/resultat.md", kText},
                   {kPublishedFile,
                    "figur;tryckt;enhet\n"
                    "income-statement/operating-costs/budget-2024;-1;kr\n"}})),
              IsEmpty());
}

TEST(ReportFilesTest, WhatIsNotThereIsNamedWithTheNearest) {
  const struct {
    const char* what;
    std::string layout_content;  // Below "content:".
    std::string text;
    std::string published;
    std::string problem;
  } cases[] = {
      {"a table", "      - table: incomestatement\n", "", "",
       "layouts/annual-report.yaml:6 table REPORT_TABLE_UNKNOWN "
       "incomestatement (income-statement)"},
      {"a row",
       "      - table: income-statement\n        columns:\n"
       "          - {label: B, budget: {costs: costs}}\n",
       "", "",
       "layouts/annual-report.yaml:8 columns REPORT_ROW_UNKNOWN costs ()"},
      {"a row to draw",
       "      - table: income-statement\n        charts:\n"
       "          - {kind: bars, rows: [operating-cost]}\n",
       "", "",
       "layouts/annual-report.yaml:8 charts REPORT_ROW_UNKNOWN operating-cost "
       "(operating-costs)"},
      {"a column to draw",
       "      - table: income-statement\n        charts:\n"
       "          - {kind: bars, columns: [\"2024\", \"2025\"]}\n",
       "", "",
       "layouts/annual-report.yaml:8 charts REPORT_COLUMN_UNKNOWN 2025 "
       "(2023)"},
      {"a column to draw that is not printed",
       "      - table: income-statement\n        columns:\n"
       "          - {label: A, year: 2024}\n        charts:\n"
       "          - {kind: bars, columns: [\"2023\"]}\n",
       "", "",
       "layouts/annual-report.yaml:10 charts REPORT_COLUMN_UNKNOWN 2023 "
       "(2024)"},
      {"a row of participants to draw",
       "      - table: participants\n        charts:\n"
       "          - {kind: bars, rows: [ljuspunkten/deltagare/2023]}\n",
       "", "",
       "layouts/annual-report.yaml:8 charts REPORT_ROW_UNKNOWN "
       "ljuspunkten/deltagare/2023 (ljuspunkten/deltagare/2024)"},
      {"a row to print", "      - {table: income-statement, rows: [costs]}\n",
       "", "", "layouts/annual-report.yaml:6 rows REPORT_ROW_UNKNOWN costs ()"},
      {"a row not to print",
       "      - {table: income-statement, omit: [costs]}\n", "", "",
       "layouts/annual-report.yaml:6 rows REPORT_ROW_UNKNOWN costs ()"},
      {"a table to take a column from",
       "      - table: income-statement\n        columns:\n"
       "          - {label: B, year: 2024, of: incomestatement}\n",
       "", "",
       "layouts/annual-report.yaml:6 of REPORT_TABLE_UNKNOWN "
       "incomestatement (income-statement)"},
      {"a budget line",
       "      - table: income-statement\n        columns:\n"
       "          - {label: B, budget: {result-of-year: insats}}\n",
       "", "",
       "layouts/annual-report.yaml:8 columns BUDGET_LINE_UNKNOWN insats "
       "(insatser)"},
      {"a figure in a text", "",
       "Rad ett.\n\n{{ income-statement/result-of-yaer/2024 }}", "",
       "text/a.md:3  TEXT_FIGURE_UNKNOWN income-statement/result-of-yaer/2024 "
       "(income-statement/result-of-year/2024)"},
      {"a budget cell that the layout does not make", "",
       "{{ income-statement/operating-costs/budget-2024 }}", "",
       "text/a.md:1  TEXT_FIGURE_UNKNOWN "
       "income-statement/operating-costs/budget-2024 "
       "(income-statement/operating-costs/2024)"},
      {"a published figure", "", "", "helt/annat/1999;1;kr\n",
       "published.csv:2 figur PUBLISHED_FIGURE_UNKNOWN helt/annat/1999 ()"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const std::string layout =
        absl::StrCat("title: T\nsections:\n  - title: A\n    content:\n",
                     "      - text: text/a.md\n", c.layout_content);
    EXPECT_THAT(ReferenceProblems(Files(
                    {{kAnnualFile, layout},
                     {"text/a.md", c.text},
                     {kPublishedFile,
                      absl::StrCat("figur;tryckt;enhet\n",
                                   c.published.empty() ? "budget/costs/2024;"
                                                         "1;kr\n"
                                                       : c.published)}})),
                ElementsAre(c.problem));
  }
}

// What one report prints another may not know.
TEST(ReportFilesTest, APublishedFigureIsLookedForInItsReport) {
  const auto problems = [](const std::string& row) {
    return ReferenceProblems(Files(
        {{kAnnualFile, kLayout},
         {kInterimFile,
          "title: D\nthrough: 2024-06\noutcomes: income-statement\n"
          "sections:\n  - title: A\n    content:\n      - table: goals\n"},
         {"text/resultat.md", kText},
         {kPublishedFile, absl::StrCat("figur;tryckt;enhet;rapport\n", row)}}));
  };
  const std::string month = "outcome/operating-costs/2024-06;1;kr;";
  EXPECT_THAT(problems(absl::StrCat(month, "delårsrapport\n")), IsEmpty());
  EXPECT_THAT(problems(absl::StrCat(month, "\n")),
              ElementsAre(testing::HasSubstr("PUBLISHED_FIGURE_UNKNOWN")));
  EXPECT_THAT(problems("income-statement/operating-costs/budget-2024;1;kr;"
                       "delårsrapport\n"),
              ElementsAre(testing::HasSubstr("PUBLISHED_FIGURE_UNKNOWN")));
  EXPECT_THAT(problems("budget/costs/2024;1;kr;verksamhetsplan\n"),
              ElementsAre("published.csv:2 rapport PUBLISHED_REPORT "
                          "verksamhetsplan ()"));
}

TEST(ReportFilesTest, RegistersNeedNoFigures) {
  std::string layout = "title: T\nsections:\n  - title: A\n    content:\n";
  for (const char* table : {"board", "goals", "meetings", "members",
                            "participants", "signatures", "surveys"}) {
    absl::StrAppend(&layout, "      - table: ", table, "\n");
  }
  EXPECT_THAT(ReferenceProblems(Files({{kAnnualFile, layout}})), IsEmpty());
}

TEST(ReportFilesTest, NearestId) {
  const std::vector<std::string> known = Known();
  const struct {
    const char* id;
    const char* nearest;
  } cases[] = {
      {"budget/costs/2024", "budget/costs/2024"},
      {"budget/cost/2024", "budget/costs/2024"},
      {"Budget/Costs/2024", "budget/costs/2024"},
      {"income-statement/operating-costs/2025",
       // Of two that are equally near, the first.
       "income-statement/operating-costs/2023"},
      {"helt-annat", ""},
      {"", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(NearestId(c.id, known), c.nearest) << c.id;
  }
  EXPECT_EQ(NearestId("budget/costs/2024", {}), "");
  EXPECT_EQ(NearestId(std::string(1'000'000, 'a'), known), "");
}

}  // namespace
}  // namespace finsam::gateway
