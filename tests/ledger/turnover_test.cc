// Debits and credits of a year from the vouchers to the statements: a roll of
// fixed assets against figures made by hand, and random vouchers against plain
// sums, as they stood at any revision and after a restart.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ledger/ledger_store.h"
#include "tests/ledger/ledger_host.h"
#include "tests/ledger/query_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr char kAssetBooks[] = R"(#FLAGGA 0
#PROGRAM "Prov" 1.0
#FORMAT PC8
#GEN 20250217
#SIETYP 4
#ORGNR 222000-1511
#FNAMN "Provforbundet"
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KONTO 1220 "Inventarier"
#KONTO 1229 "Ackumulerade avskrivningar"
#KONTO 1930 "Bank"
#KONTO 2010 "Eget kapital"
#KONTO 3970 "Vinst vid avyttring"
#KONTO 7832 "Avskrivningar"
#IB -1 1220 450000
#IB -1 1229 -130000
#IB -1 1930 1120000
#IB -1 2010 -1440000
#UB -1 1220 500000
#UB -1 1229 -200000
#UB -1 1930 1070000
#UB -1 2010 -1440000
#RES -1 7832 70000
#IB 0 1220 500000
#IB 0 1229 -200000
#IB 0 1930 1070000
#IB 0 2010 -1370000
#VER A 1 20240115 "Maskin"
{
#TRANS 1220 {} 120000
#TRANS 1930 {} -120000
}
#VER A 2 20240610 "Saljer maskin, anskaffad for 80000"
{
#TRANS 1930 {} 25000
#TRANS 1220 {} -80000
#TRANS 1229 {} 60000
#TRANS 3970 {} -5000
}
#VER A 3 20241001 "Utrangerar, helt avskriven"
{
#TRANS 1229 {} 20000
#TRANS 1220 {} -20000
}
#VER A 4 20241231 "Planenliga avskrivningar"
{
#TRANS 7832 {} 70000
#TRANS 1229 {} -70000
}
)";

constexpr char kAssetLayout[] = R"(statements:
  - id: balance-sheet
    title: Balansräkning
    sign: debit
    covers: ["1000-2999"]
    lines:
      - {id: fixed-assets, label: Anläggningstillgångar, accounts: [12xx]}
      - {id: cash, label: Kassa och bank, accounts: [19xx]}
      - {id: capital, label: Eget kapital, accounts: [20xx], sign: credit}
  - id: income-statement
    title: Resultaträkning
    sign: credit
    covers: ["3000-8998"]
    lines:
      - {id: result, label: Årets resultat, accounts: ["3000-8998"]}
  - id: note-5
    title: Not 5 Maskiner och inventarier
    sign: debit
    lines:
      - id: opening-cost
        label: Ingående anskaffningsvärde
        accounts: ["1220"]
        measure: opening
      - id: purchases
        label: Inköp
        accounts: ["1220"]
        measure: debits
      - id: disposals
        label: Försäljningar och utrangeringar
        accounts: ["1220"]
        measure: credits
      - id: closing-cost
        label: Utgående anskaffningsvärde
        accounts: ["1220"]
      - id: rolled-cost
        label: Kontroll
        total: [opening-cost, purchases, disposals]
      - id: opening-depreciation
        label: Ingående avskrivningar
        accounts: ["1229"]
        measure: opening
      - id: reversed-depreciation
        label: Försäljningar och utrangeringar
        accounts: ["1229"]
        measure: debits
      - id: depreciation
        label: Årets avskrivningar
        accounts: ["1229"]
        measure: credits
      - id: closing-depreciation
        label: Utgående avskrivningar
        accounts: ["1229"]
      - id: rolled-depreciation
        label: Kontroll
        total: [opening-depreciation, reversed-depreciation, depreciation]
      - id: book-value
        label: Planenligt restvärde
        total: [closing-cost, closing-depreciation]
)";

// "series number amount" of each entry of an explanation, in kronor.
std::vector<std::string> Entries(const v1::ExplainFigureResponse& explained) {
  std::vector<std::string> out;
  for (const auto& line : explained.entries()) {
    out.push_back(absl::StrCat(line.series(), line.number(), " ",
                               line.entry().amount_ore() / 100));
  }
  return out;
}

