// Chooses which cells are not shown (undertryckning): the sensitive ones, and
// as few and as cheap others as it takes that nobody can reckon them out.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SUPPRESSION_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SUPPRESSION_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "services/participants/domain/attack.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/linked_cells.h"

namespace finsam::participants {

struct Suppression {
  std::vector<bool> hidden;  // One per cell; true for every kHidden one.
  int64_t loss = 0;          // The costs of the kOpen cells that are hidden.
  // Sensitive cells that no choice protects, since what is known already tells
  // them. Empty: all are protected, and FindLeaks found nothing.
  std::vector<Interval> leaks;
  // Some of what proves it, for FindLeaks.
  std::vector<World> worlds;
};

// Deterministic: the same cells give the same choice. INTERNAL when the solver
// gives up.
absl::StatusOr<Suppression> Suppress(const LinkedCells& linked,
                                     const LinearSolver& solver);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SUPPRESSION_H_
