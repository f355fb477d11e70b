// The ledger's questions over gRPC: that every field is carried, and what is
// refused before the books are asked.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ledger/domain/merkle.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class QueryServiceTest : public testing::Test {
 protected:
  QueryServiceTest() {
    const auto imported = host_.Import("import", kBooks);
    EXPECT_TRUE(imported.ok()) << imported.status();
  }

  static v1::VoucherReference Reference(const std::string& series,
                                        int64_t number) {
    v1::VoucherReference out;
    out.set_fiscal_year(2024);
    out.set_series(series);
    out.set_number(number);
    return out;
  }
  static v1::QueryBalancesRequest Balances() {
    v1::QueryBalancesRequest request;
    request.set_fiscal_year(kYear);
    return request;
  }
  static v1::ListAccountEntriesRequest Entries(int32_t account) {
    v1::ListAccountEntriesRequest request;
    request.set_fiscal_year(kYear);
    request.set_account(account);
    return request;
  }
  std::string VerdictOf(const v1::QueryBalancesRequest& request) {
    return Verdict(host_.QueryBalances(request).status());
  }
  std::string VerdictOf(const v1::ListAccountEntriesRequest& request) {
    return Verdict(host_.ListAccountEntries(request).status());
  }

  LedgerHost host_;
};

TEST_F(QueryServiceTest, GivesAVoucherAndItsProof) {
  v1::GetVoucherRequest get;
  get.set_association(kAssociation);
  *get.mutable_voucher() = Reference("A", 2);
  const auto found = host_.GetVoucher(get);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->voucher().text(), "Team, mars");
  EXPECT_EQ(found->voucher().place(), 2);
  EXPECT_FALSE(found->has_reversed_by());
  EXPECT_EQ(found->revision().revision(), 1);

  v1::ProveVoucherRequest prove;
  prove.set_association(kAssociation);
  *prove.mutable_voucher() = get.voucher();
  const auto proof = host_.ProveVoucher(prove);
  ASSERT_TRUE(proof.ok()) << proof.status();
  EXPECT_EQ(proof->voucher().SerializeAsString(),
            found->voucher().SerializeAsString());
  EXPECT_EQ(proof->fiscal_year(), 2024);
  EXPECT_THAT(proof->previous_hash(), SizeIs(32));
  EXPECT_EQ(proof->tree_size(), 3);
  EXPECT_EQ(proof->tree_root(), host_.Verify(kAssociation)->tree_root());
  EXPECT_TRUE(VerifyPath(proof->voucher().hash(), 1, 3,
                         {proof->path().begin(), proof->path().end()},
                         proof->tree_root()));
  EXPECT_EQ(proof->revision().root(), found->revision().root());

  *get.mutable_voucher() = Reference("A", 3);
  EXPECT_EQ(Verdict(host_.GetVoucher(get).status()),
            "NOT_FOUND VOUCHER_UNKNOWN");
  get.set_association("associations/1");
  EXPECT_EQ(Verdict(host_.GetVoucher(get).status()),
            "INVALID_ARGUMENT NAME_INVALID");
  prove.set_association(kYear);
  EXPECT_EQ(Verdict(host_.ProveVoucher(prove).status()),
            "INVALID_ARGUMENT NAME_INVALID");
}

