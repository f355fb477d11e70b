#include "services/governance/follow_up_service.h"

#include "absl/status/status.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "services/governance/convert_follow_up.h"
#include "services/governance/office_key.h"

namespace finsam::governance {
namespace {

// Whose reasons these are; sent with every refusal.
constexpr char kDomain[] = "finsam.governance.v1";

template <typename Request>
grpc::Status Record(FollowUpHall& hall, const rpc::Keyring& keys,
                    const grpc::ServerContext& context, const Request& request,
                    v1::RecordedResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FollowUpRequest asked, FromProto(request));
    RETURN_IF_ERROR(CheckOffice(keys, context, asked.year.organisation));
    ASSIGN_OR_RETURN(const store::ActOutcome outcome, hall.Record(asked));
    ToProto(outcome, response);
    return absl::OkStatus();
  });
}

}  // namespace

grpc::Status FollowUpService::GetFollowUp(grpc::ServerContext* context,
                                          const v1::GetFollowUpRequest* request,
                                          v1::GetFollowUpResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    if (!keys_.Proves(rpc::KeyOf(*context), rpc::Role::kAuditor,
                      year.organisation)) {
      return Refuse(absl::StatusCode::kPermissionDenied, "AUDIENCE_DENIED",
                    "uppföljningen är för kansliet och revisorerna; frågan "
                    "måste bära en nyckel");
    }
    ASSIGN_OR_RETURN(const FollowUpReport report, hall_.Get(year));
    ToProto(report, response);
    return absl::OkStatus();
  });
}

grpc::Status FollowUpService::ReportDeviation(
    grpc::ServerContext* context, const v1::ReportDeviationRequest* request,
    v1::RecordedResponse* response) {
  return Record(hall_, keys_, *context, *request, response);
}

grpc::Status FollowUpService::AnswerDeviation(
    grpc::ServerContext* context, const v1::AnswerDeviationRequest* request,
    v1::RecordedResponse* response) {
  return Record(hall_, keys_, *context, *request, response);
}

grpc::Status FollowUpService::FollowUpControl(
    grpc::ServerContext* context, const v1::FollowUpControlRequest* request,
    v1::RecordedResponse* response) {
  return Record(hall_, keys_, *context, *request, response);
}

grpc::Status FollowUpService::RecordPolicyReview(
    grpc::ServerContext* context, const v1::RecordPolicyReviewRequest* request,
    v1::RecordedResponse* response) {
  return Record(hall_, keys_, *context, *request, response);
}

grpc::Status FollowUpService::RecordAuditReport(
    grpc::ServerContext* context, const v1::RecordAuditReportRequest* request,
    v1::RecordedResponse* response) {
  return Record(hall_, keys_, *context, *request, response);
}

grpc::Status FollowUpService::RecordDischarge(
    grpc::ServerContext* context, const v1::RecordDischargeRequest* request,
    v1::RecordedResponse* response) {
  return Record(hall_, keys_, *context, *request, response);
}

}  // namespace finsam::governance
