// A block: vouchers that were posted one after another, as they are kept. A
// block holds vouchers of one association, with consecutive places, each with
// its hash; many to a block, so that the store has few keys.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_BLOCK_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_BLOCK_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/ledger/domain/voucher_bytes.h"

namespace finsam::ledger {

// A block is full when it holds as many vouchers or bytes.
inline constexpr size_t kBlockVouchersMax = 64;
inline constexpr size_t kBlockBytesFull = 16 << 10;
inline constexpr size_t kHashBytes = 32;

// Puts vouchers together into a block.
class BlockBuilder {
 public:
  void Add(absl::string_view voucher_bytes, absl::string_view hash);
  size_t count() const { return count_; }
  bool full() const {
    return count_ >= kBlockVouchersMax || body_.size() >= kBlockBytesFull;
  }
  // The block's bytes; the builder is then empty.
  std::string Take();

 private:
  size_t count_ = 0;
  std::string body_;
};

// A voucher inside a block.
struct BlockVoucher {
  int64_t place = 0;
  absl::string_view bytes;
  absl::string_view hash;
  VoucherView view;
  // The voucher whole, with place and hash.
  PostedVoucher Copy() const;
};

// A block's bytes, read and checked once. Holds the bytes; the vouchers point
// into them.
class Block {
 public:
  // `last_place` is that of its last voucher, as its key says. Empty when the
  // bytes are not a block's.
  Block(int64_t last_place, std::string bytes);
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;

  const std::vector<BlockVoucher>& vouchers() const { return vouchers_; }

 private:
  std::string bytes_;
  std::vector<BlockVoucher> vouchers_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_BLOCK_H_
