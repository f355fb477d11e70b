#include "services/gateway/gateway_service.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/page.h"
#include "services/gateway/convert.h"
#include "services/gateway/folder_import.h"

namespace finsam::gateway {
namespace {

constexpr char kDomain[] = "finsam.gateway.v1";

// An import whose caller set no deadline may not hold a thread for ever.
constexpr absl::Duration kImportTimeoutMax = absl::Minutes(30);

absl::Time DeadlineOf(const grpc::ServerContext& context) {
  return absl::FromChrono(context.deadline());
}

absl::Status BadStream() {
  return Refuse(absl::StatusCode::kInvalidArgument, "STREAM_INVALID",
                "det första meddelandet är huvudet, sedan följer bara "
                "filernas delar");
}

using Stream =
    grpc::ServerReaderWriter<v1::ImportFolderResponse, v1::ImportFolderRequest>;

absl::Status ReadFolder(Stream& stream, FolderOrder* order,
                        FolderFiles* files) {
  v1::ImportFolderRequest request;
  if (!stream.Read(&request) || !request.has_header()) return BadStream();
  order->fiscal_year = request.header().fiscal_year();
  order->request_id = request.header().request_id();
  order->validate_only = request.header().validate_only();
  while (stream.Read(&request)) {
    if (!request.has_chunk()) return BadStream();
    RETURN_IF_ERROR(
        files->Add(request.chunk().file_name(), request.chunk().content()));
  }
  return absl::OkStatus();
}

}  // namespace

grpc::Status GatewayServiceImpl::ImportFolder(grpc::ServerContext* context,
                                              Stream* stream) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    FolderOrder order;
    FolderFiles files;
    RETURN_IF_ERROR(ReadFolder(*stream, &order, &files));
    order.deadline =
        std::min(DeadlineOf(*context), clock_.Now() + kImportTimeoutMax);
    const auto progress =
        [stream](const v1::ImportFolderResponse::Progress& said) {
          v1::ImportFolderResponse response;
          *response.mutable_progress() = said;
          stream->Write(response);
        };
    v1::ImportFolderResponse last;
    ASSIGN_OR_RETURN(*last.mutable_result(),
                     gateway::ImportFolder(
                         store_, neighbours_, clock_, order, files, progress,
                         [context] { return context->IsCancelled(); }));
    stream->Write(last);
    return absl::OkStatus();
  });
}

grpc::Status GatewayServiceImpl::AssembleReport(
    grpc::ServerContext* context, const v1::AssembleReportRequest* request,
    v1::AssembleReportResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(
        const AssembledYear year,
        gateway_.Assemble(request->fiscal_year(), DeadlineOf(*context)));
    ToProto(year.report, ReportName(year.name), response->mutable_report());
    return absl::OkStatus();
  });
}

grpc::Status GatewayServiceImpl::CheckReport(
    grpc::ServerContext* context, const v1::CheckReportRequest* request,
    v1::CheckReportResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(
        const AssembledYear year,
        gateway_.Assemble(request->fiscal_year(), DeadlineOf(*context)));
    const CheckResult result = Gateway::Check(year);
    for (const Finding& finding : result.findings) {
      ToProto(finding, response->add_findings());
    }
    for (const CheckSummary& summary : result.summary) {
      ToProto(summary, response->add_checks());
    }
    for (const Source& source : year.report.sources) {
      ToProto(source, response->add_sources());
    }
    return absl::OkStatus();
  });
}

grpc::Status GatewayServiceImpl::RenderReport(
    grpc::ServerContext* context, const v1::RenderReportRequest* request,
    v1::RenderReportResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response,
                     gateway_.Render(*request, DeadlineOf(*context)));
    return absl::OkStatus();
  });
}

grpc::Status GatewayServiceImpl::ExplainFigure(
    grpc::ServerContext* context, const v1::ExplainFigureRequest* request,
    v1::ExplainFigureResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response,
                     gateway_.Explain(*request, DeadlineOf(*context)));
    return absl::OkStatus();
  });
}

grpc::Status GatewayServiceImpl::ListReports(
    grpc::ServerContext*, const v1::ListReportsRequest* request,
    v1::ListReportsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const int size, rpc::PageSize(request->page_size()));
    ASSIGN_OR_RETURN(const std::string after,
                     rpc::OpenToken("reports", request->page_token()));
    ASSIGN_OR_RETURN(const std::vector<FiscalYearName> years, gateway_.Years());
    for (const FiscalYearName& year : years) {
      if (year.Text() <= after) continue;
      if (response->fiscal_years_size() == size) {
        const int last = size - 1;
        response->set_next_page_token(
            rpc::SealToken("reports", response->fiscal_years(last)));
        break;
      }
      response->add_fiscal_years(year.Text());
    }
    return absl::OkStatus();
  });
}

grpc::Status GatewayServiceImpl::Diagnose(grpc::ServerContext* context,
                                          const v1::DiagnoseRequest*,
                                          v1::DiagnoseResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    *response = gateway_.Diagnose(DeadlineOf(*context));
    return absl::OkStatus();
  });
}

}  // namespace finsam::gateway
