// Moves many cells of linked cells at once, to prove that none of them can be
// told closely: what one linear program finds for a hundred cells costs little
// more than what it finds for one.
//
// Large systems are divided into bundles of cells that hang closely together,
// by chance another way each time, so that no program is large.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SWEEP_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SWEEP_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/links.h"
#include "services/participants/domain/moves.h"

namespace finsam::participants {

// Keeps references to `links` and `solver`. Not thread-safe.
class Sweep {
 public:
  // `prices`, one per cell: kFree, more, or kImmovable.
  Sweep(const Links& links, const LinearSolver& solver,
        std::vector<int64_t> prices);

  // Whether the worlds found so far lie as far apart in the cell as its width.
  bool IsProven(size_t cell) const;

  // Looks for worlds that differ in many sensitive cells that are not proven,
  // each step worth `reward` means, and keeps them; while there is much to
  // gain. Cells dearer than `limit` stay.
  absl::Status Run(int64_t limit, double reward);

  // Looks for worlds that differ in one cell, among the `count` nearest, and
  // keeps them when they prove it. Whether they do.
  absl::StatusOr<bool> Reach(size_t cell, size_t count);

  // Sets the price of a cell that nothing kept changes.
  void SetPrice(size_t cell, int64_t price);

  // Remembers a world that is true of these cells. What it changes is kFree
  // from now on.
  void Keep(const World& world);

  // What was kept, in that order.
  const std::vector<World>& worlds() const { return worlds_; }
  const std::vector<int64_t>& prices() const { return prices_; }

 private:
  std::vector<System> Bundles(const System& system) const;
  // One turn there and back. How many cells it proves.
  absl::StatusOr<size_t> Turn(const System& system, double reward);
  absl::Status RunOne(const System& system, double reward);
  // How far the cell has still to rise or fall to be proven.
  int64_t Missing(size_t cell, bool up) const;
  std::vector<Moves::Aim> AimsIn(const System& system, bool back) const;
  size_t UnprovenIn(const System& system) const;

  const Links& links_;
  const LinearSolver& solver_;
  std::vector<int64_t> prices_;
  std::vector<int64_t> lowest_;  // Per cell, of the worlds found so far.
  std::vector<int64_t> highest_;
  std::vector<World> worlds_;
  uint64_t turn_ = 0;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SWEEP_H_
