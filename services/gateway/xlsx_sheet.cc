#include "services/gateway/xlsx_sheet.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway {
namespace {

constexpr size_t kCellBytesMax = 32'000;  // A cell holds 32,767 characters.
constexpr lxw_row_t kUnitRow = 1;
constexpr lxw_row_t kHeadRow = 3;
// In letters, as the format counts.
constexpr int64_t kLabelWidth = 46;
constexpr int64_t kNoteWidth = 6;
constexpr int64_t kNumberWidth = 16;
constexpr int64_t kTextWidth = 30;
constexpr char kUnitIntroduction[] = "Belopp i ";
constexpr char kRowHeader[] = "Post";
constexpr char kNoteHeader[] = "Not";

// What a cell holds in its display's smallest step, and that display.
struct Held {
  int64_t steps = 0;
  Display display;
};

// As Format takes it: what does not suit the value falls back.
Display Effective(const Value& value, const Display& display) {
  const bool percent = display.unit == Unit::kPercent;
  const bool count = display.unit == Unit::kCount;
  const bool date = display.unit == Unit::kDate;
  if (std::holds_alternative<Count>(value)) return {Unit::kCount, 0};
  if (std::holds_alternative<Ratio>(value) && (percent || count)) {
    return display;
  }
  if (std::holds_alternative<Ore>(value) && !percent && !count && !date) {
    return display;
  }
  return DefaultDisplay(value);
}

std::optional<Held> HeldIn(const Cell* cell) {
  const auto* figure =
      cell == nullptr ? nullptr : std::get_if<FigureCell>(cell);
  if (figure == nullptr) return std::nullopt;
  const std::optional<int64_t> steps = PrintedSteps(*figure);
  if (!steps.has_value()) return std::nullopt;
  return Held{*steps, Effective(figure->figure.value, figure->display)};
}

// The library takes floating point; a quotient of two whole numbers below 2^53
// is the nearest there is, and prints back as it was.
double NumberOf(const Held& held) {
  int64_t divisor = held.display.unit == Unit::kPercent ? 100 : 1;
  for (int i = 0; i < held.display.decimals; ++i) divisor *= 10;
  return static_cast<double>(held.steps) / static_cast<double>(divisor);
}

// With the report's own minus sign and, before "%", its no-break space.
std::string NumberFormat(const Display& display) {
  std::string form = display.unit == Unit::kPercent ? "0" : "#,##0";
  if (display.decimals > 0) {
    absl::StrAppend(&form, ".",
                    std::string(static_cast<size_t>(display.decimals), '0'));
  }
  if (display.unit == Unit::kPercent) absl::StrAppend(&form, "\"\u00a0\"%");
  return absl::StrCat(form, ";\"−\"", form);
}

// In how many lines `text` wraps; one letter in eight is lost at their ends.
int64_t LinesOf(absl::string_view text, int64_t width) {
  return 1 + ColumnWidth(text) * 9 / 8 / width;
}

std::string CellName(lxw_row_t row, lxw_col_t column) {
  char name[LXW_MAX_CELL_NAME_LENGTH];
  lxw_rowcol_to_cell(name, row, column);
  return name;
}

class SheetWriter {
 public:
  SheetWriter(const Table& table, lxw_worksheet* sheet, XlsxLooks* looks)
      : table_(table),
        sheet_(sheet),
        looks_(*looks),
        has_notes_(
            std::any_of(table.rows.begin(), table.rows.end(),
                        [](const TableRow& row) { return !row.note.empty(); })),
        first_column_(has_notes_ ? 2 : 1) {}

  void Write(const std::string& title) {
    SetXlsxLines(sheet_, 0, 2);
    WriteXlsxText(sheet_, 0, 0, title,
                  looks_.Of({.bold = true, .font_size = 14}));
    if (!table_.unit.empty()) {
      WriteXlsxText(sheet_, kUnitRow, 0,
                    absl::StrCat(kUnitIntroduction, table_.unit),
                    looks_.Of({}));
    }
    WriteHead();
    for (size_t i = 0; i < table_.rows.size(); ++i) WriteRow(i);
    WriteRemarks();
    worksheet_freeze_panes(sheet_, kHeadRow + 1, 1);
    worksheet_repeat_rows(sheet_, kHeadRow, kHeadRow);
    worksheet_set_landscape(sheet_);
    constexpr uint8_t kPaperA4 = 9;
    worksheet_set_paper(sheet_, kPaperA4);
    worksheet_fit_to_pages(sheet_, 1, 0);
  }

 private:
  static lxw_row_t RowAt(size_t row) {
    return kHeadRow + 1 + static_cast<lxw_row_t>(row);
  }
  lxw_col_t ColumnAt(size_t column) const {
    return static_cast<lxw_col_t>(first_column_ + column);
  }
  std::string NameOf(size_t row, size_t column) const {
    return CellName(RowAt(row), ColumnAt(column));
  }
  const Cell* CellAt(size_t row, size_t column) const {
    const std::vector<Cell>& cells = table_.rows[row].cells;
    return column < cells.size() ? &cells[column] : nullptr;
  }
  std::optional<size_t> FindRow(const std::string& id) const {
    for (size_t i = 0; i < table_.rows.size(); ++i) {
      if (table_.rows[i].id == id) return i;
    }
    return std::nullopt;
  }
  std::optional<size_t> FindColumn(const std::string& id) const {
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      if (table_.columns[i].id == id) return i;
    }
    return std::nullopt;
  }

