#include "services/participants/domain/attack.h"

#include <vector>

#include "absl/status/statusor.h"
#include "common/base/status.h"
#include "services/participants/domain/links.h"
#include "services/participants/domain/outsider.h"

namespace finsam::participants {

absl::StatusOr<std::vector<Interval>> Attack(const LinkedCells& linked,
                                             const std::vector<bool>& hidden,
                                             bool all,
                                             const LinearSolver& solver) {
  ASSIGN_OR_RETURN(const Links links, Links::Make(linked));
  const Outsider outsider(links, hidden, solver);
  std::vector<size_t> wanted;
  for (size_t i = 0; i < linked.cells.size(); ++i) {
    if (!outsider.IsUnknown(i)) continue;
    if (all || linked.cells[i].sensitive) wanted.push_back(i);
  }
  return outsider.Tell(wanted);
}

absl::StatusOr<std::vector<Interval>> Estimate(
    const LinkedCells& linked, const std::vector<bool>& hidden) {
  ASSIGN_OR_RETURN(const Links links, Links::Make(linked));
  const std::vector<bool> unknown = UnknownOf(linked.cells, hidden);
  const Certain certain = links.Propagate(unknown);
  std::vector<Interval> intervals;
  for (size_t i = 0; i < unknown.size(); ++i) {
    const Bounds& bounds = certain.bounds[i];
    if (unknown[i]) intervals.push_back({i, bounds.low, bounds.high});
  }
  return intervals;
}

absl::StatusOr<std::vector<Interval>> FindLeaks(const LinkedCells& linked,
                                                const std::vector<bool>& hidden,
                                                const LinearSolver& solver,
                                                std::vector<World>* worlds) {
  ASSIGN_OR_RETURN(const Links links, Links::Make(linked));
  Outsider outsider(links, hidden, solver);
  if (worlds != nullptr) outsider.Consider(*worlds);
  RETURN_IF_ERROR(outsider.Shake());
  std::vector<size_t> told;
  for (size_t i = 0; i < linked.cells.size(); ++i) {
    if (!linked.cells[i].sensitive) continue;
    bool safe = false;
    if (outsider.IsUnknown(i)) {
      ASSIGN_OR_RETURN(safe, outsider.IsSafe(i));
    }
    if (!safe) told.push_back(i);
  }
  if (worlds != nullptr) *worlds = outsider.worlds();
  return outsider.Tell(told);
}

}  // namespace finsam::participants
