#include "services/gateway/domain/report.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/gateway/domain/rounding.h"

namespace finsam::gateway {
namespace {

constexpr char kTotalRow[] = "total";
constexpr char kCosts[] = "costs";

std::string YearCellId(const std::string& table, const std::string& row,
                       int year) {
  return absl::StrCat(table, "/", row, "/", year);
}

std::string BudgetFigureId(const std::string& line, int year) {
  return absl::StrCat("budget/", line, "/", year);
}

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

// The budget row that fills `row` of a column, if any.
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

// Fills one table of the layout from a table of a service.
class TableBuilder {
 public:
  TableBuilder(const TableSpec& spec, const YearFacts& facts,
               FigureIndex* figures)
      : spec_(spec), year_(facts.year), figures_(figures) {}

  Table Build(const Table& source) {
    Table table = source;
    if (!spec_.title.empty()) table.title = spec_.title;
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
  TableColumn HeadOf(const ColumnSpec& column) const {
    TableColumn head{ColumnId(column), column.label};
    if (column.kind == ColumnSpec::Kind::kDeviation) {
      head.minuend = absl::StrCat(year_);
      head.subtrahend = absl::StrCat("budget-", year_);
    } else if (column.kind == ColumnSpec::Kind::kChange) {
      head.minuend = absl::StrCat(column.year);
      head.subtrahend = absl::StrCat(column.from_year);
    }
    return head;
  }

  std::string ColumnId(const ColumnSpec& column) const {
    if (column.kind == ColumnSpec::Kind::kBudget) {
      return absl::StrCat("budget-", year_);
    }
    if (column.kind == ColumnSpec::Kind::kDeviation) {
      return absl::StrCat("deviation-", year_);
    }
    if (column.kind == ColumnSpec::Kind::kChange) {
      return absl::StrCat("change-", column.year, "-", column.from_year);
    }
    return absl::StrCat(column.year);
  }

  std::vector<Cell> Cells(const Table& source, const TableRow& row) {
    const Display display = DisplayOf(row);
    std::vector<Cell> cells;
    for (const ColumnSpec& column : spec_.columns) {
      switch (column.kind) {
        case ColumnSpec::Kind::kYear:
          cells.push_back(OwnCell(source, row, column.year));
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
    if (!BudgetRowFor(column, row.id).has_value()) return std::monostate{};
    const Figure* deviation =
        Find(*figures_, DeviationCellId(spec_.table_id, row.id, year_));
    if (deviation == nullptr) return std::monostate{};
    return FigureCell{*deviation, display};
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
  FigureIndex* figures_;
};

ReportText BuildText(const std::string& file, const ParsedText& parsed,
                     const Report& report) {
  ReportText text{file, parsed.markdown, {}};
  for (const TextReference& reference : parsed.references) {
    PrintedReference printed;
    if (const Figure* figure = Find(report.figures, reference.figure_id)) {
      printed.figure = *figure;
      printed.display =
          reference.display.value_or(DefaultDisplay(figure->value));
      printed.printed = PrintReference(
          figure->value, reference,
          FootedSteps(report, reference.figure_id, printed.display));
    } else {
      printed.figure.id = reference.figure_id;
      printed.printed = absl::StrCat("[saknas: ", reference.figure_id, "]");
    }
    text.references.push_back(std::move(printed));
  }
  return text;
}

// Tables first, for all sections: a text may refer to any table's figures.
using BuiltTables = std::map<const TableSpec*, Table>;

void NotePrinted(const Table& table, Report* report) {
  for (const TableRow& row : table.rows) {
    for (const Cell& cell : row.cells) {
      const auto* held = std::get_if<FigureCell>(&cell);
      if (held == nullptr) continue;
      report->printed.emplace(held->figure.id,
                              PrintedCell{held->display, held->printed_steps});
    }
  }
}

BuiltTables BuildTables(const ReportLayout& layout, const YearFacts& facts,
                        Report* report) {
  BuiltTables built;
  ForEachTable(layout, [&](const TableSpec& spec) {
    const Table* source = FindTable(facts.tables, spec.table_id);
    if (source == nullptr) return;
    Table table = TableBuilder(spec, facts, &report->figures).Build(*source);
    RoundTable(&table);
    NotePrinted(table, report);
    built.emplace(&spec, std::move(table));
  });
  return built;
}

ReportSection BuildSection(const SectionSpec& spec, const BuiltTables& tables,
                           const std::map<std::string, ParsedText>& texts,
                           const Report& report) {
  ReportSection section{spec.id, spec.number, spec.title, {}, {}};
  for (const auto& content : spec.content) {
    if (const auto* text = std::get_if<TextSpec>(&content)) {
      const auto parsed = texts.find(text->file);
      if (parsed == texts.end()) continue;
      section.blocks.push_back(BuildText(text->file, parsed->second, report));
    } else {
      const auto table = tables.find(&std::get<TableSpec>(content));
      if (table != tables.end()) section.blocks.push_back(table->second);
    }
  }
  for (const SectionSpec& child : spec.sections) {
    section.sections.push_back(BuildSection(child, tables, texts, report));
  }
  return section;
}

// The rows of each table that `figure_ids` tell of.
std::map<std::string, std::set<std::string>> RowsOfTables(
    const std::vector<std::string>& figure_ids) {
  std::map<std::string, std::set<std::string>> rows;
  for (const std::string& id : figure_ids) {
    const std::vector<std::string> parts = absl::StrSplit(id, '/');
    if (parts.size() == 3) rows[parts[0]].insert(parts[1]);
  }
  return rows;
}

}  // namespace

std::optional<int64_t> FootedSteps(const Report& report,
                                   const std::string& figure_id,
                                   const Display& display) {
  const auto cell = report.printed.find(figure_id);
  if (cell == report.printed.end() || cell->second.display != display) {
    return std::nullopt;
  }
  return cell->second.footed_steps;
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

std::vector<DeviationQuestion> DeviationQuestions(const ReportLayout& layout,
                                                  int year) {
  std::vector<DeviationQuestion> questions;
  ForEachTable(layout, [&](const TableSpec& spec) {
    for (const ColumnSpec& column : spec.columns) {
      if (column.kind != ColumnSpec::Kind::kDeviation) continue;
      for (const BudgetRow& row : column.rows) {
        questions.push_back({DeviationCellId(spec.table_id, row.row, year),
                             row.budget_line,
                             YearCellId(spec.table_id, row.row, year)});
      }
    }
  });
  return questions;
}

std::vector<std::string> DerivedFigureIds(
    const ReportLayout& layout, int year,
    const std::vector<std::string>& figure_ids) {
  const auto rows_of = RowsOfTables(figure_ids);
  const std::set<std::string> known(figure_ids.begin(), figure_ids.end());
  std::vector<std::string> derived;
  ForEachTable(layout, [&](const TableSpec& spec) {
    const auto rows = rows_of.find(spec.table_id);
    if (rows == rows_of.end()) return;
    for (const ColumnSpec& column : spec.columns) {
      if (column.kind == ColumnSpec::Kind::kYear) continue;
      for (const std::string& row : rows->second) {
        if (column.kind == ColumnSpec::Kind::kChange) {
          if (known.contains(YearCellId(spec.table_id, row, column.year)) ||
              known.contains(
                  YearCellId(spec.table_id, row, column.from_year))) {
            derived.push_back(ChangeCellId(spec.table_id, row, column.year,
                                           column.from_year));
          }
          continue;
        }
        const auto from = BudgetRowFor(column, row);
        if (!from.has_value() ||
            !known.contains(BudgetFigureId(from->budget_line, year))) {
          continue;
        }
        derived.push_back(column.kind == ColumnSpec::Kind::kBudget
                              ? BudgetCellId(spec.table_id, row, year)
                              : DeviationCellId(spec.table_id, row, year));
      }
    }
  });
  return derived;
}

Report AssembleReport(const ReportLayout& layout,
                      const std::map<std::string, ParsedText>& texts,
                      const YearFacts& facts) {
  Report report;
  report.title = layout.title;
  report.association = facts.association;
  report.registration_number = facts.registration_number;
  report.year = facts.year;
  report.kind = layout.kind;
  report.through = layout.through;
  ForEachText(layout, [&report](const TextSpec& text) {
    report.explained.insert(text.explains.begin(), text.explains.end());
  });
  report.sources = facts.sources;
  report.figures = facts.figures;
  const BuiltTables tables = BuildTables(layout, facts, &report);
  for (const SectionSpec& section : layout.sections) {
    report.sections.push_back(BuildSection(section, tables, texts, report));
  }
  return report;
}

}  // namespace finsam::gateway
