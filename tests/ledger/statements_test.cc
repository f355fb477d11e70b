// What a layout makes of two small years (layout_sample.cc), number by number.

#include "services/ledger/domain/statements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "tests/ledger/layout_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StatementsTest : public ::testing::Test {
 protected:
  std::vector<Table> Evaluate(const StatementsInput& input) {
    absl::StatusOr<std::vector<Table>> tables = EvaluateStatements(input);
    EXPECT_TRUE(tables.ok()) << tables.status();
    return tables.ok() ? *tables : std::vector<Table>();
  }

  const Figure& FigureOf(const std::vector<Table>& tables,
                         const std::string& id) {
    static const Figure kNone;
    for (const Table& table : tables) {
      const Figure* figure = FindFigure(table, id);
      if (figure != nullptr) return *figure;
    }
    ADD_FAILURE() << "no figure " << id;
    return kNone;
  }

  const Layout layout_ = LayoutOf(kSampleLayout);
};

TEST_F(StatementsTest, SampleLayoutIsSound) {
  std::vector<Problem> problems;
  CheckLayout(layout_, kLayoutFile, &problems);
  EXPECT_THAT(problems, IsEmpty());
}

TEST_F(StatementsTest, EveryLineOfBothYears) {
  constexpr struct {
    const char* line;
    const char* year_2024;
    const char* year_2023;
  } kLines[] = {
      // Credit is shown as positive: income plus, costs minus.
      {"income-statement/income", "500", "400"},
      {"income-statement/costs", "-530", "-420"},
      {"income-statement/result", "-30", "-20"},
      {"income-statement/financial-income", "10", "10"},
      {"income-statement/financial-costs", "0", "0"},
      {"income-statement/result-of-year", "-20", "-10"},
      // Assets by debit, own capital and liabilities by credit.
      {"balance-sheet/receivables", "25", "40"},
      {"balance-sheet/cash", "130", "100"},
      {"balance-sheet/total-assets", "155", "140"},
      {"balance-sheet/retained-earnings", "90", "100"},
      {"balance-sheet/result-of-year", "-20", "-10"},
      {"balance-sheet/total-own-capital", "70", "90"},
      {"balance-sheet/liabilities", "85", "50"},
      {"balance-sheet/total-equity-and-liabilities", "155", "140"},
      // A receivable that falls and a debt that rises both bring money in.
      {"cash-flow/result-of-year", "-20", "-10"},
      {"cash-flow/change-in-receivables", "15", "-30"},
      {"cash-flow/change-in-liabilities", "35", "20"},
      {"cash-flow/cash-flow-of-year", "30", "-20"},
      {"cash-flow/opening-cash", "100", "120"},
      {"cash-flow/closing-cash", "130", "100"},
      {"cash-flow/difference", "0", "0"},
      {"cash-flow/opening-debts", "50", "30"},
      // Costs as positive numbers; "chief" and "general" are parts.
      {"note-3/team", "200", "250"},
      {"note-3/office", "100", "50"},
      {"note-3/chief", "60", "50"},
      {"note-3/other", "230", "120"},
      {"note-3/general", "80", "0"},
      {"note-3/total", "530", "420"},
  };
  const std::vector<Table> tables = Evaluate(SampleInput(layout_));
  for (const auto& line : kLines) {
    EXPECT_EQ(Shown(tables, absl::StrCat(line.line, "/2024")), line.year_2024)
        << line.line;
    EXPECT_EQ(Shown(tables, absl::StrCat(line.line, "/2023")), line.year_2023)
        << line.line;
  }
}

