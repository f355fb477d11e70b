// The statements that a layout makes of the books: tables whose every number
// is a figure with its provenance.
//
// Values are exact öre; nothing is rounded here. Signs: a line of accounts is
// shown with the sign its layout says; every line computed from others takes
// their values as they are shown. A year without books has no values, except
// the key figures of an overview; a line that has no value for a year makes
// the totals over it have none. Pure functions; the same input gives the same
// output to the byte.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_STATEMENTS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_STATEMENTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/figure/figure.h"
#include "common/figure/table.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/key_figures.h"
#include "services/ledger/domain/layout.h"

namespace finsam::ledger {

struct StatementsInput {
  const Layout* layout = nullptr;  // Not owned; never null when evaluated.
  int year = 0;                    // The report's year: the first column.
  // By year: the report's and earlier ones, as far as there are books.
  std::map<int, YearBalances> balances;
  std::vector<KeyFigure> key_figures;
  int64_t revision = 0;  // Of the ledger; stamped into every figure.
  // "associations/2220001511": goes before the names of records in the
  // provenance of reported figures; may be empty.
  std::string association;
};

// One table per statement, in the layout's order. Columns and figures are
// named by year: "income-statement/result/2024". A group gives a heading row
// named by the group's slug. A blank line has blank cells; any other cell
// holds a figure, though maybe one without a value.
// Refusals: the first of CheckLayout's with all of them as problems;
// LAYOUT_SUM_TOO_LARGE when a total leaves 64 bits.
absl::StatusOr<std::vector<Table>> EvaluateStatements(
    const StatementsInput& input);

// Figures that no table shows, for the checks and for explanations:
// - "balance-sheet/receivables/opening-2024": what a line of closing balances
//   was before the year's first entry, in the line's sign; also for sums over
//   such lines (result accounts open at zero),
// - lines of years that their own statement has no column for, when an
//   overview needs them.
// Empty when EvaluateStatements refuses.
std::vector<Figure> ExtraFigures(const StatementsInput& input);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_STATEMENTS_H_
