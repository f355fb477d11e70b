// The participants service's calls as gRPC callers of the gateway meet them;
// each is passed on.

#ifndef FINSAM_SERVICES_GATEWAY_COUNTS_SERVICE_H_
#define FINSAM_SERVICES_GATEWAY_COUNTS_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "finsam/gateway/v1/gateway.grpc.pb.h"
#include "services/gateway/budgets_service.h"
#include "services/gateway/counts.h"

namespace finsam::gateway {

class CountsService : public BudgetsService {
 public:
  // All three must outlive the service.
  CountsService(const Books& books, const Budgets& budgets,
                const Counts& counts)
      : BudgetsService(books, budgets), counts_(counts) {}

  grpc::Status ImportCounts(
      grpc::ServerContext* context,
      const participants::v1::ImportCountsRequest* request,
      participants::v1::ImportCountsResponse* response) override;
  grpc::Status GetStatistics(
      grpc::ServerContext* context,
      const participants::v1::GetStatisticsRequest* request,
      participants::v1::GetStatisticsResponse* response) override;
  grpc::Status ExportCounts(
      grpc::ServerContext* context,
      const participants::v1::ExportCountsRequest* request,
      participants::v1::ExportCountsResponse* response) override;
  grpc::Status PlanRelease(
      grpc::ServerContext* context,
      const participants::v1::PlanReleaseRequest* request,
      participants::v1::PlanReleaseResponse* response) override;
  grpc::Status ReleaseCounts(
      grpc::ServerContext* context,
      const participants::v1::ReleaseCountsRequest* request,
      participants::v1::ReleaseCountsResponse* response) override;
  grpc::Status ListReleases(
      grpc::ServerContext* context,
      const participants::v1::ListReleasesRequest* request,
      participants::v1::ListReleasesResponse* response) override;
  grpc::Status CompareYears(
      grpc::ServerContext* context,
      const participants::v1::CompareYearsRequest* request,
      participants::v1::CompareYearsResponse* response) override;
  grpc::Status GetHalfYearFollowUp(
      grpc::ServerContext* context,
      const participants::v1::GetHalfYearFollowUpRequest* request,
      participants::v1::GetHalfYearFollowUpResponse* response) override;
  grpc::Status GetNationalStatistics(
      grpc::ServerContext* context,
      const participants::v1::GetNationalStatisticsRequest* request,
      participants::v1::GetNationalStatisticsResponse* response) override;
  grpc::Status ReleaseNationalStatistics(
      grpc::ServerContext* context,
      const participants::v1::ReleaseNationalStatisticsRequest* request,
      participants::v1::ReleaseNationalStatisticsResponse* response) override;

 private:
  const Counts& counts_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_COUNTS_SERVICE_H_
