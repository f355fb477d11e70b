#include "tests/e2e/gateway_client.h"

#include <grpcpp/grpcpp.h>

#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "common/rpc/keyring.h"
#include "finsam/gateway/v1/gateway.grpc.pb.h"
#include "tests/kit/house.h"
#include "tests/kit/processes.h"

namespace finsam::e2e {
namespace {

namespace pb = gateway::v1;

constexpr absl::Duration kTimeout = absl::Seconds(30);
constexpr size_t kChunkBytes = 64 << 10;

using Sections = google::protobuf::RepeatedPtrField<pb::Section>;

void ForEachSection(const Sections& sections,
                    const std::function<void(const pb::Section&)>& visit) {
  for (const pb::Section& section : sections) {
    visit(section);
    ForEachSection(section.sections(), visit);
  }
}

}  // namespace

struct GatewayClient::Stub {
  std::unique_ptr<pb::GatewayService::Stub> gateway;
  common::v1::Audience audience = common::v1::OFFICE;

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(
      grpc::Status (pb::GatewayService::Stub::*method)(grpc::ClientContext*,
                                                       const Request&,
                                                       Response*),
      const Request& request) {
    grpc::ClientContext context;
    rpc::SetDeadline(context, testkit::Now() + kTimeout);
    if (audience == common::v1::OFFICE) {
      rpc::SendKey(context, testkit::kOfficeKey);
    }
    Response response;
    RETURN_IF_ERROR(
        rpc::FromGrpc((gateway.get()->*method)(&context, request, &response)));
    return response;
  }
};

GatewayClient::GatewayClient(const std::string& address,
                             common::v1::Audience audience)
    : stub_(std::make_unique<Stub>()) {
  stub_->audience = audience;
  stub_->gateway = pb::GatewayService::NewStub(rpc::OpenChannel({address, {}}));
}

GatewayClient::~GatewayClient() = default;

absl::StatusOr<pb::ImportFolderResponse::Result> GatewayClient::Import(
    const YearFiles& files, const ImportOptions& options) {
  grpc::ClientContext context;
  rpc::SetDeadline(context, testkit::Now() + options.timeout);
  rpc::SendKey(context, testkit::kOfficeKey);
  const auto stream = stub_->gateway->ImportFolder(&context);
  pb::ImportFolderRequest request;
  request.mutable_header()->set_fiscal_year(options.fiscal_year);
  request.mutable_header()->set_request_id(options.request_id);
  request.mutable_header()->set_validate_only(options.validate_only);
  bool open = stream->Write(request);
  for (const auto& [name, content] : files) {
    for (size_t at = 0; open && (at == 0 || at < content.size());
         at += kChunkBytes) {
      request.mutable_chunk()->set_file_name(name);
      request.mutable_chunk()->set_content(content.substr(at, kChunkBytes));
      open = stream->Write(request);
    }
  }
  stream->WritesDone();
  pb::ImportFolderResponse response;
  pb::ImportFolderResponse::Result result;
  while (stream->Read(&response)) {
    if (response.has_result()) result = response.result();
    if (options.on_progress) options.on_progress();
  }
  RETURN_IF_ERROR(rpc::FromGrpc(stream->Finish()));
  return result;
}

absl::StatusOr<pb::Report> GatewayClient::Assemble(
    const std::string& fiscal_year) {
  pb::AssembleReportRequest request;
  request.set_fiscal_year(fiscal_year);
  request.set_audience(stub_->audience);
  ASSIGN_OR_RETURN(
      const auto response,
      stub_->Call(&pb::GatewayService::Stub::AssembleReport, request));
  return response.report();
}

absl::StatusOr<pb::CheckReportResponse> GatewayClient::Check(
    const std::string& fiscal_year) {
  pb::CheckReportRequest request;
  request.set_fiscal_year(fiscal_year);
  request.set_audience(stub_->audience);
  return stub_->Call(&pb::GatewayService::Stub::CheckReport, request);
}

absl::StatusOr<std::string> GatewayClient::Render(
    pb::RenderReportRequest::Format format, const std::string& fiscal_year) {
  pb::RenderReportRequest request;
  request.set_fiscal_year(fiscal_year);
  request.set_audience(stub_->audience);
  request.set_format(format);
  ASSIGN_OR_RETURN(
      const auto response,
      stub_->Call(&pb::GatewayService::Stub::RenderReport, request));
  return response.content();
}

absl::StatusOr<pb::ExplainFigureResponse> GatewayClient::Explain(
    const std::string& figure_id, const std::string& fiscal_year) {
  pb::ExplainFigureRequest request;
  request.set_fiscal_year(fiscal_year);
  request.set_audience(stub_->audience);
  request.set_figure_id(figure_id);
  request.set_page_size(1'000);
  return stub_->Call(&pb::GatewayService::Stub::ExplainFigure, request);
}

absl::Status GatewayClient::Release(const std::string& fiscal_year) {
  participants::v1::ReleaseCountsRequest request;
  request.set_fiscal_year(fiscal_year);
  request.set_audience(common::v1::PUBLIC);
  request.set_request_id("release");
  return stub_->Call(&pb::GatewayService::Stub::ReleaseCounts, request)
      .status();
}

absl::StatusOr<std::vector<std::string>> GatewayClient::ListReports() {
  ASSIGN_OR_RETURN(const auto response,
                   stub_->Call(&pb::GatewayService::Stub::ListReports,
                               pb::ListReportsRequest()));
  return std::vector<std::string>(response.fiscal_years().begin(),
                                  response.fiscal_years().end());
}

absl::StatusOr<pb::DiagnoseResponse> GatewayClient::Diagnose() {
  return stub_->Call(&pb::GatewayService::Stub::Diagnose,
                     pb::DiagnoseRequest());
}

std::string CodeAndReason(const absl::Status& status) {
  if (status.ok()) return "OK";
  return absl::StrCat(absl::StatusCodeToString(status.code()), " ",
                      ReasonOf(status));
}

std::map<std::string, common::v1::Figure> FiguresOf(const pb::Report& report) {
  std::map<std::string, common::v1::Figure> figures;
  for (const auto& figure : report.other_figures()) {
    figures.emplace(figure.id(), figure);
  }
  ForEachSection(report.sections(), [&](const pb::Section& section) {
    for (const pb::Block& block : section.blocks()) {
      for (const auto& reference : block.text().references()) {
        figures.emplace(reference.figure().id(), reference.figure());
      }
      for (const auto& row : block.table().rows()) {
        for (const auto& cell : row.cells()) {
          if (cell.has_figure()) {
            figures.emplace(cell.figure().id(), cell.figure());
          }
        }
      }
    }
  });
  return figures;
}

std::map<std::string, common::v1::Table> TablesOf(const pb::Report& report) {
  std::map<std::string, common::v1::Table> tables;
  ForEachSection(report.sections(), [&](const pb::Section& section) {
    for (const pb::Block& block : section.blocks()) {
      if (block.has_table()) tables.emplace(block.table().id(), block.table());
    }
  });
  return tables;
}

std::vector<std::string> TitlesOf(const pb::Report& report) {
  std::vector<std::string> titles;
  ForEachSection(report.sections(), [&](const pb::Section& section) {
    titles.push_back(section.title());
  });
  return titles;
}

}  // namespace finsam::e2e
