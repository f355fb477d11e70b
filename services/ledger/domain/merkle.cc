#include "services/ledger/domain/merkle.h"

#include <bit>
#include <cstddef>
#include <iterator>
#include <utility>

#include "absl/types/span.h"
#include "common/base/check.h"
#include "common/base/digest.h"
#include "common/base/status.h"

namespace finsam::ledger {
namespace {

using Path = std::vector<std::string>;

constexpr size_t kSizeBytes = 8;

// The leaves of the left child of a tree of `count` leaves, which is full:
// the largest power of two below `count`. `count` is at least 2.
int64_t LeftLeaves(int64_t count) {
  return static_cast<int64_t>(std::bit_floor(static_cast<uint64_t>(count - 1)));
}

// The root of leaves given by their hashes; there is at least one.
std::string RootOf(absl::Span<const std::string> hashes) {
  if (hashes.size() == 1) return hashes[0];
  const size_t left = LeftLeaves(static_cast<int64_t>(hashes.size()));
  return NodeHash(RootOf(hashes.first(left)), RootOf(hashes.subspan(left)));
}

// Adds the path of the leaf hashes[index], lowest first.
void AddPath(absl::Span<const std::string> hashes, size_t index, Path* path) {
  if (hashes.size() == 1) return;
  const size_t left = LeftLeaves(static_cast<int64_t>(hashes.size()));
  if (index < left) {
    AddPath(hashes.first(left), index, path);
    path->push_back(RootOf(hashes.subspan(left)));
  } else {
    AddPath(hashes.subspan(left), index - left, path);
    path->push_back(RootOf(hashes.first(left)));
  }
}

// The same for the leaves from `first` on, which are not at hand. `first` is
// always a tile's first leaf.
class Prover {
 public:
  explicit Prover(const MerkleSource& source) : source_(source) {}

  absl::Status AddPath(int64_t first, int64_t count, int64_t index,
                       Path* path) const {
    if (count <= kTileLeaves) {
      ASSIGN_OR_RETURN(const Path hashes, Leaves(first, count));
      ledger::AddPath(hashes, static_cast<size_t>(index - first), path);
      return absl::OkStatus();
    }
    const int64_t left = LeftLeaves(count);
    const int64_t middle = first + left;
    const bool in_left = index < middle;
    RETURN_IF_ERROR(in_left ? AddPath(first, left, index, path)
                            : AddPath(middle, count - left, index, path));
    ASSIGN_OR_RETURN(std::string beside,
                     in_left ? Root(middle, count - left) : Root(first, left));
    path->push_back(std::move(beside));
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<std::string> Root(int64_t first, int64_t count) const {
    if (count < kTileLeaves) {
      ASSIGN_OR_RETURN(const Path hashes, Leaves(first, count));
      return RootOf(hashes);
    }
    if (count == kTileLeaves) {
      ASSIGN_OR_RETURN(std::string hash, source_.tile(first / kTileLeaves));
      if (hash.size() == kSha256Bytes) return hash;
      return absl::DataLossError("a tile of the tree is not a hash");
    }
    const int64_t left = LeftLeaves(count);
    ASSIGN_OR_RETURN(const std::string older, Root(first, left));
    ASSIGN_OR_RETURN(const std::string newer, Root(first + left, count - left));
    return NodeHash(older, newer);
  }

  absl::StatusOr<Path> Leaves(int64_t first, int64_t count) const {
    ASSIGN_OR_RETURN(Path leaves, source_.leaves(first, count));
    if (leaves.size() != static_cast<size_t>(count)) {
      return absl::DataLossError("leaves of the tree are missing");
    }
    for (std::string& leaf : leaves) leaf = LeafHash(leaf);
    return leaves;
  }

  const MerkleSource& source_;
};

}  // namespace

std::string LeafHash(absl::string_view leaf_data) {
  std::string bytes(1, '\0');
  bytes.append(leaf_data.data(), leaf_data.size());
  return Sha256(bytes);
}

std::string NodeHash(absl::string_view left, absl::string_view right) {
  FINSAM_CHECK(left.size() == kSha256Bytes && right.size() == kSha256Bytes);
  char bytes[1 + 2 * kSha256Bytes] = {1};
  right.copy(left.copy(bytes + 1, kSha256Bytes) + bytes + 1, kSha256Bytes);
  return Sha256(absl::string_view(bytes, sizeof(bytes)));
}

std::optional<MerkleTile> MerkleState::Append(absl::string_view leaf_data) {
  FINSAM_CHECK(size < kTreeLeavesMax);
  FINSAM_CHECK(std::ssize(peaks) ==
               std::popcount(static_cast<uint64_t>(size)));
  std::optional<MerkleTile> completed;
  std::string hash = LeafHash(leaf_data);
  // As when one is added to a binary number: each bit that is set is a peak
  // that the carry takes with it.
  for (int level = 0; true; ++level) {
    if (level == kTileLevels) completed = {size / kTileLeaves, hash};
    if ((size >> level) % 2 == 0) break;
    hash = NodeHash(peaks.back(), hash);
    peaks.pop_back();
  }
  peaks.push_back(std::move(hash));
  ++size;
  return completed;
}

std::string MerkleState::Root() const {
  if (peaks.empty()) return "";
  std::string root = peaks.back();
  for (size_t i = peaks.size() - 1; i > 0; --i) {
    root = NodeHash(peaks[i - 1], root);
  }
  return root;
}

std::string MerkleState::Encode() const {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>((size >> shift) & 0xff));
  }
  for (const std::string& peak : peaks) bytes.append(peak);
  return bytes;
}

