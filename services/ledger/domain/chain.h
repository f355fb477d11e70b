// The chain of vouchers: each voucher's hash covers the one posted before it,
// so that no posted voucher can be changed, left out or moved unseen.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_CHAIN_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_CHAIN_H_

#include <string>

#include "absl/strings/string_view.h"

namespace finsam::ledger {

// SHA-256 of the parts `previous` and `voucher_bytes` (voucher_bytes.h).
// `previous` is the hash of the association's voucher posted before, empty
// for its first.
std::string ChainHash(absl::string_view previous,
                      absl::string_view voucher_bytes);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_CHAIN_H_
