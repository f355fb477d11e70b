// Vouchers, blocks and index rows as bytes. Method: random content there and
// back; any change of a byte is either seen or gives other content.

#include "services/ledger/domain/voucher_bytes.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>

#include "services/ledger/domain/block.h"
#include "services/ledger/domain/index_rows.h"
#include "services/ledger/domain/year_fold.h"

namespace finsam::ledger {
namespace {

constexpr uint64_t kSeed = 20241122;

class RandomVouchers {
 public:
  PostedVoucher Next() {
    PostedVoucher out;
    out.fiscal_year = 2024;
    out.number = static_cast<int64_t>(Below(1'000'000));
    out.imported = Below(2) == 0;
    VoucherDraft& content = out.content;
    content.series = Text(8);
    content.date = absl::CivilDay(2024, 1, 1) + static_cast<int>(Below(366));
    content.text = Text(60);
    if (Below(3) == 0) content.registration_date = content.date + 3;
    if (Below(3) == 0) content.signature = Text(10);
    if (Below(4) == 0) content.corrects = VoucherRef{2023, Text(4), 17};
    content.reverses = Below(8) == 0;
    for (uint64_t i = Below(6); i > 0; --i) {
      content.entries.push_back(NextEntry());
    }
    return out;
  }
  uint64_t Below(uint64_t limit) { return random_() % limit; }

