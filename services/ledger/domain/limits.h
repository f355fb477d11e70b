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
inline constexpr size_t kTextBytesMax = 500;
inline constexpr size_t kSeriesBytesMax = 8;
inline constexpr size_t kObjectBytesMax = 32;
inline constexpr size_t kEntryObjectsMax = 20;

// Account and dimension numbers: as many digits as surely fit in 32 bits.
inline constexpr size_t kNumberDigitsMax = 9;
// A voucher's number: as many digits as surely fit in 64 bits.
inline constexpr size_t kVoucherDigitsMax = 18;

inline constexpr size_t kSieFileBytesMax = size_t{64} << 20;
inline constexpr size_t kSieLineBytesMax = size_t{64} << 10;
inline constexpr int64_t kSieRecordsMax = 5'000'000;
inline constexpr size_t kSieVouchersMax = 1'000'000;
inline constexpr size_t kSieProblemsMax = 200;
// Years before and after the current one that a SIE file may speak of.
inline constexpr int kSieYearsMax = 99;

// A sum in which every record of a file takes part once fits in 64 bits, so
// the sums of the SIE checks need no overflow checks of their own.
static_assert(kSieRecordsMax <=
              std::numeric_limits<int64_t>::max() / kAmountMax.value);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_LIMITS_H_
