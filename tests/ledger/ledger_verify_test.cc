// VerifyBooks names what is not right. Method: a disk that lies, room by room;
// and a journal that was forged whole, so that its own chain holds.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/journal.h"
#include "services/ledger/ledger_keys.h"
#include "services/ledger/ledger_store.h"
#include "tests/ledger/year_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kOrganisation[] = "2220001511";

// Years, closings, reversals, and vouchers both indexed and not.
void MakeBooks(LedgerHost& host) {
  ASSERT_TRUE(host.Import("import", kBooks).ok());
  ASSERT_TRUE(host.Post(PostingOf("p1", 100)).ok());
  v1::ReverseVoucherRequest reverse;
  reverse.set_fiscal_year(kYear);
  reverse.set_request_id("reverse");
  reverse.mutable_voucher()->set_fiscal_year(2024);
  reverse.mutable_voucher()->set_series("P");
  reverse.mutable_voucher()->set_number(1);
  *reverse.mutable_date() = PostingOf("", 1).voucher().date();
  reverse.set_reason("Dubbelt");
  ASSERT_TRUE(host.Reverse(reverse).ok());
  v1::SetPeriodLockRequest lock;
  lock.set_fiscal_year(kYear);
  lock.set_request_id("lock");
  lock.set_reason("Avstämt");
  ASSERT_TRUE(host.SetPeriodLock(lock).ok());
  v1::CloseFiscalYearRequest close;
  close.set_fiscal_year(kYear);
  close.set_request_id("close");
  close.set_capital_account(2010);
  ASSERT_TRUE(host.CloseFiscalYear(close).ok());
  ASSERT_TRUE(host.Post(PostingIn(2025, "p2", 700)).ok());
}

struct Lie {
  const char* name;
  const char* told;
  void (*tell)(store::Commit& commit, LedgerWriter& writer);

  friend void PrintTo(const Lie& lie, std::ostream* out) { *out << lie.name; }
};

std::string RowOf(int64_t place, int64_t day, int64_t amount) {
  EntryRowsBuilder rows;
  rows.Add({place, 0, day, Ore{amount}, absl::string_view("\0", 1)});
  return rows.bytes();
}

