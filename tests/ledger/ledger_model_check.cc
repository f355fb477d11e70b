// What ModelRun asks after every step, and what the model says to it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/ledger/ledger_model_run.h"

namespace finsam::ledger {
namespace {

// Where two listings differ first, for people.
std::string FirstDifference(const std::vector<PostedVoucher>& a,
                            const std::vector<PostedVoucher>& b) {
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (a[i] == b[i]) continue;
    return absl::StrCat(a[i].content.series, " ", a[i].number, " \"",
                        a[i].content.text, "\" at ", a[i].place, ", expected ",
                        b[i].content.series, " ", b[i].number, " \"",
                        b[i].content.text, "\" at ", b[i].place);
  }
  return absl::StrCat(a.size(), " vouchers, expected ", b.size());
}

// An entry as an account ledger shows it.
struct ShownEntry {
  absl::CivilDay date;
  VoucherRef voucher;
  size_t index = 0;
  Ore amount;
  friend auto operator<=>(const ShownEntry& a, const ShownEntry& b) {
    return std::tie(a.date, a.voucher, a.index) <=>
           std::tie(b.date, b.voucher, b.index);
  }
};

}  // namespace

std::string ModelRun::TrialBalanceNow(int year, int64_t at_revision) {
  const auto balance = ledger_->GetTrialBalance(Name(year), at_revision);
  if (!balance.ok()) return VerdictOf(balance.status());
  EXPECT_EQ(balance->head.revision, at_revision == 0 ? revision_ : at_revision);
  std::map<int32_t, ModelTotal> rows;
  for (const TrialBalance::Row& row : balance->rows) {
    rows[row.account] = {row.name, row.total.opening, row.total.movement};
  }
  return TrialBalanceText(rows, balance->totals.voucher_count,
                          balance->totals.entry_count);
}

std::vector<PostedVoucher> ModelRun::Listed(int year, int64_t at_revision) {
  std::vector<PostedVoucher> out;
  VoucherListing listing;
  listing.at_revision = at_revision;
  do {
    listing.size = static_cast<int>(large_             ? 1'000
                                    : chance_.OneIn(3) ? chance_.Number(1, 9)
                                                       : 500);
    const auto page = ledger_->ListVouchers(Name(year), listing);
    EXPECT_TRUE(page.ok()) << page.status();
    if (!page.ok()) return out;
    out.insert(out.end(), page->vouchers.begin(), page->vouchers.end());
    listing.after = page->next;
  } while (!listing.after.empty());
  for (PostedVoucher& voucher : out) voucher.hash.clear();
  return out;
}

void ModelRun::Check() {
  Then& now = history_[revision_];
  now.voucher_count = model_.vouchers().size();
  for (const auto& [year, unused] : model_.years()) {
    now.trial_balances[year] = model_.TrialBalanceText(year);
    now.openings[year] = model_.years().at(year).openings;
    CheckYear(year);
  }
  const auto proof = ledger_->Verify("2220001511");
  ASSERT_TRUE(proof.ok()) << proof.status();
  EXPECT_EQ(proof->voucher_count,
            static_cast<int64_t>(model_.vouchers().size()));
  EXPECT_EQ(proof->head.revision, revision_);
  const auto then =
      std::next(history_.begin(),
                chance_.Number(0, static_cast<int64_t>(history_.size()) - 1));
  if (then->first > 0) CheckThen(then->first);
  if (!model_.vouchers().empty()) CheckVoucher();
}

void ModelRun::CheckYear(int year) {
  SCOPED_TRACE(year);
  EXPECT_EQ(TrialBalanceNow(year, 0),
            history_.at(revision_).trial_balances.at(year));
  const auto listed = Listed(year, 0);
  const auto expected = model_.Listing(year, model_.vouchers().size());
  EXPECT_TRUE(listed == expected) << FirstDifference(listed, expected);
  const ModelYear& known = model_.years().at(year);
  const auto answer = ledger_->GetYear(Name(year));
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->year.life.closed, known.closed);
  EXPECT_EQ(answer->year.life.locked_through, known.locked_through);
  EXPECT_EQ(answer->year.life.events.size(), known.steps.size());
  EXPECT_EQ(answer->head.revision, revision_);
  CheckAccount(year, 0);
}

