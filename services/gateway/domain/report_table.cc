#include "services/gateway/domain/report_table.h"

#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace finsam::gateway {
namespace {

constexpr char kTotalRow[] = "total";
constexpr char kCosts[] = "costs";

// The change between two values of one kind, amounts or counts. Nothing for
// any other: a ratio's change would be in percentage points, which no value
// is, and a protected count would be told by it. Nothing beyond 64 bits.
Value Change(const Value& value, const Value& from) {
  const auto difference = [&](auto kind) -> Value {
    using Kind = decltype(kind);
    const auto* a = std::get_if<Kind>(&value);
    const auto* b = std::get_if<Kind>(&from);
    Kind out;
    if (a == nullptr || b == nullptr ||
        __builtin_sub_overflow(a->value, b->value, &out.value)) {
      return {};
    }
    return out;
  };
  return std::holds_alternative<Ore>(value) ? difference(Ore{})
                                            : difference(Count{});
}

// Fills one table of the layout from a table of a service.
class TableBuilder {
 public:
  TableBuilder(const TableSpec& spec, const YearFacts& facts,
               FigureIndex* figures)
      : spec_(spec),
        year_(facts.year),
        tables_(facts.tables),
        figures_(figures) {}

  Table Build(const Table& source) {
    Table table = source;
    if (!spec_.title.empty()) table.title = spec_.title;
    KeepPrintedRows(&table);
    TakeCharts(&table);
    if (spec_.columns.empty()) return table;
    table.columns.clear();
    for (const ColumnSpec& column : spec_.columns) {
      table.columns.push_back(HeadOf(column));
    }
    for (TableRow& row : table.rows) {
      if (row.kind == RowKind::kHeading) continue;
      row.cells = Cells(source, row);
    }
    return table;
  }

 private:
  // From below, so that a heading knows of the rows under it.
  void KeepPrintedRows(Table* table) const {
    if (spec_.rows.empty()) return;
    const std::set<std::string> named(spec_.rows.begin(), spec_.rows.end());
    std::vector<TableRow> kept;
    bool any_below = false;
    for (auto row = table->rows.rbegin(); row != table->rows.rend(); ++row) {
      const bool heading = row->kind == RowKind::kHeading;
      const bool printed =
          heading ? any_below : named.contains(row->id) != spec_.omits_rows;
      any_below = !heading && (any_below || printed);
      if (printed) kept.push_back(std::move(*row));
    }
    table->rows.assign(std::make_move_iterator(kept.rbegin()),
                       std::make_move_iterator(kept.rend()));
  }

  void TakeCharts(Table* table) const {
    if (!spec_.charts.has_value()) return;
    table->charts.clear();
    for (const ChartSpec& spec : *spec_.charts) {
      table->charts.push_back(spec.chart);
    }
  }

  TableColumn HeadOf(const ColumnSpec& column) const {
    TableColumn head{ColumnIdOf(column, year_), column.label};
    if (column.kind == ColumnSpec::Kind::kDeviation) {
      head.minuend = absl::StrCat(year_);
      head.subtrahend = absl::StrCat("budget-", year_);
    } else if (column.kind == ColumnSpec::Kind::kChange) {
      head.minuend = absl::StrCat(column.year);
      head.subtrahend = absl::StrCat(column.from_year);
    }
    return head;
  }

  std::vector<Cell> Cells(const Table& source, const TableRow& row) {
    const Display display = DisplayOf(row);
    std::vector<Cell> cells;
    for (const ColumnSpec& column : spec_.columns) {
      switch (column.kind) {
        case ColumnSpec::Kind::kYear:
          cells.push_back(YearCell(column, source, row));
          break;
        case ColumnSpec::Kind::kBudget:
          cells.push_back(BudgetCell(column, row, display));
          break;
        case ColumnSpec::Kind::kDeviation:
          cells.push_back(DeviationCell(column, row, display));
          break;
        case ColumnSpec::Kind::kChange:
          cells.push_back(ChangeCell(column, source, row, display));
          break;
      }
    }
    return cells;
  }

  static Display DisplayOf(const TableRow& row) {
    for (const Cell& cell : row.cells) {
      if (const auto* held = std::get_if<FigureCell>(&cell)) {
        return held->display;
      }
    }
    return {};
  }

  Cell YearCell(const ColumnSpec& column, const Table& source,
                const TableRow& row) const {
    if (column.of.empty()) return OwnCell(source, row, column.year);
    const Table* other = FindTable(tables_, column.of);
    if (other == nullptr) return std::monostate{};
    for (const TableRow& same : other->rows) {
      if (same.id == row.id) return OwnCell(*other, same, column.year);
    }
    return std::monostate{};
  }

  static Cell OwnCell(const Table& source, const TableRow& row, int year) {
    const std::string id = absl::StrCat(year);
    for (size_t i = 0; i < source.columns.size(); ++i) {
      if (source.columns[i].id == id && i < row.cells.size()) {
        return row.cells[i];
      }
    }
    return std::monostate{};
  }

