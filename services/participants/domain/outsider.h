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
#include "services/participants/domain/witness.h"

namespace finsam::participants {

// Keeps references to `links` and `solver`. Not thread-safe.
class Outsider {
 public:
  // `hidden` as in Attack.
  Outsider(const Links& links, const std::vector<bool>& hidden,
           const LinearSolver& solver);

  bool IsUnknown(size_t cell) const { return unknown_[cell]; }

  // Looks for worlds that differ in many sensitive cells at once.
  absl::Status Shake();

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
  absl::Status ShakeOne(const System& system);
  absl::Status TellOne(const Component& component,
                       const std::vector<size_t>& wanted,
                       std::vector<Interval>* intervals) const;
  void Keep(const World& world);

  const Links& links_;
  const LinearSolver& solver_;
  std::vector<bool> unknown_;
  Certain certain_;
  std::vector<Component> components_;
  std::vector<size_t> home_;  // Per cell its component; past the last: none.
  std::vector<int64_t> prices_;
  std::vector<int64_t> lowest_;  // Per cell, of the worlds found so far.
  std::vector<int64_t> highest_;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_OUTSIDER_H_
