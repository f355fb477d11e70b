#include "services/participants/domain/sweep.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "common/base/status.h"
#include "services/participants/domain/toss.h"

namespace finsam::participants {
namespace {

// A system is swept at most so often, and no longer when so many turns, each
// bundled in another way, prove less than one in so many of what is left.
constexpr size_t kTurnsMax = 10;
constexpr size_t kIdleMax = 2;
constexpr size_t kGain = 20;

// How many cells hang closely together, and how many are in a bundle.
constexpr size_t kBlockMax = 600;
constexpr size_t kBundleMax = 1'700;

// More than any way to move a cell costs by step.
constexpr double kWhateverItCosts = 1'000;

using Cells = std::vector<size_t>;

// Joins cells by relation, the shortest first (all of an initiative) or the
// longest (the same of all initiatives), until more would be too many: places
// in `system`.
std::vector<Cells> BlocksOf(const System& system, bool shortest) {
  std::vector<size_t> above(system.cells.size());
  std::iota(above.begin(), above.end(), size_t{0});
  std::vector<size_t> sizes(above.size(), 1);
  const auto top = [&above](size_t place) {
    while (above[place] != place) place = above[place] = above[above[place]];
    return place;
  };
  std::vector<const Equation*> order;
  for (const Equation& equation : system.equations) order.push_back(&equation);
  std::stable_sort(order.begin(), order.end(),
                   [shortest](const Equation* a, const Equation* b) {
                     return shortest ? a->terms.size() < b->terms.size()
                                     : a->terms.size() > b->terms.size();
                   });
  for (const Equation* equation : order) {
    Cells tops;
    for (const Coefficient& term : equation->terms) {
      tops.push_back(top(term.column));
    }
    std::sort(tops.begin(), tops.end());
    tops.erase(std::unique(tops.begin(), tops.end()), tops.end());
    size_t size = 0;
    for (const size_t one : tops) size += sizes[one];
    if (size > kBlockMax) continue;
    for (const size_t one : tops) above[one] = tops[0];
    if (!tops.empty()) sizes[tops[0]] = size;
  }
  std::vector<Cells> blocks(above.size());
  for (size_t i = 0; i < above.size(); ++i) blocks[top(i)].push_back(i);
  std::erase_if(blocks, [](const Cells& block) { return block.empty(); });
  return blocks;
}

int64_t ChangeOf(const World& world, size_t cell) {
  for (const Change& change : world) {
    if (change.cell == cell) return change.by;
  }
  return 0;
}

}  // namespace

Sweep::Sweep(const Links& links, const LinearSolver& solver,
             std::vector<int64_t> prices)
    : links_(links), solver_(solver), prices_(std::move(prices)) {
  for (const LinkedCell& cell : links.cells()) lowest_.push_back(cell.value);
  highest_ = lowest_;
}

bool Sweep::IsProven(size_t cell) const {
  return highest_[cell] - lowest_[cell] >= links_.cells()[cell].width;
}

void Sweep::Keep(const World& world) {
  if (world.empty()) return;
  worlds_.push_back(world);
  for (const Change& change : world) {
    const int64_t value = links_.cells()[change.cell].value + change.by;
    lowest_[change.cell] = std::min(lowest_[change.cell], value);
    highest_[change.cell] = std::max(highest_[change.cell], value);
    prices_[change.cell] = kFree;
  }
}

void Sweep::SetPrice(size_t cell, int64_t price) {
  if (prices_[cell] != kFree) prices_[cell] = price;
}

int64_t Sweep::Missing(size_t at, bool up) const {
  const LinkedCell& cell = links_.cells()[at];
  if (up) return cell.width - (cell.value - lowest_[at]);
  return std::min(cell.value, cell.width - (highest_[at] - cell.value));
}

size_t Sweep::UnprovenIn(const System& system) const {
  return static_cast<size_t>(
      std::count_if(system.cells.begin(), system.cells.end(), [&](size_t cell) {
        return links_.cells()[cell].sensitive && !IsProven(cell);
      }));
}

// Up or down by chance, the other way `back`; up when it has fallen as far as
// it can.
std::vector<Moves::Aim> Sweep::AimsIn(const System& system, bool back) const {
  std::vector<Moves::Aim> aims;
  for (size_t i = 0; i < system.cells.size(); ++i) {
    const size_t at = system.cells[i];
    const LinkedCell& cell = links_.cells()[at];
    if (!cell.sensitive || IsProven(at)) continue;
    const int64_t fall = Missing(at, /*up=*/false);
    const bool fallen = lowest_[at] <= cell.value - fall;
    const bool up = fallen || Toss(at, turn_) != back;
    aims.push_back({i, up ? Missing(at, /*up=*/true) : -fall});
  }
  return aims;
}

std::vector<System> Sweep::Bundles(const System& system) const {
  if (system.cells.size() <= kBundleMax) return {system};
  std::vector<Cells> blocks = BlocksOf(system, turn_ % 2 == 1);
  std::sort(blocks.begin(), blocks.end(), [&](const Cells& a, const Cells& b) {
    return Mix(a[0], turn_) < Mix(b[0], turn_);
  });
  std::vector<System> bundles;
  Cells cells;
  for (size_t i = 0; i < blocks.size(); ++i) {
    for (const size_t place : blocks[i]) cells.push_back(system.cells[place]);
    if (i + 1 < blocks.size() &&
        cells.size() + blocks[i + 1].size() <= kBundleMax) {
      continue;
    }
    bundles.push_back(links_.MakeSystem(std::exchange(cells, {})));
  }
  return bundles;
}

absl::StatusOr<size_t> Sweep::Turn(const System& system, double reward) {
  const size_t before = UnprovenIn(system);
  std::optional<Moves> moves;
  for (const bool back : {false, true}) {
    std::vector<Moves::Aim> aims = AimsIn(system, back);
    if (aims.empty()) break;
    if (!moves) moves.emplace(links_, system, solver_);
    ASSIGN_OR_RETURN(const World world,
                     moves->Drive(std::move(aims), reward, prices_));
    Keep(world);
  }
  return before - UnprovenIn(system);
}

absl::Status Sweep::RunOne(const System& system, double reward) {
  size_t idle = 0;
  for (size_t turn = 0; turn < kTurnsMax && idle < kIdleMax; ++turn) {
    const size_t left = UnprovenIn(system);
    if (left == 0) break;
    ++turn_;
    size_t proven = 0;
    for (const System& bundle : Bundles(system)) {
      ASSIGN_OR_RETURN(const size_t more, Turn(bundle, reward));
      proven += more;
    }
    idle = proven * kGain < left ? idle + 1 : 0;
  }
  return absl::OkStatus();
}

absl::Status Sweep::Run(int64_t limit, double reward) {
  std::vector<bool> may;
  for (const int64_t price : prices_) {
    may.push_back(price >= 0 && price <= limit);
  }
  for (const Component& component : links_.Split(may)) {
    RETURN_IF_ERROR(RunOne(component.system, reward));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> Sweep::Reach(size_t cell, size_t count) {
  const System system = links_.FindNear(cell, prices_, count).system;
  const auto found =
      std::lower_bound(system.cells.begin(), system.cells.end(), cell);
  if (found == system.cells.end() || *found != cell) return false;
  const size_t place = static_cast<size_t>(found - system.cells.begin());
  Moves moves(links_, system, solver_);
  ASSIGN_OR_RETURN(const World up,
                   moves.Drive({{place, Missing(cell, /*up=*/true)}},
                               kWhateverItCosts, prices_));
  const int64_t value = links_.cells()[cell].value;
  const int64_t width = links_.cells()[cell].width;
  const int64_t high = std::max(highest_[cell], value + ChangeOf(up, cell));
  World down;
  if (high - lowest_[cell] < width) {
    const int64_t missing = std::min(value, width - (high - value));
    if (missing == 0) return false;
    ASSIGN_OR_RETURN(
        down, moves.Drive({{place, -missing}}, kWhateverItCosts, prices_));
    const int64_t low = std::min(lowest_[cell], value + ChangeOf(down, cell));
    if (high - low < width) return false;
  }
  Keep(up);
  Keep(down);
  return true;
}

}  // namespace finsam::participants
