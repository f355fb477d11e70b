// The workbook: what its sheets hold, by its XML. What a spreadsheet program
// makes of it is tests/e2e/workbook_test.cc.

#include "services/gateway/render_xlsx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "common/figure/convert.h"
#include "common/files/zip.h"
#include "tests/gateway/sample_report.h"

namespace finsam::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Display kTkr{Unit::kThousand, 0};

std::string Bytes(const v1::Report& report) {
  const absl::StatusOr<std::string> bytes = RenderXlsx(report, "Utkast");
  EXPECT_TRUE(bytes.ok()) << bytes.status();
  return bytes.value_or("");
}

ZipFiles Parts(const v1::Report& report) {
  const absl::StatusOr<ZipFiles> files = ReadZip(Bytes(report));
  EXPECT_TRUE(files.ok()) << files.status();
  return files.value_or(ZipFiles());
}

std::string Sheet(const v1::Report& report, int number) {
  return Parts(report)["xl/worksheets/sheet" + std::to_string(number) + ".xml"];
}

v1::Report ReportOf(const std::vector<Table>& tables) {
  v1::Report report;
  report.set_title("Årsredovisning 2024");
  v1::Section* section = report.add_sections();
  section->set_title("Avsnitt");
  for (const Table& table : tables) {
    ToProto(table, section->add_blocks()->mutable_table());
  }
  return report;
}

TableRow RowOf(const std::string& id, std::vector<Value> values) {
  TableRow row{id, id, RowKind::kDetail, "", {}};
  for (Value& value : values) {
    row.cells.push_back(FigureCell{{"t/r/1", std::move(value), {}}, kTkr});
  }
  return row;
}

// income 5 228, costs 5 747, result −518 (from −518 359 kr: a rounding).
Table Result() {
  Table table;
  table.id = "result";
  table.title = "Resultat";
  table.unit = "tkr";
  table.columns = {{"a", "2024"}, {"b", "2023"}, {"c", "Ändring", "a", "b"}};
  table.rows = {
      RowOf("income", {Ore{5'228'359'00}, Ore{100'000'00}, Ore{5'128'359'00}}),
      RowOf("costs", {Ore{5'746'718'00}, Ore{40'000'00}, Ore{5'706'718'00}}),
      RowOf("result", {Ore{-518'359'00}, Ore{60'000'00}, Ore{578'359'00}})};
  table.rows[2].kind = RowKind::kTotal;
  table.rows[2].terms = {{"income", 1}, {"costs", -1}};
  return table;
}

TEST(RenderXlsxTest, SumsAndDifferencesAreFormulasWherePrintedNumbersAgree) {
  const std::string sheet = Sheet(ReportOf({Result()}), 2);
  // The printed numbers of 2023 make the total; those of 2024 do not.
  EXPECT_THAT(sheet, HasSubstr("<f>SUM(C5)-SUM(C6)</f><v>60</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>-518</v>"));
  EXPECT_THAT(sheet, Not(HasSubstr("<f>SUM(B5)-SUM(B6)</f>")));
  EXPECT_THAT(sheet, HasSubstr("<f>B5-C5</f><v>5128</v>"));
  // With the sign of what is favourable.
  EXPECT_THAT(sheet, HasSubstr("<f>C7-B7</f><v>578</v>"));
  EXPECT_THAT(
      Parts(ReportOf({Result()}))["xl/sharedStrings.xml"],
      HasSubstr("Utan formel, eftersom avrundade eller skyddade tal inte ger "
                "den tryckta summan: B7."));
}

TEST(RenderXlsxTest, ProtectedAndMissingValuesAreTexts) {
  Table table = Result();
  table.columns.pop_back();
  for (TableRow& row : table.rows) row.cells.pop_back();
  std::get<FigureCell>(table.rows[0].cells[0]).figure.value = Protected{5};
  std::get<FigureCell>(table.rows[0].cells[1]).figure.value = Value();
  std::get<FigureCell>(table.rows[2].cells[1]).figure.value = Ore{-40'000'00};
  const v1::Report report = ReportOf({table});
  EXPECT_THAT(Parts(report)["xl/sharedStrings.xml"],
              AllOf(HasSubstr(">..<"), HasSubstr(">–<")));
  EXPECT_THAT(Sheet(report, 2), HasSubstr("<f>SUM(C5)-SUM(C6)</f>"));
}

TEST(RenderXlsxTest, NeighboursAreOneRange) {
  Table table = Result();
  table.columns.resize(1);
  table.rows = {RowOf("a", {Ore{1'000'00}}), RowOf("b", {Ore{2'000'00}}),
                RowOf("c", {Ore{4'000'00}}), RowOf("d", {Ore{8'000'00}}),
                RowOf("sum", {Ore{11'000'00}})};
  table.rows[4].terms = {{"d", 1}, {"a", 1}, {"b", 1}};
  EXPECT_THAT(Sheet(ReportOf({table}), 2),
              HasSubstr("<f>SUM(B5:B6,B8)</f><v>11</v>"));
}

TEST(RenderXlsxTest, TextsAreNeverFormulas) {
  Table table = Result();
  table.title = "=1+1";
  table.rows[0].label = "=HYPERLINK(\"http://x\")";
  table.rows[0].cells[0] = std::string("@SUM(A1)");
  const v1::Report report = ReportOf({table});
  EXPECT_THAT(Sheet(report, 2), Not(HasSubstr("HYPERLINK")));
  EXPECT_THAT(Parts(report)["xl/sharedStrings.xml"],
              HasSubstr("<t>=HYPERLINK("));
}

TEST(RenderXlsxTest, SheetsHaveNamesThatEveryProgramTakes) {
  std::vector<Table> tables(4, Result());
  tables[0].title =
      "Resultat: [tkr] / år*?\\ 'x' som är ett långt namn på ett blad";
  tables[2].title = "Innehåll";
  tables[3].title = "///";
  const std::string book = Parts(ReportOf(tables))["xl/workbook.xml"];
  for (const char* name :
       {"name=\"Innehåll\"", "name=\"Resultat (tkr) - år- x som är e\"",
        "name=\"Resultat\"", "name=\"Innehåll 2\"", "name=\"---\""}) {
    EXPECT_THAT(book, HasSubstr(name));
  }
}

TEST(RenderXlsxTest, TheFirstSheetSaysWhatItIs) {
  const v1::Report report = SampleReport();
  const std::string texts = Parts(report)["xl/sharedStrings.xml"];
  for (const std::string& text :
       {report.title(), report.association(), std::string("Utkast")}) {
    EXPECT_THAT(texts, HasSubstr(text));
  }
  EXPECT_THAT(Parts(report)["docProps/core.xml"],
              HasSubstr(">2000-01-01T00:00:00Z<"));
}

TEST(RenderXlsxTest, TheSameReportGivesTheSameBytes) {
  EXPECT_EQ(Bytes(SampleReport()), Bytes(SampleReport()));
}

}  // namespace
}  // namespace finsam::gateway
