// Lines of debits and of credits: what they show, where they have no value,
// and what a layout may make of them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ledger/domain/coverage.h"
#include "services/ledger/domain/statements.h"
#include "tests/ledger/layout_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kTurnover[] = R"(statements:
  - id: bank
    title: Bank
    sign: debit
    lines:
      - {id: in, label: In, accounts: ["1930"], measure: debits}
      - {id: out, label: Ut, accounts: ["1930"], measure: credits}
      - {id: paid, label: Betalt, accounts: ["1930"], measure: credits,
         sign: credit}
      - {id: moved, label: Rörelse, accounts: ["1930"], measure: movement}
      - {id: team, label: Team, accounts: ["1930"], measure: debits,
         objects: {dimension: 6, any: ["10"]}}
      - {id: rest, label: Resten, accounts: ["1930"], measure: credits,
         objects: {dimension: 6, except: ["10"]}}
      - {id: with, label: Med, accounts: ["1930"], measure: debits, sum: [out]}
      - {id: total, label: Summa, total: [in, out]}
      - {id: share, label: Andel, ratio: {of: paid, to: in}}
)";

StatementsInput InputOf(const Layout& layout) {
  StatementsInput input;
  input.layout = &layout;
  input.year = 2024;
  YearBalances& books = input.balances[2024];
  books = {2024, {}, /*has_turnover=*/true};
  books.rows.push_back({1930, {}, Ore{500'00}, Ore{-100'00}, Ore{60'00}});
  books.rows.push_back({1930, Project("10"), Ore{}, Ore{0}, Ore{25'00}});
  books.rows.push_back({1940, {}, Ore{}, Ore{7'00}, Ore{9'00}});
  input.balances[2023] = BalancesOf(2023, {{1930, "", 400, 100}});
  return input;
}

std::vector<Table> TablesOf(const StatementsInput& input) {
  absl::StatusOr<std::vector<Table>> tables = EvaluateStatements(input);
  EXPECT_TRUE(tables.ok()) << tables.status();
  return tables.ok() ? *std::move(tables) : std::vector<Table>();
}

TEST(MeasuresTest, EitherSideByItself) {
  const struct {
    const char* line;
    const char* shown;
  } kLines[] = {
      {"in", "85"},  // Debit is positive on a statement of debit.
      {"out", "-185"},   {"paid", "185"},         {"moved", "-100"},
      {"team", "25"},    {"rest", "-160"},        {"with", "-100"},
      {"total", "-100"}, {"share", "18500/8500"},
  };
  const Layout layout = LayoutOf(kTurnover);
  const std::vector<Table> tables = TablesOf(InputOf(layout));
  for (const auto& line : kLines) {
    EXPECT_EQ(Shown(tables, absl::StrCat("bank/", line.line, "/2024")),
              line.shown)
        << line.line;
  }
  const BooksOrigin& origin =
      FindFigure(tables[0], "bank/paid/2024")->provenance.books;
  EXPECT_EQ(origin,
            (BooksOrigin{2024, Measure::kCredits, -1, {{1930, 1930, 0, {}}}}));
}

// A comparison year's balances do not tell what passed through an account.
TEST(MeasuresTest, WithoutVouchersThereIsNoTurnoverAndNoZero) {
  const Layout layout = LayoutOf(kTurnover);
  StatementsInput input = InputOf(layout);
  const std::vector<Table> tables = TablesOf(input);
  EXPECT_EQ(Shown(tables, "bank/moved/2023"), "100");
  for (const char* line :
       {"in", "out", "paid", "team", "rest", "with", "total", "share"}) {
    EXPECT_EQ(Shown(tables, absl::StrCat("bank/", line, "/2023")), "–") << line;
  }
  const Provenance& from = FindFigure(tables[0], "bank/in/2023")->provenance;
  EXPECT_EQ(from.rule, "no vouchers for the year");
  EXPECT_THAT(from.books.selections, IsEmpty());
  EXPECT_EQ(FindFigure(tables[0], "bank/with/2023")->provenance.rule,
            "no vouchers for the year");
  // A year of vouchers in which nothing happened has a turnover of zero.
  input.balances[2023] = {2023, {}, /*has_turnover=*/true};
  EXPECT_EQ(Shown(TablesOf(input), "bank/in/2023"), "0");
  input.balances.erase(2023);
  EXPECT_EQ(Shown(TablesOf(input), "bank/in/2023"), "–");
}

TEST(MeasuresTest, TurnoverHasNoOpeningAndNoCashEffect) {
  const Layout layout = LayoutOf(
      absl::StrCat(kTurnover, "      - {id: first, label: A, opening-of: in}\n",
                   "      - {id: cash, label: B, cash-effect-of: out}\n",
                   "      - {id: fine, label: C, cash-effect-of: moved}\n"));
  std::vector<Problem> problems;
  CheckLayout(layout, kLayoutFile, &problems);
  ASSERT_EQ(problems.size(), 2u);
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.reason, "LAYOUT_TERM");
    EXPECT_THAT(problem.expected, HasSubstr("debits"));
  }
  EXPECT_EQ(problems[0].field, "opening-of");
  EXPECT_EQ(problems[1].field, "cash-effect-of");
}

TEST(MeasuresTest, MeasuresThatShareSomething) {
  constexpr Measure kAll[] = {Measure::kOpening, Measure::kMovement,
                              Measure::kClosing, Measure::kDebits,
                              Measure::kCredits};
  constexpr bool kShare[5][5] = {{true, false, true, false, false},
                                 {false, true, true, true, true},
                                 {true, true, true, true, true},
                                 {false, true, true, true, false},
                                 {false, true, true, false, true}};
  for (size_t i = 0; i < 5; ++i) {
    for (size_t j = 0; j < 5; ++j) {
      EXPECT_EQ(Share(kAll[i], kAll[j]), kShare[i][j]) << i << " " << j;
    }
  }
}

// A statement of accounts 1200-1299 with a line per measure.
Layout Covering(const std::vector<std::string>& measures,
                const std::string& objects) {
  std::string yaml =
      "statements:\n  - id: roll\n    title: Not 5\n    sign: debit\n"
      "    covers: [\"1200-1299\"]\n    lines:\n";
  for (size_t i = 0; i < measures.size(); ++i) {
    absl::StrAppend(&yaml, "      - {id: l", i, ", label: L, accounts: [\"12",
                    i % 2 == 0 ? "00-1299" : "xx",
                    "\"], measure: ", measures[i], objects, "}\n");
  }
  return LayoutOf(yaml);
}

// The same is found among all lines at once, and where an account is used.
TEST(MeasuresTest, ARollTellsAnAccountOnce) {
  const struct {
    std::vector<std::string> measures;
    size_t overlaps;
    std::vector<std::string> reasons;
  } kCases[] = {
      {{"closing"}, 0, {}},
      {{"opening"}, 0, {}},
      {{"opening", "movement"}, 0, {}},
      {{"debits", "credits"}, 0, {}},
      {{"opening", "debits", "credits"}, 0, {}},
      {{"opening", "debits"}, 0, {"ACCOUNT_NOT_IN_LAYOUT"}},
      {{"credits"}, 0, {"ACCOUNT_NOT_IN_LAYOUT"}},
      {{"opening", "debits", "credits", "closing"},
       3,
       {"ACCOUNT_ON_TWO_LINES"}},
      {{"movement", "debits"}, 1, {"ACCOUNT_ON_TWO_LINES"}},
      {{"opening", "credits", "credits", "debits"},
       1,
       {"ACCOUNT_ON_TWO_LINES"}},
      {{"debits", "debits"},
       1,
       {"ACCOUNT_ON_TWO_LINES", "ACCOUNT_NOT_IN_LAYOUT"}},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(testing::PrintToString(c.measures));
    std::vector<Problem> problems;
    CheckLayout(Covering(c.measures, ""), kLayoutFile, &problems);
    EXPECT_EQ(problems.size(), c.overlaps);
    for (const Problem& problem : problems) {
      EXPECT_EQ(problem.reason, "LAYOUT_OVERLAP");
    }
    problems.clear();
    CheckCoverage(Covering(c.measures, ", objects: {dimension: 6, none: true}"),
                  kLayoutFile, {{1220, "Inventarier", {}, "2024.se", 7}},
                  &problems);
    std::vector<std::string> reasons;
    for (const Problem& problem : problems) reasons.push_back(problem.reason);
    EXPECT_EQ(reasons, c.reasons);
  }
}

TEST(MeasuresTest, HalfAYearIsNamed) {
  std::vector<Problem> problems;
  CheckCoverage(Covering({"opening", "debits"}, ""), kLayoutFile,
                {{1220, "Inventarier", {}, "2024.se", 7}}, &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].message,
            "Kontots kredit finns inte på någon rad i Not 5 (roll), bara dess "
            "debet.");
  EXPECT_EQ(problems[0].found, "1220 Inventarier");
  EXPECT_EQ(problems[0].expected,
            "en rad med measure: credits i layouts/statements.yaml:2");
  EXPECT_EQ(problems[0].line, 7);
  // The lines that clash, and no other, are named.
  problems.clear();
  CheckCoverage(Covering({"opening", "credits", "credits", "debits"}, ""),
                kLayoutFile, {{1220, "", {}, "2024.se", 7}}, &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].message,
            "Kontot finns på flera rader i Not 5: "
            "l1 (layouts/statements.yaml:8), l2 (layouts/statements.yaml:9).");
}

}  // namespace
}  // namespace finsam::ledger
