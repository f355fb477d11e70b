// Footing: rounding the cells of a table so that it adds up as it is printed
// (controlled rounding).
//
// Every cell prints one of the two whole steps around its exact value. Rows
// that are part of no total are rounded to the nearest, so that what is equal
// in two tables is so in print; then each total's parts are rounded so that
// they add up to what the total prints, those with the largest remainder up.
// Where a column shows the difference of two others, all three are chosen
// together below each total, with the column that the other is taken from
// before the other, and that before the difference. (Half a step may go either
// way in the other.) That works out for any numbers, as long as sums nest and
// no column is in two differences.
//
// What cannot be kept, since two totals share some of their parts or a second
// difference leaves no room, stays rounded as near as it gets; PrintedGaps
// tells of it.

#ifndef FINSAM_COMMON_FIGURE_FOOTING_H_
#define FINSAM_COMMON_FIGURE_FOOTING_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/figure/table.h"

namespace finsam {

// Sets `printed_steps` of the cells that are not printed rounded to the
// nearest, and clears it in all others. Only sums and differences that hold
// exactly count, and only over cells with one display; a blank cell is zero.
// A "varav" row that is in no sum is rounded by itself, but not beyond the row
// it is a part of. The same table gives the same steps.
void FootTable(Table* table);

// A cell that exactly is the sum or difference of others of the table, but is
// not as it is printed.
struct PrintedGap {
  size_t row = 0;
  size_t column = 0;
  int64_t steps = 0;  // How much it is off, in its display's step; positive.
  friend bool operator==(const PrintedGap&, const PrintedGap&) = default;
};

// All of them, sums first. A cell may be there as both. With parts that are
// each rounded to the nearest, a sum of n is off by at most (n + 1) / 2 steps.
std::vector<PrintedGap> PrintedGaps(const Table& table);

}  // namespace finsam

#endif  // FINSAM_COMMON_FIGURE_FOOTING_H_
