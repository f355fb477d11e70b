// What differs between a file and the books that are kept.

#include "services/ledger/domain/import_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ledger/books_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

VoucherEntry Entry(int32_t account, int64_t amount_ore) {
  VoucherEntry entry;
  entry.account = account;
  entry.amount = Ore{amount_ore};
  return entry;
}

VoucherDraft Draft() {
  VoucherDraft draft;
  draft.series = "A";
  draft.date = absl::CivilDay(2024, 3, 10);
  draft.text = "Team, mars";
  draft.entries = {Entry(4010, 25050), Entry(1930, -25050)};
  return draft;
}

class ImportComparisonTest : public testing::Test {
 protected:
  void Compare(const VoucherDraft& incoming) {
    PostedVoucher kept;
    kept.fiscal_year = 2024;
    kept.number = 2;
    kept.imported = imported_;
    kept.content = Draft();
    comparison_.Compare({2024, "A", 2}, {2, incoming, /*line=*/36}, kept);
  }
  std::string Description() const {
    const auto& vouchers = comparison_.difference().vouchers;
    return vouchers.empty() ? "" : vouchers.back().description;
  }
  ImportComparison comparison_{"2024.se"};
  bool imported_ = true;
};

TEST_F(ImportComparisonTest, TheSameVoucherIsNoDifference) {
  Compare(Draft());
  EXPECT_TRUE(comparison_.Refusal().ok());
  EXPECT_TRUE(comparison_.difference().vouchers.empty());
}

TEST_F(ImportComparisonTest, AddedOnesAreCountedAndTaken) {
  comparison_.Added({2024, "A", 3}, 47);
  EXPECT_TRUE(comparison_.Refusal().ok());
  EXPECT_EQ(comparison_.difference().added_count, 1);
  EXPECT_EQ(comparison_.difference().vouchers[0].line, 47);
}

TEST_F(ImportComparisonTest, AChangedOneIsRefusedWithWhatDiffers) {
  VoucherDraft incoming = Draft();
  incoming.text = "Team, april";
  incoming.entries[1].amount = Ore{-25051};
  Compare(incoming);
  const absl::Status refusal = comparison_.Refusal();
  EXPECT_EQ(refusal.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refusal), "VOUCHER_CHANGED");
  ASSERT_EQ(ProblemsOf(refusal).size(), 1u);
  EXPECT_EQ(ProblemsOf(refusal)[0].line, 36);
  EXPECT_EQ(Description(),
            "text \"Team, mars\" blev \"Team, april\"; rad 2: 1930 -250.50 "
            "blev 1930 -250.51");
}

TEST_F(ImportComparisonTest, EveryPartOfAVoucherCounts) {
  const auto differs = [&](void (*change)(VoucherDraft&)) {
    VoucherDraft incoming = Draft();
    change(incoming);
    const int64_t before = comparison_.difference().changed_count;
    Compare(incoming);
    return comparison_.difference().changed_count == before + 1;
  };
  EXPECT_TRUE(differs([](VoucherDraft& d) { d.date += 1; }));
  EXPECT_TRUE(differs([](VoucherDraft& d) { d.signature = "x"; }));
  EXPECT_TRUE(differs([](VoucherDraft& d) { d.registration_date = d.date; }));
  EXPECT_TRUE(differs([](VoucherDraft& d) { d.entries.pop_back(); }));
  EXPECT_TRUE(differs([](VoucherDraft& d) { d.entries[0].account = 4011; }));
  EXPECT_TRUE(differs([](VoucherDraft& d) {
    d.entries[0].objects = {{6, "10"}};
  }));
  EXPECT_TRUE(differs([](VoucherDraft& d) { d.entries[0].text = "x"; }));
  EXPECT_TRUE(differs([](VoucherDraft& d) { d.entries[0].quantity = "1"; }));
  EXPECT_TRUE(differs([](VoucherDraft& d) { d.entries[0].date = d.date; }));
}

