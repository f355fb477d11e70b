#include "common/figure/footing.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "common/figure/apportion.h"
#include "common/figure/number_grid.h"
#include "common/figure/row_sums.h"

namespace finsam {
namespace {

using Wide = __int128;

// What a cell's deviation from its exact value counts. The first column comes
// before everything, then the second, then the difference: no sum of lesser
// ones, each below 10^9, outweighs a greater one.
constexpr Wide kDifferenceWeight = 1;
constexpr Wide kSecondWeight = 1'000'000'000;
constexpr Wide kFirstWeight = kSecondWeight * kSecondWeight;

// Columns that are rounded together: up to two that may be chosen, one that
// was chosen before, and the difference between two of them.
struct Lane {
  std::optional<size_t> first;
  std::optional<size_t> second;
  std::optional<size_t> chosen;
  std::optional<Difference> difference;
};

std::vector<Lane> LanesOf(const Table& table) {
  std::vector<Lane> lanes;
  std::set<size_t> taken;
  for (const Difference& difference : DifferencesOf(table)) {
    if (taken.contains(difference.column)) continue;
    Lane lane{std::nullopt, std::nullopt, std::nullopt, difference};
    for (const size_t column : {difference.minuend, difference.subtrahend}) {
      if (!taken.insert(column).second) {
        lane.chosen = column;
      } else {
        (lane.first.has_value() ? lane.second : lane.first) = column;
      }
    }
    taken.insert(difference.column);
    lanes.push_back(lane);
  }
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (!taken.contains(i)) lanes.push_back({i, {}, {}, {}});
  }
  return lanes;
}

// How far `a` less `b`, as they are printed, is from its exact value, times
// per_step. Both are in the same steps.
Wide DifferenceError(const GridNumber& a, const GridNumber& b) {
  const Wide error = (Wide{a.printed} - b.printed) * a.exact.per_step -
                     (a.Numerator() - b.Numerator());
  return error < 0 ? -error : error;
}

// True when that is a whole step beside its exact value.
bool Beside(const GridNumber& a, const GridNumber& b) {
  return DifferenceError(a, b) < a.exact.per_step;
}

// Half a step is the same error up and down; the nearest goes before.
Wide CostOf(const GridNumber& number, int64_t nearest) {
  return 2 * number.Error(number.printed) + (number.printed != nearest);
}

class Footer {
 public:
  Footer(const Table& table, NumberGrid* grid)
      : table_(table),
        grid_(*grid),
        forest_(ForestOf(table.rows.size(), RowSums(table))) {
    std::map<std::string, size_t> rows;
    for (size_t i = 0; i < table.rows.size(); ++i) {
      rows.emplace(table.rows[i].id, i);
    }
    whole_of_.resize(table.rows.size());
    for (size_t i = 0; i < table.rows.size(); ++i) {
      const auto whole = rows.find(table.rows[i].part_of);
      const bool in_sum =
          forest_.total_of[i].has_value() || !forest_.parts[i].empty();
      if (whole != rows.end() && whole->second != i && !in_sum) {
        whole_of_[i] = whole->second;
      }
    }
  }

  void Foot(const Lane& lane) {
    if (lane.first.has_value()) {
      for (size_t row = 0; row < table_.rows.size(); ++row) Align(lane, row);
      for (const size_t row : forest_.order) {
        if (whole_of_[row].has_value()) continue;
        if (!forest_.total_of[row].has_value()) FootAlone(lane, row);
        FootParts(lane, row, forest_.parts[row]);
      }
      // What they are a part of has been chosen by now.
      for (size_t row = 0; row < table_.rows.size(); ++row) {
        if (whole_of_[row].has_value()) FootAlone(lane, row);
      }
    }
    if (lane.difference.has_value()) PrintDifferences(*lane.difference);
  }

 private:
  // Numbers in other steps than the lane's first cannot be compared with it.
  void Align(const Lane& lane, size_t row) {
    const GridNumber* first = grid_.At(row, *lane.first);
    if (first == nullptr || !lane.second.has_value()) return;
    const GridNumber* second = grid_.At(row, *lane.second);
    if (second != nullptr && !second->InSameStepsAs(*first)) {
      grid_.SetAside(row, *lane.second);
    }
  }

