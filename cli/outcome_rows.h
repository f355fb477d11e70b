// The rows of the ledger's statements that are outcomes of a budget's lines:
// which they are, and that no two of them count the same money.

#ifndef FINSAM_CLI_OUTCOME_ROWS_H_
#define FINSAM_CLI_OUTCOME_ROWS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

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
// two rows sum the same accounts, so money would count twice. `unsure`, unless
// nullptr, gets the pairs of rows that may: objects of two dimensions, which
// can stand on one entry.
absl::StatusOr<std::vector<OutcomeRow>> RowsOf(
    const ledger::v1::GetStatementsResponse& statements,
    const std::vector<std::string>& named, int year,
    std::vector<std::string>* unsure = nullptr);

// The figures of the statements, of rows and others, by id. Borrows them.
using FigureMap = std::map<std::string, const common::v1::Figure*>;
FigureMap FiguresOf(const ledger::v1::GetStatementsResponse& statements);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_OUTCOME_ROWS_H_
