// Tables of participants as they were published, and what of ours differs.

#ifndef FINSAM_TESTS_PARTICIPANTS_REFERENCE_TABLES_H_
#define FINSAM_TESTS_PARTICIPANTS_REFERENCE_TABLES_H_

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/figure/table.h"

namespace finsam::participants {

struct PublishedRow {
  std::string label;
  std::string cells;  // Between "|"; an empty one is blank. "24|38||3,2".
};

struct PublishedTable {
  std::string id;       // Of layouts/counts.yaml.
  std::string columns;  // Labels between "|".
  std::vector<PublishedRow> rows;
};

// A published cell that other published numbers contradict.
struct Contradiction {
  std::string cell;  // "avslut/Sjukdom/Andel": table, row and column.
  std::string published;
  std::string ours;
};

struct Published {
  std::vector<PublishedTable> tables;
  std::vector<Contradiction> contradictions;
};

inline std::string CellText(const Contradiction& cell) {
  return absl::StrCat(cell.cell, ": ", cell.published, " or ", cell.ours);
}

inline std::string WithoutNoBreak(const std::string& text) {
  return absl::StrReplaceAll(text, {{"\u00a0", " "}});
}

// As it is printed; empty for a blank cell.
inline std::string TextOf(const Cell& cell) {
  const auto* held = std::get_if<FigureCell>(&cell);
  return held == nullptr ? "" : WithoutNoBreak(PrintedText(*held));
}

// What differs between `published` and `table`, columns and rows first. Adds
// the number of cells that were held against one another to `*compared`.
inline std::vector<Contradiction> Differences(const PublishedTable& published,
                                              const Table& table,
                                              size_t* compared) {
  std::vector<Contradiction> differences;
  const auto compare = [&](const std::string& at, std::string theirs,
                           std::string ours) {
    if (theirs == ours) return;
    differences.push_back(
        {absl::StrCat(table.id, "/", at), std::move(theirs), std::move(ours)});
  };
  const auto label = [](std::string* out, const auto& line) {
    out->append(line.label);
  };
  compare("columns", published.columns,
          absl::StrJoin(table.columns, "|", label));
  compare("rows", absl::StrJoin(published.rows, "|", label),
          absl::StrJoin(table.rows, "|", label));
  if (!differences.empty()) return differences;
  for (size_t i = 0; i < table.rows.size(); ++i) {
    const PublishedRow& row = published.rows[i];
    const std::vector<std::string> cells = absl::StrSplit(row.cells, '|');
    if (cells.size() != table.columns.size()) {
      compare(row.label, row.cells, "another number of cells");
      continue;
    }
    for (size_t j = 0; j < cells.size(); ++j) {
      compare(absl::StrCat(row.label, "/", table.columns[j].label), cells[j],
              TextOf(table.rows[i].cells[j]));
      ++*compared;
    }
  }
  return differences;
}

}  // namespace finsam::participants

#endif  // FINSAM_TESTS_PARTICIPANTS_REFERENCE_TABLES_H_
