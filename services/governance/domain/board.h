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
  // Beside the board.
  kPreparatoryGroup,  // beredningsgrupp
  kHeadOfOffice,      // förbundschef
  kAuditor,           // revisor; of old records, see audit.yaml
};
inline constexpr int kBoardRoles = 7;

// "vice ordförande".
std::string BoardRoleWord(BoardRole role);

// By what a person may be appointed to the board (Finsamlagen 12 §).
enum class Eligibility {
  kUnstated,
  kCouncil,                   // fullmäktige: in it, or deputy in it
  kInsuranceAgencyEmployee,   // anställd vid Försäkringskassan
  kEmploymentServiceEmployee  // anställd vid Arbetsförmedlingen
};
inline constexpr int kEligibilities = 4;

// "fullmäktige"; empty for what is unstated.
std::string EligibilityWord(Eligibility eligibility);

// True when a member of this kind may appoint who is eligible so.
bool MayAppoint(MemberKind kind, Eligibility eligibility);

// One person's term in one role.
struct BoardMember {
  std::string person;
  BoardRole role = BoardRole::kMember;
  std::string appointed_by;  // A member's id; empty for a head of office.
  absl::CivilDay start;
  std::optional<absl::CivilDay> end;  // The last day; absent while it runs.
  Eligibility eligibility = Eligibility::kUnstated;
  // Which of its member's seats it is; of a deputy the order of call among the
  // member's deputies (12 §). 1 is the first; 0: unstated.
  int64_t place = 0;
  int64_t line = 0;  // In its file; no part of the fact.
  friend bool operator==(const BoardMember&, const BoardMember&) = default;
};

// True for members of the board (ledamöter), among them its chairs.
inline bool HoldsSeat(const BoardMember& person) {
  return person.role == BoardRole::kChair ||
         person.role == BoardRole::kViceChair ||
         person.role == BoardRole::kMember;
}
inline bool IsDeputy(const BoardMember& person) {
  return person.role == BoardRole::kDeputy;
}

// True when the two terms have a day in common.
bool Overlap(const BoardMember& a, const BoardMember& b);

// The days in the term of `of` on which somebody's term begins, or has just
// ended; between two of them the board does not change. The first is the
// term's own.
std::vector<absl::CivilDay> DaysOfChange(const std::vector<BoardMember>& board,
                                         const BoardMember& of);

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
// BOARD_MEMBER_UNKNOWN, BOARD_TWICE, BOARD_NOT_ELIGIBLE, BOARD_PLACE_TAKEN,
// BOARD_AUDITOR_ELSEWHERE, BOARD_DEPUTIES_TOO_MANY, PERSONAL_DATA. Warnings:
// BOARD_CHAIR_COUNT, BOARD_DEPUTY_MISSING, BOARD_SEAT_MISSING, BOARD_TWO_ROLES.
void CheckBoard(const std::vector<BoardMember>& board,
                const std::vector<Member>* members, int year,
                std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_BOARD_H_
