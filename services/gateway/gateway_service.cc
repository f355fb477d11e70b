#include "services/gateway/gateway_service.h"

#include <grpcpp/alarm.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/keyring.h"
#include "common/rpc/page.h"
#include "services/gateway/convert.h"
#include "services/gateway/folder_import.h"

namespace finsam::gateway {
namespace {

constexpr char kDomain[] = "finsam.gateway.v1";

// An import whose caller set no deadline may not hold a thread for ever.
constexpr absl::Duration kImportTimeoutMax = absl::Minutes(30);
constexpr int kUploadsMax = 8;
constexpr absl::Duration kUploadTimeMax = absl::Minutes(5);

absl::Time DeadlineOf(const grpc::ServerContext& context) {
  return absl::FromChrono(context.deadline());
}

absl::Status BadStream() {
  return Refuse(absl::StatusCode::kInvalidArgument, "STREAM_INVALID",
                "det första meddelandet är huvudet, sedan följer bara "
                "filernas delar");
}

absl::Status ImportBusy() {
  return Refuse(absl::StatusCode::kUnavailable, "IMPORT_BUSY",
                "för många importer pågår; försök igen om en stund");
}

// One of the few places for folders that are being sent.
class UploadSlot {
 public:
  explicit UploadSlot(std::atomic<int>& uploads)
      : uploads_(uploads), taken_(uploads.fetch_add(1) < kUploadsMax) {}
  ~UploadSlot() { --uploads_; }
  UploadSlot(const UploadSlot&) = delete;
  UploadSlot& operator=(const UploadSlot&) = delete;
  bool taken() const { return taken_; }

 private:
  std::atomic<int>& uploads_;
  bool taken_;
};

// Ends a call whose folder does not arrive in time.
class UploadLimit {
 public:
  UploadLimit(grpc::ServerContext& context, absl::Time last)
      : watched_(std::make_shared<Watched>()) {
    watched_->context = &context;
    alarm_.Set(absl::ToChronoTime(last), [watched = watched_](bool rang) {
      const std::lock_guard lock(watched->mutex);
      if (rang && watched->context != nullptr) {
        watched->context->TryCancel();
      }
    });
  }
  ~UploadLimit() {
    {
      const std::lock_guard lock(watched_->mutex);
      watched_->context = nullptr;
    }
    alarm_.Cancel();
  }
  UploadLimit(const UploadLimit&) = delete;
  UploadLimit& operator=(const UploadLimit&) = delete;

 private:
  // Lives until the alarm has been told, which may be after us.
  struct Watched {
    std::mutex mutex;
    grpc::ServerContext* context = nullptr;
  };
  std::shared_ptr<Watched> watched_;
  grpc::Alarm alarm_;
};

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
    const UploadSlot slot(uploads_);
    if (!slot.taken()) return ImportBusy();
    FolderOrder order;
    FolderFiles files;
    {
      const UploadLimit limit(*context, clock_.Now() + kUploadTimeMax);
      RETURN_IF_ERROR(ReadFolder(*stream, &order, &files));
    }
    const std::lock_guard lock(import_mutex_);
    order.deadline =
        std::min(DeadlineOf(*context), clock_.Now() + kImportTimeoutMax);
    order.key = rpc::KeyOf(*context);
    const auto tell = [stream](const v1::ImportFolderResponse& said) {
      stream->Write(said);
    };
    v1::ImportFolderResponse last;
    ASSIGN_OR_RETURN(
        *last.mutable_result(),
        gateway::ImportFolder(store_, neighbours_, clock_, order, files, tell,
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
        gateway_.Assemble(request->fiscal_year(), request->kind(),
                          {request->audience(), rpc::KeyOf(*context)},
                          DeadlineOf(*context)));
    ToProto(year.report, year.key().Text(), response->mutable_report());
    return absl::OkStatus();
  });
}

grpc::Status GatewayServiceImpl::CheckReport(
    grpc::ServerContext* context, const v1::CheckReportRequest* request,
    v1::CheckReportResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response,
                     publishing_.Check(*request, rpc::KeyOf(*context),
                                       DeadlineOf(*context)));
    return absl::OkStatus();
  });
}

grpc::Status GatewayServiceImpl::GetGoals(grpc::ServerContext* context,
                                          const v1::GetGoalsRequest* request,
                                          v1::GetGoalsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, gateway_.Goals(*request, rpc::KeyOf(*context),
                                               DeadlineOf(*context)));
    return absl::OkStatus();
  });
}

grpc::Status GatewayServiceImpl::RenderReport(
    grpc::ServerContext* context, const v1::RenderReportRequest* request,
    v1::RenderReportResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, gateway_.Render(*request, rpc::KeyOf(*context),
                                                DeadlineOf(*context)));
    return absl::OkStatus();
  });
}

grpc::Status GatewayServiceImpl::ExplainFigure(
    grpc::ServerContext* context, const v1::ExplainFigureRequest* request,
    v1::ExplainFigureResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, gateway_.Explain(*request, rpc::KeyOf(*context),
                                                 DeadlineOf(*context)));
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
    ASSIGN_OR_RETURN(const std::vector<YearReports> years, gateway_.Years());
    for (const YearReports& year : years) {
      const std::string name = year.name.Text();
      if (name <= after) continue;
      if (response->fiscal_years_size() == size) {
        const int last = size - 1;
        response->set_next_page_token(
            rpc::SealToken("reports", response->fiscal_years(last)));
        break;
      }
      response->add_fiscal_years(name);
      v1::ListReportsResponse::Year* added = response->add_years();
      added->set_fiscal_year(name);
      for (const ReportKind kind : year.kinds) {
        added->add_kinds(KindToProto(kind));
      }
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
