// The activity plan of 2025 and the interim report of 2017, cell by cell; and
// the rules of tables, on small ones.

#include "services/budget/domain/tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "common/figure/footing.h"
#include "services/budget/table_layout_file.h"
#include "tests/budget/finnveden_columns.h"

namespace finsam::budget {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int64_t kRevision = 7;

TableLayout LayoutOf(const char* yaml) {
  std::vector<Problem> problems;
  std::optional<TableLayout> layout =
      ReadTableLayout("budget.yaml", yaml, &problems);
  if (layout.has_value()) CheckTableLayout(*layout, "budget.yaml", &problems);
  for (const Problem& problem : problems) {
    ADD_FAILURE() << problem.reason << " " << ProblemLine(problem);
  }
  return layout.value_or(TableLayout{});
}

BuiltTables Make(const char* yaml, std::vector<ColumnFacts> facts) {
  absl::StatusOr<BuiltTables> built =
      MakeTables(LayoutOf(yaml), "budget.yaml", std::move(facts), kRevision);
  EXPECT_TRUE(built.ok()) << built.status();
  return built.ok() ? *std::move(built) : BuiltTables{};
}

std::vector<ColumnFacts> PlanFacts() {
  const std::vector<PublishedRow> rows = PublishedPlan();
  const Budget last = BudgetOf(rows, 2024, 0, 0, Kronor(2'344'835));
  const Budget next = BudgetOf(rows, 2025, 2, 2, Kronor(1'925'340));
  return {FactsOfBudget(last), ForecastOf(rows, 2024, 1, Kronor(2'608'640)),
          FactsOfBudget(next), FactsOfPlan(next, 2026),
          FactsOfPlan(next, 2027)};
}

std::vector<ColumnFacts> InterimFacts() {
  const std::vector<PublishedRow> rows = PublishedInterim();
  return {FactsOfBudget(BudgetOf(rows, 2017, 0, 0, Kronor(873'705))),
          OutcomeOf2017(), ForecastOf(rows, 2017, 2, Kronor(860'130))};
}

// The cell as it is printed; empty when it is blank.
std::string Printed(const Cell& cell) {
  const auto* held = std::get_if<FigureCell>(&cell);
  return held == nullptr ? "" : PrintedText(*held);
}

std::string Printed(const Table& table, const std::string& row,
                    const std::string& column) {
  for (const TableRow& r : table.rows) {
    for (size_t i = 0; r.id == row && i < r.cells.size(); ++i) {
      if (table.columns[i].id == column) return Printed(r.cells[i]);
    }
  }
  return "no such cell";
}

const Figure* FindIn(const std::vector<Figure>& figures,
                     const std::string& id) {
  for (const Figure& figure : figures) {
    if (figure.id == id) return &figure;
  }
  return nullptr;
}

std::vector<std::string> TermsOf(const std::vector<Figure>& figures,
                                 const std::string& id) {
  std::vector<std::string> terms;
  const Figure* figure = FindIn(figures, id);
  if (figure == nullptr) return {"no such figure"};
  for (const Term& term : figure->provenance.terms) {
    terms.push_back(absl::StrCat(term.factor < 0 ? "-" : "", term.figure_id));
  }
  return terms;
}

// Every row that is no heading is as published, in order.
void ExpectPublished(const Table& table,
                     const std::vector<PublishedRow>& published) {
  std::vector<const TableRow*> rows;
  for (const TableRow& row : table.rows) {
    if (row.kind != RowKind::kHeading) rows.push_back(&row);
  }
  ASSERT_EQ(rows.size(), published.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    SCOPED_TRACE(published[i].label);
    EXPECT_EQ(rows[i]->label, published[i].label);
    ASSERT_EQ(rows[i]->cells.size(), published[i].cells.size());
    for (size_t j = 0; j < published[i].cells.size(); ++j) {
      const std::optional<Ore> cell = CellAmount(published[i].cells[j]);
      EXPECT_EQ(Printed(rows[i]->cells[j]),
                cell.has_value() ? Format(*cell, {Unit::kKronor, 0}) : "")
          << table.columns[j].id;
    }
  }
}

// Every figure's terms are there, and what is a sum is the sum of them.
void ExpectWellFounded(const BuiltTables& built) {
  std::map<std::string, const Figure*> by_id;
  for (const Figure& figure : built.figures) {
    EXPECT_TRUE(IsFigureId(figure.id)) << figure.id;
    EXPECT_TRUE(by_id.emplace(figure.id, &figure).second) << figure.id;
    EXPECT_EQ(figure.provenance.revision, kRevision);
  }
  for (const Table& table : built.tables) {
    std::set<std::string> rows;
    for (const TableRow& row : table.rows) {
      EXPECT_TRUE(rows.insert(row.id).second) << row.id;
      for (const Cell& cell : row.cells) {
        const auto* held = std::get_if<FigureCell>(&cell);
        if (held == nullptr) continue;
        ASSERT_TRUE(by_id.contains(held->figure.id)) << held->figure.id;
        EXPECT_EQ(*by_id[held->figure.id], held->figure);
      }
    }
  }
  for (const Figure& figure : built.figures) {
    const std::string& rule = figure.provenance.rule;
    if (rule != "sum" && rule != "deviation") continue;
    Ore sum;
    for (const Term& term : figure.provenance.terms) {
      ASSERT_TRUE(by_id.contains(term.figure_id)) << term.figure_id;
      const Ore part = std::get<Ore>(by_id[term.figure_id]->value);
      sum += term.factor < 0 ? -part : part;
    }
    EXPECT_EQ(std::get<Ore>(figure.value), sum) << figure.id;
  }
}

TEST(TablesTest, TheActivityPlanIsAsPublished) {
  const BuiltTables built = Make(kPlanLayout, PlanFacts());
  ASSERT_EQ(built.tables.size(), 1u);
  const Table& table = built.tables[0];
  EXPECT_EQ(table.title, "Budget 2025 och plan 2026–2027");
  EXPECT_EQ(table.unit, "kr");
  ExpectPublished(table, PublishedPlan());
  ExpectWellFounded(built);
  EXPECT_THAT(built.warnings, IsEmpty());
  EXPECT_THAT(PrintedGaps(table), IsEmpty());
  EXPECT_EQ(Printed(table, "projekt-sociala-foretag", "budget-2025"), "");
  EXPECT_EQ(Printed(table, "it-sparet", "plan-2026"), "0");
}

TEST(TablesTest, APlanYearBeginsWithWhatTheYearBeforeLeaves) {
  const BuiltTables built = Make(kPlanLayout, PlanFacts());
  EXPECT_THAT(TermsOf(built.figures, "plan/opening-capital/2026"),
              ElementsAre("budget/closing-capital/2025"));
  EXPECT_THAT(TermsOf(built.figures, "plan/opening-capital/2027"),
              ElementsAre("plan/closing-capital/2026"));
  EXPECT_THAT(TermsOf(built.figures, "plan/closing-capital/plan-2027"),
              ElementsAre("plan/available/plan-2027", "-plan/costs/2027"));
}

TEST(TablesTest, TotalsSayWhichRowsTheyAreTheSumOf) {
  Table table = Make(kPlanLayout, PlanFacts()).tables.at(0);
  std::map<std::string, size_t> terms;
  for (const TableRow& row : table.rows) terms[row.id] = row.terms.size();
  EXPECT_EQ(terms["available"], 6u);
  EXPECT_EQ(terms["group.verksamheter"], 7u);
  EXPECT_EQ(terms["costs"], 12u);
  EXPECT_EQ(terms["closing-capital"], 2u);
  EXPECT_EQ(terms["kansli"], 0u);
}

TEST(TablesTest, TheInterimReportIsAsPublished) {
  const BuiltTables built = Make(kInterimLayout, InterimFacts());
  ASSERT_EQ(built.tables.size(), 1u);
  ExpectPublished(built.tables[0], PublishedInterim());
  ExpectWellFounded(built);
  EXPECT_THAT(built.warnings, IsEmpty());
}

// What the published table leaves out or mixes up can be read off the figures.
TEST(TablesTest, FiguresTellWhatTheInterimTableDoesNot) {
  const BuiltTables built = Make(kInterimLayout, InterimFacts());
  const Figure* result = FindIn(built.figures, "budget/result/2017");
  ASSERT_NE(result, nullptr);
  EXPECT_EQ(result->value, Value(Kronor(-809'850)));
  EXPECT_EQ(FindFigure(built.tables[0], "budget/result/2017"), nullptr);
  EXPECT_THAT(TermsOf(built.figures, "interim/available/budget-2017"),
              ElementsAre("budget/income/2017", "budget/opening-capital/2017"));
  EXPECT_THAT(TermsOf(built.figures, "interim/available/outcome-2017-06"),
              ElementsAre("outcome/income/2017-06"));
  EXPECT_THAT(TermsOf(built.figures, "interim/available/forecast-2017"),
              ElementsAre("forecast/income/2017"));
  const Figure* opening =
      FindIn(built.figures, "forecast/opening-capital/2017");
  ASSERT_NE(opening, nullptr);
  EXPECT_EQ(opening->value, Value(Kronor(860'130)));
  const Figure* closing =
      FindIn(built.figures, "forecast/closing-capital/2017");
  ASSERT_NE(closing, nullptr);
  EXPECT_EQ(closing->value, Value(Kronor(780'930)));
  EXPECT_THAT(TermsOf(built.figures, "outcome/kansli/2017-06"),
              ElementsAre("income-statement/kansli/2017"));
}

TEST(TablesTest, DeviationsAreFavourableWhenPositive) {
  const BuiltTables built = Make(R"(tables:
  - id: t
    title: T
    columns:
      - {label: A, outcome: 2017-06}
      - {label: B, budget: 2017-06}
      - {label: C, deviation: 2017-06}
      - {label: D, deviation: 2017}
    rows:
      - group: Intäkter
      - {total: income, label: I}
      - group: Verksamhet
      - group: Administration
      - {total: costs, label: K}
      - {total: own-costs, label: E, of: [kansli, revision]}
      - {total: left, label: L, of: [income, -costs]}
      - {total: result, label: R}
)",
                                 InterimFacts());
  const Table& table = built.tables.at(0);
  const auto deviation = [&](const char* row) {
    return Printed(table, row, "deviation-2017-06");
  };
  EXPECT_EQ(Printed(table, "kansli", "budget-2017-06"),
            Format(Kronor(275'000), {}));
  EXPECT_EQ(deviation("kansli"), Format(Kronor(-871), {}));
  EXPECT_EQ(deviation("gislaveds-kommun"), Format(Kronor(205'250), {}));
  EXPECT_EQ(deviation("nya-projekt-kartlaggn"), Format(Kronor(200'000), {}));
  EXPECT_EQ(deviation("ranteintakter"), "1");
  EXPECT_EQ(deviation("costs"), Format(Kronor(2'439'925 - 1'750'601), {}));
  EXPECT_EQ(deviation("own-costs"), Format(Kronor(-871 + 4'550 + 1), {}));
  EXPECT_EQ(deviation("left"), deviation("result"));
  EXPECT_EQ(Printed(table, "kansli", "deviation-2017"),
            Format(Kronor(20'000), {}));
  EXPECT_EQ(Printed(table, "result", "deviation-2017"),
            Format(Kronor(-79'200 + 809'850), {}));
  EXPECT_EQ(table.columns[2].minuend, "outcome-2017-06");
  EXPECT_EQ(table.columns[2].subtrahend, "budget-2017-06");
  EXPECT_EQ(table.columns[3].minuend, "");
  ExpectWellFounded(built);
}

ColumnFacts SmallBudget(int year, const char* group) {
  Budget budget;
  budget.year = {"2220001511", year};
  budget.version = 1;
  Line line;
  line.id = "kansli";
  line.label = "Kansli";
  line.group = group;
  line.amount = Kronor(90);
  budget.decided.lines = {line};
  return FactsOfBudget(budget);
}

TEST(TablesTest, ALineThatChangedGroupsHasARowInEither) {
  const BuiltTables built =
      Make(R"(tables:
  - id: t
    title: T
    columns: [{label: A, budget: 2023}, {label: B, budget: 2024}]
    rows:
      - group: Gamla
      - group: Nya
      - {total: costs, label: K}
)",
           {SmallBudget(2023, "Gamla"), SmallBudget(2024, "Nya")});
  const Table& table = built.tables.at(0);
  EXPECT_EQ(Printed(table, "kansli", "budget-2023"), "90");
  EXPECT_EQ(Printed(table, "kansli", "budget-2024"), "");
  EXPECT_EQ(Printed(table, "group.nya.kansli", "budget-2024"), "90");
  EXPECT_EQ(Printed(table, "group.nya.kansli", "budget-2023"), "");
  EXPECT_EQ(table.rows.back().terms.size(), 2u);
  ExpectWellFounded(built);
}

TEST(TablesTest, WarnsOfUnknownRowsAndHiddenLines) {
  const BuiltTables built = Make(R"(tables:
  - id: t
    title: T
    columns: [{label: A, budget: 2024}]
    rows:
      - {line: kanslli}
      - {total: x, label: X, of: [group.annat, costs]}
)",
                                 {SmallBudget(2024, "")});
  std::vector<std::string> warnings;
  for (const Problem& warning : built.warnings) {
    EXPECT_EQ(warning.severity, Severity::kWarning);
    warnings.push_back(
        absl::StrCat(warning.reason, ":", warning.line, ":", warning.found));
  }
  EXPECT_THAT(warnings, ElementsAre("TABLE_ROW_UNKNOWN:6:kanslli",
                                    "TABLE_ROW_UNKNOWN:7:group.annat",
                                    "TABLE_LINE_HIDDEN:2:kansli"));
}

TEST(TablesTest, RefusesColumnsWithoutFacts) {
  std::vector<ColumnFacts> facts = PlanFacts();
  facts.erase(facts.begin() + 1);
  facts.pop_back();
  const auto built =
      MakeTables(LayoutOf(kPlanLayout), "budget.yaml", facts, kRevision);
  EXPECT_EQ(built.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(built.status()), "TABLE_FACTS_MISSING");
  std::vector<std::string> found;
  for (const Problem& problem : ProblemsOf(built.status())) {
    found.push_back(problem.found);
  }
  EXPECT_THAT(found, ElementsAre("forecast-2024", "plan-2027"));
}

TEST(TablesTest, RefusesAnOutcomeThatIsNone) {
  std::vector<ColumnFacts> facts = InterimFacts();
  facts[1].lines.push_back(facts[1].lines.front());
  const auto built =
      MakeTables(LayoutOf(kInterimLayout), "budget.yaml", facts, kRevision);
  EXPECT_EQ(ReasonOf(built.status()), "OUTCOME_INVALID");
}

TEST(TablesTest, RefusesTwoOutcomesOfOneColumn) {
  std::vector<ColumnFacts> facts = InterimFacts();
  facts.push_back(facts[1]);
  const auto built =
      MakeTables(LayoutOf(kInterimLayout), "budget.yaml", facts, kRevision);
  EXPECT_EQ(ReasonOf(built.status()), "OUTCOME_INVALID");
}

TEST(TablesTest, ASumOverAnUnknownAmountHasNoValue) {
  std::vector<ColumnFacts> facts = InterimFacts();
  facts[1].lines[0].amount.reset();
  const Table table = Make(kInterimLayout, facts).tables.at(0);
  EXPECT_EQ(Printed(table, "gislaveds-kommun", "outcome-2017-06"), "–");
  EXPECT_EQ(Printed(table, "available", "outcome-2017-06"), "–");
  EXPECT_EQ(Printed(table, "result", "outcome-2017-06"), "–");
  EXPECT_THAT(Printed(table, "costs", "outcome-2017-06"), Not("–"));
}

TEST(TablesTest, NamesTheFactsItNeedsOnce) {
  const std::vector<ColumnKey> needed = NeededFacts(LayoutOf(R"(tables:
  - id: t
    title: T
    columns:
      - {label: A, budget: 2017}
      - {label: B, budget: 2017-06}
      - {label: C, deviation: 2017-06}
      - {label: D, deviation: 2017}
      - {label: E, deviation: 2017-12}
    rows: [{total: result, label: R}]
)"));
  std::vector<std::string> ids;
  for (const ColumnKey& key : needed) ids.push_back(key.Id());
  EXPECT_THAT(ids, ElementsAre("budget-2017", "outcome-2017-06",
                               "forecast-2017", "outcome-2017-12"));
}

}  // namespace
}  // namespace finsam::budget
