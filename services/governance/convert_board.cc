#include "services/governance/convert_board.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/names.h"
#include "common/files/csv.h"
#include "common/rpc/answer.h"
#include "services/governance/convert.h"

namespace finsam::governance {
namespace {

constexpr char kMeetings[] = "/meetings/";

// Enumerations that have a value for what is unstated list the same.
static_assert(static_cast<int>(Eligibility::kEmploymentServiceEmployee) ==
              v1::BoardMember::EMPLOYMENT_SERVICE_EMPLOYEE);
static_assert(static_cast<int>(Subject::kConsultation) ==
              v1::Meeting::CONSULTATION);
// The others list the same from 1.
static_assert(static_cast<int>(BoardRole::kAuditor) + 1 ==
              v1::BoardMember::AUDITOR);
static_assert(static_cast<int>(Mode::kSoundOnly) + 1 ==
              v1::Attendance::SOUND_ONLY);
static_assert(static_cast<int>(ClockKind::kAppeal) + 1 ==
              v1::LegalClock::APPEAL);
static_assert(static_cast<int>(ClockState::kLate) + 1 == v1::LegalClock::LATE);

// A value of the wire that this program does not know is what is unstated.
template <typename Ours>
Ours Known(int wire, int first, int count) {
  const int value = wire - first;
  return static_cast<Ours>(value < 0 || value >= count ? 0 : value);
}

Subject SubjectFromProto(int subject) {
  return Known<Subject>(subject, 0, kSubjects);
}

absl::StatusOr<BoardRole> RoleFromProto(int role) {
  if (role >= 1 && role <= kBoardRoles) return static_cast<BoardRole>(role - 1);
  return Refuse(absl::StatusCode::kInvalidArgument, "BOARD_TERM_INVALID",
                "rollen är inte sagd");
}

template <typename Request>
absl::StatusOr<TermName> NameOf(const Request& request) {
  TermName name;
  name.person = request.person();
  name.appointed_by = request.appointing_member();
  ASSIGN_OR_RETURN(name.role, RoleFromProto(request.role()));
  ASSIGN_OR_RETURN(name.day,
                   NeededDay(request.has_last_day(), request.last_day()));
  return name;
}

Problem Warning(absl::string_view reason, std::string message) {
  Problem problem;
  problem.severity = Severity::kWarning;
  problem.reason = std::string(reason);
  problem.message = std::move(message);
  return problem;
}

// What the board lacks on the day.
std::vector<Problem> Lacks(const std::vector<MemberSeats>& board) {
  std::vector<Problem> lacks;
  int chairs = 0;
  for (const MemberSeats& seats : board) {
    const std::string& name = seats.member->display_name;
    for (const BoardMember* holder : seats.holders) {
      if (holder->role == BoardRole::kChair) ++chairs;
    }
    if (seats.vacant > 0) {
      lacks.push_back(
          Warning("BOARD_SEAT_VACANT",
                  absl::StrCat(name, ": ", seats.vacant, " plats är vakant.")));
    }
    if (seats.deputies.size() < seats.seats()) {
      lacks.push_back(Warning("BOARD_DEPUTY_MISSING",
                              absl::StrCat(name,
                                           " har färre ersättare än ledamöter "
                                           "(Finsamlagen 10 §).")));
    }
  }
  if (chairs != 1) {
    lacks.push_back(
        Warning("BOARD_CHAIR_COUNT",
                absl::StrCat("Styrelsen har ", chairs, " ordförande.")));
  }
  return lacks;
}

}  // namespace

std::string MeetingName::Text() const {
  return absl::StrCat("associations/", organisation, kMeetings,
                      absl::FormatCivilTime(day));
}

absl::StatusOr<MeetingName> ParseMeetingName(absl::string_view name) {
  const std::vector<absl::string_view> parts =
      absl::StrSplit(name, absl::MaxSplits(kMeetings, 1));
  const std::optional<absl::CivilDay> day =
      parts.size() == 2 ? ParseDay(parts[1]) : std::nullopt;
  if (!day.has_value()) {
    return Refuse(absl::StatusCode::kInvalidArgument, "NAME_INVALID",
                  "namnet är inget mötes; så skrivs det: "
                  "associations/2220001511/meetings/2024-11-28");
  }
  MeetingName out;
  ASSIGN_OR_RETURN(out.organisation, ParseAssociationName(parts[0]));
  out.day = *day;
  return out;
}

absl::StatusOr<std::optional<absl::CivilDay>> DayFromProto(
    bool has, const common::v1::Date& date) {
  if (!has) return std::optional<absl::CivilDay>();
  ASSIGN_OR_RETURN(const absl::CivilDay day, NeededDay(has, date));
  return std::optional<absl::CivilDay>(day);
}

absl::StatusOr<absl::CivilDay> NeededDay(bool has,
                                         const common::v1::Date& date) {
  const auto day = has ? DateFromProto(date) : std::nullopt;
  if (day.has_value()) return *day;
  return Refuse(absl::StatusCode::kInvalidArgument, "DATE_INVALID",
                "dagen saknas eller finns inte i kalendern");
}

absl::StatusOr<BoardMember> TermFromProto(const v1::BoardMember& term) {
  BoardMember out;
  out.person = term.person();
  ASSIGN_OR_RETURN(out.role, RoleFromProto(term.role()));
  out.appointed_by = term.appointing_member();
  ASSIGN_OR_RETURN(out.start,
                   NeededDay(term.has_start_date(), term.start_date()));
  ASSIGN_OR_RETURN(out.end, DayFromProto(term.has_end_date(), term.end_date()));
  out.eligibility = Known<Eligibility>(term.eligibility(), 0, kEligibilities);
  out.place = term.place();
  return out;
}

absl::StatusOr<TermName> TermNameFromProto(
    const v1::EndBoardTermRequest& request) {
  return NameOf(request);
}

absl::StatusOr<TermName> TermNameFromProto(
    const v1::ReplaceBoardMemberRequest& request) {
  return NameOf(request);
}

absl::StatusOr<MeetingCall> CallFromProto(const v1::CallMeetingRequest& request,
                                          absl::CivilDay today) {
  MeetingCall call;
  ASSIGN_OR_RETURN(call.date, NeededDay(request.has_date(), request.date()));
  ASSIGN_OR_RETURN(const auto called, DayFromProto(request.has_called_date(),
                                                   request.called_date()));
  call.called = called.value_or(today);
  call.kind = request.kind();
  call.place = request.place();
  call.is_public = request.public_();
  call.numbers_run_on = !request.numbers_per_meeting();
  call.first_number = request.first_number();
  for (const v1::AgendaItem& item : request.agenda()) {
    call.agenda.push_back(
        {item.title(), SubjectFromProto(item.subject()),
         Known<DecisionRule>(item.rule(), 0, kDecisionRules)});
  }
  return call;
}

absl::StatusOr<DelegatedDecision> DelegatedFromProto(
    const v1::DelegatedDecision& decision) {
  DelegatedDecision out;
  ASSIGN_OR_RETURN(out.date, NeededDay(decision.has_date(), decision.date()));
  out.person = decision.person();
  out.text = decision.text();
  out.ground = decision.ground();
  return out;
}

absl::StatusOr<std::vector<Notice>> NoticesFromProto(
    const google::protobuf::RepeatedPtrField<v1::Notice>& notices,
    absl::CivilDay today) {
  std::vector<Notice> out;
  for (const v1::Notice& notice : notices) {
    ASSIGN_OR_RETURN(const auto day,
                     DayFromProto(notice.has_date(), notice.date()));
    out.push_back({notice.member(), day.value_or(today), notice.kept_at()});
  }
  if (!out.empty()) return out;
  return Refuse(absl::StatusCode::kInvalidArgument, "NOTICE_MISSING",
                "det sägs inte på vilken medlems anslagstavla");
}

std::vector<Attendance> AttendancesFromProto(
    const google::protobuf::RepeatedPtrField<v1::Attendance>& present) {
  std::vector<Attendance> out;
  for (const v1::Attendance& who : present) {
    out.push_back({who.person(), Known<Mode>(who.mode(), 1, kModes),
                   who.reason(), who.serves_for(), who.guest_as()});
  }
  return out;
}

Conflict ConflictFromProto(const v1::Conflict& conflict) {
  return {conflict.item(), conflict.person(), conflict.reason(),
          conflict.deputy()};
}

DecisionCommand CommandFromProto(const v1::DecideRequest& request) {
  DecisionCommand command;
  command.item = request.item();
  for (const v1::Proposal& proposal : request.proposals()) {
    command.proposals.push_back({proposal.text(), proposal.proposer()});
  }
  for (const v1::Vote& vote : request.votes()) {
    command.votes.push_back({vote.person(), vote.proposal()});
  }
  for (int i = 0; i < request.ballot_size(); ++i) {
    AddSecretVotes(request.ballot(i), i + 1, &command);
  }
  command.outcome = request.outcome();
  command.text = request.text();
  command.prose = request.prose();
  command.acting_chair = request.acting_chair();
  for (const v1::Reservation& reservation : request.reservations()) {
    command.reservations.push_back({reservation.person(), reservation.text()});
  }
  return command;
}

std::vector<LateReservation> ReservationsFromProto(
    const google::protobuf::RepeatedPtrField<v1::Reservation>& reservations) {
  std::vector<LateReservation> out;
  for (const v1::Reservation& one : reservations) {
    out.push_back({one.number(), {one.person(), one.text()}});
  }
  return out;
}

void ToProto(const BoardMember& term, v1::BoardMember* out) {
  out->set_person(term.person);
  out->set_role(
      static_cast<v1::BoardMember::Role>(static_cast<int>(term.role) + 1));
  out->set_appointing_member(term.appointed_by);
  finsam::ToProto(term.start, out->mutable_start_date());
  if (term.end.has_value()) {
    finsam::ToProto(*term.end, out->mutable_end_date());
  }
  out->set_eligibility(
      static_cast<v1::BoardMember::Eligibility>(term.eligibility));
  out->set_place(static_cast<int32_t>(term.place));
}

void ToProto(const Meeting& meeting, v1::Meeting* out) {
  finsam::ToProto(meeting.date, out->mutable_date());
  out->set_kind(meeting.kind);
  out->set_public_(meeting.is_public);
  out->set_decision(meeting.decision);
  for (const Subject subject : meeting.subjects) {
    out->add_subjects(static_cast<v1::Meeting::Subject>(subject));
  }
  out->set_place(meeting.place);
  if (meeting.called.has_value()) {
    finsam::ToProto(*meeting.called, out->mutable_called_date());
  }
  if (meeting.approved.has_value()) {
    finsam::ToProto(*meeting.approved, out->mutable_approved_date());
  }
  if (meeting.announced.has_value()) {
    finsam::ToProto(*meeting.announced, out->mutable_announced_date());
  }
  out->set_recorded(meeting.recorded);
}

void ToProto(const LegalClock& clock, v1::LegalClock* out) {
  out->set_kind(
      static_cast<v1::LegalClock::Kind>(static_cast<int>(clock.kind) + 1));
  out->set_year(static_cast<int32_t>(clock.year));
  if (clock.meeting.has_value()) {
    finsam::ToProto(*clock.meeting, out->mutable_meeting_date());
  }
  finsam::ToProto(clock.statutory_day, out->mutable_statutory_date());
  finsam::ToProto(clock.due, out->mutable_due_date());
  if (clock.done.has_value()) {
    finsam::ToProto(*clock.done, out->mutable_done_date());
  }
  out->set_state(
      static_cast<v1::LegalClock::State>(static_cast<int>(clock.state) + 1));
  out->set_days_left(static_cast<int32_t>(clock.days_left));
  out->set_source(clock.source);
  FindingsToProto(clock.findings, out->mutable_findings());
}

void FindingsToProto(
    const std::vector<Problem>& findings,
    google::protobuf::RepeatedPtrField<common::v1::Problem>* out) {
  for (const Problem& finding : findings) rpc::ToProto(finding, out->Add());
}

void BoardToProto(const BoardView& view, absl::CivilDay day,
                  v1::ListBoardResponse* out) {
  finsam::ToProto(day, out->mutable_date());
  const std::vector<MemberSeats> board = BoardOn(view.terms, view.members, day);
  for (const MemberSeats& seats : board) {
    v1::MemberSeats* to = out->add_members();
    to->set_member(seats.member->id);
    to->set_display_name(seats.member->display_name);
    for (const BoardMember* term : seats.holders) {
      ToProto(*term, to->add_holders());
    }
    for (const BoardMember* term : seats.deputies) {
      ToProto(*term, to->add_deputies());
    }
    to->set_vacant(static_cast<int32_t>(seats.vacant));
  }
  for (const BoardMember& term : view.terms) {
    if (HoldsSeat(term) || IsDeputy(term) || !ServesOn(term, day)) continue;
    ToProto(term, out->add_offices());
  }
  const size_t seats = SeatsOf(board);
  out->set_seats(static_cast<int32_t>(seats));
  out->set_quorum(static_cast<int32_t>(seats / 2 + 1));
  FindingsToProto(view.findings, out->mutable_findings());
  FindingsToProto(Lacks(board), out->mutable_findings());
  ToProto(view.head, out->mutable_revision());
}

}  // namespace finsam::governance
