// layouts/budget.yaml: every word of it, and everything that is wrong with
// one, with its line.

#include "services/budget/domain/table_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/budget/table_layout_file.h"
#include "tests/budget/finnveden_columns.h"

namespace finsam::budget {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// "REASON:line" of everything that is wrong.
std::vector<std::string> FaultsOf(const std::string& yaml) {
  std::vector<Problem> problems;
  const auto layout = ReadTableLayout("budget.yaml", yaml, &problems);
  if (layout.has_value()) CheckTableLayout(*layout, "budget.yaml", &problems);
  std::vector<std::string> faults;
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.file, "budget.yaml");
    EXPECT_FALSE(problem.message.empty());
    faults.push_back(absl::StrCat(problem.reason, ":", problem.line));
  }
  return faults;
}

constexpr char kGood[] = R"(tables:
  - id: t
    title: T
    unit: mnkr
    row-header: Belopp
    columns:
      - {label: A, budget: 2024}
      - {label: B, budget: 2024-06}
      - {label: C, plan: 2025}
      - {label: D, forecast: 2024}
      - {label: E, outcome: 2024-06}
      - {label: F, deviation: 2024-06}
      - {label: G, deviation: 2024}
    rows:
      - heading: Intäkter
      - {group: Bidrag}
      - {line: kansli, label: Kontor, only: [budget-2024, plan-2025]}
      - opening-capital: Ingående
      - {subtotal: Bidrag, label: Delsumma}
      - {total: own, label: Egen, of: [income, "- group.bidrag", -kansli]}
      - {total: rest, label: Rest, of: [own, closing-capital]}
      - {total: result, label: Resultat}
)";

TEST(TableLayoutTest, ReadsEveryWordOfTheLanguage) {
  std::vector<Problem> problems;
  const auto layout = ReadTableLayout("budget.yaml", kGood, &problems);
  ASSERT_THAT(problems, IsEmpty());
  ASSERT_THAT(layout->tables, SizeIs(1));
  const TableLayoutTable& table = layout->tables[0];
  EXPECT_EQ(table.unit, Unit::kMillion);
  EXPECT_EQ(table.row_header, "Belopp");
  std::vector<std::string> columns;
  for (const auto& column : table.columns) columns.push_back(column.key.Id());
  EXPECT_THAT(columns, ElementsAre("budget-2024", "budget-2024-06", "plan-2025",
                                   "forecast-2024", "outcome-2024-06",
                                   "deviation-2024-06", "deviation-2024"));
  std::vector<std::string> rows;
  for (const auto& row : table.rows) rows.push_back(row.Id());
  EXPECT_THAT(rows, ElementsAre("heading.intakter", "lines.bidrag", "kansli",
                                "opening-capital", "group.bidrag", "own",
                                "rest", "result"));
  EXPECT_EQ(table.rows[2].label, "Kontor");
  EXPECT_EQ(table.rows[2].file_line, 17);
  EXPECT_THAT(table.rows[2].only, ElementsAre("budget-2024", "plan-2025"));
  EXPECT_EQ(table.rows[3].label, "Ingående");
  ASSERT_THAT(table.rows[5].of, SizeIs(3));
  EXPECT_EQ(table.rows[5].of[1].id, "group.bidrag");
  EXPECT_EQ(table.rows[5].of[1].factor, -1);
  EXPECT_EQ(table.rows[5].of[2].id, "kansli");
}

TEST(TableLayoutTest, TakesGoodOnes) {
  EXPECT_THAT(FaultsOf(kGood), IsEmpty());
  EXPECT_THAT(FaultsOf(kPlanLayout), IsEmpty());
  EXPECT_THAT(FaultsOf(kInterimLayout), IsEmpty());
}

// One harm to the good layout: what is replaced, by what, and what is said.
struct LayoutHarm {
  const char* name;
  const char* from;
  const char* to;
  const char* fault;
};

class LayoutHarmTest : public ::testing::TestWithParam<LayoutHarm> {};

TEST_P(LayoutHarmTest, IsToldWithItsLine) {
  const LayoutHarm& harm = GetParam();
  const std::string yaml = absl::StrReplaceAll(kGood, {{harm.from, harm.to}});
  ASSERT_NE(yaml, kGood);
  EXPECT_THAT(FaultsOf(yaml), ElementsAre(harm.fault));
}

