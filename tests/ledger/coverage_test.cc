// Every used account and project falls on exactly one line, or the error says
// where it is used and where in the layout it stands.

#include "services/ledger/domain/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/ledger/domain/selection.h"
#include "tests/ledger/layout_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<Problem> Check(const Layout& layout,
                           const std::vector<UsedAccount>& used) {
  std::vector<Problem> problems;
  CheckCoverage(layout, kLayoutFile, used, &problems);
  return problems;
}

UsedAccount Used(int32_t account, const std::string& project, int64_t line) {
  return {account, "Köpta tjänster", Project(project), "2024.se", line};
}

constexpr char kNote[] = R"(statements:
  - id: note-3
    title: Not 3
    sign: debit
    covers: ["4000-7999"]
    lines:
      - id: team
        label: Team
        accounts: ["4000-7999"]
        objects: {dimension: 6, any: ["10", "11"]}
      - id: office
        label: Kansli
        accounts: ["5000-5999"]
        objects: {dimension: 6, except: ["10"]}
      - id: chief
        label: varav chef
        of-which: office
        accounts: ["5000-6999"]
        objects: {dimension: 6, any: ["81"]}
      - id: total
        label: Totalt
        total: [team, office]
  - id: note-2
    title: Not 2
    sign: credit
    lines:
      - id: income
        label: Intäkter
        accounts: ["3000-3999", "8400-8499"]
)";

TEST(CoverageTest, TheSampleCoversItsBooks) {
  const Layout layout = LayoutOf(kSampleLayout);
  std::vector<UsedAccount> used;
  for (const auto& [year, balances] : SampleInput(layout).balances) {
    for (const YearBalance& row : balances.rows) {
      used.push_back({row.account, "", row.objects, "2024.se", year});
    }
  }
  EXPECT_THAT(Check(layout, used), IsEmpty());
}

TEST(CoverageTest, NoneOneOrTwoLines) {
  const struct {
    int32_t account;
    const char* project;
    const char* reason;  // Empty: on exactly one line.
  } kCases[] = {
      {4010, "10", ""},
      {5010, "10", ""},
      {5010, "", ""},
      {5010, "20", ""},
      {3010, "", ""},  // Not covered by note 3, but on a line of note 2.
      {8410, "", ""},
      {4010, "", "ACCOUNT_NOT_IN_LAYOUT"},
      {4010, "20", "ACCOUNT_NOT_IN_LAYOUT"},
      {7999, "99", "ACCOUNT_NOT_IN_LAYOUT"},
      {5010, "11", "ACCOUNT_ON_TWO_LINES"},
      {9100, "", "ACCOUNT_NOT_IN_LAYOUT"},  // On no line of any statement.
  };
  const Layout layout = LayoutOf(kNote);
  for (const auto& c : kCases) {
    const std::vector<Problem> problems =
        Check(layout, {Used(c.account, c.project, 120)});
    const std::string reason = problems.empty() ? "" : problems[0].reason;
    EXPECT_EQ(reason, c.reason) << c.account << " {6 " << c.project << "}";
    EXPECT_LE(problems.size(), 1u);
  }
}

TEST(CoverageTest, ErrorsNameThePlacesInBothFiles) {
  const Layout layout = LayoutOf(kNote);
  const std::vector<Problem> problems =
      Check(layout, {Used(4010, "20", 120), Used(5010, "11", 97)});
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].file, "2024.se");
  EXPECT_EQ(problems[0].line, 120);
  EXPECT_EQ(problems[0].found, "4010 Köpta tjänster {6 20}");
  EXPECT_THAT(problems[0].expected, HasSubstr("layouts/statements.yaml:2"));
  EXPECT_EQ(problems[1].file, "2024.se");
  EXPECT_EQ(problems[1].line, 97);
  EXPECT_THAT(problems[1].message,
              HasSubstr("team (layouts/statements.yaml:7)"));
  EXPECT_THAT(problems[1].message,
              HasSubstr("office (layouts/statements.yaml:11)"));
}

TEST(CoverageTest, APartTakesNothingThatItsLineDoesNot) {
  const Layout layout = LayoutOf(kNote);
  EXPECT_THAT(Check(layout, {Used(5010, "81", 1)}), IsEmpty());
  std::vector<std::string> reasons;
  for (const Problem& problem : Check(layout, {Used(6010, "81", 1)})) {
    reasons.push_back(problem.reason);
  }
  EXPECT_THAT(reasons,
              ElementsAre("ACCOUNT_NOT_IN_LAYOUT", "ACCOUNT_OUTSIDE_LINE"));
}

