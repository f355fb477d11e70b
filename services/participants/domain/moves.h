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

// By how much a cell differs from its true value.
struct Change {
  size_t cell = 0;
  int64_t by = 0;  // Not 0.
};

// A set of numbers that agrees with all relations; the cells that are not
// named have their true values. By cell, ascending.
using World = std::vector<Change>;

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

  // Moves all of `places` at once, up where `ups` says so and else down, none
  // by more than its cell's width, and as far together as is found.
  absl::StatusOr<World> PushAll(const std::vector<size_t>& places,
                                const std::vector<bool>& ups);

 private:
  struct Range {
    int64_t low = 0;
    std::optional<int64_t> high;
  };
  struct Branching;

  // The range of a group's changes when its cells stay at 0 or above.
  std::vector<Range> Ranges() const;
  void Limit(size_t group, const Range& range);
  absl::Status Branch(const std::vector<double>& costs, Branching* branching);
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
