// Rules over notes, labels and budget columns.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/gateway/domain/report_table.h"
#include "services/gateway/domain/rule.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;

constexpr char kTotal[] = "total";

const FigureCell* CellAt(const TableRow& row, size_t column) {
  if (column >= row.cells.size()) return nullptr;
  return std::get_if<FigureCell>(&row.cells[column]);
}

std::optional<Ore> AmountAt(const TableRow& row, size_t column) {
  const FigureCell* cell = CellAt(row, column);
  if (cell == nullptr) return std::nullopt;
  const auto* ore = std::get_if<Ore>(&cell->figure.value);
  return ore == nullptr ? std::nullopt : std::optional(*ore);
}

const TableRow* TotalRow(const Table& table) {
  for (const TableRow& row : table.rows) {
    if (row.id == kTotal) return &row;
  }
  return nullptr;
}

void NoteAddsUp(RuleRun& run) {
  ForEachPrintedTable(run.input().report->sections, [&run](const Table& note) {
    const TableRow* total = TotalRow(note);
    if (!absl::StartsWith(note.id, "note-") || total == nullptr) return;
    for (size_t column = 0; column < note.columns.size(); ++column) {
      Ore sum;
      bool any = false;
      bool unknown = false;  // A line says "–": then the sum is not known.
      for (const TableRow& row : note.rows) {
        if (row.kind != RowKind::kDetail) continue;
        const FigureCell* part = CellAt(row, column);
        unknown = unknown || (part != nullptr && !HasValue(part->figure.value));
        const auto amount = AmountAt(row, column);
        any = any || amount.has_value();
        sum += amount.value_or(Ore{});
      }
      const FigureCell* cell = CellAt(*total, column);
      // A column may give the total alone: a budget that has no such rows.
      if (cell == nullptr || !any || unknown) continue;
      run.RequireEqual(
          cell->figure.id, kError, AmountAt(*total, column), sum,
          {cell->figure.id},
          absl::StrCat(note.title, ", ", note.columns[column].label,
                       ": raderna ger inte notens summa."));
    }
  });
}

// The row of `note` that is exactly the difference: what one of the two
// counts and the other does not.
std::string RowThatExplains(const Table& note, int year, Ore difference,
                            const FigureIndex& figures) {
  for (const TableRow& row : note.rows) {
    if (row.kind == RowKind::kTotal) continue;
    const Figure* figure =
        Find(figures, absl::StrCat(note.id, "/", row.id, "/", year));
    if (figure == nullptr) continue;
    const auto* ore = std::get_if<Ore>(&figure->value);
    if (ore != nullptr && ore->value != 0 &&
        Magnitude(*ore) == Magnitude(difference)) {
      return row.label;
    }
  }
  return "";
}

void CompareNote(RuleRun& run, const Table& statement, const TableRow& row,
                 const Table& note, int year) {
  const std::string line_id =
      absl::StrCat(statement.id, "/", row.id, "/", year);
  const std::string total_id = absl::StrCat(note.id, "/total/", year);
  const auto line = run.Amount(line_id);
  const auto total = run.Amount(total_id);
  if (!line.has_value() || !total.has_value()) return;
  run.Compared();
  if (Magnitude(*line) == Magnitude(*total)) return;
  const std::string row_label = RowThatExplains(
      note, year, Magnitude(*total) - Magnitude(*line), run.figures());
  std::string message =
      absl::StrCat("Summan i ", note.title, " är inte raden ", row.label, " i ",
                   statement.title, " ", year, ".");
  if (!row_label.empty()) {
    absl::StrAppend(&message, " Skillnaden är raden ", row_label,
                    ", som bara den ena räknar med.");
  }
  const PrintedPair printed = PrintPair(*total, *line);
  run.Add(absl::StrCat(note.id, "/", year),
          row_label.empty() ? kError : kDefinition, message,
          {total_id, line_id}, printed.found, printed.expected);
}

// Lines of one statement may share a note, such as costs and depreciation:
// true when there are several and their sum is the note's.
bool SharedNoteTies(RuleRun& run, const Table& statement, const Table& note,
                    const std::string& number, int year) {
  const auto total = run.Amount(absl::StrCat(note.id, "/total/", year));
  if (!total.has_value()) return false;
  Ore sum;
  int lines = 0;
  for (const TableRow& row : statement.rows) {
    if (row.note != number) continue;
    const auto line =
        run.Amount(absl::StrCat(statement.id, "/", row.id, "/", year));
    if (!line.has_value()) return false;
    sum += *line;
    ++lines;
  }
  return lines > 1 && Magnitude(sum) == Magnitude(*total);
}

