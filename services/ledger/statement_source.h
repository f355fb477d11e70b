// What the statements of a fiscal year are computed from: balances of the year
// and of those before it that are kept.

#ifndef FINSAM_SERVICES_LEDGER_STATEMENT_SOURCE_H_
#define FINSAM_SERVICES_LEDGER_STATEMENT_SOURCE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/statements.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

// The balances of `year` and of the kept years that an overview of `year` may
// reach back to. `through` is the last month of `year` that counts, as 201706;
// 0: all. Refusals: as ReadBalancesThrough.
absl::StatusOr<std::map<int, YearBalances>> ReadBalances(
    const LedgerReader& reader, int year, int through = 0);

// The balances of one kept year, up to `through`. Refusals: MONTH_INVALID (no
// month of the year), YEAR_HAS_NO_VOUCHERS (a month of comparison figures,
// which are known by year alone).
absl::StatusOr<BalanceMap> ReadBalancesThrough(const LedgerReader& reader,
                                               int year, int through);

// The ids of every figure that the statements give; sorted, each once.
absl::StatusOr<std::vector<std::string>> FigureIds(
    const StatementsInput& input);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_STATEMENT_SOURCE_H_
