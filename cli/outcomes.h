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

// A row of a statement in one year's column.
struct OutcomeRow {
  std::string line;
  std::string label;
  // Income where the statement shows credit as positive, cost where debit.
  // Nothing of a computed row.
  budget::v1::Budget::Kind kind = budget::v1::Budget::KIND_UNSPECIFIED;
  common::v1::Figure figure;  // An amount.
};

// The ordinary rows of the statements `named` that hold an amount in the
// column of `year`. Refusals: STATEMENT_UNKNOWN, naming those there are;
// STATEMENT_TWICE: one is named twice; HISTORY_LINE_TWICE: two rows of one id;
// OUTCOME_BALANCE: a row is a balance, which is no outcome; OUTCOME_OVERLAP:
// rows of two statements sum the same accounts, so money would count twice.
absl::StatusOr<std::vector<OutcomeRow>> RowsOf(
    const ledger::v1::GetStatementsResponse& statements,
    const std::vector<std::string>& named, int year);

// The year's months up to `through`, and whole earlier years: of statements
// those without a gap that the ledger has vouchers and the statements of.
// Refusals: FILE_UNREADABLE, those of ReadOutcomes, of GetStatements and of
// RowsOf. No options give no lines. A year that is not booked to its end ends
// the history, and a warning says so.
absl::StatusOr<std::vector<budget::v1::LineHistory>> HistoriesFor(
    const OutcomeOptions& options, const FiscalYearName& year, int through,
    Client& client);

// What lines came to from January to `through`; of statements with the figure
// that says so. Refusals as above.
absl::StatusOr<std::vector<budget::v1::LineOutcome>> OutcomesFor(
    const OutcomeOptions& options, const FiscalYearName& year, int through,
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
