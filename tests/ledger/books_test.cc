// From a SIE file to a year's books and the year before as balances.

#include "services/ledger/domain/books.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/ledger/books_sample.h"

namespace finsam::ledger {
namespace {

struct Outcome {
  Books books;
  BalanceMap balances;  // Openings and the file's vouchers.
  std::vector<ImportedVoucher> vouchers;
  std::vector<Problem> problems;

  const BalanceMap& prior() const { return books.priors.at(0).balances; }
  std::vector<std::string> Reasons() const {
    std::vector<std::string> out;
    for (const Problem& problem : problems) out.push_back(problem.reason);
    return out;
  }
};

Outcome Read(const std::string& text, int32_t dimension = 6) {
  Outcome out;
  BooksBuilder builder({{"2220001511", 2024}, "2024.se", dimension},
                       &out.problems);
  const SieBytes source(text);
  const auto reading = ReadSie("2024.se", source,
                               [&](SieVoucher voucher, const SieFile& so_far) {
                                 auto taken = builder.Take(voucher, so_far);
                                 if (taken.has_value())
                                   out.vouchers.push_back(*std::move(taken));
                                 return absl::OkStatus();
                               });
  out.books = builder.Finish(reading->file, reading->ok());
  out.balances = out.books.openings;
  for (const ImportedVoucher& voucher : out.vouchers) {
    AddVoucher(voucher.content, out.books.year, &out.balances);
  }
  return out;
}

using Reasons = std::vector<std::string>;

// Opening and movement of a combination, in whole öre.
std::pair<int64_t, int64_t> At(const BalanceMap& balances, int32_t account,
                               ObjectSet objects = {}) {
  const auto found = balances.find({account, std::move(objects)});
  if (found == balances.end()) return {0, 0};
  return {found->second.opening.value, found->second.Movement().value};
}

using Pair = std::pair<int64_t, int64_t>;

TEST(BooksTest, FoldsTheYearsVouchersByAccountObjectAndMonth) {
  const Outcome read = Read(kBooks);
  EXPECT_EQ(read.Reasons(), Reasons());
  EXPECT_EQ(read.vouchers.size(), 3u);
  const Books& books = read.books;
  EXPECT_EQ(books.totals.entry_count, 6);
  EXPECT_EQ(books.totals.turnover, Ore{95050});
  EXPECT_EQ(At(read.balances, 1930), Pair(100000, 24950));
  EXPECT_EQ(At(read.balances, 2010), Pair(-100000, 0));
  EXPECT_EQ(At(read.balances, 4010, {{6, "10"}}), Pair(0, 25050));
  EXPECT_EQ(At(read.balances, 4010, {{6, "20"}}), Pair(0, 10000));
  const MonthlyBalance& bank = read.balances.at({1930, {}});
  EXPECT_EQ(bank.months[0], Ore{60000});
  EXPECT_EQ(bank.months[2], Ore{-25050});
  EXPECT_EQ(bank.months[5], Ore{-10000});
}

TEST(BooksTest, PutsTheYearBeforeTogetherAndSplitsItOverObjects) {
  const Outcome read = Read(kBooks);
  ASSERT_EQ(read.books.priors.size(), 1u);
  EXPECT_EQ(read.books.priors[0].year.year(), 2023);
  EXPECT_EQ(At(read.prior(), 1930), Pair(80000, 20000));
  EXPECT_EQ(At(read.prior(), 2010), Pair(-80000, 0));
  EXPECT_EQ(At(read.prior(), 3010), Pair(0, -50000));
  EXPECT_EQ(At(read.prior(), 4010, {{6, "10"}}), Pair(0, 20000));
  // What the objects leave stays without objects.
  EXPECT_EQ(At(read.prior(), 4010), Pair(0, 10000));
  const auto& team = read.prior().at({4010, {{6, "10"}}});
  EXPECT_EQ(team.months[5], Ore{20000});
  EXPECT_EQ(read.prior().at({3010, {}}).months[11], Ore{-50000});
}

TEST(BooksTest, UsesOneDimensionOfSeveral) {
  const std::string text = With(kBooks, "#IB 0 1930",
                                "#PSALDO -1 202306 4010 {1 \"N\"} 250\n"
                                "#IB 0 1930");
  const Outcome by_project = Read(text, /*dimension=*/6);
  EXPECT_EQ(by_project.Reasons(), Reasons({"PRIOR_YEAR_DIMENSIONS"}));
  EXPECT_EQ(At(by_project.prior(), 4010, {{6, "10"}}), Pair(0, 20000));
  EXPECT_EQ(At(by_project.prior(), 4010), Pair(0, 10000));
  const Outcome by_place = Read(text, /*dimension=*/1);
  EXPECT_EQ(At(by_place.prior(), 4010, {{1, "N"}}), Pair(0, 25000));
  EXPECT_EQ(At(by_place.prior(), 4010), Pair(0, 5000));
}

TEST(BooksTest, SplitsOpeningBalancesOverObjects) {
  const Outcome read =
      Read(With(kBooks, "#IB 0 2010 -1000",
                "#IB 0 2010 -1000\n#OIB 0 1930 {6 \"20\"} 300"));
  EXPECT_EQ(At(read.balances, 1930, {{6, "20"}}), Pair(30000, 0));
  EXPECT_EQ(At(read.balances, 1930), Pair(70000, 24950));
}

TEST(BooksTest, WithoutOpeningBalancesTheYearBeforesClosingOnesCount) {
  std::string text = With(kBooks, "#IB 0 1930 1000\n", "");
  text = With(text, "#IB 0 2010 -1000\n", "");
  EXPECT_EQ(At(Read(text).balances, 1930).first, 100000);
}

// Each warning travels with the answer, which has a limit.
TEST(BooksTest, TellsOnlySoManyChangesBetweenTheYears) {
  std::string text = kBooks;
  for (int account = 10'000; account < 10'500; ++account) {
    text += absl::StrCat("#UB -1 ", account, " 1\n");
  }
  const std::vector<std::string> reasons = Read(text).Reasons();
  EXPECT_EQ(std::count(reasons.begin(), reasons.end(), "YEAR_CHANGE_DIFFERS"),
            201);
}

struct FileCase {
  const char* name;
  const char* from;
  const char* to;
  Severity severity;
  const char* reason;
  int64_t line;  // 0: not said.

