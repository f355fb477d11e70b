// Locks, closings and re-openings through the service: what the next year
// opens with, what is refused, and that the books prove themselves throughout.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "tests/ledger/year_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

using LedgerYearTest = YearTest;

TEST_F(LedgerYearTest, ALockRefusesPostingsAndFilesUntilItIsMovedBack) {
  const auto locked = Lock(2024, "lock", absl::CivilDay(2024, 9, 30));
  ASSERT_TRUE(locked.ok()) << locked.status();
  EXPECT_EQ(locked->fiscal_year().name(), kYear);
  EXPECT_EQ(locked->fiscal_year().locked_through().month(), 9);
  EXPECT_FALSE(locked->fiscal_year().closed());
  EXPECT_EQ(locked->revision().revision(), 2);
  const auto refused = host_.Post(PostingOf("p", 100));
  EXPECT_EQ(Verdict(refused.status()), "FAILED_PRECONDITION PERIOD_LOCKED");
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("Avstämt"));
  EXPECT_EQ(
      Verdict(host_.Import("more", With(kBooks, "", kVoucherMore)).status()),
      "FAILED_PRECONDITION PERIOD_LOCKED");
  ASSERT_TRUE(Lock(2024, "lift", std::nullopt, "Glömd faktura").ok());
  EXPECT_TRUE(host_.Post(PostingOf("p", 100)).ok());
  const v1::FiscalYear year = Year(2024);
  EXPECT_FALSE(year.has_locked_through());
  ASSERT_EQ(year.events_size(), 2);
  EXPECT_EQ(year.events(0).kind(), v1::FiscalYearEvent::LOCK);
  EXPECT_EQ(year.events(0).revision(), 2);
  EXPECT_EQ(year.events(0).unix_seconds(), 1'739'750'400);  // The host's day.
  EXPECT_EQ(year.events(0).locked_through().day(), 30);
  EXPECT_EQ(year.events(1).reason(), "Glömd faktura");
  EXPECT_FALSE(year.events(1).has_locked_through());
  ExpectProved();
}

TEST_F(LedgerYearTest, LocksAreRefusedWithTheirReasons) {
  const absl::CivilDay june(2024, 6, 30);
  const auto verdict = [](const Answer& answer) {
    return Verdict(answer.status());
  };
  EXPECT_EQ(verdict(Lock(2024, "", june)), "INVALID_ARGUMENT REQUEST_ID_SIZE");
  EXPECT_EQ(verdict(Lock(2024, "a", june, "")),
            "INVALID_ARGUMENT REASON_MISSING");
  EXPECT_EQ(verdict(Lock(2024, "a", june, "två\nrader")),
            "INVALID_ARGUMENT REASON_INVALID");
  EXPECT_EQ(verdict(Lock(2024, "a", absl::CivilDay(2025, 1, 1))),
            "INVALID_ARGUMENT LOCK_DATE");
  EXPECT_EQ(verdict(Lock(2030, "a", june)), "NOT_FOUND FISCAL_YEAR_UNKNOWN");
  // Of 2023 there are only comparison figures.
  EXPECT_EQ(verdict(Lock(2023, "a", absl::CivilDay(2023, 6, 30))),
            "NOT_FOUND FISCAL_YEAR_UNKNOWN");
  v1::SetPeriodLockRequest request;
  request.set_fiscal_year("associations/1");
  EXPECT_EQ(verdict(host_.SetPeriodLock(request)),
            "INVALID_ARGUMENT NAME_INVALID");
  request.set_fiscal_year(kYear);
  request.mutable_locked_through()->set_month(13);
  EXPECT_EQ(verdict(host_.SetPeriodLock(request)),
            "INVALID_ARGUMENT DATE_INVALID");
  ASSERT_TRUE(Close(2024, "close").ok());
  EXPECT_EQ(verdict(Lock(2024, "a", june)), "FAILED_PRECONDITION YEAR_CLOSED");
  EXPECT_EQ(Year(2024).events_size(), 1);
}

