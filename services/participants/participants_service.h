// The participants service as gRPC callers meet it.
//
// Each call is three steps: read the request into the domain's words, ask the
// service, write the answer back. No rule lives here.

#ifndef FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_SERVICE_H_
#define FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "finsam/participants/v1/participants.grpc.pb.h"
#include "services/participants/participants.h"

namespace finsam::participants {

class ParticipantsService final : public v1::ParticipantsService::Service {
 public:
  // `participants` must outlive the service.
  explicit ParticipantsService(Participants& participants)
      : participants_(participants) {}

  grpc::Status ImportCounts(grpc::ServerContext* context,
                            const v1::ImportCountsRequest* request,
                            v1::ImportCountsResponse* response) override;

  grpc::Status GetStatistics(grpc::ServerContext* context,
                             const v1::GetStatisticsRequest* request,
                             v1::GetStatisticsResponse* response) override;

 private:
  Participants& participants_;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_SERVICE_H_
