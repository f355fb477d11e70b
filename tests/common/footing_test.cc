// Footing: printed tables add up, and no cell is a whole step off.

#include "common/figure/footing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace finsam {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Display kTkr{Unit::kThousand, 0};

// A row of amounts in kronor; nothing: a blank cell.
TableRow Row(const std::string& id,
             const std::vector<std::optional<int64_t>>& kronor,
             const std::vector<RowTerm>& terms = {}) {
  TableRow row{id, id, RowKind::kDetail, "", {}, terms};
  for (const auto& amount : kronor) {
    if (amount.has_value()) {
      row.cells.push_back(
          FigureCell{{"t/x/2024", Ore{*amount * 100}, {}}, kTkr});
    } else {
      row.cells.emplace_back();
    }
  }
  return row;
}

Table TableOf(const std::vector<TableRow>& rows) {
  Table table;
  for (size_t i = 0; i < rows.front().cells.size(); ++i) {
    table.columns.push_back({absl::StrCat("c", i), ""});
  }
  table.rows = rows;
  return table;
}

FigureCell& CellAt(Table& table, size_t row, size_t column) {
  return std::get<FigureCell>(table.rows[row].cells[column]);
}

// What a column prints, in steps; blank cells as 0.
std::vector<int64_t> Column(const Table& table, size_t column) {
  std::vector<int64_t> steps;
  for (const TableRow& row : table.rows) {
    const auto* held = std::get_if<FigureCell>(&row.cells[column]);
    steps.push_back(held == nullptr ? 0 : PrintedSteps(*held).value());
  }
  return steps;
}

std::vector<int64_t> Footed(Table table, size_t column = 0) {
  FootTable(&table);
  return Column(table, column);
}

