#include "services/participants/counts_layout_file.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/figure/figure.h"
#include "common/files/input.h"
#include "common/files/yaml.h"
#include "services/participants/domain/year_text.h"
#include "services/participants/person_guard.h"

namespace finsam::participants {
namespace {

class LayoutReader {
 public:
  explicit LayoutReader(int year) : year_(year) {}

  TableLayout Read(YamlMap root) {
    TableLayout layout;
    for (YamlMap& map : root.Maps("tables")) {
      layout.tables.push_back(ReadTable(map));
    }
    root.Finish();
    return layout;
  }

 private:
  std::string Filled(YamlMap& map, absl::string_view key, std::string text) {
    std::optional<std::string> filled = FillYear(text, year_);
    if (filled.has_value()) return *std::move(filled);
    map.AddProblem(key, "LAYOUT_MALFORMED", "Klamrarna går inte att läsa.",
                   text, kYearTextForms);
    return text;
  }

  std::string Text(YamlMap& map, absl::string_view key) {
    return Filled(map, key, map.Text(key).value_or(""));
  }

  std::string RequireText(YamlMap& map, absl::string_view key) {
    return Filled(map, key, map.RequireText(key));
  }

  LaidOutTable ReadTable(YamlMap& map) {
    LaidOutTable table;
    table.line = map.line();
    table.id = RequireText(map, "id");
    table.title = RequireText(map, "title");
    table.row_header = Text(map, "row-header");
    table.remark = Text(map, "remark");
    table.period =
        map.Has("period") ? RequireText(map, "period") : absl::StrCat(year_);
    for (YamlMap& row : map.Maps("rows")) {
      RowKind kind = RowKind::kDetail;
      if (const auto said = row.Choice("kind", {"total", "heading"})) {
        kind = *said == 0 ? RowKind::kTotal : RowKind::kHeading;
      }
      table.rows.push_back(ReadSelection(row, kind));
    }
    for (YamlMap& column : map.Maps("columns")) {
      table.columns.push_back(ReadSelection(column, RowKind::kDetail));
    }
    ReadChart(map, &table);
    map.Finish();
    return table;
  }

  void ReadChart(YamlMap& map, LaidOutTable* table) {
    const auto kind = map.Choice("chart", {"bars", "lines"});
    const std::vector<std::string> named = map.Texts("chart-columns");
    if (!kind.has_value()) {
      if (map.Has("chart-columns") && !map.Has("chart")) {
        map.AddProblem("chart-columns", "LAYOUT_MALFORMED",
                       "Kolumner att rita anges bara där chart står.");
      }
      return;
    }
    TableChart chart;
    chart.kind =
        *kind == 0 ? TableChart::Kind::kBars : TableChart::Kind::kLines;
    std::vector<std::string> labels;
    for (const Selection& column : table->columns) {
      labels.push_back(column.label);
    }
    for (const std::string& text : named) {
      const std::string label = Filled(map, "chart-columns", text);
      chart.columns.push_back(Slug(label));
      if (std::find(labels.begin(), labels.end(), label) != labels.end()) {
        continue;
      }
      map.AddProblem("chart-columns", "LAYOUT_MALFORMED",
                     "Tabellen har ingen sådan kolumn.", label,
                     absl::StrJoin(labels, ", "));
    }
    table->charts.push_back(std::move(chart));
  }

  Selection ReadSelection(YamlMap& map, RowKind kind) {
    Selection selection;
    selection.line = map.line();
    selection.kind = kind;
    selection.label = RequireText(map, "label");
    for (size_t i = 0; i < kSelectionKeyCount; ++i) {
      const absl::string_view key = KeyWord(static_cast<SelectionKey>(i));
      if (map.Has(key)) {
        selection.keys[i] = RequireText(map, key);
      } else {
        map.Text(key);  // So that an unknown key is told what could stand.
      }
    }
    map.Finish();
    return selection;
  }

  const int year_;
};

}  // namespace

TableLayout ReadCountsLayoutFile(absl::string_view content, int year,
                                 std::vector<Problem>* problems) {
  if (HoldsPersons(kCountsLayoutFile, content, problems)) return {};
  const size_t before = problems->size();
  YamlFile file(kCountsLayoutFile, content, problems);
  TableLayout layout = LayoutReader(year).Read(file.Root());
  HidePersons(before, problems);
  // Of what could not be read as meant, nothing more can be said.
  if (!AnyError(*problems, before)) {
    CheckTableLayout(layout, kCountsLayoutFile, problems);
  }
  return layout;
}

}  // namespace finsam::participants
