// The report put together from layout, texts and facts.

#include "services/gateway/domain/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "services/gateway/domain/report_table.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The printed table, or nullptr.
const Table* Printed(const std::vector<ReportSection>& sections,
                     const std::string& id) {
  for (const ReportSection& section : sections) {
    for (const auto& block : section.blocks) {
      const auto* table = std::get_if<Table>(&block);
      if (table != nullptr && table->id == id) return table;
    }
    if (const Table* below = Printed(section.sections, id)) return below;
  }
  return nullptr;
}

// A row as text: kronor, "" for a blank cell.
std::vector<std::string> Cells(const Report& report, const std::string& table,
                               const std::string& row) {
  std::vector<std::string> cells;
  const Table* printed = Printed(report.sections, table);
  if (printed == nullptr) return {"no table"};
  for (const TableRow& candidate : printed->rows) {
    if (candidate.id != row) continue;
    for (const Cell& cell : candidate.cells) {
      const auto* held = std::get_if<FigureCell>(&cell);
      cells.push_back(
          held == nullptr ? "" : SieAmount(std::get<Ore>(held->figure.value)));
    }
  }
  return cells;
}

const ReportText& OnlyText(const Report& report) {
  return std::get<ReportText>(report.sections.at(0).blocks.at(0));
}

ParsedText Parsed(const std::string& text) {
  std::vector<Problem> problems;
  ParsedText parsed = ParseText("text/resultat.md", text, &problems);
  EXPECT_THAT(problems, IsEmpty());
  return parsed;
}

TEST(ReportTest, HeadAndSectionsAreTheLayouts) {
  const Report report = SampleYear().Assemble();
  EXPECT_EQ(report.title, "Årsredovisning 2024");
  EXPECT_EQ(report.association, "Ekdalens samordningsförbund");
  EXPECT_EQ(report.registration_number, "Dnr 2025:7");
  EXPECT_EQ(report.year, 2024);
  EXPECT_EQ(report.sources.size(), 1u);
  ASSERT_EQ(report.sections.size(), 4u);
  EXPECT_EQ(report.sections[0].id, "section-1");
  EXPECT_EQ(report.sections[0].number, "1");
  ASSERT_EQ(report.sections[0].sections.size(), 1u);
  EXPECT_EQ(report.sections[0].sections[0].title, "Driftredovisning");
}

TEST(ReportTest, ATableWithoutColumnsIsAsTheServiceMadeIt) {
  SampleYear year;
  const Report report = year.Assemble();
  const Table* printed = Printed(report.sections, "balance-sheet");
  ASSERT_NE(printed, nullptr);
  EXPECT_EQ(*printed, *FindTable(year.facts.tables, "balance-sheet"));
}

TEST(ReportTest, ColumnsAreTheLayouts) {
  const Report report = SampleYear().Assemble();
  const Table* printed = Printed(report.sections, "operations-account");
  ASSERT_NE(printed, nullptr);
  EXPECT_EQ(printed->title, "Driftredovisning 2024");
  EXPECT_THAT(printed->columns,
              ElementsAre(TableColumn{"budget-2024", "Budget 2024"},
                          TableColumn{"2024", "2024-12-31"},
                          TableColumn{"deviation-2024", "Avvikelse", "2024",
                                      "budget-2024"}));
  const Table* income = Printed(report.sections, "income-statement");
  ASSERT_NE(income, nullptr);
  EXPECT_EQ(income->title, "Resultaträkning");  // The service's own.
  EXPECT_EQ(income->row_header, "Belopp i kr");
}

TEST(ReportTest, CellsByColumn) {
  struct {
    const char* what;
    const char* table;
    const char* row;
    std::vector<std::string> cells;
  } const cases[] = {
      {"budget, year, comparison",
       "income-statement",
       "operating-income",
       {"4000000", "4000000", "3900000"}},
      {"the budget's costs with the statement's sign",
       "income-statement",
       "operating-costs",
       {"-4000000", "-4100000", "-3850000"}},
      {"a row without budget is blank there",
       "income-statement",
       "financial-income",
       {"", "50000", "20000"}},
      {"the budgeted result",
       "income-statement",
       "result-of-year",
       {"0", "-50000", "70000"}},
      {"deviation",
       "operations-account",
       "net-cost",
       {"4000000", "4100000", "-100000"}},
      {"a row without deviation is blank there",
       "operations-account",
       "result",
       {"", "-50000", ""}},
      {"same: the line of the row's own id",
       "note-3",
       "kansli",
       {"1000000", "1100000", "950000"}},
      {"same: no such line", "note-3", "chef", {"", "700000", "650000"}},
      {"same: the row total takes the costs",
       "note-3",
       "total",
       {"4000000", "4100000", "3850000"}},
  };
  const Report report = SampleYear().Assemble();
  for (const auto& c : cases) {
    EXPECT_EQ(Cells(report, c.table, c.row), c.cells) << c.what;
  }
}

