#include "services/gateway/render_csv.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "common/figure/convert.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway {
namespace {

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";
constexpr char kIdHeader[] = "id";
constexpr char kRowHeader[] = "Post";
constexpr char kNoteHeader[] = "Not";
constexpr int64_t kMillion = 1'000'000;

std::string Quoted(const std::string& field) {
  if (field.find_first_of(";\"\r\n") == std::string::npos) return field;
  return absl::StrCat("\"", absl::StrReplaceAll(field, {{"\"", "\"\""}}), "\"");
}

// A ratio times `scale` with up to six decimals, halves away from zero.
std::string Decimal(const Ratio& ratio, int64_t scale) {
  const bool negative = ratio.numerator < 0;
  const __int128 numerator = static_cast<__int128>(ratio.numerator) *
                             (negative ? -1 : 1) * scale * kMillion;
  const __int128 rounded =
      (2 * numerator + ratio.denominator) / (2 * ratio.denominator);
  std::string out =
      absl::StrFormat("%d,%06d", static_cast<int64_t>(rounded / kMillion),
                      static_cast<int64_t>(rounded % kMillion));
  while (out.back() == '0') out.pop_back();
  if (out.back() == ',') out.pop_back();
  return absl::StrCat(negative && rounded != 0 ? "-" : "", out);
}

struct Exact {
  bool percent = false;

  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(Ore ore) const {
    // Through unsigned: the smallest number has no negative.
    const uint64_t magnitude = ore.value < 0
                                   ? ~static_cast<uint64_t>(ore.value) + 1
                                   : static_cast<uint64_t>(ore.value);
    return absl::StrFormat("%s%d,%02d", ore.value < 0 ? "-" : "",
                           magnitude / 100, magnitude % 100);
  }
  std::string operator()(Count count) const {
    return absl::StrCat(count.value);
  }
  std::string operator()(const Ratio& ratio) const {
    return percent ? absl::StrCat(Decimal(ratio, 100), " %")
                   : Decimal(ratio, 1);
  }
  std::string operator()(absl::CivilDay day) const {
    return absl::FormatCivilTime(day);
  }
  std::string operator()(Protected) const { return ".."; }
};

std::string CellText(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    return SafeCellText(*text);
  }
  const auto* held = std::get_if<FigureCell>(&cell);
  if (held == nullptr) return "";
  return std::visit(Exact{held->display.unit != Unit::kCount},
                    held->figure.value);
}

class CsvWriter {
 public:
  CsvWriter() : out_(kByteOrderMark) {}

  void Line(const std::vector<std::string>& fields) {
    absl::StrAppend(
        &out_,
        absl::StrJoin(fields, ";",
                      [](std::string* out, const std::string& field) {
                        absl::StrAppend(out, Quoted(field));
                      }),
        "\r\n");
  }

  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace

std::string SafeCellText(absl::string_view text) {
  std::string printable = Printable(text);
  // What OWASP names as the beginnings of a formula.
  const bool formula = !printable.empty() &&
                       absl::string_view("=+-@\t\r\n").find(printable[0]) !=
                           absl::string_view::npos;
  return formula ? absl::StrCat("'", printable) : printable;
}

std::string RenderTableCsv(const common::v1::Table& source) {
  const Table table = FromProto(source);
  const bool has_notes =
      std::any_of(table.rows.begin(), table.rows.end(),
                  [](const TableRow& row) { return !row.note.empty(); });
  CsvWriter csv;
  std::vector<std::string> head = {
      kIdHeader,
      SafeCellText(table.row_header.empty() ? kRowHeader : table.row_header)};
  if (has_notes) head.push_back(kNoteHeader);
  for (const TableColumn& column : table.columns) {
    head.push_back(SafeCellText(column.label));
  }
  csv.Line(head);
  for (const TableRow& row : table.rows) {
    std::vector<std::string> fields = {SafeCellText(row.id),
                                       SafeCellText(row.label)};
    if (has_notes) fields.push_back(SafeCellText(row.note));
    for (size_t i = 0; i < table.columns.size(); ++i) {
      fields.push_back(i < row.cells.size() ? CellText(row.cells[i]) : "");
    }
    csv.Line(fields);
  }
  return csv.Take();
}

}  // namespace finsam::gateway
