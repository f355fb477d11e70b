// The board (styrelse): who serves, in which role, for which member, and when.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_BOARD_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_BOARD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/base/status.h"
#include "services/governance/domain/members.h"

namespace finsam::governance {

inline constexpr char kBoardFile[] = "board.csv";

enum class BoardRole {
  kChair,      // ordförande
  kViceChair,  // vice ordförande
  kMember,     // ledamot
  kDeputy,     // ersättare
};
inline constexpr int kBoardRoles = 4;

// "vice ordförande".
std::string BoardRoleWord(BoardRole role);

// One person's term in one role.
struct BoardMember {
  std::string person;
  BoardRole role = BoardRole::kMember;
  std::string appointed_by;  // A member's id.
  absl::CivilDay start;
  std::optional<absl::CivilDay> end;  // The last day; absent while it runs.
  int64_t line = 0;                   // In its file; no part of the fact.
};

// True for every role but the deputy's: chairs are members of the board.
inline bool HoldsSeat(const BoardMember& person) {
  return person.role != BoardRole::kDeputy;
}

bool ServesOn(const BoardMember& person, absl::CivilDay day);

// A seat on the board: who holds it, and the deputy beside. Either may be
// nullptr (vacant), never both. Points into the board it was made from.
struct Seat {
  std::string appointed_by;
  const BoardMember* holder = nullptr;
  const BoardMember* deputy = nullptr;
};

// The seats on `day` in the board's order. A member's first deputy stands
// beside its first seat, the second beside the second, and so on; deputies
// that are left over come last, without a holder.
std::vector<Seat> SeatsOn(const std::vector<BoardMember>& board,
                          absl::CivilDay day);

// Adds a problem for whatever is wrong in `board` in the calendar year `year`.
// `members` is nullptr when they could not be read; what needs them is then
// not checked. Errors: BOARD_LIST_SIZE, BOARD_TEXT_SIZE, BOARD_TERM_INVALID,
// BOARD_MEMBER_UNKNOWN, BOARD_TWICE, PERSONAL_DATA. Warnings:
// BOARD_CHAIR_COUNT, BOARD_DEPUTY_MISSING, BOARD_SEAT_MISSING,
// BOARD_TWO_ROLES.
void CheckBoard(const std::vector<BoardMember>& board,
                const std::vector<Member>* members, int year,
                std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_BOARD_H_
