// A choice of hidden cells that is made step by step: each sensitive cell has a
// witness, and hidden is what the witnesses change. One witness at a time is
// searched for again, for less, with what the others hide anyway being free.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_CHOICE_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_CHOICE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/links.h"
#include "services/participants/domain/witness.h"

namespace finsam::participants {

// Whether a cell is hidden whatever is chosen.
inline bool IsAlwaysHidden(const LinkedCell& cell) {
  return cell.state == CellState::kHidden ||
         (cell.state == CellState::kOpen && cell.sensitive);
}

// Keeps references to what it is made of. Not thread-safe.
class Choice {
 public:
  Choice(const Links& links, const LinearSolver& solver);

  // Finds a witness for each sensitive cell that has one.
  absl::Status Protect();

  // Makes the choice cheaper where it can, looking for no more than `searches`
  // witnesses.
  absl::Status Improve(size_t searches);

  std::vector<bool> Hidden() const;

  // The cells that are safe because of what is hidden for their sake.
  std::vector<size_t> Protected() const;

 private:
  struct Given {
    size_t cell;
    std::optional<Witness> witness;
  };

  int64_t PriceOf(size_t cell) const;
  void Take(size_t cell, Witness witness);
  Witness Release(size_t cell);
  absl::Status Search(size_t cell, std::optional<Witness>* witness);
  // Gives the witness also to the others that it proves.
  void Share(const Witness& witness);
  // Does without hiding `cell`, if that costs less. Whether it does.
  absl::StatusOr<bool> DoWithout(size_t cell);
  // Finds anew the witness of `cell`. Whether it costs less.
  absl::StatusOr<bool> Reroute(size_t cell);
  void Use(const Witness& witness, int times);
  // Whether something is hidden for this witness alone.
  bool Costs(const Witness& witness) const;
  std::vector<size_t> Secondary() const;  // Dearest first.

  const Links& links_;
  const LinearSolver& solver_;
  bool thorough_ = false;
  int64_t costs_ = 0;  // Of all open cells, and how many they are.
  int64_t open_ = 0;
  std::vector<int64_t> prices_;
  std::vector<int> uses_;  // Witnesses that change the cell.
  std::vector<std::optional<Witness>> witnesses_;  // One per cell.
  int64_t loss_ = 0;  // Of the cells that are hidden for others' sake.
  size_t searches_ = 0;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_CHOICE_H_
