// What is wrong with a layout on its own: every fault gives its reason and
// the line of the file.

#include "services/ledger/domain/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ledger/domain/key_figures.h"
#include "services/ledger/domain/layout_graph.h"
#include "tests/ledger/layout_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "REASON:line" of each problem.
std::vector<std::string> Faults(const Layout& layout) {
  std::vector<Problem> problems;
  CheckLayout(layout, kLayoutFile, &problems);
  std::vector<std::string> faults;
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.file, kLayoutFile);
    EXPECT_FALSE(problem.message.empty());
    faults.push_back(absl::StrCat(problem.reason, ":", problem.line));
  }
  return faults;
}

// Lines 8 and on of a layout whose lines 6 and 7 are sound.
constexpr char kHead[] = R"(statements:
  - id: costs
    title: Kostnader
    sign: debit
    lines:
      - {id: a, label: A, accounts: ["4000-4999"]}
      - {id: b, label: B, accounts: ["5000-5999", "6500"]}
)";

TEST(LayoutTest, OneFaultPerLine) {
  const struct {
    const char* line;
    const char* reason;
  } kCases[] = {
      {"{id: c, label: C}", "LAYOUT_LINE_KIND"},
      {"{id: c, label: C, fact: true, blank: true}", "LAYOUT_LINE_KIND"},
      {"{id: c, label: C, accounts: [1], fact: true}", "LAYOUT_LINE_KIND"},
      {"{id: c, label: C, total: [a], opening-of: b}", "LAYOUT_LINE_KIND"},
      {"{id: c, label: C, accounts: [1], total: [a]}", "LAYOUT_LINE_KIND"},
      {"{id: c, label: C, total: [a], measure: opening}", "LAYOUT_LINE_KIND"},
      {"{id: A, label: C, blank: true}", "LAYOUT_ID_INVALID"},
      {"{id: c/d, label: C, blank: true}", "LAYOUT_ID_INVALID"},
      {"{id: å, label: C, blank: true}", "LAYOUT_ID_INVALID"},
      {"{id: a, label: C, blank: true}", "LAYOUT_ID_TWICE"},
      {"{id: c, label: C, accounts: [1-5, 5-9]}", "LAYOUT_RANGE_TWICE"},
      {"{id: c, label: C, total: [a], sign: debit}", "LAYOUT_SIGN"},
      {"{id: c, label: C, cash-effect-of: a, sign: debit}", "LAYOUT_SIGN"},
      {"{id: c, label: C, total: [a], objects: {dimension: 6, any: [x]}}",
       "LAYOUT_OBJECTS"},
      {"{id: c, label: C, accounts: [1], objects: {dimension: 6, any: []}}",
       "LAYOUT_OBJECTS"},
      {"{id: c, label: C, accounts: [1], objects: {dimension: 6, any: [x, x]}}",
       "LAYOUT_OBJECTS"},
      {"{id: c, label: C, of-which: c, accounts: [1]}", "LAYOUT_OF_WHICH"},
      {"{id: c, label: C, of-which: q, accounts: [1]}", "LAYOUT_OF_WHICH"},
      {"{id: c, label: C, of-which: x/a, accounts: [1]}", "LAYOUT_OF_WHICH"},
      {"{id: c, label: C, total: [q]}", "LAYOUT_LINE_UNKNOWN"},
      {"{id: c, label: C, total: [other/a]}", "LAYOUT_LINE_UNKNOWN"},
      {"{id: c, label: C, sum: [a, --b]}", "LAYOUT_LINE_UNKNOWN"},
      {"{id: c, label: C, cash-effect-of: q}", "LAYOUT_LINE_UNKNOWN"},
      {"{id: c, label: C, opening-of: q}", "LAYOUT_LINE_UNKNOWN"},
      {"{id: c, label: C, ratio: {of: q, to: a}}", "LAYOUT_LINE_UNKNOWN"},
      {"{id: c, label: C, ratio: {of: a, to: costs/q}}", "LAYOUT_LINE_UNKNOWN"},
      {"{id: c, label: C, total: [a, b, a]}", "LAYOUT_TERM"},
      {"{id: c, label: C, total: [a, -costs/a]}", "LAYOUT_TERM"},
      {"{id: c, label: C, total: [a, c]}", "LAYOUT_CIRCLE"},
  };
  for (const auto& c : kCases) {
    const Layout layout =
        LayoutOf(absl::StrCat(kHead, "      - ", c.line, "\n"));
    EXPECT_THAT(Faults(layout), ElementsAre(absl::StrCat(c.reason, ":8")))
        << c.line;
  }
}