TEST(TurnoverTest, ARollOfFixedAssets) {
  const struct {
    const char* line;
    int64_t kronor;
  } kLines[] = {
      {"note-5/opening-cost", 500'000},
      {"note-5/purchases", 120'000},
      {"note-5/disposals", -100'000},
      {"note-5/closing-cost", 520'000},
      {"note-5/rolled-cost", 520'000},
      {"note-5/opening-depreciation", -200'000},
      {"note-5/reversed-depreciation", 80'000},
      {"note-5/depreciation", -70'000},
      {"note-5/closing-depreciation", -190'000},
      {"note-5/rolled-depreciation", -190'000},
      {"note-5/book-value", 330'000},
      {"balance-sheet/fixed-assets", 330'000},
  };
  LedgerHost host;
  const auto import =
      host.Import(kYear, "import",
                  {{"2024.se", kAssetBooks}, {kLayoutFileName, kAssetLayout}});
  ASSERT_TRUE(import.ok()) << import.status();
  for (const char* when : {"imported", "restarted"}) {
    SCOPED_TRACE(when);
    const auto statements = host.Statements(kYear);
    ASSERT_TRUE(statements.ok()) << statements.status();
    for (const auto& line : kLines) {
      EXPECT_EQ(OreOf(*statements, absl::StrCat(line.line, "/2024")),
                line.kronor * 100)
          << line.line;
    }
    // Of the year before only balances are known.
    for (const char* line : {"purchases", "disposals", "rolled-cost",
                             "reversed-depreciation", "depreciation"}) {
      EXPECT_EQ(OreOf(*statements, absl::StrCat("note-5/", line, "/2023")),
                std::nullopt)
          << line;
    }
    EXPECT_EQ(OreOf(*statements, "note-5/opening-cost/2023"), 450'000'00);
    EXPECT_EQ(OreOf(*statements, "note-5/book-value/2023"), 300'000'00);
    host.Restart();
  }
}

TEST(TurnoverTest, AnExplanationListsTheEntriesOfItsSide) {
  LedgerHost host;
  const auto import =
      host.Import(kYear, "import",
                  {{"2024.se", kAssetBooks}, {kLayoutFileName, kAssetLayout}});
  ASSERT_TRUE(import.ok()) << import.status();
  const auto explain = [&host](const std::string& line, int page_size = 0) {
    const auto answer = host.Explain(kYear, "note-5/" + line, page_size);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? *answer : v1::ExplainFigureResponse();
  };
  const auto purchases = explain("purchases/2024");
  EXPECT_EQ(purchases.figure().provenance().books().measure(),
            common::v1::BooksOrigin::DEBITS);
  EXPECT_THAT(Entries(purchases), ElementsAre("A1 120000"));
  ASSERT_EQ(purchases.accounts_size(), 1);
  EXPECT_EQ(purchases.accounts(0).amount_ore(), 120'000'00);
  const auto disposals = explain("disposals/2024");
  EXPECT_EQ(disposals.figure().provenance().books().measure(),
            common::v1::BooksOrigin::CREDITS);
  EXPECT_THAT(Entries(disposals), ElementsAre("A2 -80000", "A3 -20000"));
  EXPECT_EQ(disposals.accounts(0).amount_ore(), -100'000'00);
  EXPECT_THAT(Entries(explain("reversed-depreciation/2024")),
              ElementsAre("A2 60000", "A3 20000"));
  EXPECT_THAT(Entries(explain("closing-cost/2024")), SizeIs(3));
  // Pages hold entries of the side only.
  const auto first = explain("disposals/2024", /*page_size=*/1);
  EXPECT_THAT(Entries(first), ElementsAre("A2 -80000"));
  const auto second =
      host.Explain(kYear, "note-5/disposals/2024", 1, first.next_page_token());
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_THAT(Entries(*second), ElementsAre("A3 -20000"));
  EXPECT_EQ(second->next_page_token(), "");
  const auto unknown = explain("purchases/2023");
  EXPECT_FALSE(unknown.figure().has_value());
  EXPECT_EQ(unknown.accounts_size(), 0);
  EXPECT_EQ(unknown.entries_size(), 0);
}

// A year that a file of type 1 to 3 gives is balances only.
TEST(TurnoverTest, ASummaryHasNoTurnover) {
  std::string books = kAssetBooks;
  books.resize(books.find("#VER"));
  books.replace(books.find("#SIETYP 4"), 9, "#SIETYP 1");
  books +=
      "#UB 0 1220 520000\n#UB 0 1229 -190000\n#UB 0 1930 975000\n"
      "#UB 0 2010 -1370000\n#RES 0 3970 -5000\n#RES 0 7832 70000\n";
  LedgerHost host;
  const auto import = host.Import(
      kYear, "import", {{"2024.se", books}, {kLayoutFileName, kAssetLayout}});
  ASSERT_TRUE(import.ok()) << import.status();
  const auto statements = host.Statements(kYear);
  ASSERT_TRUE(statements.ok()) << statements.status();
  EXPECT_EQ(OreOf(*statements, "note-5/book-value/2024"), 330'000'00);
  EXPECT_EQ(OreOf(*statements, "note-5/purchases/2024"), std::nullopt);
}

// Random vouchers.

constexpr char kRandomBooks[] = R"(#FLAGGA 0
#PROGRAM "Prov" 1.0
#FORMAT PC8
#GEN 20250217
#SIETYP 4
#ORGNR 222000-1511
#FNAMN "Provforbundet"
#RAR 0 20240101 20241231
#KONTO 1220 "Inventarier"
#KONTO 1930 "Bank"
#KONTO 2440 "Leverantorsskulder"
#KONTO 4010 "Insatser"
#DIM 6 "Projekt"
#OBJEKT 6 "10" "Team"
#OBJEKT 6 "20" "Kansli"
#IB 0 1220 700
#IB 0 2440 -700
#UB 0 1220 700
#UB 0 2440 -700
)";

constexpr int32_t kAccounts[] = {1220, 1930, 2440, 4010};

// Lines of every measure for every account, and for those with project 10.
std::string RandomLayout() {
  std::string yaml =
      "statements:\n  - id: t\n    title: T\n    sign: debit\n    lines:\n";
  for (const int32_t account : kAccounts) {
    for (const char* measure :
         {"opening", "debits", "credits", "movement", "closing"}) {
      const std::string line = absl::StrCat("label: L, accounts: [", account,
                                            "], measure: ", measure);
      absl::StrAppend(&yaml, "      - {id: ", measure, "-", account, ", ", line,
                      "}\n", "      - {id: ", measure, "-", account, "-team, ",
                      line, ", objects: {dimension: 6, any: [\"10\"]}}\n");
    }
  }
  return yaml;
}

VoucherDraft RandomVoucher(Chance& chance) {
  VoucherDraft draft;
  draft.series = "A";
  draft.date = absl::CivilDay(2024, 1, 1) + chance.Number(0, 365);
  draft.text = "Slump";
  Ore rest;
  const auto add = [&](Ore amount) {
    const auto place = static_cast<size_t>(chance.Number(0, 3));
    const int64_t project = chance.Number(0, 2);
    draft.entries.push_back({kAccounts[place], amount,
                             project == 0
                                 ? ObjectSet()
                                 : ObjectSet{{6, absl::StrCat(project, "0")}},
                             ""});
    rest += amount;
  };
  for (int64_t i = chance.Number(1, 4); i > 0; --i) {
    add(Ore{chance.Number(1, 100'000) * (chance.OneIn(2) ? 1 : -1)});
  }
  // Also a voucher that passes through one account and leaves nothing.
  if (rest == Ore{0}) add(Ore{100});
  add(-rest);
  return draft;
}

class RandomTurnoverTest : public testing::Test {
 protected:
  static constexpr uint64_t kSeed = 20'240'612;

  RandomTurnoverTest() : chance_(kSeed) {
    RecordProperty("seed", absl::StrCat(kSeed));
  }

  void SetUp() override {
    const auto import = host_.Import(
        kYear, "import",
        {{"2024.se", kRandomBooks}, {kLayoutFileName, RandomLayout()}});
    ASSERT_TRUE(import.ok()) << import.status();
    history_[import->result.revision().revision()] = 0;
  }

  void Post(int64_t count) {
    PostOrder order;
    order.name = kName;
    order.request_id = absl::StrCat("post-", history_.size());
    order.is_batch = true;
    for (int64_t i = 0; i < count; ++i) {
      order.drafts.push_back(RandomVoucher(chance_));
    }
    posted_.insert(posted_.end(), order.drafts.begin(), order.drafts.end());
    const auto posted = host_.ledger().PostAndWait(std::move(order));
    ASSERT_TRUE(posted.ok()) << posted.status();
    history_[posted->head.revision] = posted_.size();
  }

  // What the lines of the first `count` vouchers are, entry by entry.
  std::map<std::string, Ore> Expected(size_t count) const {
    std::map<std::string, Ore> out;
    out["opening-1220"] = Ore{700'00};
    out["opening-2440"] = Ore{-700'00};
    for (size_t i = 0; i < count; ++i) {
      for (const VoucherEntry& entry : posted_[i].entries) {
        const bool team = entry.objects == ObjectSet{{6, "10"}};
        const bool debit = entry.amount > Ore{0};
        for (const char* measure : {debit ? "debits" : "credits", "movement"}) {
          const std::string line = absl::StrCat(measure, "-", entry.account);
          out[line] += entry.amount;
          if (team) out[line + "-team"] += entry.amount;
        }
      }
    }
    for (const int32_t account : kAccounts) {
      for (const std::string& end :
           {absl::StrCat("-", account), absl::StrCat("-", account, "-team")}) {
        out["closing" + end] = out["opening" + end] + out["movement" + end];
        EXPECT_EQ(out["debits" + end] + out["credits" + end],
                  out["movement" + end]);
      }
    }
    return out;
  }

  void CheckAt(int64_t revision) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", revision ", revision));
    const auto statements = host_.ledger().GetStatements(kName, revision);
    ASSERT_TRUE(statements.ok()) << statements.status();
    for (const auto& [line, amount] : Expected(history_.at(revision))) {
      const Figure* figure =
          FindFigure(statements->tables[0], absl::StrCat("t/", line, "/2024"));
      ASSERT_NE(figure, nullptr) << line;
      EXPECT_EQ(figure->value, Value(amount)) << line;
    }
  }

  const FiscalYearName kName{"2220001511", 2024};
  Chance chance_;
  LedgerHost host_;
  std::vector<VoucherDraft> posted_;
  std::map<int64_t, size_t> history_;  // How many there were, by revision.
};

TEST_F(RandomTurnoverTest, IsTheSumOfEachSideAtEveryMoment) {
  // Indexed once, and a tail after it.
  while (posted_.size() < kTailVouchersMax + 300) {
    Post(chance_.OneIn(3) ? chance_.Number(1, 9) : 900);
  }
  for (const bool restarted : {false, true}) {
    if (restarted) host_.Restart();
    for (const auto& [revision, count] : history_) CheckAt(revision);
    const auto proof = host_.Verify(kAssociation);
    EXPECT_TRUE(proof.ok()) << proof.status();
    Post(7);
  }
  CheckAt(history_.rbegin()->first);
}

// The movements are right, and only what passed through was touched.
TEST_F(RandomTurnoverTest, AWrongTurnoverIsFound) {
  // Indexed once, so that balances are kept.
  while (posted_.size() < kTailVouchersMax) Post(900);
  ASSERT_TRUE(host_.Verify(kAssociation).ok());
  YearFold fold({absl::CivilDay(2024, 1, 1), absl::CivilDay(2024, 12, 31)});
  {
    const auto snapshot = host_.store().TakeSnapshot();
    const LedgerReader reader(*snapshot, kName.organisation);
    fold = reader.KeptMovements(fold.year()).value();
  }
  ASSERT_THAT(fold.Accounts(), testing::Contains(1930));
  PostedVoucher through;
  through.fiscal_year = 2024;
  through.number = 1;
  through.place = 1;
  through.content = RandomVoucher(chance_);
  through.content.entries = {{1930, Ore{1}, {}, ""}, {1930, Ore{-1}, {}, ""}};
  const std::string bytes = VoucherBytes(through);
  fold.Add(*VoucherView::Read(bytes));
  store::Commit commit;
  LedgerWriter(commit, kName.organisation).PutBalances(fold, 1930);
  ASSERT_TRUE(host_.store().Apply(commit).ok());
  EXPECT_EQ(Verdict(host_.Verify(kAssociation).status()),
            "DATA_LOSS BOOKS_DIFFER");
}

}  // namespace
}  // namespace finsam::ledger
