// A table: rows and columns of figures, with the text cells that a register
// (a board, a list of goals) needs beside them.

#ifndef FINSAM_COMMON_FIGURE_TABLE_H_
#define FINSAM_COMMON_FIGURE_TABLE_H_

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
  friend bool operator==(const FigureCell&, const FigureCell&) = default;
};

// monostate: a cell that the layout leaves blank; std::string: text.
using Cell = std::variant<std::monostate, FigureCell, std::string>;

struct TableRow {
  std::string id;
  std::string label;  // Swedish.
  RowKind kind = RowKind::kDetail;
  std::string note;         // The note's number when the line has one: "2".
  std::vector<Cell> cells;  // One per column; empty for a heading.
  friend bool operator==(const TableRow&, const TableRow&) = default;
};

struct Table {
  std::string id;     // "income-statement"
  std::string title;  // Swedish.
  std::string unit;   // "kr", "tkr": said once above the table; may be empty.
  std::string row_header;  // Head of the first column: "Belopp i kr".
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;
  friend bool operator==(const Table&, const Table&) = default;
};

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
