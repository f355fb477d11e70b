// How the cells of a system can move together, asked of a linear program.
//
// Its answers are checked in whole numbers before they are believed, so that
// nothing rests on a solver's rounding. What only fractions could satisfy is no
// answer: persons come whole.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_MOVES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_MOVES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/participants/domain/folding.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/links.h"

namespace finsam::participants {

// Keeps references to `links` and `system`. Not thread-safe.
class Moves {
 public:
  Moves(const Links& links, const System& system, const LinearSolver& solver);

  // How far the cell at `place` can move: the least or, when `up`, the greatest
  // change. Fractions are cut towards 0. Nothing: as far as it likes.
  absl::StatusOr<std::optional<int64_t>> Reach(size_t place, bool up);

  // Moves the cell at `place` by `by` so that Σ prices × |changes| is least;
  // empty when it cannot. Prices are per cell of LinkedCells and positive for
  // all of the system.
  absl::StatusOr<World> Push(size_t place, int64_t by,
                             const std::vector<int64_t>& prices);

  // A cell that is to move by `by`, or as far towards it as it can.
  struct Aim {
    size_t place = 0;
    int64_t by = 0;  // Not 0.
  };

  // Moves cells at once towards their aims: each step is worth `reward` means,
  // and what else changes costs its price, which is kFree or more. Empty when
  // nothing pays. Where no whole numbers are found aims are given up, the first
  // one last.
  absl::StatusOr<World> Drive(std::vector<Aim> aims, double reward,
                              const std::vector<int64_t>& prices);

 private:
  struct Range {
    int64_t low = 0;
    std::optional<int64_t> high;
  };
  struct Branching;

  // The range of a group's changes when its cells stay at 0 or above.
  std::vector<Range> Ranges() const;
  void Limit(size_t group, const Range& range);
  // For what is solved next alone: by two columns, of which each costs; or by
  // one for both ways.
  void LimitColumns(size_t group, const Range& range);
  void LimitFree(size_t group, const Range& range);
  // What it costs when each group changes, per column.
  std::vector<double> CostsOf(const std::vector<int64_t>& prices) const;
  // Groups of which no cell has a price.
  std::vector<bool> FreeOf(const std::vector<int64_t>& prices) const;
  absl::Status Branch(const std::vector<double>& costs, Branching* branching);
  // Drive with all of `aims`; nothing when no whole numbers are found.
  absl::StatusOr<std::optional<World>> Try(const std::vector<Aim>& aims,
                                           double reward,
                                           const std::vector<int64_t>& prices);
  // Solves, and fixes what is no whole number at a near one, until all are.
  absl::StatusOr<std::optional<World>> Dive(const std::vector<double>& costs);
  // The changes of groups as changes of cells, when they are whole and true.
  std::optional<World> Whole(const std::vector<double>& changes) const;

  const Links& links_;
  const System& system_;
  Folded folded_;
  std::vector<Range> ranges_;  // One per group.
  std::unique_ptr<LinearProgram> program_;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_MOVES_H_
