#include "services/ledger/alike_vouchers.h"

#include <algorithm>

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
  // Where the year's vouchers lie; other years' are not read.
  int64_t first = 0;
  int64_t last = 0;
  RETURN_IF_ERROR(
      reader.ScanNumbers(year, /*after_series=*/"", /*after_number=*/-1,
                         [&](const std::string&, int64_t, int64_t place) {
                           first = first == 0 ? place : std::min(first, place);
                           last = std::max(last, place);
                           return true;
                         }));
  if (last == 0) return false;
  RETURN_IF_ERROR(
      reader.ScanPlaces(first, last, [&](const BlockVoucher& voucher) {
        if (voucher.view.fiscal_year() == year) {
          wanted.erase(HashOf(voucher.view));
        }
        return !wanted.empty();
      }));
  return wanted.empty();
}

}  // namespace finsam::ledger
