// The language of layouts/counts.yaml (docs/year-folder.md): tables of counts,
// averages and survey answers as a person lays them out. count_tables.h fills
// them in.
//
// A row and a column each select a part of what a figure is about; a cell is
// the figure that both together name.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_TABLE_LAYOUT_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_TABLE_LAYOUT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/figure/table.h"

namespace finsam::participants {

inline constexpr size_t kLayoutTablesMax = 30;
inline constexpr size_t kLayoutRowsMax = 200;
inline constexpr size_t kLayoutColumnsMax = 40;
inline constexpr size_t kLayoutIdBytesMax = 64;
inline constexpr size_t kLayoutTextBytesMax = 300;
inline constexpr size_t kLayoutRemarkBytesMax = 1'000;
inline constexpr int kLayoutDecimalsMax = 3;

// What a row or a column may say.
enum class SelectionKey {
  kInitiative,  // "Enter"; "total": the association's total.
  kMeasure,     // "avslutade".
  kBreakdown,   // "avslutsorsak", together with
  kValue,       // "arbete".
  kGender,      // "kvinnor", "män", "annan", "ej angivet" or "totalt".
  kAverage,     // "år i offentlig försörjning".
  kSurvey,      // "Indikatorenkät avslutade", together with
  kQuestion,    // "Mer redo".
  kShow,        // One of ShowWords().
  kPeriod,      // "2023", "2022-12..2023-11".
  kFigure,      // A figure's id; then nothing of the above.
  kDecimals,    // "1".
};
inline constexpr size_t kSelectionKeyCount = 12;

// The key as the file writes it: "initiative".
absl::string_view KeyWord(SelectionKey key);

// What of a survey's question, an average or a part is shown: "answers",
// "positive", "share", "published" and "response-rate" of a survey (not said:
// "share"), "persons" of an average, "share-of-whole" of a part.
const std::vector<std::string>& ShowWords();

// The words for a gender: those of counts.csv in the order of Gender, and
// "totalt".
const std::vector<std::string>& GenderWords();

// A row or a column.
struct Selection {
  std::string label;
  RowKind kind = RowKind::kDetail;  // kDetail, kTotal or kHeading; of rows.
  std::array<std::optional<std::string>, kSelectionKeyCount> keys;
  int64_t line = 0;  // Where it was read; no fact.

  const std::optional<std::string>& of(SelectionKey key) const {
    return keys[static_cast<size_t>(key)];
  }
  std::optional<std::string>& of(SelectionKey key) {
    return keys[static_cast<size_t>(key)];
  }
};

struct LaidOutTable {
  std::string id;
  std::string title;
  std::string row_header;  // May be empty.
  std::string remark;      // May be empty.
  std::string period;      // Where neither row nor column says another.
  std::vector<TableChart> charts;
  std::vector<Selection> rows;
  std::vector<Selection> columns;
  int64_t line = 0;
};

struct TableLayout {
  std::vector<LaidOutTable> tables;
};

// Adds every problem of the layout that `file` held:
//   LAYOUT_MALFORMED  missing, too long, too many, or an unknown word
//   LAYOUT_AMBIGUOUS  a row and a column of one table say the same key, or
//                     keys that are about different things stand together
//   LAYOUT_DUPLICATE  a table's id, or a row's or column's label, twice
//   PERIOD_INVALID, PERSONAL_DATA
void CheckTableLayout(const TableLayout& layout, absl::string_view file,
                      std::vector<Problem>* problems);

// The ids of a table's rows, in order: the label's slug, after that of the
// heading above it. CheckTableLayout makes sure that each is there once.
std::vector<std::string> RowIds(const LaidOutTable& table);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_TABLE_LAYOUT_H_
