#include "services/participants/domain/outsider.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/status.h"

namespace finsam::participants {
namespace {

// Shaking ends when two worlds prove less than one cell in so many, and after
// so many pairs.
constexpr size_t kShakeGain = 10;
constexpr uint64_t kShakesMax = 12;

bool IsWide(int64_t low, std::optional<int64_t> high, int64_t width) {
  return !high || *high - low >= width;
}

// Up or down, by chance that is always the same.
bool Toss(uint64_t cell, uint64_t turn) {
  uint64_t mixed = (cell + 1) * 0x9e3779b97f4a7c15 + turn * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 30)) * 0x94d049bb133111eb;
  return ((mixed >> 32) & 1) != 0;
}

}  // namespace

Outsider::Outsider(const Links& links, const std::vector<bool>& hidden,
                   const LinearSolver& solver)
    : links_(links), solver_(solver) {
  for (size_t i = 0; i < cells().size(); ++i) {
    const CellState state = cells()[i].state;
    unknown_.push_back(state == CellState::kHidden ||
                       (state == CellState::kOpen && hidden[i]));
  }
  certain_ = links.Propagate(unknown_);
  std::vector<bool> free = unknown_;
  for (size_t i = 0; i < free.size(); ++i) {
    if (certain_.bounds[i].low == certain_.bounds[i].high) free[i] = false;
  }
  components_ = links.Split(free);
  home_.resize(cells().size(), components_.size());
  prices_.resize(cells().size(), kImmovable);
  for (size_t i = 0; i < components_.size(); ++i) {
    for (const size_t cell : components_[i].system.cells) {
      home_[cell] = i;
      prices_[cell] = kFree;
    }
  }
  for (const LinkedCell& cell : cells()) lowest_.push_back(cell.value);
  highest_ = lowest_;
}

void Outsider::Keep(const World& world) {
  for (const Change& change : world) {
    const int64_t value = cells()[change.cell].value + change.by;
    lowest_[change.cell] = std::min(lowest_[change.cell], value);
    highest_[change.cell] = std::max(highest_[change.cell], value);
  }
}

bool Outsider::IsProven(size_t cell) const {
  const int64_t width = cells()[cell].width;
  if (IsWide(lowest_[cell], highest_[cell], width)) return true;
  const Bounds& bounds = certain_.bounds[cell];
  return home_[cell] < components_.size() &&
         IsExact(components_[home_[cell]]) &&
         IsWide(bounds.low, bounds.high, width);
}

absl::Status Outsider::ShakeOne(const System& system) {
  Moves moves(links_, system, solver_);
  for (uint64_t turn = 0; turn < kShakesMax; ++turn) {
    std::vector<size_t> places;
    std::vector<bool> ups;
    for (size_t i = 0; i < system.cells.size(); ++i) {
      const size_t cell = system.cells[i];
      if (!cells()[cell].sensitive || IsProven(cell)) continue;
      places.push_back(i);
      ups.push_back(Toss(cell, turn));
    }
    if (places.empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const World there, moves.PushAll(places, ups));
    Keep(there);
    ups.flip();
    ASSIGN_OR_RETURN(const World back, moves.PushAll(places, ups));
    Keep(back);
    const size_t proven =
        std::count_if(places.begin(), places.end(),
                      [&](size_t at) { return IsProven(system.cells[at]); });
    if (proven * kShakeGain < places.size()) return absl::OkStatus();
  }
  return absl::OkStatus();
}

absl::Status Outsider::Shake() {
  for (const Component& component : components_) {
    if (IsExact(component)) continue;
    RETURN_IF_ERROR(ShakeOne(component.system));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> Outsider::IsSafe(size_t cell) {
  if (IsProven(cell)) return true;
  const Bounds& bounds = certain_.bounds[cell];
  if (!IsWide(bounds.low, bounds.high, cells()[cell].width)) return false;
  if (home_[cell] == components_.size()) return false;
  ASSIGN_OR_RETURN(
      const std::optional<Witness> witness,
      FindWitness(links_, cell, prices_, /*thorough=*/false, solver_));
  if (!witness) return false;
  // What proves one often proves its neighbours too.
  Keep(witness->low);
  Keep(witness->high);
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
