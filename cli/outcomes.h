// What the lines of a budget came to, out of a table or out of the books: the
// rows of a statement whose ids are the budget lines' ids, income and costs
// both positive.

#ifndef FINSAM_CLI_OUTCOMES_H_
#define FINSAM_CLI_OUTCOMES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/client.h"
#include "cli/outcome_rows.h"
#include "common/base/names.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// Where outcomes come from: statements or a file.
struct OutcomeOptions {
  std::vector<std::string> statements;  // Of the ledger: "note-2", "note-3".
  std::string file;                     // outcome_file.h
  int history_years = 10;  // Of statements: at most so many earlier years.
  bool given() const { return !statements.empty() || !file.empty(); }
};

// The year's months up to `through`, and whole earlier years: of statements
// those without a gap that the ledger has vouchers and the statements of.
// Refusals: FILE_UNREADABLE, those of ReadOutcomes, of GetStatements and of
// RowsOf. No options give no lines. A year that is not booked to its end ends
// the history, and a warning says so. So it does of rows that may count the
// same money.
absl::StatusOr<std::vector<budget::v1::LineHistory>> HistoriesFor(
    const OutcomeOptions& options, const FiscalYearName& year, int through,
    Client& client);

struct Outcomes {
  std::vector<budget::v1::LineOutcome> lines;
  std::vector<budget::v1::NetItem> net_items;  // Of a file.
};

// What lines came to from January to `through`; of statements with the figure
// that says so. Refusals and warnings as above.
absl::StatusOr<Outcomes> OutcomesFor(const OutcomeOptions& options,
                                     const FiscalYearName& year, int through,
                                     Client& client);

// The last month of the year that has a voucher, 0 when none has.
absl::StatusOr<int> BookedThrough(const FiscalYearName& year, Client& client);

// The amount in öre of the figure of the year's statements that is called
// "<figure>/<year>" ("balance-sheet/retained-earnings"), and through a month
// as it was then. Refusals: FIGURE_UNKNOWN, those of GetStatements.
absl::StatusOr<int64_t> BookedFigure(const std::string& figure,
                                     const FiscalYearName& year, int through,
                                     Client& client);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_OUTCOMES_H_
