// Linked tables made by chance, as an association's statistics are linked: what
// disclosure control is tested and measured on.

#ifndef FINSAM_TESTS_PARTICIPANTS_LINKED_SETS_H_
#define FINSAM_TESTS_PARTICIPANTS_LINKED_SETS_H_

#include <cstddef>
#include <cstdint>

#include "services/participants/domain/linked_cells.h"

namespace finsam::participants::test {

struct SetShape {
  int initiatives = 1;
  int years = 1;
  int values = 2;         // Exit reasons.
  bool flow = false;      // Opening, new and closing beside the ended.
  bool shares = false;    // A share of each part, which tells the part.
  int shown_percent = 0;  // Cells that an earlier release showed.
};

// A shape by chance, with at most `cells` cells.
SetShape ShapeOf(uint64_t seed, size_t cells);

// Initiatives by gender by exit reason, with margins and the association's
// totals, year by year; one year's closing is the next one's opening. Counts of
// 1-4 are sensitive. The same seed and shape give the same set.
LinkedCells MakeLinkedSet(uint64_t seed, const SetShape& shape);

// As many initiatives as make about `cells` cells in two years.
LinkedCells MakeLargeSet(uint64_t seed, size_t cells);

}  // namespace finsam::participants::test

#endif  // FINSAM_TESTS_PARTICIPANTS_LINKED_SETS_H_
