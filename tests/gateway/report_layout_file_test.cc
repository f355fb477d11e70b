// layouts/annual-report.yaml: what is read, and every way in which it is
// refused, with the line.

#include "services/gateway/report_layout_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace finsam::gateway {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kFile[] = "layouts/annual-report.yaml";

ReportLayout Read(const std::string& content, std::vector<Problem>* problems) {
  return ReadReportLayout(kFile, content, problems);
}

// "line field REASON" of each problem.
std::vector<std::string> ProblemsIn(const std::string& content) {
  std::vector<Problem> problems;
  Read(content, &problems);
  std::vector<std::string> lines;
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.file, kFile);
    EXPECT_EQ(problem.severity, Severity::kError);
    EXPECT_FALSE(problem.message.empty());
    lines.push_back(
        absl::StrCat(problem.line, " ", problem.field, " ", problem.reason));
  }
  return lines;
}

constexpr char kGood[] = R"(title: Årsredovisning 2024
sections:
  - title: Ordföranden har ordet
    content:
      - text: text/ordforanden.md
  - number: "1"
    title: Förvaltningsberättelse
    content:
      - text: text/forvaltning.md
      - table: operations-account
        title: Driftredovisning 2024
        columns:
          - {label: Budget, budget: {income: income, net-cost: -costs}}
          - {label: "2024-12-31", year: 2024}
          - {label: Avvikelse, deviation: {net-cost: costs}}
          - {label: Förändring, change: [2024, 2023]}
    sections:
      - number: "1.4"
        title: God hushållning
        content:
          - table: goals
  - number: "4"
    title: Noter
    content:
      - table: note-3
        columns:
          - {label: Budget 2024, budget: same}
)";

