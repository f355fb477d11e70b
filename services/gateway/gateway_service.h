// The gateway as gRPC callers meet it.
//
// Each call is three steps: read the request, ask the gateway, write the
// answer back. No rule lives here.

#ifndef FINSAM_SERVICES_GATEWAY_GATEWAY_SERVICE_H_
#define FINSAM_SERVICES_GATEWAY_GATEWAY_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <mutex>

#include "common/base/clock.h"
#include "common/store/store.h"
#include "services/gateway/counts_service.h"
#include "services/gateway/gateway.h"
#include "services/gateway/neighbours.h"
#include "services/gateway/publishing.h"

namespace finsam::gateway {

class GatewayServiceImpl final : public CountsService {
 public:
  // All must outlive the service.
  GatewayServiceImpl(Gateway& gateway, const Publishing& publishing,
                     store::Store& store, const Neighbours& neighbours,
                     const Clock& clock)
      : CountsService(gateway.books(), gateway.budgets(), gateway.counts()),
        gateway_(gateway),
        publishing_(publishing),
        store_(store),
        neighbours_(neighbours),
        clock_(clock) {}

  grpc::Status ImportFolder(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::ImportFolderResponse,
                               v1::ImportFolderRequest>* stream) override;
  grpc::Status AssembleReport(grpc::ServerContext* context,
                              const v1::AssembleReportRequest* request,
                              v1::AssembleReportResponse* response) override;
  grpc::Status CheckReport(grpc::ServerContext* context,
                           const v1::CheckReportRequest* request,
                           v1::CheckReportResponse* response) override;
  grpc::Status GetGoals(grpc::ServerContext* context,
                        const v1::GetGoalsRequest* request,
                        v1::GetGoalsResponse* response) override;
  grpc::Status RenderReport(grpc::ServerContext* context,
                            const v1::RenderReportRequest* request,
                            v1::RenderReportResponse* response) override;
  grpc::Status ExplainFigure(grpc::ServerContext* context,
                             const v1::ExplainFigureRequest* request,
                             v1::ExplainFigureResponse* response) override;
  grpc::Status ListReports(grpc::ServerContext* context,
                           const v1::ListReportsRequest* request,
                           v1::ListReportsResponse* response) override;
  grpc::Status Diagnose(grpc::ServerContext* context,
                        const v1::DiagnoseRequest* request,
                        v1::DiagnoseResponse* response) override;

 private:
  Gateway& gateway_;
  const Publishing& publishing_;
  store::Store& store_;
  const Neighbours& neighbours_;
  const Clock& clock_;
  // Uploads under way: they may not take all threads from the readers.
  std::atomic<int> uploads_ = 0;
  // Held while an import works: two folders of one association may not mix.
  std::mutex import_mutex_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_GATEWAY_SERVICE_H_
