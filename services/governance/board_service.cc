#include "services/governance/board_service.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "services/governance/convert_board.h"
#include "services/governance/office_key.h"

namespace finsam::governance {
namespace {

// Whose reasons these are; sent with every refusal.
constexpr char kDomain[] = "finsam.governance.v1";

template <typename Request>
absl::StatusOr<std::string> OrganisationOf(const Request& request) {
  if constexpr (requires { request.meeting(); }) {
    ASSIGN_OR_RETURN(const MeetingName name,
                     ParseMeetingName(request.meeting()));
    return name.organisation;
  } else {
    return ParseAssociationName(request.association());
  }
}

template <typename Request, typename Response>
grpc::Status AnswerWrite(Decisions& decisions, const rpc::Keyring& keys,
                         const grpc::ServerContext& context,
                         const Request& request, Response* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::string organisation, OrganisationOf(request));
    RETURN_IF_ERROR(CheckOffice(keys, context, organisation));
    ASSIGN_OR_RETURN(*response, decisions.Write(request));
    return absl::OkStatus();
  });
}

// Answers with what `method` of the hall says.
template <typename Request, typename Response>
grpc::Status AnswerRead(
    const Decisions& decisions,
    absl::StatusOr<Response> (Decisions::*method)(const Request&) const,
    const Request& request, Response* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, (decisions.*method)(request));
    return absl::OkStatus();
  });
}

}  // namespace

grpc::Status BoardService::ListBoard(grpc::ServerContext* /*context*/,
                                     const v1::ListBoardRequest* request,
                                     v1::ListBoardResponse* response) {
  return AnswerRead(decisions_, &Decisions::ListBoard, *request, response);
}

grpc::Status BoardService::ListTerms(grpc::ServerContext* /*context*/,
                                     const v1::ListTermsRequest* request,
                                     v1::ListTermsResponse* response) {
  return AnswerRead(decisions_, &Decisions::ListTerms, *request, response);
}

grpc::Status BoardService::AppointBoardMember(
    grpc::ServerContext* context, const v1::AppointBoardMemberRequest* request,
    v1::BoardActResponse* response) {
  return AnswerWrite(decisions_, keys_, *context, *request, response);
}

grpc::Status BoardService::EndBoardTerm(grpc::ServerContext* context,
                                        const v1::EndBoardTermRequest* request,
                                        v1::BoardActResponse* response) {
  return AnswerWrite(decisions_, keys_, *context, *request, response);
}

grpc::Status BoardService::ReplaceBoardMember(
    grpc::ServerContext* context, const v1::ReplaceBoardMemberRequest* request,
    v1::BoardActResponse* response) {
  return AnswerWrite(decisions_, keys_, *context, *request, response);
}

grpc::Status BoardService::ListClocks(grpc::ServerContext* /*context*/,
                                      const v1::ListClocksRequest* request,
                                      v1::ListClocksResponse* response) {
  return AnswerRead(decisions_, &Decisions::ListClocks, *request, response);
}

grpc::Status MeetingService::CallMeeting(grpc::ServerContext* context,
                                         const v1::CallMeetingRequest* request,
                                         v1::MeetingActResponse* response) {
  return AnswerWrite(decisions_, keys_, *context, *request, response);
}

grpc::Status MeetingService::RecordPresence(
    grpc::ServerContext* context, const v1::RecordPresenceRequest* request,
    v1::MeetingActResponse* response) {
  return AnswerWrite(decisions_, keys_, *context, *request, response);
}

grpc::Status MeetingService::DeclareConflict(
    grpc::ServerContext* context, const v1::DeclareConflictRequest* request,
    v1::MeetingActResponse* response) {
  return AnswerWrite(decisions_, keys_, *context, *request, response);
}

grpc::Status MeetingService::Decide(grpc::ServerContext* context,
                                    const v1::DecideRequest* request,
                                    v1::MeetingActResponse* response) {
  return AnswerWrite(decisions_, keys_, *context, *request, response);
}

grpc::Status MeetingService::ReportDelegatedDecision(
    grpc::ServerContext* context,
    const v1::ReportDelegatedDecisionRequest* request,
    v1::MeetingActResponse* response) {
  return AnswerWrite(decisions_, keys_, *context, *request, response);
}

grpc::Status MeetingService::CloseMeeting(
    grpc::ServerContext* context, const v1::CloseMeetingRequest* request,
    v1::MeetingActResponse* response) {
  return AnswerWrite(decisions_, keys_, *context, *request, response);
}

grpc::Status MeetingService::ApproveMinutes(
    grpc::ServerContext* context, const v1::ApproveMinutesRequest* request,
    v1::MeetingActResponse* response) {
  return AnswerWrite(decisions_, keys_, *context, *request, response);
}

grpc::Status MeetingService::PostNotice(grpc::ServerContext* context,
                                        const v1::PostNoticeRequest* request,
                                        v1::MeetingActResponse* response) {
  return AnswerWrite(decisions_, keys_, *context, *request, response);
}

grpc::Status MeetingService::GetMeeting(grpc::ServerContext* /*context*/,
                                        const v1::GetMeetingRequest* request,
                                        v1::GetMeetingResponse* response) {
  return AnswerRead(decisions_, &Decisions::GetMeeting, *request, response);
}

grpc::Status MeetingService::ListMeetings(
    grpc::ServerContext* /*context*/, const v1::ListMeetingsRequest* request,
    v1::ListMeetingsResponse* response) {
  return AnswerRead(decisions_, &Decisions::ListMeetings, *request, response);
}

grpc::Status MeetingService::GetMinutes(grpc::ServerContext* /*context*/,
                                        const v1::GetMinutesRequest* request,
                                        v1::GetMinutesResponse* response) {
  return AnswerRead(decisions_, &Decisions::GetMinutes, *request, response);
}

}  // namespace finsam::governance
