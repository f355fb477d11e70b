#include "services/ledger/domain/block.h"

#include <optional>

#include "services/ledger/domain/packed.h"

namespace finsam::ledger {
namespace {

constexpr char kFormat = '\x01';
constexpr int64_t kCountMax = 1 << 16;

}  // namespace

void BlockBuilder::Add(absl::string_view voucher_bytes,
                       absl::string_view hash) {
  PackText(voucher_bytes, &body_);
  body_.append(hash.data(), hash.size());
  ++count_;
}

std::string BlockBuilder::Take() {
  std::string out(1, kFormat);
  PackUnsigned(count_, &out);
  out += body_;
  count_ = 0;
  body_.clear();
  return out;
}

PostedVoucher BlockVoucher::Copy() const {
  PostedVoucher out = view.Copy();
  out.place = place;
  out.hash = std::string(hash);
  return out;
}

Block::Block(int64_t last_place, std::string bytes) : bytes_(std::move(bytes)) {
  if (bytes_.empty() || bytes_.front() != kFormat) return;
  Unpacker in(absl::string_view(bytes_).substr(1));
  const int64_t count = in.Number(kCountMax);
  vouchers_.reserve(static_cast<size_t>(count));
  for (int64_t i = 0; i < count && in.ok(); ++i) {
    const absl::string_view voucher = in.Text();
    const absl::string_view hash = in.Bytes(kHashBytes);
    const std::optional<VoucherView> view = VoucherView::Read(voucher);
    if (!view.has_value()) in.Spoil();
    if (!in.ok()) break;
    vouchers_.push_back({last_place - count + 1 + i, voucher, hash, *view});
  }
  if (!in.Complete()) vouchers_.clear();
}

}  // namespace finsam::ledger
