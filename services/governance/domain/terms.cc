#include "services/governance/domain/terms.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

constexpr int kPeriodYears = 4;
constexpr int kPeriodRemainder = 3;  // 2023, 2027: the years after elections.
constexpr int64_t kViceChairsMax = 2;

absl::Status No(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kFailedPrecondition, reason, sentence);
}

bool SameTerm(const BoardMember& a, const BoardMember& b) {
  return a.person == b.person && a.appointed_by == b.appointed_by &&
         a.role == b.role && a.start == b.start;
}

// Those whose places are counted together.
bool SamePlaces(const BoardMember& a, const BoardMember& b) {
  return a.appointed_by == b.appointed_by &&
         ((HoldsSeat(a) && HoldsSeat(b)) || (IsDeputy(a) && IsDeputy(b)));
}

bool PlaceTaken(const std::vector<BoardMember>& terms, const BoardMember& term,
                int64_t place) {
  return std::any_of(terms.begin(), terms.end(), [&](const BoardMember& other) {
    return other.place == place && SamePlaces(other, term) &&
           Overlap(other, term);
  });
}

int64_t FreePlace(const std::vector<BoardMember>& terms,
                  const BoardMember& term) {
  int64_t place = 1;
  while (PlaceTaken(terms, term, place)) ++place;
  return place;
}

bool HasPlace(const BoardMember& term) {
  return HoldsSeat(term) || IsDeputy(term);
}

// The first day of the period that `day` is in.
absl::CivilDay StartOfPeriod(absl::CivilDay day) {
  absl::CivilDay start(day.year(), 4, 1);
  if (day < start) start = absl::CivilDay(day.year() - 1, 4, 1);
  while (start.year() % kPeriodYears != kPeriodRemainder) {
    start = absl::CivilDay(start.year() - 1, 4, 1);
  }
  return start;
}

int64_t CountOn(const std::vector<BoardMember>& terms, absl::CivilDay day,
                bool (*counts)(const BoardMember&)) {
  return std::count_if(terms.begin(), terms.end(), [&](const BoardMember& t) {
    return counts(t) && ServesOn(t, day);
  });
}

bool HasSeat(const std::vector<BoardMember>& terms, const std::string& person,
             absl::CivilDay day) {
  return std::any_of(terms.begin(), terms.end(), [&](const BoardMember& t) {
    return t.person == person && HoldsSeat(t) && ServesOn(t, day);
  });
}

// Puts the term into the record: instead of the one it is another state of.
absl::Status Record(BoardMember term, std::vector<BoardMember>* recorded) {
  const auto kept = std::find_if(
      recorded->begin(), recorded->end(),
      [&](const BoardMember& other) { return SameTerm(other, term); });
  if (kept != recorded->end()) {
    *kept = std::move(term);
  } else if (recorded->size() >= kBoardMax) {
    return No("BOARD_LIST_SIZE", "registret över uppdrag är fullt");
  } else {
    recorded->push_back(std::move(term));
  }
  return absl::OkStatus();
}

absl::StatusOr<BoardMember> Find(const TermName& name,
                                 const TermContext& context) {
  for (const BoardMember& term : context.terms) {
    if (term.person == name.person && term.appointed_by == name.appointed_by &&
        term.role == name.role && ServesOn(term, name.day)) {
      return term;
    }
  }
  return Refuse(
      absl::StatusCode::kNotFound, "BOARD_TERM_UNKNOWN",
      absl::StrCat(name.person, " är inte ", BoardRoleWord(name.role),
                   name.appointed_by.empty() ? "" : " för ", name.appointed_by,
                   " den ", absl::FormatCivilTime(name.day)));
}

absl::Status CheckPerson(const BoardMember& term, const TermContext& context) {
  std::vector<Problem> problems;
  const Reporter report("", &problems);
  report.CheckText({0, "person"}, term.person, kNameBytesMax,
                   "BOARD_TEXT_SIZE");
  if (term.person.empty()) {
    report.Error({0, "person"}, "BOARD_TEXT_SIZE", "Namnet saknas.");
  }
  if (term.role == BoardRole::kAuditor) {
    report.Error({0, "roll"}, "BOARD_AUDITOR_ELSEWHERE",
                 "Revisorerna står i audit.yaml, och bara där.");
  }
  const Member* member = FindMember(context.members, term.appointed_by);
  const bool own_office =
      term.role == BoardRole::kHeadOfOffice && term.appointed_by.empty();
  if (member == nullptr && !own_office) {
    report.Error({0, "utsedd av"}, "BOARD_MEMBER_UNKNOWN",
                 "Ingen medlem har detta id.", term.appointed_by,
                 "ett id ur association.yaml");
  }
  if (term.end.has_value() && *term.end < term.start) {
    report.Error({0, "till"}, "BOARD_TERM_INVALID",
                 "Uppdraget slutar innan det börjar.");
  }
  if (term.place < 0 || term.place > static_cast<int64_t>(kBoardMax)) {
    report.Error({0, "plats"}, "BOARD_PLACE_TAKEN", "Platsen finns inte.");
  }
  if (!problems.empty()) return RefuseInput(std::move(problems));
  if (!HasPlace(term)) return absl::OkStatus();
  if (term.eligibility == Eligibility::kUnstated) {
    return Refuse(absl::StatusCode::kInvalidArgument,
                  "BOARD_ELIGIBILITY_MISSING",
                  "det ska sägas varför personen är valbar (12 §)");
  }
  if (!MayAppoint(member->kind, term.eligibility)) {
    return No("BOARD_NOT_ELIGIBLE",
              absl::StrCat(member->display_name, " får inte utse den som är ",
                           EligibilityWord(term.eligibility), " (12 §)"));
  }
  return absl::OkStatus();
}

