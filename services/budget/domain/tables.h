// The tables of a budget, a plan or an interim report: a layout
// (table_layout.h) filled in with columns of facts (column_facts.h).
//
// A cell is a figure with its terms, or blank where the column does not know
// the row or the row is not shown in it. A figure keeps the id that its column
// gives it ("budget/kansli/2025"); a total with terms of its own is the
// table's: "<table>/<row>/<column>", such as "plan/available/budget-2025".
//
// Opening capital is never income. Whether a total counts it is told by its
// terms: one that names "<source>/opening-capital/<period>". So a check that
// finds such a term in one column of a row and not in another knows that the
// row's columns cannot be compared.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_TABLES_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_TABLES_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/figure/figure.h"
#include "common/figure/table.h"
#include "services/budget/domain/column_facts.h"
#include "services/budget/domain/table_layout.h"

namespace finsam::budget {

struct BuiltTables {
  std::vector<Table> tables;
  // Every figure of the columns and of the tables' own totals once, shown or
  // not: a budget's result and its opening capital are here in any case.
  std::vector<Figure> figures;
  // TABLE_ROW_UNKNOWN: no column of the table knows a row or a term.
  // TABLE_LINE_HIDDEN: a sum counts a line that has no row, in a
  // table that has rows for lines.
  std::vector<Problem> warnings;
};

// The columns of facts that the layout's tables are made of, each once. Of
// budgets the whole year's.
std::vector<ColumnKey> NeededFacts(const TableLayout& layout);

// Fills in a layout that CheckTableLayout found nothing wrong with.
// `layout_file` is what warnings call it. Lines of a forecast or an outcome
// get kind and group of the budget for the same year, when it is among
// `facts`. Facts that no table needs are left out. Refusals: those of
// CheckOutcome (kInvalidArgument); TABLE_FACTS_MISSING (kFailedPrecondition),
// with a problem for each column without facts.
absl::StatusOr<BuiltTables> MakeTables(const TableLayout& layout,
                                       absl::string_view layout_file,
                                       std::vector<ColumnFacts> facts,
                                       int64_t revision);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_TABLES_H_
