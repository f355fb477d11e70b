#include "services/governance/domain/board.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

bool Overlap(const BoardMember& a, const BoardMember& b) {
  return (!a.end.has_value() || b.start <= *a.end) &&
         (!b.end.has_value() || a.start <= *b.end);
}

void CheckTerm(const BoardMember& person, const Reporter& report) {
  report.CheckText({person.line, "person"}, person.person, kNameBytesMax,
                   "BOARD_TEXT_SIZE");
  if (person.end.has_value() && *person.end < person.start) {
    report.Error(
        {person.line, "till"}, "BOARD_TERM_INVALID",
        "Uppdraget slutar innan det börjar.",
        absl::FormatCivilTime(*person.end),
        absl::StrCat(absl::FormatCivilTime(person.start), " eller senare"));
  }
}

// Two terms of one person at the same time. False when they are an error.
bool CheckPair(const BoardMember& first, const BoardMember& second,
               std::set<std::string>* told, const Reporter& report) {
  if (first.person != second.person || !Overlap(first, second)) return true;
  const bool same_kind = HoldsSeat(first) == HoldsSeat(second);
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

// The days in `year` on which somebody begins to serve, or has just stopped;
// between two of them the board does not change.
std::set<absl::CivilDay> DaysOfChange(const std::vector<BoardMember>& board,
                                      int year) {
  std::set<absl::CivilDay> days = {absl::CivilDay(year, 1, 1)};
  for (const BoardMember& person : board) {
    if (person.start.year() == year) days.insert(person.start);
    if (person.end.has_value() && (*person.end + 1).year() == year) {
      days.insert(*person.end + 1);
    }
  }
  return days;
}

// One warning for the first day without a chair, one for the first with two.
void CheckChair(const std::vector<BoardMember>& board, int year,
                const Reporter& report) {
  bool told_none = false;
  bool told_several = false;
  for (const absl::CivilDay day : DaysOfChange(board, year)) {
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
      ++(HoldsSeat(person) ? seats : deputies);
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
  }
  return "";
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
    if (HoldsSeat(person) || !ServesOn(person, day)) continue;
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
    if (members != nullptr &&
        FindMember(*members, person.appointed_by) == nullptr) {
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
    CheckSeats(board, *members, absl::CivilDay(year, 12, 31), report);
  }
}

}  // namespace finsam::governance