  bool IsNumeric(size_t column) const {
    for (size_t i = 0; i < table_.rows.size(); ++i) {
      const Cell* cell = CellAt(i, column);
      if (cell != nullptr && std::holds_alternative<FigureCell>(*cell)) {
        return true;
      }
    }
    return false;
  }

  void WriteHead() {
    const std::string& header = table_.row_header;
    WriteXlsxText(sheet_, kHeadRow, 0, header.empty() ? kRowHeader : header,
                  looks_.Of({.bold = true, .head = true, .wrap = true}));
    worksheet_set_column(sheet_, 0, 0, static_cast<double>(kLabelWidth),
                         nullptr);
    int64_t lines = LinesOf(header, kLabelWidth);
    if (has_notes_) {
      WriteXlsxText(sheet_, kHeadRow, 1, kNoteHeader,
                    looks_.Of({.bold = true, .head = true}));
      worksheet_set_column(sheet_, 1, 1, static_cast<double>(kNoteWidth),
                           nullptr);
    }
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      const bool numeric = IsNumeric(i);
      WriteXlsxText(
          sheet_, kHeadRow, ColumnAt(i), table_.columns[i].label,
          looks_.Of(
              {.bold = true, .head = true, .right = numeric, .wrap = true}));
      const int64_t width = numeric ? kNumberWidth : kTextWidth;
      worksheet_set_column(sheet_, ColumnAt(i), ColumnAt(i),
                           static_cast<double>(width), nullptr);
      lines = std::max(lines, LinesOf(table_.columns[i].label, width));
    }
    SetXlsxLines(sheet_, kHeadRow, lines);
  }

  void WriteRow(size_t row) {
    const TableRow& source = table_.rows[row];
    const bool total = source.kind == RowKind::kTotal;
    XlsxLook look;
    look.bold = total || source.kind == RowKind::kHeading;
    look.total = total;
    look.wrap = true;
    look.indent = source.kind == RowKind::kOfWhich ? 1 : 0;
    WriteXlsxText(sheet_, RowAt(row), 0, source.label, looks_.Of(look));
    look.indent = 0;
    if (has_notes_ && !source.note.empty()) {
      WriteXlsxText(sheet_, RowAt(row), 1, source.note, looks_.Of(look));
    }
    int64_t lines = LinesOf(source.label, kLabelWidth);
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      const Cell* cell = CellAt(row, i);
      if (cell == nullptr) continue;
      WriteCell(*cell, row, i, look);
      if (const auto* text = std::get_if<std::string>(cell)) {
        lines = std::max(
            lines, LinesOf(*text, IsNumeric(i) ? kNumberWidth : kTextWidth));
      }
    }
    SetXlsxLines(sheet_, RowAt(row), lines);
  }

  void WriteCell(const Cell& cell, size_t row, size_t column, XlsxLook look) {
    const lxw_row_t at = RowAt(row);
    const lxw_col_t to = ColumnAt(column);
    if (const auto* text = std::get_if<std::string>(&cell)) {
      look.bold = false;
      WriteXlsxText(sheet_, at, to, *text, looks_.Of(look));
      return;
    }
    const auto* figure = std::get_if<FigureCell>(&cell);
    if (figure == nullptr) return;
    look.right = true;
    look.wrap = false;
    const std::optional<Held> held = HeldIn(&cell);
    if (!held.has_value()) {
      // "..", "–" and days.
      WriteXlsxText(sheet_, at, to, PrintedText(*figure), looks_.Of(look));
      return;
    }
    look.number_format = NumberFormat(held->display);
    const std::string formula = FormulaOf(*held, row, column);
    if (formula.empty()) {
      worksheet_write_number(sheet_, at, to, NumberOf(*held), looks_.Of(look));
    } else {
      worksheet_write_formula_num(sheet_, at, to, formula.c_str(),
                                  looks_.Of(look), NumberOf(*held));
    }
  }

  // Empty where there is none, which is noted when there ought to be one.
  std::string FormulaOf(const Held& held, size_t row, size_t column) {
    const TableColumn& head = table_.columns[column];
    const bool is_sum = !table_.rows[row].terms.empty();
    const bool is_difference = !head.minuend.empty();
    if (!is_sum && !is_difference) return "";
    std::string formula;
    if (is_difference) formula = DifferenceOf(held, row, head);
    if (formula.empty() && is_sum) formula = SumOf(held, row, column);
    if (formula.empty()) plain_.push_back(NameOf(row, column));
    return formula;
  }

  std::string DifferenceOf(const Held& held, size_t row,
                           const TableColumn& head) const {
    const std::optional<size_t> minuend = FindColumn(head.minuend);
    const std::optional<size_t> subtrahend = FindColumn(head.subtrahend);
    if (!minuend.has_value() || !subtrahend.has_value()) return "";
    const std::optional<Held> from = HeldIn(CellAt(row, *minuend));
    const std::optional<Held> less = HeldIn(CellAt(row, *subtrahend));
    int64_t difference = 0;
    if (!from.has_value() || !less.has_value() ||
        from->display != held.display || less->display != held.display ||
        __builtin_sub_overflow(from->steps, less->steps, &difference)) {
      return "";
    }
    const std::string a = NameOf(row, *minuend), b = NameOf(row, *subtrahend);
    if (difference == held.steps) return absl::StrCat("=", a, "-", b);
    // The other sign is the favourable one.
    if (difference == -held.steps) return absl::StrCat("=", b, "-", a);
    return "";
  }

  // By SUM, which passes over cells with a text: "–" adds nothing.
  std::string SumOf(const Held& held, size_t row, size_t column) const {
    int64_t sum = 0;
    std::vector<size_t> added, subtracted;
    for (const RowTerm& term : table_.rows[row].terms) {
      const std::optional<size_t> of = FindRow(term.row);
      if (!of.has_value()) return "";
      const std::optional<Held> part = HeldIn(CellAt(*of, column));
      if (part.has_value()) {
        if (part->display != held.display ||
            __builtin_add_overflow(sum, term.factor * part->steps, &sum)) {
          return "";
        }
      }
      (term.factor < 0 ? subtracted : added).push_back(*of);
    }
    if (sum != held.steps) return "";
    std::string formula = "=";
    if (!added.empty()) formula += SumOver(std::move(added), column);
    if (!subtracted.empty()) {
      absl::StrAppend(&formula, "-", SumOver(std::move(subtracted), column));
    }
    return formula;
  }

  // "SUM(B5:B9,B12)".
  std::string SumOver(std::vector<size_t> rows, size_t column) const {
    std::sort(rows.begin(), rows.end());
    std::vector<std::string> ranges;
    for (size_t i = 0; i < rows.size();) {
      size_t end = i;
      while (end + 1 < rows.size() && rows[end + 1] == rows[end] + 1) ++end;
      ranges.push_back(i == end ? NameOf(rows[i], column)
                                : absl::StrCat(NameOf(rows[i], column), ":",
                                               NameOf(rows[end], column)));
      i = end + 1;
    }
    return absl::StrCat("SUM(", absl::StrJoin(ranges, ","), ")");
  }

  void WriteRemarks() {
    lxw_row_t row = RowAt(table_.rows.size()) + 1;
    if (!table_.remark.empty()) {
      WriteXlsxText(sheet_, row++, 0, table_.remark, looks_.Of({}));
    }
    if (plain_.empty()) return;
    WriteXlsxText(sheet_, row, 0,
                  absl::StrCat("Utan formel, eftersom avrundade eller skyddade "
                               "tal inte ger den tryckta summan: ",
                               absl::StrJoin(plain_, ", "), "."),
                  looks_.Of({}));
  }

  const Table& table_;
  lxw_worksheet* sheet_;
  XlsxLooks& looks_;
  const bool has_notes_;
  const size_t first_column_;
  std::vector<std::string> plain_;  // Cells without the formula they ask for.
};

}  // namespace

