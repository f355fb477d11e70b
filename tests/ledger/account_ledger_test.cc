// The pages of an account ledger. Method: cases by hand, and random entries in
// random order, held against balances that are summed anew for every line.

#include "services/ledger/domain/account_ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/voucher_bytes.h"
#include "tests/ledger/query_sample.h"

namespace finsam::ledger {
namespace {

using ::absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

LedgerRow Row(CivilDay day, std::string series, int64_t number, int64_t index,
              int64_t amount) {
  return {{day, std::move(series), number, index}, number, Ore{amount}};
}

EntryRow EntryOf(const LedgerRow& row) {
  return {row.place,
          row.position.index,
          DayNumber(row.position.date),
          row.amount,
          {}};
}

LedgerDays DaysOf(std::vector<LedgerRow> rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.place < b.place;
  });
  LedgerDays days;
  for (const LedgerRow& row : rows) days.Add(EntryOf(row));
  return days;
}

// Both rounds. The rows beyond the window are not given.
LedgerPage PageOf(const LedgerQuestion& question,
                  const std::vector<LedgerRow>& rows) {
  AccountLedger ledger(question);
  const LedgerWindow window = ledger.Count(DaysOf(rows));
  for (const LedgerRow& row : rows) {
    if (!window.Holds(EntryOf(row))) continue;
    EXPECT_TRUE(std::any_of(window.places.begin(), window.places.end(),
                            [&](const PlaceRange& range) {
                              return range.first <= row.place &&
                                     row.place <= range.last;
                            }));
    ledger.Add(row);
  }
  return std::move(ledger).Page();
}

TEST(AccountLedgerTest, SortsAndRunsTheBalance) {
  const CivilDay day(2024, 3, 1);
  const LedgerPage page = PageOf(
      {.opening = Ore{1000}, .first = day, .last = day + 1, .page_size = 9},
      {Row(day + 2, "A", 1, 0, 5000), Row(day + 1, "A", 2, 0, 1),
       Row(day, "B", 2, 0, 2), Row(day, "A", 10, 1, 4), Row(day, "A", 10, 0, 8),
       Row(day, "A", 9, 5, 16), Row(day - 1, "Z", 1, 0, 100)});
  std::vector<std::string> lines;
  for (const LedgerPage::Line& line : page.lines) {
    lines.push_back(
        absl::StrCat(PositionText(line.row.position), "=", line.balance.value));
  }
  EXPECT_THAT(lines,
              ElementsAre("2024-03-01:9:5:A=1116", "2024-03-01:10:0:A=1124",
                          "2024-03-01:10:1:A=1128", "2024-03-01:2:0:B=1130",
                          "2024-03-02:2:0:A=1131"));
  EXPECT_EQ(page.opening, Ore{1100});
  EXPECT_EQ(page.closing, Ore{1131});
  EXPECT_FALSE(page.next.has_value());
}

TEST(AccountLedgerTest, AnAccountWithoutEntries) {
  const LedgerPage page =
      AccountLedger({.opening = Ore{-5}, .page_size = 1}).Page();
  EXPECT_THAT(page.lines, IsEmpty());
  EXPECT_EQ(page.opening, Ore{-5});
  EXPECT_EQ(page.closing, Ore{-5});
  EXPECT_FALSE(page.next.has_value());
}

TEST(AccountLedgerTest, OnlyThePagesDaysAreLookedAtTwice) {
  const CivilDay day(2024, 3, 1);
  AccountLedger ledger(
      {.page_size = 2, .after = LedgerPosition{day + 1, "A", 1, 0}});
  LedgerDays days;
  for (int64_t i = 9; i >= 0; --i) {
    days.Add({100 - i, 0, DayNumber(day + i), Ore{1}, {}});
  }
  // The day of the page before, two for this one, and one that tells that
  // more follow.
  const LedgerWindow window = ledger.Count(days);
  EXPECT_EQ(window.first_day, DayNumber(day + 1));
  EXPECT_EQ(window.last_day, DayNumber(day + 4));
  EXPECT_THAT(window.places, ElementsAre(PlaceRange{96, 99}));
}

// Series that were taken one after another have each day in several places.
TEST(AccountLedgerTest, APageLeavesOutWhatLiesBetweenItsPlaces) {
  constexpr int64_t kDay = 19'783;
  constexpr int64_t kFar = 3 * kPlaceGapMax;
  LedgerDays days;
  for (int64_t series = 0; series < 4; ++series) {
    for (int64_t i = 0; i < 3; ++i) {
      days.Add({1 + series * kFar + i, 0, kDay + i, Ore{1}, {}});
    }
  }
  AccountLedger first({.page_size = 1});
  EXPECT_THAT(first.Count(days).places,
              ElementsAre(PlaceRange{1, 1}, PlaceRange{1 + kFar, 1 + kFar},
                          PlaceRange{1 + 2 * kFar, 1 + 2 * kFar},
                          PlaceRange{1 + 3 * kFar, 1 + 3 * kFar}));
  // However scattered, no day takes more memory than this.
  for (int64_t i = 4; i < 100; ++i) {
    days.Add({1 + i * kFar, 0, kDay, Ore{1}, {}});
  }
  const LedgerDays::Day& day = days.days().at(kDay);
  EXPECT_EQ(day.count, 100u);
  EXPECT_EQ(day.places.size(), kDayRangesMax);
  EXPECT_EQ(day.places.back().last, 1 + 99 * kFar);
}

