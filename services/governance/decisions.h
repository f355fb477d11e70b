// The board's decisions in plain C++: terms, meetings, minutes and clocks.
// Reads, lets the domain decide, commits one act, answers.
//
// Requests and answers are the wire's messages, which say more of each field.
// Refusals are those that board.proto names at each call, but for who may ask.
// Thread-safe.

#ifndef FINSAM_SERVICES_GOVERNANCE_DECISIONS_H_
#define FINSAM_SERVICES_GOVERNANCE_DECISIONS_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/clock.h"
#include "common/store/acts.h"
#include "common/store/store.h"
#include "finsam/governance/v1/board.pb.h"
#include "services/governance/board_view.h"

namespace finsam::governance {

class Decisions {
 public:
  // All must outlive the hall.
  Decisions(const store::Store& store, const Clock& clock, store::ActLog& acts)
      : store_(store), clock_(clock), acts_(acts) {}

  absl::StatusOr<v1::ListBoardResponse> ListBoard(
      const v1::ListBoardRequest& request) const;
  absl::StatusOr<v1::ListTermsResponse> ListTerms(
      const v1::ListTermsRequest& request) const;
  absl::StatusOr<v1::ListClocksResponse> ListClocks(
      const v1::ListClocksRequest& request) const;
  absl::StatusOr<v1::BoardActResponse> Write(
      const v1::AppointBoardMemberRequest& request);
  absl::StatusOr<v1::BoardActResponse> Write(
      const v1::EndBoardTermRequest& request);
  absl::StatusOr<v1::BoardActResponse> Write(
      const v1::ReplaceBoardMemberRequest& request);

  absl::StatusOr<v1::GetMeetingResponse> GetMeeting(
      const v1::GetMeetingRequest& request) const;
  absl::StatusOr<v1::ListMeetingsResponse> ListMeetings(
      const v1::ListMeetingsRequest& request) const;
  absl::StatusOr<v1::GetMinutesResponse> GetMinutes(
      const v1::GetMinutesRequest& request) const;
  absl::StatusOr<v1::MeetingActResponse> Write(
      const v1::CallMeetingRequest& request);
  absl::StatusOr<v1::MeetingActResponse> Write(
      const v1::RecordPresenceRequest& request);
  absl::StatusOr<v1::MeetingActResponse> Write(
      const v1::DeclareConflictRequest& request);
  absl::StatusOr<v1::MeetingActResponse> Write(
      const v1::DecideRequest& request);
  absl::StatusOr<v1::MeetingActResponse> Write(
      const v1::ReportDelegatedDecisionRequest& request);
  absl::StatusOr<v1::MeetingActResponse> Write(
      const v1::CloseMeetingRequest& request);
  absl::StatusOr<v1::MeetingActResponse> Write(
      const v1::ApproveMinutesRequest& request);
  absl::StatusOr<v1::MeetingActResponse> Write(
      const v1::PostNoticeRequest& request);

 private:
  // Commits an act whose answer is a `Response`; `decide` fills it in and
  // gives the act's payload.
  template <typename Response, typename Request>
  absl::StatusOr<Response> Act(const std::string& organisation,
                               absl::string_view kind, const Request& request,
                               const std::function<absl::StatusOr<std::string>(
                                   const store::Snapshot&, absl::CivilDay today,
                                   store::Commit&, Response*)>& decide);

  // An act about terms, decided on the board as of `day`.
  using DecideTerms = std::function<absl::Status(
      const TermContext& context, std::vector<BoardMember>* recorded)>;
  template <typename Request>
  absl::StatusOr<v1::BoardActResponse> ActOnTerms(const Request& request,
                                                  absl::string_view kind,
                                                  absl::CivilDay day,
                                                  const DecideTerms& decide);

  // An act about a recorded meeting.
  using DecideMeeting = std::function<absl::Status(
      const BoardView& view, const MeetingContext& context,
      MeetingRecord* record)>;
  template <typename Request>
  absl::StatusOr<v1::MeetingActResponse> ActOnMeeting(
      const Request& request, absl::string_view kind,
      const DecideMeeting& decide);

  absl::CivilDay Today() const;

  const store::Store& store_;
  const Clock& clock_;
  store::ActLog& acts_;
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DECISIONS_H_
