#include "services/participants/domain/exact_choice.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/status.h"
#include "services/participants/domain/choice.h"
#include "services/participants/domain/witness.h"

namespace finsam::participants {
namespace {

// A set of candidates, one bit each.
using Set = uint64_t;

constexpr size_t kCandidatesMax = 64;

// How much work proving may take: witnesses searched for, and choices tried.
constexpr int kSearchesMax = 600;
constexpr int kTriesMax = 1'000'000;

bool IsWithin(Set part, Set whole) { return (part & ~whole) == 0; }

// The cheapest set that has a member of each of some sets.
class Hitting {
 public:
  explicit Hitting(const std::vector<int64_t>& costs) : costs_(costs) {}

  // Nothing when it took too long.
  std::optional<Set> Find(const std::vector<Set>& sets) {
    sets_ = &sets;
    best_ = 0;
    best_cost_ = std::numeric_limits<int64_t>::max();
    Try(0, 0, 0);
    if (tries_ > kTriesMax) return std::nullopt;
    return best_;
  }

 private:
  // `out`: decided not to be members.
  void Try(Set in, Set out, int64_t cost) {
    if (cost >= best_cost_ || ++tries_ > kTriesMax) return;
    const Set* open = nullptr;
    int fewest = 0;
    for (const Set& set : *sets_) {
      if ((set & in) != 0) continue;
      const int left = std::popcount(set & ~out);
      if (open == nullptr || left < fewest) {
        open = &set;
        fewest = left;
      }
    }
    if (open == nullptr) {
      best_ = in;
      best_cost_ = cost;
      return;
    }
    for (Set left = *open & ~out; left != 0; left &= left - 1) {
      const Set one = left & -left;
      Try(in | one, out, cost + costs_[std::countr_zero(one)]);
      out |= one;
    }
  }

  const std::vector<int64_t>& costs_;
  const std::vector<Set>* sets_ = nullptr;
  Set best_ = 0;
  int64_t best_cost_ = 0;
  int tries_ = 0;
};

// What is known of one target: sets that protect it, and sets that do not.
struct Known {
  std::vector<Set> enough;
  std::vector<Set> too_few;
};

class Exact {
 public:
  Exact(const Links& links, const std::vector<size_t>& targets,
        const LinearSolver& solver)
      : links_(links), solver_(solver), targets_(targets) {
    const std::vector<LinkedCell>& cells = links.cells();
    prices_.resize(cells.size(), kImmovable);
    for (size_t i = 0; i < cells.size(); ++i) {
      if (IsAlwaysHidden(cells[i])) {
        prices_[i] = kFree;
      } else if (cells[i].state == CellState::kOpen) {
        candidates_.push_back(i);
        costs_.push_back(cells[i].cost);
      }
    }
    known_.resize(targets.size());
  }

  // What a choice must have a member of grows with each leak until the cheapest
  // choice that has them all has no leak.
  absl::StatusOr<bool> Run(std::vector<bool>* hidden) {
    if (candidates_.size() > kCandidatesMax) return false;
    Hitting hitting(costs_);
    std::vector<Set> needed;
    while (true) {
      const std::optional<Set> found = hitting.Find(needed);
      if (!found) return false;
      const Set chosen = *found;
      bool safe = true;
      for (size_t i = 0; i < targets_.size(); ++i) {
        ASSIGN_OR_RETURN(const bool enough, IsEnough(i, chosen));
        if (enough) continue;
        safe = false;
        ASSIGN_OR_RETURN(const Set more, WhatIsNeeded(i, chosen));
        needed.push_back(more);
        if (more == 0 || searches_ > kSearchesMax) return false;
      }
      if (safe) {
        for (size_t i = 0; i < candidates_.size(); ++i) {
          (*hidden)[candidates_[i]] = (chosen >> i & 1) != 0;
        }
        return true;
      }
    }
  }

 private:
  // Whether hiding `chosen` protects the target.
  absl::StatusOr<bool> IsEnough(size_t target, Set chosen) {
    Known& known = known_[target];
    for (const Set enough : known.enough) {
      if (IsWithin(enough, chosen)) return true;
    }
    for (const Set few : known.too_few) {
      if (IsWithin(chosen, few)) return false;
    }
    ++searches_;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      prices_[candidates_[i]] = (chosen >> i & 1) != 0 ? kFree : kImmovable;
    }
    ASSIGN_OR_RETURN(const std::optional<Witness> witness,
                     FindWitness(links_, targets_[target], prices_,
                                 /*thorough=*/false, solver_));
    if (!witness) {
      known.too_few.push_back(chosen);
      return false;
    }
    const Set used = Used(*witness);
    for (size_t i = 0; i < targets_.size(); ++i) {
      const size_t cell = targets_[i];
      if (Proves(*witness, cell, links_.cells()[cell].width)) {
        known_[i].enough.push_back(used);
      }
    }
    return true;
  }

  // Candidates of which one must be hidden: all others together, those in
  // `chosen` among them, do not protect the target. Dear ones where it can be,
  // so that it soon shows what a choice costs at least.
  absl::StatusOr<Set> WhatIsNeeded(size_t target, Set chosen) {
    Set others = All();
    while (true) {
      ASSIGN_OR_RETURN(const bool enough, IsEnough(target, others));
      if (!enough) return All() & ~others;
      for (const Set way : known_[target].enough) {
        if (IsWithin(way, others)) others &= ~Dearest(way & ~chosen);
      }
    }
  }

  Set All() const {
    return candidates_.empty()
               ? 0
               : ~Set{0} >> (kCandidatesMax - candidates_.size());
  }

  Set Dearest(Set of) const {
    Set dearest = 0;
    for (Set left = of; left != 0; left &= left - 1) {
      const Set one = left & -left;
      if (dearest == 0 || CostOf(one) > CostOf(dearest)) dearest = one;
    }
    return dearest;
  }

  int64_t CostOf(Set one) const { return costs_[std::countr_zero(one)]; }

  Set Used(const Witness& witness) const {
    Set used = 0;
    for (const World* world : {&witness.low, &witness.high}) {
      for (const Change& change : *world) {
        const auto found = std::lower_bound(candidates_.begin(),
                                            candidates_.end(), change.cell);
        if (found == candidates_.end() || *found != change.cell) continue;
        used |= Set{1} << (found - candidates_.begin());
      }
    }
    return used;
  }

  const Links& links_;
  const LinearSolver& solver_;
  const std::vector<size_t>& targets_;
  std::vector<size_t> candidates_;  // Ascending.
  std::vector<int64_t> costs_;
  std::vector<int64_t> prices_;
  std::vector<Known> known_;  // One per target.
  int searches_ = 0;
};

}  // namespace

absl::StatusOr<bool> ChooseExactly(const Links& links,
                                   const std::vector<size_t>& targets,
                                   const LinearSolver& solver,
                                   std::vector<bool>* hidden) {
  return Exact(links, targets, solver).Run(hidden);
}

}  // namespace finsam::participants
