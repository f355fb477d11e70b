#include "services/gateway/domain/report.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/gateway/domain/last_year.h"
#include "services/gateway/domain/report_table.h"
#include "services/gateway/domain/rounding.h"

namespace finsam::gateway {
namespace {

std::string Missing(const std::string& figure_id) {
  return absl::StrCat("[saknas: ", figure_id, "]");
}

bool IsNegative(const Value& value) {
  const auto* ore = std::get_if<Ore>(&value);
  return ore != nullptr && ore->value < 0;
}

void PrintComparedWith(const Figure& figure, const TextReference& reference,
                       const Report& report, PrintedReference* out) {
  const std::string& with = reference.comparison->with;
  out->compared_with.emplace();
  out->compared_with->id = with;
  if (!with.empty()) {
    const Figure* other = Find(report.figures, with);
    if (other == nullptr) {
      out->printed = Missing(with);
      return;
    }
    out->compared_with = *other;
  }
  // Without a display the exact values are compared.
  const auto steps = [&](const std::string& id) -> std::optional<int64_t> {
    if (!reference.display.has_value() || with.empty()) return std::nullopt;
    return FootedSteps(report, id, *reference.display);
  };
  const auto word = PrintComparison(figure.value, out->compared_with->value,
                                    reference, steps(figure.id), steps(with));
  out->comparable = word.has_value();
  out->ambiguous = !reference.absolute && IsNegative(figure.value) &&
                   IsNegative(out->compared_with->value);
  out->printed =
      word.value_or(absl::StrCat("[kan inte jämföras: ", figure.id,
                                 with.empty() ? "" : " och ", with, "]"));
}

PrintedReference PrintOne(const TextReference& reference,
                          const Report& report) {
  PrintedReference printed;
  const Figure* figure = Find(report.figures, reference.figure_id);
  if (figure == nullptr) {
    printed.figure.id = reference.figure_id;
    printed.printed = Missing(reference.figure_id);
    return printed;
  }
  printed.figure = *figure;
  printed.display = reference.display.value_or(DefaultDisplay(figure->value));
  if (reference.comparison.has_value()) {
    PrintComparedWith(*figure, reference, report, &printed);
  } else {
    printed.printed = PrintReference(
        figure->value, reference,
        FootedSteps(report, reference.figure_id, printed.display));
  }
  return printed;
}

ReportText BuildText(const std::string& file, const ParsedText& parsed,
                     const Report& report) {
  ReportText text{file, parsed.markdown, {}};
  for (const TextReference& reference : parsed.references) {
    text.references.push_back(PrintOne(reference, report));
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
                              ShownCell{held->display, held->printed_steps});
    }
  }
}

BuiltTables BuildTables(const ReportLayout& layout, const YearFacts& facts,
                        Report* report) {
  BuiltTables built;
  ForEachTable(layout, [&](const TableSpec& spec) {
    const Table* source = FindTable(facts.tables, spec.table_id);
    if (source == nullptr) return;
    Table table = BuildTable(spec, facts, *source, &report->figures);
    RoundTable(&table);
    if (facts.last_year.has_value()) RemarkRestated(*facts.last_year, &table);
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

std::vector<DeviationQuestion> DeviationQuestions(const ReportLayout& layout,
                                                  int year) {
  std::vector<DeviationQuestion> questions;
  ForEachTable(layout, [&](const TableSpec& spec) {
    for (const ColumnSpec& column : spec.columns) {
      if (column.kind != ColumnSpec::Kind::kDeviation) continue;
      for (const BudgetRow& row : column.rows) {
        if (row.negated) continue;  // Made with the report.
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