// One chair and at most two vice chairs at a time (17 §), and no more deputies
// than members of the board (10 §), on every day of the term.
absl::Status CheckCounts(const BoardMember& term,
                         const std::vector<BoardMember>& terms,
                         const TermContext& context) {
  const auto is = [](BoardRole role) {
    return role == BoardRole::kChair
               ? +[](const BoardMember&
                         t) { return t.role == BoardRole::kChair; }
               : +[](const BoardMember& t) {
                   return t.role == BoardRole::kViceChair;
                 };
  };
  for (const absl::CivilDay day : DaysOfChange(terms, term)) {
    if (term.role == BoardRole::kChair &&
        CountOn(terms, day, is(term.role)) > 0) {
      return No("BOARD_CHAIR_TAKEN",
                absl::StrCat("det finns redan en ordförande den ",
                             absl::FormatCivilTime(day)));
    }
    if (term.role == BoardRole::kViceChair &&
        CountOn(terms, day, is(term.role)) >= kViceChairsMax) {
      return No("BOARD_VICE_CHAIRS_TAKEN",
                "styrelsen har högst två vice ordförande (17 §)");
    }
    if (!IsDeputy(term)) continue;
    const auto seats = SeatsOf(BoardOn(terms, context.members, day));
    if (CountOn(terms, day, IsDeputy) >= static_cast<int64_t>(seats)) {
      return No("BOARD_DEPUTIES_TOO_MANY",
                absl::StrCat("styrelsen har ", seats,
                             " ledamöter och får inte ha fler ersättare än så "
                             "(10 §)"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckFree(const BoardMember& term,
                       const std::vector<BoardMember>& terms) {
  for (const BoardMember& other : terms) {
    if (other.person != term.person || !Overlap(other, term)) continue;
    const bool seats = HoldsSeat(other) && HoldsSeat(term);
    const bool same =
        other.role == term.role && other.appointed_by == term.appointed_by;
    if (!seats && !same) continue;
    return No("BOARD_TWICE",
              absl::StrCat(term.person, " är redan ", BoardRoleWord(other.role),
                           " under samma tid"));
  }
  if (HasPlace(term) && PlaceTaken(terms, term, term.place)) {
    return No("BOARD_PLACE_TAKEN", "platsen är besatt under samma tid");
  }
  return absl::OkStatus();
}

void SortByPlace(std::vector<const BoardMember*>* terms) {
  std::stable_sort(terms->begin(), terms->end(),
                   [](const BoardMember* a, const BoardMember* b) {
                     return a->place < b->place;
                   });
}

// The most seats that the member has had filled at a time from the period's
// first day to `day`.
size_t MostSeats(const std::vector<BoardMember>& terms, const Member& member,
                 absl::CivilDay day) {
  std::vector<BoardMember> own;
  for (const BoardMember& term : terms) {
    if (HoldsSeat(term) && term.appointed_by == member.id) own.push_back(term);
  }
  BoardMember period;
  period.start = StartOfPeriod(day);
  period.end = day;
  int64_t most = 0;
  for (const absl::CivilDay change : DaysOfChange(own, period)) {
    most = std::max(most, CountOn(own, change, HoldsSeat));
  }
  return static_cast<size_t>(most);
}

}  // namespace

absl::CivilDay EndOfPeriod(absl::CivilDay start) {
  const absl::CivilDay period = StartOfPeriod(start);
  return absl::CivilDay(period.year() + kPeriodYears, 4, 1) - 1;
}

std::vector<BoardMember> AllTerms(const std::vector<BoardMember>& filed,
                                  const std::vector<BoardMember>& recorded,
                                  std::vector<Problem>* problems) {
  std::vector<BoardMember> terms;
  for (const BoardMember& term : filed) {
    const auto instead =
        std::find_if(recorded.begin(), recorded.end(),
                     [&](const BoardMember& r) { return SameTerm(r, term); });
    if (instead == recorded.end()) {
      terms.push_back(term);
    } else if (problems != nullptr && instead->end != term.end) {
      Reporter(kBoardFile, problems)
          .Warning({term.line, "till"}, "BOARD_CONTRADICTS",
                   "Uppdraget slutar en annan dag än det som är antecknat; det "
                   "antecknade gäller.",
                   term.end.has_value() ? absl::FormatCivilTime(*term.end) : "",
                   instead->end.has_value()
                       ? absl::FormatCivilTime(*instead->end)
                       : "");
    }
  }
  terms.insert(terms.end(), recorded.begin(), recorded.end());
  for (BoardMember& term : terms) {
    if (HasPlace(term) && term.place == 0) term.place = FreePlace(terms, term);
  }
  return terms;
}

absl::Status Appoint(BoardMember term, const TermContext& context,
                     std::vector<BoardMember>* recorded) {
  RETURN_IF_ERROR(CheckPerson(term, context));
  if (!term.end.has_value()) term.end = EndOfPeriod(term.start);
  if (term.place == 0 && HasPlace(term)) {
    term.place = FreePlace(context.terms, term);
  }
  RETURN_IF_ERROR(CheckFree(term, context.terms));
  RETURN_IF_ERROR(CheckCounts(term, context.terms, context));
  return Record(std::move(term), recorded);
}

absl::Status EndTerm(const TermName& name, const TermContext& context,
                     std::vector<BoardMember>* recorded) {
  ASSIGN_OR_RETURN(BoardMember term, Find(name, context));
  term.end = name.day;
  return Record(std::move(term), recorded);
}

absl::Status Replace(const TermName& leaving, const std::string& deputy,
                     const TermContext& context,
                     std::vector<BoardMember>* recorded) {
  ASSIGN_OR_RETURN(BoardMember seat, Find(leaving, context));
  if (!HoldsSeat(seat)) {
    return No("BOARD_REPLACEMENT_INVALID",
              "bara en ledamot kan ersättas för resten av mandattiden");
  }
  const BoardMember* next = nullptr;
  const BoardMember* named = nullptr;
  for (const BoardMember& term : context.terms) {
    if (!IsDeputy(term) || !ServesOn(term, leaving.day)) continue;
    const bool own = term.appointed_by == seat.appointed_by;
    if (term.person == deputy && (named == nullptr || own)) named = &term;
    // One who has a seat already cannot be called to another.
    if (!own || HasSeat(context.terms, term.person, leaving.day)) continue;
    if (next == nullptr || term.place < next->place) next = &term;
  }
  if (named == nullptr) {
    return Refuse(absl::StatusCode::kNotFound, "BOARD_TERM_UNKNOWN",
                  absl::StrCat(deputy, " är inte ersättare den ",
                               absl::FormatCivilTime(leaving.day)));
  }
  if (named->appointed_by != seat.appointed_by) {
    return No("BOARD_REPLACEMENT_OTHER_MEMBER",
              "en ersättare inträder bara för en ledamot som samma medlem har "
              "utsett (15 §)");
  }
  if (HasSeat(context.terms, deputy, leaving.day)) {
    return No("BOARD_TWICE",
              absl::StrCat(deputy, " har redan en plats i styrelsen"));
  }
  if (named != next) {
    return No("BOARD_REPLACEMENT_ORDER",
              absl::StrCat(next->person, " ska kallas före ", deputy,
                           " (12 och 15 §§)"));
  }
  BoardMember stepping_in = *named;
  BoardMember old_deputy = *named;
  stepping_in.role = BoardRole::kMember;
  stepping_in.place = seat.place;
  stepping_in.start = leaving.day + 1;
  stepping_in.end = seat.end.value_or(EndOfPeriod(stepping_in.start));
  if (*stepping_in.end < stepping_in.start) {
    return No("BOARD_REPLACEMENT_INVALID",
              "inget återstår av ledamotens mandattid");
  }
  seat.end = leaving.day;
  old_deputy.end = leaving.day;
  RETURN_IF_ERROR(Record(std::move(seat), recorded));
  RETURN_IF_ERROR(Record(std::move(old_deputy), recorded));
  return Record(std::move(stepping_in), recorded);
}

std::vector<MemberSeats> BoardOn(const std::vector<BoardMember>& terms,
                                 const std::vector<Member>& members,
                                 absl::CivilDay day) {
  std::vector<MemberSeats> board;
  for (const Member& member : members) {
    MemberSeats seats;
    seats.member = &member;
    for (const BoardMember& term : terms) {
      if (term.appointed_by != member.id || !ServesOn(term, day)) continue;
      if (HoldsSeat(term)) seats.holders.push_back(&term);
      if (IsDeputy(term)) seats.deputies.push_back(&term);
    }
    SortByPlace(&seats.holders);
    SortByPlace(&seats.deputies);
    const size_t most = std::max<size_t>(MostSeats(terms, member, day), 1);
    seats.vacant = most - std::min(most, seats.holders.size());
    board.push_back(std::move(seats));
  }
  return board;
}

size_t SeatsOf(const std::vector<MemberSeats>& board) {
  size_t seats = 0;
  for (const MemberSeats& member : board) seats += member.seats();
  return seats;
}

}  // namespace finsam::governance
