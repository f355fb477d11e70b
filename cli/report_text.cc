#include "cli/report_text.h"

#include <functional>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "cli/output.h"

namespace finsam::cli {
namespace {

namespace pb = gateway::v1;
using common::v1::Table;
using Sections = google::protobuf::RepeatedPtrField<pb::Section>;
using Rows = std::vector<std::vector<std::string>>;

constexpr size_t kRootDigitsShown = 12;

struct Tally {
  int sections = 0;
  int texts = 0;
  std::vector<const Table*> tables;  // In the report's order.
};

void Count(const Sections& sections, Tally* tally) {
  for (const pb::Section& section : sections) {
    ++tally->sections;
    for (const pb::Block& block : section.blocks()) {
      if (block.has_table()) {
        tally->tables.push_back(&block.table());
      } else {
        ++tally->texts;
      }
    }
    Count(section.sections(), tally);
  }
}

// Adds the printed figures of the table's rows that are wanted.
void AddFigures(const Table& table,
                const std::function<bool(const common::v1::Row&)>& wanted,
                Rows* out) {
  for (const common::v1::Row& row : table.rows()) {
    if (!wanted(row)) continue;
    for (int i = 0; i < row.cells_size(); ++i) {
      const auto& cell = row.cells(i);
      if (!cell.has_figure() || i >= table.columns_size()) continue;
      const bool money = cell.figure().value().has_amount_ore();
      out->push_back(
          {row.label(), table.columns(i).label(),
           money ? absl::StrCat(cell.text(), " ", table.unit()) : cell.text(),
           cell.figure().id()});
    }
  }
}

Rows MainFigures(const std::vector<const Table*>& tables) {
  Rows rows;
  for (const auto& [id, main_row] : {std::pair<const char*, const char*>{
                                         "income-statement", "result-of-year"},
                                     {"balance-sheet", "total-assets"},
                                     {"balance-sheet", "total-own-capital"},
                                     {"cash-flow", "cash-flow-of-year"},
                                     {"multi-year-overview", "equity-ratio"}}) {
    for (const Table* table : tables) {
      if (table->id() != id) continue;
      const std::string name = main_row;
      AddFigures(
          *table, [&](const auto& row) { return row.id() == name; }, &rows);
    }
  }
  if (!rows.empty()) return rows;
  for (const Table* table : tables) {
    AddFigures(
        *table,
        [](const auto& row) { return row.kind() == common::v1::Row::TOTAL; },
        &rows);
  }
  return rows;
}

std::string SourcesText(
    const google::protobuf::RepeatedPtrField<common::v1::Revision>& sources) {
  std::string text;
  for (const auto& source : sources) {
    absl::StrAppend(
        &text, text.empty() ? "" : ", ", source.service(), " ",
        source.revision(), " (",
        absl::BytesToHexString(source.root()).substr(0, kRootDigitsShown), ")");
  }
  return text;
}

}  // namespace

std::string AssembledText(const pb::Report& report) {
  Tally tally;
  Count(report.sections(), &tally);
  const Rows rows = MainFigures(tally.tables);
  return absl::StrCat(
      report.association(), "\n", report.title(), "\n", tally.sections,
      " avsnitt, ",
      Counted(static_cast<int64_t>(tally.tables.size()), "tabell", "tabeller"),
      ", ", Counted(tally.texts, "text", "texter"), "\n\n",
      rows.empty() ? "Rapporten har inga summor att visa här; finsam report "
                     "render skriver den hel.\n"
                   : Grid({"Rad", "Kolumn", "Värde", "Siffra"}, rows, {2}),
      "\nKällor: ", SourcesText(report.sources()), "\n");
}

}  // namespace finsam::cli
