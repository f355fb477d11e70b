#include "services/governance/domain/board.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"
#include "services/governance/domain/terms.h"

namespace finsam::governance {
namespace {

bool OnBoard(const BoardMember& person) {
  return HoldsSeat(person) || IsDeputy(person);
}

void CheckEligible(const BoardMember& person, const Member* member,
                   const Reporter& report) {
  if (member == nullptr || !OnBoard(person) ||
      person.eligibility == Eligibility::kUnstated ||
      MayAppoint(member->kind, person.eligibility)) {
    return;
  }
  report.Error({person.line, "valbarhet"}, "BOARD_NOT_ELIGIBLE",
               "Medlemmen får inte utse den som är valbar på detta sätt "
               "(Finsamlagen 12 §).",
               EligibilityWord(person.eligibility));
}

void CheckTerm(const BoardMember& person, const Reporter& report) {
  report.CheckText({person.line, "person"}, person.person, kNameBytesMax,
                   "BOARD_TEXT_SIZE");
  if (person.role == BoardRole::kAuditor) {
    report.Error({person.line, "roll"}, "BOARD_AUDITOR_ELSEWHERE",
                 "Revisorerna står i audit.yaml, och bara där.");
  }
  if (person.end.has_value() && *person.end < person.start) {
    report.Error(
        {person.line, "till"}, "BOARD_TERM_INVALID",
        "Uppdraget slutar innan det börjar.",
        absl::FormatCivilTime(*person.end),
        absl::StrCat(absl::FormatCivilTime(person.start), " eller senare"));
  }
}

// Two terms at the same time. False when they are an error.
bool CheckPair(const BoardMember& first, const BoardMember& second,
               std::set<std::string>* told, const Reporter& report) {
  if (!OnBoard(first) || !OnBoard(second) || !Overlap(first, second)) {
    return true;
  }
  const bool same_kind = HoldsSeat(first) == HoldsSeat(second);
  if (same_kind && first.place != 0 && first.place == second.place &&
      first.appointed_by == second.appointed_by) {
    report.Error({second.line, "plats"}, "BOARD_PLACE_TAKEN",
                 "Platsen är redan besatt under samma tid.",
                 absl::StrCat(second.place));
    return false;
  }
  if (first.person != second.person) return true;
  // A seat is held once; one may be deputy for several members.
  if (same_kind &&
      (HoldsSeat(first) || first.appointed_by == second.appointed_by)) {
    report.Error({second.line, "person"}, "BOARD_TWICE",
                 "Personen har redan en plats i styrelsen under samma tid.",
                 second.person);
    return false;
  }
  if (!same_kind && told->insert(second.person).second) {
    report.Warning({second.line, "person"}, "BOARD_TWO_ROLES",
                   "Personen är både ledamot och ersättare under samma tid.",
                   second.person);
  }
  return true;
}

// The calendar year as a term, which all of its days are of.
BoardMember WholeYear(int year) {
  BoardMember whole;
  whole.start = absl::CivilDay(year, 1, 1);
  whole.end = absl::CivilDay(year, 12, 31);
  return whole;
}

// Finsamlagen 10 §: as many deputies as members of the board, so never more.
void CheckDeputies(const std::vector<BoardMember>& board,
                   const std::vector<Member>& members, int year,
                   const Reporter& report) {
  for (const absl::CivilDay day : DaysOfChange(board, WholeYear(year))) {
    const auto deputies = std::count_if(
        board.begin(), board.end(), [&](const BoardMember& person) {
          return IsDeputy(person) && ServesOn(person, day);
        });
    const size_t seats = SeatsOf(BoardOn(board, members, day));
    if (deputies <= static_cast<int64_t>(seats)) continue;
    report.Error(
        {0, "roll"}, "BOARD_DEPUTIES_TOO_MANY",
        absl::StrCat("Ersättarna är fler än ledamöterna från den ",
                     absl::FormatCivilTime(day), " (Finsamlagen 10 §)."),
        absl::StrCat(deputies), absl::StrCat("högst ", seats));
    return;
  }
}

// One warning for the first day without a chair, one for the first with two.
void CheckChair(const std::vector<BoardMember>& board, int year,
                const Reporter& report) {
  bool told_none = false;
  bool told_several = false;
  for (const absl::CivilDay day : DaysOfChange(board, WholeYear(year))) {
    int seats = 0;
    int chairs = 0;
    for (const BoardMember& person : board) {
      if (!HoldsSeat(person) || !ServesOn(person, day)) continue;
      ++seats;
      if (person.role == BoardRole::kChair) ++chairs;
    }
    bool& told = chairs == 0 ? told_none : told_several;
    if (seats == 0 || chairs == 1 || told) continue;
    told = true;
    report.Warning({0, "roll"}, "BOARD_CHAIR_COUNT",
                   absl::StrCat(chairs == 0 ? "Ingen är ordförande "
                                            : "Flera är ordförande samtidigt ",
                                "från den ", absl::FormatCivilTime(day), "."),
                   absl::StrCat(chairs), "1");
  }
}

// Finsamlagen 10 §: each member appoints at least one to the board, and as
// many deputies as members of the board.
void CheckSeats(const std::vector<BoardMember>& board,
                const std::vector<Member>& members, absl::CivilDay day,
                const Reporter& report) {
  for (const Member& member : members) {
    int seats = 0;
    int deputies = 0;
    for (const BoardMember& person : board) {
      if (person.appointed_by != member.id || !ServesOn(person, day)) continue;
      if (HoldsSeat(person)) ++seats;
      if (IsDeputy(person)) ++deputies;
    }
    if (seats == 0) {
      report.Warning({0, "utsedd av"}, "BOARD_SEAT_MISSING",
                     absl::StrCat(member.display_name,
                                  " har ingen ledamot vid årets slut "
                                  "(Finsamlagen 10 §)."),
                     member.id);
    } else if (deputies < seats) {
      report.Warning({0, "utsedd av"}, "BOARD_DEPUTY_MISSING",
                     absl::StrCat(member.display_name,
                                  " har färre ersättare än ledamöter vid årets "
                                  "slut (Finsamlagen 10 §)."),
                     absl::StrCat(deputies), absl::StrCat(seats));
    }
  }
}

}  // namespace

std::string BoardRoleWord(BoardRole role) {
  switch (role) {
    case BoardRole::kChair:
      return "ordförande";
    case BoardRole::kViceChair:
      return "vice ordförande";
    case BoardRole::kMember:
      return "ledamot";
    case BoardRole::kDeputy:
      return "ersättare";
    case BoardRole::kPreparatoryGroup:
      return "beredningsgrupp";
    case BoardRole::kHeadOfOffice:
      return "förbundschef";
    case BoardRole::kAuditor:
      return "revisor";
  }
  return "";
}

std::string EligibilityWord(Eligibility eligibility) {
  switch (eligibility) {
    case Eligibility::kUnstated:
      return "";
    case Eligibility::kCouncil:
      return "fullmäktige";
    case Eligibility::kInsuranceAgencyEmployee:
      return "anställd vid Försäkringskassan";
    case Eligibility::kEmploymentServiceEmployee:
      return "anställd vid Arbetsförmedlingen";
  }
  return "";
}

bool MayAppoint(MemberKind kind, Eligibility eligibility) {
  switch (kind) {
    case MemberKind::kSocialInsuranceAgency:
      return eligibility == Eligibility::kInsuranceAgencyEmployee;
    case MemberKind::kEmploymentService:
      return eligibility == Eligibility::kEmploymentServiceEmployee;
    case MemberKind::kRegion:
    case MemberKind::kMunicipality:
      return eligibility == Eligibility::kCouncil;
  }
  return false;
}

bool Overlap(const BoardMember& a, const BoardMember& b) {
  return (!a.end.has_value() || b.start <= *a.end) &&
         (!b.end.has_value() || a.start <= *b.end);
}

std::vector<absl::CivilDay> DaysOfChange(const std::vector<BoardMember>& board,
                                         const BoardMember& of) {
  std::set<absl::CivilDay> days = {of.start};
  for (const BoardMember& person : board) {
    if (ServesOn(of, person.start)) days.insert(person.start);
    if (person.end.has_value() && ServesOn(of, *person.end + 1)) {
      days.insert(*person.end + 1);
    }
  }
  return {days.begin(), days.end()};
}

bool ServesOn(const BoardMember& person, absl::CivilDay day) {
  return person.start <= day && (!person.end.has_value() || day <= *person.end);
}

std::vector<Seat> SeatsOn(const std::vector<BoardMember>& board,
                          absl::CivilDay day) {
  std::vector<Seat> seats;
  for (const BoardMember& person : board) {
    if (!HoldsSeat(person) || !ServesOn(person, day)) continue;
    seats.push_back({person.appointed_by, &person, nullptr});
  }
  for (const BoardMember& person : board) {
    if (!IsDeputy(person) || !ServesOn(person, day)) continue;
    const auto free =
        std::find_if(seats.begin(), seats.end(), [&](const Seat& seat) {
          return seat.deputy == nullptr &&
                 seat.appointed_by == person.appointed_by;
        });
    if (free != seats.end()) {
      free->deputy = &person;
    } else {
      seats.push_back({person.appointed_by, nullptr, &person});
    }
  }
  return seats;
}

void CheckBoard(const std::vector<BoardMember>& board,
                const std::vector<Member>* members, int year,
                std::vector<Problem>* problems) {
  const Reporter report(kBoardFile, problems);
  if (!report.CheckSize(board.size(), kBoardMax, "BOARD_LIST_SIZE")) return;
  bool all_known = members != nullptr;
  for (const BoardMember& person : board) {
    CheckTerm(person, report);
    if (members == nullptr) continue;
    const Member* member = FindMember(*members, person.appointed_by);
    CheckEligible(person, member, report);
    const bool own_office =
        person.role == BoardRole::kHeadOfOffice && person.appointed_by.empty();
    if (member == nullptr && !own_office) {
      report.Error({person.line, "utsedd av"}, "BOARD_MEMBER_UNKNOWN",
                   "Ingen medlem har detta id.", person.appointed_by,
                   "ett id ur association.yaml");
      all_known = false;
    }
  }
  std::set<std::string> told;
  for (size_t i = 0; i < board.size(); ++i) {
    size_t k = 0;  // One error for a row is enough.
    while (k < i && CheckPair(board[k], board[i], &told, report)) ++k;
  }
  CheckChair(board, year, report);
  if (all_known && !board.empty()) {
    CheckDeputies(board, *members, year, report);
    CheckSeats(board, *members, absl::CivilDay(year, 12, 31), report);
  }
}

}  // namespace finsam::governance