lxw_format* XlsxLooks::Of(const XlsxLook& look) {
  lxw_format*& format = made_[look];
  if (format != nullptr) return format;
  format = workbook_add_format(workbook_);
  if (!look.number_format.empty()) {
    format_set_num_format(format, look.number_format.c_str());
  }
  if (look.bold) format_set_bold(format);
  if (look.total) format_set_top(format, LXW_BORDER_THIN);
  if (look.head) format_set_bottom(format, LXW_BORDER_THIN);
  if (look.right) format_set_align(format, LXW_ALIGN_RIGHT);
  if (look.wrap) format_set_text_wrap(format);
  if (look.indent > 0) {
    format_set_indent(format, static_cast<uint8_t>(look.indent));
  }
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  format_set_font_size(format, look.font_size);
  return format;
}

void WriteXlsxText(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column,
                   absl::string_view text, lxw_format* format) {
  std::string printable = Printable(text);
  if (printable.size() > kCellBytesMax) {
    size_t end = kCellBytesMax;
    while ((printable[end] & 0xC0) == 0x80) --end;  // Between characters.
    printable.resize(end);
  }
  worksheet_write_string(sheet, row, column, printable.c_str(), format);
}

void SetXlsxLines(lxw_worksheet* sheet, lxw_row_t row, int64_t lines) {
  constexpr int64_t kLineHeight = 15;
  constexpr int64_t kLinesMax = 27;  // A row is at most 409 points high.
  worksheet_set_row(
      sheet, row, static_cast<double>(kLineHeight * std::min(lines, kLinesMax)),
      nullptr);
}

void WriteXlsxTable(const Table& table, const std::string& title,
                    lxw_worksheet* sheet, XlsxLooks* looks) {
  SheetWriter(table, sheet, looks).Write(title);
}

}  // namespace finsam::gateway
