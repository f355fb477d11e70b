#include "cli/meeting_commands.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/arguments.h"
#include "cli/board_text.h"
#include "cli/books_text.h"
#include "cli/output.h"
#include "cli/output_file.h"
#include "cli/sign_text.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace gov = governance::v1;

using Pair = std::pair<std::string, std::string>;

// "Namn=text" in its two halves.
absl::StatusOr<Pair> Halves(const char* option, const std::string& given) {
  Pair pair = absl::StrSplit(given, absl::MaxSplits('=', 1));
  if (!pair.first.empty() && !pair.second.empty()) return pair;
  return InvalidArgument(option, given, "Namn=text");
}

absl::StatusOr<std::string> MeetingName(const CommonOptions& common,
                                        const std::string& day,
                                        Client& client) {
  common::v1::Date date;
  RETURN_IF_ERROR(ParseDate("DAG", day, &date));
  FiscalYearName name;
  ASSIGN_OR_RETURN(name.organisation, ChooseAssociation(common, client));
  return absl::StrCat(name.Association(), "/meetings/", DayText(date));
}

// Fills in who, which and when, asks, and shows the meeting.
template <typename Request>
absl::Status Send(const CommonOptions& common, const MeetingOptions& options,
                  Request request) {
  ASSIGN_OR_RETURN(*request.mutable_actor(), ActorOf(options.actor));
  request.set_validate_only(options.validate_only);
  request.set_request_id(NewRandomIdSource()->Next());
  Client client = NewClient(common);
  if constexpr (requires { request.set_meeting(""); }) {
    ASSIGN_OR_RETURN(*request.mutable_meeting(),
                     MeetingName(common, options.day, client));
  } else {
    FiscalYearName name;
    ASSIGN_OR_RETURN(name.organisation, ChooseAssociation(common, client));
    request.set_association(name.Association());
  }
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::MeetingActResponse>(request));
  Print(common.json() ? Json(answer) : MeetingText(answer.meeting()));
  return absl::OkStatus();
}

template <typename Request>
int Finished(const CommonOptions& common, const MeetingOptions& options,
             const absl::StatusOr<Request>& request) {
  const absl::Status status =
      request.ok() ? Send(common, options, *request) : request.status();
  return Finish(status, common, /*stores=*/!options.validate_only);
}

gov::AgendaItem ItemOf(const std::string& given) {
  gov::AgendaItem item;
  item.set_title(given);
  for (const auto& [word, subject] :
       {std::pair<const char*, gov::Meeting::Subject>{"budget:",
                                                      gov::Meeting::BUDGET},
        {"årsredovisning:", gov::Meeting::ANNUAL_REPORT},
        {"samråd:", gov::Meeting::CONSULTATION}}) {
    absl::string_view title = given;
    if (!absl::ConsumePrefix(&title, word)) continue;
    item.set_title(std::string(absl::StripAsciiWhitespace(title)));
    item.set_subject(subject);
  }
  for (const auto& [word, rule] :
       {std::pair<const char*, gov::AgendaItem::Rule>{
            "två tredjedelar:", gov::AgendaItem::TWO_THIRDS},
        {"val:", gov::AgendaItem::ELECTION}}) {
    absl::string_view title = given;
    if (!absl::ConsumePrefix(&title, word)) continue;
    item.set_title(std::string(absl::StripAsciiWhitespace(title)));
    item.set_rule(rule);
  }
  return item;
}

absl::StatusOr<gov::CallMeetingRequest> CallOf(const CallOptions& options) {
  gov::CallMeetingRequest request;
  RETURN_IF_ERROR(ParseDate("DAG", options.day, request.mutable_date()));
  if (!options.called.empty()) {
    RETURN_IF_ERROR(
        ParseDate("--called", options.called, request.mutable_called_date()));
  }
  request.set_kind(options.kind);
  request.set_place(options.place);
  request.set_public_(options.is_public);
  request.set_numbers_per_meeting(options.per_meeting);
  request.set_first_number(options.first_number);
  for (const std::string& item : options.items) {
    *request.add_agenda() = ItemOf(item);
  }
  return request;
}

