// A table as CSV: exact, quoted, and nothing that a spreadsheet would run.

#include "services/gateway/render_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "common/figure/convert.h"
#include "common/files/csv.h"
#include "services/gateway/report_tables.h"
#include "tests/gateway/sample_report.h"

namespace finsam::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Csv(const Table& table) {
  common::v1::Table message;
  ToProto(table, &message);
  return RenderTableCsv(message);
}

Cell Figured(const Value& value, Unit unit, int decimals = 0) {
  return FigureCell{{"t/r/2024", value, {}}, {unit, decimals}};
}

Table OneRow(std::vector<Cell> cells) {
  Table table;
  table.id = "t";
  for (size_t i = 0; i < cells.size(); ++i) {
    table.columns.push_back({std::to_string(i), "K" + std::to_string(i)});
  }
  table.rows.push_back({"rad", "Rad", RowKind::kDetail, "", std::move(cells)});
  return table;
}

TEST(RenderCsvTest, NumbersAreExactWhateverIsPrinted) {
  Cell footed = Figured(Ore{1'234'56}, Unit::kThousand);
  std::get<FigureCell>(footed).printed_steps = 2;
  EXPECT_EQ(
      Csv(OneRow({footed, Figured(Ore{-5}, Unit::kKronor),
                  Figured(Count{1'234}, Unit::kCount),
                  Figured(Ratio{47, 74}, Unit::kPercent),
                  Figured(Ratio{1, 4}, Unit::kPercent),
                  Figured(Ratio{-16, 5}, Unit::kCount, 1),
                  Figured(Protected{5}, Unit::kCount),
                  Figured({}, Unit::kKronor),
                  Figured(absl::CivilDay(2025, 3, 20), Unit::kDate),
                  std::monostate{}})),
      "\xEF\xBB\xBF"
      "id;Post;K0;K1;K2;K3;K4;K5;K6;K7;K8;K9\r\n"
      "rad;Rad;1234,56;-0,05;1234;63,513514 %;25 %;-3,2;..;;2025-03-20;\r\n");
  EXPECT_EQ(Csv(OneRow({Figured(Ore{std::numeric_limits<int64_t>::min()},
                                Unit::kKronor)})),
            "\xEF\xBB\xBFid;Post;K0\r\nrad;Rad;-92233720368547758,08\r\n");
}

TEST(RenderCsvTest, NoTextIsAFormula) {
  Table table = OneRow({std::string("=HYPERLINK(\"http://x\";\"y\")"),
                        std::string("+46 8"), std::string("@SUM(A1)"),
                        std::string("a;b\nc")});
  table.rows[0].label = "- varav förbundschef";
  table.rows[0].note = "2";
  table.columns[0].label = "=1+1";
  EXPECT_EQ(Csv(table),
            "\xEF\xBB\xBF"
            "id;Post;Not;'=1+1;K1;K2;K3\r\n"
            "rad;'- varav förbundschef;2;"
            "\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\";"
            "'+46 8;'@SUM(A1);\"a;b\nc\"\r\n");
}

// Read back as a year's own files are.
TEST(RenderCsvTest, OurOwnReaderReadsEveryTable) {
  const v1::Report report = SampleReport();
  const std::vector<ReportTable> tables = TablesOf(report);
  ASSERT_FALSE(tables.empty());
  for (const ReportTable& one : tables) {
    const std::string csv = RenderTableCsv(*one.table);
    EXPECT_EQ(csv, RenderTableCsv(*one.table));
    std::vector<Problem> problems;
    std::vector<std::string> columns;
    for (const auto& column : one.table->columns()) {
      columns.push_back(column.label());
    }
    const std::string header =
        one.table->row_header().empty() ? "Post" : one.table->row_header();
    const CsvReader read(one.name, csv, {"id", header}, columns, &problems);
    for (const Problem& problem : problems) {
      // A column called "Not" is ours.
      EXPECT_EQ(problem.found, "Not") << problem.reason;
    }
    if (problems.empty()) {
      EXPECT_EQ(read.rows().size(),
                static_cast<size_t>(one.table->rows_size()));
    }
  }
}

TEST(ReportTablesTest, ATableThatIsPrintedAgainHasANameOfItsOwn) {
  v1::Report report;
  v1::Section* section = report.add_sections();
  section->set_title("Mål");
  section->add_blocks()->mutable_table()->set_id("goals");
  v1::Section* inner = section->add_sections();
  inner->add_blocks()->mutable_table()->set_id("goals");
  inner->add_blocks()->mutable_text();
  report.add_sections()->add_blocks()->mutable_table()->set_id("board");
  std::vector<std::string> names;
  for (const ReportTable& one : TablesOf(report)) names.push_back(one.name);
  EXPECT_THAT(names, ElementsAre("goals", "goals.2", "board"));
  EXPECT_EQ(TablesOf(report)[0].title, "Mål");
  EXPECT_THAT(TablesOf({}), IsEmpty());
}

}  // namespace
}  // namespace finsam::gateway
