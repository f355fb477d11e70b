#include "services/budget/domain/table_layout.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/text.h"
#include "services/budget/domain/draft_problems.h"

namespace finsam::budget {
namespace {

class Checker {
 public:
  Checker(absl::string_view file_name, std::vector<Problem>* problems)
      : file_name_(file_name), problems_(problems) {}

  void Check(const TableLayout& layout) {
    if (layout.tables.empty()) {
      Add(1, "TABLE_EMPTY", "tables", "Layouten har inga tabeller.");
    }
    CheckSize(1, "tables", layout.tables.size(), kTablesMax);
    std::map<std::string, int64_t> seen;
    const size_t count = std::min(layout.tables.size(), kTablesMax);
    for (size_t i = 0; i < count; ++i) {
      const TableLayoutTable& table = layout.tables[i];
      CheckId(table.file_line, table.id);
      CheckTwice(&seen, table.id, table.file_line, "TABLE_ID_TWICE");
      CheckTable(table);
    }
    if (count_ <= kTableProblemsMax) return;
    count_ = 0;
    Add(1, "TABLE_TOO_LARGE", "",
        absl::StrCat("Fler fel än ", kTableProblemsMax, " visas inte."));
  }

 private:
  void Add(int64_t line, absl::string_view reason, absl::string_view field,
           absl::string_view message, absl::string_view found = "",
           absl::string_view expected = "") {
    if (++count_ > kTableProblemsMax) return;
    problems_->push_back({.severity = Severity::kError,
                          .reason = std::string(reason),
                          .file = file_name_,
                          .line = line,
                          .field = std::string(field),
                          .found = Shortened(found, kFoundBytesMax),
                          .expected = std::string(expected),
                          .message = std::string(message)});
  }

  void CheckSize(int64_t line, absl::string_view field, size_t size,
                 size_t size_max) {
    if (size <= size_max) return;
    Add(line, "TABLE_TOO_LARGE", field, "Listan är för lång.",
        absl::StrCat(size), absl::StrCat("högst ", size_max));
  }

  void CheckText(int64_t line, absl::string_view field, const std::string& text,
                 size_t bytes_min = 1) {
    if (bytes_min <= text.size() && text.size() <= kTableTextBytesMax) return;
    Add(line, "TABLE_TEXT_SIZE", field, "Texten saknas eller är för lång.",
        absl::StrCat(text.size(), " byte"),
        absl::StrCat(bytes_min, " till ", kTableTextBytesMax, " byte"));
  }

  void CheckId(int64_t line, const std::string& id) {
    if (IsPlainId(id, kTableIdBytesMax)) return;
    Add(line, "TABLE_ID_INVALID", "id", "Namnet kan inte användas som id.", id,
        absl::StrCat("a-z, 0-9 och bindestreck, högst ", kTableIdBytesMax,
                     " tecken"));
  }

  void CheckTwice(std::map<std::string, int64_t>* seen, const std::string& id,
                  int64_t line, absl::string_view reason) {
    const auto [earlier, is_new] = seen->emplace(id, line);
    if (is_new) return;
    Add(line, reason, "", absl::StrCat("Finns redan på rad ", earlier->second),
        id);
  }

  void CheckTable(const TableLayoutTable& table) {
    CheckText(table.file_line, "title", table.title);
    CheckText(table.file_line, "row-header", table.row_header, 0);
    if (table.columns.empty() || table.rows.empty()) {
      Add(table.file_line, "TABLE_EMPTY", table.id,
          "Tabellen har inga kolumner eller inga rader.");
    }
    CheckSize(table.file_line, "columns", table.columns.size(),
              kTableColumnsMax);
    CheckSize(table.file_line, "rows", table.rows.size(), kTableRowsMax);
    std::map<std::string, int64_t> columns;
    for (const TableColumnLayout& column : table.columns) {
      CheckColumn(column);
      CheckTwice(&columns, column.key.Id(), column.file_line,
                 "TABLE_COLUMN_TWICE");
    }
    std::set<std::string> totals;  // All of the table's.
    for (const TableRowLayout& row : table.rows) {
      if (row.source == TableRowSource::kTotal) totals.insert(row.name);
    }
    std::map<std::string, int64_t> rows;
    for (const TableRowLayout& row : table.rows) {
      CheckRow(row);
      for (const TotalTerm& term : row.of) {
        if (totals.contains(term.id) && !rows.contains(term.id) &&
            !IsSum(term.id)) {
          Add(row.file_line, "TABLE_TERM", "of",
              "Summan står inte ovanför raden.", term.id);
        }
      }
      CheckTwice(&rows, row.Id(), row.file_line, "TABLE_ROW_TWICE");
      CheckOnly(row, columns);
    }
  }

