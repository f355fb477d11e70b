// Which rows of a table are sums of which others.

#ifndef FINSAM_COMMON_FIGURE_ROW_SUMS_H_
#define FINSAM_COMMON_FIGURE_ROW_SUMS_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "common/figure/table.h"

namespace finsam {

// A row that is part of a sum, times +1 or -1.
struct RowPart {
  size_t row = 0;
  int factor = 1;
};

struct RowSum {
  size_t total = 0;
  std::vector<RowPart> parts;  // At least one; each row once.
};

// The sums that the rows' terms tell of, from the first row on. A sum that is
// none is left out: of a row that the table does not have, of the same row
// twice or of itself, or with another factor than +1 and -1.
std::vector<RowSum> RowSums(const Table& table);

// Sums in which no row is a part of two totals.
struct SumForest {
  std::vector<std::optional<size_t>> total_of;  // By row.
  std::vector<std::vector<RowPart>> parts;      // By row; empty: no sum.
  std::vector<size_t> order;                    // All rows, totals first.
};

// The forest of as many of `sums` over `rows` rows as fit in one. A total that
// lists the parts of another total gets that total as its part instead. Where
// two totals share some parts only, the one with fewer parts is kept; the
// other has no parts in the forest. Circles are broken in the same way.
SumForest ForestOf(size_t rows, std::vector<RowSum> sums);

}  // namespace finsam

#endif  // FINSAM_COMMON_FIGURE_ROW_SUMS_H_
