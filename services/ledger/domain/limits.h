// How large the books may be. Every list, text and number that a file or a
// caller can give has its limit here.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_LIMITS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_LIMITS_H_

#include <cstddef>
#include <cstdint>
#include <limits>

#include "common/base/money.h"

namespace finsam::ledger {

inline constexpr size_t kVoucherEntriesMax = 1000;
inline constexpr size_t kBatchVouchersMax = 1000;
inline constexpr size_t kTextBytesMax = 500;
inline constexpr size_t kSeriesBytesMax = 8;
inline constexpr size_t kQuantityBytesMax = 32;
inline constexpr size_t kObjectBytesMax = 32;
inline constexpr size_t kEntryObjectsMax = 20;

// Account and dimension numbers: as many digits as surely fit in 32 bits.
inline constexpr size_t kNumberDigitsMax = 9;
// A voucher's number: as many digits as surely fit in 64 bits.
inline constexpr size_t kVoucherDigitsMax = 18;

inline constexpr int64_t kSieFileBytesMax = int64_t{1} << 30;
// A file is read a window of this many bytes at a time.
inline constexpr size_t kSieWindowBytesMax = size_t{1} << 20;
inline constexpr size_t kSieLineBytesMax = size_t{64} << 10;
inline constexpr int64_t kSieRecordsMax = 50'000'000;
inline constexpr int64_t kSieVouchersMax = 10'000'000;
// Accounts that a file declares or uses, and so on.
inline constexpr int64_t kSieAccountsMax = 100'000;
inline constexpr int64_t kSieDimensionsMax = 10'000;
inline constexpr int64_t kSieObjectsMax = 1'000'000;
inline constexpr int64_t kSieBalancesMax = 3'000'000;
inline constexpr int64_t kSieSeriesMax = 10'000;
// Vouchers of a file whose lines are kept, to tell where a number was first.
inline constexpr int64_t kSieVoucherLinesMax = 100'000;
inline constexpr size_t kSieProblemsMax = 200;
// #PROSA records of a file, and #SRU records of an account; more are left out.
inline constexpr size_t kSieProseMax = 100;
inline constexpr size_t kSieSruCodesMax = 20;
// Years before and after the current one that a SIE file may speak of.
inline constexpr int kSieYearsMax = 99;

// Of one year, so that each of its values fits the store: balances (an account
// with a set of objects), the chart's names and numbers, and budgets of
// periods.
inline constexpr size_t kYearBalancesMax = 50'000;
inline constexpr size_t kChartBytesMax = size_t{32} << 20;
inline constexpr size_t kYearBudgetsMax = 60'000;

// A sum in which every balance of a file takes part twice fits in 64 bits, so
// such sums need no overflow checks. Sums over vouchers' rows need them.
static_assert(kSieBalancesMax <=
              std::numeric_limits<int64_t>::max() / kAmountMax.value / 2);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_LIMITS_H_
