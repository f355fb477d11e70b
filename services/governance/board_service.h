// The board and its meetings as gRPC callers meet them. Reads are for all;
// writes need the office's key. No rule lives here. Thread-safe.

#ifndef FINSAM_SERVICES_GOVERNANCE_BOARD_SERVICE_H_
#define FINSAM_SERVICES_GOVERNANCE_BOARD_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include <utility>

#include "common/rpc/keyring.h"
#include "finsam/governance/v1/board.grpc.pb.h"
#include "services/governance/decisions.h"

namespace finsam::governance {

class BoardService final : public v1::BoardService::Service {
 public:
  // `decisions` must outlive the service.
  BoardService(Decisions& decisions, rpc::Keyring keys)
      : decisions_(decisions), keys_(std::move(keys)) {}

  grpc::Status ListBoard(grpc::ServerContext* context,
                         const v1::ListBoardRequest* request,
                         v1::ListBoardResponse* response) override;
  grpc::Status ListTerms(grpc::ServerContext* context,
                         const v1::ListTermsRequest* request,
                         v1::ListTermsResponse* response) override;
  grpc::Status AppointBoardMember(grpc::ServerContext* context,
                                  const v1::AppointBoardMemberRequest* request,
                                  v1::BoardActResponse* response) override;
  grpc::Status EndBoardTerm(grpc::ServerContext* context,
                            const v1::EndBoardTermRequest* request,
                            v1::BoardActResponse* response) override;
  grpc::Status ReplaceBoardMember(grpc::ServerContext* context,
                                  const v1::ReplaceBoardMemberRequest* request,
                                  v1::BoardActResponse* response) override;
  grpc::Status ListClocks(grpc::ServerContext* context,
                          const v1::ListClocksRequest* request,
                          v1::ListClocksResponse* response) override;

 private:
  Decisions& decisions_;
  rpc::Keyring keys_;
};

class MeetingService final : public v1::MeetingService::Service {
 public:
  // `decisions` must outlive the service.
  MeetingService(Decisions& decisions, rpc::Keyring keys)
      : decisions_(decisions), keys_(std::move(keys)) {}

  grpc::Status CallMeeting(grpc::ServerContext* context,
                           const v1::CallMeetingRequest* request,
                           v1::MeetingActResponse* response) override;
  grpc::Status RecordPresence(grpc::ServerContext* context,
                              const v1::RecordPresenceRequest* request,
                              v1::MeetingActResponse* response) override;
  grpc::Status DeclareConflict(grpc::ServerContext* context,
                               const v1::DeclareConflictRequest* request,
                               v1::MeetingActResponse* response) override;
  grpc::Status Decide(grpc::ServerContext* context,
                      const v1::DecideRequest* request,
                      v1::MeetingActResponse* response) override;
  grpc::Status ReportDelegatedDecision(
      grpc::ServerContext* context,
      const v1::ReportDelegatedDecisionRequest* request,
      v1::MeetingActResponse* response) override;
  grpc::Status CloseMeeting(grpc::ServerContext* context,
                            const v1::CloseMeetingRequest* request,
                            v1::MeetingActResponse* response) override;
  grpc::Status ApproveMinutes(grpc::ServerContext* context,
                              const v1::ApproveMinutesRequest* request,
                              v1::MeetingActResponse* response) override;
  grpc::Status PostNotice(grpc::ServerContext* context,
                          const v1::PostNoticeRequest* request,
                          v1::MeetingActResponse* response) override;
  grpc::Status GetMeeting(grpc::ServerContext* context,
                          const v1::GetMeetingRequest* request,
                          v1::GetMeetingResponse* response) override;
  grpc::Status ListMeetings(grpc::ServerContext* context,
                            const v1::ListMeetingsRequest* request,
                            v1::ListMeetingsResponse* response) override;
  grpc::Status GetMinutes(grpc::ServerContext* context,
                          const v1::GetMinutesRequest* request,
                          v1::GetMinutesResponse* response) override;

 private:
  Decisions& decisions_;
  rpc::Keyring keys_;
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_BOARD_SERVICE_H_