TEST(ReportLayoutFileTest, ReadsSectionsInOrder) {
  std::vector<Problem> problems;
  const ReportLayout layout = Read(kGood, &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(layout.title, "Årsredovisning 2024");
  std::vector<std::string> sections;
  ForEachSection(layout.sections, [&sections](const SectionSpec& section) {
    sections.push_back(absl::StrCat(section.id, "|", section.number, "|",
                                    section.title, "|",
                                    section.content.size()));
  });
  EXPECT_THAT(sections, ElementsAre("section-ordforanden-har-ordet||"
                                    "Ordföranden har ordet|1",
                                    "section-1|1|Förvaltningsberättelse|2",
                                    "section-1-4|1.4|God hushållning|1",
                                    "section-4|4|Noter|1"));
}

TEST(ReportLayoutFileTest, ReadsTextsAndTables) {
  std::vector<Problem> problems;
  const ReportLayout layout = Read(kGood, &problems);
  ASSERT_EQ(layout.sections.size(), 3u);
  const auto& content = layout.sections[1].content;
  ASSERT_EQ(content.size(), 2u);
  EXPECT_EQ(std::get<TextSpec>(content[0]).file, "text/forvaltning.md");
  EXPECT_EQ(std::get<TextSpec>(content[0]).file_line, 9);
  const auto& table = std::get<TableSpec>(content[1]);
  EXPECT_EQ(table.table_id, "operations-account");
  EXPECT_EQ(table.title, "Driftredovisning 2024");
  EXPECT_EQ(table.file_line, 10);
  ASSERT_EQ(table.columns.size(), 4u);
  EXPECT_EQ(table.columns[0].kind, ColumnSpec::Kind::kBudget);
  EXPECT_EQ(table.columns[0].label, "Budget");
  EXPECT_FALSE(table.columns[0].same_rows);
  ASSERT_EQ(table.columns[0].rows.size(), 2u);
  EXPECT_EQ(table.columns[0].rows[1].row, "net-cost");
  EXPECT_EQ(table.columns[0].rows[1].budget_line, "costs");
  EXPECT_TRUE(table.columns[0].rows[1].negated);
  EXPECT_FALSE(table.columns[0].rows[0].negated);
  EXPECT_EQ(table.columns[1].kind, ColumnSpec::Kind::kYear);
  EXPECT_EQ(table.columns[1].year, 2024);
  EXPECT_EQ(table.columns[2].kind, ColumnSpec::Kind::kDeviation);
  EXPECT_EQ(table.columns[2].rows.size(), 1u);
  EXPECT_EQ(table.columns[3].kind, ColumnSpec::Kind::kChange);
  EXPECT_EQ(table.columns[3].year, 2024);
  EXPECT_EQ(table.columns[3].from_year, 2023);
  const auto& note = std::get<TableSpec>(layout.sections[2].content[0]);
  EXPECT_TRUE(note.columns[0].same_rows);
  EXPECT_THAT(note.columns[0].rows, IsEmpty());
}

TEST(ReportLayoutFileTest, ReadsCharts) {
  std::vector<Problem> problems;
  const ReportLayout layout = Read(R"(title: T
sections:
  - title: A
    content:
      - table: note-3
        charts:
          - {kind: bars}
          - {kind: lines, title: Fem år, rows: [a, b], columns: "2024"}
      - {table: note-4, charts: []}
      - table: note-5
)",
                                   &problems);
  EXPECT_THAT(problems, IsEmpty());
  const auto& content = layout.sections[0].content;
  const auto& drawn = std::get<TableSpec>(content[0]).charts;
  ASSERT_TRUE(drawn.has_value());
  ASSERT_EQ(drawn->size(), 2u);
  EXPECT_EQ((*drawn)[0].chart, TableChart());
  EXPECT_EQ(
      (*drawn)[1].chart,
      (TableChart{TableChart::Kind::kLines, "Fem år", {"a", "b"}, {"2024"}}));
  EXPECT_EQ((*drawn)[1].file_line, 8);
  EXPECT_TRUE(std::get<TableSpec>(content[1]).charts.has_value());
  EXPECT_FALSE(std::get<TableSpec>(content[2]).charts.has_value());
  EXPECT_THAT(ProblemsIn(R"(title: T
sections:
  - title: A
    content:
      - table: note-3
        charts:
          - {title: Utan slag}
          - {kind: pie}
          - {kind: bars, colour: red}
)"),
              ElementsAre("7 kind YAML_KEY_MISSING", "8 kind FIELD_INVALID",
                          "9 colour YAML_KEY_UNKNOWN"));
}

TEST(ReportLayoutFileTest, ReadsWhichRowsAndWhoseColumns) {
  std::vector<Problem> problems;
  const ReportLayout layout = Read(R"(title: T
sections:
  - title: A
    content:
      - table: goals
        rows: ["1", "2"]
      - table: operations-account
        omit: [cash]
        columns:
          - {label: Intäkt, year: 2024, of: operations-income}
          - {label: Avvikelse, deviation: {net-cost: -costs}}
)",
                                   &problems);
  EXPECT_THAT(problems, IsEmpty());
  const auto& content = layout.sections.at(0).content;
  const auto& goals = std::get<TableSpec>(content.at(0));
  EXPECT_THAT(goals.rows, ElementsAre("1", "2"));
  EXPECT_FALSE(goals.omits_rows);
  const auto& account = std::get<TableSpec>(content.at(1));
  EXPECT_THAT(account.rows, ElementsAre("cash"));
  EXPECT_TRUE(account.omits_rows);
  EXPECT_EQ(account.columns.at(0).of, "operations-income");
  EXPECT_EQ(account.columns.at(0).year, 2024);
  EXPECT_TRUE(account.columns.at(1).rows.at(0).negated);
  EXPECT_EQ(account.columns.at(1).rows.at(0).budget_line, "costs");
}

