// Reads a SIE file within given limits, which tests make small.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_READER_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_READER_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ledger/domain/limits.h"
#include "services/ledger/domain/sie.h"

namespace finsam::ledger {

// How large a file may be. One that is larger is FILE_TOO_LARGE, and what lies
// beyond the limit is not read.
struct SieLimits {
  size_t window_bytes = kSieWindowBytesMax;  // Read at a time; not 0.
  int64_t records = kSieRecordsMax;
  int64_t vouchers = kSieVouchersMax;
  int64_t accounts = kSieAccountsMax;
  int64_t dimensions = kSieDimensionsMax;
  int64_t objects = kSieObjectsMax;
  int64_t balances = kSieBalancesMax;
  int64_t series = kSieSeriesMax;
};

// ReadSie of sie.h, within `limits`.
absl::StatusOr<SieReading> ReadSieWithin(const SieLimits& limits,
                                         absl::string_view file_name,
                                         const SieSource& source,
                                         const SieVoucherSink& sink);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_READER_H_
