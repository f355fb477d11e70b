// How large books may be, at the edge: what is refused leaves nothing behind,
// and what was taken can be indexed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/year_size.h"
#include "services/ledger/ledger_keys.h"
#include "services/ledger/poster.h"
#include "services/ledger/records.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

using ::testing::HasSubstr;

constexpr char kTooLarge[] = "BOOKS_TOO_LARGE";

TEST(YearSizeTest, AChartTakesNoMoreThanIsCounted) {
  Chart chart;
  chart.accounts[999'999'999] = {
      std::string(kTextBytesMax, 'n'), '\xFF', std::string(kTextBytesMax, 'u'),
      std::vector<std::string>(kSieSruCodesMax,
                               std::string(kTextBytesMax, 's'))};
  chart.accounts[1] = {};
  chart.dimensions[999'999'999] = {std::string(kTextBytesMax, 'd'),
                                   999'999'999};
  chart.dimensions[1] = {};
  chart.objects[{999'999'999, std::string(kObjectBytesMax, 'o')}] =
      std::string(kTextBytesMax, 'n');
  chart.objects[{1, "1"}] = "";
  EXPECT_LE(ToRecord(chart).ByteSizeLong(), ChartBytes(chart));
}

TEST(YearSizeTest, TheLimitsThemselvesFit) {
  Chart chart;
  std::string& name = chart.accounts[1930].name;
  name.resize(kChartBytesMax - ChartBytes(chart));
  EXPECT_TRUE(CheckChartSize(chart).ok());
  name += "x";
  EXPECT_EQ(ReasonOf(CheckChartSize(chart)), kTooLarge);
  EXPECT_TRUE(CheckBalanceCount(kYearBalancesMax).ok());
  EXPECT_EQ(ReasonOf(CheckBalanceCount(kYearBalancesMax + 1)), kTooLarge);
  EXPECT_TRUE(CheckBudgetCount(kYearBudgetsMax).ok());
  EXPECT_EQ(ReasonOf(CheckBudgetCount(kYearBudgetsMax + 1)), kTooLarge);
}

// The small association's books with `count` balances.
std::string BooksWith(size_t count) {
  constexpr size_t kBalances = 5;  // Those of kBooks.
  std::string objects;
  for (size_t i = kBalances; i < count; ++i) {
    absl::StrAppend(&objects, "#OIB 0 1930 {6 \"", i, "\"} 0.01\n");
  }
  return With(kBooks, "#UB 0 1930", objects + "#UB 0 1930");
}

TEST(LedgerLimitsTest, AYearHoldsSoManyBalancesAndNoMore) {
  LedgerHost host;
  const auto more = host.Import("more", BooksWith(kYearBalancesMax + 1));
  EXPECT_EQ(Verdict(more.status()), "INVALID_ARGUMENT BOOKS_TOO_LARGE");
  const auto most = host.Import("most", BooksWith(kYearBalancesMax));
  ASSERT_TRUE(most.ok()) << most.status();
  // What is there already may be posted on, also all at once.
  EXPECT_EQ(Verdict(host.Post(PostingOf("known", 1, "10")).status()), "OK");
  v1::PostVoucherRequest fresh = PostingOf("fresh", 1);
  v1::Entry* entry = fresh.mutable_voucher()->mutable_entries(1);
  entry->add_objects()->set_dimension(6);
  entry->mutable_objects(0)->set_object("20");
  EXPECT_EQ(Verdict(host.Post(fresh).status()),
            "FAILED_PRECONDITION BOOKS_TOO_LARGE");
  host.Restart();
  EXPECT_EQ(Verdict(host.Post(fresh).status()),
            "FAILED_PRECONDITION BOOKS_TOO_LARGE");
  EXPECT_EQ(Verdict(host.Post(PostingOf("again", 1, "10")).status()), "OK");
  EXPECT_EQ(Verdict(host.Verify(kAssociation).status()), "OK");
}

// What a refused order would have used takes no room.
TEST(LedgerLimitsTest, ARefusedPostingTakesNoRoom) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("most", BooksWith(kYearBalancesMax - 1)).ok());
  const auto posting = [](const std::string& id, const std::string& object) {
    v1::PostVoucherRequest request = PostingOf(id, 1);
    v1::Entry* entry = request.mutable_voucher()->mutable_entries(1);
    entry->add_objects()->set_dimension(6);
    entry->mutable_objects(0)->set_object(object);
    return request;
  };
  v1::PostVoucherRequest refused = posting("a", "10");
  refused.mutable_voucher()->mutable_corrects()->set_series("Z");
  EXPECT_EQ(Verdict(host.Post(refused).status()), "NOT_FOUND VOUCHER_UNKNOWN");
  EXPECT_EQ(Verdict(host.Post(posting("b", "20")).status()), "OK");
  // Also when it is only in the tail, read anew.
  for (const char* id : {"c", "d"}) {
    EXPECT_EQ(Verdict(host.Post(posting(id, "10")).status()),
              "FAILED_PRECONDITION BOOKS_TOO_LARGE");
    host.Restart();
  }
}

TEST(LedgerLimitsTest, PeriodBudgetsHaveALimit) {
  std::string budgets;
  for (size_t i = 0; i <= kYearBudgetsMax; ++i) {
    absl::StrAppend(&budgets, "#PBUDGET 0 202401 4010 {6 \"", i, "\"} 1\n");
  }
  LedgerHost host;
  const auto answer = host.Import(
      "budgets", With(kBooks, "#UB 0 1930", budgets + "#UB 0 1930"));
  EXPECT_EQ(Verdict(answer.status()), "INVALID_ARGUMENT BOOKS_TOO_LARGE");
}

