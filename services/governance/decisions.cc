#include "services/governance/decisions.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "services/governance/convert.h"
#include "services/governance/convert_board.h"
#include "services/governance/domain/decide.h"
#include "services/governance/domain/legal_days.h"
#include "services/governance/domain/minutes.h"
#include "services/governance/governance_store.h"
#include "services/governance/meeting_codec.h"

namespace finsam::governance {
namespace {

absl::Status MeetingUnknown(absl::CivilDay day) {
  return Refuse(
      absl::StatusCode::kNotFound, "MEETING_UNKNOWN",
      absl::StrCat("inget möte är antecknat den ", absl::FormatCivilTime(day)));
}

// What makes two requests the same: everything but the id.
template <typename Request>
std::string DigestOf(Request request, absl::string_view kind) {
  request.clear_request_id();
  return Sha256Parts({kind, request.SerializeAsString()});
}

// The terms that `after` has and `before` has not so.
std::vector<BoardMember> Changed(const std::vector<BoardMember>& before,
                                 const std::vector<BoardMember>& after) {
  std::vector<BoardMember> changed;
  for (size_t i = 0; i < after.size(); ++i) {
    if (i >= before.size() || !(before[i] == after[i])) {
      changed.push_back(after[i]);
    }
  }
  return changed;
}

}  // namespace

absl::CivilDay Decisions::Today() const { return SwedishDay(clock_.Now()); }

template <typename Response, typename Request>
absl::StatusOr<Response> Decisions::Act(
    const std::string& organisation, absl::string_view kind,
    const Request& request,
    const std::function<absl::StatusOr<std::string>(
        const store::Snapshot&, absl::CivilDay, store::Commit&, Response*)>&
        decide) {
  const store::ActRequest asked{
      .organisation = organisation,
      .request_id = request.request_id(),
      .kind = std::string(kind),
      .digest = DigestOf(request, kind),
      .actor = {request.actor().person(), request.actor().on_behalf_of()},
      .validate_only = request.validate_only()};
  ASSIGN_OR_RETURN(
      const store::ActOutcome outcome,
      acts_.Commit(
          asked,
          [&](const store::Snapshot& snapshot, absl::Time now,
              store::Commit& commit) -> absl::StatusOr<store::ActFacts> {
            Response response;
            ASSIGN_OR_RETURN(
                std::string payload,
                decide(snapshot, SwedishDay(now), commit, &response));
            return store::ActFacts{std::move(payload),
                                   response.SerializeAsString()};
          }));
  Response response;
  if (!response.ParseFromString(outcome.answer)) {
    return absl::DataLossError("an act's answer cannot be read");
  }
  ToProto(outcome.head, response.mutable_revision());
  return response;
}

template <typename Request>
absl::StatusOr<v1::BoardActResponse> Decisions::ActOnTerms(
    const Request& request, absl::string_view kind, absl::CivilDay day,
    const DecideTerms& decide) {
  ASSIGN_OR_RETURN(const std::string organisation,
                   ParseAssociationName(request.association()));
  return Act<v1::BoardActResponse, Request>(
      organisation, kind, request,
      [&](const store::Snapshot& snapshot, absl::CivilDay,
          store::Commit& commit,
          v1::BoardActResponse* response) -> absl::StatusOr<std::string> {
        ASSIGN_OR_RETURN(const BoardView view,
                         ReadBoard(snapshot, organisation, day));
        std::vector<BoardMember> recorded = view.recorded_terms;
        RETURN_IF_ERROR(decide({view.terms, view.members}, &recorded));
        const auto changed = Changed(view.recorded_terms, recorded);
        for (const BoardMember& term : changed) {
          ToProto(term, response->add_terms());
        }
        PutTerms(organisation, recorded, commit);
        return EncodeTerms(changed);
      });
}

template <typename Request>
absl::StatusOr<v1::MeetingActResponse> Decisions::ActOnMeeting(
    const Request& request, absl::string_view kind,
    const DecideMeeting& decide) {
  ASSIGN_OR_RETURN(const MeetingName name, ParseMeetingName(request.meeting()));
  return Act<v1::MeetingActResponse, Request>(
      name.organisation, kind, request,
      [&](const store::Snapshot& snapshot, absl::CivilDay today,
          store::Commit& commit,
          v1::MeetingActResponse* response) -> absl::StatusOr<std::string> {
        ASSIGN_OR_RETURN(const BoardView view,
                         ReadBoard(snapshot, name.organisation, name.day));
        const MeetingRecord* kept = view.Find(name.day);
        if (kept == nullptr) return MeetingUnknown(name.day);
        MeetingRecord record = *kept;
        RETURN_IF_ERROR(decide(view, view.Context(today), &record));
        ToProto(name.organisation, record, response->mutable_meeting());
        PutRecord(name.organisation, record, commit);
        return EncodeRecord(record);
      });
}

absl::StatusOr<v1::BoardActResponse> Decisions::Write(
    const v1::AppointBoardMemberRequest& request) {
  ASSIGN_OR_RETURN(BoardMember term, TermFromProto(request.term()));
  return ActOnTerms(request, "appoint-board-member", term.start,
                    [&](const TermContext& context, auto* recorded) {
                      return Appoint(term, context, recorded);
                    });
}

absl::StatusOr<v1::BoardActResponse> Decisions::Write(
    const v1::EndBoardTermRequest& request) {
  ASSIGN_OR_RETURN(const TermName name, TermNameFromProto(request));
  return ActOnTerms(request, "end-board-term", name.day,
                    [&](const TermContext& context, auto* recorded) {
                      return EndTerm(name, context, recorded);
                    });
}

absl::StatusOr<v1::BoardActResponse> Decisions::Write(
    const v1::ReplaceBoardMemberRequest& request) {
  ASSIGN_OR_RETURN(const TermName name, TermNameFromProto(request));
  return ActOnTerms(request, "replace-board-member", name.day,
                    [&](const TermContext& context, auto* recorded) {
                      return Replace(name, request.deputy(), context, recorded);
                    });
}

absl::StatusOr<v1::MeetingActResponse> Decisions::Write(
    const v1::CallMeetingRequest& request) {
  ASSIGN_OR_RETURN(const std::string organisation,
                   ParseAssociationName(request.association()));
  ASSIGN_OR_RETURN(MeetingCall call, CallFromProto(request, Today()));
  return Act<v1::MeetingActResponse, v1::CallMeetingRequest>(
      organisation, "call-meeting", request,
      [&](const store::Snapshot& snapshot, absl::CivilDay today,
          store::Commit& commit,
          v1::MeetingActResponse* response) -> absl::StatusOr<std::string> {
        ASSIGN_OR_RETURN(const BoardView view,
                         ReadBoard(snapshot, organisation, call.date));
        std::vector<MeetingRecord> others = view.Others(call.date);
        if (const MeetingRecord* same = view.Find(call.date)) {
          others.push_back(*same);
        }
        ASSIGN_OR_RETURN(const MeetingRecord record,
                         CallMeeting(call, others, view.Context(today)));
        ToProto(organisation, record, response->mutable_meeting());
        PutRecord(organisation, record, commit);
        return EncodeRecord(record);
      });
}

absl::StatusOr<v1::MeetingActResponse> Decisions::Write(
    const v1::RecordPresenceRequest& request) {
  return ActOnMeeting(
      request, "record-presence",
      [&](const BoardView&, const MeetingContext& context, auto* record) {
        return RecordPresence(AttendancesFromProto(request.present()),
                              request.acting_chair(), context, record);
      });
}

absl::StatusOr<v1::MeetingActResponse> Decisions::Write(
    const v1::DeclareConflictRequest& request) {
  return ActOnMeeting(
      request, "declare-conflict",
      [&](const BoardView&, const MeetingContext& context, auto* record) {
        return DeclareConflict(ConflictFromProto(request.conflict()), context,
                               record);
      });
}

absl::StatusOr<v1::MeetingActResponse> Decisions::Write(
    const v1::DecideRequest& request) {
  return ActOnMeeting(request, "decide",
                      [&](const BoardView& view, const MeetingContext& context,
                          MeetingRecord* record) {
                        return Decide(CommandFromProto(request),
                                      view.Others(record->date), context,
                                      record);
                      });
}

absl::StatusOr<v1::MeetingActResponse> Decisions::Write(
    const v1::ReportDelegatedDecisionRequest& request) {
  ASSIGN_OR_RETURN(const DelegatedDecision decision,
                   DelegatedFromProto(request.decision()));
  return ActOnMeeting(
      request, "report-delegated-decision",
      [&](const BoardView&, const MeetingContext& context, auto* record) {
        return ReportDelegated(decision, context, record);
      });
}

absl::StatusOr<v1::MeetingActResponse> Decisions::Write(
    const v1::CloseMeetingRequest& request) {
  return ActOnMeeting(
      request, "close-meeting",
      [&](const BoardView&, const MeetingContext& context, auto* record) {
        return CloseMeeting(
            ReservationsFromProto(request.reservations()),
            {request.adjusters().begin(), request.adjusters().end()}, context,
            record);
      });
}

absl::StatusOr<v1::MeetingActResponse> Decisions::Write(
    const v1::ApproveMinutesRequest& request) {
  ASSIGN_OR_RETURN(const auto given,
                   DayFromProto(request.has_date(), request.date()));
  return ActOnMeeting(
      request, "approve-minutes",
      [&](const BoardView&, const MeetingContext& context, auto* record) {
        return ApproveMinutes(
            given.value_or(context.today),
            {request.persons().begin(), request.persons().end()}, context,
            record);
      });
}

absl::StatusOr<v1::MeetingActResponse> Decisions::Write(
    const v1::PostNoticeRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<Notice> notices,
                   NoticesFromProto(request.notices(), Today()));
  return ActOnMeeting(request, "post-notice",
                      [&](const BoardView&, const MeetingContext& context,
                          MeetingRecord* record) -> absl::Status {
                        for (const Notice& notice : notices) {
                          RETURN_IF_ERROR(PostNotice(notice, context, record));
                        }
                        return absl::OkStatus();
                      });
}