constexpr Lie kLies[] = {
    {"SeriesOther", "(series)",
     [](store::Commit&, LedgerWriter& w) { w.PutSeries(2024, "A", 7); }},
    {"SeriesMissing", "(series)",
     [](store::Commit& c, LedgerWriter&) {
       c.Delete(SeriesKey(kOrganisation, 2024, "P"));
     }},
    {"SeriesExtra", "(series)",
     [](store::Commit&, LedgerWriter& w) { w.PutSeries(2024, "Z", 1); }},
    {"PlacesLess", "(places)",
     [](store::Commit&, LedgerWriter& w) { w.PutPlaces(1, 2); }},
    {"PlacesMore", "(places)",
     [](store::Commit&, LedgerWriter& w) { w.PutPlaces(2, 5); }},
    {"PlacesMissing", "(places)",
     [](store::Commit& c, LedgerWriter&) {
       c.Delete(PlacesKey(kOrganisation, 2));
     }},
    {"PlacesOfALock", "(places)",
     [](store::Commit&, LedgerWriter& w) { w.PutPlaces(4, 5); }},
    {"PlacesAfterTheEnd", "(places)",
     [](store::Commit&, LedgerWriter& w) { w.PutPlaces(99, 6); }},
    {"ReversalOther", "(reversal)",
     [](store::Commit&, LedgerWriter& w) { w.PutReversal(4, 3); }},
    {"ReversalMissing", "(reversal)",
     [](store::Commit& c, LedgerWriter&) {
       c.Delete(ReversalKey(kOrganisation, 4));
     }},
    {"ReversalExtra", "(reversal)",
     [](store::Commit&, LedgerWriter& w) { w.PutReversal(2, 5); }},
    {"EntryOfAnIdleAccount", "(entry) för konto 2010",
     [](store::Commit&, LedgerWriter& w) {
       w.PutEntries(2024, 2010, 3, RowOf(1, 19'737, 5));
     }},
    {"EntryOfAnotherDay", "(entry) för konto 3010",
     [](store::Commit&, LedgerWriter& w) {
       // The sum and the count are right.
       EntryRowsBuilder rows;
       rows.Add({1, 1, 19'738, Ore{-60000}, absl::string_view("\0", 1)});
       w.PutEntries(2024, 3010, 3, rows.bytes());
     }},
    {"EntryBeyondItsStretch", "(entry) för konto 3010",
     [](store::Commit&, LedgerWriter& w) {
       w.PutEntries(2024, 3010, 3, RowOf(4, 19'738, 5));
     }},
    {"EntryOfAnotherYear", "(entry) för konto 1930 år 1999",
     [](store::Commit&, LedgerWriter& w) {
       w.PutEntries(1999, 1930, 3, RowOf(1, 0, 5));
     }},
    {"NumberElsewhere", "(number)",
     [](store::Commit&, LedgerWriter& w) {
       w.PutNumbers(2024, "A", {{1, 2}, {2, 1}});
     }},
    {"NumberTwice", "(number)",
     [](store::Commit&, LedgerWriter& w) {
       w.PutNumbers(2024, "A", {{1, 1}});
     }},
    {"NumberExtra", "(number)",
     [](store::Commit&, LedgerWriter& w) {
       w.PutNumbers(2024, "C", {{1, 1}});
     }},
};

class VerifyLieTest : public testing::TestWithParam<Lie> {};

TEST_P(VerifyLieTest, IsNamed) {
  LedgerHost host;
  MakeBooks(host);
  ASSERT_EQ(Verdict(host.Verify(kAssociation).status()), "OK");
  store::Commit commit;
  LedgerWriter writer(commit, kOrganisation);
  GetParam().tell(commit, writer);
  ASSERT_TRUE(host.store().Apply(commit).ok());
  const auto proof = host.Verify(kAssociation);
  EXPECT_EQ(Verdict(proof.status()), "DATA_LOSS BOOKS_DIFFER");
  EXPECT_THAT(std::string(proof.status().message()),
              HasSubstr(GetParam().told));
}

INSTANTIATE_TEST_SUITE_P(Each, VerifyLieTest, testing::ValuesIn(kLies),
                         testing::PrintToStringParamName());

// Writes the journal anew, with `from` made `to` in the facts of a revision.
void Forge(LedgerHost& host, int64_t revision, const std::string& from,
           const std::string& to) {
  std::vector<store::Record> records;
  ASSERT_TRUE(store::ScanRecords(*host.store().TakeSnapshot(), kOrganisation, 1,
                                 [&](const store::Record& record) {
                                   records.push_back(record);
                                   return true;
                                 })
                  .ok());
  store::Commit removal;
  removal.Delete(store::Key("head").Text(kOrganisation).bytes());
  ASSERT_TRUE(host.store().Apply(removal).ok());
  store::Head head;
  for (const store::Record& record : records) {
    store::Entry entry;
    entry.organisation = kOrganisation;
    entry.kind = record.kind;
    entry.facts = record.facts;
    if (record.revision == revision) {
      ASSERT_THAT(entry.facts, HasSubstr(from));
      entry.facts = With(entry.facts, from, to);
    }
    store::Commit commit;
    store::AppendRecord(commit, head, entry);
    ASSERT_TRUE(host.store().Apply(commit).ok());
    head = store::HeadAfter(head, entry);
  }
}

struct Forgery {
  int64_t revision;
  const char* from;
  const char* to;
};

TEST(VerifyJournalTest, ForgedFactsAreNamed) {
  for (const Forgery& forgery :
       {Forgery{1, "\nchain ", "\nchain 0"}, Forgery{1, "\ntree ", "\ntree 0"},
        Forgery{1, "\nbalances ", "\nbalances 0"},
        Forgery{1, "\nprior 2023 ", "\nprior 2023 0"},
        Forgery{1, " layouts/statements.yaml", " overview.csv"},
        Forgery{1, "fiscalYears/2024", "fiscalYears/2025"},
        Forgery{2, "places 4-4", "places 3-4"},
        Forgery{3, "places 5-5", "places 5-6"},
        Forgery{3, "\nchain ", "\nchain 0"}, Forgery{3, "\ntree ", "\ntree 0"},
        Forgery{4, "Avstämt", "Inget"},
        Forgery{4, "through none", "through 2024-06-30"},
        Forgery{5, "result 24950", "result 24951"},
        Forgery{5, "account 2010", "account 2011"},
        Forgery{5, "\nopenings ", "\nopenings 0"},
        Forgery{5, "\nbalances ", "\nbalances 0"}}) {
    SCOPED_TRACE(absl::StrCat(forgery.revision, " ", forgery.from));
    LedgerHost host;
    MakeBooks(host);
    Forge(host, forgery.revision, forgery.from, forgery.to);
    const auto proof = host.Verify(kAssociation);
    EXPECT_EQ(Verdict(proof.status()), "DATA_LOSS BOOKS_DIFFER");
    EXPECT_THAT(std::string(proof.status().message()),
                AllOf(HasSubstr("Journalen"),
                      HasSubstr(absl::StrCat("läge ", forgery.revision))));
  }
}

TEST(VerifyJournalTest, AJournalThatWasOnlyWrittenAnewHolds) {
  LedgerHost host;
  MakeBooks(host);
  Forge(host, 1, "fiscalYears", "fiscalYears");
  EXPECT_EQ(Verdict(host.Verify(kAssociation).status()), "OK");
}

TEST(VerifyJournalTest, AChangedLayoutIsSeen) {
  LedgerHost host;
  MakeBooks(host);
  store::Commit commit;
  LedgerWriter writer(commit, kOrganisation);
  const std::string layout = With(kLayout, "Team", "Laget");
  writer.PutLayout(2024, {kLayoutFileName, layout, std::string(32, 'x')},
                   /*revision=*/1);
  ASSERT_TRUE(host.store().Apply(commit).ok());
  EXPECT_EQ(Verdict(host.Verify(kAssociation).status()),
            "DATA_LOSS BOOKS_DIFFER");
}

// Imports of every kind, each of which the journal tells of.
TEST(VerifyJournalTest, EveryKindOfCommitAgreesWithItsFacts) {
  LedgerHost host;
  MakeBooks(host);
  v1::ReopenFiscalYearRequest reopen;
  reopen.set_fiscal_year(kYear);
  reopen.set_request_id("reopen");
  reopen.set_reason("Sen faktura");
  ASSERT_TRUE(host.ReopenFiscalYear(reopen).ok());
  const auto more = host.Import(
      kYear, "more",
      {{"2024.se", With(kBooks, "", kVoucherMore)},
       {kLayoutFileName, With(kLayout, "years: 2", "years: 3")},
       {kOverviewFileName, "rad;år;värde;enhet\nincome;2022;5098;tkr\n"}});
  ASSERT_TRUE(more.ok()) << more.status();
  ASSERT_TRUE(host.Import(kYear, "4i",
                          {{"a.si",
                            "#FLAGGA 0\n#SIETYP 4\n#ORGNR 222000-1511\n"
                            "#VER \"\" \"\" 20240815 x\n{\n#TRANS 4010 {} 1\n"
                            "#TRANS 1930 {} -1\n}\n"}})
                  .ok());
  std::string figures = NextBooks();
  figures = With(With(figures, "#SIETYP 4", "#SIETYP 1"), "20250101 20251231",
                 "20260101 20261231");
  figures = With(figures, "20240101 20241231", "20250101 20251231");
  figures.resize(figures.find("#VER"));
  ASSERT_TRUE(
      host.Import(YearName(2026), "figures", {{"2026.se", figures}}).ok());
  const auto proof = host.Verify(kAssociation);
  EXPECT_TRUE(proof.ok()) << proof.status();
}

}  // namespace
}  // namespace finsam::ledger
