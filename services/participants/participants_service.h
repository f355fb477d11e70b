// The participants service as gRPC callers meet it.
//
// Each call is three steps: read the request into the domain's words, ask the
// service, write the answer back. The one rule that lives here is who may ask
// for what: counts as they are go to the office, everything else has been
// released.

#ifndef FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_SERVICE_H_
#define FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "common/rpc/keyring.h"
#include "finsam/participants/v1/participants.grpc.pb.h"
#include "services/participants/participants.h"

namespace finsam::participants {

class ParticipantsService final : public v1::ParticipantsService::Service {
 public:
  // Both must outlive the service.
  ParticipantsService(Participants& participants, const rpc::Keyring& keys)
      : participants_(participants), keys_(keys) {}

  grpc::Status ImportCounts(grpc::ServerContext* context,
                            const v1::ImportCountsRequest* request,
                            v1::ImportCountsResponse* response) override;
  grpc::Status GetStatistics(grpc::ServerContext* context,
                             const v1::GetStatisticsRequest* request,
                             v1::GetStatisticsResponse* response) override;
  grpc::Status ListFigureIds(grpc::ServerContext* context,
                             const v1::ListFigureIdsRequest* request,
                             v1::ListFigureIdsResponse* response) override;
  grpc::Status ExportCounts(grpc::ServerContext* context,
                            const v1::ExportCountsRequest* request,
                            v1::ExportCountsResponse* response) override;
  grpc::Status PlanRelease(grpc::ServerContext* context,
                           const v1::PlanReleaseRequest* request,
                           v1::PlanReleaseResponse* response) override;
  grpc::Status ReleaseCounts(grpc::ServerContext* context,
                             const v1::ReleaseCountsRequest* request,
                             v1::ReleaseCountsResponse* response) override;
  grpc::Status ListReleases(grpc::ServerContext* context,
                            const v1::ListReleasesRequest* request,
                            v1::ListReleasesResponse* response) override;
  grpc::Status CompareYears(grpc::ServerContext* context,
                            const v1::CompareYearsRequest* request,
                            v1::CompareYearsResponse* response) override;
  grpc::Status GetHalfYearFollowUp(
      grpc::ServerContext* context,
      const v1::GetHalfYearFollowUpRequest* request,
      v1::GetHalfYearFollowUpResponse* response) override;
  grpc::Status GetNationalStatistics(
      grpc::ServerContext* context,
      const v1::GetNationalStatisticsRequest* request,
      v1::GetNationalStatisticsResponse* response) override;
  grpc::Status ReleaseNationalStatistics(
      grpc::ServerContext* context,
      const v1::ReleaseNationalStatisticsRequest* request,
      v1::ReleaseNationalStatisticsResponse* response) override;

 private:
  // AUDIENCE_DENIED unless the caller's key proves `role` there.
  absl::Status Check(const grpc::ServerContext& context, rpc::Role role,
                     const std::string& organisation) const;
  // The same for what `audience` may see.
  absl::Status Check(const grpc::ServerContext& context, Audience audience,
                     const std::string& organisation) const;

  Participants& participants_;
  const rpc::Keyring& keys_;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_SERVICE_H_