TEST_F(QueryServiceTest, SumsBalancesAsAsked) {
  v1::QueryBalancesRequest request = Balances();
  request.add_accounts("40xx");
  request.set_by_account(true);
  request.add_by_dimensions(6);
  request.set_by_month(true);
  request.set_page_size(1);
  const auto first = host_.QueryBalances(request);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_THAT(first->rows(), SizeIs(1));
  const auto& row = first->rows(0);
  EXPECT_EQ(row.account(), 4010);
  EXPECT_EQ(row.account_name(), "Insatser");
  ASSERT_THAT(row.objects(), SizeIs(1));
  EXPECT_EQ(row.objects(0).dimension(), 6);
  EXPECT_EQ(row.objects(0).object(), "10");
  EXPECT_THAT(row.object_names(), ElementsAre("Team"));
  EXPECT_EQ(row.month().year(), 2024);
  EXPECT_EQ(row.month().month(), 3);
  EXPECT_EQ(row.month().day(), 1);
  EXPECT_EQ(row.opening_ore(), 0);
  EXPECT_EQ(row.movement_ore(), 250'50);
  EXPECT_EQ(row.closing_ore(), 250'50);
  EXPECT_EQ(first->total().movement_ore(), 350'50);
  EXPECT_EQ(first->total().account(), 0);
  EXPECT_FALSE(first->total().has_month());
  EXPECT_EQ(first->revision().revision(), 1);

  // A page belongs to its question, but may be of another size.
  request.set_page_token(first->next_page_token());
  request.set_page_size(0);
  const auto rest = host_.QueryBalances(request);
  ASSERT_TRUE(rest.ok()) << rest.status();
  EXPECT_THAT(rest->next_page_token(), IsEmpty());
  // April to December of the one, June to December of the other.
  EXPECT_THAT(rest->rows(), SizeIs(9 + 7));
  request.set_by_month(false);
  EXPECT_EQ(VerdictOf(request), "INVALID_ARGUMENT PAGE_INVALID");
}

TEST_F(QueryServiceTest, ListsTheEntriesOfAnAccount) {
  v1::ListAccountEntriesRequest request = Entries(1930);
  request.set_page_size(2);
  const auto first = host_.ListAccountEntries(request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->account_name(), "Bank");
  EXPECT_EQ(first->opening_ore(), 1000'00);
  EXPECT_EQ(first->closing_ore(), 1249'50);
  EXPECT_EQ(first->at_revision(), 1);
  ASSERT_THAT(first->lines(), SizeIs(2));
  const auto& line = first->lines(1);
  EXPECT_EQ(line.voucher().SerializeAsString(),
            Reference("A", 2).SerializeAsString());
  EXPECT_EQ(line.date().month(), 3);
  EXPECT_EQ(line.text(), "Team, mars");
  EXPECT_EQ(line.entry().account(), 1930);
  EXPECT_EQ(line.entry().amount_ore(), -250'50);
  EXPECT_EQ(line.balance_ore(), 1349'50);

  request.set_page_token(first->next_page_token());
  const auto last = host_.ListAccountEntries(request);
  ASSERT_TRUE(last.ok()) << last.status();
  ASSERT_THAT(last->lines(), SizeIs(1));
  EXPECT_EQ(last->lines(0).balance_ore(), 1249'50);
  EXPECT_THAT(last->next_page_token(), IsEmpty());
  request.set_account(2010);
  EXPECT_EQ(VerdictOf(request), "INVALID_ARGUMENT PAGE_INVALID");

  request = Entries(4010);
  request.mutable_object()->set_dimension(6);
  request.mutable_object()->set_object("20");
  request.mutable_first_date()->set_year(2024);
  request.mutable_first_date()->set_month(6);
  request.mutable_first_date()->set_day(20);
  *request.mutable_last_date() = request.first_date();
  const auto kansli = host_.ListAccountEntries(request);
  ASSERT_TRUE(kansli.ok()) << kansli.status();
  ASSERT_THAT(kansli->lines(), SizeIs(1));
  EXPECT_EQ(kansli->lines(0).entry().objects(0).object(), "20");
  EXPECT_EQ(kansli->opening_ore(), 0);
  EXPECT_EQ(kansli->closing_ore(), 100'00);
}

TEST_F(QueryServiceTest, RefusesQuestionsThatMakeNoSense) {
  constexpr char kFilterInvalid[] = "INVALID_ARGUMENT FILTER_INVALID";
  v1::QueryBalancesRequest balances = Balances();
  balances.add_accounts("19x0");
  EXPECT_EQ(VerdictOf(balances), kFilterInvalid);
  balances = Balances();
  balances.add_objects()->set_dimension(6);
  EXPECT_EQ(VerdictOf(balances), kFilterInvalid);
  balances = Balances();
  balances.add_by_dimensions(6);
  balances.add_by_dimensions(6);
  EXPECT_EQ(VerdictOf(balances), "INVALID_ARGUMENT GROUPING_INVALID");
  balances = Balances();
  balances.set_page_size(-1);
  EXPECT_EQ(VerdictOf(balances), "INVALID_ARGUMENT PAGE_INVALID");
  balances = Balances();
  balances.set_at_revision(2);
  EXPECT_EQ(VerdictOf(balances), "INVALID_ARGUMENT REVISION_UNKNOWN");
  balances.set_fiscal_year("2024");
  EXPECT_EQ(VerdictOf(balances), "INVALID_ARGUMENT NAME_INVALID");

  v1::ListAccountEntriesRequest entries = Entries(1930);
  entries.mutable_first_date()->set_year(2024);
  EXPECT_EQ(VerdictOf(entries), kFilterInvalid);
  entries.mutable_first_date()->set_month(2);
  entries.mutable_first_date()->set_day(2);
  *entries.mutable_last_date() = entries.first_date();
  EXPECT_EQ(VerdictOf(entries), "OK");
  entries.mutable_last_date()->set_day(1);
  EXPECT_EQ(VerdictOf(entries), kFilterInvalid);
  entries = Entries(1930);
  entries.mutable_object();
  EXPECT_EQ(VerdictOf(entries), kFilterInvalid);
  entries = Entries(1930);
  entries.set_page_token("x");
  EXPECT_EQ(VerdictOf(entries), "INVALID_ARGUMENT PAGE_INVALID");
  entries = Entries(1930);
  entries.set_at_revision(-1);
  EXPECT_EQ(VerdictOf(entries), "INVALID_ARGUMENT REVISION_UNKNOWN");
  EXPECT_EQ(VerdictOf(Entries(1)), "NOT_FOUND ACCOUNT_UNKNOWN");
  entries.set_fiscal_year(kOtherYear);
  entries.set_at_revision(0);
  EXPECT_EQ(VerdictOf(entries), "NOT_FOUND FISCAL_YEAR_UNKNOWN");
}

}  // namespace
}  // namespace finsam::ledger
