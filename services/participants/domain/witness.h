// Proof that a hidden cell cannot be told closely: two sets of whole numbers,
// far enough apart in that cell, that both agree with everything that is shown.
//
// Linear programming finds them; they are then checked in whole numbers, so
// that no proof rests on a solver's rounding. What only fractions could satisfy
// proves nothing here: persons come whole.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_WITNESS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_WITNESS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/links.h"
#include "services/participants/domain/moves.h"

namespace finsam::participants {

struct Witness {
  World low;
  World high;
  // The prices of the cells that either changes.
  int64_t price = 0;
};

// Whether `witness` proves that `cell`'s interval is `width` long.
bool Proves(const Witness& witness, size_t cell, int64_t width);

// Finds a witness for `cell`, one of the cheapest near it. `prices`, one per
// cell: what it costs to change it. Nothing when there is none. `thorough`:
// tries every way to divide the width; for small systems.
absl::StatusOr<std::optional<Witness>> FindWitness(
    const Links& links, size_t cell, const std::vector<int64_t>& prices,
    bool thorough, const LinearSolver& solver);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_WITNESS_H_