ColumnSpec ChangeColumn(int year, int from_year) {
  ColumnSpec column;
  column.kind = ColumnSpec::Kind::kChange;
  column.label = "Förändring";
  column.year = year;
  column.from_year = from_year;
  return column;
}

TEST(ReportTest, AChangeIsTheYearLessTheOther) {
  SampleYear year;
  year.Columns("income-statement").push_back(ChangeColumn(2024, 2023));
  year.Columns("income-statement").push_back(ChangeColumn(2023, 2024));
  const Report report = year.Assemble();
  const Table* printed = Printed(report.sections, "income-statement");
  ASSERT_NE(printed, nullptr);
  EXPECT_EQ(printed->columns[3],
            (TableColumn{"change-2024-2023", "Förändring", "2024", "2023"}));
  EXPECT_THAT(
      Cells(report, "income-statement", "operating-income"),
      ElementsAre("4000000", "4000000", "3900000", "100000", "-100000"));
  // In the statement's sign: costs that grew.
  EXPECT_THAT(
      Cells(report, "income-statement", "operating-costs"),
      ElementsAre("-4000000", "-4100000", "-3850000", "-250000", "250000"));
  const Figure* figure =
      Find(report.figures, "income-statement/operating-costs/change-2024-2023");
  ASSERT_NE(figure, nullptr);
  EXPECT_EQ(figure->provenance.service, "gateway");
  EXPECT_EQ(figure->provenance.rule, "change");
  EXPECT_THAT(figure->provenance.terms,
              ElementsAre(Term{"income-statement/operating-costs/2024", 1},
                          Term{"income-statement/operating-costs/2023", -1}));
}

TEST(ReportTest, AChangeHasAValueOnlyWhenBothYearsHave) {
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
  const struct {
    const char* what;
    Value now;
    Value before;
    Value change;
  } kCases[] = {
      {"amounts", Ore{5}, Ore{7}, Ore{-2}},
      {"counts", Count{5}, Count{3}, Count{2}},
      {"no value now", {}, Ore{7}, {}},
      {"no value before", Ore{7}, {}, {}},
      {"neither", {}, {}, {}},
      {"ratios", Ratio{1, 2}, Ratio{1, 3}, {}},
      {"an amount and a count", Ore{5}, Count{3}, {}},
      {"days", absl::CivilDay(2024, 2, 1), absl::CivilDay(2023, 2, 1), {}},
      {"protected", Count{9}, Protected{5}, {}},
      {"beyond 64 bits", Ore{kLeast}, Ore{1}, {}},
      {"counts beyond 64 bits", Count{1}, Count{kLeast}, {}},
  };
  for (const auto& c : kCases) {
    SampleYear year;
    year.Set("income-statement/operating-income/2024", c.now);
    year.Set("income-statement/operating-income/2023", c.before);
    year.Columns("income-statement") = {ChangeColumn(2024, 2023)};
    const Report report = year.Assemble();
    const Figure* figure = Find(
        report.figures, "income-statement/operating-income/change-2024-2023");
    ASSERT_NE(figure, nullptr) << c.what;
    EXPECT_EQ(figure->value, c.change) << c.what;
    const Table* printed = Printed(report.sections, "income-statement");
    ASSERT_NE(printed, nullptr);
    const auto* cell = std::get_if<FigureCell>(&printed->rows[0].cells[0]);
    ASSERT_NE(cell, nullptr) << c.what;
    EXPECT_EQ(cell->figure, *figure) << c.what;
  }
}

