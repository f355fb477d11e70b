// The attacker's check: what can be reckoned out about the cells that are not
// shown, from those that are and from how they add up.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_ATTACK_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_ATTACK_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/linked_cells.h"

namespace finsam::participants {

// Which whole numbers a cell can be, as far as an outsider can tell.
struct Interval {
  size_t cell = 0;
  int64_t low = 0;
  std::optional<int64_t> high;  // Nothing: no bound.
};

// The interval of every sensitive cell that is hidden, and of those hidden
// cells that are not sensitive too when `all`. `hidden` has one entry per cell;
// what it says of cells that are not kOpen does not matter. Never narrower than
// what an outsider can tell; that persons come whole may tell a little more.
// INTERNAL when the cells are not ours (Links::Make) or the solver gives up:
// then nothing may be shown.
absl::StatusOr<std::vector<Interval>> Attack(const LinkedCells& linked,
                                             const std::vector<bool>& hidden,
                                             bool all,
                                             const LinearSolver& solver);

// What somebody can reckon who looks at one relation at a time, of every cell
// that is hidden: the same or wider. For sets that are too large to ask a
// program twice for each cell. INTERNAL when the cells are not ours.
absl::StatusOr<std::vector<Interval>> Estimate(const LinkedCells& linked,
                                               const std::vector<bool>& hidden);

// The sensitive cells that are told too closely: those whose interval is
// shorter than their width, and those that are shown. Empty: it is safe, since
// for each there are two sets of whole numbers that are a width apart and agree
// with all that is shown (Witness). A cell for which none are found counts as
// told, with the interval that Attack gives.
// `worlds`, where given: what may prove some of it, each checked before it is
// believed, so that it only saves work; becomes what did.
absl::StatusOr<std::vector<Interval>> FindLeaks(
    const LinkedCells& linked, const std::vector<bool>& hidden,
    const LinearSolver& solver, std::vector<World>* worlds = nullptr);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_ATTACK_H_
