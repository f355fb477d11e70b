// The life of a fiscal year and the change of years, by their rules alone.

#include "services/ledger/domain/year_close.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/year_life.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Kind = YearEvent::Kind;

const FiscalYear k2024{absl::CivilDay(2024, 1, 1),
                       absl::CivilDay(2024, 12, 31)};

MonthlyBalance Of(int64_t opening, int64_t movement) {
  MonthlyBalance out;
  out.opening = Ore{opening};
  out.months[2] = Ore{movement};
  return out;
}

BalanceMap Opening(const std::map<BalanceKey, int64_t>& openings) {
  BalanceMap out;
  for (const auto& [key, opening] : openings) out[key] = Of(opening, 0);
  return out;
}

YearEvent EventOf(Kind kind, const std::string& reason,
                  std::optional<absl::CivilDay> day = std::nullopt) {
  YearEvent event;
  event.kind = kind;
  event.reason = reason;
  event.locked_through = day;
  return event;
}

std::string Checked(const YearLife& life, const YearEvent& event) {
  return ReasonOf(life.CheckStep(event, k2024));
}

TEST(CloseBalancesTest, CarriesBalancesWithObjectsAndTheResultWithout) {
  const ObjectSet team{{6, "10"}};
  BalanceMap balances;
  balances[{1510, team}] = Of(0, 700);
  balances[{1510, {}}] = Of(50, -50);  // Ends at zero: left out.
  balances[{1930, {}}] = Of(1000, 150);
  balances[{2010, {}}] = Of(-1050, 0);
  balances[{3010, {}}] = Of(0, -1200);
  balances[{4010, team}] = Of(0, 300);
  balances[{4010, {}}] = Of(0, 100);
  const auto closing = CloseBalances(balances, 2010);
  ASSERT_TRUE(closing.ok()) << closing.status();
  EXPECT_EQ(closing->result, Ore{800});
  EXPECT_EQ(
      closing->openings,
      Opening({{{1510, team}, 700}, {{1930, {}}, 1150}, {{2010, {}}, -1850}}));
  EXPECT_EQ(closing->balances_digest, BalancesDigest(balances, true));
}

TEST(CloseBalancesTest, BooksThatMovedTheirResultCarryNothingMore) {
  BalanceMap balances;
  balances[{1930, {}}] = Of(0, 400);
  balances[{2099, {}}] = Of(0, -400);
  balances[{3010, {}}] = Of(0, -400);
  balances[{8999, {}}] = Of(0, 400);
  const auto closing = CloseBalances(balances, 2010);
  ASSERT_TRUE(closing.ok()) << closing.status();
  EXPECT_EQ(closing->result, Ore{0});
  EXPECT_EQ(closing->openings,
            Opening({{{1930, {}}, 400}, {{2099, {}}, -400}}));
}

TEST(CloseBalancesTest, AnEmptiedCapitalAccountIsLeftOut) {
  BalanceMap balances;
  balances[{2010, {}}] = Of(-500, 0);
  balances[{2440, {}}] = Of(500, -500);
  balances[{4010, {}}] = Of(0, 500);
  const auto closing = CloseBalances(balances, 2010);
  ASSERT_TRUE(closing.ok()) << closing.status();
  EXPECT_EQ(closing->result, Ore{-500});
  EXPECT_TRUE(closing->openings.empty());
}

TEST(CloseBalancesTest, WhatAResultAccountOpenedWithIsCarriedButNoResult) {
  BalanceMap balances;
  balances[{1930, {}}] = Of(900, 100);
  balances[{3010, {}}] = Of(-900, -100);
  const auto closing = CloseBalances(balances, 2010);
  ASSERT_TRUE(closing.ok()) << closing.status();
  EXPECT_EQ(closing->result, Ore{100});
  EXPECT_EQ(closing->openings,
            Opening({{{1930, {}}, 1000}, {{2010, {}}, -1000}}));
}

TEST(CloseBalancesTest, RefusesWhatDoesNotSumToZeroAndWhatIsTooLarge) {
  BalanceMap balances;
  balances[{1930, {}}] = Of(1000, 0);
  balances[{2010, {}}] = Of(-999, 0);
  const auto unbalanced = CloseBalances(balances, 2010);
  EXPECT_EQ(ReasonOf(unbalanced.status()), "BOOKS_UNBALANCED");
  EXPECT_THAT(std::string(unbalanced.status().message()), HasSubstr("0.01"));
  balances[{1930, {}}] = Of(kYearTurnoverMax.value, 0);
  balances[{2010, {}}] = Of(-kYearTurnoverMax.value, 0);
  EXPECT_TRUE(CloseBalances(balances, 2010).ok());
  balances[{1510, {}}] = Of(1, 0);
  balances[{2440, {}}] = Of(-1, 0);
  EXPECT_EQ(ReasonOf(CloseBalances(balances, 2010).status()),
            "BALANCES_TOO_LARGE");
}

