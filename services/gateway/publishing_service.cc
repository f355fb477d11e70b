#include "services/gateway/publishing_service.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/keyring.h"
#include "services/gateway/capsule.h"

namespace finsam::gateway {
namespace {

constexpr char kDomain[] = "finsam.gateway.v1";
constexpr size_t kPieceBytes = 1 << 20;

absl::Time DeadlineOf(const grpc::ServerContext& context) {
  return absl::FromChrono(context.deadline());
}

// Gives what was answered, or the refusal.
template <typename Response>
absl::Status Give(absl::StatusOr<Response> answer, Response* response) {
  if (!answer.ok()) return std::move(answer).status();
  *response = *std::move(answer);
  return absl::OkStatus();
}

}  // namespace

grpc::Status PublishingServiceImpl::AnswerFinding(
    grpc::ServerContext* context, const v1::AnswerFindingRequest* request,
    v1::AnswerFindingResponse* response) {
  return rpc::Answer(kDomain, [&] {
    return Give(publishing_.Answer(*request, rpc::KeyOf(*context),
                                   DeadlineOf(*context)),
                response);
  });
}

grpc::Status PublishingServiceImpl::FreezeReport(
    grpc::ServerContext* context, const v1::FreezeReportRequest* request,
    v1::FreezeReportResponse* response) {
  return rpc::Answer(kDomain, [&] {
    return Give(publishing_.Freeze(*request, DeadlineOf(*context)), response);
  });
}

grpc::Status PublishingServiceImpl::ListFrozenReports(
    grpc::ServerContext*, const v1::ListFrozenReportsRequest* request,
    v1::ListFrozenReportsResponse* response) {
  return rpc::Answer(
      kDomain, [&] { return Give(publishing_.List(*request), response); });
}

grpc::Status PublishingServiceImpl::GetFrozenReport(
    grpc::ServerContext*, const v1::GetFrozenReportRequest* request,
    v1::GetFrozenReportResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(FrozenVersion version, publishing_.Get(request->name()));
    *response->mutable_frozen() = std::move(version.frozen);
    *response->mutable_report() = std::move(*version.body.mutable_report());
    *response->mutable_checks() = std::move(*version.body.mutable_checks());
    return absl::OkStatus();
  });
}

grpc::Status PublishingServiceImpl::CompareFrozenReport(
    grpc::ServerContext* context, const v1::CompareFrozenReportRequest* request,
    v1::CompareFrozenReportResponse* response) {
  return rpc::Answer(kDomain, [&] {
    return Give(publishing_.Compare(*request, DeadlineOf(*context)), response);
  });
}

grpc::Status PublishingServiceImpl::RenderFrozenReport(
    grpc::ServerContext*, const v1::RenderFrozenReportRequest* request,
    v1::RenderReportResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FrozenVersion version,
                     publishing_.Get(request->name()));
    return Give(RenderFrozen(version, request->format(), request->table()),
                response);
  });
}

grpc::Status PublishingServiceImpl::OpenReportSigning(
    grpc::ServerContext* context, const v1::OpenReportSigningRequest* request,
    v1::ReportSigning* response) {
  return rpc::Answer(kDomain, [&] {
    return Give(
        signing_.Open(*request, rpc::KeyOf(*context), DeadlineOf(*context)),
        response);
  });
}

grpc::Status PublishingServiceImpl::SignReport(
    grpc::ServerContext* context, const v1::SignReportRequest* request,
    v1::ReportSigning* response) {
  return rpc::Answer(kDomain, [&] {
    return Give(
        signing_.Sign(*request, rpc::KeyOf(*context), DeadlineOf(*context)),
        response);
  });
}

grpc::Status PublishingServiceImpl::GetReportSigning(
    grpc::ServerContext* context, const v1::GetReportSigningRequest* request,
    v1::ReportSigning* response) {
  return rpc::Answer(kDomain, [&] {
    return Give(signing_.Get(request->name(), rpc::KeyOf(*context),
                             DeadlineOf(*context)),
                response);
  });
}

grpc::Status PublishingServiceImpl::PublishReport(
    grpc::ServerContext* context, const v1::PublishReportRequest* request,
    v1::PublishReportResponse* response) {
  return rpc::Answer(kDomain, [&] {
    return Give(
        signing_.Publish(*request, rpc::KeyOf(*context), DeadlineOf(*context)),
        response);
  });
}

grpc::Status PublishingServiceImpl::ExportCapsule(
    grpc::ServerContext* context, const v1::ExportCapsuleRequest* request,
    grpc::ServerWriter<v1::ExportCapsuleResponse>* stream) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FrozenVersion version,
                     publishing_.Get(request->name()));
    ASSIGN_OR_RETURN(const std::string capsule,
                     MakeCapsule(version, gateway_, signing_,
                                 rpc::KeyOf(*context), DeadlineOf(*context)));
    v1::ExportCapsuleResponse piece;
    for (size_t at = 0; at < capsule.size(); at += kPieceBytes) {
      piece.set_content(capsule.substr(at, kPieceBytes));
      if (!stream->Write(piece)) {
        return absl::CancelledError("the caller is gone");
      }
    }
    return absl::OkStatus();
  });
}

}  // namespace finsam::gateway
