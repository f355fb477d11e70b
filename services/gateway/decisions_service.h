// The governance service's calls as gRPC callers of the gateway meet them;
// each is passed on.

#ifndef FINSAM_SERVICES_GATEWAY_DECISIONS_SERVICE_H_
#define FINSAM_SERVICES_GATEWAY_DECISIONS_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "finsam/gateway/v1/decisions.grpc.pb.h"
#include "services/gateway/decisions.h"
#include "services/gateway/decisions_methods.h"

namespace finsam::gateway {

class DecisionsServiceImpl final : public v1::DecisionsService::Service {
 public:
  // `decisions` must outlive the service.
  explicit DecisionsServiceImpl(const Decisions& decisions)
      : decisions_(decisions) {}

#define FINSAM_DECLARE(service, method, response)                     \
  grpc::Status method(grpc::ServerContext* context,                   \
                      const governance::v1::method##Request* request, \
                      governance::v1::response* answer) override;
  FINSAM_DECISIONS_METHODS(FINSAM_DECLARE)
#undef FINSAM_DECLARE

  grpc::Status RenderMinutes(grpc::ServerContext* context,
                             const v1::RenderMinutesRequest* request,
                             v1::RenderReportResponse* response) override;

 private:
  const Decisions& decisions_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DECISIONS_SERVICE_H_
