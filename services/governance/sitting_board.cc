#include "services/governance/sitting_board.h"

#include <algorithm>

#include "common/base/status.h"
#include "services/governance/board_view.h"
#include "services/governance/domain/board.h"

namespace finsam::governance {

absl::StatusOr<std::vector<Sitting>> SittingOn(const store::Snapshot& snapshot,
                                               const std::string& organisation,
                                               absl::CivilDay day) {
  ASSIGN_OR_RETURN(const BoardView view,
                   ReadBoard(snapshot, organisation, day));
  std::vector<const BoardMember*> seats;
  for (const BoardMember& person : view.terms) {
    if (HoldsSeat(person) && ServesOn(person, day)) seats.push_back(&person);
  }
  std::stable_sort(seats.begin(), seats.end(),
                   [](const BoardMember* a, const BoardMember* b) {
                     return a->role < b->role;
                   });
  std::vector<Sitting> board;
  for (const BoardMember* person : seats) {
    const Member* member = FindMember(view.members, person->appointed_by);
    board.push_back({person->person, BoardRoleWord(person->role),
                     member == nullptr ? "" : member->display_name,
                     person->appointed_by});
  }
  if (board.empty()) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "BOARD_UNKNOWN",
                  "ingen sitter i styrelsen den dagen; importera board.csv, "
                  "eller ange vilka som skriver under");
  }
  return board;
}

}  // namespace finsam::governance
