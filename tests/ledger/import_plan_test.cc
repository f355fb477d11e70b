// What an import adds, and what it may not touch. Method: books of a file
// against what is kept, one difference at a time.

#include "services/ledger/domain/import_plan.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ledger/books_sample.h"

namespace finsam::ledger {
namespace {

Books BooksOf(const std::string& text) {
  const SieReading sie = ReadSie("2024.se", text);
  BooksOptions options;
  options.name = {"2220001511", 2024};
  options.file_name = "2024.se";
  options.object_dimension = 6;
  std::vector<Problem> problems;
  return BooksFromSie(sie.file, options, &problems);
}

// Plans `file` against what an import of `kept` left, and `posted` beside it.
ImportPlan PlanOver(const std::string& kept, const std::string& file,
                    const std::vector<PostedVoucher>& posted = {}) {
  const Books before = BooksOf(kept);
  const Books books = BooksOf(file);
  ImportPlanner planner(books, "2024.se");
  planner.SetStored({before.year, /*summary=*/false, before.balances});
  planner.SetPrior({*before.prior, /*summary=*/true, before.prior_balances});
  for (const ImportedVoucher& voucher : before.vouchers) {
    planner.SeeStored({2024, voucher.number, voucher.content, "hash"},
                      /*imported=*/true);
  }
  for (const PostedVoucher& voucher : posted) {
    planner.SeeStored(voucher, /*imported=*/false);
  }
  return planner.Finish();
}

using Places = std::vector<size_t>;

TEST(ImportPlanTest, TheFirstImportIsAllNew) {
  const Books books = BooksOf(kBooks);
  ImportPlanner planner(books, "2024.se");
  const ImportPlan plan = planner.Finish();
  EXPECT_EQ(plan.new_vouchers, Places({0, 1, 2}));
  EXPECT_TRUE(plan.writes_prior);
  EXPECT_TRUE(plan.problems.empty());
  EXPECT_EQ(plan.balances, books.balances);
}

TEST(ImportPlanTest, TheSameFileChangesNothing) {
  const ImportPlan plan = PlanOver(kBooks, kBooks);
  EXPECT_EQ(plan.new_vouchers, Places());
  EXPECT_FALSE(plan.writes_prior);
  EXPECT_TRUE(plan.problems.empty());
  EXPECT_EQ(plan.balances, BooksOf(kBooks).balances);
}

TEST(ImportPlanTest, MoreVouchersAreAdded) {
  const ImportPlan plan = PlanOver(kBooks, With(kBooks, "", kVoucherMore));
  EXPECT_EQ(plan.new_vouchers, Places({3}));
  EXPECT_TRUE(RefusalOf(plan).ok());
}

TEST(ImportPlanTest, WhatIsPostedBesideTheFileStays) {
  PostedVoucher posted;
  posted.fiscal_year = 2024;
  posted.number = 1;
  posted.content = {
      "P",      absl::CivilDay(2024, 12, 1),
      "Beside", {{1930, Ore{500}, {}, ""}, {3010, Ore{-500}, {}, ""}},
      {},       ""};
  const ImportPlan plan = PlanOver(kBooks, kBooks, {posted});
  EXPECT_TRUE(plan.problems.empty());
  EXPECT_EQ(plan.balances.at({1930, {}}).months[11], Ore{500});
  EXPECT_EQ(plan.totals.voucher_count, 4);
}

struct PlanCase {
  const char* name;
  const char* from;
  const char* to;
  const char* reason;
  int64_t line;

  friend void PrintTo(const PlanCase& c, std::ostream* out) { *out << c.name; }
};

constexpr char kKansli[] = R"(#VER B 1 20240620 "Kansli"
{
#TRANS 4010 {6 "20"} 100
#TRANS 1930 {} -100
}
)";
constexpr PlanCase kPlanCases[] = {
    {"OtherText", "Team, mars", "Team, april", "VOUCHER_CHANGED", 36},
    {"OtherDay", "20240310", "20240311", "VOUCHER_CHANGED", 36},
    {"OtherObject", "{6 \"20\"} 100", "{6 \"10\"} 100", "VOUCHER_CHANGED", 41},
    {"Gone", kKansli, "", "VOUCHER_MISSING", 0},
    {"OtherOpening", "#IB 0 1930 1000", "#IB 0 1930 1001", "BALANCES_CHANGED",
     25},
    {"NoOpening", "#IB 0 1930 1000\n", "", "BALANCES_CHANGED", 0},
};

class ImportPlanHarmTest : public testing::TestWithParam<PlanCase> {};

TEST_P(ImportPlanHarmTest, IsRefused) {
  const PlanCase& c = GetParam();
  const ImportPlan plan = PlanOver(kBooks, With(kBooks, c.from, c.to));
  const absl::Status refusal = RefusalOf(plan);
  EXPECT_EQ(refusal.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refusal), c.reason);
  ASSERT_EQ(ProblemsOf(refusal).size(), 1u);
  EXPECT_EQ(ProblemsOf(refusal)[0].line, c.line);
}

INSTANTIATE_TEST_SUITE_P(Each, ImportPlanHarmTest,
                         testing::ValuesIn(kPlanCases),
                         testing::PrintToStringParamName());

TEST(ImportPlanTest, OtherComparisonFiguresAreTakenWithAWarning) {
  const ImportPlan plan =
      PlanOver(kBooks, With(kBooks, "#RES -1 3010 -500", "#RES -1 3010 -501"));
  EXPECT_TRUE(RefusalOf(plan).ok());
  ASSERT_EQ(plan.problems.size(), 1u);
  EXPECT_EQ(plan.problems[0].reason, "PRIOR_YEAR_DIFFERS");
  EXPECT_EQ(plan.problems[0].found, "-501");
  EXPECT_EQ(plan.problems[0].expected, "-500");
  EXPECT_TRUE(plan.writes_prior);
}

TEST(ImportPlanTest, AYearBeforeWithBooksOfItsOwnIsLeftAlone) {
  const Books books = BooksOf(kBooks);
  ImportPlanner planner(books, "2024.se");
  BalanceMap own = books.prior_balances;
  own[{1930, {}}].months[3] += Ore{700};
  planner.SetPrior({*books.prior, /*summary=*/false, own});
  const ImportPlan plan = planner.Finish();
  EXPECT_FALSE(plan.writes_prior);
  ASSERT_EQ(plan.problems.size(), 1u);
  EXPECT_EQ(plan.problems[0].reason, "PRIOR_YEAR_DIFFERS");
}

TEST(ImportPlanTest, ThousandsOfDifferencesAreCutShort) {
  std::string many = kBooks;
  for (int i = 4; i < 1000; ++i) {
    many += "#VER C " + std::to_string(i) + " 20240701 x\n{\n}\n";
  }
  const ImportPlan plan = PlanOver(many, kBooks);
  EXPECT_EQ(plan.problems.size(), kPlanProblemsMax);
  EXPECT_EQ(ReasonOf(RefusalOf(plan)), "VOUCHER_MISSING");
}

}  // namespace
}  // namespace finsam::ledger
