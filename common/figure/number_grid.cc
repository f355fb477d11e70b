#include "common/figure/number_grid.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace finsam {

std::vector<Difference> DifferencesOf(const Table& table) {
  std::map<std::string, size_t> columns;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    columns.emplace(table.columns[i].id, i);
  }
  std::vector<Difference> differences;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const auto a = columns.find(table.columns[i].minuend);
    const auto b = columns.find(table.columns[i].subtrahend);
    if (a == columns.end() || b == columns.end()) continue;
    const std::set<size_t> all = {i, a->second, b->second};
    if (all.size() == 3) differences.push_back({i, a->second, b->second});
  }
  return differences;
}

NumberGrid::NumberGrid(const Table& table) : columns_(table.columns.size()) {
  for (const TableRow& row : table.rows) {
    for (size_t i = 0; i < columns_; ++i) {
      const bool there = i < row.cells.size();
      places_.push_back(there ? Read(row.cells[i]) : Place{});
    }
  }
}

NumberGrid::Place NumberGrid::Read(const Cell& cell) {
  const auto* held = std::get_if<FigureCell>(&cell);
  if (held == nullptr) return {};
  Place place{false, std::nullopt};
  const auto exact = StepsOf(held->figure.value, held->display);
  if (exact.has_value()) {
    place.number = GridNumber{*exact, held->display, *PrintedSteps(*held)};
  }
  return place;
}

const GridNumber* NumberGrid::At(size_t row, size_t column) const {
  const std::optional<GridNumber>& number = PlaceAt(row, column).number;
  return number.has_value() ? &*number : nullptr;
}

void NumberGrid::Print(size_t row, size_t column, int64_t steps) {
  places_[row * columns_ + column].number->printed = steps;
}

void NumberGrid::SetAside(size_t row, size_t column) {
  places_[row * columns_ + column].number.reset();
}

bool NumberGrid::Holds(const RowSum& sum, size_t column) const {
  const GridNumber* total = At(sum.total, column);
  if (total == nullptr) return false;
  __int128 left = total->Numerator();
  bool any = false;
  for (const RowPart& part : sum.parts) {
    const GridNumber* number = At(part.row, column);
    if (number == nullptr) {
      if (!PlaceAt(part.row, column).blank) return false;
      continue;
    }
    if (!number->InSameStepsAs(*total)) return false;
    left -= part.factor * number->Numerator();
    any = true;
  }
  return any && left == 0;
}

__int128 NumberGrid::Gap(const RowSum& sum, size_t column) const {
  __int128 gap = At(sum.total, column)->printed;
  for (const RowPart& part : sum.parts) {
    const GridNumber* number = At(part.row, column);
    if (number != nullptr) gap -= __int128{part.factor} * number->printed;
  }
  return gap;
}

int NumberGrid::SignOf(const Difference& difference, size_t row) const {
  const GridNumber* made = At(row, difference.column);
  if (made == nullptr) return 0;
  __int128 left = 0;
  bool any = false;
  for (const auto& [column, factor] : {std::pair(difference.minuend, 1),
                                       std::pair(difference.subtrahend, -1)}) {
    const GridNumber* number = At(row, column);
    if (number == nullptr) {
      if (!PlaceAt(row, column).blank) return 0;
      continue;
    }
    if (!number->InSameStepsAs(*made)) return 0;
    left += factor * number->Numerator();
    any = true;
  }
  if (!any) return 0;
  if (left == made->Numerator()) return 1;
  return left == -made->Numerator() ? -1 : 0;
}

__int128 NumberGrid::PrintedDifference(const Difference& difference,
                                       size_t row) const {
  const GridNumber* a = At(row, difference.minuend);
  const GridNumber* b = At(row, difference.subtrahend);
  return __int128{a == nullptr ? 0 : a->printed} -
         (b == nullptr ? 0 : b->printed);
}

}  // namespace finsam