// The books as they stood at an earlier revision are as they were then.
void ModelRun::CheckThen(int64_t revision) {
  SCOPED_TRACE(absl::StrCat("at revision ", revision));
  const Then& then = history_.at(revision);
  for (const auto& [year, unused] : model_.years()) {
    const auto known = then.trial_balances.find(year);
    const bool was_there = known != then.trial_balances.end();
    EXPECT_EQ(TrialBalanceNow(year, revision),
              was_there ? known->second : "NOT_FOUND FISCAL_YEAR_UNKNOWN");
    if (!was_there) continue;
    const auto listed = Listed(year, revision);
    const auto expected = model_.Listing(year, then.voucher_count);
    EXPECT_TRUE(listed == expected) << FirstDifference(listed, expected);
    CheckAccount(year, revision);
  }
}

// The ledger of one account: every entry, in order, and the balance after it.
void ModelRun::CheckAccount(int year, int64_t at_revision) {
  const Then& then = history_.at(at_revision == 0 ? revision_ : at_revision);
  AccountEntriesQuery query;
  query.at_revision = at_revision;
  query.account = chance_.Of<int32_t>({1930, 2010, 3010, 4010});
  if (chance_.OneIn(3)) query.object = ObjectRef{6, "10"};
  SCOPED_TRACE(absl::StrCat("account ", query.account));
  std::set<ShownEntry> expected;
  const auto is_meant = [&query](const BalanceKey& key) {
    return key.account == query.account &&
           (!query.object.has_value() ||
            key.objects == ObjectSet{*query.object});
  };
  for (size_t place = 0; place < then.voucher_count; ++place) {
    const PostedVoucher& voucher = model_.vouchers()[place];
    if (voucher.fiscal_year != year) continue;
    const auto& entries = voucher.content.entries;
    for (size_t i = 0; i < entries.size(); ++i) {
      if (!is_meant({entries[i].account, entries[i].objects})) continue;
      expected.insert(
          {voucher.content.date, RefOf(voucher), i, entries[i].amount});
    }
  }
  Ore balance;
  for (const auto& [key, opening] : then.openings.at(year)) {
    if (is_meant(key)) balance += opening;
  }
  auto next = expected.begin();
  std::optional<AccountEntriesPage> page;
  do {
    query.size = static_cast<int>(large_             ? 1'000
                                  : chance_.OneIn(3) ? chance_.Number(1, 9)
                                                     : 500);
    auto read = ledger_->ListAccountEntries(Name(year), query);
    ASSERT_TRUE(read.ok()) << read.status();
    page = *std::move(read);
    for (const AccountEntriesPage::Line& line : page->lines) {
      ASSERT_NE(next, expected.end());
      balance += next->amount;
      EXPECT_EQ(line.voucher, next->voucher);
      EXPECT_EQ(line.date, next->date);
      EXPECT_EQ(line.entry.amount, next->amount);
      EXPECT_EQ(line.balance, balance);
      ++next;
    }
    query.after = page->next;
  } while (!query.after.empty());
  EXPECT_EQ(next, expected.end());
  EXPECT_EQ(page->closing, balance);
}

void ModelRun::CheckVoucher() {
  const PostedVoucher& expected = chance_.Of(model_.vouchers());
  auto found = ledger_->GetVoucher("2220001511", RefOf(expected));
  ASSERT_TRUE(found.ok()) << found.status();
  found->voucher.hash.clear();
  EXPECT_TRUE(found->voucher == expected);
  const PostedVoucher* reversal = model_.ReversalOf(expected.place);
  EXPECT_EQ(found->reversed_by.has_value(), reversal != nullptr);
  if (reversal != nullptr) {
    EXPECT_EQ(found->reversed_by, RefOf(*reversal));
  }
}

std::vector<PostedVoucher> LedgerModel::Listing(int year,
                                                size_t last_place) const {
  std::vector<PostedVoucher> out;
  for (const auto& [ref, index] : by_name_) {
    if (ref.fiscal_year == year && index < last_place) {
      out.push_back(vouchers_[index]);
    }
  }
  return out;
}

std::string TrialBalanceText(const std::map<int32_t, ModelTotal>& rows,
                             int64_t voucher_count, int64_t entry_count) {
  std::string out =
      absl::StrCat(voucher_count, " vouchers, ", entry_count, " entries\n");
  for (const auto& [account, row] : rows) {
    if (row.opening == Ore{0} && row.movement == Ore{0}) continue;
    absl::StrAppend(&out, account, " ", row.name, " ", row.opening.value, " ",
                    row.movement.value, "\n");
  }
  return out;
}

}  // namespace finsam::ledger
