// The change of years: what a fiscal year ends with is what the next one
// begins with. Balance accounts go over with their objects; what stands on the
// result accounts is carried to own capital, without objects.
//
// Books that moved their result to own capital themselves (8999 against 2099)
// have result accounts that sum to zero: nothing more is carried.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_CLOSE_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_CLOSE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/money.h"
#include "services/ledger/domain/chart.h"
#include "services/ledger/domain/fiscal_year.h"
#include "services/ledger/domain/fold.h"

namespace finsam::ledger {

// Differing accounts that a refusal names.
inline constexpr size_t kOpeningProblemsMax = 200;

// What closing a year finds.
struct YearClosing {
  // What the year's entries on result accounts come to; income positive.
  Ore result;
  BalanceMap openings;          // Of the next year; none is zero.
  std::string balances_digest;  // SHA-256 over the year's balances.
};

// Closes a year's `balances` (openings and movements) with the result in
// `capital_account`. Refusals: BOOKS_UNBALANCED; BALANCES_TOO_LARGE and
// BOOKS_TOO_LARGE when the next year could not hold them.
absl::StatusOr<YearClosing> CloseBalances(const BalanceMap& balances,
                                          int32_t capital_account);

// Whether the result may be carried to `account`. Refusals: ACCOUNT_INVALID
// when it keeps no balance over the year's end, ACCOUNT_UNKNOWN.
absl::Status CheckCapitalAccount(int32_t account, const Chart& chart);

// The twelve months after `year`.
FiscalYear YearAfter(const FiscalYear& year);

// True when `later`, the next year that is kept, begins the day after `year`;
// false when there is room for YearAfter before it. Refusal: NEXT_YEAR_DAYS
// when there is neither.
absl::StatusOr<bool> Follows(const FiscalYear& later, const FiscalYear& year);

// Whether the next year, which has `openings` of its own, begins as the
// closed year ended. Own capital (2000–2099) is compared as one sum, since a
// program may keep the result apart. Refusal: OPENING_DIFFERS with every
// differing account.
absl::Status CheckOpenings(int next_year, const BalanceMap& closing,
                           const BalanceMap& openings);

// `chart` with the accounts, dimensions and objects of `earlier` that it lacks.
Chart WithMissing(Chart chart, const Chart& earlier);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_CLOSE_H_