TEST(ReportTest, AChangeOfWhatIsNotPrintedIsNotPrinted) {
  SampleYear year;
  // Hidden zeros: blank cells whose figures are there all the same.
  for (const char* id : {"2024", "2023"}) {
    Figure zero;
    zero.id = std::string("income-statement/financial-income/") + id;
    zero.value = Ore{0};
    year.facts.figures[zero.id] = zero;
  }
  for (Cell& cell : year.Row("income-statement", "financial-income").cells) {
    cell = std::monostate{};
  }
  // A line that is printed in one of the years.
  year.Erase("income-statement/operating-income/2023");
  // A year that the table lacks.
  year.Columns("income-statement") = {ChangeColumn(2024, 2023),
                                      ChangeColumn(2019, 2018)};
  const Report report = year.Assemble();
  EXPECT_THAT(Cells(report, "income-statement", "financial-income"),
              ElementsAre("", ""));
  const Figure* hidden = Find(
      report.figures, "income-statement/financial-income/change-2024-2023");
  ASSERT_NE(hidden, nullptr);
  EXPECT_EQ(hidden->value, Value(Ore{0}));
  EXPECT_FALSE(report.figures.contains(
      "income-statement/operating-costs/change-2019-2018"));
  const Table* printed = Printed(report.sections, "income-statement");
  ASSERT_NE(printed, nullptr);
  const auto* cell = std::get_if<FigureCell>(&printed->rows[0].cells[0]);
  ASSERT_NE(cell, nullptr);
  EXPECT_FALSE(HasValue(cell->figure.value));
}

std::vector<std::string> RowIds(const Table& table) {
  std::vector<std::string> ids;
  for (const TableRow& row : table.rows) ids.push_back(row.id);
  return ids;
}

TEST(ReportTest, RowsAreThoseThatTheLayoutNames) {
  SampleYear year;
  for (Table& table : year.facts.tables) {
    if (table.id != "cash-flow") continue;
    table.rows.insert(table.rows.begin(),
                      {"head", "Rörelsen", RowKind::kHeading, "", {}});
    table.rows.insert(table.rows.end() - 2,
                      {"tail", "Likvida medel", RowKind::kHeading, "", {}});
  }
  TableSpec& spec = year.Spec("cash-flow");
  spec.rows = {"closing-cash", "opening-cash"};
  EXPECT_THAT(RowIds(*Printed(year.Assemble().sections, "cash-flow")),
              ElementsAre("tail", "opening-cash", "closing-cash"));
  spec.omits_rows = true;
  const Report report = year.Assemble();
  EXPECT_THAT(RowIds(*Printed(report.sections, "cash-flow")),
              ElementsAre("head", "result-of-year", "change-in-receivables",
                          "change-in-current-liabilities",
                          "operating-cash-flow", "investing-cash-flow",
                          "financing-cash-flow", "cash-flow-of-year"));
  EXPECT_NE(Find(report.figures, "cash-flow/closing-cash/2024"), nullptr);
}

TEST(ReportTest, ALayoutsChartsStandForTheTablesOwn) {
  SampleYear year;
  const TableChart own;
  for (Table& table : year.facts.tables) {
    if (table.id == "cash-flow") table.charts = {own};
  }
  const auto drawn = [&year] {
    return Printed(year.Assemble().sections, "cash-flow")->charts;
  };
  EXPECT_THAT(drawn(), ElementsAre(own));
  const TableChart other{TableChart::Kind::kLines, "Kassa"};
  year.Spec("cash-flow").charts = {{other, 1}};
  EXPECT_THAT(drawn(), ElementsAre(other));
  year.Spec("cash-flow").charts.emplace();
  EXPECT_THAT(drawn(), IsEmpty());
}

TEST(ReportTest, AColumnMayBeAnotherTables) {
  SampleYear year;
  ColumnSpec column;
  column.label = "Resultaträkning";
  column.year = 2024;
  column.of = "income-statement";
  year.Columns("multi-year-overview") = {column};
  const Report report = year.Assemble();
  const Table* table = Printed(report.sections, "multi-year-overview");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->columns.at(0).id, "income-statement-2024");
  EXPECT_THAT(Cells(report, "multi-year-overview", "result-of-year"),
              ElementsAre("-50000"));
  EXPECT_THAT(Cells(report, "multi-year-overview", "costs"), ElementsAre(""));
}