absl::StatusOr<v1::ListBoardResponse> Decisions::ListBoard(
    const v1::ListBoardRequest& request) const {
  ASSIGN_OR_RETURN(const std::string organisation,
                   ParseAssociationName(request.association()));
  ASSIGN_OR_RETURN(const auto given,
                   DayFromProto(request.has_date(), request.date()));
  const absl::CivilDay day = given.value_or(Today());
  ASSIGN_OR_RETURN(const BoardView view,
                   ReadBoard(*store_.TakeSnapshot(), organisation, day));
  v1::ListBoardResponse response;
  BoardToProto(view, day, &response);
  return response;
}

absl::StatusOr<v1::ListTermsResponse> Decisions::ListTerms(
    const v1::ListTermsRequest& request) const {
  ASSIGN_OR_RETURN(const std::string organisation,
                   ParseAssociationName(request.association()));
  ASSIGN_OR_RETURN(const BoardView view,
                   ReadBoard(*store_.TakeSnapshot(), organisation, Today()));
  v1::ListTermsResponse response;
  for (const BoardMember& term : view.terms) {
    ToProto(term, response.add_terms());
  }
  ToProto(view.head, response.mutable_revision());
  return response;
}

absl::StatusOr<v1::ListClocksResponse> Decisions::ListClocks(
    const v1::ListClocksRequest& request) const {
  ASSIGN_OR_RETURN(const std::string organisation,
                   ParseAssociationName(request.association()));
  ASSIGN_OR_RETURN(const auto given,
                   DayFromProto(request.has_date(), request.date()));
  const absl::CivilDay day = given.value_or(Today());
  ASSIGN_OR_RETURN(const BoardView view,
                   ReadBoard(*store_.TakeSnapshot(), organisation, day));
  const std::vector<Meeting> meetings =
      MergeMeetings(view.filed_meetings, view.records, view.members, nullptr);
  v1::ListClocksResponse response;
  for (const LegalClock& clock :
       ClocksOn(day, {meetings, view.members, view.adopted})) {
    ToProto(clock, response.add_clocks());
  }
  finsam::ToProto(day, response.mutable_date());
  ToProto(view.head, response.mutable_revision());
  return response;
}

