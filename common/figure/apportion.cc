#include "common/figure/apportion.h"

#include <set>
#include <tuple>

namespace finsam {
namespace {

// The steps that one part can take from one choice to another, around a
// hexagon: each step is the sum of the one before it and the one after it.
constexpr int kSteps = 6;
constexpr int kStepA[kSteps] = {1, 1, 0, -1, -1, 0};
constexpr int kStepB[kSteps] = {0, 1, 1, 0, -1, -1};
constexpr int kNoStep = -1;

int StepBetween(const Choice& from, const Choice& to) {
  for (int step = 0; step < kSteps; ++step) {
    if (to.a - from.a == kStepA[step] && to.b - from.b == kStepB[step]) {
      return step;
    }
  }
  return kNoStep;
}

// A step by one part, or by two parts together.
struct Way {
  int first = kNoStep;
  int second = kNoStep;
};

// The successive shortest paths of a flow with three nodes, whose arcs are the
// parts' steps: a path is one step or two. Since a step is taken only at the
// least cost, what has been reached is always the cheapest for its totals.
class Apportioner {
 public:
  explicit Apportioner(std::vector<Part>* parts) : parts_(*parts) {
    for (size_t i = 0; i < parts_.size(); ++i) {
      Part& part = parts_[i];
      part.chosen = 0;
      for (size_t c = 1; c < part.choices.size(); ++c) {
        if (part.choices[c].cost < Chosen(i).cost) part.chosen = c;
      }
      Take(i, part.chosen);
    }
  }

  bool Reach(std::optional<int64_t> a_total, std::optional<int64_t> b_total) {
    for (;;) {
      const int64_t a = a_total.value_or(a_) - a_;
      const int64_t b = b_total.value_or(b_) - b_;
      if (a == 0 && b == 0) return true;
      if (!Advance(Ways(a_total.has_value(), b_total.has_value(), a, b))) {
        return false;
      }
    }
  }

 private:
  // Cost, part, choice: what taking a step costs. Ties go to the first part.
  using Move = std::tuple<__int128, size_t, size_t>;
  using Ways2 = absl::InlinedVector<Way, 2>;

  const Choice& Chosen(size_t i) const {
    return parts_[i].choices[parts_[i].chosen];
  }

  // The ways towards totals that `a` and `b` are missing to.
  static Ways2 Ways(bool a_given, bool b_given, int64_t a, int64_t b) {
    if (!b_given) {
      return a > 0 ? Ways2{{0, kNoStep}, {1, kNoStep}}
                   : Ways2{{3, kNoStep}, {4, kNoStep}};
    }
    if (!a_given) {
      return b > 0 ? Ways2{{2, kNoStep}, {1, kNoStep}}
                   : Ways2{{5, kNoStep}, {4, kNoStep}};
    }
    int step = a > 0 ? 0 : 3;
    if (a > 0 && b > 0) step = 1;
    if (a < 0 && b < 0) step = 4;
    if (a == 0) step = b > 0 ? 2 : 5;
    return {{step, kNoStep},
            {(step + kSteps - 1) % kSteps, (step + 1) % kSteps}};
  }

  // Goes the cheapest of `ways`, the first among equals.
  bool Advance(const Ways2& ways) {
    std::optional<__int128> least;
    absl::InlinedVector<Move, 2> best;
    for (const Way& way : ways) {
      if (moves_[way.first].empty()) continue;
      absl::InlinedVector<Move, 2> taken = {*moves_[way.first].begin()};
      if (way.second != kNoStep) {
        if (moves_[way.second].empty()) continue;
        taken.push_back(*moves_[way.second].begin());
        if (std::get<1>(taken[0]) == std::get<1>(taken[1])) continue;
      }
      __int128 cost = 0;
      for (const Move& move : taken) cost += std::get<0>(move);
      if (least.has_value() && cost >= *least) continue;
      least = cost;
      best = taken;
    }
    for (const auto& [cost, part, choice] : best) {
      Leave(part);
      Take(part, choice);
    }
    return least.has_value();
  }

  void Take(size_t i, size_t choice) {
    parts_[i].chosen = choice;
    a_ += Chosen(i).a;
    b_ += Chosen(i).b;
    ForEachMove(i,
                [&](int step, const Move& move) { moves_[step].insert(move); });
  }

  void Leave(size_t i) {
    a_ -= Chosen(i).a;
    b_ -= Chosen(i).b;
    ForEachMove(i,
                [&](int step, const Move& move) { moves_[step].erase(move); });
  }

  template <typename Visit>
  void ForEachMove(size_t i, const Visit& visit) const {
    const Part& part = parts_[i];
    for (size_t c = 0; c < part.choices.size(); ++c) {
      const int step = StepBetween(Chosen(i), part.choices[c]);
      if (step == kNoStep) continue;
      visit(step, Move{part.choices[c].cost - Chosen(i).cost, i, c});
    }
  }

  std::vector<Part>& parts_;
  int64_t a_ = 0;
  int64_t b_ = 0;
  std::set<Move> moves_[kSteps];
};

}  // namespace

bool Apportion(std::optional<int64_t> a_total, std::optional<int64_t> b_total,
               std::vector<Part>* parts) {
  return Apportioner(parts).Reach(a_total, b_total);
}

}  // namespace finsam
