// The tree against a second one that is made the slow way, straight from the
// definition in RFC 6962; proofs, and every way to forge one.

#include "services/ledger/domain/merkle.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "common/base/digest.h"

namespace finsam::ledger {
namespace {

using Strings = std::vector<std::string>;

constexpr int64_t kLeaves = 3000;  // Of the tree that all tests share.

// The data of leaf `i`: like a chain hash, and unlike every other leaf's.
std::string Leaf(int64_t i) { return Sha256("leaf " + std::to_string(i)); }

// The tree's hash and a leaf's path as the RFC defines them.
std::string SlowRoot(const Strings& leaves) {
  if (leaves.size() == 1) return Sha256(std::string(1, '\0') + leaves[0]);
  size_t left = 1;
  while (left * 2 < leaves.size()) left *= 2;
  return Sha256('\x01' + SlowRoot({leaves.begin(), leaves.begin() + left}) +
                SlowRoot({leaves.begin() + left, leaves.end()}));
}

Strings SlowPath(size_t index, const Strings& leaves) {
  if (leaves.size() == 1) return {};
  size_t left = 1;
  while (left * 2 < leaves.size()) left *= 2;
  const Strings older(leaves.begin(), leaves.begin() + left);
  const Strings newer(leaves.begin() + left, leaves.end());
  const bool in_left = index < left;
  Strings path =
      in_left ? SlowPath(index, older) : SlowPath(index - left, newer);
  path.push_back(SlowRoot(in_left ? newer : older));
  return path;
}

// A tree with what a store keeps of it, and how much of that was asked for.
struct Tree {
  Strings leaves;
  MerkleState state;
  Strings roots = {""};  // By size.
  std::map<int64_t, std::string> tiles;
  int leaf_questions = 0;

  Tree() {
    for (int64_t i = 0; i < kLeaves; ++i) {
      leaves.push_back(Leaf(i));
      const auto tile = state.Append(leaves.back());
      if (tile.has_value()) tiles.emplace(tile->index, tile->hash);
      roots.push_back(state.Root());
    }
  }

