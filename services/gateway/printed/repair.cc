#include "services/gateway/printed/repair.h"

#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/gateway/printed/sums.h"

namespace finsam::gateway::printed {
namespace {

// More cells than this are not tried together.
constexpr size_t kGluedMax = 12;

// A cell whose first group may be a note: what is left without it.
struct Glued {
  size_t row = 0;
  std::string note;
  Quantity without;
};

std::optional<Quantity> Scaled(absl::string_view text, const Sheet& sheet) {
  auto quantity = ParseCell(text, sheet.unit).quantity;
  if (!quantity.has_value()) return quantity;
  quantity->measure = Measure::kMoney;
  return quantity;
}

std::vector<Glued> GluedCells(const DocumentTable& table, const Sheet& sheet,
                              const Sum& sum, size_t column) {
  std::vector<Glued> out;
  for (const Addend& addend : sum.addends) {
    const auto& cells = table.rows[addend.row].cells;
    if (column >= cells.size() || !sheet.rows[addend.row].note.empty()) {
      continue;
    }
    const std::string text = Normalised(cells[column]);
    const size_t blank = text.find(' ');
    if (blank == std::string::npos || blank > 2 || text[0] == '-') continue;
    const auto rest = Scaled(absl::string_view(text).substr(blank + 1), sheet);
    if (rest.has_value() && out.size() < kGluedMax) {
      out.push_back({addend.row, text.substr(0, blank), *rest});
    }
  }
  return out;
}

// The cells of `glued` from `first` on that together take `excess` off.
bool Choose(const Sheet& sheet, const std::vector<Glued>& glued, size_t column,
            size_t first, int64_t excess, std::vector<size_t>* chosen) {
  if (excess == 0) return !chosen->empty();
  for (size_t i = first; i < glued.size(); ++i) {
    const int64_t off =
        *sheet.Value(glued[i].row, column) - glued[i].without.value;
    if (off > excess) continue;
    chosen->push_back(i);
    if (Choose(sheet, glued, column, i + 1, excess - off, chosen)) return true;
    chosen->pop_back();
  }
  return false;
}

void TakeNotesOut(const DocumentTable& table, const Sum& sum, size_t column,
                  Sheet* sheet, std::vector<std::string>* said) {
  const int64_t excess =
      *SumOf(*sheet, sum, column) - *sheet->Value(sum.total, column);
  const std::vector<Glued> glued = GluedCells(table, *sheet, sum, column);
  std::vector<size_t> chosen;
  if (!Choose(*sheet, glued, column, 0, excess, &chosen)) return;
  for (const size_t i : chosen) {
    Row& row = sheet->rows[glued[i].row];
    row.cells[column].quantity = glued[i].without;
    row.note = glued[i].note;
    said->push_back(absl::StrCat(sheet->name, ", ", row.label, ": ”",
                                 table.rows[glued[i].row].cells[column],
                                 "” läses som not ", row.note,
                                 " och resten, för då stämmer summan."));
  }
}

// A row whose last cell is missing, and whose cell before it holds both.
void PartCells(const DocumentTable& table, const Sum& sum, size_t column,
               Sheet* sheet, std::vector<std::string>* said) {
  if (column + 1 >= sheet->columns.size()) return;
  for (const Addend& addend : sum.addends) {
    const auto& cells = table.rows[addend.row].cells;
    Row& row = sheet->rows[addend.row];
    if (column >= cells.size() || row.cells[column + 1].quantity) continue;
    const std::string text = Normalised(cells[column]);
    const Row before = row;
    for (size_t blank = text.find(' '); blank != std::string::npos;
         blank = text.find(' ', blank + 1)) {
      row.cells[column].quantity =
          Scaled(absl::string_view(text).substr(0, blank), *sheet);
      row.cells[column + 1].quantity =
          Scaled(absl::string_view(text).substr(blank + 1), *sheet);
      bool ties = true;
      for (const size_t both : {column, column + 1}) {
        const auto made = SumOf(*sheet, sum, both);
        const auto total = sheet->Value(sum.total, both);
        ties = ties && made && total &&
               Fits(FitOf(*made - *total, sum.addends.size(), sheet->unit));
      }
      if (ties) {
        said->push_back(absl::StrCat(
            sheet->name, ", ", row.label, ": ”", cells[column],
            "” läses som två celler, för då stämmer båda summorna."));
        return;
      }
      row = before;
    }
  }
}

}  // namespace

void Repair(const DocumentTable& table, Sheet* sheet,
            std::vector<std::string>* said) {
  if (sheet->measure != Measure::kMoney ||
      table.rows.size() != sheet->rows.size() ||
      (!table.columns.empty() &&
       table.columns.size() != sheet->columns.size())) {
    return;
  }
  for (const Sum& sum : SumsOf(*sheet)) {
    for (size_t column = 0; column < sheet->columns.size(); ++column) {
      const auto total = sheet->Value(sum.total, column);
      const auto made = SumOf(*sheet, sum, column);
      if (!total.has_value() || !made.has_value() ||
          Fits(FitOf(*made - *total, sum.addends.size(), sheet->unit))) {
        continue;
      }
      PartCells(table, sum, column, sheet, said);
      if (const auto again = SumOf(*sheet, sum, column);
          again &&
          !Fits(FitOf(*again - *total, sum.addends.size(), sheet->unit))) {
        TakeNotesOut(table, sum, column, sheet, said);
      }
    }
  }
}

}  // namespace finsam::gateway::printed
