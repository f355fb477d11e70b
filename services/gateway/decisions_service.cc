#include "services/gateway/decisions_service.h"

#include "absl/time/time.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/keyring.h"

namespace finsam::gateway {
namespace {

constexpr char kDomain[] = "finsam.gateway.v1";

template <typename Request, typename Response>
grpc::Status PassOn(const Decisions& decisions,
                    const grpc::ServerContext& context, const Request& request,
                    Response* response) {
  return rpc::ToGrpc(
      decisions.Pass(request, rpc::KeyOf(context),
                     absl::FromChrono(context.deadline()), response),
      kDomain);
}

}  // namespace

#define FINSAM_DEFINE(service, method, response)           \
  grpc::Status DecisionsServiceImpl::method(               \
      grpc::ServerContext* context,                        \
      const governance::v1::method##Request* request,      \
      governance::v1::response* answer) {                  \
    return PassOn(decisions_, *context, *request, answer); \
  }
FINSAM_DECISIONS_METHODS(FINSAM_DEFINE)
#undef FINSAM_DEFINE

grpc::Status DecisionsServiceImpl::RenderMinutes(
    grpc::ServerContext* context, const v1::RenderMinutesRequest* request,
    v1::RenderReportResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, decisions_.RenderMinutes(
                                    *request, rpc::KeyOf(*context),
                                    absl::FromChrono(context->deadline())));
    return absl::OkStatus();
  });
}

}  // namespace finsam::gateway