  friend void PrintTo(const FileCase& c, std::ostream* out) { *out << c.name; }
};

constexpr auto kError = Severity::kError;
constexpr auto kWarning = Severity::kWarning;
constexpr FileCase kFileCases[] = {
    {"OtherAssociation", "222000-1511", "222000-2279", kError,
     "ORGANISATION_MISMATCH", 0},
    {"NoAssociation", "#ORGNR 222000-1511\n", "", kWarning,
     "ORGANISATION_MISSING", 0},
    {"CapitalDiffers", "#UB -1 2010 -800", "#UB -1 2010 -700", kWarning,
     "YEAR_CHANGE_DIFFERS", 0},
    {"BankDiffers", "#UB -1 1930 1000", "#UB -1 1930 900", kWarning,
     "YEAR_CHANGE_DIFFERS", 25},
};

class BooksFileTest : public testing::TestWithParam<FileCase> {};

TEST_P(BooksFileTest, IsTold) {
  const FileCase& c = GetParam();
  const Outcome read = Read(With(kBooks, c.from, c.to));
  ASSERT_FALSE(read.problems.empty());
  EXPECT_EQ(read.problems[0].reason, c.reason);
  EXPECT_EQ(read.problems[0].severity, c.severity);
  EXPECT_EQ(read.problems[0].line, c.line);
  EXPECT_EQ(read.problems[0].file, "2024.se");
}

INSTANTIATE_TEST_SUITE_P(Each, BooksFileTest, testing::ValuesIn(kFileCases),
                         testing::PrintToStringParamName());

TEST(BooksTest, AFileOfBalancesIsAYearAsBalances) {
  const Outcome read = Read(With(kBooks, "#SIETYP 4", "#SIETYP 3"));
  EXPECT_TRUE(read.books.summary);
  EXPECT_EQ(At(read.books.openings, 1930), Pair(100000, 24950));
  EXPECT_EQ(At(read.books.openings, 3010), Pair(0, -60000));
  EXPECT_EQ(At(read.books.openings, 4010), Pair(0, 35050));
}

// A year of 18 months has two Julys, which are not one.
TEST(BooksTest, MonthsAreCountedFromTheYearsFirst) {
  const FiscalYear year{absl::CivilDay(2023, 7, 1),
                        absl::CivilDay(2024, 12, 31)};
  EXPECT_EQ(MonthsOf(year), 18u);
  EXPECT_EQ(MonthIndex(absl::CivilDay(2023, 7, 31), year), 0u);
  EXPECT_EQ(MonthIndex(absl::CivilDay(2024, 7, 1), year), 12u);
  std::string text = With(kBooks, "#RAR 0 20240101", "#RAR 0 20230701");
  const MonthlyBalance bank = Read(text).balances.at({1930, {}});
  EXPECT_EQ(bank.months[0], Ore{0});
  EXPECT_EQ(bank.months[6], Ore{60000});
  text = With(text, "#RAR 0 20230701", "#RAR 0 20230601");
  EXPECT_THAT(Read(text).Reasons(), testing::Contains("YEAR_TOO_LONG"));
}

TEST(BooksTest, RefusesAnotherYear) {
  std::string text = kBooks;
  for (const char* year : {"2023", "2024"}) {
    for (size_t at = text.find(year); at != std::string::npos;
         at = text.find(year)) {
      text.replace(at, 4, year[3] == '3' ? "2013" : "2014");
    }
  }
  EXPECT_EQ(Read(text).Reasons(), Reasons({"YEAR_MISMATCH"}));
}

TEST(BooksTest, TellsWhereEachCombinationIsUsed) {
  const Books books = Read(kBooks).books;
  std::string told;
  for (const UsedAccount& used : UsedAccounts(books, "2024.se")) {
    told += std::to_string(used.account);
    for (const ObjectRef& object : used.objects) told += "/" + object.object;
    told += ":" + std::to_string(used.line) + " ";
  }
  EXPECT_EQ(told, "1930:25 2010:26 3010:34 4010/10:38 4010/20:43 4010:22 ");
}

}  // namespace
}  // namespace finsam::ledger
