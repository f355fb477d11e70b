// Closings and files: next years that a file brings before or after the close,
// layouts and openings that stand in its way, and the example year.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
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

using YearFilesTest = YearTest;

TEST(YearBooksTest, UnbalancedOpeningsAreToldWithTheDifference) {
  LedgerHost host;
  ASSERT_TRUE(
      host.Import("books", With(kBooks, "#IB 0 1930 1000", "#IB 0 1930 1003"))
          .ok());
  v1::CloseFiscalYearRequest request;
  request.set_fiscal_year(kYear);
  request.set_request_id("close");
  request.set_capital_account(2010);
  const auto refused = host.CloseFiscalYear(request);
  EXPECT_EQ(Verdict(refused.status()), "FAILED_PRECONDITION BOOKS_UNBALANCED");
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("till 3 kr"));
}

TEST(YearBooksTest, TheNextYearsLayoutMustHaveALineForTheResult) {
  LedgerHost host;
  const std::string books =
      With(kBooks, "#KONTO 3010", "#KONTO 2099 \"Resultat\"\n#KONTO 3010");
  const std::string layout = With(kLayout, "[\"2000-2999\"]", "[\"2010\"]");
  ASSERT_TRUE(host.Import(kYear, "books",
                          {{"2024.se", books}, {kLayoutFileName, layout}})
                  .ok());
  v1::CloseFiscalYearRequest request;
  request.set_fiscal_year(kYear);
  request.set_request_id("close");
  request.set_capital_account(2099);
  const auto refused = host.CloseFiscalYear(request);
  EXPECT_EQ(Verdict(refused.status()),
            "FAILED_PRECONDITION ACCOUNT_NOT_IN_LAYOUT");
  EXPECT_THAT(ProblemsOf(refused.status()), SizeIs(1));
  request.set_capital_account(2010);
  EXPECT_TRUE(host.CloseFiscalYear(request).ok());
}

