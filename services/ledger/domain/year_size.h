// How large the books of one year may be. Charts, opening balances, budgets and
// an account's balances are each kept as one value; within these limits none
// outgrows the store, so that a posting that was taken can always be indexed.
//
// Refusal of all: BOOKS_TOO_LARGE (kFailedPrecondition).

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_SIZE_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_SIZE_H_

#include <cstddef>

#include "absl/status/status.h"
#include "services/ledger/domain/chart.h"

namespace finsam::ledger {

// What the chart takes as it is kept, at most: its names, numbers and some
// bytes beside each.
size_t ChartBytes(const Chart& chart);

// At most kChartBytesMax.
absl::Status CheckChartSize(const Chart& chart);

// `count` balances of a year: at most kYearBalancesMax.
absl::Status CheckBalanceCount(size_t count);

// `count` budgets of periods: at most kYearBudgetsMax.
absl::Status CheckBudgetCount(size_t count);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_SIZE_H_