absl::StatusOr<gov::RecordPresenceRequest> PresenceOf(
    const PresenceOptions& options) {
  gov::RecordPresenceRequest request;
  request.set_acting_chair(options.acting_chair);
  const auto add = [&](const std::string& person, gov::Attendance::Mode mode) {
    gov::Attendance* who = request.add_present();
    who->set_person(person);
    who->set_mode(mode);
    return who;
  };
  for (const std::string& person : options.present) {
    add(person, gov::Attendance::IN_ROOM);
  }
  for (const std::string& person : options.remote) {
    add(person, gov::Attendance::REMOTE);
  }
  for (const std::string& given : options.sound) {
    ASSIGN_OR_RETURN(const Pair pair, Halves("--sound", given));
    add(pair.first, gov::Attendance::SOUND_ONLY)->set_reason(pair.second);
  }
  for (const std::string& given : options.guests) {
    ASSIGN_OR_RETURN(const Pair pair, Halves("--guest", given));
    add(pair.first, gov::Attendance::IN_ROOM)->set_guest_as(pair.second);
  }
  // A serving deputy may stand among those present, or only here.
  for (const std::string& given : options.serving) {
    ASSIGN_OR_RETURN(const Pair pair, Halves("--serving", given));
    gov::Attendance* deputy = nullptr;
    for (gov::Attendance& who : *request.mutable_present()) {
      if (who.person() == pair.first) deputy = &who;
    }
    if (deputy == nullptr) deputy = add(pair.first, gov::Attendance::IN_ROOM);
    deputy->set_serves_for(pair.second);
  }
  return request;
}

absl::StatusOr<gov::DecideRequest> DecideOf(const DecideOptions& options) {
  gov::DecideRequest request;
  request.set_item(options.item);
  request.set_text(options.text);
  request.set_outcome(options.outcome);
  request.set_acting_chair(options.acting_chair);
  if (!options.prose_file.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_prose(), ReadFile(options.prose_file));
  }
  for (const std::string& proposal : options.proposals) {
    request.add_proposals()->set_text(proposal);
  }
  const auto vote = [&](const std::vector<std::string>& persons, int proposal) {
    for (const std::string& person : persons) {
      gov::Vote* one = request.add_votes();
      one->set_person(person);
      one->set_proposal(proposal);
    }
  };
  vote(options.first, 1);
  vote(options.second, 2);
  vote(options.abstain, 0);
  for (const int count : options.ballot) request.add_ballot(count);
  for (const std::string& given : options.reservations) {
    const Pair pair = absl::StrSplit(given, absl::MaxSplits('=', 1));
    gov::Reservation* reservation = request.add_reservations();
    reservation->set_person(pair.first);
    reservation->set_text(pair.second);
  }
  return request;
}

absl::StatusOr<gov::CloseMeetingRequest> CloseOf(
    const MeetingCloseOptions& options) {
  gov::CloseMeetingRequest request;
  for (const std::string& person : options.adjusters) {
    request.add_adjusters(person);
  }
  for (const std::string& given : options.reservations) {
    const Pair halves = absl::StrSplit(given, absl::MaxSplits(':', 1));
    const Pair pair = absl::StrSplit(halves.second, absl::MaxSplits('=', 1));
    gov::Reservation* reservation = request.add_reservations();
    int32_t number = 0;
    if (!absl::SimpleAtoi(halves.first, &number)) {
      return InvalidArgument("--reservation", given, "42:Namn=text");
    }
    reservation->set_number(number);
    reservation->set_person(pair.first);
    reservation->set_text(pair.second);
  }
  return request;
}

absl::StatusOr<gov::PostNoticeRequest> PostOf(
    const MeetingNoticeOptions& options) {
  gov::PostNoticeRequest request;
  for (const std::string& member : options.members) {
    gov::Notice* notice = request.add_notices();
    notice->set_member(member);
    notice->set_kept_at(options.kept_at);
    if (options.date.empty()) continue;
    RETURN_IF_ERROR(ParseDate("--on", options.date, notice->mutable_date()));
  }
  return request;
}

absl::StatusOr<gov::ApproveMinutesRequest> ApproveOf(
    const ApproveOptions& options) {
  gov::ApproveMinutesRequest request;
  for (const std::string& person : options.persons) request.add_persons(person);
  if (options.date.empty()) return request;
  RETURN_IF_ERROR(ParseDate("--on", options.date, request.mutable_date()));
  return request;
}

absl::StatusOr<gov::ReportDelegatedDecisionRequest> DelegatedOf(
    const DelegatedOptions& options) {
  gov::ReportDelegatedDecisionRequest request;
  gov::DelegatedDecision* decision = request.mutable_decision();
  RETURN_IF_ERROR(ParseDate("--date", options.date, decision->mutable_date()));
  decision->set_person(options.person);
  decision->set_text(options.text);
  decision->set_ground(options.ground);
  return request;
}

absl::Status DoShow(const CommonOptions& common,
                    const MeetingOptions& options) {
  gov::GetMeetingRequest request;
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_meeting(),
                   MeetingName(common, options.day, client));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::GetMeetingResponse>(request));
  Print(common.json() ? Json(answer) : MeetingText(answer.meeting()));
  return absl::OkStatus();
}

