// Builds linked cells: adds numbers once each, and the relations between them
// that are true.
//
// A relation that the numbers contradict is nothing that an outsider could
// reckon with, so it is left out.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_CELL_LINKS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_CELL_LINKS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/participants/domain/linked_cells.h"
#include "services/participants/domain/statistics.h"

namespace finsam::participants {

// A year whose numbers are linked.
struct LinkedYear {
  int year = 0;
  const Facts* facts = nullptr;  // Not owned, not null.
};

// Linked cells, and of each the size of the group that it is about: it is a
// secret when there is anybody in it and its group is small. A count of
// participants is its own group; how many were positive is about those who
// answered. 0: never a secret. Cells in state kHidden are numbers of our own;
// the others are figures.
struct GroupedCells {
  LinkedCells linked;
  std::vector<int64_t> groups;
};

// The group is the cell itself.
inline constexpr int64_t kItself = -1;
inline constexpr int64_t kNoSecret = 0;

// True when a count must not be shown: zero is nobody, and may.
inline bool IsSmall(int64_t count, int64_t minimum) {
  return count > 0 && count < minimum;
}

// True when `value` out of `group` must not be.
inline bool IsSecret(int64_t value, int64_t group, int64_t minimum) {
  return value > 0 && IsSmall(group, minimum);
}

// What is lost by hiding a cell: `weight` says how much is read out of it (a
// total more than its parts, so that margins stay), and a larger number is
// worth more than a smaller one, as its bits are.
int64_t CostOf(int64_t weight, int64_t value);

// Not thread-safe.
class CellLinks {
 public:
  // Groups from 1 to minimum - 1 are small.
  explicit CellLinks(int64_t minimum) : minimum_(minimum) {}

  // Adds a figure's number; where `id` is there already it is left as it is.
  size_t Add(absl::string_view id, int64_t value, int64_t group, int64_t cost);

  // Adds a number of our own, which is never shown.
  size_t AddHidden(absl::string_view id, int64_t value, int64_t group);

  // Σ factor × cell = 0. False, and nothing added, when that is not so or a
  // cell is named twice.
  bool Relate(std::vector<Coefficient> terms);

  // whole = Σ parts. False, and nothing added, when that is not so.
  bool Sum(size_t whole, const std::vector<size_t>& parts);

  // The same with a hidden rest, "rest/" + name: what the parts lack. Nothing
  // when the parts are more than the whole.
  std::optional<size_t> SumWithRest(size_t whole,
                                    const std::vector<size_t>& parts,
                                    absl::string_view name, int64_t group);

  // part <= Σ wholes, which is left out when it is not so. `group` is that of
  // the difference, which is a number of our own.
  void AtMost(size_t part, const std::vector<size_t>& wholes, int64_t group);

  bool Has(absl::string_view id) const;
  int64_t value(size_t cell) const { return made_.linked.cells[cell].value; }

  GroupedCells Take() && { return std::move(made_); }

 private:
  size_t AddCell(LinkedCell cell, int64_t group);
  int64_t SumOf(const std::vector<size_t>& cells) const;

  const int64_t minimum_;
  GroupedCells made_;
  std::map<std::string, size_t, std::less<>> places_;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_CELL_LINKS_H_