  void CheckColumn(const TableColumnLayout& column) {
    CheckText(column.file_line, "label", column.label);
    const ColumnKey& key = column.key;
    const bool needs_month = key.source == ColumnSource::kOutcome;
    const bool may_have_month = needs_month ||
                                key.source == ColumnSource::kBudget ||
                                key.source == ColumnSource::kDeviation;
    const bool is_layout_source = key.source == ColumnSource::kPlan ||
                                  key.source == ColumnSource::kForecast ||
                                  may_have_month;
    if (is_layout_source && kTableYearMin <= key.year &&
        key.year <= kTableYearMax && key.month >= (needs_month ? 1 : 0) &&
        key.month <= (may_have_month ? kMonths : 0)) {
      return;
    }
    Add(column.file_line, "TABLE_COLUMN", "columns",
        "Perioden passar inte kolumnen.", key.Id(),
        needs_month ? "ett år och en månad: 2024-06" : "ett år: 2024");
  }

  static bool IsSum(const std::string& id) {
    return id == kIncomeSum || id == kCostsSum || id == kResultSum ||
           id == kClosingCapital;
  }

  void CheckRow(const TableRowLayout& row) {
    using Source = TableRowSource;
    const bool needs_label = row.source == Source::kCapital ||
                             row.source == Source::kSubtotal ||
                             row.source == Source::kTotal;
    CheckText(row.file_line, "label", row.label, needs_label ? 1 : 0);
    if (row.source != Source::kCapital) {
      CheckText(row.file_line, "name", row.name);
    }
    if (row.source == Source::kLine && !row.name.empty() &&
        (!IsPlainId(row.name, kLineIdBytesMax) || IsSum(row.name))) {
      Add(row.file_line, "TABLE_ID_INVALID", "line",
          "Så kan ingen rad i budgeten heta.", row.name);
    }
    if (row.source != Source::kTotal) return;
    CheckId(row.file_line, row.name);
    if (row.of.empty() && !IsSum(row.name)) {
      Add(row.file_line, "TABLE_TOTAL", "total",
          "Summan säger inte vad den är en summa av.", row.name,
          "of: [...], eller income, costs, result eller closing-capital");
    }
    CheckSize(row.file_line, "of", row.of.size(), kTableListMax);
    std::set<std::string> seen;
    for (const TotalTerm& term : row.of) {
      absl::string_view id = term.id;
      absl::ConsumePrefix(&id, GroupLine(""));
      const bool is_id = IsPlainId(id, kLineIdBytesMax);
      if (!is_id || !seen.insert(term.id).second) {
        Add(row.file_line, "TABLE_TERM", "of",
            "Inget id, eller ett som står två gånger.", term.id);
      }
    }
  }

  void CheckOnly(const TableRowLayout& row,
                 const std::map<std::string, int64_t>& columns) {
    CheckSize(row.file_line, "only", row.only.size(), kTableListMax);
    std::set<std::string> seen;
    for (const std::string& column : row.only) {
      if (columns.contains(column) && seen.insert(column).second) continue;
      std::string known;
      for (const auto& [id, line] : columns) {
        absl::StrAppend(&known, known.empty() ? "" : ", ", id);
      }
      Add(row.file_line, "TABLE_ONLY", "only",
          "Tabellen har ingen sådan kolumn, eller den står två gånger.", column,
          Shortened(known, kTableTextBytesMax));
    }
  }

  const std::string file_name_;
  std::vector<Problem>* const problems_;
  size_t count_ = 0;
};

}  // namespace

std::string TableRowLayout::Id() const {
  switch (source) {
    case TableRowSource::kHeading:
      return absl::StrCat("heading.", Slug(name).substr(0, kTableIdBytesMax));
    case TableRowSource::kGroup:
      return absl::StrCat("lines.", Slug(name).substr(0, kTableIdBytesMax));
    case TableRowSource::kSubtotal:
      return GroupLine(name);
    case TableRowSource::kCapital:
      return kOpeningCapital;
    case TableRowSource::kLine:
    case TableRowSource::kTotal:
      break;
  }
  return name;
}

void CheckTableLayout(const TableLayout& layout, absl::string_view file_name,
                      std::vector<Problem>* problems) {
  Checker(file_name, problems).Check(layout);
}

}  // namespace finsam::budget
