// All numbers that a reader may put together, and how they add up: the whole
// that disclosure control (röjandekontroll) protects small counts in.
//
// A cell is one number: "how many women ended at Enter for work in 2023". The
// relations say what an outsider knows anyway: women and men make the total,
// the exit reasons make those who ended, opening plus new less ended is the
// closing. What is shown and the relations together must not tell a protected
// cell more closely than its width allows.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKED_CELLS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKED_CELLS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "services/participants/domain/linear_program.h"

namespace finsam::participants {

// Who decides whether a cell is shown.
enum class CellState {
  kOpen,    // Protection decides.
  kShown,   // Known to everyone already; cannot be taken back.
  kHidden,  // Never shown, and perhaps not even a number of ours (the rest of
            // an incomplete breakdown).
};

struct LinkedCell {
  std::string id;     // Unique. A figure's id, or a name of our own.
  int64_t value = 0;  // What it is; not negative.
  CellState state = CellState::kOpen;
  // A small count that must not be told. The attacker's interval around a
  // sensitive cell must be at least `width` long (high - low >= width).
  bool sensitive = false;
  int64_t width = 0;
  // What is lost by hiding it; positive.
  int64_t cost = 1;
};

struct LinkedCells {
  std::vector<LinkedCell> cells;
  // Columns are places in `cells`. Each holds for the cells' values.
  std::vector<Equation> relations;
};

// By how much a cell differs from its true value.
struct Change {
  size_t cell = 0;
  int64_t by = 0;  // Not 0.
};

// A set of numbers that agrees with all relations; the cells that are not
// named have their true values. By cell, ascending.
using World = std::vector<Change>;

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKED_CELLS_H_
