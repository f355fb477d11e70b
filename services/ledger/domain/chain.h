// The chain of vouchers: each voucher's hash covers the one posted before it,
// so that no posted voucher can be changed, left out or moved unseen.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_CHAIN_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_CHAIN_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "services/ledger/domain/voucher.h"

namespace finsam::ledger {

// A voucher as bytes, the same on every machine and in every version: the
// fields in the order of PostedVoucher, without its hash. A text is preceded
// by its length as 8 bytes, a number is 8 bytes, highest first; a list is
// preceded by its length; a day is its year, month and day as numbers; a day
// that may be absent is preceded by 0 or 1.
std::string CanonicalBytes(int fiscal_year, int64_t number,
                           const VoucherDraft& content);

// SHA-256 of the parts `previous` and the voucher's canonical bytes.
// `previous` is the hash of the association's voucher posted before, empty
// for its first.
std::string ChainHash(absl::string_view previous, int fiscal_year,
                      int64_t number, const VoucherDraft& content);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_CHAIN_H_
