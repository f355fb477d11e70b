// The numbers of a table as footing sees them: exact, and as they are printed.

#ifndef FINSAM_COMMON_FIGURE_NUMBER_GRID_H_
#define FINSAM_COMMON_FIGURE_NUMBER_GRID_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "common/figure/row_sums.h"
#include "common/figure/table.h"

namespace finsam {

// An amount or a count in steps of its display.
struct GridNumber {
  ExactSteps exact;
  Display display;
  int64_t printed = 0;  // Steps.

  // The exact value times per_step.
  __int128 Numerator() const {
    return __int128{exact.whole} * exact.per_step + exact.rest;
  }

  // How far `steps` is from the exact value, times per_step.
  __int128 Error(__int128 steps) const {
    const __int128 error = steps * exact.per_step - Numerator();
    return error < 0 ? -error : error;
  }

  bool InSameStepsAs(const GridNumber& other) const {
    return display == other.display && exact.per_step == other.exact.per_step;
  }
};

// A column that shows the difference of two others of the table.
struct Difference {
  size_t column = 0;
  size_t minuend = 0;
  size_t subtrahend = 0;
};

// Those that `table` says it has, from the first column on.
std::vector<Difference> DifferencesOf(const Table& table);

// Rows and columns are those of the table; both must be within it.
class NumberGrid {
 public:
  explicit NumberGrid(const Table& table);

  size_t columns() const { return columns_; }

  // nullptr where there is no number that can be footed.
  const GridNumber* At(size_t row, size_t column) const;

  // What a number prints; there is one.
  void Print(size_t row, size_t column, int64_t steps);

  // Takes a number out of all sums; it stays as it is printed.
  void SetAside(size_t row, size_t column);

  // True when the total's cell is exactly the sum of its parts' cells, of
  // which those that are blank are zero.
  bool Holds(const RowSum& sum, size_t column) const;

  // What the printed total is more than its printed parts, in steps; the sum
  // holds.
  __int128 Gap(const RowSum& sum, size_t column) const;

  // +1 when a difference's cell is exactly minuend less subtrahend, -1 when it
  // is the opposite, 0 when it is neither.
  int SignOf(const Difference& difference, size_t row) const;

  // Minuend less subtrahend as they are printed, in steps.
  __int128 PrintedDifference(const Difference& difference, size_t row) const;

 private:
  struct Place {
    bool blank = true;
    std::optional<GridNumber> number;
  };

  static Place Read(const Cell& cell);
  const Place& PlaceAt(size_t row, size_t column) const {
    return places_[row * columns_ + column];
  }

  size_t columns_;
  std::vector<Place> places_;
};

}  // namespace finsam

#endif  // FINSAM_COMMON_FIGURE_NUMBER_GRID_H_
