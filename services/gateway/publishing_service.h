// Publishing as gRPC callers meet it.

#ifndef FINSAM_SERVICES_GATEWAY_PUBLISHING_SERVICE_H_
#define FINSAM_SERVICES_GATEWAY_PUBLISHING_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "finsam/gateway/v1/publishing.grpc.pb.h"
#include "services/gateway/publishing.h"
#include "services/gateway/report_signing.h"

namespace finsam::gateway {

class PublishingServiceImpl final : public v1::PublishingService::Service {
 public:
  // All must outlive the service.
  PublishingServiceImpl(const Gateway& gateway, Publishing& publishing,
                        ReportSigning& signing)
      : gateway_(gateway), publishing_(publishing), signing_(signing) {}

  grpc::Status AnswerFinding(grpc::ServerContext* context,
                             const v1::AnswerFindingRequest* request,
                             v1::AnswerFindingResponse* response) override;
  grpc::Status FreezeReport(grpc::ServerContext* context,
                            const v1::FreezeReportRequest* request,
                            v1::FreezeReportResponse* response) override;
  grpc::Status ListFrozenReports(
      grpc::ServerContext* context, const v1::ListFrozenReportsRequest* request,
      v1::ListFrozenReportsResponse* response) override;
  grpc::Status GetFrozenReport(grpc::ServerContext* context,
                               const v1::GetFrozenReportRequest* request,
                               v1::GetFrozenReportResponse* response) override;
  grpc::Status CompareFrozenReport(
      grpc::ServerContext* context,
      const v1::CompareFrozenReportRequest* request,
      v1::CompareFrozenReportResponse* response) override;
  grpc::Status RenderFrozenReport(grpc::ServerContext* context,
                                  const v1::RenderFrozenReportRequest* request,
                                  v1::RenderReportResponse* response) override;
  grpc::Status OpenReportSigning(grpc::ServerContext* context,
                                 const v1::OpenReportSigningRequest* request,
                                 v1::ReportSigning* response) override;
  grpc::Status SignReport(grpc::ServerContext* context,
                          const v1::SignReportRequest* request,
                          v1::ReportSigning* response) override;
  grpc::Status GetReportSigning(grpc::ServerContext* context,
                                const v1::GetReportSigningRequest* request,
                                v1::ReportSigning* response) override;
  grpc::Status PublishReport(grpc::ServerContext* context,
                             const v1::PublishReportRequest* request,
                             v1::PublishReportResponse* response) override;
  grpc::Status ExportCapsule(
      grpc::ServerContext* context, const v1::ExportCapsuleRequest* request,
      grpc::ServerWriter<v1::ExportCapsuleResponse>* stream) override;

 private:
  const Gateway& gateway_;
  Publishing& publishing_;
  ReportSigning& signing_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_PUBLISHING_SERVICE_H_
