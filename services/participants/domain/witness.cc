#include "services/participants/domain/witness.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/status.h"

namespace finsam::participants {
namespace {

// A witness for less than this hides nothing new.
constexpr int64_t kPaid = kMean / 2;

// How many cells around one are looked at first, and then. Most proofs are
// near.
constexpr size_t kNearCells = 200;
constexpr size_t kFarCells = 800;

int64_t ChangeOf(const World& world, size_t cell) {
  const auto found = std::lower_bound(
      world.begin(), world.end(), cell,
      [](const Change& change, size_t of) { return change.cell < of; });
  return found != world.end() && found->cell == cell ? found->by : 0;
}

int64_t PriceOf(const Witness& witness, const std::vector<int64_t>& prices) {
  int64_t price = 0;
  for (const Change& change : witness.low) price += prices[change.cell];
  for (const Change& change : witness.high) {
    if (ChangeOf(witness.low, change.cell) == 0) price += prices[change.cell];
  }
  return price;
}

}  // namespace

bool Proves(const Witness& witness, size_t cell, int64_t width) {
  return ChangeOf(witness.high, cell) - ChangeOf(witness.low, cell) >= width ||
         ChangeOf(witness.low, cell) - ChangeOf(witness.high, cell) >= width;
}

namespace {

// The cheapest witness in one system, if it has one.
class Search {
 public:
  Search(const Links& links, const System& system,
         const std::vector<int64_t>& prices, const LinearSolver& solver)
      : cells_(links.cells()),
        system_(system),
        prices_(prices),
        moves_(links, system, solver) {}

  absl::StatusOr<std::optional<Witness>> Find(size_t place, bool thorough) {
    const LinkedCell& cell = cells_[system_.cells[place]];
    ASSIGN_OR_RETURN(const World up, moves_.Push(place, cell.width, prices_));
    Consider(place, {World(), up});
    if (best_ && best_->price < kPaid) return std::move(best_);
    // From the furthest down that it can go, and from those above when asked.
    bool found = false;
    for (int64_t by = std::min(cell.value, cell.width); by > 0; --by) {
      if (found && !thorough) break;
      ASSIGN_OR_RETURN(const World down, moves_.Push(place, -by, prices_));
      if (down.empty()) continue;
      found = true;
      RETURN_IF_ERROR(Complete(place, down));
    }
    return std::move(best_);
  }

 private:
  // Adds to `down` what is missing upwards.
  absl::Status Complete(size_t place, const World& down) {
    const size_t cell = system_.cells[place];
    const int64_t missing = cells_[cell].width + ChangeOf(down, cell);
    if (missing <= 0) {
      Consider(place, {down, World()});
      return absl::OkStatus();
    }
    // What has moved already moves again for nothing.
    std::vector<int64_t> prices = prices_;
    for (const Change& change : down) prices[change.cell] = kFree;
    ASSIGN_OR_RETURN(const World up, moves_.Push(place, missing, prices));
    Consider(place, {down, up});
    return absl::OkStatus();
  }

  void Consider(size_t place, Witness witness) {
    const size_t cell = system_.cells[place];
    if (!Proves(witness, cell, cells_[cell].width)) return;
    witness.price = PriceOf(witness, prices_);
    if (!best_ || witness.price < best_->price) best_ = std::move(witness);
  }

  const std::vector<LinkedCell>& cells_;
  const System& system_;
  const std::vector<int64_t>& prices_;
  Moves moves_;
  std::optional<Witness> best_;
};

// The same, where the system may be without the cell.
absl::StatusOr<std::optional<Witness>> FindWitnessIn(
    const System& system, const Links& links, size_t cell,
    const std::vector<int64_t>& prices, bool thorough,
    const LinearSolver& solver) {
  const std::vector<size_t>& cells = system.cells;
  const auto found = std::lower_bound(cells.begin(), cells.end(), cell);
  if (found == cells.end() || *found != cell) return std::optional<Witness>();
  Search search(links, system, prices, solver);
  return search.Find(found - cells.begin(), thorough);
}

}  // namespace

absl::StatusOr<std::optional<Witness>> FindWitness(
    const Links& links, size_t cell, const std::vector<int64_t>& prices,
    bool thorough, const LinearSolver& solver) {
  for (const size_t count : {kNearCells, kFarCells}) {
    const Links::Near near = links.FindNear(cell, prices, count);
    ASSIGN_OR_RETURN(
        std::optional<Witness> witness,
        FindWitnessIn(near.system, links, cell, prices, thorough, solver));
    if (witness || near.all) return witness;
  }
  return FindWitnessIn(links.FindAll(cell, prices), links, cell, prices,
                       thorough, solver);
}

}  // namespace finsam::participants