// Where costs have a minus, more than the budget is favourable, and the budget
// service, whose costs are positive, is not asked.
TEST(ReportTest, ADeviationOfANetIsWhatIsMoreThanTheBudget) {
  SampleYear year;
  ColumnSpec column;
  column.kind = ColumnSpec::Kind::kDeviation;
  column.label = "Avvikelse";
  column.rows = {{"operating-costs", "costs", true}};
  year.Columns("income-statement").push_back(column);
  for (const DeviationQuestion& question :
       DeviationQuestions(year.layout, 2024)) {
    EXPECT_NE(question.outcome_id, "income-statement/operating-costs/2024");
  }
  const Report report = year.Assemble();
  EXPECT_EQ(Cells(report, "income-statement", "operating-costs").back(),
            "-100000");
  const Figure* figure =
      Find(report.figures, "income-statement/operating-costs/deviation-2024");
  ASSERT_NE(figure, nullptr);
  ASSERT_EQ(figure->provenance.terms.size(), 2u);
  EXPECT_EQ(figure->provenance.terms[0].figure_id,
            "income-statement/operating-costs/2024");
  EXPECT_EQ(figure->provenance.terms[1].figure_id, "budget/costs/2024");
  year.facts.figures.at("income-statement/operating-costs/2024").value = {};
  EXPECT_FALSE(HasValue(Find(year.Assemble().figures,
                             "income-statement/operating-costs/deviation-2024")
                            ->value));
}

TEST(ReportTest, BudgetCellsAreFiguresWithAnOrigin) {
  const Report report = SampleYear().Assemble();
  const Figure* figure =
      Find(report.figures,
           BudgetCellId("income-statement", "operating-costs", 2024));
  ASSERT_NE(figure, nullptr);
  EXPECT_EQ(figure->id, "income-statement/operating-costs/budget-2024");
  EXPECT_EQ(figure->value, Value(Kr(-4'000'000)));
  EXPECT_EQ(figure->provenance.service, "gateway");
  EXPECT_THAT(figure->provenance.terms,
              ElementsAre(Term{"budget/costs/2024", -1}));
  const Figure* income =
      Find(report.figures,
           BudgetCellId("income-statement", "operating-income", 2024));
  ASSERT_NE(income, nullptr);
  EXPECT_THAT(income->provenance.terms,
              ElementsAre(Term{"budget/income/2024", 1}));
}

TEST(ReportTest, DerivedCellsArePrintedAsTheRowIs) {
  SampleYear year;
  for (Cell& cell : year.Row("note-3", "kansli").cells) {
    std::get<FigureCell>(cell).display = {Unit::kThousand, 0};
  }
  const Report report = year.Assemble();
  const Table* note = Printed(report.sections, "note-3");
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(std::get<FigureCell>(note->rows[1].cells[0]).display.unit,
            Unit::kThousand);
}

TEST(ReportTest, WithoutBudgetItsCellsAreBlank) {
  SampleYear year;
  for (const char* line : {"costs", "income", "result", "kansli"}) {
    year.Erase(std::string("budget/") + line + "/2024");
  }
  year.Erase("operations-account/net-cost/deviation-2024");
  const Report report = year.Assemble();
  EXPECT_THAT(Cells(report, "income-statement", "operating-costs"),
              ElementsAre("", "-4100000", "-3850000"));
  EXPECT_THAT(Cells(report, "operations-account", "net-cost"),
              ElementsAre("", "4100000", ""));
}

TEST(ReportTest, AYearThatTheTableLacksIsBlank) {
  SampleYear year;
  year.Columns("income-statement")[2].year = 2019;
  EXPECT_THAT(Cells(year.Assemble(), "income-statement", "operating-costs"),
              ElementsAre("-4000000", "-4100000", ""));
}

TEST(ReportTest, HeadingsHaveNoCells) {
  SampleYear year;
  TableRow heading;
  heading.id = "heading-insatser";
  heading.label = "Insatser";
  heading.kind = RowKind::kHeading;
  for (Table& table : year.facts.tables) {
    if (table.id == "note-3") table.rows.insert(table.rows.begin(), heading);
  }
  const Report report = year.Assemble();
  const Table* note = Printed(report.sections, "note-3");
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(note->rows[0], heading);
  EXPECT_EQ(note->rows[1].cells.size(), 3u);
}

TEST(ReportTest, ATableThatIsNotThereLeavesTheRestStanding) {
  SampleYear year;
  year.facts.tables.erase(year.facts.tables.begin());
  const Report report = year.Assemble();
  EXPECT_EQ(Printed(report.sections, "income-statement"), nullptr);
  EXPECT_THAT(report.sections[1].blocks, IsEmpty());
  EXPECT_NE(Printed(report.sections, "balance-sheet"), nullptr);
}