absl::StatusOr<MerkleState> MerkleState::Decode(absl::string_view bytes) {
  const absl::Status malformed =
      absl::DataLossError("a state of the tree cannot be understood");
  if (bytes.size() < kSizeBytes) return malformed;
  uint64_t size = 0;
  for (const char c : bytes.substr(0, kSizeBytes)) {
    size = size << 8 | static_cast<unsigned char>(c);
  }
  bytes.remove_prefix(kSizeBytes);
  if (size > static_cast<uint64_t>(kTreeLeavesMax)) return malformed;
  if (bytes.size() != std::popcount(size) * kSha256Bytes) return malformed;
  MerkleState state;
  state.size = static_cast<int64_t>(size);
  for (; !bytes.empty(); bytes.remove_prefix(kSha256Bytes)) {
    state.peaks.emplace_back(bytes.substr(0, kSha256Bytes));
  }
  return state;
}

absl::StatusOr<std::vector<std::string>> AuditPath(int64_t index, int64_t size,
                                                   const MerkleSource& source) {
  if (index < 0 || index >= size || size > kTreeLeavesMax) {
    return absl::OutOfRangeError("the tree has no such leaf");
  }
  Path path;
  RETURN_IF_ERROR(Prover(source).AddPath(0, size, index, &path));
  return path;
}

bool VerifyPath(absl::string_view leaf_data, int64_t index, int64_t size,
                const std::vector<std::string>& path, absl::string_view root) {
  if (index < 0 || index >= size || root.size() != kSha256Bytes) return false;
  // The leaf's and the last leaf's place, level by level.
  int64_t place = index;
  int64_t last = size - 1;
  std::string hash = LeafHash(leaf_data);
  for (const std::string& beside : path) {
    if (last == 0 || beside.size() != kSha256Bytes) return false;
    if (place % 2 == 1 || place == last) {
      hash = NodeHash(beside, hash);
      // A last node without a neighbour moves up as it is.
      while (place % 2 == 0 && place != 0) {
        place /= 2;
        last /= 2;
      }
    } else {
      hash = NodeHash(hash, beside);
    }
    place /= 2;
    last /= 2;
  }
  return last == 0 && hash == root;
}

}  // namespace finsam::ledger
