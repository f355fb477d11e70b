// Small sets of linked cells for tests, and an attacker of another kind: it
// tries all whole numbers.

#ifndef FINSAM_TESTS_PARTICIPANTS_CELLS_KIT_H_
#define FINSAM_TESTS_PARTICIPANTS_CELLS_KIT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/participants/domain/attack.h"
#include "services/participants/domain/linked_cells.h"

namespace finsam::participants::test {

// Linked cells, added one by one.
struct Cells {
  LinkedCells linked;

  size_t Add(int64_t value, int64_t cost = 1,
             CellState state = CellState::kOpen) {
    linked.cells.push_back(
        {std::to_string(linked.cells.size()), value, state, false, 0, cost});
    return linked.cells.size() - 1;
  }

  size_t AddSensitive(int64_t value, int64_t width) {
    const size_t cell = Add(value);
    linked.cells[cell].sensitive = true;
    linked.cells[cell].width = width;
    return cell;
  }

  void Sum(const std::vector<size_t>& parts, size_t whole) {
    Equation relation;
    for (const size_t part : parts) relation.terms.push_back({part, 1});
    relation.terms.push_back({whole, -1});
    linked.relations.push_back(relation);
  }

  std::vector<bool> Hide(const std::vector<size_t>& cells) const {
    std::vector<bool> hidden(linked.cells.size());
    for (const size_t cell : cells) hidden[cell] = true;
    return hidden;
  }
};

// The least and greatest value of `cell` when all unknown cells are whole
// numbers, not negative and at most `reach` from their true values. Stops when
// they are `enough` apart. Nothing when it takes more than `steps` steps.
std::optional<Interval> TryAll(const LinkedCells& linked,
                               const std::vector<bool>& hidden, size_t cell,
                               int64_t reach, int64_t enough, int64_t steps);

}  // namespace finsam::participants::test

#endif  // FINSAM_TESTS_PARTICIPANTS_CELLS_KIT_H_
