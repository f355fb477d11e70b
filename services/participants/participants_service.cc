#include "services/participants/participants_service.h"

#include "absl/status/status.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "services/participants/convert.h"

namespace finsam::participants {
namespace {

// Whose reasons these are; sent with every refusal.
constexpr char kDomain[] = "finsam.participants.v1";

}  // namespace

grpc::Status ParticipantsService::ImportCounts(
    grpc::ServerContext*, const v1::ImportCountsRequest* request,
    v1::ImportCountsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const store::ImportRequest import, FromProto(*request));
    ASSIGN_OR_RETURN(const store::ImportOutcome outcome,
                     participants_.Import(import));
    ToProto(outcome, response->mutable_result());
    return absl::OkStatus();
  });
}

grpc::Status ParticipantsService::GetStatistics(
    grpc::ServerContext*, const v1::GetStatisticsRequest* request,
    v1::GetStatisticsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const YearStatistics read, participants_.Read(year));
    ToProto(read.statistics, read.head, response);
    return absl::OkStatus();
  });
}

}  // namespace finsam::participants