TEST_F(LedgerYearTest, ClosingOpensTheNextYear) {
  const auto closed = Close(2024, "close", "Bokslut antaget");
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_TRUE(closed->fiscal_year().closed());
  ASSERT_EQ(closed->fiscal_year().events_size(), 1);
  const v1::FiscalYearEvent& event = closed->fiscal_year().events(0);
  EXPECT_EQ(event.kind(), v1::FiscalYearEvent::CLOSE);
  EXPECT_EQ(event.result_ore(), 249'50);
  EXPECT_EQ(event.capital_account(), 2010);
  EXPECT_EQ(event.balances_digest().size(), 32u);
  EXPECT_THAT(Opens(2025),
              UnorderedElementsAre(Pair(1930, 1249'50), Pair(2010, -1249'50)));
  const v1::FiscalYear next = Year(2025);
  EXPECT_EQ(next.first().year(), 2025);
  EXPECT_EQ(next.last().month(), 12);
  EXPECT_FALSE(next.summary() || next.closed());
  EXPECT_EQ(next.events_size(), 0);
  ExpectProved();
  // The next year takes vouchers and shows its statements at once.
  const auto posted = host_.Post(PostingIn(2025, "p", 10'00, "10"));
  ASSERT_TRUE(posted.ok()) << posted.status();
  EXPECT_EQ(posted->voucher().number(), 1);
  const auto statements = host_.Statements(YearName(2025));
  ASSERT_TRUE(statements.ok()) << statements.status();
  EXPECT_EQ(OreOf(*statements, "balance-sheet/cash/2025"), 1239'50);
  EXPECT_EQ(OreOf(*statements, "income-statement/team/2024"), -250'50);
  ExpectProved();
}

TEST_F(LedgerYearTest, AClosedYearTakesNothingMore) {
  ASSERT_TRUE(Close(2024, "close", "Bokslut antaget").ok());
  const auto refused = host_.Post(PostingOf("p", 100));
  EXPECT_EQ(Verdict(refused.status()), "FAILED_PRECONDITION YEAR_CLOSED");
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("Bokslut antaget"));
  EXPECT_EQ(
      Verdict(host_.Import("more", With(kBooks, "", kVoucherMore)).status()),
      "FAILED_PRECONDITION YEAR_CLOSED");
  const auto same = host_.Import("same", kBooks);
  ASSERT_TRUE(same.ok()) << same.status();
  EXPECT_FALSE(same->result.changed());
  EXPECT_EQ(Verdict(Close(2024, "again", "x").status()),
            "FAILED_PRECONDITION YEAR_CLOSED");
}

TEST_F(LedgerYearTest, ALateVoucherMovesTheNextYearsOpenings) {
  ASSERT_TRUE(Lock(2024, "lock", absl::CivilDay(2024, 6, 30)).ok());
  const auto closed = Close(2024, "close");
  ASSERT_TRUE(closed.ok()) << closed.status();
  const int64_t first = closed->revision().revision();
  ASSERT_TRUE(host_.Post(PostingIn(2025, "next", 7'00)).ok());
  EXPECT_EQ(Verdict(Reopen(2024, "open", "").status()),
            "INVALID_ARGUMENT REASON_MISSING");
  const auto opened = Reopen(2024, "open");
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_FALSE(opened->fiscal_year().closed());
  EXPECT_EQ(opened->fiscal_year().locked_through().month(), 6);
  // Until it is closed anew the next year opens as before, but stays open.
  EXPECT_EQ(Opens(2025)[1930], 1249'50);
  EXPECT_EQ(Verdict(Close(2025, "too-early").status()),
            "FAILED_PRECONDITION PRIOR_YEAR_OPEN");
  ASSERT_TRUE(host_.Post(PostingOf("late", 49'50, "10")).ok());
  EXPECT_EQ(Verdict(Close(2024, "close-again").status()),
            "INVALID_ARGUMENT REASON_MISSING");
  const auto again = Close(2024, "close-again", "Sen faktura");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_THAT(Opens(2025),
              UnorderedElementsAre(Pair(1930, 1200'00), Pair(2010, -1200'00)));
  EXPECT_EQ(Opens(2025, first)[1930], 1249'50);
  EXPECT_EQ(Opens(2025, again->revision().revision() - 1)[1930], 1249'50);
  ExpectProved();
  const v1::FiscalYear year = Year(2024);
  std::vector<std::string> told;
  for (const v1::FiscalYearEvent& event : year.events()) {
    told.push_back(absl::StrCat(v1::FiscalYearEvent::Kind_Name(event.kind()),
                                " ", event.result_ore(), " ", event.reason()));
  }
  EXPECT_THAT(told,
              ElementsAre("LOCK 0 Avstämt", "CLOSE 24950 ",
                          "REOPEN 0 Beslut § 12", "CLOSE 20000 Sen faktura"));
  EXPECT_NE(year.events(1).balances_digest(), year.events(3).balances_digest());
}

TEST_F(LedgerYearTest, ThreeYearsInARow) {
  ASSERT_TRUE(Close(2024, "close-2024").ok());
  ASSERT_TRUE(host_.Post(PostingIn(2025, "p-2025", 100'00)).ok());
  ASSERT_TRUE(Close(2025, "close-2025").ok());
  ASSERT_TRUE(host_.Post(PostingIn(2026, "p-2026", 40'00, "20")).ok());
  const auto closed = Close(2026, "close-2026");
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_EQ(closed->fiscal_year().events(0).result_ore(), -40'00);
  EXPECT_THAT(Opens(2027),
              UnorderedElementsAre(Pair(1930, 1309'50), Pair(2010, -1309'50)));
  EXPECT_EQ(Verdict(Reopen(2025, "open").status()),
            "FAILED_PRECONDITION NEXT_YEAR_CLOSED");
  // Only from the end, and closed again from the beginning.
  ASSERT_TRUE(Reopen(2026, "open-2026").ok());
  ASSERT_TRUE(Reopen(2025, "open-2025").ok());
  ASSERT_TRUE(host_.Post(PostingIn(2025, "late", 9'00, "10")).ok());
  EXPECT_EQ(Verdict(Close(2026, "early", "x").status()),
            "FAILED_PRECONDITION PRIOR_YEAR_OPEN");
  ASSERT_TRUE(Close(2025, "again-2025", "Sen faktura").ok());
  ASSERT_TRUE(Close(2026, "again-2026", "Följer 2025").ok());
  EXPECT_THAT(Opens(2027),
              UnorderedElementsAre(Pair(1930, 1300'50), Pair(2010, -1300'50)));
  ExpectProved();
  v1::ListFiscalYearsRequest request;
  request.set_association(kAssociation);
  const auto years = host_.ListFiscalYears(request);
  ASSERT_TRUE(years.ok()) << years.status();
  std::vector<std::string> told;
  for (const v1::FiscalYear& year : years->fiscal_years()) {
    EXPECT_EQ(year.events_size(), 0);
    told.push_back(absl::StrCat(year.first().year(),
                                year.summary() ? " summary" : "",
                                year.closed() ? " closed" : ""));
  }
  EXPECT_THAT(told, ElementsAre("2023 summary", "2024 closed", "2025 closed",
                                "2026 closed", "2027"));
}

TEST_F(LedgerYearTest, ARepeatedRequestGetsItsFirstAnswer) {
  const auto locked = Lock(2024, "lock", absl::CivilDay(2024, 1, 31));
  const auto closed = Close(2024, "close");
  const auto opened = Reopen(2024, "open");
  ASSERT_TRUE(locked.ok() && closed.ok() && opened.ok());
  host_.Restart();
  EXPECT_EQ(
      Lock(2024, "lock", absl::CivilDay(2024, 1, 31))->SerializeAsString(),
      locked->SerializeAsString());
  EXPECT_EQ(Close(2024, "close")->SerializeAsString(),
            closed->SerializeAsString());
  EXPECT_EQ(Reopen(2024, "open")->SerializeAsString(),
            opened->SerializeAsString());
  for (const Answer& reused :
       {Lock(2024, "lock", absl::CivilDay(2024, 2, 1)),
        Close(2024, "close", "", 1930), Reopen(2024, "open", "Annat"),
        Reopen(2024, "close"), Close(2025, "close")}) {
    EXPECT_EQ(Verdict(reused.status()), "ALREADY_EXISTS REQUEST_ID_REUSED");
  }
  EXPECT_EQ(Year(2024).events_size(), 3);
}

TEST_F(LedgerYearTest, ClosingIsRefusedWithItsReasons) {
  const auto verdict = [](const Answer& answer) {
    return Verdict(answer.status());
  };
  EXPECT_EQ(verdict(Close(2024, "")), "INVALID_ARGUMENT REQUEST_ID_SIZE");
  EXPECT_EQ(verdict(Close(2024, "a", std::string(501, 'x'))),
            "INVALID_ARGUMENT REASON_INVALID");
  EXPECT_EQ(verdict(Close(2024, "a", "", 3010)),
            "INVALID_ARGUMENT ACCOUNT_INVALID");
  EXPECT_EQ(verdict(Close(2024, "a", "", 2099)), "NOT_FOUND ACCOUNT_UNKNOWN");
  EXPECT_EQ(verdict(Close(2023, "a")), "NOT_FOUND FISCAL_YEAR_UNKNOWN");
  EXPECT_EQ(verdict(Close(2030, "a")), "NOT_FOUND FISCAL_YEAR_UNKNOWN");
  EXPECT_EQ(verdict(Reopen(2024, "a")), "FAILED_PRECONDITION YEAR_NOT_CLOSED");
  EXPECT_EQ(verdict(Reopen(2030, "a")), "NOT_FOUND FISCAL_YEAR_UNKNOWN");
  v1::GetFiscalYearRequest unknown;
  unknown.set_fiscal_year(kOtherYear);
  EXPECT_EQ(verdict(host_.GetFiscalYear(unknown)),
            "NOT_FOUND FISCAL_YEAR_UNKNOWN");
  v1::ListFiscalYearsRequest nobody;
  nobody.set_association(kOtherAssociation);
  EXPECT_EQ(host_.ListFiscalYears(nobody)->fiscal_years_size(), 0);
  nobody.set_association("associations/1");
  EXPECT_EQ(Verdict(host_.ListFiscalYears(nobody).status()),
            "INVALID_ARGUMENT NAME_INVALID");
  // Nothing of all this was kept.
  EXPECT_TRUE(Close(2024, "a").ok());
}

TEST_F(LedgerYearTest, AnEmptyYearIsNotClosed) {
  // All is spent: the next year opens with nothing.
  v1::PostVoucherRequest rest = PostingOf("rest", 1249'50, "10");
  ASSERT_TRUE(host_.Post(rest).ok());
  ASSERT_TRUE(Close(2024, "close").ok());
  EXPECT_THAT(Opens(2025), SizeIs(0));
  EXPECT_EQ(Verdict(Close(2025, "empty").status()),
            "FAILED_PRECONDITION YEAR_EMPTY");
  ExpectProved();
}

// Whoever posts while the year closes is in the closed books or is refused.
TEST_F(LedgerYearTest, PostingsLandBeforeTheCloseOrAreRefused) {
  constexpr int kThreads = 4;
  constexpr int kPostings = 30;
  std::vector<std::vector<std::string>> verdicts(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t, &verdicts] {
      for (int i = 0; i < kPostings; ++i) {
        verdicts[t].push_back(
            Verdict(host_.Post(PostingOf(absl::StrCat("p-", t, "-", i), 1'00))
                        .status()));
      }
    });
  }
  const auto closed = Close(2024, "close");
  for (std::thread& thread : threads) thread.join();
  ASSERT_TRUE(closed.ok()) << closed.status();
  int64_t taken = 0;
  for (const std::vector<std::string>& thread : verdicts) {
    bool refused = false;
    for (const std::string& verdict : thread) {
      // Once refused, never taken again.
      if (refused || verdict != "OK") {
        EXPECT_EQ(verdict, "FAILED_PRECONDITION YEAR_CLOSED");
        refused = true;
      } else {
        ++taken;
      }
    }
  }
  EXPECT_EQ(closed->fiscal_year().events(0).result_ore(),
            249'50 + taken * 1'00);
  EXPECT_EQ(Opens(2025)[1930], 1249'50 + taken * 1'00);
  EXPECT_EQ(host_.TrialBalance(kYear)->voucher_count(), 3 + taken);
  ExpectProved();
}

}  // namespace
}  // namespace finsam::ledger
