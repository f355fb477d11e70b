// What balances sum to when somebody asks. Method: cases by hand, and random
// questions over random books, held against sums that are made the long way.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status.h"
#include "services/ledger/domain/balance_query.h"
#include "tests/ledger/query_sample.h"

namespace finsam::ledger {
namespace {

using ::absl::CivilDay;
using ::absl::CivilMonth;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(BalanceQueryTest, RefusesWhatHasNoAnswer) {
  const struct {
    BalanceQuestion question;
    const char* reason;
    std::vector<std::string> faults;
  } kCases[] = {
      {{.objects = {{6, "1"}, {0, "1"}, {6, ""}}},
       "FILTER_INVALID",
       {"objects:0", "objects:"}},
      {{.objects = std::vector<ObjectRef>(101, {6, "1"})},
       "FILTER_INVALID",
       {"objects:101"}},
      {{.by_dimensions = {1, 2, 3, 4, 5}},
       "GROUPING_INVALID",
       {"by_dimensions:5"}},
      {{.by_dimensions = {6, 1, 6, 0}},
       "GROUPING_INVALID",
       {"by_dimensions:6", "by_dimensions:0"}},
      {{.objects = {{6, ""}}, .by_dimensions = {-1}},
       "FILTER_INVALID",
       {"objects:", "by_dimensions:-1"}},
  };
  for (const auto& c : kCases) {
    const absl::Status status = CheckBalanceQuestion(c.question);
    EXPECT_EQ(ReasonOf(status), c.reason);
    EXPECT_EQ(Faults(status), c.faults);
  }
  EXPECT_TRUE(
      CheckBalanceQuestion({.objects = std::vector<ObjectRef>(100, {6, "1"}),
                            .by_account = true,
                            .by_dimensions = {6, 1, 19, kDimensionMax},
                            .by_month = true})
          .ok());
}

// A broken year; months are counted from July.
const FiscalYear kBrokenYear = {CivilDay(2023, 7, 1), CivilDay(2024, 6, 30)};

TEST(BalanceQueryTest, MonthsCarryTheBalanceOn) {
  BalanceMap balances;
  balances[{1930, {}}].opening = Ore{100};
  balances[{1930, {}}].months[2] = Ore{-100};
  balances[{1930, {}}].months[10] = Ore{7};
  const BalanceAnswer answer = AnswerBalances(
      {.by_account = true, .by_month = true}, kBrokenYear, balances);
  const auto row = [](CivilMonth month, int64_t opening, int64_t movement) {
    return BalanceRow{1930, {}, month, Ore{opening}, Ore{movement}};
  };
  // From October to April there is nothing to show.
  EXPECT_THAT(answer.rows, ElementsAre(row(CivilMonth(2023, 7), 100, 0),
                                       row(CivilMonth(2023, 8), 100, 0),
                                       row(CivilMonth(2023, 9), 100, -100),
                                       row(CivilMonth(2024, 5), 0, 7),
                                       row(CivilMonth(2024, 6), 7, 0)));
  EXPECT_EQ(answer.total,
            (BalanceRow{0, {}, std::nullopt, Ore{100}, Ore{-93}}));
  EXPECT_EQ(answer.total.Closing(), Ore{7});
  EXPECT_FALSE(answer.more);
}

TEST(BalanceQueryTest, ObjectsAreAskedForWithinAndAcrossDimensions) {
  BalanceMap balances;
  balances[{4010, {}}].months[0] = Ore{1};
  balances[{4010, {{1, "X"}}}].months[0] = Ore{2};
  balances[{4010, {{1, "X"}, {6, "10"}}}].months[0] = Ore{4};
  balances[{4010, {{1, "Y"}, {6, "20"}}}].months[0] = Ore{8};
  balances[{4010, {{6, "10"}, {7, "10"}}}].months[0] = Ore{16};
  const auto sum = [&](std::vector<ObjectRef> objects) {
    return AnswerBalances({.objects = std::move(objects)}, kBrokenYear,
                          balances)
        .total.movement.value;
  };
  EXPECT_EQ(sum({}), 31);
  EXPECT_EQ(sum({{6, "10"}}), 20);
  EXPECT_EQ(sum({{6, "10"}, {6, "20"}}), 28);
  EXPECT_EQ(sum({{6, "10"}, {6, "20"}, {1, "X"}}), 4);
  EXPECT_EQ(sum({{7, "10"}}), 16);  // Not those of 6.
  const BalanceAnswer answer =
      AnswerBalances({.by_dimensions = {6, 1}}, kBrokenYear, balances);
  std::vector<std::string> rows;
  for (const BalanceRow& row : answer.rows) {
    EXPECT_EQ(row.account, 0);
    ASSERT_EQ(row.objects.size(), 2u);
    EXPECT_EQ(row.objects[0].dimension, 6);
    EXPECT_EQ(row.objects[1].dimension, 1);
    rows.push_back(absl::StrCat(row.objects[0].object, "/",
                                row.objects[1].object, "=",
                                row.movement.value));
  }
  EXPECT_THAT(rows, ElementsAre("/=1", "/X=2", "10/=16", "10/X=4", "20/Y=8"));
}

TEST(BalanceQueryTest, RowsThatCancelAreLeftOut) {
  BalanceMap balances;
  balances[{1930, {}}].months[0] = Ore{5};
  balances[{1930, {{6, "1"}}}].months[11] = Ore{-5};
  EXPECT_THAT(AnswerBalances({}, kBrokenYear, balances).rows, IsEmpty());
  EXPECT_THAT(
      AnswerBalances({.by_dimensions = {6}}, kBrokenYear, balances).rows,
      SizeIs(2));
  EXPECT_THAT(AnswerBalances({}, kBrokenYear, {}).rows, IsEmpty());
}

// One amount of the books; in month -1 it is a part of the opening balance.
struct Amount {
  BalanceKey key;
  int month = -1;
  int64_t value = 0;
};

std::vector<Amount> RandomAmounts(Chance& chance, int month_count) {
  std::vector<Amount> amounts;
  for (int64_t i = chance.Number(0, 40); i > 0; --i) {
    amounts.push_back(
        {{static_cast<int32_t>(chance.Number(1, 5)), RandomObjects(chance)},
         static_cast<int>(chance.Number(-1, month_count - 1)),
         chance.Number(-2, 2)});
  }
  return amounts;
}

std::string NaiveObject(const ObjectSet& objects, int32_t dimension) {
  for (const ObjectRef& object : objects) {
    if (object.dimension == dimension) return object.object;
  }
  return "";
}

bool NaiveAsked(const BalanceQuestion& question, const BalanceKey& key) {
  bool account = question.accounts.empty();
  for (const AccountRange& range : question.accounts) {
    account |= range.first <= key.account && key.account <= range.last;
  }
  bool objects = true;
  for (const ObjectRef& one : question.objects) {
    bool any = false;
    for (const ObjectRef& other : question.objects) {
      any |= other.dimension == one.dimension &&
             NaiveObject(key.objects, one.dimension) == other.object;
    }
    objects &= any;
  }
  return account && objects;
}

// "account/objects/month:opening,movement" of every row that there may be, each
// summed from all amounts.
std::vector<std::string> NaiveRows(const BalanceQuestion& question,
                                   const std::vector<Amount>& amounts,
                                   int month_count) {
  const auto place = [&](const BalanceKey& key) {
    std::vector<std::string> parts;
    parts.push_back(absl::StrCat(question.by_account ? key.account : 0));
    for (const int32_t dimension : question.by_dimensions) {
      parts.push_back(NaiveObject(key.objects, dimension));
    }
    return parts;
  };
  std::set<std::vector<std::string>> places;
  for (const Amount& amount : amounts) places.insert(place(amount.key));
  std::vector<std::string> rows;
  for (const auto& here : places) {
    for (int m = 0; m < (question.by_month ? month_count : 1); ++m) {
      const int last = question.by_month ? m : month_count - 1;
      int64_t opening = 0;
      int64_t movement = 0;
      for (const Amount& amount : amounts) {
        if (!NaiveAsked(question, amount.key) || place(amount.key) != here) {
          continue;
        }
        if (amount.month < m) opening += amount.value;
        if (m <= amount.month && amount.month <= last) movement += amount.value;
      }
      if (opening == 0 && movement == 0) continue;
      rows.push_back(absl::StrCat(absl::StrJoin(here, "/"), "/",
                                  question.by_month ? m : -1, ":", opening, ",",
                                  movement));
    }
  }
  return rows;
}

std::string RowText(const BalanceRow& row, const FiscalYear& year) {
  std::string text = absl::StrCat(row.account);
  for (const ObjectRef& object : row.objects) {
    absl::StrAppend(&text, "/", object.object);
  }
  const int64_t month =
      row.month.has_value() ? *row.month - CivilMonth(year.first) : -1;
  EXPECT_EQ(row.Closing(), row.opening + row.movement);
  return absl::StrCat(text, "/", month, ":", row.opening.value, ",",
                      row.movement.value);
}

BalanceQuestion RandomQuestion(Chance& chance) {
  BalanceQuestion question;
  for (int64_t i = chance.OneIn(2) ? 2 : 0; i > 0; --i) {
    const auto account = static_cast<int32_t>(chance.Number(1, 5));
    question.accounts.push_back({account, account + 1});
  }
  for (int64_t i = chance.OneIn(2) ? chance.Number(1, 3) : 0; i > 0; --i) {
    question.objects.push_back(
        {chance.OneIn(2) ? 6 : 1, absl::StrCat(chance.Number(1, 3))});
  }
  question.by_account = chance.OneIn(2);
  question.by_dimensions = {7, 1, 6, 19};
  std::shuffle(question.by_dimensions.begin(), question.by_dimensions.end(),
               chance.engine());
  question.by_dimensions.resize(chance.Number(0, 4));
  question.by_month = chance.OneIn(2);
  return question;
}

TEST(BalanceQueryTest, RandomQuestionsAgreeWithTheLongWay) {
  constexpr uint64_t kSeed = 42;
  Chance chance(kSeed);
  size_t row_count = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, " round ", round));
    const int months = static_cast<int>(chance.Number(1, kYearMonthsMax));
    const CivilMonth first(2023, chance.Number(1, 12));
    const FiscalYear year = {CivilDay(first), CivilDay(first + months) - 1};
    const std::vector<Amount> amounts = RandomAmounts(chance, months);
    BalanceMap balances;
    for (const Amount& amount : amounts) {
      MonthlyBalance& balance = balances[amount.key];
      (amount.month < 0 ? balance.opening : balance.months[amount.month]) +=
          Ore{amount.value};
    }
    const BalanceQuestion question = RandomQuestion(chance);
    ASSERT_TRUE(CheckBalanceQuestion(question).ok());
    const std::vector<std::string> expected =
        NaiveRows(question, amounts, months);
    std::vector<std::string> rows;
    const size_t page = chance.Number(1, 20);
    BalanceAnswer answer;
    do {
      answer = AnswerBalances(question, year, balances, {rows.size(), page});
      ASSERT_LE(answer.rows.size(), page);
      for (const BalanceRow& row : answer.rows) {
        rows.push_back(RowText(row, year));
      }
    } while (answer.more && !answer.rows.empty());
    ASSERT_EQ(rows, expected);
    row_count += rows.size();
    const auto whole =
        NaiveRows({question.accounts, question.objects}, amounts, months);
    const std::string total = RowText(answer.total, year);
    ASSERT_EQ(total, whole.empty() ? "0/-1:0,0" : whole[0]);
  }
  EXPECT_GT(row_count, size_t{2} * kRounds);
}

}  // namespace
}  // namespace finsam::ledger