absl::StatusOr<v1::GetMeetingResponse> Decisions::GetMeeting(
    const v1::GetMeetingRequest& request) const {
  ASSIGN_OR_RETURN(const MeetingName name, ParseMeetingName(request.meeting()));
  ASSIGN_OR_RETURN(
      const BoardView view,
      ReadBoard(*store_.TakeSnapshot(), name.organisation, name.day));
  const MeetingRecord* record = view.Find(name.day);
  if (record == nullptr) return MeetingUnknown(name.day);
  v1::GetMeetingResponse response;
  ToProto(name.organisation, *record, response.mutable_meeting());
  ToProto(view.head, response.mutable_revision());
  return response;
}

absl::StatusOr<v1::ListMeetingsResponse> Decisions::ListMeetings(
    const v1::ListMeetingsRequest& request) const {
  ASSIGN_OR_RETURN(const FiscalYearName year,
                   ParseFiscalYearName(request.fiscal_year()));
  ASSIGN_OR_RETURN(const BoardView view,
                   ReadBoard(*store_.TakeSnapshot(), year.organisation,
                             absl::CivilDay(year.year, 12, 31)));
  std::vector<Problem> findings;
  v1::ListMeetingsResponse response;
  for (const Meeting& meeting : MergeMeetings(view.filed_meetings, view.records,
                                              view.members, &findings)) {
    if (meeting.date.year() != year.year) continue;
    ToProto(meeting, response.add_meetings());
  }
  FindingsToProto(findings, response.mutable_findings());
  ToProto(view.head, response.mutable_revision());
  return response;
}

absl::StatusOr<v1::GetMinutesResponse> Decisions::GetMinutes(
    const v1::GetMinutesRequest& request) const {
  ASSIGN_OR_RETURN(const MeetingName name, ParseMeetingName(request.meeting()));
  ASSIGN_OR_RETURN(
      const BoardView view,
      ReadBoard(*store_.TakeSnapshot(), name.organisation, name.day));
  const MeetingRecord* record = view.Find(name.day);
  if (record == nullptr) return MeetingUnknown(name.day);
  v1::GetMinutesResponse response;
  response.set_markdown(
      MinutesText(view.association, *record, view.Context(name.day)));
  MeetingRecord fixed = *record;
  fixed.notices.clear();
  response.set_digest(Sha256(EncodeRecord(fixed)));
  if (record->approved.has_value()) {
    finsam::ToProto(*record->approved, response.mutable_approved_date());
  }
  ToProto(view.head, response.mutable_revision());
  return response;
}

}  // namespace finsam::governance