INSTANTIATE_TEST_SUITE_P(
    Harms, LayoutHarmTest,
    ::testing::Values(
        LayoutHarm{"NoPeriod", "plan: 2025", "plan: snart", "TABLE_COLUMN:9"},
        LayoutHarm{"ThirteenMonths", "outcome: 2024-06", "outcome: 2024-13",
                   "TABLE_COLUMN:11"},
        LayoutHarm{"OutcomeWithoutMonth", "outcome: 2024-06", "outcome: 2024",
                   "TABLE_COLUMN:11"},
        LayoutHarm{"ForecastWithMonth", "forecast: 2024", "forecast: 2024-06",
                   "TABLE_COLUMN:10"},
        LayoutHarm{"LongAgo", "forecast: 2024", "forecast: 1989",
                   "TABLE_COLUMN:10"},
        LayoutHarm{"TwoColumns", "budget: 2024}", "budget: 2024, plan: 2026}",
                   "TABLE_COLUMN:7"},
        LayoutHarm{"ColumnTwice", "budget: 2024-06", "budget: 2024-12",
                   "TABLE_COLUMN_TWICE:8"},
        LayoutHarm{"TwoKinds", "{group: Bidrag}", "{group: Bidrag, line: x}",
                   "TABLE_ROW_KIND:16"},
        LayoutHarm{"NoKind", "{group: Bidrag}", "{label: Bidrag}",
                   "TABLE_ROW_KIND:16"},
        LayoutHarm{"UnknownKey", "label: Kontor", "lable: Kontor",
                   "YAML_KEY_UNKNOWN:17"},
        LayoutHarm{"LabelOfHeading", "{group: Bidrag}",
                   "{group: Bidrag, label: B}", "YAML_KEY_UNKNOWN:16"},
        LayoutHarm{"TableId", "id: t", "id: T t", "TABLE_ID_INVALID:2"},
        LayoutHarm{"TotalId", "total: rest", "total: Rest",
                   "TABLE_ID_INVALID:21"},
        LayoutHarm{"SumAsLine", "line: kansli", "line: costs",
                   "TABLE_ID_INVALID:17"},
        LayoutHarm{"RowTwice", "total: rest", "total: kansli",
                   "TABLE_ROW_TWICE:21"},
        LayoutHarm{"NoTerms", "{total: result,", "{total: netto,",
                   "TABLE_TOTAL:22"},
        LayoutHarm{"TermTwice", "-kansli]", "income]", "TABLE_TERM:20"},
        LayoutHarm{"TermOfItself", "of: [own, closing", "of: [rest, closing",
                   "TABLE_TERM:21"},
        LayoutHarm{"TermBelow", "-kansli]", "rest]", "TABLE_TERM:20"},
        LayoutHarm{"TermIsNoId", "-kansli]", "group.Å]", "TABLE_TERM:20"},
        LayoutHarm{"OnlyUnknown", "plan-2025]", "plan-2026]", "TABLE_ONLY:17"},
        LayoutHarm{"OnlyTwice", "plan-2025]", "budget-2024]", "TABLE_ONLY:17"}),
    [](const auto& harm) { return harm.param.name; });

TEST(TableLayoutTest, RefusesWhatIsEmpty) {
  EXPECT_THAT(FaultsOf("tables: []"), ElementsAre("TABLE_EMPTY:1"));
  EXPECT_THAT(FaultsOf("tables:\n  - {id: t, title: T}"),
              ElementsAre("TABLE_EMPTY:2"));
}

TEST(TableLayoutTest, HoldsTheLimits) {
  TableLayoutTable table;
  table.id = std::string(kTableIdBytesMax, 'a');
  table.title = std::string(kTableTextBytesMax, 'x');
  for (size_t i = 0; i < kTableColumnsMax; ++i) {
    table.columns.push_back(
        {"A", {ColumnSource::kBudget, 2000 + static_cast<int>(i)}});
  }
  for (size_t i = 0; i < kTableRowsMax; ++i) {
    TableRowLayout row;
    row.name = absl::StrCat("rad-", i);
    table.rows.push_back(row);
  }
  const auto faults = [](const TableLayoutTable& changed) {
    std::vector<Problem> problems;
    CheckTableLayout({{changed}}, "budget.yaml", &problems);
    std::vector<std::string> reasons;
    for (const Problem& problem : problems) reasons.push_back(problem.reason);
    return reasons;
  };
  EXPECT_THAT(faults(table), IsEmpty());
  TableLayoutTable larger = table;
  larger.columns.push_back({"A", {ColumnSource::kBudget, 2099}});
  larger.rows.emplace_back().name = "en-till";
  larger.id += 'a';
  larger.title += 'x';
  EXPECT_THAT(faults(larger),
              ElementsAre("TABLE_ID_INVALID", "TABLE_TEXT_SIZE",
                          "TABLE_TOO_LARGE", "TABLE_TOO_LARGE"));
  std::vector<Problem> problems;
  CheckTableLayout({std::vector<TableLayoutTable>(kTablesMax + 1, table)},
                   "budget.yaml", &problems);
  EXPECT_EQ(problems.front().reason, "TABLE_TOO_LARGE");
  for (TableRowLayout& row : table.rows) row.name = "Å";
  EXPECT_THAT(faults(table), SizeIs(kTableProblemsMax + 1));
}

}  // namespace
}  // namespace finsam::budget
