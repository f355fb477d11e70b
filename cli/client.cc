#include "cli/client.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "finsam/gateway/v1/gateway.grpc.pb.h"

namespace finsam::cli {
namespace {

namespace pb = gateway::v1;

constexpr absl::Duration kImportTimeout = absl::Hours(1);
constexpr size_t kChunkBytes = 256 << 10;

using Stream =
    grpc::ClientReaderWriter<pb::ImportFolderRequest, pb::ImportFolderResponse>;

// Each import has a name of its own: a folder that is imported again after
// another one must be stored again, not answered from memory. A repeat after
// an interruption is safe all the same, since equal facts change nothing.
void SendFolder(const YearFolder& folder, bool validate_only, Stream& stream) {
  pb::ImportFolderRequest request;
  request.mutable_header()->set_fiscal_year(folder.name.Text());
  request.mutable_header()->set_request_id(NewRandomIdSource()->Next());
  request.mutable_header()->set_validate_only(validate_only);
  bool open = stream.Write(request);
  for (const auto& [name, content] : folder.files) {
    size_t at = 0;
    do {  // An empty file is sent too.
      request.mutable_chunk()->set_file_name(name);
      request.mutable_chunk()->set_content(content.substr(at, kChunkBytes));
      open = open && stream.Write(request);
      at += kChunkBytes;
    } while (open && at < content.size());
  }
  stream.WritesDone();
}

}  // namespace

struct Client::Stub {
  std::shared_ptr<grpc::Channel> channel;
  std::unique_ptr<pb::GatewayService::Stub> gateway;

  // One unary call under a deadline.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(
      grpc::Status (pb::GatewayService::Stub::*method)(grpc::ClientContext*,
                                                       const Request&,
                                                       Response*),
      const Request& request, absl::Duration timeout) {
    grpc::ClientContext context;
    rpc::SetDeadline(context, SystemClock().Now() + timeout);
    Response response;
    RETURN_IF_ERROR(
        rpc::FromGrpc((gateway.get()->*method)(&context, request, &response)));
    return response;
  }
};

Client::Client(const std::string& address, const rpc::TlsFiles& tls,
               absl::Duration timeout)
    : address_(address), timeout_(timeout), stub_(std::make_unique<Stub>()) {
  stub_->channel = rpc::OpenChannel({address, tls});
  stub_->gateway = pb::GatewayService::NewStub(stub_->channel);
}

Client::~Client() = default;

// A gateway that is not there is said so, with what to do.
absl::Status Client::Named(absl::Status status) const {
  if (status.ok() || !ReasonOf(status).empty()) return status;
  if (status.code() == absl::StatusCode::kUnavailable) {
    return Refuse(status.code(), "GATEWAY_UNAVAILABLE",
                  absl::StrCat("gatewayen på ", address_,
                               " svarar inte; starta tjänsterna med finsam up "
                               "eller ange --server"));
  }
  if (status.code() == absl::StatusCode::kDeadlineExceeded) {
    return Refuse(
        status.code(), "GATEWAY_SLOW",
        absl::StrCat("gatewayen på ", address_, " svarade inte i tid"));
  }
  return status;
}

absl::StatusOr<pb::ImportFolderResponse::Result> Client::Import(
    const YearFolder& folder, bool validate_only, const Progress& progress) {
  grpc::ClientContext context;
  rpc::SetDeadline(context, SystemClock().Now() + kImportTimeout);
  const auto stream = stub_->gateway->ImportFolder(&context);
  SendFolder(folder, validate_only, *stream);
  pb::ImportFolderResponse response;
  pb::ImportFolderResponse::Result result;
  while (stream->Read(&response)) {
    if (response.has_result()) {
      result = std::move(*response.mutable_result());
    } else {
      progress(response.progress());
    }
  }
  RETURN_IF_ERROR(Named(rpc::FromGrpc(stream->Finish())));
  return result;
}

absl::StatusOr<pb::AssembleReportResponse> Client::Assemble(
    const std::string& fiscal_year) {
  pb::AssembleReportRequest request;
  request.set_fiscal_year(fiscal_year);
  auto answer =
      stub_->Call(&pb::GatewayService::Stub::AssembleReport, request, timeout_);
  if (!answer.ok()) return Named(answer.status());
  return answer;
}

absl::StatusOr<pb::CheckReportResponse> Client::Check(
    const std::string& fiscal_year) {
  pb::CheckReportRequest request;
  request.set_fiscal_year(fiscal_year);
  auto answer =
      stub_->Call(&pb::GatewayService::Stub::CheckReport, request, timeout_);
  if (!answer.ok()) return Named(answer.status());
  return answer;
}

absl::StatusOr<pb::RenderReportResponse> Client::Render(
    const std::string& fiscal_year, pb::RenderReportRequest::Format format) {
  pb::RenderReportRequest request;
  request.set_fiscal_year(fiscal_year);
  request.set_format(format);
  auto answer =
      stub_->Call(&pb::GatewayService::Stub::RenderReport, request, timeout_);
  if (!answer.ok()) return Named(answer.status());
  return answer;
}

absl::StatusOr<pb::ExplainFigureResponse> Client::Explain(
    const pb::ExplainFigureRequest& request) {
  auto answer =
      stub_->Call(&pb::GatewayService::Stub::ExplainFigure, request, timeout_);
  if (!answer.ok()) return Named(answer.status());
  return answer;
}

absl::StatusOr<pb::DiagnoseResponse> Client::Diagnose() {
  auto answer = stub_->Call(&pb::GatewayService::Stub::Diagnose,
                            pb::DiagnoseRequest(), timeout_);
  if (!answer.ok()) return Named(answer.status());
  return answer;
}

absl::StatusOr<pb::ListReportsResponse> Client::ListReports() {
  pb::ListReportsRequest request;
  request.set_page_size(1'000);
  auto answer =
      stub_->Call(&pb::GatewayService::Stub::ListReports, request, timeout_);
  if (!answer.ok()) return Named(answer.status());
  return answer;
}

absl::Status Client::Health() {
  return Named(
      rpc::CheckHealth(stub_->channel, SystemClock().Now() + timeout_));
}

}  // namespace finsam::cli