absl::Status DoList(const CommonOptions& common) {
  gov::ListMeetingsRequest request;
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_fiscal_year(),
                   ChooseFiscalYear(common, 0, client));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::ListMeetingsResponse>(request));
  Print(common.json() ? Json(answer) : MeetingsText(answer));
  return absl::OkStatus();
}

// The minutes' bytes in the form that was asked for.
absl::StatusOr<std::string> MinutesIn(const std::string& form,
                                      const std::string& meeting,
                                      Client& client) {
  if (form == "md") {
    gov::GetMinutesRequest request;
    request.set_meeting(meeting);
    ASSIGN_OR_RETURN(auto answer, client.Ask<gov::GetMinutesResponse>(request));
    return std::move(*answer.mutable_markdown());
  }
  gateway::v1::RenderMinutesRequest request;
  request.set_meeting(meeting);
  request.set_format(form == "pdf" ? gateway::v1::RenderReportRequest::PDF
                                   : gateway::v1::RenderReportRequest::HTML);
  ASSIGN_OR_RETURN(auto answer,
                   client.Ask<gateway::v1::RenderReportResponse>(request));
  return std::move(*answer.mutable_content());
}

absl::Status DoMinutes(const CommonOptions& common,
                       const MinutesOptions& options) {
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const std::string meeting,
                   MeetingName(common, options.day, client));
  ASSIGN_OR_RETURN(const std::string content,
                   MinutesIn(options.format, meeting, client));
  OutputFile file(options.output);
  RETURN_IF_ERROR(file.Open(options.force));
  RETURN_IF_ERROR(file.Write(content));
  return file.Commit();
}

}  // namespace

int RunMeetingSign(const CommonOptions& common,
                   const MinutesSignOptions& options) {
  const auto act = [&]() -> absl::Status {
    gov::OpenSignatureRoundRequest request;
    ASSIGN_OR_RETURN(*request.mutable_actor(), ActorOf(options.actor));
    gov::SignatureRound* round = request.mutable_round();
    RETURN_IF_ERROR(ParseDate("--due", options.due, round->mutable_due_date()));
    round->set_attest(options.attest);
    round->set_in_order(options.in_order);
    request.set_validate_only(options.validate_only);
    request.set_request_id(NewRandomIdSource()->Next());
    Client client = NewClient(common);
    ASSIGN_OR_RETURN(*request.mutable_meeting(),
                     MeetingName(common, options.day, client));
    FiscalYearName name;
    ASSIGN_OR_RETURN(name.organisation, ChooseAssociation(common, client));
    request.set_association(name.Association());
    ASSIGN_OR_RETURN(const auto answer,
                     client.Ask<gov::SignatureRoundResponse>(request));
    Print(common.json() ? Json(answer)
                        : RoundText(answer.round(), /*overdue=*/false));
    return absl::OkStatus();
  };
  return Finish(act(), common, /*stores=*/true);
}

int RunMeetingCall(const CommonOptions& common, const CallOptions& options) {
  return Finished(common, options, CallOf(options));
}

int RunMeetingPresence(const CommonOptions& common,
                       const PresenceOptions& options) {
  return Finished(common, options, PresenceOf(options));
}

int RunMeetingConflict(const CommonOptions& common,
                       const ConflictOptions& options) {
  gov::DeclareConflictRequest request;
  request.mutable_conflict()->set_item(options.item);
  request.mutable_conflict()->set_person(options.person);
  request.mutable_conflict()->set_reason(options.reason);
  request.mutable_conflict()->set_deputy(options.deputy);
  return Finish(Send(common, options, request), common,
                /*stores=*/!options.validate_only);
}

int RunMeetingDecide(const CommonOptions& common,
                     const DecideOptions& options) {
  return Finished(common, options, DecideOf(options));
}

int RunMeetingDelegated(const CommonOptions& common,
                        const DelegatedOptions& options) {
  return Finished(common, options, DelegatedOf(options));
}

int RunMeetingClose(const CommonOptions& common,
                    const MeetingCloseOptions& options) {
  return Finished(common, options, CloseOf(options));
}

int RunMeetingApprove(const CommonOptions& common,
                      const ApproveOptions& options) {
  return Finished(common, options, ApproveOf(options));
}

int RunMeetingPost(const CommonOptions& common,
                   const MeetingNoticeOptions& options) {
  return Finished(common, options, PostOf(options));
}

int RunMeetingShow(const CommonOptions& common, const MeetingOptions& options) {
  return Finish(DoShow(common, options), common);
}

int RunMeetingList(const CommonOptions& common) {
  return Finish(DoList(common), common);
}

int RunMeetingMinutes(const CommonOptions& common,
                      const MinutesOptions& options) {
  return Finish(DoMinutes(common, options), common);
}

}  // namespace finsam::cli
