// The register of terms (uppdrag): who is appointed, leaves and steps in, over
// the years.
//
// Terms come from two places: each year's board.csv, and the acts by which
// somebody was appointed, ended or replaced. Both tell of one board: a term
// that an act wrote stands instead of the file's term of the same person, role
// and first day.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_TERMS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_TERMS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "common/base/status.h"
#include "services/governance/domain/board.h"
#include "services/governance/domain/members.h"

namespace finsam::governance {

// The last day of a term that begins on `start`, as long as the association's
// statutes say nothing else: the 31 March four years after the 1 April of the
// year after elections to councils (13 §; 2023, 2027 …).
absl::CivilDay EndOfPeriod(absl::CivilDay start);

// The file's terms and the recorded ones as one list, in the file's order and
// then the record's. A seat or deputy whose place is unstated gets the lowest
// one that is free in its term. `problems` gets a warning BOARD_CONTRADICTS for
// each term that both have with different facts; it may be nullptr.
std::vector<BoardMember> AllTerms(const std::vector<BoardMember>& filed,
                                  const std::vector<BoardMember>& recorded,
                                  std::vector<Problem>* problems);

// What a command about terms is decided on. Both must outlive it.
struct TermContext {
  const std::vector<BoardMember>& terms;  // As AllTerms gives them.
  const std::vector<Member>& members;
};

// Adds or replaces a term in `recorded`. Refusals: BOARD_TEXT_SIZE,
// PERSONAL_DATA, BOARD_MEMBER_UNKNOWN, BOARD_TERM_INVALID,
// BOARD_ELIGIBILITY_MISSING, BOARD_NOT_ELIGIBLE, BOARD_PLACE_TAKEN,
// BOARD_AUDITOR_ELSEWHERE, BOARD_TWICE, BOARD_CHAIR_TAKEN,
// BOARD_VICE_CHAIRS_TAKEN, BOARD_DEPUTIES_TOO_MANY, BOARD_LIST_SIZE.
//
// A term without an end gets EndOfPeriod, and one without a place the lowest
// free.
absl::Status Appoint(BoardMember term, const TermContext& context,
                     std::vector<BoardMember>* recorded);

// Whose term is meant: that of the person in the role on `day`.
struct TermName {
  std::string person;
  std::string appointed_by;
  BoardRole role = BoardRole::kMember;
  absl::CivilDay day;  // Of the ending: the last day of the term.
};

// Lets a term end with `name.day`. Refusals: BOARD_TERM_UNKNOWN,
// BOARD_LIST_SIZE.
absl::Status EndTerm(const TermName& name, const TermContext& context,
                     std::vector<BoardMember>* recorded);

// Lets the deputy step in for what remains of the seat's term, from the day
// after `leaving.day`, on which both old terms end (15 §). Refusals:
// BOARD_TERM_UNKNOWN, BOARD_REPLACEMENT_INVALID (the seat is none),
// BOARD_REPLACEMENT_OTHER_MEMBER, BOARD_REPLACEMENT_ORDER (another deputy of
// the member is to be called first), BOARD_TWICE (the deputy has a seat of its
// own), BOARD_LIST_SIZE.
absl::Status Replace(const TermName& leaving, const std::string& deputy,
                     const TermContext& context,
                     std::vector<BoardMember>* recorded);

// A member's part of the board on a day.
struct MemberSeats {
  const Member* member = nullptr;
  std::vector<const BoardMember*> holders;   // By place.
  std::vector<const BoardMember*> deputies;  // In the order of call.
  // Seats that nobody holds: the member has had more at a time since the period
  // began, or has none (10 §).
  size_t vacant = 0;
  size_t seats() const { return holders.size() + vacant; }
};

// The board on `day`, by member. Points into `terms` and `members`.
std::vector<MemberSeats> BoardOn(const std::vector<BoardMember>& terms,
                                 const std::vector<Member>& members,
                                 absl::CivilDay day);

// How many members the board has, vacant seats among them.
size_t SeatsOf(const std::vector<MemberSeats>& board);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_TERMS_H_