TEST(ReportTest, ATextThatIsNotThereIsLeftOut) {
  SampleYear year;
  year.texts.clear();
  const Report report = year.Assemble();
  ASSERT_EQ(report.sections[0].blocks.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<Table>(report.sections[0].blocks[0]));
}

TEST(ReportTest, ReferencesArePrinted) {
  struct {
    const char* reference;
    const char* printed;
  } const cases[] = {
      {"income-statement/result-of-year/2024", "−50\u00a0000\u00a0kr"},
      {"income-statement/result-of-year/2024 | tkr", "−50\u00a0tkr"},
      {"income-statement/result-of-year/2024 | tkr abs", "50\u00a0tkr"},
      {"income-statement/operating-costs/budget-2024 | mnkr 1",
       "−4,0\u00a0mnkr"},
      // A table that comes later in the report.
      {"note-3/total/budget-2024 | tkr utan enhet", "4\u00a0000"},
      {"goals/met/2024", "1"},
      {"report/adopted/2024 | datum", "2025-03-20"},
      {"income-statement/gone/2024", "[saknas: income-statement/gone/2024]"},
  };
  for (const auto& c : cases) {
    SampleYear year;
    year.texts["text/resultat.md"] =
        Parsed(std::string("Det blev {{ ") + c.reference + " }}.");
    const Report report = year.Assemble();
    const ReportText& text = OnlyText(report);
    EXPECT_EQ(text.file, "text/resultat.md");
    EXPECT_EQ(text.markdown, "Det blev " + ReferenceMark(0) + ".");
    ASSERT_EQ(text.references.size(), 1u) << c.reference;
    EXPECT_EQ(text.references[0].printed, c.printed);
    EXPECT_TRUE(absl::StartsWith(c.reference, text.references[0].figure.id));
  }
}

// What an import promises that texts may refer to, and what the report makes.
TEST(ReportTest, DerivedFiguresAreThoseThatTheReportMakes) {
  const auto without_budget_line = [](SampleYear& year) {
    year.Erase("budget/kansli/2024");
    year.Erase("budget/result/2024");
  };
  const auto twice = [](SampleYear& year) {
    year.layout.sections.push_back(year.layout.sections.back());
  };
  const auto with_change = [](SampleYear& year) {
    year.Columns("income-statement").push_back(ChangeColumn(2024, 2023));
    year.Columns("note-3").push_back(ChangeColumn(2024, 2019));
    year.Columns("note-3").push_back(ChangeColumn(2019, 2018));
    year.Erase("income-statement/financial-income/2023");
    year.Erase("note-3/chef/2023");
    year.Erase("note-3/chef/2024");
  };
  for (const std::function<void(SampleYear&)>& change :
       std::vector<std::function<void(SampleYear&)>>{
           [](SampleYear&) {}, without_budget_line, twice, with_change,
           [](SampleYear& year) { year.layout.sections.clear(); }}) {
    SampleYear year;
    change(year);
    // What the four services give: without the deviations, which are asked
    // for afterwards.
    std::vector<std::string> given;
    for (const auto& [id, figure] : year.facts.figures) {
      if (!absl::StrContains(id, "/deviation-")) given.push_back(id);
    }
    const auto derived = DerivedFigureIds(year.layout, 2024, given);
    std::set<std::string> made;
    std::set<std::string> deviations;
    for (const DeviationQuestion& question :
         DeviationQuestions(year.layout, 2024)) {
      deviations.insert(question.figure_id);
    }
    for (const auto& [id, figure] : year.Assemble().figures) {
      if (absl::StrContains(id, "/budget-") ||
          absl::StrContains(id, "/change-20") || deviations.contains(id)) {
        made.insert(id);
      }
    }
    EXPECT_EQ(std::set<std::string>(derived.begin(), derived.end()), made);
  }
}

TEST(ReportTest, DeviationQuestions) {
  std::vector<std::string> questions;
  for (const DeviationQuestion& question :
       DeviationQuestions(SampleYear().layout, 2024)) {
    questions.push_back(question.figure_id + " = " + question.budget_line +
                        " - " + question.outcome_id);
  }
  EXPECT_THAT(questions,
              ElementsAre("operations-account/fees/deviation-2024 = income - "
                          "operations-account/fees/2024",
                          "operations-account/net-cost/deviation-2024 = costs "
                          "- operations-account/net-cost/2024"));
}

}  // namespace
}  // namespace finsam::gateway