TEST_F(YearFilesTest, TheNextYearsFileIsTakenWhenItOpensAsTheYearClosed) {
  ASSERT_TRUE(Close(2024, "close").ok());
  EXPECT_EQ(Verdict(ImportYear(2025, "wrong",
                               With(NextBooks(), "#IB 0 1930 1249.50",
                                    "#IB 0 1930 1250.50"))
                        .status()),
            "FAILED_PRECONDITION BALANCES_CHANGED");
  const auto taken = ImportYear(2025, "right", NextBooks());
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_TRUE(taken->result.changed());
  EXPECT_THAT(Opens(2025),
              UnorderedElementsAre(Pair(1930, 1249'50), Pair(2010, -1249'50)));
  ExpectProved();
  // Its openings still follow the year before.
  ASSERT_TRUE(Reopen(2024, "open").ok());
  ASSERT_TRUE(host_.Post(PostingOf("late", 49'50, "10")).ok());
  ASSERT_TRUE(Close(2024, "again", "Sen faktura").ok());
  EXPECT_EQ(Opens(2025)[2010], -1200'00);
  EXPECT_EQ(Verdict(ImportYear(2025, "old", NextBooks()).status()),
            "FAILED_PRECONDITION BALANCES_CHANGED");
  ExpectProved();
}

TEST_F(YearFilesTest, AnImportedNextYearMustOpenAsTheYearCloses) {
  const std::string split =
      With(With(NextBooks(), "#IB 0 2010 -1249.50",
                "#IB 0 2010 -1000\n#IB 0 2099 -249.50"),
           "#KONTO 3010", "#KONTO 2099 \"Resultat\"\n#KONTO 3010");
  const auto taken = ImportYear(2025, "next", split);
  ASSERT_TRUE(taken.ok()) << taken.status();
  ASSERT_TRUE(host_.Post(PostingOf("late", 1'00, "10")).ok());
  const auto differs = Close(2024, "close");
  EXPECT_EQ(Verdict(differs.status()), "FAILED_PRECONDITION OPENING_DIFFERS");
  std::vector<std::string> told;
  for (const Problem& problem : ProblemsOf(differs.status())) {
    told.push_back(
        absl::StrCat(problem.field, " ", problem.found, " ", problem.expected));
  }
  EXPECT_THAT(
      told, ElementsAre("1930 1249.50 1248.50", "2000-2099 -1249.50 -1248.50"));
  ASSERT_TRUE(host_.Post(PostingOf("back", -1'00, "10")).ok());
  const Openings before = Opens(2025);
  EXPECT_THAT(before, SizeIs(3));
  const auto closed = Close(2024, "close");
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_EQ(closed->fiscal_year().events(0).result_ore(), 249'50);
  EXPECT_EQ(Opens(2025), before);
  ExpectProved();
  // It is not bound to the year before, since it was not opened by it.
  ASSERT_TRUE(Reopen(2024, "open").ok());
  EXPECT_TRUE(Close(2025, "close-2025").ok());
  EXPECT_EQ(Verdict(Close(2024, "again", "x").status()),
            "FAILED_PRECONDITION NEXT_YEAR_CLOSED");
}

// A later year known by its balances only stays as it is.
TEST_F(YearFilesTest, ComparisonFiguresOfTheNextYearAreLeftAlone) {
  std::string figures = NextBooks();
  figures.resize(figures.find("#VER"));
  figures = With(figures, "#SIETYP 4", "#SIETYP 1");
  const auto taken = ImportYear(2025, "figures", figures);
  ASSERT_TRUE(taken.ok()) << taken.status();
  ASSERT_TRUE(Year(2025).summary());
  ASSERT_TRUE(host_.Post(PostingOf("late", 1'00, "10")).ok());
  EXPECT_EQ(Verdict(Close(2024, "close").status()),
            "FAILED_PRECONDITION OPENING_DIFFERS");
  ASSERT_TRUE(host_.Post(PostingOf("back", -1'00, "10")).ok());
  ASSERT_TRUE(Close(2024, "close").ok());
  EXPECT_TRUE(Year(2025).summary());
  EXPECT_EQ(host_.TrialBalance(YearName(2025))->accounts(0).movement_ore(),
            100'00);
  ExpectProved();
}

TEST_F(YearFilesTest, ALaterYearMustBeginTheDayAfter) {
  std::string later =
      With(NextBooks(), "20250101 20251231", "20250201 20260131");
  later = With(later, "20250110", "20250210");
  later = With(later, "#RAR -1 20240101 20241231", "#RAR -1 20240201 20250131");
  const auto taken = ImportYear(2026, "later", later);
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_EQ(Verdict(Close(2024, "close").status()),
            "FAILED_PRECONDITION NEXT_YEAR_DAYS");
}

std::string ReadWhole(const std::string& path) {
  std::ifstream in(absl::StrCat(FINSAM_SOURCE_DIR, "/", path),
                   std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(YearExampleTest, TheExampleYearClosesIntoItsOwnCapital) {
  LedgerHost host;
  const std::string folder = "examples/finnveden-2024/";
  const Files files = {
      {"2024.se", ReadWhole(folder + "2024.se")},
      {kLayoutFileName, ReadWhole(folder + kLayoutFileName)},
      {kOverviewFileName, ReadWhole(folder + kOverviewFileName)}};
  if (files.at("2024.se").empty()) GTEST_SKIP() << folder << " is not here";
  ASSERT_TRUE(host.Import(kYear, "import", files).ok());
  std::map<int32_t, int64_t> expected;
  int64_t result = 0;
  const auto ended = host.TrialBalance(kYear);
  for (const auto& account : ended->accounts()) {
    if (account.account() < 3000) {
      expected[account.account()] += account.closing_ore();
    } else {
      expected[2010] += account.closing_ore();
      result -= account.movement_ore();
    }
  }
  EXPECT_EQ(expected.at(2010), -2'090'281'10);
  v1::CloseFiscalYearRequest request;
  request.set_fiscal_year(kYear);
  request.set_request_id("close");
  request.set_capital_account(2010);
  const auto closed = host.CloseFiscalYear(request);
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_EQ(closed->fiscal_year().events(0).result_ore(), result);
  const auto opened = host.TrialBalance(YearName(2025));
  ASSERT_TRUE(opened.ok()) << opened.status();
  std::map<int32_t, int64_t> opens;
  for (const auto& account : opened->accounts()) {
    EXPECT_FALSE(account.name().empty()) << account.account();
    opens[account.account()] = account.opening_ore();
  }
  std::erase_if(expected, [](const auto& row) { return row.second == 0; });
  EXPECT_EQ(opens, expected);
  EXPECT_TRUE(host.Statements(YearName(2025)).ok());
  EXPECT_TRUE(host.Verify(kAssociation).ok());
}

}  // namespace
}  // namespace finsam::ledger