TEST(ReportLayoutFileTest, SectionIdsAreUnique) {
  std::vector<Problem> problems;
  const ReportLayout layout = Read(R"(title: T
sections:
  - {title: Noter}
  - {title: noter}
  - {title: "?", number: "1.2"}
  - {title: "1 2"}
)",
                                   &problems);
  EXPECT_THAT(problems, IsEmpty());
  std::vector<std::string> ids;
  for (const SectionSpec& section : layout.sections) ids.push_back(section.id);
  EXPECT_THAT(ids, ElementsAre("section-noter", "section-noter-2",
                               "section-1-2", "section-1-2-2"));
}

// A layout with one section that holds one table with one column.
std::string WithColumn(const std::string& column) {
  return absl::StrCat(
      "title: T\nsections:\n  - title: A\n    content:\n"
      "      - table: t\n        columns:\n          - ",
      column, "\n");
}

TEST(ReportLayoutFileTest, ProblemsNameLineAndField) {
  const struct {
    const char* what;
    std::string content;
    std::string problem;
  } cases[] = {
      {"no YAML", "title: [", "1  YAML_SYNTAX"},
      {"no title", "sections:\n  - title: A\n", "1 title YAML_KEY_MISSING"},
      {"no sections", "title: T\n", "1 sections REPORT_EMPTY"},
      {"an unknown key", "title: T\nsektioner: 1\nsections:\n  - title: A\n",
       "2 sektioner YAML_KEY_UNKNOWN"},
      {"a section without title", "title: T\nsections:\n  - number: \"1\"\n",
       "3 title YAML_KEY_MISSING"},
      {"a content that is both",
       "title: T\nsections:\n  - title: A\n    content:\n"
       "      - {text: text/a.md, table: goals}\n",
       "5  REPORT_SECTION_CONTENT"},
      {"a content that is neither",
       "title: T\nsections:\n  - title: A\n    content:\n"
       "      - {bild: a.png}\n",
       "5  REPORT_SECTION_CONTENT"},
      {"a text with columns",
       "title: T\nsections:\n  - title: A\n    content:\n"
       "      - {text: text/a.md, columns: []}\n",
       "5 columns YAML_KEY_UNKNOWN"},
      {"a column without label", WithColumn("{year: 2024}"),
       "7 label YAML_KEY_MISSING"},
      {"a column that is nothing", WithColumn("{label: A}"),
       "7  REPORT_COLUMN"},
      {"a column that is two things",
       WithColumn("{label: A, year: 2024, budget: same}"), "7  REPORT_COLUMN"},
      {"a change that is also a year",
       WithColumn("{label: A, year: 2024, change: [2024, 2023]}"),
       "7  REPORT_COLUMN"},
      {"a change of one year", WithColumn("{label: A, change: 2024}"),
       "7 change REPORT_COLUMN"},
      {"a change of three years",
       WithColumn("{label: A, change: [2024, 2023, 2022]}"),
       "7 change REPORT_COLUMN"},
      {"a change of no year", WithColumn("{label: A, change: []}"),
       "7 change REPORT_COLUMN"},
      {"a change since the same year",
       WithColumn("{label: A, change: [2024, 2024]}"),
       "7 change REPORT_COLUMN"},
      {"a change of what is no year",
       WithColumn("{label: A, change: [2024, -1]}"), "7 change REPORT_COLUMN"},
      {"a change by rows", WithColumn("{label: A, change: {income: income}}"),
       "7 change YAML_NOT_A_LIST"},
      {"a year that is no number", WithColumn("{label: A, year: i år}"),
       "7 year FIELD_INVALID"},
      {"a budget that is a word", WithColumn("{label: A, budget: alla}"),
       "7 budget REPORT_COLUMN"},
      {"a deviation cannot be same", WithColumn("{label: A, deviation: same}"),
       "7 deviation REPORT_COLUMN"},
      {"a budget of another table",
       WithColumn("{label: A, of: t, budget: same}"), "7 of REPORT_COLUMN"},
      {"rows to print and not to",
       "title: T\nsections:\n  - title: A\n    content:\n"
       "      - {table: t, rows: [a], omit: [b]}\n",
       "5 rows REPORT_ROWS"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(ProblemsIn(c.content), Contains(c.problem)) << c.what;
  }
}

// The layout of a file with this name and head, or "field REASON" of what is
// wrong.
std::string HeadOf(const char* file, const std::string& head) {
  std::vector<Problem> problems;
  const ReportLayout layout = ReadReportLayout(
      file,
      absl::StrCat("title: T\n", head,
                   "sections:\n  - title: A\n    content:\n"
                   "      - {text: text/a.md, explains: [budget/result]}\n"),
      &problems);
  if (!problems.empty()) {
    return absl::StrCat(problems[0].field, " ", problems[0].reason);
  }
  std::string explained;
  ForEachText(layout, [&explained](const TextSpec& text) {
    explained = absl::StrJoin(text.explains, ",");
  });
  return absl::StrCat(static_cast<int>(layout.kind), " ", layout.through, " ",
                      layout.outcomes, " ", layout.opening_capital, " ",
                      explained);
}

TEST(ReportLayoutFileTest, ReadsTheHeadOfEachKind) {
  const struct {
    const char* file;
    const char* head;
    const char* said;
  } cases[] = {
      {kAnnualFile, "", "0 0   budget/result"},
      {kAnnualFile, "outcomes: utfall\n", "0 0 utfall  budget/result"},
      {kAnnualFile, "through: 2017-12\n", "through REPORT_THROUGH"},
      {kInterimFile,
       "through: 2017-06\noutcomes: utfall\nopening-capital: a/b\n",
       "1 201706 utfall a/b budget/result"},
      {kInterimFile, "", "through REPORT_THROUGH"},
      {kInterimFile, "through: 2017-13\n", "through REPORT_THROUGH"},
      {kInterimFile, "through: 2017-00\n", "through REPORT_THROUGH"},
      {kInterimFile, "through: 2017-6\n", "through REPORT_THROUGH"},
      {kInterimFile, "through: 201706\n", "through REPORT_THROUGH"},
      {kInterimFile, "through: 2017-06-30\n", "through REPORT_THROUGH"},
      {kPlanFile, "", "2 0   budget/result"},
      {kPlanFile, "through: 2017-06\n", "through REPORT_THROUGH"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(HeadOf(c.file, c.head), c.said) << c.file << "\n" << c.head;
  }
}

TEST(ReportLayoutFileTest, AllProblemsAreCollected) {
  EXPECT_THAT(ProblemsIn(R"(sections:
  - number: "1"
    content:
      - {}
      - table: t
        columns:
          - {label: A}
          - {year: 2024}
)"),
              testing::SizeIs(testing::Ge(5)));
}

TEST(ReportLayoutFileTest, NoMoreSectionsThanTheLimit) {
  std::string content = "title: T\nsections:\n";
  for (int i = 0; i < kSectionsMax; ++i) {
    absl::StrAppend(&content, "  - {title: A", i, "}\n");
  }
  EXPECT_THAT(ProblemsIn(content), IsEmpty());
  absl::StrAppend(&content, "  - {title: B}\n");
  EXPECT_THAT(
      ProblemsIn(content),
      ElementsAre(absl::StrCat(kSectionsMax + 3, "  REPORT_TOO_LARGE")));
}

// A section within a section …, `depth` of them.
std::string Nested(int depth) {
  std::string content = "title: T\n";
  std::string indent;
  for (int i = 0; i < depth; ++i) {
    absl::StrAppend(&content, indent, "sections:\n", indent, "  - title: A\n");
    indent += "    ";
  }
  return content;
}

TEST(ReportLayoutFileTest, NoDeeperThanTheLimit) {
  EXPECT_THAT(ProblemsIn(Nested(kSectionDepthMax)), IsEmpty());
  EXPECT_THAT(ProblemsIn(Nested(kSectionDepthMax + 1)),
              ElementsAre(testing::EndsWith("REPORT_TOO_LARGE")));
}

}  // namespace
}  // namespace finsam::gateway