  MerkleSource Source() {
    MerkleSource source;
    source.tile = [this](int64_t index) -> absl::StatusOr<std::string> {
      const auto found = tiles.find(index);
      if (found == tiles.end()) return absl::InternalError("no such tile");
      return found->second;
    };
    source.leaves = [this](int64_t first,
                           int64_t count) -> absl::StatusOr<Strings> {
      ++leaf_questions;
      EXPECT_EQ(first % kTileLeaves, 0);
      EXPECT_LE(count, kTileLeaves);
      return Strings(leaves.begin() + first, leaves.begin() + first + count);
    };
    return source;
  }
};

// Made once: it is only read, but for the count of questions.
Tree& SharedTree() {
  static auto* const tree = new Tree;
  return *tree;
}

// The reference data of the Certificate Transparency project: eight leaves of
// 0 to 16 bytes and the root after each.
TEST(MerkleTest, KnownRoots) {
  const Strings leaves = {"",
                          "00",
                          "10",
                          "2021",
                          "3031",
                          "40414243",
                          "5051525354555657",
                          "606162636465666768696a6b6c6d6e6f"};
  const Strings roots = {
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  MerkleState state;
  EXPECT_EQ(state.Root(), "");
  for (size_t i = 0; i < leaves.size(); ++i) {
    state.Append(absl::HexStringToBytes(leaves[i]));
    EXPECT_EQ(Hex(state.Root()), roots[i]) << i;
  }
}

TEST(MerkleTest, RootIsTheSlowRootAtEverySize) {
  const Tree& tree = SharedTree();
  for (int64_t size = 1; size <= 600; ++size) {
    EXPECT_EQ(tree.roots[size],
              SlowRoot({tree.leaves.begin(), tree.leaves.begin() + size}))
        << size;
  }
  EXPECT_EQ(tree.roots[kLeaves], SlowRoot(tree.leaves));
}

TEST(MerkleTest, TellsOfEachTileWhenItsLastLeafComes) {
  MerkleState state;
  for (int64_t i = 0; i < 4 * kTileLeaves + 3; ++i) {
    const auto tile = state.Append(Leaf(i));
    ASSERT_EQ(tile.has_value(), (i + 1) % kTileLeaves == 0) << i;
    if (!tile.has_value()) continue;
    Strings leaves;
    for (int64_t j = i + 1 - kTileLeaves; j <= i; ++j) {
      leaves.push_back(Leaf(j));
    }
    EXPECT_EQ(*tile, (MerkleTile{i / kTileLeaves, SlowRoot(leaves)}));
  }
}

void ExpectProved(Tree& tree, int64_t index, int64_t size) {
  tree.leaf_questions = 0;
  const auto path = AuditPath(index, size, tree.Source());
  ASSERT_TRUE(path.ok()) << path.status();
  EXPECT_LE(tree.leaf_questions, 2);
  EXPECT_TRUE(
      VerifyPath(tree.leaves[index], index, size, *path, tree.roots[size]))
      << index << " of " << size;
}

TEST(MerkleTest, PathIsTheSlowPath) {
  Tree& tree = SharedTree();
  for (const int64_t size : {1, 2, 3, 4, 5, 7, 8, 9, 100, 255, 256, 257, 600}) {
    const Strings leaves(tree.leaves.begin(), tree.leaves.begin() + size);
    const int64_t step = size <= 9 ? 1 : 17;
    for (int64_t index = 0; index < size; index += step) {
      const auto path = AuditPath(index, size, tree.Source());
      ASSERT_TRUE(path.ok()) << path.status();
      EXPECT_EQ(*path, SlowPath(index, leaves)) << index << " of " << size;
    }
  }
}

TEST(MerkleTest, ProvesEveryLeaf) {
  Tree& tree = SharedTree();
  for (int64_t size = 1; size <= 40; ++size) {
    for (int64_t i = 0; i < size; ++i) ExpectProved(tree, i, size);
  }
  for (const int64_t size : {255, 256, 257, 511, 512, 513, 768, 1025, 1500}) {
    for (int64_t i = 0; i < size; ++i) ExpectProved(tree, i, size);
  }
  for (int64_t size = 41; size <= kLeaves; size += 13) {
    ExpectProved(tree, 0, size);
    ExpectProved(tree, size / 2, size);
    ExpectProved(tree, size - 1, size);
  }
}

// A leaf's proof in a tree, with the tree's root.
struct Proof {
  std::string leaf;
  int64_t index = 0;
  int64_t size = 0;
  Strings path;
  std::string root;

  bool Holds() const { return VerifyPath(leaf, index, size, path, root); }
};

Proof ProofOf(int64_t index, int64_t size) {
  Tree& tree = SharedTree();
  auto path = AuditPath(index, size, tree.Source());
  EXPECT_TRUE(path.ok()) << path.status();
  return {tree.leaves[index], index, size, *std::move(path), tree.roots[size]};
}

// `text` with one bit of the byte `at` turned.
std::string Turned(std::string text, size_t at) {
  text[at] = static_cast<char>(text[at] ^ (1 << at % 8));
  return text;
}

void ExpectNoForgery(const Proof& good) {
  ASSERT_TRUE(good.Holds());
  Proof bad = good;
  for (size_t i = 0; i < kSha256Bytes; ++i) {
    bad.leaf = Turned(good.leaf, i);
    EXPECT_FALSE(bad.Holds()) << "leaf " << i;
    bad.leaf = good.leaf;
    bad.root = Turned(good.root, i);
    EXPECT_FALSE(bad.Holds()) << "root " << i;
    bad.root = good.root;
    for (size_t j = 0; j < good.path.size(); ++j) {
      bad.path[j] = Turned(good.path[j], i);
      EXPECT_FALSE(bad.Holds()) << "path " << j << " " << i;
      bad.path[j] = good.path[j];
    }
  }
  for (int64_t index = -2; index < good.size + 2; ++index) {
    bad.index = index;
    EXPECT_EQ(bad.Holds(), index == good.index) << index;
  }
  bad.index = good.index;
  // A size is part of what is trusted: with the root of another size, or so
  // small that the path is too long, it is another proof.
  for (int64_t size = 0; size < good.size + 9; ++size) {
    if (size == good.size) continue;
    bad.size = size;
    bad.root = SharedTree().roots[size];
    EXPECT_FALSE(bad.Holds()) << size;
  }
}

TEST(MerkleTest, NothingOfAProofCanBeChanged) {
  for (const auto& [index, size] :
       std::vector<std::pair<int64_t, int64_t>>{{0, 1},
                                                {0, 2},
                                                {2, 3},
                                                {4, 5},
                                                {5, 7},
                                                {6, 7},
                                                {99, 200},
                                                {256, 257},
                                                {255, 512},
                                                {300, 600}}) {
    SCOPED_TRACE(testing::Message() << index << " of " << size);
    ExpectNoForgery(ProofOf(index, size));
  }
}

TEST(MerkleTest, APathOfAnotherLengthOrOrderProvesNothing) {
  const Proof good = ProofOf(77, 300);
  for (size_t i = 0; i < good.path.size(); ++i) {
    Proof bad = good;
    bad.path.erase(bad.path.begin() + i);
    EXPECT_FALSE(bad.Holds()) << i;
    bad = good;
    bad.path.insert(bad.path.begin() + i, good.path[i]);
    EXPECT_FALSE(bad.Holds()) << i;
    bad = good;
    bad.path[i].pop_back();
    EXPECT_FALSE(bad.Holds()) << i;
    bad.path[i] = good.path[i] + std::string(1, '\0');
    EXPECT_FALSE(bad.Holds()) << i;
    bad = good;
    std::swap(bad.path[i], bad.path[(i + 1) % bad.path.size()]);
    EXPECT_FALSE(bad.Holds()) << i;
  }
  Proof bad = good;
  bad.path.push_back(good.root);
  EXPECT_FALSE(bad.Holds());
  bad.path.assign(100, std::string(kSha256Bytes, '\0'));
  EXPECT_FALSE(bad.Holds());
  // An inner node is no leaf, whatever it is given out to be.
  const Proof pair = ProofOf(0, 4);
  EXPECT_FALSE(VerifyPath(LeafHash(Leaf(0)) + LeafHash(Leaf(1)), 0, 2,
                          {pair.path[1]}, pair.root));
}

TEST(MerkleTest, VerifyPathTakesAnyArguments) {
  constexpr int64_t kLowest = std::numeric_limits<int64_t>::min();
  constexpr int64_t kHighest = std::numeric_limits<int64_t>::max();
  std::mt19937_64 random(5);
  const Strings texts = {"",
                         "x",
                         std::string(32, '\0'),
                         std::string(32, 'x'),
                         std::string(33, 'x'),
                         std::string(1000, 'x')};
  for (const int64_t index :
       {kLowest, int64_t{-1}, int64_t{0}, kHighest - 1, kHighest}) {
    for (const int64_t size : {kLowest, int64_t{0}, int64_t{1}, kHighest}) {
      for (int round = 0; round < 200; ++round) {
        Strings path(random() % 80);
        const bool right_size = random() % 2 == 0;
        for (std::string& hash : path) {
          hash = texts[right_size ? 3 : random() % texts.size()];
        }
        EXPECT_FALSE(VerifyPath(texts[random() % texts.size()], index, size,
                                path, texts[random() % texts.size()]));
      }
    }
  }
}

TEST(MerkleTest, StateComesBackFromItsBytes) {
  MerkleState state;
  for (int64_t i = 0; i < 520; ++i) {
    const auto again = MerkleState::Decode(state.Encode());
    ASSERT_TRUE(again.ok()) << again.status();
    ASSERT_EQ(*again, state) << i;
    state.Append(Leaf(i));
  }
  EXPECT_EQ(state.Encode().size(), 8 + 2 * kSha256Bytes);  // 520 is 512 + 8.
}

TEST(MerkleTest, DecodeRefusesWhatEncodeDoesNotWrite) {
  MerkleState state;
  for (int64_t i = 0; i < 11; ++i) state.Append(Leaf(i));
  const std::string good = state.Encode();
  Strings bad = {good + "x",           std::string(8, '\xff'),
                 std::string(7, '\0'), std::string(9, '\0'),
                 Turned(good, 7),      Turned(good, 0)};
  for (size_t size = 0; size < good.size(); ++size) {
    bad.push_back(good.substr(0, size));
  }
  std::string too_large(8, '\0');
  too_large[1] = 2;  // 2^49.
  bad.push_back(too_large + std::string(kSha256Bytes, 'x'));
  for (const std::string& bytes : bad) {
    EXPECT_TRUE(absl::IsDataLoss(MerkleState::Decode(bytes).status()))
        << Hex(bytes);
  }
  EXPECT_EQ(*MerkleState::Decode(std::string(8, '\0')), MerkleState());
}

TEST(MerkleTest, AuditPathRefusesLeavesThatAreNotThere) {
  const MerkleSource source = SharedTree().Source();
  for (const auto& [index, size] : std::vector<std::pair<int64_t, int64_t>>{
           {-1, 5}, {5, 5}, {0, 0}, {0, -1}, {0, kTreeLeavesMax + 1}}) {
    EXPECT_TRUE(absl::IsOutOfRange(AuditPath(index, size, source).status()));
  }
}

TEST(MerkleTest, AuditPathPassesOnWhatTheSourceCannotGive) {
  MerkleSource source = SharedTree().Source();
  source.tile = [](int64_t) { return std::string("short"); };
  EXPECT_TRUE(absl::IsDataLoss(AuditPath(5, 600, source).status()));
  source.tile = [](int64_t) { return absl::UnavailableError("the disk"); };
  EXPECT_TRUE(absl::IsUnavailable(AuditPath(5, 600, source).status()));
  EXPECT_TRUE(AuditPath(5, 256, source).ok());  // Needs no tile.
  source.leaves = [](int64_t, int64_t) { return Strings(3); };
  EXPECT_TRUE(absl::IsDataLoss(AuditPath(5, 256, source).status()));
  source.leaves = [](int64_t, int64_t) { return absl::AbortedError("x"); };
  EXPECT_TRUE(absl::IsAborted(AuditPath(5, 256, source).status()));
}

}  // namespace
}  // namespace finsam::ledger