// Whatever the books: the next year opens in balance, with every balance
// account as it ended but for own capital, which has taken the rest.
TEST(CloseBalancesTest, RandomBooksOpenInBalance) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937_64 random(seed);
  const std::vector<int32_t> accounts = {1510, 1930, 19305, 2010,
                                         2440, 3010, 4010,  8999};
  for (int round = 0; round < 500; ++round) {
    BalanceMap balances;
    for (int vouchers = 0; vouchers < 12; ++vouchers) {
      const auto amount = static_cast<int64_t>(random() % 1'000);
      for (const int64_t signed_amount : {amount, -amount}) {
        ObjectSet objects;
        if (random() % 2 == 0) objects = {{6, absl::StrCat(random() % 3)}};
        MonthlyBalance& balance =
            balances[{accounts[random() % accounts.size()], objects}];
        (random() % 3 == 0 ? balance.opening : balance.months[random() % 12]) +=
            Ore{signed_amount};
      }
    }
    const auto closing = CloseBalances(balances, 2010);
    ASSERT_TRUE(closing.ok()) << closing.status();
    Ore sum;
    for (const auto& [key, balance] : closing->openings) {
      sum += balance.opening;
      EXPECT_TRUE(IsBalanceAccount(key.account));
      EXPECT_FALSE(balance.IsZero());
      if (key == BalanceKey{2010, {}}) continue;
      const MonthlyBalance& closed = balances.at(key);
      EXPECT_EQ(balance.opening, closed.opening + closed.Movement());
    }
    EXPECT_EQ(sum, Ore{0});
    // The year after, left alone, ends as it began.
    const auto again = CloseBalances(closing->openings, 2010);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->openings, closing->openings);
    EXPECT_EQ(again->result, Ore{0});
  }
}

TEST(YearCloseTest, TheResultGoesToAKnownBalanceAccount) {
  Chart chart;
  chart.accounts[2010] = {"Eget kapital"};
  EXPECT_TRUE(CheckCapitalAccount(2010, chart).ok());
  EXPECT_EQ(ReasonOf(CheckCapitalAccount(2099, chart)), "ACCOUNT_UNKNOWN");
  for (const int32_t account : {0, -2010, 3010, 8999}) {
    EXPECT_EQ(ReasonOf(CheckCapitalAccount(account, chart)), "ACCOUNT_INVALID")
        << account;
  }
}

TEST(YearCloseTest, TheYearAfterHasTwelveMonths) {
  const auto day = [](int y, int m, int d) { return absl::CivilDay(y, m, d); };
  EXPECT_EQ(YearAfter(k2024), (FiscalYear{day(2025, 1, 1), day(2025, 12, 31)}));
  EXPECT_EQ(YearAfter({day(2022, 7, 1), day(2023, 6, 30)}),
            (FiscalYear{day(2023, 7, 1), day(2024, 6, 30)}));
  EXPECT_EQ(YearAfter({day(2023, 3, 1), day(2024, 2, 29)}),
            (FiscalYear{day(2024, 3, 1), day(2025, 2, 28)}));
}

TEST(YearCloseTest, ALaterYearFollowsOrLeavesRoom) {
  const auto day = [](int y, int m, int d) { return absl::CivilDay(y, m, d); };
  const auto follows = [](const FiscalYear& later) -> std::string {
    const auto answer = Follows(later, k2024);
    if (!answer.ok()) return ReasonOf(answer.status());
    return *answer ? "follows" : "later";
  };
  EXPECT_EQ(follows({day(2025, 1, 1), day(2025, 12, 31)}), "follows");
  EXPECT_EQ(follows({day(2025, 1, 1), day(2026, 6, 30)}), "follows");
  EXPECT_EQ(follows({day(2026, 1, 1), day(2026, 12, 31)}), "later");
  EXPECT_EQ(follows({day(2025, 1, 2), day(2025, 12, 31)}), "NEXT_YEAR_DAYS");
  EXPECT_EQ(follows({day(2025, 7, 1), day(2026, 6, 30)}), "NEXT_YEAR_DAYS");
  EXPECT_EQ(follows({day(2024, 7, 1), day(2025, 6, 30)}), "NEXT_YEAR_DAYS");
  // Both would be called 2025.
  EXPECT_EQ(ReasonOf(Follows({day(2025, 7, 1), day(2025, 12, 31)},
                             {day(2023, 7, 1), day(2024, 6, 30)})
                         .status()),
            "NEXT_YEAR_DAYS");
}

TEST(YearCloseTest, OpeningsAreComparedPerAccountAndCapitalAsOne) {
  const BalanceMap closing = Opening(
      {{{1510, {{6, "10"}}}, 300}, {{1930, {}}, 700}, {{2010, {}}, -1000}});
  EXPECT_TRUE(CheckOpenings(2025, closing,
                            Opening({{{1510, {}}, 300},
                                     {{1930, {}}, 700},
                                     {{2010, {}}, -600},
                                     {{2099, {}}, -400}}))
                  .ok());
  const absl::Status differs = CheckOpenings(
      2025, closing,
      Opening({{{1930, {}}, 650}, {{2010, {}}, -600}, {{2440, {}}, -50}}));
  EXPECT_EQ(differs.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(differs), "OPENING_DIFFERS");
  std::vector<std::string> told;
  for (const Problem& problem : ProblemsOf(differs)) {
    told.push_back(
        absl::StrCat(problem.field, " ", problem.found, " ", problem.expected));
  }
  EXPECT_THAT(told, ElementsAre("1510 0 3", "1930 6.50 7", "2000-2099 -6 -10",
                                "2440 -0.50 0"));
}

