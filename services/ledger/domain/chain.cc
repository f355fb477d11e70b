#include "services/ledger/domain/chain.h"

#include "common/base/digest.h"

namespace finsam::ledger {

std::string ChainHash(absl::string_view previous,
                      absl::string_view voucher_bytes) {
  return Sha256Parts({previous, voucher_bytes});
}

}  // namespace finsam::ledger
