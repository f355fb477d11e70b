// Tells whether what a file of type 4I would post is in the books already.
// Such a file gives its vouchers no numbers, and once it was exported anew it
// is another file; only its vouchers' content tells.

#ifndef FINSAM_SERVICES_LEDGER_ALIKE_VOUCHERS_H_
#define FINSAM_SERVICES_LEDGER_ALIKE_VOUCHERS_H_

#include <cstddef>
#include <cstdint>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "services/ledger/domain/voucher_bytes.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

// Files that would post more vouchers are not looked into.
inline constexpr size_t kAlikeVouchersMax = 100'000;

class AlikeVouchers {
 public:
  // A voucher that the file would post.
  void Take(const VoucherView& voucher);

  // True when there were some, and each has the series, day, text and entries
  // of one that the reader sees in the year.
  absl::StatusOr<bool> AreAllKept(const LedgerReader& reader, int year) const;

 private:
  absl::flat_hash_set<uint64_t> taken_;  // Hashes of their content.
  bool too_many_ = false;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_ALIKE_VOUCHERS_H_