TEST_F(ImportComparisonTest, ThousandsOfDifferencesAreCutShort) {
  for (int64_t number = 1; number <= 3'000; ++number) {
    comparison_.Missing({2024, "A", number});
  }
  EXPECT_EQ(comparison_.difference().missing_count, 3'000);
  EXPECT_EQ(comparison_.difference().vouchers.size(), kDifferenceMissingMax);
  EXPECT_EQ(comparison_.problems().size(), kComparisonProblemsMax);
  EXPECT_EQ(ReasonOf(comparison_.Refusal()), "VOUCHER_MISSING");
}

TEST_F(ImportComparisonTest, ManyAddedOnesHideNoGraverDifference) {
  using Kind = VoucherDifference::Kind;
  for (int64_t number = 10; number < 5'010; ++number) {
    comparison_.Added({2024, "A", number}, number);
  }
  VoucherDraft changed = Draft();
  changed.text = "Annat";
  Compare(changed);
  comparison_.Missing({2024, "A", 1});
  const BooksDifference difference = comparison_.difference();
  EXPECT_EQ(difference.added_count, 5'000);
  ASSERT_EQ(difference.vouchers.size(), kDifferenceVouchersMax);
  EXPECT_EQ(difference.vouchers[0].kind, Kind::kChanged);
  EXPECT_EQ(difference.vouchers[1].kind, Kind::kMissing);
  EXPECT_EQ(difference.vouchers[2].kind, Kind::kAdded);
  EXPECT_EQ(difference.vouchers[2].voucher.number, 10);
}

TEST_F(ImportComparisonTest, NoKindTakesTheRoomOfAnother) {
  for (int64_t number = 1; number <= 2'000; ++number) {
    VoucherDraft changed = Draft();
    changed.text = "Annat";
    Compare(changed);
    comparison_.Missing({2024, "A", number});
    comparison_.Added({2024, "B", number}, number);
  }
  const BooksDifference difference = comparison_.difference();
  EXPECT_EQ(difference.changed_count, 2'000);
  ASSERT_EQ(difference.vouchers.size(), kDifferenceVouchersMax);
  EXPECT_EQ(difference.vouchers[kDifferenceChangedMax].voucher.number, 1);
  EXPECT_EQ(difference.vouchers.back().kind, VoucherDifference::Kind::kAdded);
}

TEST_F(ImportComparisonTest, ANumberThatWasPostedByHandIsSaidToBe) {
  imported_ = false;
  VoucherDraft incoming = Draft();
  incoming.text = "Team, april";
  Compare(incoming);
  const absl::Status refusal = comparison_.Refusal();
  EXPECT_EQ(ReasonOf(refusal), "VOUCHER_CHANGED");
  EXPECT_THAT(std::string(refusal.message()),
              AllOf(HasSubstr("bokförd för hand"), HasSubstr("egen serie")));
}

TEST_F(ImportComparisonTest, OtherOpeningsAreRefusedPerAccount) {
  Books books;
  books.year = {absl::CivilDay(2024, 1, 1), absl::CivilDay(2024, 12, 31)};
  books.openings[{1930, {}}].opening = Ore{100100};
  books.used[{1930, {}}] = 25;
  BalanceMap kept;
  kept[{1930, {}}].opening = Ore{40000};
  kept[{1930, {{6, "20"}}}].opening = Ore{60000};
  kept[{2010, {}}].opening = Ore{-100000};
  comparison_.CompareYear(books, books.year, kept, /*carried=*/false);
  EXPECT_EQ(comparison_.difference().opening_count, 2);
  EXPECT_EQ(ReasonOf(comparison_.Refusal()), "BALANCES_CHANGED");
  EXPECT_EQ(comparison_.problems()[0].line, 25);
  EXPECT_EQ(comparison_.problems()[0].found, "1001");
  EXPECT_EQ(comparison_.problems()[0].expected, "1000");
}

TEST_F(ImportComparisonTest, OwnCapitalOfACarriedYearIsOneSum) {
  Books books;
  books.year = {absl::CivilDay(2024, 1, 1), absl::CivilDay(2024, 12, 31)};
  books.openings[{2010, {}}].opening = Ore{-80000};
  books.openings[{2099, {}}].opening = Ore{-20000};
  BalanceMap kept;
  kept[{2010, {}}].opening = Ore{-100000};
  comparison_.CompareYear(books, books.year, kept, /*carried=*/true);
  EXPECT_TRUE(comparison_.Refusal().ok());
  comparison_.CompareYear(books, books.year, kept, /*carried=*/false);
  EXPECT_EQ(comparison_.difference().opening_count, 2);
  kept[{2010, {}}].opening = Ore{-100001};
  comparison_.CompareYear(books, books.year, kept, /*carried=*/true);
  EXPECT_THAT(comparison_.problems().back().message,
              testing::HasSubstr("2000–2099 tillsammans"));
}

TEST_F(ImportComparisonTest, AYearOfOtherDaysIsToldWithBothEnds) {
  Books books;
  books.year = {absl::CivilDay(2024, 1, 1), absl::CivilDay(2024, 12, 31)};
  comparison_.CompareYear(
      books, {absl::CivilDay(2024, 1, 1), absl::CivilDay(2024, 11, 30)}, {},
      /*carried=*/false);
  ASSERT_EQ(comparison_.problems().size(), 1u);
  EXPECT_NE(comparison_.problems()[0].found,
            comparison_.problems()[0].expected);
}

TEST_F(ImportComparisonTest, OtherComparisonFiguresAreAWarning) {
  BalanceMap told;
  BalanceMap kept;
  told[{3010, {}}].months[5] = Ore{-50100};
  kept[{3010, {}}].months[5] = Ore{-50000};
  comparison_.CompareTotals(2023, told, kept);
  EXPECT_TRUE(comparison_.Refusal().ok());
  ASSERT_EQ(comparison_.problems().size(), 1u);
  EXPECT_EQ(comparison_.problems()[0].reason, "PRIOR_YEAR_DIFFERS");
}

TEST_F(ImportComparisonTest, LockedTimeIsRefusedAsSuch) {
  comparison_.Locked(12, Refuse(absl::StatusCode::kFailedPrecondition,
                                "PERIOD_LOCKED", "låst"));
  EXPECT_EQ(ReasonOf(comparison_.Refusal()), "PERIOD_LOCKED");
  EXPECT_EQ(comparison_.problems()[0].line, 12);
}

}  // namespace
}  // namespace finsam::ledger
