#include "services/participants/domain/bulk_choice.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "common/base/status.h"
#include "services/participants/domain/choice.h"
#include "services/participants/domain/outsider.h"
#include "services/participants/domain/sweep.h"
#include "services/participants/domain/witness.h"

namespace finsam::participants {
namespace {

constexpr int64_t kAnyPrice = std::numeric_limits<int64_t>::max();

// What may be hidden, and what each step towards a proof is worth.
struct Step {
  int64_t limit;  // As prices are.
  double reward;  // In means.
};

constexpr Step kFirst[] = {{kMean, 8},
                           {5 * kMean / 2, 8},
                           {kAnyPrice, 8},
                           {kAnyPrice, 64},
                           {kAnyPrice, 1'000}};
constexpr Step kAgain[] = {{kAnyPrice, 1}, {kAnyPrice, 2},  {kAnyPrice, 4},
                           {kAnyPrice, 8}, {kAnyPrice, 64}, {kAnyPrice, 1'000}};

// How often the choice is made again from what it hides, and from how many
// cells on only once.
constexpr int kRounds = 2;
constexpr size_t kOnceMin = 2'000;

// How many cells around one are looked at for a proof that bundles do not find.
constexpr size_t kReaches[] = {200, 800, 2'400};

class Bulk {
 public:
  Bulk(const Links& links, const LinearSolver& solver)
      : links_(links), solver_(solver) {
    int64_t costs = 0;
    int64_t open = 0;
    for (const LinkedCell& cell : links.cells()) {
      if (cell.state != CellState::kOpen) continue;
      costs += cell.cost;
      ++open;
    }
    std::vector<bool> unknown;
    for (const LinkedCell& cell : links.cells()) {
      unknown.push_back(cell.state != CellState::kShown);
      prices_.push_back(
          !unknown.back() ? kImmovable
          : IsAlwaysHidden(cell)
              ? kFree
              : std::max(kFree, kMean * open * cell.cost / costs));
    }
    certain_ = links.Propagate(unknown);
  }

  absl::StatusOr<BulkChoice> Choose() {
    ASSIGN_OR_RETURN(Draft best, Make(kFirst, nullptr));
    const int rounds = prices_.size() < kOnceMin ? kRounds : 1;
    for (int round = 0; round < rounds; ++round) {
      ASSIGN_OR_RETURN(Draft next, Make(kAgain, &best.choice));
      if (next.proven == best.proven && next.loss >= best.loss) break;
      best = std::move(next);  // It proves no less.
    }
    return Completed(best.choice);
  }

 private:
  struct Draft {
    BulkChoice choice;
    size_t proven = 0;  // Sensitive cells.
    int64_t loss = 0;
  };

  // `before`: a choice that is to be made cheaper, or null.
  template <size_t kSteps>
  absl::StatusOr<Draft> Make(const Step (&steps)[kSteps],
                             const BulkChoice* before) {
    Sweep sweep(links_, solver_,
                before == nullptr ? prices_ : PricesWithin(*before));
    RETURN_IF_ERROR(sweep.Run(kFree, 1));
    for (const Step& step : steps) {
      RETURN_IF_ERROR(sweep.Run(step.limit, step.reward));
      RETURN_IF_ERROR(sweep.Run(kFree, 1));
    }
    if (before != nullptr) {
      // What cannot be proven within it is worth more.
      for (size_t i = 0; i < prices_.size(); ++i) sweep.SetPrice(i, prices_[i]);
      RETURN_IF_ERROR(ReachAll(&sweep));
      Recover(before->worlds, &sweep);
    }
    return Made(sweep);
  }

  Draft Made(const Sweep& sweep) const {
    Draft draft;
    for (size_t i = 0; i < prices_.size(); ++i) {
      const LinkedCell& cell = links_.cells()[i];
      draft.choice.hidden.push_back(IsAlwaysHidden(cell));
      if (cell.sensitive && sweep.IsProven(i)) ++draft.proven;
    }
    draft.choice.worlds = sweep.worlds();
    for (const World& world : draft.choice.worlds) {
      for (const Change& change : world) {
        draft.choice.hidden[change.cell] = true;
      }
    }
    for (size_t i = 0; i < prices_.size(); ++i) {
      const LinkedCell& cell = links_.cells()[i];
      if (!draft.choice.hidden[i] || cell.state != CellState::kOpen) continue;
      draft.loss += cell.cost;
    }
    return draft;
  }

  // Proves what only the worlds of the choice before do.
  void Recover(const std::vector<World>& worlds, Sweep* sweep) const {
    struct Ends {
      const World* world = nullptr;
      int64_t by = 0;
    };
    std::map<size_t, std::pair<Ends, Ends>> ends;  // By cell.
    for (const World& world : worlds) {
      for (const Change& change : world) {
        if (!links_.cells()[change.cell].sensitive) continue;
        auto& [low, high] = ends[change.cell];
        if (change.by < low.by) low = {&world, change.by};
        if (change.by > high.by) high = {&world, change.by};
      }
    }
    for (const auto& [cell, pair] : ends) {
      const auto& [low, high] = pair;
      if (sweep->IsProven(cell)) continue;
      if (high.by - low.by < links_.cells()[cell].width) continue;
      if (low.world != nullptr) sweep->Keep(*low.world);
      if (high.world != nullptr) sweep->Keep(*high.world);
    }
  }

  // Proves one by one what is left, by what is near.
  absl::Status ReachAll(Sweep* sweep) {
    for (size_t i = 0; i < links_.cells().size(); ++i) {
      if (!MayBeProven(i)) continue;
      for (const size_t count : kReaches) {
        if (sweep->IsProven(i)) break;
        RETURN_IF_ERROR(sweep->Reach(i, count).status());
      }
    }
    return absl::OkStatus();
  }

  // Bundles and single cells are driven to whole numbers that are near, and so
  // miss some. Here nothing is missed that FindLeaks would find if all were
  // hidden: a cell must not count as told because too little was hidden.
  absl::StatusOr<BulkChoice> Completed(const BulkChoice& choice) {
    Outsider outsider(links_, choice.hidden, solver_);
    outsider.Consider(choice.worlds);
    RETURN_IF_ERROR(outsider.Shake());
    std::vector<size_t> told;
    for (size_t i = 0; i < links_.cells().size(); ++i) {
      if (!MayBeProven(i)) continue;
      ASSIGN_OR_RETURN(const bool safe, outsider.IsSafe(i));
      if (!safe) told.push_back(i);
    }
    Sweep sweep(links_, solver_, prices_);
    for (const World& world : outsider.worlds()) sweep.Keep(world);
    for (const size_t cell : told) {
      if (sweep.IsProven(cell)) continue;
      ASSIGN_OR_RETURN(const std::optional<Witness> witness,
                       FindWitness(links_, cell, sweep.prices(),
                                   /*thorough=*/false, solver_));
      if (!witness) continue;
      sweep.Keep(witness->low);
      sweep.Keep(witness->high);
    }
    return Made(sweep).choice;
  }

  // Without what `choice` does not hide.
  std::vector<int64_t> PricesWithin(const BulkChoice& choice) const {
    std::vector<int64_t> prices = prices_;
    for (size_t i = 0; i < prices.size(); ++i) {
      if (!choice.hidden[i]) prices[i] = kImmovable;
    }
    return prices;
  }

  bool MayBeProven(size_t at) const {
    const LinkedCell& cell = links_.cells()[at];
    const Bounds& bounds = certain_.bounds[at];
    return cell.sensitive && cell.state != CellState::kShown &&
           (!bounds.high || *bounds.high - bounds.low >= cell.width);
  }

  const Links& links_;
  const LinearSolver& solver_;
  std::vector<int64_t> prices_;
  Certain certain_;  // When all is hidden that can be.
};

}  // namespace

absl::StatusOr<BulkChoice> ChooseInBulk(const Links& links,
                                        const LinearSolver& solver) {
  return Bulk(links, solver).Choose();
}

}  // namespace finsam::participants
