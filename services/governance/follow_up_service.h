// The follow-up of a year as gRPC callers meet it. Reading it takes a key for
// an auditor or for the office, writing the office's. No rule lives here.
// Thread-safe.

#ifndef FINSAM_SERVICES_GOVERNANCE_FOLLOW_UP_SERVICE_H_
#define FINSAM_SERVICES_GOVERNANCE_FOLLOW_UP_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include <utility>

#include "common/rpc/keyring.h"
#include "finsam/governance/v1/follow_up.grpc.pb.h"
#include "services/governance/follow_up.h"

namespace finsam::governance {

class FollowUpService final : public v1::FollowUpService::Service {
 public:
  // `hall` must outlive the service.
  FollowUpService(FollowUpHall& hall, rpc::Keyring keys)
      : hall_(hall), keys_(std::move(keys)) {}

  grpc::Status GetFollowUp(grpc::ServerContext* context,
                           const v1::GetFollowUpRequest* request,
                           v1::GetFollowUpResponse* response) override;
  grpc::Status ReportDeviation(grpc::ServerContext* context,
                               const v1::ReportDeviationRequest* request,
                               v1::RecordedResponse* response) override;
  grpc::Status AnswerDeviation(grpc::ServerContext* context,
                               const v1::AnswerDeviationRequest* request,
                               v1::RecordedResponse* response) override;
  grpc::Status FollowUpControl(grpc::ServerContext* context,
                               const v1::FollowUpControlRequest* request,
                               v1::RecordedResponse* response) override;
  grpc::Status RecordPolicyReview(grpc::ServerContext* context,
                                  const v1::RecordPolicyReviewRequest* request,
                                  v1::RecordedResponse* response) override;
  grpc::Status RecordAuditReport(grpc::ServerContext* context,
                                 const v1::RecordAuditReportRequest* request,
                                 v1::RecordedResponse* response) override;
  grpc::Status RecordDischarge(grpc::ServerContext* context,
                               const v1::RecordDischargeRequest* request,
                               v1::RecordedResponse* response) override;

 private:
  FollowUpHall& hall_;
  rpc::Keyring keys_;
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_FOLLOW_UP_SERVICE_H_
