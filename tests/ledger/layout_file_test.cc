// layouts/statements.yaml and overview.csv as files.

#include "services/ledger/layout_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ledger/overview_file.h"
#include "tests/ledger/layout_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Faults(const std::vector<Problem>& problems) {
  std::vector<std::string> faults;
  for (const Problem& problem : problems) {
    faults.push_back(absl::StrCat(problem.reason, ":", problem.line));
  }
  return faults;
}

TEST(LayoutFileTest, EveryWordOfTheLanguage) {
  const Layout layout = LayoutOf(R"(statements:
  - id: note
    title: Not
    unit: mnkr
    rounding: footing
    sign: credit
    row-header: Belopp
    covers: [4000-7999, "1930"]
    years: 3
    lines:
      - id: a
        label: A
        note: "2"
        group: Grupp
        accounts: ["4000-4999", "5010"]
        objects: {dimension: 6, any: ["10", "11"]}
        measure: opening
        sign: debit
        sum: [b, -note/c]
      - {id: b, label: B, of-which: a, accounts: 5010,
         objects: {dimension: 1, none: true}}
      - {id: c, label: C, accounts: ["1"], objects: {dimension: 1, except: "7"}}
      - {id: d, label: D, total: [a, "- b"]}
      - {id: e, label: E, cash-effect-of: c}
      - {id: f, label: F, opening-of: note/c}
      - {id: g, label: G, ratio: {of: a, to: b}, decimals: 1}
      - {id: h, label: H, fact: true}
      - {id: i, label: I, blank: true}
)");
  ASSERT_EQ(layout.statements.size(), 1u);
  const Statement& note = layout.statements[0];
  EXPECT_EQ(note.id, "note");
  EXPECT_EQ(note.title, "Not");
  EXPECT_EQ(note.unit, Unit::kMillion);
  EXPECT_EQ(note.rounding, Rounding::kFooting);
  EXPECT_EQ(note.sign, Sign::kCredit);
  EXPECT_EQ(note.row_header, "Belopp");
  EXPECT_THAT(note.covers,
              ElementsAre(AccountRange{4000, 7999}, AccountRange{1930, 1930}));
  EXPECT_EQ(note.years, 3);
  EXPECT_EQ(note.file_line, 2);
  ASSERT_EQ(note.lines.size(), 9u);
  const Line& a = note.lines[0];
  EXPECT_EQ(a.label, "A");
  EXPECT_EQ(a.note, "2");
  EXPECT_EQ(a.group, "Grupp");
  EXPECT_THAT(a.accounts,
              ElementsAre(AccountRange{4000, 4999}, AccountRange{5010, 5010}));
  EXPECT_EQ(a.objects,
            (ObjectFilter{ObjectFilter::Kind::kAny, 6, {"10", "11"}}));
  EXPECT_EQ(a.measure, Measure::kOpening);
  EXPECT_EQ(a.sign, Sign::kDebit);
  EXPECT_THAT(a.terms, ElementsAre(LineTerm{"b", 1}, LineTerm{"note/c", -1}));
  EXPECT_FALSE(a.is_total);
  EXPECT_EQ(a.file_line, 11);
  EXPECT_EQ(note.lines[1].of_which, "a");
  EXPECT_EQ(note.lines[1].objects,
            (ObjectFilter{ObjectFilter::Kind::kNone, 1, {}}));
  EXPECT_EQ(note.lines[1].sign, std::nullopt);
  EXPECT_EQ(note.lines[2].objects,
            (ObjectFilter{ObjectFilter::Kind::kExcept, 1, {"7"}}));
  EXPECT_TRUE(note.lines[3].is_total);
  EXPECT_THAT(note.lines[3].terms,
              ElementsAre(LineTerm{"a", 1}, LineTerm{"b", -1}));
  EXPECT_EQ(note.lines[4].cash_effect_of, "c");
  EXPECT_EQ(note.lines[5].opening_of, "note/c");
  EXPECT_EQ(note.lines[6].ratio_of, "a");
  EXPECT_EQ(note.lines[6].ratio_to, "b");
  EXPECT_EQ(note.lines[6].decimals, 1);
  EXPECT_TRUE(note.lines[7].fact);
  EXPECT_TRUE(note.lines[8].blank);
  EXPECT_EQ(note.lines[8].file_line, 28);
}

