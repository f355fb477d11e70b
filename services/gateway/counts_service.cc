#include "services/gateway/counts_service.h"

#include "absl/time/time.h"
#include "common/rpc/answer.h"
#include "common/rpc/keyring.h"

namespace finsam::gateway {
namespace {

namespace par = participants::v1;

constexpr char kDomain[] = "finsam.gateway.v1";

template <typename Request, typename Response>
grpc::Status PassOn(const Counts& counts, const grpc::ServerContext& context,
                    const Request& request, Response* response) {
  return rpc::ToGrpc(
      counts.Pass(request, rpc::KeyOf(context),
                  absl::FromChrono(context.deadline()), response),
      kDomain);
}

}  // namespace

grpc::Status CountsService::ImportCounts(
    grpc::ServerContext* context, const par::ImportCountsRequest* request,
    par::ImportCountsResponse* response) {
  return PassOn(counts_, *context, *request, response);
}

grpc::Status CountsService::GetStatistics(
    grpc::ServerContext* context, const par::GetStatisticsRequest* request,
    par::GetStatisticsResponse* response) {
  return PassOn(counts_, *context, *request, response);
}

grpc::Status CountsService::ExportCounts(
    grpc::ServerContext* context, const par::ExportCountsRequest* request,
    par::ExportCountsResponse* response) {
  return PassOn(counts_, *context, *request, response);
}

grpc::Status CountsService::PlanRelease(grpc::ServerContext* context,
                                        const par::PlanReleaseRequest* request,
                                        par::PlanReleaseResponse* response) {
  return PassOn(counts_, *context, *request, response);
}

grpc::Status CountsService::ReleaseCounts(
    grpc::ServerContext* context, const par::ReleaseCountsRequest* request,
    par::ReleaseCountsResponse* response) {
  return PassOn(counts_, *context, *request, response);
}

grpc::Status CountsService::ListReleases(
    grpc::ServerContext* context, const par::ListReleasesRequest* request,
    par::ListReleasesResponse* response) {
  return PassOn(counts_, *context, *request, response);
}

grpc::Status CountsService::CompareYears(
    grpc::ServerContext* context, const par::CompareYearsRequest* request,
    par::CompareYearsResponse* response) {
  return PassOn(counts_, *context, *request, response);
}

grpc::Status CountsService::GetHalfYearFollowUp(
    grpc::ServerContext* context,
    const par::GetHalfYearFollowUpRequest* request,
    par::GetHalfYearFollowUpResponse* response) {
  return PassOn(counts_, *context, *request, response);
}

grpc::Status CountsService::GetNationalStatistics(
    grpc::ServerContext* context,
    const par::GetNationalStatisticsRequest* request,
    par::GetNationalStatisticsResponse* response) {
  return PassOn(counts_, *context, *request, response);
}

grpc::Status CountsService::ReleaseNationalStatistics(
    grpc::ServerContext* context,
    const par::ReleaseNationalStatisticsRequest* request,
    par::ReleaseNationalStatisticsResponse* response) {
  return PassOn(counts_, *context, *request, response);
}

}  // namespace finsam::gateway
