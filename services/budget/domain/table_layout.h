// The language of layouts/budget.yaml (docs/year-folder.md): which columns and
// rows the tables of a budget, a plan or an interim report have. tables.h
// fills them in.
//
// A TableLayout is a plain value. It may hold anything a file can say;
// CheckTableLayout tells whether it makes sense on its own.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_TABLE_LAYOUT_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_TABLE_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/figure/display.h"
#include "services/budget/domain/column_facts.h"

namespace finsam::budget {

inline constexpr size_t kTablesMax = 20;
inline constexpr size_t kTableColumnsMax = 20;
inline constexpr size_t kTableRowsMax = 500;
// Terms of a total, and columns that a row is shown in.
inline constexpr size_t kTableListMax = 100;
inline constexpr size_t kTableIdBytesMax = 64;
inline constexpr size_t kTableTextBytesMax = 300;
inline constexpr int kTableYearMin = 1990;
inline constexpr int kTableYearMax = 2100;
// Problems that a check of a layout lists; the last one tells that there are
// more.
inline constexpr size_t kTableProblemsMax = 200;

struct TableColumnLayout {
  std::string label;
  // A budget (a month: its share to date), a plan year, a forecast, an outcome
  // (with its month), or a deviation: with a month of the outcome from the
  // budget to date, without one of the forecast from the budget.
  ColumnKey key;
  int64_t file_line = 0;
};

// What a total adds (+1) or subtracts (-1): a line's id, "income", "costs",
// "result", "opening-capital", "closing-capital", "group.<slug>" or a total
// that stands above it.
struct TotalTerm {
  std::string id;
  int factor = 1;
};

enum class TableRowSource {
  kHeading,   // `name` is its text.
  kGroup,     // The lines of group `name` that have no row of their own.
  kLine,      // The line `name`.
  kCapital,   // The opening capital; `label` is its text.
  kSubtotal,  // The sum of group `name`.
  kTotal,     // `name` is its id.
};

struct TableRowLayout {
  TableRowSource source = TableRowSource::kLine;
  std::string name;
  std::string label;  // Of a line, empty: the budget's.
  // Of a total. Empty: `name` is income, costs, result or closing-capital.
  std::vector<TotalTerm> of;
  // Ids of the columns that show the row; empty: all. Totals count the opening
  // capital only in columns that show its row, when it has one.
  std::vector<std::string> only;
  int64_t file_line = 0;

  // What the row holds, as a column calls it; of a heading or a group's lines
  // a name for the row itself: "heading.intakter", "lines.kansli".
  std::string Id() const;
};

struct TableLayoutTable {
  std::string id;
  std::string title;
  Unit unit = Unit::kKronor;
  std::string row_header;
  std::vector<TableColumnLayout> columns;
  std::vector<TableRowLayout> rows;
  int64_t file_line = 0;
};

struct TableLayout {
  std::vector<TableLayoutTable> tables;
};

// Adds every problem of the layout itself, with the line of `file_name`:
// TABLE_EMPTY, TABLE_TOO_LARGE, TABLE_TEXT_SIZE (missing or too long),
// TABLE_ID_INVALID, TABLE_ID_TWICE, TABLE_COLUMN (a period that does not suit
// what the column holds), TABLE_COLUMN_TWICE, TABLE_ROW_TWICE, TABLE_TOTAL (no
// terms, and not the name of a sum), TABLE_TERM (twice, or a total that does
// not stand above), TABLE_ONLY (no such column, or one twice).
void CheckTableLayout(const TableLayout& layout, absl::string_view file_name,
                      std::vector<Problem>* problems);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_TABLE_LAYOUT_H_
