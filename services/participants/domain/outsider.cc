#include "services/participants/domain/outsider.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/status.h"
#include "services/participants/domain/moves.h"
#include "services/participants/domain/witness.h"

namespace finsam::participants {
namespace {

// How many cells around one are looked at before all are: where there are more,
// most proofs are near.
constexpr size_t kReaches[] = {200, 800, 2'400};

bool IsWide(int64_t low, std::optional<int64_t> high, int64_t width) {
  return !high || *high - low >= width;
}

// What can change, by looking at one relation at a time.
std::vector<bool> FreeOf(std::vector<bool> unknown, const Certain& certain) {
  for (size_t i = 0; i < unknown.size(); ++i) {
    const Bounds& bounds = certain.bounds[i];
    if (bounds.low == bounds.high) unknown[i] = false;
  }
  return unknown;
}

}  // namespace

std::vector<bool> UnknownOf(const std::vector<LinkedCell>& cells,
                            const std::vector<bool>& hidden) {
  std::vector<bool> unknown;
  for (size_t i = 0; i < cells.size(); ++i) {
    unknown.push_back(cells[i].state == CellState::kHidden ||
                      (cells[i].state == CellState::kOpen && hidden[i]));
  }
  return unknown;
}

Outsider::Outsider(const Links& links, const std::vector<bool>& hidden,
                   const LinearSolver& solver)
    : links_(links),
      solver_(solver),
      unknown_(UnknownOf(links.cells(), hidden)),
      certain_(links.Propagate(unknown_)),
      components_(links.Split(FreeOf(unknown_, certain_))),
      home_(links.cells().size(), components_.size()),
      prices_(links.cells().size(), kImmovable),
      sweep_(links, solver, PricesToSweep()) {}

// Also says where each cell is at home.
std::vector<int64_t> Outsider::PricesToSweep() {
  std::vector<int64_t> prices = prices_;
  for (size_t i = 0; i < components_.size(); ++i) {
    for (const size_t cell : components_[i].system.cells) {
      home_[cell] = i;
      prices_[cell] = kFree;
      if (!IsExact(components_[i])) prices[cell] = kFree;
    }
  }
  return prices;
}

void Outsider::Consider(const std::vector<World>& worlds) {
  for (const World& world : worlds) {
    if (links_.Holds(world, unknown_)) sweep_.Keep(world);
  }
}

bool Outsider::IsProven(size_t cell) const {
  if (sweep_.IsProven(cell)) return true;
  const Bounds& bounds = certain_.bounds[cell];
  return home_[cell] < components_.size() &&
         IsExact(components_[home_[cell]]) &&
         IsWide(bounds.low, bounds.high, cells()[cell].width);
}

absl::StatusOr<bool> Outsider::IsSafe(size_t cell) {
  if (IsProven(cell)) return true;
  const Bounds& bounds = certain_.bounds[cell];
  if (!IsWide(bounds.low, bounds.high, cells()[cell].width)) return false;
  if (home_[cell] == components_.size()) return false;
  // What proves one often proves its neighbours too.
  const size_t size = components_[home_[cell]].system.cells.size();
  for (const size_t count : kReaches) {
    if (count >= size) break;
    ASSIGN_OR_RETURN(const bool reached, sweep_.Reach(cell, count));
    if (reached) return true;
  }
  ASSIGN_OR_RETURN(
      const std::optional<Witness> witness,
      FindWitness(links_, cell, prices_, /*thorough=*/false, solver_));
  if (!witness) return false;
  sweep_.Keep(witness->low);
  sweep_.Keep(witness->high);
  return true;
}

absl::Status Outsider::TellOne(const Component& component,
                               const std::vector<size_t>& wanted,
                               std::vector<Interval>* intervals) const {
  if (wanted.empty()) return absl::OkStatus();
  if (IsExact(component)) {
    for (const size_t cell : wanted) {
      const Bounds& bounds = certain_.bounds[cell];
      intervals->push_back({cell, bounds.low, bounds.high});
    }
    return absl::OkStatus();
  }
  Moves moves(links_, component.system, solver_);
  const std::vector<size_t>& inside = component.system.cells;
  for (const size_t cell : wanted) {
    const size_t place =
        std::lower_bound(inside.begin(), inside.end(), cell) - inside.begin();
    ASSIGN_OR_RETURN(const auto down, moves.Reach(place, /*up=*/false));
    ASSIGN_OR_RETURN(auto up, moves.Reach(place, /*up=*/true));
    if (up) *up += cells()[cell].value;
    intervals->push_back({cell, cells()[cell].value + down.value_or(0), up});
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Interval>> Outsider::Tell(
    const std::vector<size_t>& wanted) const {
  std::vector<Interval> intervals;
  std::vector<std::vector<size_t>> by_home(components_.size() + 1);
  for (const size_t cell : wanted) by_home[home_[cell]].push_back(cell);
  for (const size_t cell : by_home.back()) {  // They cannot change.
    intervals.push_back({cell, cells()[cell].value, cells()[cell].value});
  }
  for (size_t i = 0; i < components_.size(); ++i) {
    RETURN_IF_ERROR(TellOne(components_[i], by_home[i], &intervals));
  }
  std::sort(
      intervals.begin(), intervals.end(),
      [](const Interval& a, const Interval& b) { return a.cell < b.cell; });
  return intervals;
}

}  // namespace finsam::participants
