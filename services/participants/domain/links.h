// Linked cells as a net: which relations a cell stands in, what follows at once
// from those that are known, and which unknown cells have to do with each
// other.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/linked_cells.h"

namespace finsam::participants {

// Prices: what it costs to change a cell, in thousandths of what it does on
// average. A cell that may change as it likes costs a little, so that no more
// changes than must; one that must not change has a negative price.
inline constexpr int64_t kMean = 1'000;
inline constexpr int64_t kFree = 10;
inline constexpr int64_t kImmovable = -1;

// Some cells, and how they can change together while all others stay as they
// are: right sides are 0.
struct System {
  std::vector<size_t> cells;        // Places in LinkedCells::cells; ascending.
  std::vector<Equation> equations;  // Columns are places in `cells`.
};

// Cells that have to do with each other, and with no other unknown cell.
struct Component {
  System system;
  // No two cells are linked in two ways: each whole number within the bounds
  // that Propagate gives a cell can be true.
  bool tree = false;
};

// What is certain of each cell, by looking at one relation at a time. Never
// narrower than the truth.
struct Certain {
  std::vector<Bounds> bounds;  // One per cell; a known cell has one value.
  bool settled = true;         // Looking longer tells nothing more.
};

// Keeps a reference to what it is made of. Immutable.
class Links {
 public:
  // INTERNAL when the cells are not ours: negative, without a cost, a relation
  // that does not hold, a factor other than 1 and -1, a cell twice in one.
  static absl::StatusOr<Links> Make(const LinkedCells& linked);

  const std::vector<LinkedCell>& cells() const { return linked_->cells; }
  const std::vector<Equation>& relations() const { return linked_->relations; }

  Certain Propagate(const std::vector<bool>& unknown) const;

  // Splits the cells where `free` is true. A cell that a relation ties to cells
  // outside alone cannot change, and is left out.
  std::vector<Component> Split(const std::vector<bool>& free) const;

  // All cells that `cell` hangs together with, as a system, by way of cells
  // whose price is not negative. Without `cell` when it cannot change.
  System FindAll(size_t cell, const std::vector<int64_t>& prices) const;

  // The same with at most `count` cells: the cheap ones that can probably
  // change with `cell`. `all`: there are no more.
  struct Near {
    System system;
    bool all = false;
  };
  Near FindNear(size_t cell, const std::vector<int64_t>& prices,
                size_t count) const;

  // The relations among `cells`, and without those that cannot change.
  System MakeSystem(std::vector<size_t> cells) const;

  // Whether `world` is one: it changes only cells where `may`, by which none
  // falls below 0, and all relations hold. In whole numbers, whoever made it.
  bool Holds(const World& world, const std::vector<bool>& may) const;

 private:
  explicit Links(const LinkedCells& linked) : linked_(&linked) {}

  // `cell` and what relations tie to it, by way of cells that `may`.
  template <typename May>
  std::vector<size_t> Reach(size_t cell, May may) const;

  const LinkedCells* linked_;
  std::vector<std::vector<size_t>> relations_of_;  // One list per cell.
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINKS_H_