TEST(YearCloseTest, ARefusalNamesNoMoreAccountsThanItsLimit) {
  BalanceMap openings;
  for (int32_t account = 15'000; account < 15'300; ++account) {
    openings[{account, {}}] = Of(1, 0);
  }
  const auto problems = ProblemsOf(CheckOpenings(2025, {}, openings));
  ASSERT_EQ(problems.size(), kOpeningProblemsMax + 1);
  EXPECT_THAT(problems.back().message, HasSubstr("100"));
}

TEST(YearLifeTest, ALockRefusesItsDaysWithItsReason) {
  YearLife life;
  const absl::CivilDay june(2024, 6, 30);
  EXPECT_EQ(Checked(life, EventOf(Kind::kLock, "Halvår", june)), "");
  life.Step(EventOf(Kind::kLock, "Halvår", june));
  EXPECT_EQ(ReasonOf(life.CheckDay(june)), "PERIOD_LOCKED");
  EXPECT_THAT(std::string(life.CheckDay(june).message()), HasSubstr("Halvår"));
  EXPECT_TRUE(life.CheckDay(june + 1).ok());
  life.Step(EventOf(Kind::kLock, "Rättelse", std::nullopt));
  EXPECT_TRUE(life.CheckDay(june).ok());
  EXPECT_EQ(life.events.size(), 2u);
}

TEST(YearLifeTest, LocksLieWithinTheYear) {
  const YearLife life;
  for (const absl::CivilDay day : {k2024.first, k2024.last}) {
    EXPECT_EQ(Checked(life, EventOf(Kind::kLock, "x", day)), "");
  }
  for (const absl::CivilDay day : {k2024.first - 1, k2024.last + 1}) {
    EXPECT_EQ(Checked(life, EventOf(Kind::kLock, "x", day)), "LOCK_DATE");
  }
}

TEST(YearLifeTest, ClosesOpensAndClosesAgainWithReasons) {
  YearLife life;
  life.Step(EventOf(Kind::kLock, "Januari", absl::CivilDay(2024, 1, 31)));
  EXPECT_EQ(Checked(life, EventOf(Kind::kReopen, "x")), "YEAR_NOT_CLOSED");
  EXPECT_EQ(Checked(life, EventOf(Kind::kClose, "")), "");
  life.Step(EventOf(Kind::kClose, "Bokslut"));
  const absl::Status refused = life.CheckDay(k2024.last);
  EXPECT_EQ(ReasonOf(refused), "YEAR_CLOSED");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("Bokslut"));
  EXPECT_EQ(Checked(life, EventOf(Kind::kClose, "x")), "YEAR_CLOSED");
  EXPECT_EQ(Checked(life, EventOf(Kind::kLock, "x")), "YEAR_CLOSED");
  EXPECT_EQ(Checked(life, EventOf(Kind::kReopen, "")), "REASON_MISSING");
  EXPECT_EQ(Checked(life, EventOf(Kind::kReopen, "Beslut")), "");
  life.Step(EventOf(Kind::kReopen, "Beslut"));
  EXPECT_TRUE(life.CheckDay(k2024.last).ok());
  EXPECT_EQ(ReasonOf(life.CheckDay(k2024.first)), "PERIOD_LOCKED");
  EXPECT_EQ(Checked(life, EventOf(Kind::kClose, "")), "REASON_MISSING");
  EXPECT_EQ(Checked(life, EventOf(Kind::kClose, "Faktura")), "");
}

TEST(YearLifeTest, ReasonsAreShortAndPlain) {
  EXPECT_TRUE(CheckReason(std::string(kReasonBytesMax, 'x')).ok());
  EXPECT_TRUE(CheckReason("Beslut § 12, ändring").ok());
  EXPECT_EQ(ReasonOf(CheckReason("")), "REASON_MISSING");
  EXPECT_EQ(ReasonOf(CheckReason(" \n")), "REASON_MISSING");
  EXPECT_EQ(ReasonOf(CheckReason(std::string(kReasonBytesMax + 1, 'x'))),
            "REASON_INVALID");
  EXPECT_EQ(ReasonOf(CheckReason("två\nrader")), "REASON_INVALID");
  EXPECT_EQ(ReasonOf(CheckReason("\x7f")), "REASON_INVALID");
}

TEST(YearLifeTest, ALifeHasALimitOfSteps) {
  YearLife life;
  life.events.resize(kYearEventsMax - 1, EventOf(Kind::kLock, "x"));
  EXPECT_EQ(Checked(life, EventOf(Kind::kLock, "x")), "");
  life.Step(EventOf(Kind::kLock, "x"));
  EXPECT_EQ(Checked(life, EventOf(Kind::kLock, "x")), "YEAR_EVENTS");
}

}  // namespace
}  // namespace finsam::ledger
