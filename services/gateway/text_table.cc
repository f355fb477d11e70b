// Tables for a terminal: aligned columns.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/gateway/domain/utf8.h"
#include "services/gateway/printed.h"
#include "services/gateway/render_text.h"
#include "services/gateway/text_columns.h"

namespace finsam::gateway {
namespace {

using common::v1::Row;
using common::v1::Table;

constexpr int64_t kGap = 2;
constexpr char kPartIndent[] = "  ";

// A column with what stands in it.
struct Column {
  std::string head;
  bool numeric = false;  // Aligned to the right, never wrapped.
  int64_t width = 0;
  int64_t natural_width = 0;  // What it would need to wrap nothing.
};

// A table as strings, one per cell, before it is laid out.
struct Line {
  Row::Kind kind = Row::DETAIL;
  std::vector<std::string> cells;
};

class TableLines {
 public:
  TableLines(const Table& table, std::string* out) : out_(out) {
    ReadColumns(table);
    for (const Row& row : table.rows()) lines_.push_back(ReadRow(table, row));
    SetWidths();
  }

  void Append();

 private:
  void ReadColumns(const Table& table);
  Line ReadRow(const Table& table, const Row& row);
  void SetWidths();
  int64_t TotalWidth() const;
  bool AnyWraps() const;
  void AppendCells(const std::vector<std::string>& cells, bool at_bottom);
  void AppendTotalRule();

  std::string* out_;
  std::vector<Column> columns_;
  std::vector<Line> lines_;
  bool has_notes_ = false;
};

void TableLines::ReadColumns(const Table& table) {
  columns_.push_back({Printable(table.row_header())});
  has_notes_ = std::any_of(table.rows().begin(), table.rows().end(),
                           [](const Row& row) { return !row.note().empty(); });
  if (has_notes_) columns_.push_back({"Not"});
  for (const auto& column : table.columns()) {
    columns_.push_back({Printable(column.label())});
  }
}

Line TableLines::ReadRow(const Table& table, const Row& row) {
  const char* indent = row.kind() == Row::OF_WHICH ? kPartIndent : "";
  Line line{row.kind(), {absl::StrCat(indent, Printable(row.label()))}};
  if (row.kind() == Row::HEADING) return line;
  if (has_notes_) line.cells.push_back(Printable(row.note()));
  for (int i = 0; i < table.columns_size(); ++i) {
    if (i >= row.cells_size()) {
      line.cells.push_back("");
      continue;
    }
    Column& column = columns_[line.cells.size()];
    column.numeric = column.numeric || row.cells(i).has_figure();
    line.cells.push_back(Printable(PrintedCell(row.cells(i))));
  }
  return line;
}

int64_t TableLines::TotalWidth() const {
  int64_t total = -kGap;
  for (const Column& column : columns_) total += column.width + kGap;
  return total;
}

// Every column is as wide as its widest word and each numeric one as its
// widest cell; what is then left of the line goes, column by column, to the
// one that lacks most.
void TableLines::SetWidths() {
  for (size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    column.width = WidestWord(column.head);
    column.natural_width = column.numeric ? 0 : ColumnWidth(column.head);
    for (const Line& line : lines_) {
      if (line.kind == Row::HEADING) continue;
      const std::string& cell = line.cells[i];
      const int64_t wide = ColumnWidth(cell);
      column.natural_width = std::max(column.natural_width, wide);
      column.width =
          std::max(column.width, column.numeric ? wide : WidestWord(cell));
    }
  }
  for (int64_t left = kTextWidth - TotalWidth(); left > 0; --left) {
    Column& neediest = *std::max_element(
        columns_.begin(), columns_.end(), [](const Column& a, const Column& b) {
          return a.natural_width - a.width < b.natural_width - b.width;
        });
    if (neediest.natural_width <= neediest.width) return;
    ++neediest.width;
  }
}

bool TableLines::AnyWraps() const {
  return std::any_of(
      columns_.begin() + 1, columns_.end(),
      [](const Column& column) { return column.width < column.natural_width; });
}

void TableLines::AppendCells(const std::vector<std::string>& cells,
                             bool at_bottom) {
  std::vector<std::vector<std::string>> wrapped;
  size_t height = 1;
  for (size_t i = 0; i < cells.size(); ++i) {
    wrapped.push_back(Wrapped(cells[i], columns_[i].width));
    height = std::max(height, wrapped.back().size());
  }
  // Wrapping drops the indent of a "varav" line; put it back.
  if (absl::StartsWith(cells[0], kPartIndent)) {
    for (std::string& part : wrapped[0]) part.insert(0, kPartIndent);
  }
  for (size_t n = 0; n < height; ++n) {
    std::string line;
    for (size_t i = 0; i < cells.size(); ++i) {
      const size_t lead = at_bottom ? height - wrapped[i].size() : 0;
      const bool there = n >= lead && n - lead < wrapped[i].size();
      const std::string part = there ? wrapped[i][n - lead] : "";
      const int64_t width = columns_[i].width;
      if (i > 0) line += std::string(kGap, ' ');
      line += columns_[i].numeric ? PaddedLeft(part, width)
                                  : PaddedRight(part, width);
    }
    AppendLine(line, out_);
  }
}

// A line above each number of a total.
void TableLines::AppendTotalRule() {
  std::vector<std::string> rules;
  for (const Column& column : columns_) {
    const int64_t length = column.numeric ? column.width : 0;
    rules.push_back(std::string(static_cast<size_t>(length), '-'));
  }
  AppendCells(rules, /*at_bottom=*/false);
}

void TableLines::Append() {
  std::vector<std::string> head;
  for (const Column& column : columns_) head.push_back(column.head);
  AppendCells(head, /*at_bottom=*/true);
  const int64_t width = std::max<int64_t>(TotalWidth(), 0);
  AppendLine(std::string(static_cast<size_t>(width), '-'), out_);
  const bool apart = AnyWraps();
  bool first = true;
  for (const Line& line : lines_) {
    const bool group = line.kind == Row::HEADING;
    if (!first && (apart || group)) AppendLine("", out_);
    if (line.kind == Row::TOTAL) AppendTotalRule();
    if (group) {
      AppendLine(line.cells[0], out_);
    } else {
      AppendCells(line.cells, /*at_bottom=*/false);
    }
    first = group;
  }
}

}  // namespace

std::string RenderTableText(const Table& table) {
  std::string out;
  const bool show_unit = !table.unit().empty() && !HeadSaysUnit(table);
  const std::string unit =
      show_unit ? absl::StrCat(" (", table.unit(), ")") : "";
  AppendLine(Printable(absl::StrCat(table.title(), unit)), &out);
  AppendLine("", &out);
  TableLines(table, &out).Append();
  if (!table.remark().empty()) {
    AppendLine("", &out);
    for (const std::string& line :
         Wrapped(Printable(table.remark()), kTextWidth)) {
      AppendLine(line, &out);
    }
  }
  return out;
}

}  // namespace finsam::gateway
