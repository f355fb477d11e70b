#include "services/participants/domain/folding.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace finsam::participants {
namespace {

class Folder {
 public:
  explicit Folder(const System& system) : equations_(system.equations) {
    for (size_t i = 0; i < system.cells.size(); ++i) seats_.push_back({i, 1});
    frozen_.resize(system.cells.size());
  }

  Folded Run() {
    bool again = true;
    while (again) {
      again = false;
      for (Equation& equation : equations_) again |= Reduce(&equation);
    }
    return Finish();
  }

 private:
  // Where the group of `place` ended up, joining what was joined.
  Seat Find(size_t place) {
    Seat seat = seats_[place];
    if (seat.group == place) return seat;
    const Seat above = Find(seat.group);
    seat = {above.group, seat.sign * above.sign};
    seats_[place] = seat;
    return seat;
  }

  // Brings an equation to groups. Whether it told something, and is used up.
  bool Reduce(Equation* equation) {
    std::vector<Coefficient>& terms = equation->terms;
    if (terms.empty()) return false;
    for (Coefficient& term : terms) {
      const Seat seat = Find(term.column);
      term = {seat.group, frozen_[seat.group] ? 0 : term.factor * seat.sign};
    }
    std::sort(terms.begin(), terms.end(),
              [](const Coefficient& a, const Coefficient& b) {
                return a.column < b.column;
              });
    size_t kept = 0;
    for (size_t i = 0; i < terms.size();) {
      Coefficient sum = {terms[i].column, 0};
      for (; i < terms.size() && terms[i].column == sum.column; ++i) {
        sum.factor += terms[i].factor;
      }
      if (sum.factor != 0) terms[kept++] = sum;
    }
    terms.resize(kept);
    if (kept == 1) {
      frozen_[terms[0].column] = true;
    } else if (kept == 2 && (terms[0].factor == terms[1].factor ||
                             terms[0].factor == -terms[1].factor)) {
      seats_[terms[1].column] = {terms[0].column,
                                 terms[0].factor == terms[1].factor ? -1 : 1};
    } else {
      return false;
    }
    terms.clear();
    return true;
  }

  // Numbers the groups from 0.
  Folded Finish() {
    Folded folded;
    std::vector<size_t> numbers(seats_.size());
    for (size_t i = 0; i < seats_.size(); ++i) {
      if (Find(i).group != i) continue;
      numbers[i] = folded.frozen.size();
      folded.frozen.push_back(frozen_[i]);
    }
    for (size_t i = 0; i < seats_.size(); ++i) {
      const Seat seat = Find(i);
      folded.seats.push_back({numbers[seat.group], seat.sign});
    }
    for (Equation& equation : equations_) {
      if (equation.terms.empty()) continue;
      for (Coefficient& term : equation.terms) {
        term.column = numbers[term.column];
      }
      folded.equations.push_back(std::move(equation));
    }
    return folded;
  }

  std::vector<Equation> equations_;
  std::vector<Seat> seats_;
  std::vector<bool> frozen_;
};

}  // namespace

Folded Fold(const System& system) { return Folder(system).Run(); }

}  // namespace finsam::participants
