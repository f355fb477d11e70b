// Own capital and contributions, wherever a document shows them.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_EQUITY_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_EQUITY_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "services/gateway/printed/reading.h"

namespace finsam::gateway::printed {

// A balance sheet's row "Eget kapital" may be what the year began with, or a
// sum above its parts; finds out which, and corrects line and kind.
void SettleEquity(Sheet* balance_sheet);

// Closing own capital of a year: of the balance sheet, also as its parts; else
// of any other table.
std::optional<int64_t> ClosingEquity(const Reading& reading, int year);

// The rows of a sheet that are members' contributions, each with its payer.
struct PaidBy {
  size_t row = 0;
  Payer payer = Payer::kNone;
};
// Empty unless the state, a region and a municipality each have a row.
std::vector<PaidBy> ContributionRows(const Sheet& sheet);

// Their sum in a column, or nothing.
std::optional<int64_t> Contributions(const Sheet& sheet, size_t column);

// The members' contributions of a year: the sum of their rows, else a row
// that says so.
std::optional<int64_t> Contributions(const Reading& reading, int year,
                                     Role role = Role::kOutcome);

// The result of a column of a budget or plan: what it ends with, without what
// it began with; nothing when its lines are not known.
std::optional<int64_t> BudgetResult(const Sheet& sheet, size_t column);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_EQUITY_H_
