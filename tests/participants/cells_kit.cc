#include "tests/participants/cells_kit.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace finsam::participants::test {
namespace {

class Trier {
 public:
  Trier(const LinkedCells& linked, const std::vector<bool>& hidden, size_t cell,
        int64_t reach, int64_t enough, int64_t steps)
      : linked_(linked),
        cell_(cell),
        reach_(reach),
        enough_(enough),
        steps_(steps) {
    for (size_t i = 0; i < linked.cells.size(); ++i) {
      const CellState state = linked.cells[i].state;
      known_.push_back(state == CellState::kShown ||
                       (state == CellState::kOpen && !hidden[i]));
      values_.push_back(linked.cells[i].value);
    }
    least_ = greatest_ = linked.cells[cell].value;
  }

  std::optional<Interval> Run() {
    Try();
    if (steps_ < 0) return std::nullopt;
    return Interval{cell_, least_, greatest_};
  }

 private:
  bool IsDone() const { return steps_ < 0 || greatest_ - least_ >= enough_; }

  int64_t Low(size_t cell) const {
    return std::max<int64_t>(linked_.cells[cell].value - reach_, 0);
  }
  int64_t High(size_t cell) const { return linked_.cells[cell].value + reach_; }

  // Fills what follows from what is known. False: a contradiction. `filled`
  // gets the cells that were.
  bool Fill(std::vector<size_t>* filled) {
    bool again = true;
    while (again) {
      again = false;
      for (const Equation& relation : linked_.relations) {
        int64_t rest = relation.right;
        const Coefficient* open = nullptr;
        int count = 0;
        for (const Coefficient& term : relation.terms) {
          if (known_[term.column]) {
            rest -= term.factor * values_[term.column];
          } else {
            open = &term;
            ++count;
          }
        }
        if (count == 0 && rest != 0) return false;
        if (count != 1) continue;
        const int64_t value = open->factor * rest;
        if (value < Low(open->column) || value > High(open->column))
          return false;
        known_[open->column] = true;
        values_[open->column] = value;
        filled->push_back(open->column);
        again = true;
      }
    }
    return true;
  }

  // The unknown cell of the relation with the fewest: what it fills is most.
  // Cells that stand in no relation with unknown ones do not matter.
  std::optional<size_t> Next() const {
    std::optional<size_t> next;
    size_t fewest = 0;
    for (const Equation& relation : linked_.relations) {
      std::vector<size_t> open;
      for (const Coefficient& term : relation.terms) {
        if (!known_[term.column]) open.push_back(term.column);
      }
      if (open.empty() || (next && open.size() >= fewest)) continue;
      next = open.front();
      fewest = open.size();
    }
    if (!next && !known_[cell_]) next = cell_;
    return next;
  }

  void Try() {
    if (--steps_ < 0) return;
    std::vector<size_t> filled;
    if (Fill(&filled)) {
      if (const std::optional<size_t> next = Next()) {
        known_[*next] = true;
        const int64_t high = High(*next);
        for (int64_t value = Low(*next); value <= high && !IsDone(); ++value) {
          values_[*next] = value;
          Try();
        }
        known_[*next] = false;
      } else {
        least_ = std::min(least_, values_[cell_]);
        greatest_ = std::max(greatest_, values_[cell_]);
      }
    }
    for (const size_t cell : filled) known_[cell] = false;
  }

  const LinkedCells& linked_;
  const size_t cell_;
  const int64_t reach_;
  const int64_t enough_;
  int64_t steps_;
  std::vector<bool> known_;
  std::vector<int64_t> values_;
  int64_t least_ = 0;
  int64_t greatest_ = 0;
};

}  // namespace

std::optional<Interval> TryAll(const LinkedCells& linked,
                               const std::vector<bool>& hidden, size_t cell,
                               int64_t reach, int64_t enough, int64_t steps) {
  return Trier(linked, hidden, cell, reach, enough, steps).Run();
}

}  // namespace finsam::participants::test