int64_t KeysIn(LedgerHost& host, const char* room) {
  int64_t count = 0;
  EXPECT_TRUE(host.store()
                  .TakeSnapshot()
                  ->ScanPrefix(RoomKey(room, "2220001511").bytes(),
                               [&count](absl::string_view, absl::string_view) {
                                 ++count;
                                 return true;
                               })
                  .ok());
  return count;
}

// Found out at the end, when thousands of vouchers are on disk already.
TEST(LedgerLimitsTest, ALargeFileOfAnotherYearLeavesNothing) {
  std::string books = kBooks;
  for (int i = 1; i <= 5'000; ++i) {
    absl::StrAppend(&books, "#VER C ", i,
                    " 20240815 x\n{\n#TRANS 1930 {} 1\n#TRANS 3010 {} -1\n}\n");
  }
  LedgerHost host;
  constexpr char kNextYear[] = "associations/2220001511/fiscalYears/2025";
  const auto refused = host.Import(kNextYear, "wrong", {{"2025.se", books}});
  EXPECT_EQ(Verdict(refused.status()), "INVALID_ARGUMENT YEAR_MISMATCH");
  for (const char* room : {"voucher", "tile", "entry", "number", "series",
                           "balance", "totals", "staging", "year"}) {
    EXPECT_EQ(KeysIn(host, room), 0) << room;
  }
  const auto taken = host.Import("right", books);
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_EQ(host.TrialBalance(kYear)->voucher_count(), 5'003);
  EXPECT_EQ(KeysIn(host, "staging"), 0);
  EXPECT_EQ(Verdict(host.Verify(kAssociation).status()), "OK");
}

// Vouchers to import, each of the largest turnover there is: 5·10^12 kronor.
std::string LargestVouchers(int count) {
  std::string out = "#FLAGGA 0\n#SIETYP 4\n#ORGNR 222000-1511\n";
  for (int i = 0; i < count; ++i) {
    absl::StrAppend(&out, "#VER I \"\" 20240815 \"", count, " ", i, "\"\n{\n");
    for (size_t entry = 0; entry < kVoucherEntriesMax; ++entry) {
      absl::StrAppend(&out, "#TRANS 1930 {} ", entry % 2 == 0 ? "" : "-",
                      "10000000000\n");
    }
    absl::StrAppend(&out, "}\n");
  }
  return out;
}

TEST(LedgerLimitsTest, TheYearsTurnoverCountsWhatIsKept) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("import", kBooks).ok());
  const auto give = [&](const std::string& id, const std::string& file) {
    return Verdict(host.Import(kYear, id, {{"a.si", file}}).status());
  };
  ASSERT_EQ(give("most", LargestVouchers(150)), "OK");
  // kBooks has a little, so that the last of these is too much.
  EXPECT_EQ(give("more", LargestVouchers(50)),
            "INVALID_ARGUMENT VOUCHER_AMOUNT");
  EXPECT_EQ(host.TrialBalance(kYear)->voucher_count(), 153);
  EXPECT_EQ(give("rest", LargestVouchers(49)), "OK");
  EXPECT_EQ(host.TrialBalance(kYear)->voucher_count(), 202);
  EXPECT_EQ(Verdict(host.Verify(kAssociation).status()), "OK");
}

TEST(PosterLimitsTest, AFullQueueIsItsAssociationsOwn) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("import", kBooks).ok());
  ParsedFiles parsed;
  const FixedClock clock{absl::UnixEpoch()};
  std::atomic<int> answered = 0;
  {
    Poster poster(host.store(), clock, parsed);
    const auto order = [](const char* organisation, const std::string& id) {
      PostOrder out;
      out.name = {organisation, 2024};
      out.request_id = id;
      out.digest = std::string(32, 'd');
      out.bytes = kQueuedBytesMax / 2;
      VoucherDraft& draft = out.drafts.emplace_back();
      draft.series = "P";
      draft.date = absl::CivilDay(2024, 8, 15);
      draft.text = "x";
      draft.entries = {{1930, Ore{1}, {}, ""}, {3010, Ore{-1}, {}, ""}};
      return out;
    };
    auto lease = poster.Acquire("2220001511", [] { return false; });
    ASSERT_TRUE(lease.ok()) << lease.status();
    for (const char* id : {"a", "b"}) {
      poster.Post(order("2220001511", id), [&](absl::StatusOr<Posted> posted) {
        EXPECT_TRUE(posted.ok()) << posted.status();
        ++answered;
      });
    }
    // The two wait for the lease; a third has no room.
    EXPECT_EQ(Verdict(poster.PostAndWait(order("2220001511", "c")).status()),
              "RESOURCE_EXHAUSTED QUEUE_FULL");
    EXPECT_EQ(Verdict(poster.PostAndWait(order("2220002279", "d")).status()),
              "NOT_FOUND FISCAL_YEAR_UNKNOWN");
    EXPECT_EQ(answered, 0);
    lease->reset();
    EXPECT_EQ(Verdict(poster.PostAndWait(order("2220002279", "e")).status()),
              "NOT_FOUND FISCAL_YEAR_UNKNOWN");
  }
  EXPECT_EQ(answered, 2);
}

}  // namespace
}  // namespace finsam::ledger