TEST(FootingTest, PartsAddUpToTheirTotal) {
  const Table table = TableOf({
      Row("a", {10'400}),
      Row("b", {20'450}),
      Row("c", {30'400}),
      Row("sum", {61'250}, {{"a"}, {"b"}, {"c"}}),
  });
  EXPECT_THAT(Column(table, 0), ElementsAre(10, 20, 30, 61));
  EXPECT_THAT(PrintedGaps(table), ElementsAre(PrintedGap{3, 0, 1}));
  EXPECT_THAT(Footed(table), ElementsAre(10, 21, 30, 61));
}

TEST(FootingTest, OnlyTheCellsThatDifferAreSet) {
  Table table = TableOf({
      Row("a", {10'400}),
      Row("b", {20'450}),
      Row("c", {30'400}),
      Row("sum", {61'250}, {{"a"}, {"b"}, {"c"}}),
  });
  CellAt(table, 0, 0).printed_steps = -77;  // From before.
  FootTable(&table);
  EXPECT_EQ(CellAt(table, 0, 0).printed_steps, std::nullopt);
  EXPECT_EQ(CellAt(table, 1, 0).printed_steps, 21);
  EXPECT_EQ(PrintedText(CellAt(table, 1, 0)), "21");
  EXPECT_EQ(std::get<Ore>(CellAt(table, 1, 0).figure.value), Ore{2'045'000});
  const Table once = table;
  FootTable(&table);
  EXPECT_EQ(table, once);
}

TEST(FootingTest, SubtractedAndNegativeRows) {
  EXPECT_THAT(Footed(TableOf({
                  Row("income", {5'400}),
                  Row("costs", {-3'400}),
                  Row("tax", {1'600}),
                  Row("result", {400}, {{"income"}, {"costs"}, {"tax", -1}}),
              })),
              ElementsAre(5, -3, 2, 0));
  EXPECT_THAT(Footed(TableOf({
                  Row("a", {-400}),
                  Row("b", {-400}),
                  Row("sum", {-800}, {{"a"}, {"b"}}),
              })),
              ElementsAre(-1, 0, -1));
}

TEST(FootingTest, TotalsOfTotalsComeFirst) {
  EXPECT_THAT(Footed(TableOf({
                  Row("a", {1'400}),
                  Row("b", {1'400}),
                  Row("first", {2'800}, {{"a"}, {"b"}}),
                  Row("c", {400}),
                  Row("d", {400}),
                  Row("second", {800}, {{"c"}, {"d"}}),
                  Row("all", {3'600}, {{"first"}, {"second"}}),
              })),
              ElementsAre(2, 1, 3, 1, 0, 1, 4));
}

// The outcome, the budget, and the deviation with the sign that is favourable.
TEST(FootingTest, DeviationsAreWhatTheColumnsPrint) {
  Table table = TableOf({
      Row("income", {5'400, 5'000, 400}),
      Row("fees", {1'400, 1'800, -400}),
      Row("costs", {-6'600, -6'100, -500}),
      Row("result", {200, 700, -500}, {{"income"}, {"fees"}, {"costs"}}),
  });
  table.columns[2].minuend = "c0";
  table.columns[2].subtrahend = "c1";
  FootTable(&table);
  EXPECT_THAT(Column(table, 0), ElementsAre(5, 2, -7, 0));
  EXPECT_THAT(Column(table, 1), ElementsAre(5, 2, -6, 1));
  EXPECT_THAT(Column(table, 2), ElementsAre(0, 0, -1, -1));
  EXPECT_THAT(PrintedGaps(table), IsEmpty());
}

TEST(FootingTest, ARowWithoutBudgetIsZeroThere) {
  Table table = TableOf({
      Row("a", {1'400, 1'200, -200}),
      Row("b", {1'400, {}, {}}),
      Row("sum", {2'800, 1'200, -1'600}, {{"a"}, {"b"}}),
  });
  table.columns[2].minuend = "c0";
  table.columns[2].subtrahend = "c1";
  FootTable(&table);
  EXPECT_THAT(Column(table, 0), ElementsAre(1, 2, 3));
  EXPECT_THAT(Column(table, 1), ElementsAre(1, 0, 1));
  EXPECT_THAT(Column(table, 2), ElementsAre(0, 0, -2));
  EXPECT_THAT(PrintedGaps(table), IsEmpty());
}

TEST(FootingTest, ATotalMayListThePartsOfAnother) {
  EXPECT_THAT(Footed(TableOf({
                  Row("all", {3'600}, {{"a"}, {"b"}, {"c"}, {"d"}}),
                  Row("a", {1'400}),
                  Row("b", {1'400}),
                  Row("of-these", {2'800}, {{"a"}, {"b"}}),
                  Row("c", {400}),
                  Row("d", {400}),
              })),
              ElementsAre(4, 2, 1, 3, 1, 0));
}

TEST(FootingTest, TotalsThatShareSomePartsAreTold) {
  Table table = TableOf({
      Row("a", {1'400}),
      Row("b", {1'400}),
      Row("c", {1'400}),
      Row("d", {1'400}),
      Row("ab", {2'800}, {{"a"}, {"b"}}),
      Row("bcd", {4'200}, {{"b"}, {"c"}, {"d"}}),
  });
  FootTable(&table);
  EXPECT_THAT(Column(table, 0), ElementsAre(2, 1, 1, 1, 3, 4));
  EXPECT_THAT(PrintedGaps(table), ElementsAre(PrintedGap{5, 0, 1}));
}

TEST(FootingTest, APartIsNotPrintedAsMoreThanTheWhole) {
  Table table = TableOf({
      Row("a", {10'600}),
      Row("of-a", {10'550}),
      Row("b", {20'550}),
      Row("c", {-30'600}),
      Row("of-c", {-30'700}),
      Row("sum", {550}, {{"a"}, {"b"}, {"c"}}),
  });
  table.rows[1].part_of = "a";
  table.rows[4].part_of = "c";
  EXPECT_THAT(Footed(table), ElementsAre(11, 11, 21, -31, -31, 1));
  CellAt(table, 3, 0).figure.value = Ore{-3'110'000};
  CellAt(table, 5, 0).figure.value = Ore{5'000};
  CellAt(table, 4, 0).figure.value = Ore{-3'105'000};
  EXPECT_THAT(Footed(table), ElementsAre(11, 11, 20, -31, -31, 0));
  table.rows[1].part_of = "b";  // More than the whole: nothing to keep.
  EXPECT_THAT(Footed(table), ElementsAre(11, 11, 20, -31, -31, 0));
  // Half a krona of the whole is cut, and so of its part.
  EXPECT_THAT(Footed([] {
                Table of = TableOf({
                    Row("a", {1'600}),
                    Row("b", {1'600}),
                    Row("sum", {3'200}, {{"a"}, {"b"}}),
                    Row("of-a", {1'600}),
                });
                of.rows[3].part_of = "a";
                return of;
              }()),
              ElementsAre(1, 2, 3, 1));
}

TEST(FootingTest, WhatIsNoSumIsLeftAlone) {
  const Table table = TableOf({
      Row("a", {1'400}),
      Row("b", {1'400}),
      Row("wrong", {2'900}, {{"a"}, {"b"}}),
      Row("unknown", {1'400}, {{"a"}, {"x"}}),
      Row("twice", {2'800}, {{"a"}, {"a"}}),
      Row("itself", {2'800}, {{"itself"}}),
      Row("double", {2'800}, {{"a", 2}}),
      Row("circle-1", {1'500}, {{"circle-2"}}),
      Row("circle-2", {1'500}, {{"circle-1"}}),
  });
  EXPECT_THAT(Footed(table), ElementsAre(1, 1, 3, 1, 3, 3, 3, 2, 2));
  EXPECT_THAT(PrintedGaps(table), IsEmpty());
}

TEST(FootingTest, OtherKindsOfCellsAreLeftAlone) {
  Table table = TableOf({
      Row("a", {1'400, 1'400}),
      Row("b", {1'400, 1'400}),
      Row("sum", {2'800, 2'800}, {{"a"}, {"b"}}),
  });
  CellAt(table, 0, 0).figure.value = std::monostate{};
  CellAt(table, 0, 1).display.decimals = 1;
  table.rows.push_back(
      {"share",
       "",
       RowKind::kDetail,
       "",
       {FigureCell{{"r", Ratio{1, 3}, {}}, {Unit::kPercent, 0}},
        std::string("ord")}});
  table.rows.push_back({"heading", "", RowKind::kHeading, "", {}});
  const Table before = table;
  FootTable(&table);
  EXPECT_EQ(table, before);
  EXPECT_THAT(PrintedGaps(table), IsEmpty());
}

TEST(FootingTest, HugeAmountsAreSafe) {
  Table table =
      TableOf({Row("a", {0}), Row("b", {0}), Row("sum", {0}, {{"a"}, {"b"}})});
  for (const Display display :
       {kTkr, Display{Unit::kKronor, 2}, Display{Unit::kKronor, 6}}) {
    for (size_t i = 0; i < 3; ++i) CellAt(table, i, 0).display = display;
    CellAt(table, 0, 0).figure.value = Ore{INT64_MAX};
    CellAt(table, 1, 0).figure.value = Ore{INT64_MIN};
    CellAt(table, 2, 0).figure.value = Ore{-1};
    CellAt(table, 2, 0).printed_steps = INT64_MIN;
    PrintedGaps(table);
    FootTable(&table);
    EXPECT_THAT(PrintedGaps(table), IsEmpty());
  }
}

// --- Any table ---

// A table of random forests. Columns 0 and up hold amounts; `differences` more
// hold column 0 less column 1, 2, …, with a sign of each row's own.
struct Wild {
  std::mt19937_64 random;
  int64_t per_step = 100'000;
  Display display = kTkr;

  int Below(int n) {
    return static_cast<int>(random() % static_cast<uint64_t>(n));
  }

  // Often near a half or whole, where rounding is delicate.
  Ore Amount() {
    const int64_t steps = Below(40) - 20;
    const int64_t parts[] = {0,
                             0,
                             per_step / 2,
                             per_step / 2 + 1,
                             per_step / 2 - 1,
                             1,
                             per_step - 1,
                             per_step / 10 * Below(10),
                             per_step / 3};
    return Ore{steps * per_step + parts[Below(9)]};
  }

  Table Make(int rows, size_t columns, size_t differences, bool blanks) {
    const std::pair<Display, int64_t> displays[] = {
        {kTkr, 100'000},
        {{Unit::kKronor, 0}, 100},
        {{Unit::kMillion, 1}, 10'000'000}};
    std::tie(display, per_step) = displays[Below(3)];
    Table table;
    for (size_t i = 0; i < columns; ++i) {
      table.columns.push_back({absl::StrCat("c", i), ""});
    }
    for (size_t i = 1; i <= differences; ++i) {
      table.columns.push_back(
          {absl::StrCat("d", i), "", "c0", absl::StrCat("c", i)});
    }
    std::vector<int> free;  // Rows that no total has yet.
    for (int i = 0; i < rows; ++i) {
      TableRow row{absl::StrCat("r", i), "", RowKind::kDetail, "", {}};
      std::shuffle(free.begin(), free.end(), random);
      const bool total = free.size() > 1 && Below(3) == 0;
      const int parts = total ? 1 + Below(static_cast<int>(free.size())) : 0;
      for (int n = 0; n < parts; ++n) {
        row.terms.push_back(
            {absl::StrCat("r", free.back()), Below(4) == 0 ? -1 : 1});
        free.pop_back();
      }
      AddCells(columns, blanks, table, &row);
      const int sign = Below(2) == 0 ? 1 : -1;
      for (size_t d = 1; d <= differences; ++d) {
        const Ore less = AmountAt(row, d);
        const Ore of = AmountAt(row, 0);
        AddCell(sign > 0 ? of - less : less - of, &row);
      }
      free.push_back(i);
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  void AddCells(size_t columns, bool blanks, const Table& table,
                TableRow* row) {
    for (size_t c = 0; c < columns; ++c) {
      Ore sum;
      for (const RowTerm& term : row->terms) {
        for (const TableRow& part : table.rows) {
          if (part.id != term.row) continue;
          const Ore amount = AmountAt(part, c);
          sum += term.factor > 0 ? amount : -amount;
        }
      }
      if (blanks && row->terms.empty() && Below(4) == 0) {
        row->cells.emplace_back();
      } else {
        AddCell(row->terms.empty() ? Amount() : sum, row);
      }
    }
  }

  void AddCell(Ore amount, TableRow* row) const {
    row->cells.push_back(FigureCell{{"x", amount, {}}, display});
  }

  static Ore AmountAt(const TableRow& row, size_t column) {
    const auto* held = std::get_if<FigureCell>(&row.cells[column]);
    return held == nullptr ? Ore{} : std::get<Ore>(held->figure.value);
  }
};

int64_t StepsAt(const TableRow& row, size_t column) {
  const auto* held = std::get_if<FigureCell>(&row.cells[column]);
  return held == nullptr ? 0 : PrintedSteps(*held).value();
}

// Expects of every cell that it is less than a step off, and exact if it can.
void ExpectNeighbours(const Table& table, int64_t per_step) {
  for (const TableRow& row : table.rows) {
    for (size_t c = 0; c < row.cells.size(); ++c) {
      const int64_t off =
          StepsAt(row, c) * per_step - Wild::AmountAt(row, c).value;
      ASSERT_LT(std::abs(off), per_step);
    }
  }
}

// Expects of every sum in the first `columns` columns that it is printed.
void ExpectSums(const Table& table, size_t columns) {
  for (const TableRow& row : table.rows) {
    for (size_t c = 0; c < columns && !row.terms.empty(); ++c) {
      int64_t sum = 0;
      for (const RowTerm& term : row.terms) {
        for (const TableRow& part : table.rows) {
          if (part.id == term.row) sum += term.factor * StepsAt(part, c);
        }
      }
      ASSERT_EQ(StepsAt(row, c), sum) << row.id << " column " << c;
    }
  }
}

// Expects of every row that it prints a difference's column as what the
// columns print.
void ExpectDifferences(const Table& table, size_t made, size_t less) {
  for (const TableRow& row : table.rows) {
    const Ore exact = Wild::AmountAt(row, 0) - Wild::AmountAt(row, less);
    const int sign = exact == Wild::AmountAt(row, made) ? 1 : -1;
    ASSERT_EQ(StepsAt(row, made), sign * (StepsAt(row, 0) - StepsAt(row, less)))
        << row.id;
  }
}

// Expects of every row in no total that its amounts are rounded to the nearest.
void ExpectRootsNearest(const Table& table, size_t columns, int64_t per_step) {
  for (const TableRow& row : table.rows) {
    bool root = true;
    for (const TableRow& other : table.rows) {
      for (const RowTerm& term : other.terms) root = root && term.row != row.id;
    }
    for (size_t c = 0; root && c < columns; ++c) {
      const auto* held = std::get_if<FigureCell>(&row.cells[c]);
      if (held == nullptr) continue;
      // Of two halves with a whole difference only one can be the first's.
      const int64_t ore = Wild::AmountAt(row, c).value;
      if (c > 0 && std::abs(ore % per_step) * 2 == per_step) continue;
      ASSERT_EQ(held->printed_steps, std::nullopt) << row.id << " " << c;
    }
  }
}

TEST(FootingPropertyTest, AnyForestOfSums) {
  int footed = 0;
  for (uint64_t seed = 1; seed <= 3'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Wild wild{std::mt19937_64(seed)};
    Table table = wild.Make(2 + wild.Below(40), 1 + seed % 3, 0, seed % 2 == 0);
    const std::vector<PrintedGap> gaps = PrintedGaps(table);
    for (const PrintedGap& gap : gaps) {
      const size_t parts = table.rows[gap.row].terms.size();
      ASSERT_LE(gap.steps, static_cast<int64_t>(parts + 1) / 2);
    }
    FootTable(&table);
    ExpectNeighbours(table, wild.per_step);
    ExpectSums(table, table.columns.size());
    ExpectRootsNearest(table, table.columns.size(), wild.per_step);
    ASSERT_THAT(PrintedGaps(table), IsEmpty());
    footed += gaps.empty() ? 0 : 1;
    if (HasFailure()) return;
  }
  EXPECT_GT(footed, 1'000);
}

TEST(FootingPropertyTest, AnyForestWithADifference) {
  for (uint64_t seed = 1; seed <= 5'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Wild wild{std::mt19937_64(seed)};
    Table table = wild.Make(2 + wild.Below(30), 2 + seed % 2, 1, seed % 2 == 0);
    FootTable(&table);
    const size_t columns = table.columns.size() - 1;
    ExpectNeighbours(table, wild.per_step);
    ExpectSums(table, columns);
    ExpectDifferences(table, columns, 1);
    ExpectRootsNearest(table, columns, wild.per_step);
    if (HasFailure()) return;
  }
}

// Against a budget and against the year before: the second difference finds
// room nearly always; where it does not, the columns' sums are kept.
TEST(FootingPropertyTest, ASecondDifferenceIsKeptOrTold) {
  int cells = 0;
  size_t told = 0;
  for (uint64_t seed = 1; seed <= 3'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Wild wild{std::mt19937_64(seed)};
    Table table = wild.Make(2 + wild.Below(30), 3, 2, false);
    FootTable(&table);
    ExpectNeighbours(table, wild.per_step);
    ExpectSums(table, 3);
    ExpectDifferences(table, 3, 1);
    const std::vector<PrintedGap> gaps = PrintedGaps(table);
    for (const PrintedGap& gap : gaps) ASSERT_EQ(gap.column, 4u);
    if (gaps.empty()) ExpectDifferences(table, 4, 2);
    cells += static_cast<int>(table.rows.size());
    told += gaps.size();
    if (HasFailure()) return;
  }
  RecordProperty("told", absl::StrCat(told, " of ", cells));
  EXPECT_LT(told * 100, static_cast<size_t>(cells));
}

// Sums over anything: nothing breaks, and what is not kept is told.
TEST(FootingPropertyTest, AnySumsAtAll) {
  for (uint64_t seed = 1; seed <= 2'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Wild wild{std::mt19937_64(seed)};
    const int rows = 3 + wild.Below(20);
    Table table = wild.Make(rows, 2, 1, true);
    for (int n = wild.Below(6); n > 0; --n) {
      TableRow row{absl::StrCat("x", n), "", RowKind::kDetail, "", {}};
      for (int i = 0; i < rows; ++i) {
        if (wild.Below(3) == 0) row.terms.push_back({absl::StrCat("r", i)});
      }
      wild.AddCells(2, false, table, &row);
      row.cells.emplace_back();
      table.rows.push_back(std::move(row));
    }
    FootTable(&table);
    ExpectNeighbours(table, wild.per_step);
    ExpectDifferences(
        [&] {
          Table plain = table;
          plain.rows.resize(static_cast<size_t>(rows));
          return plain;
        }(),
        2, 1);
    if (PrintedGaps(table).empty()) ExpectSums(table, 2);
    if (HasFailure()) return;
  }
}

TEST(FootingPropertyTest, ATableOfTheLargestSize) {
  Wild wild{std::mt19937_64(7)};
  Table table;
  for (int i = 0; i < 10; ++i) {
    table.columns.push_back({absl::StrCat("c", i), ""});
    if (i % 3 != 2) continue;
    table.columns.back().minuend = absl::StrCat("c", i - 2);
    table.columns.back().subtrahend = absl::StrCat("c", i - 1);
  }
  std::vector<RowTerm> parts;
  std::vector<Ore> sums(10);
  const auto add = [&](const std::vector<RowTerm>& terms) {
    TableRow row{absl::StrCat("r", table.rows.size()),
                 "",
                 RowKind::kDetail,
                 "",
                 {},
                 terms};
    for (size_t c = 0; c < 10; ++c) {
      const bool made = c % 3 == 2;
      Ore amount = terms.empty() ? wild.Amount() : sums[c];
      if (made)
        amount = Wild::AmountAt(row, c - 2) - Wild::AmountAt(row, c - 1);
      wild.AddCell(amount, &row);
      sums[c] = terms.empty() ? sums[c] + amount : Ore{};
    }
    table.rows.push_back(std::move(row));
  };
  while (table.rows.size() < 2'000) {
    add({});
    parts.push_back({table.rows.back().id});
    if (parts.size() < 500) continue;
    add(parts);
    parts.clear();
  }
  EXPECT_FALSE(PrintedGaps(table).empty());
  FootTable(&table);
  EXPECT_THAT(PrintedGaps(table), IsEmpty());
  ExpectNeighbours(table, wild.per_step);
}

}  // namespace
}  // namespace finsam
