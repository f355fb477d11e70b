#include "services/participants/domain/choice.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "services/participants/domain/outsider.h"

namespace finsam::participants {
namespace {

// Systems with no more cells are searched in every way.
constexpr size_t kThoroughMax = 60;

// The cells that a witness changes, each once.
std::vector<size_t> Changed(const Witness& witness) {
  std::vector<size_t> cells;
  for (const Change& change : witness.low) cells.push_back(change.cell);
  for (const Change& change : witness.high) cells.push_back(change.cell);
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return cells;
}

bool Changes(const World& world, size_t cell) {
  return std::binary_search(
      world.begin(), world.end(), Change{cell, 0},
      [](const Change& a, const Change& b) { return a.cell < b.cell; });
}

}  // namespace

Choice::Choice(const Links& links, const LinearSolver& solver)
    : links_(links), solver_(solver) {
  const std::vector<LinkedCell>& cells = links.cells();
  thorough_ = cells.size() <= kThoroughMax;
  for (const LinkedCell& cell : cells) {
    if (cell.state != CellState::kOpen) continue;
    costs_ += cell.cost;
    ++open_;
  }
  uses_.resize(cells.size());
  witnesses_.resize(cells.size());
  for (size_t i = 0; i < cells.size(); ++i) prices_.push_back(PriceOf(i));
}

int64_t Choice::PriceOf(size_t at) const {
  const LinkedCell& cell = links_.cells()[at];
  if (cell.state == CellState::kShown) return kImmovable;
  if (IsAlwaysHidden(cell) || uses_[at] > 0) return kFree;
  return std::max(kFree, kMean * open_ * cell.cost / costs_);
}

void Choice::Use(const Witness& witness, int times) {
  for (const size_t at : Changed(witness)) {
    const bool before = uses_[at] > 0;
    uses_[at] += times;
    const bool after = uses_[at] > 0;
    if (before == after || IsAlwaysHidden(links_.cells()[at])) continue;
    loss_ += (after ? 1 : -1) * links_.cells()[at].cost;
    prices_[at] = PriceOf(at);
  }
}

void Choice::Take(size_t cell, Witness witness) {
  FINSAM_CHECK(!witnesses_[cell]);
  Use(witness, 1);
  witnesses_[cell] = std::move(witness);
}

Witness Choice::Release(size_t cell) {
  Witness witness = *std::move(witnesses_[cell]);
  witnesses_[cell].reset();
  Use(witness, -1);
  return witness;
}

absl::Status Choice::Search(size_t cell, std::optional<Witness>* witness) {
  ++searches_;
  ASSIGN_OR_RETURN(*witness,
                   FindWitness(links_, cell, prices_, thorough_, solver_));
  return absl::OkStatus();
}

void Choice::Share(const Witness& witness) {
  for (const size_t at : Changed(witness)) {
    const LinkedCell& cell = links_.cells()[at];
    if (!cell.sensitive || witnesses_[at] || cell.state == CellState::kShown) {
      continue;
    }
    if (Proves(witness, at, cell.width)) Take(at, witness);
  }
}

absl::Status Choice::Protect() {
  const std::vector<LinkedCell>& cells = links_.cells();
  Outsider outsider(links_, Hidden(), solver_);
  RETURN_IF_ERROR(outsider.Shake());
  for (size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].sensitive || cells[i].state == CellState::kShown ||
        outsider.IsProven(i) || witnesses_[i]) {
      continue;
    }
    std::optional<Witness> witness;
    RETURN_IF_ERROR(Search(i, &witness));
    if (witness) Share(*witness);
  }
  return absl::OkStatus();
}

std::vector<size_t> Choice::Secondary() const {
  std::vector<size_t> secondary;
  for (size_t i = 0; i < uses_.size(); ++i) {
    if (uses_[i] > 0 && !IsAlwaysHidden(links_.cells()[i])) {
      secondary.push_back(i);
    }
  }
  std::stable_sort(secondary.begin(), secondary.end(), [&](size_t a, size_t b) {
    return links_.cells()[a].cost > links_.cells()[b].cost;
  });
  return secondary;
}

absl::StatusOr<bool> Choice::DoWithout(size_t cell) {
  const int64_t before = loss_;
  std::vector<Given> given;
  for (size_t i = 0; i < witnesses_.size(); ++i) {
    if (!witnesses_[i] || (!Changes(witnesses_[i]->low, cell) &&
                           !Changes(witnesses_[i]->high, cell))) {
      continue;
    }
    given.push_back({i, std::nullopt});
    given.back().witness = Release(i);
  }
  prices_[cell] = kImmovable;
  size_t found = 0;
  bool better = true;
  for (const Given& old : given) {
    std::optional<Witness> witness;
    RETURN_IF_ERROR(Search(old.cell, &witness));
    if (witness) {
      Take(old.cell, *std::move(witness));
      ++found;
    }
    better = witness && loss_ < before;
    if (!better) break;
  }
  prices_[cell] = PriceOf(cell);
  if (better) return true;
  for (size_t i = 0; i < found; ++i) Release(given[i].cell);
  for (Given& old : given) Take(old.cell, *std::move(old.witness));
  return false;
}

absl::StatusOr<bool> Choice::Reroute(size_t cell) {
  const int64_t before = loss_;
  Witness old = Release(cell);
  std::optional<Witness> witness;
  RETURN_IF_ERROR(Search(cell, &witness));
  if (witness) Take(cell, *std::move(witness));
  if (witness && loss_ < before) return true;
  if (witness && loss_ == before) return false;
  if (witness) Release(cell);
  Take(cell, std::move(old));
  return false;
}

absl::Status Choice::Improve(size_t searches) {
  searches_ = 0;
  bool better = true;
  while (better) {
    better = false;
    for (const size_t cell : Secondary()) {
      if (searches_ >= searches) return absl::OkStatus();
      if (uses_[cell] == 0) continue;  // Meanwhile.
      ASSIGN_OR_RETURN(const bool did, DoWithout(cell));
      better |= did;
    }
    for (size_t i = 0; i < witnesses_.size(); ++i) {
      if (searches_ >= searches) return absl::OkStatus();
      // Only a witness that alone hides something can become cheaper.
      if (!witnesses_[i] || !Costs(*witnesses_[i])) continue;
      ASSIGN_OR_RETURN(const bool did, Reroute(i));
      better |= did;
    }
  }
  return absl::OkStatus();
}

bool Choice::Costs(const Witness& witness) const {
  const std::vector<size_t> cells = Changed(witness);
  return std::any_of(cells.begin(), cells.end(), [&](size_t at) {
    return uses_[at] == 1 && !IsAlwaysHidden(links_.cells()[at]);
  });
}

std::vector<size_t> Choice::Protected() const {
  std::vector<size_t> cells;
  for (size_t i = 0; i < witnesses_.size(); ++i) {
    if (witnesses_[i]) cells.push_back(i);
  }
  return cells;
}

std::vector<bool> Choice::Hidden() const {
  std::vector<bool> hidden;
  for (size_t i = 0; i < uses_.size(); ++i) {
    hidden.push_back(IsAlwaysHidden(links_.cells()[i]) || uses_[i] > 0);
  }
  return hidden;
}

}  // namespace finsam::participants