TEST_F(StatementsTest, OverviewReachesBackBeyondTheBooks) {
  constexpr struct {
    const char* figure;
    const char* shown;
  } kCells[] = {
      {"overview/income/2024", "500"},  // Not the key figure.
      {"overview/income/2023", "400"},
      {"overview/income/2022", "450000"},
      {"overview/income/2020", "–"},
      {"overview/result-of-year/2022", "–"},
      {"overview/equity-ratio/2024", "7000/15500"},
      {"overview/equity-ratio/2022", "72/100"},
      {"overview/employees/2024", "3 st"},
      {"overview/employees/2023", "–"},
      {"overview/employees/2022", "0 st"},
  };
  const std::vector<Table> tables = Evaluate(SampleInput(layout_));
  for (const auto& cell : kCells) {
    EXPECT_EQ(Shown(tables, cell.figure), cell.shown) << cell.figure;
  }
  const Provenance& reported =
      FigureOf(tables, "overview/income/2022").provenance;
  EXPECT_EQ(reported.rule, "reported");
  EXPECT_THAT(reported.records,
              ElementsAre("associations/2220001511/fiscalYears/2022/"
                          "keyFigures/income"));
  EXPECT_THAT(reported.terms, IsEmpty());
}

TEST_F(StatementsTest, AKeyFigureOfOneStatementGoesBeforeThatOfAll) {
  StatementsInput input = SampleInput(layout_);
  input.key_figures.push_back({"other/income", 2022, Ore{1'00}, "", 0});
  EXPECT_EQ(Shown(Evaluate(input), "overview/income/2022"), "450000");
  input.key_figures.push_back({"overview/income", 2022, Ore{2'00}, "", 0});
  EXPECT_EQ(Shown(Evaluate(input), "overview/income/2022"), "2");
}

TEST_F(StatementsTest, ATableWithoutAmountsHasNoUnit) {
  Layout layout = layout_;
  const auto unit_of_overview = [&] {
    for (const Table& table : Evaluate(SampleInput(layout))) {
      if (table.id == "overview") return table.unit;
    }
    return std::string("no table");
  };
  EXPECT_EQ(unit_of_overview(), "tkr");
  for (Statement& statement : layout.statements) {
    if (statement.id != "overview") continue;
    std::erase_if(statement.lines, [](const Line& line) {
      return line.ratio_of.empty() && line.id != "employees";
    });
  }
  EXPECT_EQ(unit_of_overview(), "");
}

TEST_F(StatementsTest, KeyFiguresStayOutOfOtherStatements) {
  StatementsInput input = SampleInput(layout_);
  input.balances.erase(2023);
  input.key_figures.push_back({"result-of-year", 2023, Ore{-1'000'00}, "", 0});
  const std::vector<Table> tables = Evaluate(input);
  EXPECT_EQ(Shown(tables, "overview/result-of-year/2023"), "-1000");
  EXPECT_EQ(Shown(tables, "income-statement/result-of-year/2023"), "–");
  EXPECT_EQ(Shown(tables, "balance-sheet/total-assets/2023"), "–");
  EXPECT_EQ(Shown(tables, "cash-flow/change-in-receivables/2023"), "–");
  EXPECT_EQ(Shown(tables, "cash-flow/cash-flow-of-year/2023"), "–");
  EXPECT_EQ(Shown(tables, "income-statement/result-of-year/2024"), "-20");
}

TEST_F(StatementsTest, AYearWithBooksAndNoEntryIsZero) {
  StatementsInput input = SampleInput(layout_);
  input.balances[2024].rows.clear();
  const std::vector<Table> tables = Evaluate(input);
  EXPECT_EQ(Shown(tables, "income-statement/income/2024"), "0");
  EXPECT_EQ(Shown(tables, "note-3/total/2024"), "0");
  EXPECT_EQ(Shown(tables, "overview/equity-ratio/2024"), "–");  // 0 / 0.
}

TEST_F(StatementsTest, AHiddenZeroIsBlankButIsThere) {
  Layout layout = layout_;
  for (Statement& statement : layout.statements) {
    for (Line& line : statement.lines) line.hide_zero = true;
  }
  const StatementsInput input = SampleInput(layout);
  const std::vector<Table> tables = Evaluate(input);
  const std::string id = "income-statement/financial-costs/2024";
  EXPECT_EQ(Shown(tables, id), "?");
  EXPECT_EQ(Shown(tables, "income-statement/income/2024"), "500");
  for (const Figure& figure : ExtraFigures(input)) {
    if (figure.id == id) {
      EXPECT_EQ(Shown(figure.value), "0");
      return;
    }
  }
  ADD_FAILURE() << id << " is gone";
}

TEST_F(StatementsTest, FiguresFromTheBooksNameWhatWasSummed) {
  const std::vector<Table> tables = Evaluate(SampleInput(layout_));
  const Provenance& costs =
      FigureOf(tables, "income-statement/costs/2023").provenance;
  EXPECT_EQ(costs.service, "ledger");
  EXPECT_EQ(costs.revision, 7);
  EXPECT_EQ(costs.books,
            (BooksOrigin{2023, Measure::kMovement, -1, {{4000, 7999, 0, {}}}}));
  const Provenance& receivables =
      FigureOf(tables, "balance-sheet/receivables/2024").provenance;
  EXPECT_EQ(receivables.books,
            (BooksOrigin{2024, Measure::kClosing, 1, {{1500, 1799, 0, {}}}}));
  const Provenance& change =
      FigureOf(tables, "cash-flow/change-in-liabilities/2024").provenance;
  EXPECT_EQ(change.books,
            (BooksOrigin{2024, Measure::kMovement, -1, {{2400, 2998, 0, {}}}}));
  const Provenance& opening =
      FigureOf(tables, "cash-flow/opening-debts/2024").provenance;
  EXPECT_EQ(opening.books,
            (BooksOrigin{2024, Measure::kOpening, -1, {{2400, 2998, 0, {}}}}));
}

TEST_F(StatementsTest, SelectionsOfObjectsAreConcrete) {
  const std::vector<Table> tables = Evaluate(SampleInput(layout_));
  EXPECT_THAT(FigureOf(tables, "note-3/team/2024").provenance.books.selections,
              ElementsAre(AccountSelection{4000, 7999, 6, {"10", "11"}}));
  EXPECT_THAT(
      FigureOf(tables, "note-3/general/2024").provenance.books.selections,
      ElementsAre(AccountSelection{4000, 7999, 6, {}}));
  // "All but" is the entries without a project and the projects left.
  EXPECT_THAT(FigureOf(tables, "note-3/other/2024").provenance.books.selections,
              ElementsAre(AccountSelection{4000, 4999, 6, {}},
                          AccountSelection{5000, 7999, 6, {}},
                          AccountSelection{5000, 7999, 6, {"20"}}));
}

TEST_F(StatementsTest, ComputedFiguresNameTheirTerms) {
  const std::vector<Table> tables = Evaluate(SampleInput(layout_));
  EXPECT_THAT(FigureOf(tables, "cash-flow/difference/2024").provenance.terms,
              ElementsAre(Term{"cash-flow/closing-cash/2024", 1},
                          Term{"balance-sheet/cash/2024", -1}));
  EXPECT_THAT(FigureOf(tables, "overview/equity-ratio/2023").provenance.terms,
              ElementsAre(Term{"balance-sheet/total-own-capital/2023", 1},
                          Term{"balance-sheet/total-assets/2023", 0}));
  // The blank line is no figure, so it is no term.
  EXPECT_THAT(
      FigureOf(tables, "cash-flow/cash-flow-of-year/2024").provenance.terms,
      ElementsAre(Term{"cash-flow/result-of-year/2024", 1},
                  Term{"cash-flow/change-in-receivables/2024", 1},
                  Term{"cash-flow/change-in-liabilities/2024", 1}));
  const Provenance& both =
      FigureOf(tables, "balance-sheet/result-of-year/2024").provenance;
  EXPECT_EQ(both.books.measure, Measure::kClosing);
  EXPECT_EQ(both.books.selections.size(), 2u);
  EXPECT_THAT(both.terms,
              ElementsAre(Term{"income-statement/result-of-year/2024", 1}));
}

TEST_F(StatementsTest, TablesHaveTheLayoutsRowsAndColumns) {
  const std::vector<Table> tables = Evaluate(SampleInput(layout_));
  ASSERT_EQ(tables.size(), 5u);
  EXPECT_EQ(tables[0].title, "Resultaträkning");
  EXPECT_EQ(tables[0].unit, "kr");
  EXPECT_EQ(tables[0].row_header, "Belopp i kr");
  EXPECT_THAT(tables[0].columns,
              ElementsAre(TableColumn{"2024", "2024-12-31"},
                          TableColumn{"2023", "2023-12-31"}));
  EXPECT_EQ(tables[0].rows[0].note, "2");
  EXPECT_EQ(tables[0].rows[2].kind, RowKind::kTotal);
  EXPECT_THAT(
      tables[4].columns,
      ElementsAre(TableColumn{"2024", "2024"}, TableColumn{"2023", "2023"},
                  TableColumn{"2022", "2022"}, TableColumn{"2021", "2021"},
                  TableColumn{"2020", "2020"}));

  std::vector<std::string> rows;
  for (const TableRow& row : tables[3].rows) rows.push_back(row.id);
  EXPECT_THAT(rows, ElementsAre("insatser", "team", "administration", "office",
                                "chief", "other", "general", "total"));
  EXPECT_EQ(tables[3].rows[0].kind, RowKind::kHeading);
  EXPECT_EQ(tables[3].rows[0].label, "Insatser");
  EXPECT_THAT(tables[3].rows[0].cells, IsEmpty());
  EXPECT_EQ(tables[3].rows[4].kind, RowKind::kOfWhich);

  const TableRow& blank = tables[2].rows[1];
  ASSERT_EQ(blank.cells.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(blank.cells[0]));
}

TEST_F(StatementsTest, DisplaysFollowTheStatementAndTheValue) {
  const std::vector<Table> tables = Evaluate(SampleInput(layout_));
  const auto display = [&](size_t table, size_t row) {
    return std::get<FigureCell>(tables[table].rows[row].cells[0]).display;
  };
  EXPECT_EQ(display(0, 0), (Display{Unit::kKronor, 0}));
  EXPECT_EQ(display(3, 1), (Display{Unit::kThousand, 0}));
  EXPECT_EQ(display(4, 2), (Display{Unit::kPercent, 1}));
  EXPECT_EQ(display(4, 3), (Display{Unit::kCount, 0}));
}

TEST_F(StatementsTest, AHeadingNeverTakesALinesName) {
  const Layout layout = LayoutOf(R"(statements:
  - id: note
    title: Not
    sign: debit
    lines:
      - {id: kansli, label: Kansli, group: Kansli, accounts: ["5000"]}
      - {id: annat, label: Annat, group: "–", accounts: ["6000"]}
      - {id: mer, label: Mer, group: Kansli, accounts: ["7000"]}
)");
  const std::vector<Table> tables = Evaluate(SampleInput(layout));
  std::vector<std::string> rows;
  for (const TableRow& row : tables[0].rows) rows.push_back(row.id);
  EXPECT_THAT(rows, ElementsAre("kansli-2", "kansli", "group", "annat",
                                "kansli-3", "mer"));
}

TEST_F(StatementsTest, SharesOfNegativeAndOfMixedLines) {
  const Layout layout = LayoutOf(R"(statements:
  - id: shares
    title: Andelar
    sign: credit
    lines:
      - {id: team, label: a, accounts: [5010], objects: {dimension: 6, any: 10}}
      - {id: costs, label: b, accounts: ["5000-5999"]}
      - {id: income, label: c, accounts: ["3000-3999"]}
      - {id: nothing, label: d, accounts: ["9000"]}
      - {id: employees, label: e, fact: true}
      - {id: of-costs, label: f, ratio: {of: team, to: costs}}
      - {id: of-income, label: g, ratio: {of: costs, to: income}}
      - {id: to-costs, label: h, ratio: {of: income, to: costs}}
      - {id: of-nothing, label: i, ratio: {of: team, to: nothing}}
      - {id: per-head, label: j, ratio: {of: costs, to: employees}}
      - {id: mixed, label: k, total: [costs, employees]}
      - {id: heads, label: l, sum: [employees]}
)");
  const std::vector<Table> tables = Evaluate(SampleInput(layout));
  EXPECT_EQ(Shown(tables, "shares/of-costs/2024"), "20000/53000");
  EXPECT_EQ(Shown(tables, "shares/of-income/2024"), "-53000/50000");
  EXPECT_EQ(Shown(tables, "shares/to-costs/2024"), "-50000/53000");
  EXPECT_EQ(Shown(tables, "shares/of-nothing/2024"), "–");
  EXPECT_EQ(Shown(tables, "shares/per-head/2024"), "–");
  EXPECT_EQ(Shown(tables, "shares/mixed/2024"), "–");
  EXPECT_EQ(Shown(tables, "shares/heads/2024"), "3 st");
  EXPECT_EQ(Shown(tables, "shares/heads/2023"), "–");
}

TEST_F(StatementsTest, MeasuresCanBeChosen) {
  const Layout layout = LayoutOf(R"(statements:
  - id: capital
    title: Eget kapital
    sign: credit
    years: 1
    lines:
      - {id: first, label: a, accounts: ["2440"], measure: opening}
      - {id: change, label: b, accounts: ["2440"], measure: movement}
      - {id: last, label: c, accounts: ["2440"]}
      - {id: both, label: d, total: [first, change]}
      - {id: nothing, label: e, blank: true}
      - {id: of-nothing, label: f, total: [nothing]}
)");
  const std::vector<Table> tables = Evaluate(SampleInput(layout));
  EXPECT_EQ(Shown(tables, "capital/first/2024"), "50");
  EXPECT_EQ(Shown(tables, "capital/change/2024"), "35");
  EXPECT_EQ(Shown(tables, "capital/last/2024"), "85");
  EXPECT_EQ(Shown(tables, "capital/both/2024"), "85");
  EXPECT_EQ(Shown(tables, "capital/of-nothing/2024"), "0");
  EXPECT_EQ(Shown(tables, "capital/first/2023"), "?");
}

TEST_F(StatementsTest, ExtraFiguresGiveOpeningBalances) {
  std::vector<std::string> found;
  for (const Figure& figure : ExtraFigures(SampleInput(layout_))) {
    EXPECT_TRUE(IsFigureId(figure.id)) << figure.id;
    found.push_back(absl::StrCat(figure.id, " ", Shown(figure.value)));
  }
  EXPECT_THAT(
      found,
      ElementsAre("balance-sheet/receivables/opening-2024 40",
                  "balance-sheet/cash/opening-2024 100",
                  "balance-sheet/total-assets/opening-2024 140",
                  "balance-sheet/retained-earnings/opening-2024 90",
                  "balance-sheet/result-of-year/opening-2024 0",
                  "balance-sheet/total-own-capital/opening-2024 90",
                  "balance-sheet/liabilities/opening-2024 50",
                  "balance-sheet/total-equity-and-liabilities/opening-2024 140",
                  "balance-sheet/receivables/opening-2023 10",
                  "balance-sheet/cash/opening-2023 120",
                  "balance-sheet/total-assets/opening-2023 130",
                  "balance-sheet/retained-earnings/opening-2023 100",
                  "balance-sheet/result-of-year/opening-2023 0",
                  "balance-sheet/total-own-capital/opening-2023 100",
                  "balance-sheet/liabilities/opening-2023 30",
                  "balance-sheet/total-equity-and-liabilities/opening-2023 "
                  "130"));
}

TEST_F(StatementsTest, ExtraFiguresGiveWhatAnOverviewNeeds) {
  StatementsInput input = SampleInput(layout_);
  input.balances[2022] = BalancesOf(2022, {{3510, "", 0, -300}});
  EXPECT_EQ(Shown(Evaluate(input), "overview/income/2022"), "300");
  std::string shown = "?";
  for (const Figure& figure : ExtraFigures(input)) {
    if (figure.id != "income-statement/income/2022") continue;
    shown = Shown(figure.value);
  }
  EXPECT_EQ(shown, "300");
}

// What footing needs: which rows make up which, and whether to foot at all.
TEST_F(StatementsTest, RowsSayWhichRowsTheyAreTheSumOf) {
  const Layout layout = LayoutOf(R"(statements:
  - id: a
    title: A
    unit: tkr
    rounding: footing
    sign: credit
    lines:
      - {id: x, label: X, accounts: ["3000-3999"]}
      - {id: y, label: Y, accounts: ["4000-7999"]}
      - {id: part, label: Del, accounts: ["4000"], of-which: y}
      - {id: total, label: Summa, total: [x, -a/y]}
      - {id: more, label: Mer, accounts: ["8000-8999"], sum: [total]}
      - {id: both, label: Annat, total: [total, b/z]}
  - id: b
    title: B
    sign: debit
    lines:
      - {id: z, label: Z, accounts: ["1930"]}
)");
  const std::vector<Table> tables = Evaluate(SampleInput(layout));
  ASSERT_EQ(tables.size(), 2u);
  EXPECT_EQ(tables[0].rounding, Rounding::kFooting);
  EXPECT_EQ(tables[1].rounding, Rounding::kExact);
  ASSERT_EQ(tables[0].rows.size(), 6u);
  EXPECT_THAT(tables[0].rows[3].terms,
              ElementsAre(RowTerm{"x", 1}, RowTerm{"y", -1}));
  EXPECT_EQ(tables[0].rows[2].part_of, "y");
  EXPECT_EQ(tables[0].rows[0].part_of, "");
  // More than the rows' sum: accounts, or another statement's line.
  for (const size_t row : {0u, 2u, 4u, 5u}) {
    EXPECT_THAT(tables[0].rows[row].terms, IsEmpty()) << row;
  }
}

TEST_F(StatementsTest, AnUnsoundLayoutIsRefusedWhole) {
  const Layout layout = LayoutOf(R"(statements:
  - id: a
    title: A
    lines:
      - {id: x, label: X, total: [y]}
      - {id: y, label: Y, total: [x]}
)");
  const StatementsInput input = SampleInput(layout);
  EXPECT_EQ(ReasonOf(EvaluateStatements(input).status()), "LAYOUT_CIRCLE");
  EXPECT_THAT(ExtraFigures(input), IsEmpty());
}

TEST_F(StatementsTest, ATotalBeyond64BitsIsRefused) {
  std::string yaml = R"(statements:
  - id: a
    title: A
    sign: debit
    lines:
      - {id: x0, label: X, accounts: ["1930"]}
      - {id: y0, label: Y, sum: [x0]}
)";
  for (int i = 1; i < 70; ++i) {
    absl::StrAppend(&yaml, "      - {id: x", i, ", label: X, sum: [x", i - 1,
                    ", y", i - 1, "]}\n      - {id: y", i,
                    ", label: Y, sum: [x", i, "]}\n");
  }
  const Layout layout = LayoutOf(yaml);
  const StatementsInput input = SampleInput(layout);
  EXPECT_EQ(ReasonOf(EvaluateStatements(input).status()),
            "LAYOUT_SUM_TOO_LARGE");
  EXPECT_THAT(ExtraFigures(input), IsEmpty());
}

}  // namespace
}  // namespace finsam::ledger