void NoteTiesToStatement(RuleRun& run) {
  const std::vector<Table>& tables = run.input().facts->tables;
  for (const Table& statement : tables) {
    for (const TableRow& row : statement.rows) {
      if (row.note.empty()) continue;
      const Table* note = FindTable(tables, absl::StrCat("note-", row.note));
      if (note == nullptr) continue;
      for (const int year : {run.year(), run.year() - 1}) {
        if (SharedNoteTies(run, statement, *note, row.note, year)) {
          run.Compared();
        } else {
          CompareNote(run, statement, row, *note, year);
        }
      }
    }
  }
}

// Rows called "Summa" or "Totalt" are about their own table.
bool IsGeneralLabel(const std::string& label) {
  return absl::StartsWith(label, "Summa") || absl::StartsWith(label, "Total");
}

void SameLabelSameFigure(RuleRun& run) {
  struct Seen {
    std::string id;
    std::string table;
    Ore amount;
  };
  std::map<std::string, Seen> seen;
  const std::string column = absl::StrCat(run.year());
  ForEachPrintedTable(run.input().report->sections, [&](const Table& table) {
    if (absl::StartsWith(table.id, "note-")) return;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].id != column) continue;
      for (const TableRow& row : table.rows) {
        const auto amount = AmountAt(row, i);
        if (!amount.has_value() || IsGeneralLabel(row.label)) continue;
        const std::string id = CellAt(row, i)->figure.id;
        const auto [first, is_new] =
            seen.try_emplace(row.label, Seen{id, table.title, *amount});
        if (is_new || first->second.id == id) continue;
        run.Compared();
        if (Magnitude(first->second.amount) == Magnitude(*amount)) continue;
        const PrintedPair printed = PrintPair(*amount, first->second.amount);
        const std::string where =
            table.title == first->second.table
                ? absl::StrCat(" är två olika belopp i ", table.title, ".")
                : absl::StrCat(" är ett annat belopp i ", table.title, " än i ",
                               first->second.table, ".");
        run.Add(id, kDefinition, absl::StrCat("Raden ", row.label, where),
                {id, first->second.id}, printed.found, printed.expected);
      }
    }
  });
}

// All budget cells come from one budget, so they can only differ in basis: a
// sum of lines shown beside a sum of others.
void BudgetIsOne(RuleRun& run) {
  const int year = run.year();
  const std::string costs = run.Id("budget/costs", year);
  for (const std::string& cell :
       {BudgetCellId("income-statement", "operating-costs", year),
        BudgetCellId("note-3", kTotal, year),
        BudgetCellId("operations-account", "net-cost", year)}) {
    const auto amount = run.Amount(cell);
    if (!amount.has_value()) continue;
    run.RequireEqual(cell, kError, Magnitude(*amount), run.Amount(costs),
                     {cell, costs},
                     "Budgetens kostnader är inte samma belopp överallt.");
  }
}

void BudgetResultIsShown(RuleRun& run) {
  const int year = run.year();
  const std::string result = run.Id("budget/result", year);
  const auto amount = run.Amount(result);
  if (!amount.has_value()) return;
  run.Compared();
  const Report& report = *run.input().report;
  for (const std::string& shown :
       {result, BudgetCellId("income-statement", "result-of-year", year),
        BudgetCellId("operations-account", "result", year)}) {
    if (report.printed.contains(shown)) return;
  }
  const char* where = report.kind == ReportKind::kAnnual
                          ? " visas inte i resultaträkningen; det är "
                          : " visas inte i någon tabell; det är ";
  run.Add(
      "result-not-shown", kExplain,
      absl::StrCat("Budgeterat resultat ", year, where, Kronor(*amount), "."),
      {result}, "", Kronor(*amount));
}

void DeviationIsFavourablePositive(RuleRun& run) {
  const int year = run.year();
  const std::string outcome = run.Id("operations-account/net-cost", year);
  const std::string budget = run.Id("budget/costs", year);
  const std::string deviation =
      DeviationCellId("operations-account", "net-cost", year);
  const auto spent = run.Amount(outcome);
  const auto planned = run.Amount(budget);
  if (!spent.has_value() || !planned.has_value()) return;
  run.RequireEqual(deviation, kError, run.Amount(deviation), *planned - *spent,
                   {deviation, budget, outcome},
                   "Avvikelsen är inte budget minus utfall.");
}

}  // namespace

const std::vector<Rule>& NoteRules() {
  static const std::vector<Rule> rules = {
      {"NT-1", "Noternas rader ger noternas summor", "LKBR 9 kap.", NoteAddsUp},
      {"NT-2", "Noterna stämmer med uppställningarna", "LKBR 9 kap.",
       NoteTiesToStatement},
      {"LB-1", "Samma ord är samma belopp", "God redovisningssed",
       SameLabelSameFigure},
      {"BU-1", "Budgeten är en och samma", "Finsamlagen 23 §", BudgetIsOne},
      {"BU-2", "Avvikelser har ett tecken", "RKR R14",
       DeviationIsFavourablePositive},
      {"BU-4", "Budgeterat resultat visas", "RKR R14", BudgetResultIsShown},
  };
  return rules;
}

}  // namespace finsam::gateway
