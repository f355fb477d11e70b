// Single vouchers: as they were posted, what takes them back, and the proof
// that they are in the books, checked as somebody without the books would.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/domain/voucher_bytes.h"
#include "tests/ledger/query_books.h"

namespace finsam::ledger {
namespace {

using ::absl::CivilDay;

constexpr uint64_t kSeed = 72;

VoucherRef RefOf(const PostedVoucher& voucher) {
  return {voucher.fiscal_year, voucher.content.series, voucher.number};
}

// True when the proof stands on its own.
bool Holds(const VoucherProof& proof) {
  return ChainHash(proof.previous_hash, VoucherBytes(proof.voucher)) ==
             proof.voucher.hash &&
         VerifyPath(proof.voucher.hash, proof.voucher.place - 1,
                    proof.tree_size, proof.path, proof.tree_root);
}

// The proof with one thing changed, each in turn.
std::vector<VoucherProof> Tampered(const VoucherProof& proof) {
  std::vector<VoucherProof> out(9, proof);
  ++out[0].voucher.content.entries.front().amount.value;
  out[1].voucher.content.text += " ";
  ++out[2].voucher.number;
  ++out[3].voucher.place;
  --out[4].voucher.place;
  out[5].voucher.hash.front() ^= 1;
  out[6].previous_hash += "x";
  out[7].tree_root.back() ^= 1;
  out[8].path.push_back(proof.tree_root);
  for (size_t i = 0; i < proof.path.size(); ++i) {
    out.push_back(proof);
    out.back().path[i].back() ^= 1;
  }
  return out;
}

TEST(VoucherProofTest, EveryVoucherIsProvedAgainstTheRoot) {
  Chance chance(kSeed);
  QueryBooks books;
  // Over a tile's end, and in blocks of any length.
  while (books.vouchers().size() <= kTileLeaves + 50) {
    books.PostRandom(chance, chance.OneIn(2) ? 1 : chance.Number(1, 90));
    const auto last = books.ledger().ProveVoucher(
        kOrganisation, RefOf(books.vouchers().back()));
    ASSERT_TRUE(last.ok()) << last.status();
    EXPECT_TRUE(Holds(*last));
  }
  const auto verified = books.ledger().Verify(kOrganisation);
  ASSERT_TRUE(verified.ok()) << verified.status();
  std::string previous;
  for (const PostedVoucher& voucher : books.vouchers()) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, " place ", voucher.place));
    const auto proof =
        books.ledger().ProveVoucher(kOrganisation, RefOf(voucher));
    ASSERT_TRUE(proof.ok()) << proof.status();
    EXPECT_EQ(proof->voucher, voucher);
    EXPECT_EQ(proof->previous_hash, previous);
    EXPECT_EQ(proof->tree_root, verified->tree_root);
    EXPECT_EQ(proof->tree_size, static_cast<int64_t>(books.vouchers().size()));
    EXPECT_EQ(proof->head.revision, books.revision());
    ASSERT_TRUE(Holds(*proof));
    for (const VoucherProof& tampered : Tampered(*proof)) {
      ASSERT_FALSE(Holds(tampered));
    }
    previous = voucher.hash;
  }
}

TEST(VoucherProofTest, VouchersAreGivenWithWhatTakesThemBack) {
  Chance chance(kSeed + 1);
  QueryBooks books;
  books.PostRandom(chance, 100);
  const PostedVoucher reversed = books.vouchers()[17];
  books.Reverse(RefOf(reversed), CivilDay(2024, 12, 31));
  // Also when both are indexed.
  for (int batch = 0; batch < 6; ++batch) {
    const auto found =
        books.ledger().GetVoucher(kOrganisation, RefOf(reversed));
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_EQ(found->voucher, reversed);
    EXPECT_EQ(found->reversed_by, RefOf(books.vouchers()[100]));
    EXPECT_EQ(found->head.revision, books.revision());
    const auto reversal =
        books.ledger().GetVoucher(kOrganisation, RefOf(books.vouchers()[100]));
    ASSERT_TRUE(reversal.ok()) << reversal.status();
    EXPECT_EQ(reversal->voucher.content.corrects, RefOf(reversed));
    EXPECT_TRUE(reversal->voucher.content.reverses);
    EXPECT_EQ(reversal->reversed_by, std::nullopt);
    books.PostRandom(chance, 1'000);
  }
  for (const PostedVoucher& voucher : books.vouchers()) {
    const auto found = books.ledger().GetVoucher(kOrganisation, RefOf(voucher));
    ASSERT_TRUE(found.ok()) << found.status();
    ASSERT_EQ(found->voucher, voucher);
    if (voucher.place > 200) break;
  }
}

}  // namespace
}  // namespace finsam::ledger
