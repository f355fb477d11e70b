// Someone who knows all that is shown, how the cells add up, and nothing else.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_OUTSIDER_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_OUTSIDER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/participants/domain/attack.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/links.h"
#include "services/participants/domain/sweep.h"

namespace finsam::participants {

// One per cell: whether it is not shown. `hidden` as in Attack.
std::vector<bool> UnknownOf(const std::vector<LinkedCell>& cells,
                            const std::vector<bool>& hidden);

// Keeps references to `links` and `solver`. Not thread-safe.
class Outsider {
 public:
  // `hidden` as in Attack.
  Outsider(const Links& links, const std::vector<bool>& hidden,
           const LinearSolver& solver);

  bool IsUnknown(size_t cell) const { return unknown_[cell]; }

  // Takes those of `worlds` for known that agree with all that is shown.
  void Consider(const std::vector<World>& worlds);

  // Looks for worlds that differ in many sensitive cells at once.
  absl::Status Shake() { return sweep_.Run(kFree, /*reward=*/1); }

  // What was found so far.
  const std::vector<World>& worlds() const { return sweep_.worlds(); }

  // Whether the interval around an unknown cell is known to be as long as its
  // width, by what has been found so far.
  bool IsProven(size_t cell) const;

  // The same, and looks for what is missing.
  absl::StatusOr<bool> IsSafe(size_t cell);

  // The intervals of unknown cells; as the solver tells them, so what whole
  // numbers alone could narrow further is left.
  absl::StatusOr<std::vector<Interval>> Tell(
      const std::vector<size_t>& wanted) const;

 private:
  const std::vector<LinkedCell>& cells() const { return links_.cells(); }
  // Whether what Propagate found is all that can be said.
  bool IsExact(const Component& component) const {
    return component.tree && certain_.settled;
  }
  absl::Status TellOne(const Component& component,
                       const std::vector<size_t>& wanted,
                       std::vector<Interval>* intervals) const;
  std::vector<int64_t> PricesToSweep();

  const Links& links_;
  const LinearSolver& solver_;
  std::vector<bool> unknown_;
  Certain certain_;
  std::vector<Component> components_;
  std::vector<size_t> home_;  // Per cell its component; past the last: none.
  std::vector<int64_t> prices_;
  Sweep sweep_;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_OUTSIDER_H_