TEST(LayoutTest, LinesThatCannotBeCountedWith) {
  const Layout layout = LayoutOf(absl::StrCat(kHead, R"(
      - {id: share, label: C, ratio: {of: a, to: b}}
      - {id: gap, label: D, blank: true}
      - {id: part, label: E, of-which: a, accounts: ["4010"]}
      - {id: sum, label: F, sum: [a, share]}
      - {id: both, label: G, sum: [a, part]}
      - {id: twice, label: H, ratio: {of: share, to: a}}
      - {id: none, label: I, ratio: {of: a, to: gap}}
      - {id: cash, label: J, cash-effect-of: both}
      - {id: first, label: K, opening-of: gap}
      - {id: deep, label: L, of-which: part, accounts: ["4010"]}
      - {id: alone, label: M, sum: [part, gap]}
)"));
  EXPECT_THAT(Faults(layout),
              ElementsAre("LAYOUT_OF_WHICH:18", "LAYOUT_TERM:12",
                          "LAYOUT_TERM:13", "LAYOUT_TERM:14", "LAYOUT_TERM:15",
                          "LAYOUT_TERM:16", "LAYOUT_TERM:17"));
}

TEST(LayoutTest, ACircleIsNamedWhole) {
  const Layout layout = LayoutOf(R"(statements:
  - id: one
    title: En
    lines:
      - {id: start, label: A, total: [x]}
      - {id: x, label: B, total: [two/y]}
  - id: two
    title: Två
    lines:
      - {id: y, label: C, ratio: {of: z, to: z}}
      - {id: z, label: D, sum: [one/x]}
      - {id: fine, label: E, blank: true}
)");
  std::vector<Problem> problems;
  CheckLayout(layout, kLayoutFile, &problems);
  // A share in a sum is a fault of its own.
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].reason, "LAYOUT_TERM");
  EXPECT_EQ(problems[1].reason, "LAYOUT_CIRCLE");
  EXPECT_EQ(problems[1].line, 6);
  EXPECT_EQ(problems[1].found, "one/x → two/y → two/z → one/x");
}

TEST(LayoutTest, ALongCircleIsShortened) {
  std::string yaml = "statements:\n  - id: s\n    title: S\n    lines:\n";
  for (int i = 0; i < 1000; ++i) {
    absl::StrAppend(&yaml, "      - {id: l", i, ", label: L, sum: [l",
                    (i + 1) % 1000, "]}\n");
  }
  std::vector<Problem> problems;
  CheckLayout(LayoutOf(yaml), kLayoutFile, &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].reason, "LAYOUT_CIRCLE");
  EXPECT_LT(problems[0].found.size(), 300u);
  EXPECT_THAT(problems[0].found, HasSubstr("…"));
}

TEST(LayoutTest, CoveredStatementsHaveNoAccountOnTwoOpenLines) {
  const auto layout = [](const std::string& covers) {
    return LayoutOf(absl::StrCat(R"(statements:
  - id: costs
    title: Kostnader
    sign: debit
)",
                                 covers, R"(
    lines:
      - {id: a, label: A, accounts: ["6000-6999", "4000-4999"]}
      - {id: b, label: B, accounts: ["4500", "5000-5999"]}
      - {id: part, label: C, accounts: ["4000"], of-which: a}
      - {id: c, label: D, accounts: 4000-8000, objects: {dimension: 6, any: 1}}
      - {id: d, label: E, accounts: ["4700-4800"]}
)"));
  };
  EXPECT_THAT(Faults(layout("    covers: [\"4000-7999\"]")),
              ElementsAre("LAYOUT_OVERLAP:8", "LAYOUT_OVERLAP:11"));
  // A statement that promises nothing may look at an account twice.
  EXPECT_THAT(Faults(layout("    years: 2")), IsEmpty());
}

