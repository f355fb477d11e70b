#include "services/budget/table_layout_file.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/files/input.h"
#include "common/files/yaml.h"

namespace finsam::budget {
namespace {

// In the order of TableRowSource.
constexpr const char* kRowKeys[] = {"heading",         "group",    "line",
                                    "opening-capital", "subtotal", "total"};
// In the order of ColumnSource.
constexpr const char* kColumnKeys[] = {"budget", "plan", "forecast", "outcome",
                                       "deviation"};
constexpr size_t kYearDigits = 4;
constexpr size_t kMonthDigits = 2;

// The index of the one of `keys` that the map has. A problem with `reason`
// when there is none, or several.
template <size_t N>
std::optional<size_t> KeyOf(YamlMap& map, const char* const (&keys)[N],
                            absl::string_view reason) {
  std::optional<size_t> found;
  bool several = false;
  for (size_t i = 0; i < N; ++i) {
    if (!map.Has(keys[i])) continue;
    several = several || found.has_value();
    found = i;
  }
  if (found.has_value() && !several) return found;
  for (const char* key : keys) map.Text(key);  // Not also an unknown key.
  map.AddProblem("", reason, "Det ska stå exakt en sådan nyckel.", "",
                 absl::StrJoin(keys, ", "));
  return std::nullopt;
}

bool AllDigits(absl::string_view text, size_t count) {
  return text.size() == count &&
         text.find_first_not_of("0123456789") == absl::string_view::npos;
}

// Reads "2024" or "2017-06" into year and month.
bool ReadPeriod(absl::string_view text, ColumnKey* key) {
  const absl::string_view year = text.substr(0, kYearDigits);
  if (!AllDigits(year, kYearDigits)) return false;
  if (!absl::SimpleAtoi(year, &key->year)) return false;
  absl::string_view month = text.substr(kYearDigits);
  if (month.empty()) return true;
  return absl::ConsumePrefix(&month, "-") && AllDigits(month, kMonthDigits) &&
         absl::SimpleAtoi(month, &key->month) && 1 <= key->month &&
         key->month <= kMonths;
}

TableColumnLayout ReadColumn(YamlMap& map) {
  TableColumnLayout column;
  column.file_line = map.line();
  column.label = map.RequireText("label");
  if (const auto found = KeyOf(map, kColumnKeys, "TABLE_COLUMN")) {
    const char* key = kColumnKeys[*found];
    column.key.source = static_cast<ColumnSource>(*found);
    const std::string period = map.RequireText(key);
    if (!period.empty() && !ReadPeriod(period, &column.key)) {
      map.AddProblem(key, "TABLE_COLUMN",
                     "Perioden är inget år och ingen månad.", period,
                     "2024 eller 2024-06");
    }
  }
  // One column, however it is written.
  if (column.key.source == ColumnSource::kBudget &&
      column.key.month == kMonths) {
    column.key.month = 0;
  }
  map.Finish();
  return column;
}

TotalTerm ReadTerm(absl::string_view text) {
  absl::string_view id = absl::StripAsciiWhitespace(text);
  const bool is_subtracted = absl::ConsumePrefix(&id, "-");
  return {std::string(absl::StripLeadingAsciiWhitespace(id)),
          is_subtracted ? -1 : 1};
}

TableRowLayout ReadRow(YamlMap& map) {
  TableRowLayout row;
  row.file_line = map.line();
  row.only = map.Texts("only");
  const auto found = KeyOf(map, kRowKeys, "TABLE_ROW_KIND");
  if (!found.has_value()) {
    map.Text("label");
    map.Texts("of");
    map.Finish();
    return row;
  }
  row.source = static_cast<TableRowSource>(*found);
  row.name = map.RequireText(kRowKeys[*found]);
  switch (row.source) {
    case TableRowSource::kHeading:
    case TableRowSource::kGroup:
      break;
    case TableRowSource::kCapital:
      row.label = std::exchange(row.name, "");
      break;
    case TableRowSource::kLine:
      row.label = map.Text("label").value_or("");
      break;
    case TableRowSource::kTotal:
      for (const std::string& text : map.Texts("of")) {
        row.of.push_back(ReadTerm(text));
      }
      [[fallthrough]];
    case TableRowSource::kSubtotal:
      row.label = map.RequireText("label");
      break;
  }
  map.Finish();
  return row;
}

TableLayoutTable ReadTable(YamlMap& map) {
  constexpr Unit kUnits[] = {Unit::kKronor, Unit::kThousand, Unit::kMillion};
  TableLayoutTable table;
  table.file_line = map.line();
  table.id = map.RequireText("id");
  table.title = map.RequireText("title");
  table.unit = kUnits[map.Choice("unit", {"kr", "tkr", "mnkr"}).value_or(0)];
  table.row_header = map.Text("row-header").value_or("");
  for (YamlMap& column : map.Maps("columns")) {
    table.columns.push_back(ReadColumn(column));
  }
  for (YamlMap& row : map.Maps("rows")) table.rows.push_back(ReadRow(row));
  map.Finish();
  return table;
}

}  // namespace

std::optional<TableLayout> ReadTableLayout(absl::string_view file_name,
                                           absl::string_view bytes,
                                           std::vector<Problem>* problems) {
  const size_t before = problems->size();
  YamlFile file(file_name, bytes, problems);
  YamlMap root = file.Root();
  TableLayout layout;
  for (YamlMap& table : root.Maps("tables")) {
    layout.tables.push_back(ReadTable(table));
  }
  root.Finish();
  if (AnyError(*problems, before)) return std::nullopt;
  return layout;
}

}  // namespace finsam::budget
