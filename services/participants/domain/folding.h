// Makes a system smaller before it is solved: cells that can only change
// together (women falls by one when men rises by one) become one number.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_FOLDING_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_FOLDING_H_

#include <cstddef>
#include <vector>

#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/links.h"

namespace finsam::participants {

// How a cell changes with its group: as it does, or against it.
struct Seat {
  size_t group = 0;
  int sign = 1;
};

struct Folded {
  std::vector<Seat> seats;          // One per cell of the system.
  std::vector<bool> frozen;         // One per group: it cannot change.
  std::vector<Equation> equations;  // Columns are groups; right sides are 0.
};

Folded Fold(const System& system);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_FOLDING_H_