TEST(LayoutTest, StatementsHaveFaultsToo) {
  EXPECT_THAT(
      Faults(LayoutOf(R"(statements:
  - id: a
    title: A
    lines:
      - {id: x, label: X, accounts: ["1930"]}
  - id: a
    title: B
    covers: ["1000-1999", "1500"]
    lines:
      - {id: x, label: X, blank: true}
  - id: Ö
    title: C
)")),
      ElementsAre("LAYOUT_ID_TWICE:6", "LAYOUT_ID_INVALID:11", "LAYOUT_SIGN:5",
                  "LAYOUT_RANGE_TWICE:6", "LAYOUT_EMPTY:11"));
  EXPECT_THAT(Faults(Layout{}), ElementsAre("LAYOUT_EMPTY:1"));
}

TEST(LayoutTest, LimitsHold) {
  Layout layout = LayoutOf(kHead);
  layout.statements[0].years = kStatementYearsMax + 1;
  layout.statements[0].lines[0].decimals = -1;
  layout.statements[0].lines[0].label.assign(kLayoutTextBytesMax + 1, 'x');
  layout.statements[0].lines[1].accounts = {{5, 4}};
  layout.statements[0].lines[1].objects =
      ObjectFilter{ObjectFilter::Kind::kNone, kDimensionMax, {"1"}};
  EXPECT_THAT(
      Faults(layout),
      ElementsAre("LAYOUT_YEARS:2", "LAYOUT_TOO_LARGE:6", "LAYOUT_DECIMALS:6",
                  "LAYOUT_RANGE:7", "LAYOUT_OBJECTS:7"));
  layout.statements[0].lines.resize(kLayoutLinesMax + 1);
  EXPECT_THAT(Faults(layout), ElementsAre("LAYOUT_TOO_LARGE:1"));
  layout.statements[0].lines.resize(kLayoutLinesMax);
  std::vector<Problem> problems;
  CheckLayout(layout, kLayoutFile, &problems);
  EXPECT_EQ(problems.size(), kLayoutProblemsMax + 1);
}

TEST(LayoutTest, WhatWasFoundIsShortened) {
  const std::string id(100'000, 'x');
  const Layout layout = LayoutOf(absl::StrCat(
      kHead, "      - {id: ", id, ", label: C, total: [", id, "]}\n"));
  std::vector<Problem> problems;
  CheckLayout(layout, kLayoutFile, &problems);
  EXPECT_EQ(problems.size(), 2u);  // The id, and the circle.
  for (const Problem& problem : problems) {
    EXPECT_LT(ProblemLine(problem).size(), 1'500u);
  }
}

TEST(LayoutTest, AccountRanges) {
  const struct {
    const char* text;
    const char* read;  // Empty: refused.
  } kCases[] = {
      {"3000-3999", "3000-3999"},
      {"1930", "1930"},
      {" 4000 - 4999 ", "4000-4999"},
      {"1930-1930", "1930"},
      {"40101-40199", "40101-40199"},
      {"", ""},
      {"-", ""},
      {"3000-", ""},
      {"-3999", ""},
      {"3999-3000", ""},
      {"30xx", "3000-3099"},
      {" 3X ", "30-39"},
      {"193x", "1930-1939"},
      {"1xXxxxxxx", "100000000-199999999"},
      {"1xxxxxxxxx", ""},
      {"xxxx", ""},
      {"0xxx", ""},
      {"3x1x", ""},
      {"30*", ""},
      {"30x x", ""},
      {"30xx-39xx", ""},
      {"3000-39xx", ""},
      {"3000–3999", ""},
      {"0", ""},
      {"+3000", ""},
      {"1000-2000-3000", ""},
      {"9999999999", ""},
      {"3 000", ""},
  };
  for (const auto& c : kCases) {
    const std::optional<AccountRange> range = ParseAccountRange(c.text);
    EXPECT_EQ(range.has_value() ? RangeText(*range) : "", c.read) << c.text;
  }
}

TEST(LayoutTest, MeasureFollowsTheAccounts) {
  const struct {
    std::vector<AccountRange> accounts;
    Measure measure;
  } kCases[] = {
      {{{3000, 8999}}, Measure::kMovement},
      {{{1000, 2999}}, Measure::kClosing},
      {{{2099, 2099}, {8999, 8999}}, Measure::kClosing},
      {{{40101, 40199}}, Measure::kMovement},
      {{{19301, 19301}}, Measure::kClosing},
  };
  for (const auto& c : kCases) {
    Line line;
    line.accounts = c.accounts;
    EXPECT_EQ(MeasureOf(line), c.measure) << RangeText(c.accounts[0]);
  }
}

TEST(LayoutGraphTest, EveryLineComesAfterTheLinesItNeeds) {
  const Layout layout = LayoutOf(kSampleLayout);
  const LayoutGraph graph(layout);
  ASSERT_EQ(graph.order().size(), graph.nodes().size());
  std::vector<bool> done(graph.nodes().size(), false);
  for (const size_t node : graph.order()) {
    for (const Arrow& arrow : graph.nodes()[node].arrows) {
      EXPECT_TRUE(done[arrow.node]) << graph.Name(node);
    }
    done[node] = true;
  }
  EXPECT_THAT(graph.Circle(), IsEmpty());
}

TEST(KeyFiguresTest, LinesYearsAndUnits) {
  const Layout layout = LayoutOf(kSampleLayout);
  const std::vector<KeyFigure> figures = {
      {"income", 2022, Ore{1}, "", 2},
      {"income", 2021, Ratio{1, 2}, "", 3},
      {"income", 2022, Ore{2}, "", 4},
      {"incom", 2022, Ore{1}, "", 5},
      {"receivables", 2022, Ore{1}, "", 6},  // Not in an overview.
      {"equity-ratio", 2022, Ore{1}, "", 7},
      {"equity-ratio", 2021, Ratio{1, 2}, "", 8},
      {"employees", 2022, Count{1}, "", 9},
      {"overview/income", 2022, Ore{3}, "", 10},  // The overview's own.
      {"balance-sheet/receivables", 2022, Ore{1}, "", 11},
  };
  std::vector<Problem> problems;
  CheckKeyFigures(layout, "overview.csv", figures, &problems);
  std::vector<std::string> faults;
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.file, "overview.csv");
    faults.push_back(absl::StrCat(problem.reason, ":", problem.line));
  }
  EXPECT_THAT(faults,
              ElementsAre("OVERVIEW_UNIT:3", "OVERVIEW_TWICE:4",
                          "OVERVIEW_LINE_UNKNOWN:5", "OVERVIEW_LINE_UNKNOWN:6",
                          "OVERVIEW_UNIT:7", "OVERVIEW_LINE_UNKNOWN:11"));
}

}  // namespace
}  // namespace finsam::ledger
