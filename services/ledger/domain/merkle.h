// The Merkle tree over the chain of vouchers: one hash, the root, that stands
// for every voucher of an association, and short proofs that a voucher is
// among them. As RFC 6962, section 2.1, with SHA-256.
//
// A leaf's data is a voucher's chain hash; its index is its place less one. A
// root means nothing without its size: who keeps the one keeps the other.
//
// The tree itself is not kept. Kept are its MerkleState, which grows with the
// logarithm of the size, and one hash per tile, a full subtree of kTileLeaves
// leaves; the leaves are the vouchers' own hashes. Tiles never change.
//
// Hashes are kSha256Bytes raw bytes. Nothing here is safe to change from two
// threads.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_MERKLE_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_MERKLE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace finsam::ledger {

inline constexpr int kTileLevels = 8;
inline constexpr int64_t kTileLeaves = int64_t{1} << kTileLevels;
// The largest tree; far beyond what a disk holds.
inline constexpr int64_t kTreeLeavesMax = int64_t{1} << 48;

std::string LeafHash(absl::string_view leaf_data);
std::string NodeHash(absl::string_view left, absl::string_view right);

// A completed tile: of the leaves index * kTileLeaves and onwards.
struct MerkleTile {
  int64_t index = 0;
  std::string hash;
  friend bool operator==(const MerkleTile&, const MerkleTile&) = default;
};

// A tree as it stands after `size` leaves: all that is needed to add one more.
struct MerkleState {
  int64_t size = 0;
  // The roots of its perfect subtrees, the largest and oldest first: one for
  // each bit that is set in `size`.
  std::vector<std::string> peaks;

  // Adds a leaf. Returns the tile that it completed; it must be kept together
  // with the state. `size` must be below kTreeLeavesMax.
  std::optional<MerkleTile> Append(absl::string_view leaf_data);

  // The root of the whole tree; empty when there are no leaves.
  std::string Root() const;

  // As bytes: the size as 8 bytes, highest first, then the peaks.
  std::string Encode() const;
  // Error: DATA_LOSS for bytes that Encode does not write.
  static absl::StatusOr<MerkleState> Decode(absl::string_view bytes);

  friend bool operator==(const MerkleState&, const MerkleState&) = default;
};

// Where AuditPath finds what is kept. `tile` gives a completed tile's hash,
// `leaves` the data of `count` leaves from `first` on. Errors are passed on.
struct MerkleSource {
  std::function<absl::StatusOr<std::string>(int64_t index)> tile;
  std::function<absl::StatusOr<std::vector<std::string>>(int64_t first,
                                                         int64_t count)>
      leaves;
};

// The hashes beside the path from the leaf `index`, 0 the first, up to the
// root of the tree of the first `size` leaves, lowest first. The kept tree may
// have grown since. Asks once for the leaf's own tile and at most once for the
// leaves after the last full tile, never for more than kTileLeaves at a time;
// and for the hash of each other tile. Errors: OUT_OF_RANGE unless
// 0 <= index < size <= kTreeLeavesMax; DATA_LOSS when the source gives
// something of another length than asked for.
absl::StatusOr<std::vector<std::string>> AuditPath(int64_t index, int64_t size,
                                                   const MerkleSource& source);

// True when `path` leads from `leaf_data` at `index` to `root`, the root of a
// tree of `size` leaves (RFC 9162, section 2.1.3.2). Any arguments may be
// given; needs nothing but them.
bool VerifyPath(absl::string_view leaf_data, int64_t index, int64_t size,
                const std::vector<std::string>& path, absl::string_view root);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_MERKLE_H_