  void FootAlone(const Lane& lane, size_t row) {
    FootParts(lane, row, {RowPart{row, 1}});
  }

  // Rounds the parts of `total` so that they add up to what it prints, where
  // they are a sum. With `total` as its own only part: to the nearest.
  void FootParts(const Lane& lane, size_t total,
                 const std::vector<RowPart>& rows) {
    if (rows.empty()) return;
    const bool alone = rows.size() == 1 && rows[0].row == total;
    const RowSum sum{total, rows};
    // How many of the parts must be rounded up.
    const auto ups =
        [&](std::optional<size_t> column) -> std::optional<int64_t> {
      if (alone || !column.has_value() || !grid_.Holds(sum, *column)) {
        return std::nullopt;
      }
      Wide count = grid_.At(total, *column)->printed;
      for (const RowPart& row : rows) {
        if (const auto number = Shown(row, column)) {
          count -= number->exact.whole;
        }
      }
      return static_cast<int64_t>(count);
    };
    const std::optional<int64_t> first = ups(lane.first);
    const std::optional<int64_t> second = ups(lane.second);
    std::vector<Part> parts = PartsOf(lane, rows);
    if (!Apportion(first, second, &parts)) {
      // The column that was chosen before leaves no room: go without it.
      Lane free = lane;
      free.chosen = std::nullopt;
      parts = PartsOf(free, rows);
      Apportion(first, second, &parts);
    }
    for (size_t i = 0; i < rows.size(); ++i) {
      const Choice& choice = parts[i].choices[parts[i].chosen];
      Print(rows[i], lane.first, choice.a);
      Print(rows[i], lane.second, choice.b);
    }
  }

  std::vector<Part> PartsOf(const Lane& lane,
                            const std::vector<RowPart>& rows) const {
    std::vector<Part> parts;
    for (const RowPart& row : rows) {
      Part part = PartOf(lane, row, /*within_whole=*/true);
      if (part.choices.empty()) part = PartOf(lane, row, false);
      if (part.choices.empty()) part.choices.push_back({});
      parts.push_back(std::move(part));
    }
    return parts;
  }

  // The ways to round a row's numbers in a lane.
  Part PartOf(const Lane& lane, const RowPart& row, bool within_whole) const {
    std::optional<GridNumber> a = Shown(row, lane.first);
    std::optional<GridNumber> b = Shown(row, lane.second);
    const std::optional<GridNumber> chosen = Shown(row, lane.chosen);
    const int64_t nearest_a = a.has_value() ? a->printed : 0;
    const int64_t nearest_b = b.has_value() ? b->printed : 0;
    Part part;
    for (int up_a = 0; up_a <= Ups(a); ++up_a) {
      for (int up_b = 0; up_b <= Ups(b); ++up_b) {
        if (a.has_value()) a->printed = a->exact.whole + up_a;
        if (b.has_value()) b->printed = b->exact.whole + up_b;
        if (a && b && !Beside(*a, *b)) continue;
        if (a && chosen && a->InSameStepsAs(*chosen) && !Beside(*a, *chosen)) {
          continue;
        }
        if (within_whole &&
            !(Within(row, lane.first, a) && Within(row, lane.second, b))) {
          continue;
        }
        part.choices.push_back(
            {up_a, up_b, CostOfBoth(a, nearest_a, b, nearest_b)});
      }
    }
    return part;
  }

  static int Ups(const std::optional<GridNumber>& number) {
    return number.has_value() && number->exact.rest > 0 ? 1 : 0;
  }

  static Wide CostOfBoth(const std::optional<GridNumber>& a, int64_t nearest_a,
                         const std::optional<GridNumber>& b,
                         int64_t nearest_b) {
    Wide cost = 0;
    if (a.has_value()) cost += kFirstWeight * CostOf(*a, nearest_a);
    if (b.has_value()) cost += kSecondWeight * CostOf(*b, nearest_b);
    if (a && b) cost += kDifferenceWeight * DifferenceError(*a, *b);
    return cost;
  }

