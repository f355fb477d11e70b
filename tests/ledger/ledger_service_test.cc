// The ledger as callers meet it, after a year has been imported: posting,
// reading, explaining, proving, and keeping associations apart.

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "services/ledger/ledger_keys.h"
#include "services/ledger/records.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

class LedgerServiceTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(host_.Import("import", kBooks).ok()); }

  LedgerHost host_;
};

TEST_F(LedgerServiceTest, PostsUnderTheNextNumberOfTheSeries) {
  const auto first = host_.Post(PostingOf("p1", 12345));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->voucher().series(), "P");
  EXPECT_EQ(first->voucher().number(), 1);
  EXPECT_EQ(first->voucher().hash().size(), 32u);
  EXPECT_EQ(first->revision().revision(), 2);
  v1::PostVoucherRequest into_a = PostingOf("p2", 100);
  into_a.mutable_voucher()->set_series("A");
  const auto second = host_.Post(into_a);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->voucher().number(), 3);
  const auto balance = host_.TrialBalance(kYear);
  EXPECT_EQ(balance->accounts(0).account(), 1930);
  EXPECT_EQ(balance->accounts(0).closing_ore(), 124950 + 12345 + 100);
  EXPECT_EQ(balance->voucher_count(), 5);
  EXPECT_EQ(balance->entry_count(), 10);
  EXPECT_EQ(balance->revision().revision(), 3);
  EXPECT_EQ(balance->revision().root(), second->revision().root());
}

TEST_F(LedgerServiceTest, ARepeatedPostingGetsItsFirstAnswer) {
  const auto first = host_.Post(PostingOf("p1", 100));
  ASSERT_TRUE(host_.Post(PostingOf("p2", 100)).ok());
  host_.Restart();
  auto again = host_.Post(PostingOf("p1", 100));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_FALSE(first->replayed());
  EXPECT_TRUE(again->replayed());
  again->clear_replayed();
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(Verdict(host_.Post(PostingOf("p1", 101)).status()),
            "ALREADY_EXISTS REQUEST_ID_REUSED");
  EXPECT_EQ(host_.TrialBalance(kYear)->voucher_count(), 5);
}

struct Harm {
  const char* name;
  const char* verdict;
  void (*apply)(v1::PostVoucherRequest&);

  friend void PrintTo(const Harm& h, std::ostream* out) { *out << h.name; }
};

using R = v1::PostVoucherRequest;
constexpr Harm kHarms[] = {
    {"BadName", "INVALID_ARGUMENT NAME_INVALID",
     [](R& r) { r.set_fiscal_year("associations/1/fiscalYears/2024"); }},
    {"NoRequestId", "INVALID_ARGUMENT REQUEST_ID_SIZE",
     [](R& r) { r.clear_request_id(); }},
    {"NoDate", "INVALID_ARGUMENT DATE_INVALID",
     [](R& r) { r.mutable_voucher()->clear_date(); }},
    {"NoSuchDay", "INVALID_ARGUMENT DATE_INVALID",
     [](R& r) { r.mutable_voucher()->mutable_date()->set_day(31); }},
    {"UnknownYear", "NOT_FOUND FISCAL_YEAR_UNKNOWN",
     [](R& r) {
       r.set_fiscal_year("associations/2220001511/fiscalYears/2025");
     }},
    {"ComparisonYear", "NOT_FOUND FISCAL_YEAR_UNKNOWN",
     [](R& r) { r.set_fiscal_year(kPriorYear); }},
    {"LongText", "INVALID_ARGUMENT VOUCHER_TEXT_SIZE",
     [](R& r) { r.mutable_voucher()->set_text(std::string(501, 'x')); }},
    {"NoEntries", "INVALID_ARGUMENT VOUCHER_ENTRY_COUNT",
     [](R& r) { r.mutable_voucher()->clear_entries(); }},
    {"ZeroAmount", "INVALID_ARGUMENT VOUCHER_AMOUNT",
     [](R& r) { r.mutable_voucher()->add_entries()->set_account(1930); }},
    {"Unbalanced", "INVALID_ARGUMENT VOUCHER_UNBALANCED",
     [](R& r) { r.mutable_voucher()->mutable_entries(0)->set_amount_ore(1); }},
    {"NoSeries", "INVALID_ARGUMENT SERIES_INVALID",
     [](R& r) { r.mutable_voucher()->clear_series(); }},
    {"NoAccount", "NOT_FOUND ACCOUNT_UNKNOWN",
     [](R& r) { r.mutable_voucher()->mutable_entries(0)->set_account(1); }},
    {"NoObject", "NOT_FOUND OBJECT_UNKNOWN",
     [](R& r) {
       auto* object = r.mutable_voucher()->mutable_entries(0)->add_objects();
       object->set_dimension(6);
       object->set_object("99");
     }},
    {"HugeObject", "INVALID_ARGUMENT VOUCHER_OBJECTS",
     [](R& r) {
       auto* object = r.mutable_voucher()->mutable_entries(0)->add_objects();
       object->set_dimension(6);
       object->set_object(std::string(5000, 'x'));
     }},
    {"OutsideYear", "FAILED_PRECONDITION VOUCHER_OUTSIDE_YEAR",
     [](R& r) { r.mutable_voucher()->mutable_date()->set_year(2023); }},
};

