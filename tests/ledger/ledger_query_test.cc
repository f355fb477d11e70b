// The ledger's questions: balances, account ledgers, single vouchers and their
// proofs. Method: random postings over several indexings with a tail beside
// them, every answer found anew from the plain list of vouchers.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "tests/ledger/query_books.h"

namespace finsam::ledger {
namespace {

using ::absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr uint64_t kSeed = 71;

// Indexed twice and with a tail, large batches beside single postings.
QueryBooks& LargeBooks() {
  static QueryBooks* const books = [] {
    Chance chance(kSeed);
    auto* made = new QueryBooks;
    while (made->vouchers().size() < 2 * kTailVouchersMax + 500) {
      made->PostRandom(chance, chance.OneIn(2) ? 1'000 : chance.Number(1, 9));
    }
    return made;
  }();
  return *books;
}

// One of the revisions that were, and how many vouchers it had.
std::pair<int64_t, size_t> RandomMoment(Chance& chance,
                                        const QueryBooks& books) {
  const auto at = std::next(
      books.history().begin(),
      chance.Number(0, static_cast<int64_t>(books.history().size()) - 1));
  return *at;
}

bool CarriesOne(const ObjectSet& objects, const ObjectRef& object) {
  return std::find(objects.begin(), objects.end(), object) != objects.end();
}

// Balances.

bool Takes(const BalanceQuestion& question, const Amount& amount) {
  const auto& ranges = question.accounts;
  if (!ranges.empty() &&
      std::none_of(ranges.begin(), ranges.end(), [&](const auto& range) {
        return range.first <= amount.account && amount.account <= range.last;
      })) {
    return false;
  }
  std::map<int32_t, bool> carries;  // By dimension that is asked for.
  for (const ObjectRef& object : question.objects) {
    carries[object.dimension] |= CarriesOne(amount.objects, object);
  }
  return std::all_of(carries.begin(), carries.end(),
                     [](const auto& one) { return one.second; });
}

BalanceAnswer NaiveBalances(const BalanceQuestion& question,
                            const std::vector<Amount>& amounts) {
  BalanceAnswer answer;
  std::map<std::pair<int32_t, ObjectSet>, std::map<int, Ore>> groups;
  for (const Amount& amount : amounts) {
    if (!Takes(question, amount)) continue;
    std::pair<int32_t, ObjectSet> key;
    if (question.by_account) key.first = amount.account;
    for (const int32_t dimension : question.by_dimensions) {
      key.second.push_back({dimension, ""});
      for (const ObjectRef& object : amount.objects) {
        if (object.dimension == dimension) key.second.back() = object;
      }
    }
    const int month = amount.opening ? 0 : amount.date.month();
    groups[key][month] += amount.amount;
    (amount.opening ? answer.total.opening : answer.total.movement) +=
        amount.amount;
  }
  for (auto& [key, months] : groups) {
    BalanceRow row{key.first, key.second, std::nullopt, months[0], Ore{0}};
    for (int month = 1; month <= 12; ++month) {
      if (!question.by_month) {
        row.movement += months[month];
        if (month < 12) continue;
      } else {
        row.month = absl::CivilMonth(2024, month);
        row.movement = months[month];
      }
      const bool empty = row.opening == Ore{0} && row.movement == Ore{0};
      if (!empty) answer.rows.push_back(row);
      row.opening += row.movement;
    }
  }
  return answer;
}

BalanceQuestion RandomQuestion(Chance& chance) {
  BalanceQuestion question;
  if (chance.OneIn(3)) question.accounts = {{2000, 3999}, {4020, 4020}};
  for (int64_t i = chance.OneIn(2) ? chance.Number(1, 3) : 0; i > 0; --i) {
    question.objects.push_back(
        {chance.Of<int32_t>({1, 6}), absl::StrCat(chance.Number(1, 4))});
  }
  question.by_account = chance.OneIn(2);
  for (const int32_t dimension : {7, 1}) {
    if (chance.OneIn(3)) question.by_dimensions.push_back(dimension);
  }
  question.by_month = chance.OneIn(2);
  return question;
}

TEST(LedgerQueryTest, BalancesAtEveryRevisionAreThoseOfItsVouchers) {
  QueryBooks& books = LargeBooks();
  Chance chance(kSeed + 1);
  for (int round = 0; round < 60 && !HasFailure(); ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, " round ", round));
    const auto [revision, count] = RandomMoment(chance, books);
    BalanceQuery query;
    query.question = RandomQuestion(chance);
    query.at_revision = revision;
    query.size = static_cast<int>(chance.Number(5, 200));
    const BalanceAnswer naive =
        NaiveBalances(query.question, books.Amounts(count));
    std::vector<BalanceRow> rows;
    do {
      const auto page = books.ledger().QueryBalances(books.year(), query);
      ASSERT_TRUE(page.ok()) << page.status();
      EXPECT_EQ(page->head.revision, revision);
      EXPECT_EQ(page->total, naive.total);
      EXPECT_LE(page->rows.size(), static_cast<size_t>(query.size));
      rows.insert(rows.end(), page->rows.begin(), page->rows.end());
      ASSERT_LE(rows.size(), naive.rows.size());
      query.after = page->next;
    } while (!query.after.empty());
    EXPECT_EQ(rows, naive.rows);
  }
}

// Account ledgers.

struct NaiveLedger {
  Ore opening;
  Ore closing;
  std::vector<AccountEntriesPage::Line> lines;
};

NaiveLedger LedgerTheLongWay(const QueryBooks& books, size_t count,
                             const AccountEntriesQuery& query) {
  const auto key = [](const auto& line) {
    return std::make_tuple(line.second.date, line.second.voucher.series,
                           line.second.voucher.number, line.first);
  };
  std::vector<std::pair<size_t, AccountEntriesPage::Line>> lines;
  for (size_t i = 0; i < count; ++i) {
    const PostedVoucher& voucher = books.vouchers()[i];
    const VoucherDraft& content = voucher.content;
    for (size_t j = 0; j < content.entries.size(); ++j) {
      const VoucherEntry& entry = content.entries[j];
      if (entry.account != query.account) continue;
      if (query.object && !CarriesOne(entry.objects, *query.object)) continue;
      lines.push_back({j,
                       {{2024, content.series, voucher.number},
                        content.date,
                        content.text,
                        entry,
                        Ore{0}}});
    }
  }
  std::sort(lines.begin(), lines.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  NaiveLedger out;
  for (const Amount& amount : books.Amounts(0)) {
    if (amount.account != query.account) continue;
    if (query.object && !CarriesOne(amount.objects, *query.object)) continue;
    out.opening += amount.amount;
  }
  out.closing = out.opening;
  for (auto& [index, line] : lines) {
    if (query.last && line.date > *query.last) break;
    out.closing += line.entry.amount;
    line.balance = out.closing;
    if (query.first && line.date < *query.first) {
      out.opening = out.closing;
    } else {
      out.lines.push_back(line);
    }
  }
  return out;
}

std::string Text(const AccountEntriesPage::Line& line) {
  std::string text = absl::StrCat(
      line.voucher.fiscal_year, " ", line.voucher.series, line.voucher.number,
      " ", absl::FormatCivilTime(line.date), " ", line.text, " ",
      line.entry.account, " ", line.entry.amount.value, " ", line.entry.text,
      " = ", line.balance.value);
  for (const ObjectRef& object : line.entry.objects) {
    absl::StrAppend(&text, " ", object.dimension, ":", object.object);
  }
  return text;
}

std::vector<std::string> Texts(
    const std::vector<AccountEntriesPage::Line>& lines) {
  std::vector<std::string> out;
  for (const AccountEntriesPage::Line& line : lines) out.push_back(Text(line));
  return out;
}

// Reads all pages, with `between` done after each.
template <typename Between>
void ExpectLedger(QueryBooks& books, AccountEntriesQuery query,
                  const NaiveLedger& naive, const Between& between) {
  std::vector<AccountEntriesPage::Line> lines;
  do {
    const auto page = books.ledger().ListAccountEntries(books.year(), query);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->opening, naive.opening);
    EXPECT_EQ(page->closing, naive.closing);
    EXPECT_FALSE(page->account_name.empty());
    if (!page->next.empty()) {
      EXPECT_EQ(page->lines.size(), static_cast<size_t>(query.size));
    }
    lines.insert(lines.end(), page->lines.begin(), page->lines.end());
    ASSERT_LE(lines.size(), naive.lines.size());
    query.after = page->next;
    between();
  } while (!query.after.empty());
  EXPECT_EQ(Texts(lines), Texts(naive.lines));
}

TEST(LedgerQueryTest, AccountLedgersAreThoseOfTheVouchers) {
  QueryBooks& books = LargeBooks();
  Chance chance(kSeed + 2);
  for (int round = 0; round < 25 && !HasFailure(); ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, " round ", round));
    const auto [revision, count] = RandomMoment(chance, books);
    AccountEntriesQuery query;
    query.account = chance.Of<int32_t>({1930, 2010, 4020, 9999});
    if (chance.OneIn(2)) query.object = {6, absl::StrCat(chance.Number(1, 3))};
    const CivilDay day(2024, 6, 30);
    if (chance.OneIn(2)) query.first = day - chance.Number(0, 30);
    if (chance.OneIn(2)) query.last = day + chance.Number(0, 30);
    query.at_revision = revision;
    query.size = static_cast<int>(chance.Number(50, 1'000));
    ExpectLedger(books, query, LedgerTheLongWay(books, count, query), [] {});
  }
}

TEST(LedgerQueryTest, PagesShowTheBooksAsTheyStoodAtTheFirst) {
  Chance chance(kSeed + 3);
  QueryBooks books;
  books.PostRandom(chance, 400);
  AccountEntriesQuery entries;
  entries.account = 1930;
  entries.size = 20;
  // Everything is indexed while the pages are read.
  ExpectLedger(books, entries, LedgerTheLongWay(books, 400, entries),
               [&] { books.PostRandom(chance, 1'000); });
  ASSERT_GT(books.vouchers().size(), static_cast<size_t>(kTailVouchersMax));

  BalanceQuery balances;
  balances.question = {.by_account = true, .by_month = true};
  balances.size = 7;
  const BalanceAnswer naive =
      NaiveBalances(balances.question, books.Amounts(books.vouchers().size()));
  std::vector<BalanceRow> rows;
  do {
    const auto page = books.ledger().QueryBalances(books.year(), balances);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->total, naive.total);
    rows.insert(rows.end(), page->rows.begin(), page->rows.end());
    ASSERT_LE(rows.size(), naive.rows.size());
    balances.after = page->next;
    books.PostRandom(chance, 30);
  } while (!balances.after.empty());
  EXPECT_EQ(rows, naive.rows);
}

TEST(LedgerQueryTest, ComparisonFiguresHaveBalancesWithoutEntries) {
  QueryBooks& books = LargeBooks();
  const FiscalYearName prior{kOrganisation, 2023};
  AccountEntriesQuery query;
  query.account = 4010;
  const auto page = books.ledger().ListAccountEntries(prior, query);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->opening, Ore{0});
  EXPECT_THAT(page->lines, IsEmpty());
  EXPECT_EQ(page->closing, Ore{300'00});
  EXPECT_THAT(page->next, IsEmpty());
  query.last = CivilDay(2023, 5, 31);
  EXPECT_EQ(books.ledger().ListAccountEntries(prior, query)->closing, Ore{0});
  BalanceQuery balances;
  const auto all = books.ledger().QueryBalances(prior, balances);
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_EQ(all->total.opening, Ore{0});
}

// Refusals.

TEST(LedgerQueryTest, RefusesWhatIsNotThere) {
  QueryBooks& books = LargeBooks();
  Ledger& ledger = books.ledger();
  const FiscalYearName none{kOrganisation, 1999};
  const FiscalYearName other{"2220002279", 2024};
  for (const FiscalYearName& name : {none, other}) {
    EXPECT_EQ(ReasonOf(ledger.QueryBalances(name, {}).status()),
              "FISCAL_YEAR_UNKNOWN");
    EXPECT_EQ(ReasonOf(ledger.ListAccountEntries(name, {}).status()),
              "FISCAL_YEAR_UNKNOWN");
    const VoucherRef ref{name.year, "A", 1};
    EXPECT_EQ(ReasonOf(ledger.GetVoucher(name.organisation, ref).status()),
              "FISCAL_YEAR_UNKNOWN");
    EXPECT_EQ(ReasonOf(ledger.ProveVoucher(name.organisation, ref).status()),
              "FISCAL_YEAR_UNKNOWN");
  }
  for (const VoucherRef& ref :
       {VoucherRef{2024, "A", 0}, VoucherRef{2024, "A", -1},
        VoucherRef{2024, "A", 1'000'000}, VoucherRef{2024, "Z", 1},
        VoucherRef{2024, "", 1}, VoucherRef{2023, "A", 1}}) {
    EXPECT_EQ(ReasonOf(ledger.GetVoucher(kOrganisation, ref).status()),
              "VOUCHER_UNKNOWN");
    EXPECT_EQ(ReasonOf(ledger.ProveVoucher(kOrganisation, ref).status()),
              "VOUCHER_UNKNOWN");
  }
  for (const int32_t account : {0, -1, 1931, 999'999'999}) {
    AccountEntriesQuery query;
    query.account = account;
    EXPECT_EQ(ReasonOf(ledger.ListAccountEntries(books.year(), query).status()),
              "ACCOUNT_UNKNOWN");
  }
}

TEST(LedgerQueryTest, RefusesRevisionsAndPagesThatNeverWere) {
  QueryBooks& books = LargeBooks();
  Ledger& ledger = books.ledger();
  const auto reasons = [&](int64_t revision, const std::string& after) {
    BalanceQuery balances;
    balances.at_revision = revision;
    balances.after = after;
    AccountEntriesQuery entries;
    entries.account = 1930;
    entries.at_revision = revision;
    entries.after = after;
    return std::vector<std::string>{
        ReasonOf(ledger.QueryBalances(books.year(), balances).status()),
        ReasonOf(ledger.ListAccountEntries(books.year(), entries).status())};
  };
  for (const int64_t revision : {int64_t{-1}, books.revision() + 1, kNow}) {
    EXPECT_THAT(reasons(revision, ""),
                ElementsAre("REVISION_UNKNOWN", "REVISION_UNKNOWN"));
  }
  EXPECT_THAT(reasons(0, "999999:"),
              ElementsAre("REVISION_UNKNOWN", "REVISION_UNKNOWN"));
  for (const char* after : {"x", "x:1", "1:x", "1:2024-02-30:17:3:A"}) {
    EXPECT_THAT(reasons(0, after), ElementsAre("PAGE_INVALID", "PAGE_INVALID"));
  }
}

}  // namespace
}  // namespace finsam::ledger
