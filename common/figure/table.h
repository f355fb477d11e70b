// A table: rows and columns of figures, with the text cells that a register
// (a board, a list of goals) needs beside them.

#ifndef FINSAM_COMMON_FIGURE_TABLE_H_
#define FINSAM_COMMON_FIGURE_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/figure/display.h"
#include "common/figure/figure.h"

namespace finsam {

struct TableColumn {
  std::string id;     // "2024", "budget-2024", "appointed-by".
  std::string label;  // "2024-12-31"; Swedish.
  // A column of differences: the ids of the columns it compares. A cell is
  // minuend less subtrahend, or with the other sign where that is the
  // favourable one. Empty in all other columns.
  std::string minuend = {};
  std::string subtrahend = {};
  friend bool operator==(const TableColumn&, const TableColumn&) = default;
};

enum class RowKind {
  kDetail,   // An ordinary line.
  kTotal,    // A sum of lines above it.
  kHeading,  // A group's name; no cells.
  kOfWhich,  // "varav": a part of a line above, not added again.
};

struct FigureCell {
  Figure figure;
  Display display;
  // What is printed instead of the rounded value, in the display's smallest
  // step, where the two differ (Rounding::kFooting). The value stays exact.
  std::optional<int64_t> printed_steps = std::nullopt;
  friend bool operator==(const FigureCell&, const FigureCell&) = default;
};

// monostate: a cell that the layout leaves blank; std::string: text.
using Cell = std::variant<std::monostate, FigureCell, std::string>;

// A row that is added (+1) to another or subtracted (-1) from it.
struct RowTerm {
  std::string row;
  int factor = 1;
  friend bool operator==(const RowTerm&, const RowTerm&) = default;
};

struct TableRow {
  std::string id;
  std::string label;  // Swedish.
  RowKind kind = RowKind::kDetail;
  std::string note;         // The note's number when the line has one: "2".
  std::vector<Cell> cells;  // One per column; empty for a heading.
  // The rows of the table that this one is the sum of; empty when it is none.
  std::vector<RowTerm> terms = {};
  std::string part_of = {};  // kOfWhich: the row that it is a part of.
  friend bool operator==(const TableRow&, const TableRow&) = default;
};

// How a table is drawn beside being printed.
struct TableChart {
  enum class Kind {
    kBars,   // A group of bars for each row, a bar in it for each column.
    kLines,  // A line for each row over the columns.
  };
  Kind kind = Kind::kBars;
  std::string title = {};              // Swedish; empty: the table's.
  std::vector<std::string> rows = {};  // Empty: every kDetail row.
  // Empty: every column that holds figures in the unit of the first that does,
  // but no differences.
  std::vector<std::string> columns = {};
  friend bool operator==(const TableChart&, const TableChart&) = default;
};

struct Table {
  std::string id;     // "income-statement"
  std::string title;  // Swedish.
  std::string unit;   // "kr", "tkr": said once above the table; may be empty.
  std::string row_header;  // Head of the first column: "Belopp i kr".
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;
  Rounding rounding = Rounding::kExact;
  std::string remark = {};  // Swedish, below the table; may be empty.
  std::vector<TableChart> charts = {};
  friend bool operator==(const Table&, const Table&) = default;
};

// What stands in a cell with a figure.
inline std::string PrintedText(const FigureCell& cell) {
  return Format(cell.figure.value, cell.display, cell.printed_steps);
}

// The printed number in the display's smallest step; nothing for values that
// are no numbers.
inline std::optional<int64_t> PrintedSteps(const FigureCell& cell) {
  if (cell.printed_steps.has_value()) return cell.printed_steps;
  return RoundedSteps(cell.figure.value, cell.display);
}

// The figure with `id`, or nullptr.
inline const Figure* FindFigure(const Table& table, const std::string& id) {
  for (const TableRow& row : table.rows) {
    for (const Cell& cell : row.cells) {
      const auto* held = std::get_if<FigureCell>(&cell);
      if (held != nullptr && held->figure.id == id) return &held->figure;
    }
  }
  return nullptr;
}

}  // namespace finsam

#endif  // FINSAM_COMMON_FIGURE_TABLE_H_