TEST(AccountLedgerTest, SumsWithoutEntriesAreInTheBalances) {
  const CivilDay day(2024, 3, 1);
  AccountLedger ledger(
      {.opening = Ore{1}, .first = day, .last = day, .page_size = 1});
  ledger.CountSum(day - 1, Ore{10});
  ledger.CountSum(day, Ore{100});
  ledger.CountSum(day + 1, Ore{1000});
  EXPECT_THAT(ledger.Count(LedgerDays()).places, IsEmpty());
  const LedgerPage page = std::move(ledger).Page();
  EXPECT_EQ(page.opening, Ore{11});
  EXPECT_EQ(page.closing, Ore{111});
}

TEST(AccountLedgerTest, PositionsAreReadAsTheyWereWritten) {
  for (const LedgerPosition& position :
       {LedgerPosition{CivilDay(2024, 2, 29), "A", 17, 3},
        LedgerPosition{CivilDay(2024, 12, 31), "", 0, 0},
        LedgerPosition{CivilDay(2024, 1, 1), "x:y", 999'999'999'999'999'999,
                       999}}) {
    const auto read = ParsePosition(PositionText(position));
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(*read, position);
  }
  for (const char* text :
       {"", "A", "2024-02-29:17:3", "2024-02-30:17:3:A", "2024-2-29:17:3:A",
        "2024-02-29:+17:3:A", "2024-02-29:17: 3:A", "2024-02-29::3:A",
        "2024-02-29T10:17:3:A", "2024-02-29:017:3:A"}) {
    EXPECT_EQ(ReasonOf(ParsePosition(text).status()), "PAGE_INVALID") << text;
  }
}

std::vector<LedgerRow> RandomRows(Chance& chance) {
  std::vector<LedgerRow> rows;
  for (int64_t voucher = chance.Number(0, 20); voucher > 0; --voucher) {
    const CivilDay day = CivilDay(2024, 1, 1) + chance.Number(0, 9);
    const std::string series = chance.Of<std::string>({"", "A", "AB", "B"});
    for (int64_t i = chance.Number(1, 3); i > 0; --i) {
      rows.push_back(Row(day, series, voucher, i, chance.Number(-9, 9)));
    }
  }
  std::shuffle(rows.begin(), rows.end(), chance.engine());
  return rows;
}

// All lines, each with a balance that is summed anew.
std::vector<LedgerPage::Line> NaiveLines(Ore opening,
                                         std::vector<LedgerRow> rows,
                                         CivilDay first, CivilDay last) {
  const auto key = [](const LedgerRow& row) {
    return std::make_tuple(row.position.date, row.position.series,
                           row.position.number, row.position.index);
  };
  std::sort(rows.begin(), rows.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  std::vector<LedgerPage::Line> lines;
  for (size_t i = 0; i < rows.size(); ++i) {
    Ore balance = opening;
    for (size_t j = 0; j <= i; ++j) balance += rows[j].amount;
    if (rows[i].position.date < first || rows[i].position.date > last) continue;
    lines.push_back({rows[i], balance});
  }
  return lines;
}

TEST(AccountLedgerTest, RandomPagesAgreeWithTheLongWay) {
  constexpr uint64_t kSeed = 43;
  Chance chance(kSeed);
  int paged = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, " round ", round));
    const std::vector<LedgerRow> rows = RandomRows(chance);
    LedgerQuestion question;
    question.opening = Ore{chance.Number(-100, 100)};
    question.page_size = chance.Number(1, 15);
    const CivilDay year(2024, 1, 1);
    if (chance.OneIn(2)) question.first = year + chance.Number(0, 5);
    if (chance.OneIn(2)) question.last = year + chance.Number(5, 9);
    const CivilDay first = question.first.value_or(year);
    const CivilDay last = question.last.value_or(CivilDay(2024, 12, 31));
    Ore opening = question.opening;
    Ore closing = question.opening;
    for (const LedgerRow& row : rows) {
      if (row.position.date < first) opening += row.amount;
      if (row.position.date <= last) closing += row.amount;
    }
    std::vector<LedgerPage::Line> lines;
    do {
      LedgerPage page = PageOf(question, rows);
      ASSERT_EQ(page.opening, opening);
      ASSERT_EQ(page.closing, closing);
      ASSERT_LE(page.lines.size(), question.page_size);
      lines.insert(lines.end(), page.lines.begin(), page.lines.end());
      if (page.next.has_value()) {
        ASSERT_EQ(*page.next, page.lines.back().row.position);
        ++paged;
      }
      question.after = std::move(page.next);
    } while (question.after.has_value());
    ASSERT_EQ(lines, NaiveLines(question.opening, rows, first, last));
  }
  EXPECT_GT(paged, kRounds);
}

}  // namespace
}  // namespace finsam::ledger