 private:
  std::string Text(uint64_t size_max) {
    std::string out;
    for (uint64_t i = Below(size_max + 1); i > 0; --i) {
      out.push_back(static_cast<char>(Below(256)));
    }
    return out;
  }
  VoucherEntry NextEntry() {
    VoucherEntry out;
    out.account = static_cast<int32_t>(Below(1'000'000'000));
    out.amount = Ore{static_cast<int64_t>(random_()) >> Below(60)};
    for (uint64_t i = 0; i < Below(3); ++i) {
      out.objects.push_back({static_cast<int32_t>(i + 1), Text(5)});
    }
    if (Below(3) == 0) out.text = Text(20);
    if (Below(4) == 0) out.date = absl::CivilDay(1899, 12, 31);
    if (Below(4) == 0) out.quantity = "12.5";
    if (Below(4) == 0) out.signature = Text(5);
    return out;
  }

  std::mt19937_64 random_{kSeed};
};

TEST(PackedTest, NumbersThereAndBack) {
  for (const int64_t number :
       {int64_t{0}, int64_t{-1}, int64_t{1}, int64_t{63}, int64_t{-64},
        int64_t{1} << 40, std::numeric_limits<int64_t>::min(),
        std::numeric_limits<int64_t>::max()}) {
    std::string bytes;
    PackSigned(number, &bytes);
    Unpacker in(bytes);
    EXPECT_EQ(in.Signed(), number);
    EXPECT_TRUE(in.Complete());
  }
}

TEST(PackedTest, AValueHasOneEncoding) {
  for (const std::string& padded :
       {std::string("\x80\x00", 2), std::string("\xff\x80\x00", 3),
        std::string(9, '\xff') + "\x02", std::string(10, '\x80') + "\x01",
        std::string("\x80")}) {
    Unpacker in(padded);
    in.Unsigned();
    EXPECT_FALSE(in.ok());
  }
}

TEST(VoucherBytesTest, ContentThereAndBack) {
  RandomVouchers vouchers;
  for (int round = 0; round < 2'000; ++round) {
    const PostedVoucher voucher = vouchers.Next();
    const std::string bytes = VoucherBytes(voucher);
    const auto view = VoucherView::Read(bytes);
    ASSERT_TRUE(view.has_value());
    ASSERT_EQ(view->Copy(), voucher);
  }
}

TEST(VoucherBytesTest, AnyByteCounts) {
  RandomVouchers vouchers;
  for (int round = 0; round < 300; ++round) {
    const PostedVoucher voucher = vouchers.Next();
    const std::string bytes = VoucherBytes(voucher);
    std::string changed = bytes;
    changed[vouchers.Below(bytes.size())] ^=
        static_cast<char>(1 << vouchers.Below(8));
    const auto view = VoucherView::Read(changed);
    // What can be read says what its bytes say, and only they say it.
    if (view.has_value()) {
      ASSERT_NE(view->Copy(), voucher);
      ASSERT_EQ(VoucherBytes(view->Copy()), changed);
    }
    ASSERT_FALSE(
        VoucherView::Read(absl::string_view(bytes).substr(0, bytes.size() - 1))
            .has_value());
    ASSERT_FALSE(VoucherView::Read(bytes + "x").has_value());
  }
}

TEST(BlockTest, VouchersKeepPlaceAndHash) {
  RandomVouchers vouchers;
  BlockBuilder builder;
  std::vector<PostedVoucher> put;
  for (int i = 0; i < 20; ++i) {
    PostedVoucher& voucher = put.emplace_back(vouchers.Next());
    voucher.place = 101 + i;
    voucher.hash = std::string(kHashBytes, static_cast<char>(i));
    builder.Add(VoucherBytes(voucher), voucher.hash);
  }
  const std::string bytes = builder.Take();
  const Block block(120, bytes);
  ASSERT_EQ(block.vouchers().size(), put.size());
  for (size_t i = 0; i < put.size(); ++i) {
    EXPECT_EQ(block.vouchers()[i].Copy(), put[i]);
  }
  EXPECT_TRUE(Block(120, bytes.substr(1)).vouchers().empty());
  EXPECT_TRUE(Block(120, bytes + "x").vouchers().empty());
  EXPECT_TRUE(Block(120, "").vouchers().empty());
}

TEST(IndexRowsTest, RowsAndNumbersThereAndBack) {
  EntryRowsBuilder builder;
  const std::string objects(
      "\x01\x06\x02"
      "10",
      5);
  builder.Add({1'000'000, 3, 19'800, Ore{-5}, objects});
  builder.Add({1'000'000, 4, 19'800, Ore{5}, std::string("\0", 1)});
  builder.Add({1'000'007, 0, 19'700, Ore{1}, objects});
  const std::string bytes = builder.bytes();
  const auto rows = ReadEntryRows(bytes);
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_EQ((*rows)[2].place, 1'000'007);
  EXPECT_EQ((*rows)[2].day, 19'700);
  EXPECT_EQ((*rows)[0].amount, Ore{-5});
  EXPECT_EQ((*rows)[0].objects, objects);
  EXPECT_FALSE(ReadEntryRows(bytes.substr(0, bytes.size() - 1)).has_value());

  const NumberPlaces numbers = {{1, 50}, {2, 51}, {7, 3}, {1'000'000, 52}};
  EXPECT_EQ(ReadNumbers(NumberBytes(numbers)), numbers);
  EXPECT_FALSE(ReadNumbers("\x80").has_value());
}

TEST(YearFoldTest, IsTheFoldOfTheVouchers) {
  RandomVouchers vouchers;
  const FiscalYear year{absl::CivilDay(2024, 1, 1),
                        absl::CivilDay(2024, 12, 31)};
  YearFold fold(year);
  BalanceMap expected;
  YearTotals totals;
  for (int round = 0; round < 500; ++round) {
    PostedVoucher voucher = vouchers.Next();
    for (VoucherEntry& entry : voucher.content.entries) {
      entry.account %= 20;
      entry.amount = Ore{entry.amount.value % 1'000'000};
    }
    AddVoucher(voucher.content, year, &expected);
    AddVoucher(voucher.content, &totals);
    const std::string bytes = VoucherBytes(voucher);
    fold.Add(*VoucherView::Read(bytes));
  }
  BalanceMap folded;
  fold.AddTo(&folded);
  EXPECT_EQ(folded, expected);
  EXPECT_EQ(fold.totals(), totals);
  // Kept account by account, it is the same.
  YearFold kept(year);
  for (const int32_t account : fold.Accounts()) {
    ASSERT_TRUE(kept.ReadAccount(account, fold.AccountBytes(account)));
  }
  int32_t differing = 0;
  EXPECT_TRUE(SameMovements(fold, kept, &differing));
  PostedVoucher more;
  more.content.date = year.last;
  more.content.entries = {{7, Ore{1}, {}, ""}};
  const std::string bytes = VoucherBytes(more);
  kept.Add(*VoucherView::Read(bytes));
  EXPECT_FALSE(SameMovements(fold, kept, &differing));
  EXPECT_EQ(differing, 7);
  EXPECT_FALSE(kept.ReadAccount(7, "garbage"));
}

}  // namespace
}  // namespace finsam::ledger
