// Chooses hidden cells among many: for all sensitive cells at once instead of
// one after the other, as Choice does.
//
// Linear programs say which cells are worth hiding so that many others can
// move; cheap ones first, then whatever it costs. Then the same is asked again
// with nothing but what was hidden to choose from, which finds much of it to be
// needless: what two bundles hid, each for its own cells, one can do with.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_BULK_CHOICE_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_BULK_CHOICE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/linked_cells.h"
#include "services/participants/domain/links.h"

namespace finsam::participants {

// Sets of at least so many cells are chosen in bulk.
inline constexpr size_t kBulkMin = 450;

struct BulkChoice {
  std::vector<bool> hidden;   // One per cell; what must be is among it.
  std::vector<World> worlds;  // That prove the cells that are protected.
};

// Deterministic. INTERNAL when the solver gives up.
absl::StatusOr<BulkChoice> ChooseInBulk(const Links& links,
                                        const LinearSolver& solver);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_BULK_CHOICE_H_
