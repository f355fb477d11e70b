#include "services/participants/domain/bulk_choice.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "common/base/status.h"
#include "services/participants/domain/choice.h"
#include "services/participants/domain/sweep.h"

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
    ASSIGN_OR_RETURN(BulkChoice best, Make(kFirst, nullptr));
    const int rounds = prices_.size() < kOnceMin ? kRounds : 1;
    for (int round = 0; round < rounds; ++round) {
      ASSIGN_OR_RETURN(BulkChoice next, Make(kAgain, &best));
      if (LossOf(next) >= LossOf(best)) break;
      best = std::move(next);
    }
    return best;
  }

 private:
  // `before`: a choice that is to be made cheaper, or null.
  template <size_t kSteps>
  absl::StatusOr<BulkChoice> Make(const Step (&steps)[kSteps],
                                  const BulkChoice* before) {
    std::vector<int64_t> prices = prices_;
    for (size_t i = 0; before != nullptr && i < prices.size(); ++i) {
      if (!before->hidden[i]) prices[i] = kImmovable;
    }
    Sweep sweep(links_, solver_, std::move(prices));
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
    BulkChoice choice;
    for (const LinkedCell& cell : links_.cells()) {
      choice.hidden.push_back(IsAlwaysHidden(cell));
    }
    choice.worlds = sweep.worlds();
    for (const World& world : choice.worlds) {
      for (const Change& change : world) choice.hidden[change.cell] = true;
    }
    return choice;
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

  // Proves one by one what is left.
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

  bool MayBeProven(size_t at) const {
    const LinkedCell& cell = links_.cells()[at];
    const Bounds& bounds = certain_.bounds[at];
    return cell.sensitive && cell.state != CellState::kShown &&
           (!bounds.high || *bounds.high - bounds.low >= cell.width);
  }

  int64_t LossOf(const BulkChoice& choice) const {
    int64_t loss = 0;
    for (size_t i = 0; i < choice.hidden.size(); ++i) {
      const LinkedCell& cell = links_.cells()[i];
      if (choice.hidden[i] && cell.state == CellState::kOpen) loss += cell.cost;
    }
    return loss;
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