TEST(CoverageTest, AnEntryMayCarryObjectsOfSeveralDimensions) {
  const Layout layout = LayoutOf(kNote);
  UsedAccount used{5010, "", {{1, "10"}, {6, "11"}, {7, "x"}}, "2024.se", 3};
  EXPECT_EQ(Check(layout, {used}).size(), 1u);
  used.objects = {{1, "11"}, {6, "10"}};
  EXPECT_THAT(Check(layout, {used}), IsEmpty());
  used.objects = {{1, "10"}};
  EXPECT_THAT(Check(layout, {used}), IsEmpty());
}

TEST(CoverageTest, ManyProblemsAreCutShort) {
  const Layout layout = LayoutOf(kNote);
  std::vector<UsedAccount> used;
  for (int i = 0; i < 1000; ++i) used.push_back(Used(4010, "20", i));
  const std::vector<Problem> problems = Check(layout, used);
  ASSERT_EQ(problems.size(), kLayoutProblemsMax + 1);
  EXPECT_EQ(problems.back().reason, "ACCOUNT_NOT_IN_LAYOUT");
  EXPECT_THAT(problems.back().message, HasSubstr("800"));
}

// Lines take accounts by number. 40101 is in no range of four digits, and may
// not be left out in silence.
TEST(CoverageTest, AccountsOfOtherLengthsNeedALineToo) {
  constexpr char kFiveDigits[] = R"(statements:
  - id: costs
    title: Kostnader
    sign: debit
    covers: ["4000-7998"]
    lines:
      - id: four
        label: Fyra siffror
        accounts: ["4000-7998"]
      - id: five
        label: Fem siffror
        accounts: ["50000-59999"]
)";
  const Layout layout = LayoutOf(kFiveDigits);
  const struct {
    int32_t account;
    bool is_missing;
  } kCases[] = {{4010, false},
                {40101, true},
                {401012, true},
                {79989, true},
                {401, true},
                {51000, false},
                {510001, true},
                {7, true},
                {400'000'000, true},
                // Promised by nobody, and on no line of any statement.
                {9100, true},
                {999'999'999, true},
                {3, true}};
  for (const auto& c : kCases) {
    const std::vector<Problem> problems =
        Check(layout, {Used(c.account, "10", 5)});
    ASSERT_EQ(problems.size(), c.is_missing ? 1u : 0u) << c.account;
    if (!c.is_missing) continue;
    EXPECT_EQ(problems[0].reason, "ACCOUNT_NOT_IN_LAYOUT") << c.account;
    EXPECT_EQ(problems[0].line, 5);
  }
}

TEST(SelectionTest, Matches) {
  const struct {
    AccountSelection selection;
    int32_t account;
    ObjectSet objects;
    bool matches;
  } kCases[] = {
      {{4000, 4999, 0, {}}, 4000, {}, true},
      {{4000, 4999, 0, {}}, 4999, {{6, "10"}}, true},
      {{4000, 4999, 0, {}}, 5000, {}, false},
      {{4000, 4999, 0, {}}, 3999, {}, false},
      {{4000, 4999, 6, {"10"}}, 4010, {{6, "10"}}, true},
      {{4000, 4999, 6, {"10"}}, 4010, {{1, "10"}}, false},
      {{4000, 4999, 6, {"10"}}, 4010, {{1, "2"}, {6, "10"}}, true},
      {{4000, 4999, 6, {"10", "11"}}, 4010, {{6, "11"}}, true},
      {{4000, 4999, 6, {"10"}}, 4010, {{6, "12"}}, false},
      {{4000, 4999, 6, {"10"}}, 4010, {}, false},
      {{4000, 4999, 6, {}}, 4010, {}, true},
      {{4000, 4999, 6, {}}, 4010, {{1, "2"}}, true},
      {{4000, 4999, 6, {}}, 4010, {{6, "10"}}, false},
  };
  for (size_t i = 0; i < std::size(kCases); ++i) {
    const auto& c = kCases[i];
    EXPECT_EQ(Matches(c.selection, c.account, c.objects), c.matches) << i;
  }
}

}  // namespace
}  // namespace finsam::ledger
