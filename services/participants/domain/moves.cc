#include "services/participants/domain/moves.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/status.h"
#include "services/participants/domain/toss.h"

namespace finsam::participants {
namespace {

// A solver's number this near to a whole one is that number.
constexpr double kNear = 1e-5;

// Programs solved to turn one solution in fractions into whole numbers.
constexpr int kBranchesMax = 40;

// Programs solved on the way down to whole numbers, and the part of what is no
// whole number that is fixed each time.
constexpr int kDivesMax = 4;
constexpr size_t kFixedPart = 10;

// How often aims are given up by half.
constexpr uint64_t kHalvesMax = 6;

// Each group has a column for what it rises and one for what it falls by.
size_t Rise(size_t group) { return 2 * group; }
size_t Fall(size_t group) { return 2 * group + 1; }

template <typename Range>
std::pair<Bounds, Bounds> RiseAndFall(const Range& range) {
  Bounds rise{std::max<int64_t>(range.low, 0), std::nullopt};
  Bounds fall{0, std::max<int64_t>(-range.low, 0)};
  if (range.high) {
    rise.high = std::max<int64_t>(*range.high, 0);
    fall.low = std::max<int64_t>(-*range.high, 0);
  }
  return {rise, fall};
}

}  // namespace

// A search for the cheapest changes in whole numbers.
struct Moves::Branching {
  int left = kBranchesMax;
  std::optional<World> best;
  double cost = 0;
};

Moves::Moves(const Links& links, const System& system,
             const LinearSolver& solver)
    : links_(links), system_(system), folded_(Fold(system)), ranges_(Ranges()) {
  std::vector<Bounds> columns;
  for (const Range& range : ranges_) {
    const auto [rise, fall] = RiseAndFall(range);
    columns.push_back(rise);
    columns.push_back(fall);
  }
  std::vector<Equation> equations;
  for (const Equation& equation : folded_.equations) {
    Equation& split = equations.emplace_back();
    for (const Coefficient& term : equation.terms) {
      split.terms.push_back({Rise(term.column), term.factor});
      split.terms.push_back({Fall(term.column), -term.factor});
    }
  }
  program_ = solver.Make(columns, equations);
}

std::vector<Moves::Range> Moves::Ranges() const {
  // Each group has a cell that changes as it does, so all get a low end.
  std::vector<Range> ranges(folded_.frozen.size(),
                            {std::numeric_limits<int64_t>::min(), {}});
  for (size_t i = 0; i < system_.cells.size(); ++i) {
    const Seat& seat = folded_.seats[i];
    const int64_t value = links_.cells()[system_.cells[i]].value;
    Range& range = ranges[seat.group];
    if (seat.sign > 0) {
      range.low = std::max(range.low, -value);
    } else {
      range.high = std::min(range.high.value_or(value), value);
    }
  }
  for (size_t i = 0; i < ranges.size(); ++i) {
    if (folded_.frozen[i]) ranges[i] = {0, 0};
  }
  return ranges;
}

void Moves::LimitColumns(size_t group, const Range& range) {
  const auto [rise, fall] = RiseAndFall(range);
  program_->SetBounds(Rise(group), rise);
  program_->SetBounds(Fall(group), fall);
}

void Moves::LimitFree(size_t group, const Range& range) {
  program_->SetBounds(Rise(group), {range.low, range.high});
  program_->SetBounds(Fall(group), {0, 0});
}

void Moves::Limit(size_t group, const Range& range) {
  ranges_[group] = range;
  LimitColumns(group, range);
}

absl::StatusOr<std::optional<int64_t>> Moves::Reach(size_t place, bool up) {
  const Seat& seat = folded_.seats[place];
  const bool rise = up == (seat.sign > 0);
  std::vector<double> costs(2 * ranges_.size(), 0.0);
  costs[Rise(seat.group)] = rise ? -1 : 1;
  costs[Fall(seat.group)] = rise ? 1 : -1;
  ASSIGN_OR_RETURN(const auto optimum, program_->Minimise(costs));
  if (!optimum) return std::optional<int64_t>();
  const double far = std::floor(-optimum->value + kNear);
  return std::optional<int64_t>(static_cast<int64_t>(up ? far : -far));
}

std::optional<World> Moves::Whole(const std::vector<double>& changes) const {
  std::vector<int64_t> whole;
  World world;
  for (size_t i = 0; i < system_.cells.size(); ++i) {
    const Seat& seat = folded_.seats[i];
    whole.push_back(seat.sign * std::llround(changes[seat.group]));
    if (links_.cells()[system_.cells[i]].value + whole[i] < 0) return {};
    if (whole[i] != 0) world.push_back({system_.cells[i], whole[i]});
  }
  for (const Equation& equation : system_.equations) {
    int64_t sum = 0;
    for (const Coefficient& term : equation.terms) {
      sum += term.factor * whole[term.column];
    }
    if (sum != 0) return {};
  }
  return world;
}

absl::Status Moves::Branch(const std::vector<double>& costs,
                           Branching* branching) {
  if (branching->left == 0) return absl::OkStatus();
  --branching->left;
  const auto solved = program_->Minimise(costs);
  if (absl::IsFailedPrecondition(solved.status())) return absl::OkStatus();
  RETURN_IF_ERROR(solved.status());
  if (!*solved) return absl::InternalError("unbounded although it costs");
  const LinearProgram::Optimum& optimum = **solved;
  if (branching->best && optimum.value >= branching->cost - kNear) {
    return absl::OkStatus();
  }
  std::vector<double> changes;
  size_t worst = 0;
  double distance = 0;
  for (size_t i = 0; i < ranges_.size(); ++i) {
    changes.push_back(optimum.columns[Rise(i)] - optimum.columns[Fall(i)]);
    const double off = std::abs(changes[i] - std::round(changes[i]));
    if (off > distance) {
      distance = off;
      worst = i;
    }
  }
  if (distance <= kNear) {
    if (std::optional<World> world = Whole(changes)) {
      branching->best = std::move(world);
      branching->cost = optimum.value;
    }
    return absl::OkStatus();
  }
  const Range range = ranges_[worst];
  const int64_t below = static_cast<int64_t>(std::floor(changes[worst]));
  Limit(worst, {range.low, below});
  absl::Status status = Branch(costs, branching);
  Limit(worst, {below + 1, range.high});
  if (status.ok()) status = Branch(costs, branching);
  Limit(worst, range);
  return status;
}

std::vector<double> Moves::CostsOf(const std::vector<int64_t>& prices) const {
  std::vector<double> costs(2 * ranges_.size(), 0.0);
  for (size_t i = 0; i < system_.cells.size(); ++i) {
    const size_t group = folded_.seats[i].group;
    const double price = static_cast<double>(prices[system_.cells[i]]) / kMean;
    costs[Rise(group)] += price;
    costs[Fall(group)] += price;
  }
  return costs;
}

std::vector<bool> Moves::FreeOf(const std::vector<int64_t>& prices) const {
  std::vector<bool> free(ranges_.size(), true);
  for (size_t i = 0; i < system_.cells.size(); ++i) {
    if (prices[system_.cells[i]] > kFree) free[folded_.seats[i].group] = false;
  }
  return free;
}

absl::StatusOr<World> Moves::Push(size_t place, int64_t by,
                                  const std::vector<int64_t>& prices) {
  const Seat& seat = folded_.seats[place];
  const Range range = ranges_[seat.group];
  const int64_t move = seat.sign * by;
  if (move < range.low || (range.high && move > *range.high)) return World();
  const std::vector<double> costs = CostsOf(prices);
  Limit(seat.group, {move, move});
  Branching branching;
  const absl::Status status = Branch(costs, &branching);
  Limit(seat.group, range);
  RETURN_IF_ERROR(status);
  return std::move(branching.best).value_or(World());
}

absl::StatusOr<std::optional<World>> Moves::Dive(
    const std::vector<double>& costs) {
  for (int dive = 0; dive < kDivesMax; ++dive) {
    const auto solved = program_->Minimise(costs);
    if (absl::IsFailedPrecondition(solved.status())) break;
    RETURN_IF_ERROR(solved.status());
    if (!*solved) return absl::InternalError("unbounded within bounds");
    std::vector<double> changes;
    std::vector<std::pair<double, size_t>> broken;  // The worst first.
    for (size_t i = 0; i < ranges_.size(); ++i) {
      changes.push_back((*solved)->columns[Rise(i)] -
                        (*solved)->columns[Fall(i)]);
      const double off = std::abs(changes[i] - std::round(changes[i]));
      if (off > kNear) broken.emplace_back(-off, i);
    }
    if (broken.empty()) return Whole(changes);
    std::sort(broken.begin(), broken.end());
    broken.resize(1 + broken.size() / kFixedPart);
    for (const auto& [off, group] : broken) {
      const int64_t near = std::llround(changes[group]);
      LimitFree(group, {near, near});
    }
  }
  return std::optional<World>();
}

absl::StatusOr<std::optional<World>> Moves::Try(
    const std::vector<Aim>& aims, double reward,
    const std::vector<int64_t>& prices) {
  std::vector<double> costs = CostsOf(prices);
  const std::vector<bool> free = FreeOf(prices);
  std::vector<Range> ranges = ranges_;
  std::vector<double> worth(ranges.size());
  for (const Aim& aim : aims) {
    const Seat& seat = folded_.seats[aim.place];
    if (worth[seat.group] != 0) continue;  // The first of a group decides.
    const int64_t by = aim.by * seat.sign;
    worth[seat.group] = by > 0 ? reward : -reward;
    Range& range = ranges[seat.group];
    if (by > 0) {
      range.high = std::min(range.high.value_or(by), by);
    } else {
      range.low = std::max(range.low, by);
    }
  }
  for (size_t i = 0; i < ranges.size(); ++i) {
    if (free[i]) {
      costs[Rise(i)] = costs[Fall(i)] = 0;
      LimitFree(i, ranges[i]);
    } else {
      LimitColumns(i, ranges[i]);
    }
    costs[Rise(i)] -= worth[i];
    costs[Fall(i)] += worth[i];
  }
  return Dive(costs);
}

absl::StatusOr<World> Moves::Drive(std::vector<Aim> aims, double reward,
                                   const std::vector<int64_t>& prices) {
  absl::StatusOr<std::optional<World>> world{std::in_place};
  for (uint64_t half = 0; half < kHalvesMax && !aims.empty(); ++half) {
    world = Try(aims, reward, prices);
    if (!world.ok() || world->has_value() || aims.size() == 1) break;
    size_t kept = 1;
    for (size_t i = 1; i < aims.size(); ++i) {
      if (Toss(aims[i].place, half)) aims[kept++] = aims[i];
    }
    aims.resize(kept);
  }
  for (size_t i = 0; i < ranges_.size(); ++i) LimitColumns(i, ranges_[i]);
  RETURN_IF_ERROR(world.status());
  return (*std::move(world)).value_or(World());
}

}  // namespace finsam::participants
