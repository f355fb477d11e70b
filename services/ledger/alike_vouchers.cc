#include "services/ledger/alike_vouchers.h"

#include "absl/hash/hash.h"
#include "common/base/status.h"

namespace finsam::ledger {
namespace {

uint64_t HashOf(const VoucherView& voucher) {
  uint64_t hash = absl::HashOf(voucher.series(), voucher.day(), voucher.text());
  voucher.EachEntry([&hash](const EntryView& entry, size_t) {
    hash = absl::HashOf(hash, entry.balance, entry.amount.value, entry.text);
  });
  return hash;
}

}  // namespace

void AlikeVouchers::Take(const VoucherView& voucher) {
  too_many_ = too_many_ || taken_.size() >= kAlikeVouchersMax;
  if (!too_many_) taken_.insert(HashOf(voucher));
}

absl::StatusOr<bool> AlikeVouchers::AreAllKept(const LedgerReader& reader,
                                               int year) const {
  if (taken_.empty() || too_many_) return false;
  absl::flat_hash_set<uint64_t> wanted = taken_;
  ASSIGN_OR_RETURN(const int64_t last, reader.LastPlace());
  RETURN_IF_ERROR(reader.ScanPlaces(1, last, [&](const BlockVoucher& voucher) {
    if (voucher.view.fiscal_year() == year) wanted.erase(HashOf(voucher.view));
    return !wanted.empty();
  }));
  return wanted.empty();
}

}  // namespace finsam::ledger