TEST(LayoutFileTest, FaultsOfALine) {
  const struct {
    const char* line;  // Stands on line 5.
    const char* reason;
  } kCases[] = {
      {"{id: a, accounts: [1]}", "YAML_KEY_MISSING"},
      {"{label: a, accounts: [1]}", "YAML_KEY_MISSING"},
      {"{id: a, label: A, acounts: [1]}", "YAML_KEY_UNKNOWN"},
      {"{id: a, label: A, accounts: [3x0x]}", "LAYOUT_RANGE"},
      {"{id: a, label: A, accounts: [3999-3000]}", "LAYOUT_RANGE"},
      {"{id: a, label: A, accounts: []}", "LAYOUT_LINE_KIND"},
      {"{id: a, label: A, total: [b], sum: [c]}", "LAYOUT_LINE_KIND"},
      {"{id: a, label: A, accounts: [1], sign: plus}", "FIELD_INVALID"},
      {"{id: a, label: A, accounts: [1], measure: end}", "FIELD_INVALID"},
      {"{id: a, label: A, blank: false}", "FIELD_INVALID"},
      {"{id: a, label: A, accounts: [1], decimals: 7}", "LAYOUT_DECIMALS"},
      {"{id: a, label: A, ratio: {of: b}}", "YAML_KEY_MISSING"},
      {"{id: a, label: A, accounts: [1], objects: {any: [1]}}",
       "YAML_KEY_MISSING"},
      {"{id: a, label: A, accounts: [1], objects: {dimension: 0, any: [1]}}",
       "LAYOUT_OBJECTS"},
      {"{id: a, label: A, accounts: [1], objects: {dimension: 6}}",
       "LAYOUT_OBJECTS"},
      {"{id: a, label: A, accounts: [1], objects: {dimension: 6, any: [1], "
       "none: true}}",
       "LAYOUT_OBJECTS"},
  };
  for (const auto& c : kCases) {
    std::vector<Problem> problems;
    const std::string yaml = absl::StrCat(
        "statements:\n  - id: s\n    title: S\n    lines:\n      - ", c.line,
        "\n");
    EXPECT_FALSE(ReadLayout(kLayoutFile, yaml, &problems).has_value());
    EXPECT_THAT(Faults(problems), Contains(absl::StrCat(c.reason, ":5")))
        << c.line;
  }
}

TEST(LayoutFileTest, AnyBytesAreAnsweredNotFeared) {
  for (const char* bytes :
       {"", "\xff\xfe", "statements", "statements: 7", "statements: [1, 2]",
        "statements: {a: b}", "- a", "statements:\n  - lines: {a: 1}", "{",
        "statements: &a [*a]", "statements:\n\t- id: x"}) {
    std::vector<Problem> problems;
    const std::optional<Layout> layout =
        ReadLayout(kLayoutFile, bytes, &problems);
    EXPECT_EQ(layout.has_value(), problems.empty()) << bytes;
  }
}

TEST(OverviewFileTest, ValuesInEveryUnit) {
  std::vector<Problem> problems;
  const std::vector<KeyFigure> figures =
      ReadOverview("overview.csv",
                   "# Ur tidigare årsredovisningar\n"
                   "rad;år;värde;enhet\n"
                   "income;2022;5 098;tkr\n"
                   "costs;2022;−4646,5;tkr\n"
                   "result;2021;817 250,50;kr\n"
                   "equity-ratio;2021;75;procent\n"
                   "equity-ratio;2020;62,75;procent\n"
                   "employees;2020;0;antal\n",
                   &problems);
  EXPECT_THAT(Faults(problems), IsEmpty());
  ASSERT_EQ(figures.size(), 6u);
  EXPECT_EQ(figures[0].line_id, "income");
  EXPECT_EQ(figures[0].year, 2022);
  EXPECT_EQ(figures[0].file_line, 3);
  EXPECT_EQ(figures[0].record, "fiscalYears/2022/keyFigures/income");
  EXPECT_EQ(figures[0].value, Value(Ore{5'098'000'00}));
  EXPECT_EQ(figures[1].value, Value(Ore{-4'646'500'00}));
  EXPECT_EQ(figures[2].value, Value(Ore{817'250'50}));
  EXPECT_EQ(figures[3].value, Value(Ratio{75, 100}));
  EXPECT_EQ(figures[4].value, Value(Ratio{6275, 10'000}));
  EXPECT_EQ(figures[5].value, Value(Count{0}));
}

TEST(OverviewFileTest, FaultsOfARow) {
  const struct {
    const char* row;
    const char* reason;
  } kCases[] = {
      {";2022;1;kr", "CSV_FIELD_EMPTY"},
      {"income;;1;kr", "CSV_FIELD_EMPTY"},
      {"income;2022;;kr", "CSV_FIELD_EMPTY"},
      {"income;2022;1;", "CSV_FIELD_EMPTY"},
      {"income;22;1;kr", "OVERVIEW_YEAR"},
      {"income;i år;1;kr", "OVERVIEW_YEAR"},
      {"income;2022;många;kr", "AMOUNT_MALFORMED"},
      {"income;2022;10 000 000 000;tkr", "AMOUNT_TOO_LARGE"},
      {"income;2022;1;dollar", "FIELD_INVALID"},
      {"employees;2022;1,5;antal", "COUNT_MALFORMED"},
  };
  for (const auto& c : kCases) {
    std::vector<Problem> problems;
    const std::vector<KeyFigure> figures = ReadOverview(
        "overview.csv", absl::StrCat("rad;år;värde;enhet\n", c.row, "\n"),
        &problems);
    EXPECT_THAT(Faults(problems), Contains(absl::StrCat(c.reason, ":2")))
        << c.row;
    EXPECT_THAT(figures, IsEmpty()) << c.row;
  }
}

}  // namespace
}  // namespace finsam::ledger