class PostHarmTest : public LedgerServiceTest,
                     public testing::WithParamInterface<Harm> {};

TEST_P(PostHarmTest, IsRefusedAndStoresNothing) {
  v1::PostVoucherRequest request = PostingOf("harm", 9900);
  GetParam().apply(request);
  EXPECT_EQ(Verdict(host_.Post(request).status()), GetParam().verdict);
  EXPECT_EQ(host_.Verify(kAssociation)->revision().revision(), 1);
}

INSTANTIATE_TEST_SUITE_P(Each, PostHarmTest, testing::ValuesIn(kHarms),
                         testing::PrintToStringParamName());

TEST(PostTest, AnAccountThatNoLineTakesIsRefused) {
  LedgerHost host;
  ASSERT_TRUE(
      host.Import("import", With(kBooks, "#DIM 6", "#KONTO 8010 Ränta\n#DIM 6"))
          .ok());
  v1::PostVoucherRequest request = PostingOf("p", 100);
  request.mutable_voucher()->mutable_entries(1)->set_account(8010);
  EXPECT_EQ(Verdict(host.Post(request).status()),
            "FAILED_PRECONDITION ACCOUNT_NOT_IN_LAYOUT");
}

TEST_F(LedgerServiceTest, ListsVouchersInPages) {
  std::vector<std::string> names;
  std::string token;
  do {
    const auto page = host_.List(kYear, /*page_size=*/2, token);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_LE(page->vouchers_size(), 2);
    for (const v1::Voucher& voucher : page->vouchers()) {
      names.push_back(VoucherName(voucher.series(), voucher.number()));
    }
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_EQ(names, (std::vector<std::string>{"A 1", "A 2", "B 1"}));
  EXPECT_EQ(Verdict(host_.List(kYear, -1).status()),
            "INVALID_ARGUMENT PAGE_INVALID");
  EXPECT_EQ(Verdict(host_.List(kYear, 2, "x").status()),
            "INVALID_ARGUMENT PAGE_INVALID");
  const std::string other = host_.List(kYear, 1)->next_page_token();
  EXPECT_EQ(Verdict(host_.List(kPriorYear, 1, other).status()),
            "INVALID_ARGUMENT PAGE_INVALID");
  EXPECT_EQ(host_.List(kPriorYear)->vouchers_size(), 0);
  EXPECT_EQ(Verdict(host_.List(kOtherYear).status()),
            "NOT_FOUND FISCAL_YEAR_UNKNOWN");
}

TEST_F(LedgerServiceTest, GivesTheTrialBalance) {
  const auto balance = host_.TrialBalance(kYear);
  ASSERT_TRUE(balance.ok()) << balance.status();
  std::string told;
  for (const auto& account : balance->accounts()) {
    told += std::to_string(account.account()) + " " + account.name() + " " +
            std::to_string(account.opening_ore()) + " " +
            std::to_string(account.movement_ore()) + "\n";
    EXPECT_EQ(account.closing_ore(),
              account.opening_ore() + account.movement_ore());
  }
  EXPECT_EQ(told,
            "1930 Bank 100000 24950\n"
            "2010 Eget kapital -100000 0\n"
            "3010 Bidrag 0 -60000\n"
            "4010 Insatser 0 35050\n");
  EXPECT_EQ(host_.TrialBalance(kPriorYear)->accounts_size(), 4);
}

TEST_F(LedgerServiceTest, GivesTheStatementsWithTheYearBefore) {
  const auto statements = host_.Statements(kYear);
  ASSERT_TRUE(statements.ok()) << statements.status();
  EXPECT_EQ(statements->statements_size(), 2);
  const auto ore = [&](const std::string& id) {
    return OreOf(*statements, id);
  };
  EXPECT_EQ(ore("income-statement/income/2024"), 60000);
  EXPECT_EQ(ore("income-statement/team/2024"), -25050);
  EXPECT_EQ(ore("income-statement/other/2024"), -10000);
  EXPECT_EQ(ore("income-statement/result/2024"), 24950);
  EXPECT_EQ(ore("income-statement/team/2023"), -20000);
  EXPECT_EQ(ore("income-statement/other/2023"), -10000);
  EXPECT_EQ(ore("income-statement/result/2023"), 20000);
  EXPECT_EQ(ore("balance-sheet/cash/2024"), 124950);
  EXPECT_EQ(ore("balance-sheet/cash/2023"), 100000);
  EXPECT_EQ(ore("balance-sheet/capital/2024"), 124950);
  EXPECT_EQ(ore("balance-sheet/capital/2023"), 100000);
  EXPECT_EQ(ore("balance-sheet/cash/opening-2024"), 100000);
  for (const auto& table : statements->statements()) {
    for (const auto& row : table.rows()) {
      for (const auto& cell : row.cells()) {
        EXPECT_EQ(cell.figure().provenance().service(), "ledger");
        EXPECT_EQ(cell.figure().provenance().revision(), 1);
      }
    }
  }
  EXPECT_EQ(Verdict(host_.Statements(kPriorYear).status()),
            "NOT_FOUND LAYOUT_MISSING");
  EXPECT_EQ(Verdict(host_.Statements("2024").status()),
            "INVALID_ARGUMENT NAME_INVALID");
}

TEST_F(LedgerServiceTest, ExplainsASumDownToItsEntries) {
  ASSERT_TRUE(host_.Post(PostingOf("p1", 300, "10")).ok());
  const auto all = host_.Explain(kYear, "income-statement/team/2024");
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_EQ(all->label(), "Resultaträkning: Team, 2024-12-31");
  EXPECT_EQ(all->figure().value().amount_ore(), -25350);
  ASSERT_EQ(all->accounts_size(), 1);
  EXPECT_EQ(all->accounts(0).account(), 4010);
  EXPECT_EQ(all->accounts(0).name(), "Insatser");
  EXPECT_EQ(all->accounts(0).object_names(0), "Team");
  EXPECT_EQ(all->accounts(0).amount_ore(), 25350);
  ASSERT_EQ(all->entries_size(), 2);
  EXPECT_EQ(all->entries(0).series(), "A");
  EXPECT_EQ(all->entries(0).number(), 2);
  EXPECT_EQ(all->entries(0).text(), "Team, mars");
  EXPECT_EQ(all->entries(1).series(), "P");
  EXPECT_EQ(all->revision().revision(), 2);
}

// Pages must neither skip nor repeat an entry, also inside one voucher.
TEST_F(LedgerServiceTest, ExplainsInPages) {
  v1::PostVoucherRequest wide = PostingOf("wide", 100);
  for (int i = 0; i < 3; ++i) {
    *wide.mutable_voucher()->add_entries() = wide.voucher().entries(0);
    *wide.mutable_voucher()->add_entries() = wide.voucher().entries(1);
  }
  ASSERT_TRUE(host_.Post(wide).ok());
  const auto whole = host_.Explain(kYear, "balance-sheet/cash/2024");
  ASSERT_EQ(whole->entries_size(), 7);
  for (const int size : {1, 2, 3, 7}) {
    std::string token;
    int seen = 0;
    int64_t sum = 0;
    do {
      const auto page =
          host_.Explain(kYear, "balance-sheet/cash/2024", size, token);
      ASSERT_TRUE(page.ok()) << page.status();
      seen += page->entries_size();
      for (const auto& line : page->entries()) {
        sum += line.entry().amount_ore();
      }
      token = page->next_page_token();
    } while (!token.empty());
    EXPECT_EQ(seen, 7) << size;
    EXPECT_EQ(sum, 24950 + 400) << size;
  }
}

TEST_F(LedgerServiceTest, ExplainsOtherKindsOfFigures) {
  const auto total = host_.Explain(kYear, "income-statement/result/2024");
  ASSERT_TRUE(total.ok());
  EXPECT_EQ(total->terms_size(), 3);
  EXPECT_EQ(total->terms(1).id(), "income-statement/team/2024");
  EXPECT_EQ(total->accounts_size(), 0);
  EXPECT_EQ(total->entries_size(), 0);
  const auto before = host_.Explain(kYear, "income-statement/team/2023");
  ASSERT_TRUE(before.ok());
  ASSERT_EQ(before->accounts_size(), 1);
  EXPECT_EQ(before->accounts(0).amount_ore(), 20000);
  EXPECT_EQ(before->entries_size(), 0);
  const auto opening = host_.Explain(kYear, "balance-sheet/cash/opening-2024");
  ASSERT_TRUE(opening.ok());
  EXPECT_EQ(opening->accounts(0).amount_ore(), 100000);
  EXPECT_EQ(opening->entries_size(), 0);
  EXPECT_EQ(Verdict(host_.Explain(kYear, "income-statement/x/2024").status()),
            "NOT_FOUND FIGURE_UNKNOWN");
  EXPECT_EQ(Verdict(host_.Explain(kPriorYear, "a/b/2023").status()),
            "NOT_FOUND LAYOUT_MISSING");
}

TEST_F(LedgerServiceTest, ProvesTheBooks) {
  ASSERT_TRUE(host_.Post(PostingOf("p1", 300, "10")).ok());
  const auto proof = host_.Verify(kAssociation);
  ASSERT_TRUE(proof.ok()) << proof.status();
  EXPECT_EQ(proof->voucher_count(), 4);
  EXPECT_EQ(proof->balance_count(), 5 + 5);
  EXPECT_EQ(proof->revision().revision(), 2);
  EXPECT_EQ(Verdict(host_.Verify("associations/1").status()),
            "INVALID_ARGUMENT NAME_INVALID");
}

constexpr absl::CivilDay kYearFirst(2024, 1, 1);
constexpr absl::CivilDay kYearLast(2024, 12, 31);

PostedVoucher OneEntry(int32_t account, int64_t amount_ore) {
  PostedVoucher out;
  out.fiscal_year = 2024;
  out.number = 9;
  out.content.series = "A";
  out.content.date = kYearFirst;
  out.content.entries = {{account, Ore{amount_ore}, {}, ""}};
  return out;
}

// A disk that lies: each of these changes one value behind the ledger's back.
TEST_F(LedgerServiceTest, AProofFailsWhenAnythingWasTouched) {
  constexpr char kOrganisation[] = "2220001511";
  const auto tamper = [&](void (*change)(LedgerWriter&)) {
    LedgerHost host;
    EXPECT_TRUE(host.Import("import", kBooks).ok());
    store::Commit commit;
    LedgerWriter writer(commit, kOrganisation);
    change(writer);
    EXPECT_TRUE(host.store().Apply(commit).ok());
    return Verdict(host.Verify(kAssociation).status());
  };
  EXPECT_EQ(tamper([](LedgerWriter&) {}), "OK");
  EXPECT_EQ(tamper([](LedgerWriter& writer) {
              YearFold fold({kYearFirst, kYearLast});
              const std::string bytes = VoucherBytes(OneEntry(1930, 60001));
              fold.Add(*VoucherView::Read(bytes));
              writer.PutBalances(fold, 1930);
            }),
            "DATA_LOSS BOOKS_DIFFER");
  EXPECT_EQ(tamper([](LedgerWriter& writer) {
              BalanceMap openings;
              openings[{2010, {}}].opening = Ore{-100001};
              writer.PutOpenings(2024, openings, /*revision=*/1);
            }),
            "DATA_LOSS BOOKS_DIFFER");
  EXPECT_EQ(tamper([](LedgerWriter& writer) {
              BalanceMap openings;
              openings[{2010, {}}].opening = Ore{-80001};
              writer.PutOpenings(2023, openings, /*revision=*/1);
            }),
            "DATA_LOSS BOOKS_DIFFER");
  EXPECT_EQ(tamper([](LedgerWriter& writer) {
              BlockBuilder block;
              block.Add(VoucherBytes(OneEntry(1930, 0)),
                        std::string(kHashBytes, 'x'));
              writer.PutBlock(/*last_place=*/2, block.Take());
            }),
            "DATA_LOSS BOOKS_DIFFER");
  EXPECT_EQ(tamper([](LedgerWriter& writer) {
              ChainEnd end;
              end.posting_count = end.indexed_count = 2;
              end.tree.Append("x");
              end.tree.Append("y");
              writer.PutChain(end);
            }),
            "DATA_LOSS BOOKS_DIFFER");
  EXPECT_EQ(tamper([](LedgerWriter& writer) {
              writer.PutNumbers(2024, "A", {{1, 2}, {2, 1}});
            }),
            "DATA_LOSS BOOKS_DIFFER");
  EXPECT_EQ(tamper([](LedgerWriter& writer) {
              EntryRowsBuilder rows;
              rows.Add({1, 0, 0, Ore{1}, absl::string_view("\0", 1)});
              writer.PutEntries(2024, 1930, /*stretch_end=*/3, rows.bytes());
            }),
            "DATA_LOSS BOOKS_DIFFER");
}

TEST_F(LedgerServiceTest, AProofFailsWhenBytesAreNoValue) {
  store::Commit commit;
  commit.Put(BlockKey("2220001511", 3), "\x01garbage");
  ASSERT_TRUE(host_.store().Apply(commit).ok());
  EXPECT_EQ(Verdict(host_.Verify(kAssociation).status()),
            "DATA_LOSS BOOKS_DIFFER");
}

TEST_F(LedgerServiceTest, AssociationsNeverSeeEachOther) {
  EXPECT_EQ(Verdict(host_.TrialBalance(kOtherYear).status()),
            "NOT_FOUND FISCAL_YEAR_UNKNOWN");
  const std::string books = With(kBooks, "222000-1511", "222000-2279");
  const Files files = {{"2024.se", With(books, "Team, mars", "Annat")},
                       {kLayoutFileName, kLayout}};
  // The same request id is another association's own.
  const auto other = host_.Import(kOtherYear, "import", files);
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_EQ(other->result.revision().revision(), 1);
  ASSERT_TRUE(host_.Post(PostingOf("p1", 12345)).ok());
  EXPECT_EQ(host_.TrialBalance(kOtherYear)->accounts(0).closing_ore(), 124950);
  EXPECT_EQ(host_.List(kOtherYear)->vouchers(1).text(), "Annat");
  EXPECT_EQ(host_.List(kYear)->vouchers(1).text(), "Team, mars");
  EXPECT_EQ(host_.Verify(kOtherAssociation)->revision().revision(), 1);
  EXPECT_EQ(host_.Verify(kAssociation)->revision().revision(), 2);
  // One's page token does not open the other's list.
  const std::string token = host_.List(kYear, 1)->next_page_token();
  EXPECT_EQ(Verdict(host_.List(kOtherYear, 1, token).status()),
            "INVALID_ARGUMENT PAGE_INVALID");
}

TEST_F(LedgerServiceTest, WritersAtOnceAllGetANumber) {
  constexpr int kWriters = 4;
  constexpr int kPostings = 10;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([this, writer] {
      for (int i = 0; i < kPostings; ++i) {
        EXPECT_TRUE(host_
                        .Post(PostingOf("w" + std::to_string(writer) + "-" +
                                            std::to_string(i),
                                        100))
                        .ok());
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(host_.TrialBalance(kYear)->voucher_count(),
            3 + kWriters * kPostings);
  EXPECT_EQ(host_.Verify(kAssociation)->voucher_count(),
            3 + kWriters * kPostings);
}

}  // namespace
}  // namespace finsam::ledger