  Cell BudgetCell(const ColumnSpec& column, const TableRow& row,
                  const Display& display) {
    const std::optional<BudgetRow> from = BudgetRowFor(column, row.id);
    if (!from.has_value()) return std::monostate{};
    const std::string line_id = BudgetFigureId(from->budget_line, year_);
    const Figure* line = Find(*figures_, line_id);
    if (line == nullptr) return std::monostate{};
    Figure figure;
    figure.id = BudgetCellId(spec_.table_id, row.id, year_);
    figure.value = line->value;
    if (auto* ore = std::get_if<Ore>(&figure.value); from->negated && ore) {
      *ore = -*ore;
    }
    figure.provenance = {"gateway", 0, "budget", {}, {}, {}};
    figure.provenance.terms = {{line_id, from->negated ? -1 : 1}};
    AddFigure(*figures_, figure);
    return FigureCell{figure, display};
  }

  Cell DeviationCell(const ColumnSpec& column, const TableRow& row,
                     const Display& display) {
    const std::optional<BudgetRow> from = BudgetRowFor(column, row.id);
    if (!from.has_value()) return std::monostate{};
    if (from->negated) AddNetDeviation(*from, row.id);
    const Figure* deviation =
        Find(*figures_, DeviationCellId(spec_.table_id, row.id, year_));
    if (deviation == nullptr) return std::monostate{};
    return FigureCell{*deviation, display};
  }

  // Where costs have a minus, all that is more than the budget is favourable.
  void AddNetDeviation(const BudgetRow& from, const std::string& row) {
    const std::string outcome_id = YearCellId(spec_.table_id, row, year_);
    const std::string budget_id = BudgetFigureId(from.budget_line, year_);
    const Figure* outcome = Find(*figures_, outcome_id);
    const Figure* budget = Find(*figures_, budget_id);
    if (outcome == nullptr || budget == nullptr) return;
    Figure figure;
    figure.id = DeviationCellId(spec_.table_id, row, year_);
    if (const auto* cost = std::get_if<Ore>(&budget->value)) {
      figure.value = Change(outcome->value, Ore{-cost->value});
    }
    figure.provenance = {"gateway", 0, "deviation", {}, {}, {}};
    figure.provenance.terms = {{outcome_id, 1}, {budget_id, 1}};
    AddFigure(*figures_, figure);
  }

  // A figure wherever either year has one, though without a value unless both
  // have; not printed where the row prints neither year.
  Cell ChangeCell(const ColumnSpec& column, const Table& source,
                  const TableRow& row, const Display& display) {
    const std::string id = YearCellId(spec_.table_id, row.id, column.year);
    const std::string from_id =
        YearCellId(spec_.table_id, row.id, column.from_year);
    const Figure* of = Find(*figures_, id);
    const Figure* from = Find(*figures_, from_id);
    if (of == nullptr && from == nullptr) return std::monostate{};
    Figure figure;
    figure.id =
        ChangeCellId(spec_.table_id, row.id, column.year, column.from_year);
    if (of != nullptr && from != nullptr) {
      figure.value = Change(of->value, from->value);
    }
    figure.provenance = {"gateway", 0, "change", {}, {}, {}};
    figure.provenance.terms = {{id, 1}, {from_id, -1}};
    AddFigure(*figures_, figure);
    const bool printed =
        std::holds_alternative<FigureCell>(OwnCell(source, row, column.year)) ||
        std::holds_alternative<FigureCell>(
            OwnCell(source, row, column.from_year));
    if (!printed) return std::monostate{};
    return FigureCell{figure, display};
  }

  const TableSpec& spec_;
  int year_;
  const std::vector<Table>& tables_;
  FigureIndex* figures_;
};

}  // namespace

Table BuildTable(const TableSpec& spec, const YearFacts& facts,
                 const Table& source, FigureIndex* figures) {
  return TableBuilder(spec, facts, figures).Build(source);
}

std::string ColumnIdOf(const ColumnSpec& column, int year) {
  switch (column.kind) {
    case ColumnSpec::Kind::kBudget:
      return absl::StrCat("budget-", year);
    case ColumnSpec::Kind::kDeviation:
      return absl::StrCat("deviation-", year);
    case ColumnSpec::Kind::kChange:
      return absl::StrCat("change-", column.year, "-", column.from_year);
    case ColumnSpec::Kind::kYear:
      break;
  }
  return column.of.empty() ? absl::StrCat(column.year)
                           : absl::StrCat(column.of, "-", column.year);
}

std::optional<BudgetRow> BudgetRowFor(const ColumnSpec& column,
                                      const std::string& row) {
  if (column.same_rows) {
    return BudgetRow{row, row == kTotalRow ? kCosts : row, false};
  }
  for (const BudgetRow& candidate : column.rows) {
    if (candidate.row == row) return candidate;
  }
  return std::nullopt;
}

std::string YearCellId(const std::string& table, const std::string& row,
                       int year) {
  return absl::StrCat(table, "/", row, "/", year);
}

std::string BudgetFigureId(const std::string& line, int year) {
  return absl::StrCat("budget/", line, "/", year);
}

std::string BudgetCellId(const std::string& table, const std::string& row,
                         int year) {
  return absl::StrCat(table, "/", row, "/budget-", year);
}

std::string DeviationCellId(const std::string& table, const std::string& row,
                            int year) {
  return absl::StrCat(table, "/", row, "/deviation-", year);
}

std::string ChangeCellId(const std::string& table, const std::string& row,
                         int year, int from_year) {
  return absl::StrCat(table, "/", row, "/change-", year, "-", from_year);
}

}  // namespace finsam::gateway