  // False when a "varav" cell would print more than what it is a part of.
  bool Within(const RowPart& row, std::optional<size_t> column,
              const std::optional<GridNumber>& number) const {
    if (!number.has_value() || !whole_of_[row.row].has_value()) return true;
    const GridNumber* whole = grid_.At(*whole_of_[row.row], *column);
    if (whole == nullptr || !whole->InSameStepsAs(*number)) return true;
    const Wide part = number->Numerator();
    const Wide all = whole->Numerator();
    if (part > 0) return part > all || number->printed <= whole->printed;
    return part < all || number->printed >= whole->printed;
  }

  // The number of a row as it goes into its total: with the factor's sign.
  std::optional<GridNumber> Shown(const RowPart& row,
                                  std::optional<size_t> column) const {
    if (!column.has_value()) return std::nullopt;
    const GridNumber* number = grid_.At(row.row, *column);
    if (number == nullptr) return std::nullopt;
    GridNumber shown = *number;
    if (row.factor > 0) return shown;
    shown.printed = -shown.printed;
    shown.exact.whole = -shown.exact.whole - (shown.exact.rest > 0 ? 1 : 0);
    if (shown.exact.rest > 0) {
      shown.exact.rest = shown.exact.per_step - shown.exact.rest;
    }
    return shown;
  }

  void Print(const RowPart& row, std::optional<size_t> column, int up) {
    const auto shown = Shown(row, column);
    if (!shown.has_value()) return;
    grid_.Print(row.row, *column, row.factor * (shown->exact.whole + up));
  }

  void PrintDifferences(const Difference& difference) {
    for (size_t row = 0; row < table_.rows.size(); ++row) {
      const int sign = grid_.SignOf(difference, row);
      if (sign == 0) continue;
      const Wide steps = sign * grid_.PrintedDifference(difference, row);
      const GridNumber& number = *grid_.At(row, difference.column);
      if (number.Error(steps) < number.exact.per_step) {
        grid_.Print(row, difference.column, static_cast<int64_t>(steps));
      }
    }
  }

  const Table& table_;
  NumberGrid& grid_;
  const SumForest forest_;
  // By row: what a "varav" row in no sum is a part of.
  std::vector<std::optional<size_t>> whole_of_;
};

}  // namespace

void FootTable(Table* table) {
  for (TableRow& row : table->rows) {
    for (Cell& cell : row.cells) {
      if (auto* held = std::get_if<FigureCell>(&cell)) {
        held->printed_steps.reset();
      }
    }
  }
  NumberGrid grid(*table);
  Footer footer(*table, &grid);
  for (const Lane& lane : LanesOf(*table)) footer.Foot(lane);
  for (size_t i = 0; i < table->rows.size(); ++i) {
    TableRow& row = table->rows[i];
    for (size_t j = 0; j < std::min(grid.columns(), row.cells.size()); ++j) {
      const GridNumber* number = grid.At(i, j);
      if (number == nullptr) continue;
      auto& cell = std::get<FigureCell>(row.cells[j]);
      if (PrintedSteps(cell) != number->printed) {
        cell.printed_steps = number->printed;
      }
    }
  }
}

std::vector<PrintedGap> PrintedGaps(const Table& table) {
  const NumberGrid grid(table);
  std::vector<PrintedGap> gaps;
  const auto add = [&](size_t row, size_t column, Wide off) {
    if (off == 0) return;
    const Wide steps = std::min(off < 0 ? -off : off, Wide{INT64_MAX});
    gaps.push_back({row, column, static_cast<int64_t>(steps)});
  };
  for (const RowSum& sum : RowSums(table)) {
    for (size_t column = 0; column < grid.columns(); ++column) {
      if (grid.Holds(sum, column))
        add(sum.total, column, grid.Gap(sum, column));
    }
  }
  for (const Difference& difference : DifferencesOf(table)) {
    for (size_t row = 0; row < table.rows.size(); ++row) {
      const int sign = grid.SignOf(difference, row);
      if (sign == 0) continue;
      add(row, difference.column,
          Wide{grid.At(row, difference.column)->printed} -
              sign * grid.PrintedDifference(difference, row));
    }
  }
  return gaps;
}

}  // namespace finsam
