#include "cli/client.h"

#include <grpcpp/grpcpp.h>

#include <tuple>
#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "common/rpc/keyring.h"
#include "finsam/gateway/v1/decisions.grpc.pb.h"
#include "finsam/gateway/v1/gateway.grpc.pb.h"
#include "finsam/gateway/v1/publishing.grpc.pb.h"
#include "services/gateway/decisions_methods.h"

namespace finsam::cli {
namespace {

namespace pb = gateway::v1;
namespace led = ledger::v1;
namespace bud = budget::v1;
namespace par = participants::v1;
using GatewayStub = pb::GatewayService::Stub;
using PublishingStub = pb::PublishingService::Stub;
using DecisionsStub = pb::DecisionsService::Stub;

template <typename Stub, typename Request, typename Response>
using Method = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&,
                                      Response*);

// Every unary call; a request and its response name one of them.
constexpr auto kPublishingMethods = std::make_tuple(
    &PublishingStub::AnswerFinding, &PublishingStub::FreezeReport,
    &PublishingStub::ListFrozenReports, &PublishingStub::GetFrozenReport,
    &PublishingStub::CompareFrozenReport, &PublishingStub::RenderFrozenReport,
    &PublishingStub::OpenReportSigning, &PublishingStub::SignReport,
    &PublishingStub::GetReportSigning, &PublishingStub::PublishReport);
#define FINSAM_METHOD(service, method, response) \
  std::make_tuple(&DecisionsStub::method),
constexpr auto kDecisionsMethods = std::tuple_cat(FINSAM_DECISIONS_METHODS(
    FINSAM_METHOD) std::make_tuple(&DecisionsStub::RenderMinutes));
#undef FINSAM_METHOD
constexpr auto kMethods = std::make_tuple(
    &GatewayStub::AssembleReport, &GatewayStub::CheckReport,
    &GatewayStub::GetGoals, &GatewayStub::RenderReport,
    &GatewayStub::ExplainFigure, &GatewayStub::ListReports,
    &GatewayStub::Diagnose, &GatewayStub::PostVouchers,
    &GatewayStub::ReverseVoucher, &GatewayStub::SetPeriodLock,
    &GatewayStub::CloseFiscalYear, &GatewayStub::ReopenFiscalYear,
    &GatewayStub::GetFiscalYear, &GatewayStub::ListFiscalYears,
    &GatewayStub::GetVoucher, &GatewayStub::ListVouchers,
    &GatewayStub::ListAccountEntries, &GatewayStub::ProveVoucher,
    &GatewayStub::VerifyBooks, &GatewayStub::GetStatements,
    &GatewayStub::ImportBudget, &GatewayStub::GetBudget,
    &GatewayStub::ListBudgetVersions, &GatewayStub::CompareBudgetVersions,
    &GatewayStub::ExportBudget, &GatewayStub::SplitContributions,
    &GatewayStub::ListContributionStatements, &GatewayStub::GetCapitalPlan,
    &GatewayStub::FollowUp, &GatewayStub::MakeForecast,
    &GatewayStub::ListForecasts, &GatewayStub::JudgeForecasts,
    &GatewayStub::BacktestForecasts, &GatewayStub::ImportCounts,
    &GatewayStub::GetStatistics, &GatewayStub::ExportCounts,
    &GatewayStub::PlanRelease, &GatewayStub::ReleaseCounts,
    &GatewayStub::ListReleases, &GatewayStub::CompareYears,
    &GatewayStub::GetHalfYearFollowUp, &GatewayStub::GetNationalStatistics,
    &GatewayStub::ReleaseNationalStatistics);

template <typename Wanted, typename... Have>
constexpr bool IsAmong(const std::tuple<Have...>&) {
  return (std::is_same_v<Wanted, Have> || ...);
}

// For what reads or writes a whole year.
constexpr absl::Duration kLongTimeout = absl::Hours(1);
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
  std::unique_ptr<GatewayStub> gateway;
  std::unique_ptr<PublishingStub> publishing;
  std::unique_ptr<DecisionsStub> decisions;

  // Makes the one call that takes this request and gives this response.
  template <typename Request, typename Response>
  grpc::Status Call(grpc::ClientContext* context, const Request& request,
                    Response* response) {
    using Published = Method<PublishingStub, Request, Response>;
    if constexpr (IsAmong<Published>(kPublishingMethods)) {
      const auto method = std::get<Published>(kPublishingMethods);
      return (publishing.get()->*method)(context, request, response);
    } else if constexpr (IsAmong<Method<DecisionsStub, Request, Response>>(
                             kDecisionsMethods)) {
      const auto method =
          std::get<Method<DecisionsStub, Request, Response>>(kDecisionsMethods);
      return (decisions.get()->*method)(context, request, response);
    } else {
      const auto method =
          std::get<Method<GatewayStub, Request, Response>>(kMethods);
      return (gateway.get()->*method)(context, request, response);
    }
  }
};

Client::Client(const std::string& address, const rpc::TlsFiles& tls,
               absl::Duration timeout, absl::StatusOr<std::string> key)
    : address_(address),
      timeout_(timeout),
      key_(std::move(key)),
      stub_(std::make_unique<Stub>()) {
  stub_->channel = rpc::OpenChannel({address, tls});
  stub_->gateway = pb::GatewayService::NewStub(stub_->channel);
  stub_->publishing = pb::PublishingService::NewStub(stub_->channel);
  stub_->decisions = pb::DecisionsService::NewStub(stub_->channel);
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

absl::Status Client::Prepare(absl::Duration timeout,
                             grpc::ClientContext& context) const {
  RETURN_IF_ERROR(key_.status());
  rpc::SetDeadline(context, SystemClock().Now() + timeout);
  rpc::SendKey(context, *key_);
  return absl::OkStatus();
}

template <typename Response, typename Request>
absl::StatusOr<Response> Client::Ask(const Request& request) {
  constexpr bool kWholeYear =
      std::is_same_v<Request, led::CloseFiscalYearRequest> ||
      std::is_same_v<Request, led::VerifyBooksRequest> ||
      std::is_same_v<Request, bud::BacktestForecastsRequest> ||
      std::is_same_v<Request, par::PlanReleaseRequest> ||
      std::is_same_v<Request, par::ReleaseCountsRequest> ||
      std::is_same_v<Request, par::ReleaseNationalStatisticsRequest>;
  grpc::ClientContext context;
  RETURN_IF_ERROR(Prepare(kWholeYear ? kLongTimeout : timeout_, context));
  Response response;
  RETURN_IF_ERROR(
      Named(rpc::FromGrpc(stub_->Call(&context, request, &response))));
  return response;
}

template absl::StatusOr<pb::AssembleReportResponse> Client::Ask(
    const pb::AssembleReportRequest&);
template absl::StatusOr<pb::CheckReportResponse> Client::Ask(
    const pb::CheckReportRequest&);
template absl::StatusOr<pb::GetGoalsResponse> Client::Ask(
    const pb::GetGoalsRequest&);
template absl::StatusOr<pb::RenderReportResponse> Client::Ask(
    const pb::RenderReportRequest&);
template absl::StatusOr<pb::ExplainFigureResponse> Client::Ask(
    const pb::ExplainFigureRequest&);
#define FINSAM_ASK(service, method, response)                    \
  template absl::StatusOr<governance::v1::response> Client::Ask( \
      const governance::v1::method##Request&);
FINSAM_DECISIONS_METHODS(FINSAM_ASK)
#undef FINSAM_ASK
template absl::StatusOr<pb::RenderReportResponse> Client::Ask(
    const pb::RenderMinutesRequest&);
template absl::StatusOr<pb::AnswerFindingResponse> Client::Ask(
    const pb::AnswerFindingRequest&);
template absl::StatusOr<pb::FreezeReportResponse> Client::Ask(
    const pb::FreezeReportRequest&);
template absl::StatusOr<pb::ListFrozenReportsResponse> Client::Ask(
    const pb::ListFrozenReportsRequest&);
template absl::StatusOr<pb::GetFrozenReportResponse> Client::Ask(
    const pb::GetFrozenReportRequest&);
template absl::StatusOr<pb::CompareFrozenReportResponse> Client::Ask(
    const pb::CompareFrozenReportRequest&);
template absl::StatusOr<pb::RenderReportResponse> Client::Ask(
    const pb::RenderFrozenReportRequest&);
template absl::StatusOr<pb::ReportSigning> Client::Ask(
    const pb::OpenReportSigningRequest&);
template absl::StatusOr<pb::ReportSigning> Client::Ask(
    const pb::SignReportRequest&);
template absl::StatusOr<pb::ReportSigning> Client::Ask(
    const pb::GetReportSigningRequest&);
template absl::StatusOr<pb::PublishReportResponse> Client::Ask(
    const pb::PublishReportRequest&);
template absl::StatusOr<led::PostVouchersResponse> Client::Ask(
    const led::PostVouchersRequest&);
template absl::StatusOr<led::PostVoucherResponse> Client::Ask(
    const led::ReverseVoucherRequest&);
template absl::StatusOr<led::FiscalYearResponse> Client::Ask(
    const led::SetPeriodLockRequest&);
template absl::StatusOr<led::FiscalYearResponse> Client::Ask(
    const led::CloseFiscalYearRequest&);
template absl::StatusOr<led::FiscalYearResponse> Client::Ask(
    const led::ReopenFiscalYearRequest&);
template absl::StatusOr<led::FiscalYearResponse> Client::Ask(
    const led::GetFiscalYearRequest&);
template absl::StatusOr<led::ListFiscalYearsResponse> Client::Ask(
    const led::ListFiscalYearsRequest&);
template absl::StatusOr<led::GetVoucherResponse> Client::Ask(
    const led::GetVoucherRequest&);
template absl::StatusOr<led::ListVouchersResponse> Client::Ask(
    const led::ListVouchersRequest&);
template absl::StatusOr<led::ListAccountEntriesResponse> Client::Ask(
    const led::ListAccountEntriesRequest&);
template absl::StatusOr<led::ProveVoucherResponse> Client::Ask(
    const led::ProveVoucherRequest&);
template absl::StatusOr<led::VerifyBooksResponse> Client::Ask(
    const led::VerifyBooksRequest&);
template absl::StatusOr<led::GetStatementsResponse> Client::Ask(
    const led::GetStatementsRequest&);
template absl::StatusOr<bud::ImportBudgetResponse> Client::Ask(
    const bud::ImportBudgetRequest&);
template absl::StatusOr<bud::GetBudgetResponse> Client::Ask(
    const bud::GetBudgetRequest&);
template absl::StatusOr<bud::ListBudgetVersionsResponse> Client::Ask(
    const bud::ListBudgetVersionsRequest&);
template absl::StatusOr<bud::CompareBudgetVersionsResponse> Client::Ask(
    const bud::CompareBudgetVersionsRequest&);
template absl::StatusOr<bud::ExportBudgetResponse> Client::Ask(
    const bud::ExportBudgetRequest&);
template absl::StatusOr<bud::SplitContributionsResponse> Client::Ask(
    const bud::SplitContributionsRequest&);
template absl::StatusOr<bud::ListContributionStatementsResponse> Client::Ask(
    const bud::ListContributionStatementsRequest&);
template absl::StatusOr<bud::GetCapitalPlanResponse> Client::Ask(
    const bud::GetCapitalPlanRequest&);
template absl::StatusOr<bud::FollowUpResponse> Client::Ask(
    const bud::FollowUpRequest&);
template absl::StatusOr<bud::MakeForecastResponse> Client::Ask(
    const bud::MakeForecastRequest&);
template absl::StatusOr<bud::ListForecastsResponse> Client::Ask(
    const bud::ListForecastsRequest&);
template absl::StatusOr<bud::JudgeForecastsResponse> Client::Ask(
    const bud::JudgeForecastsRequest&);
template absl::StatusOr<bud::BacktestForecastsResponse> Client::Ask(
    const bud::BacktestForecastsRequest&);
template absl::StatusOr<par::ImportCountsResponse> Client::Ask(
    const par::ImportCountsRequest&);
template absl::StatusOr<par::GetStatisticsResponse> Client::Ask(
    const par::GetStatisticsRequest&);
template absl::StatusOr<par::ExportCountsResponse> Client::Ask(
    const par::ExportCountsRequest&);
template absl::StatusOr<par::PlanReleaseResponse> Client::Ask(
    const par::PlanReleaseRequest&);
template absl::StatusOr<par::ReleaseCountsResponse> Client::Ask(
    const par::ReleaseCountsRequest&);
template absl::StatusOr<par::ListReleasesResponse> Client::Ask(
    const par::ListReleasesRequest&);
template absl::StatusOr<par::CompareYearsResponse> Client::Ask(
    const par::CompareYearsRequest&);
template absl::StatusOr<par::GetHalfYearFollowUpResponse> Client::Ask(
    const par::GetHalfYearFollowUpRequest&);
template absl::StatusOr<par::GetNationalStatisticsResponse> Client::Ask(
    const par::GetNationalStatisticsRequest&);
template absl::StatusOr<par::ReleaseNationalStatisticsResponse> Client::Ask(
    const par::ReleaseNationalStatisticsRequest&);

absl::StatusOr<pb::ImportFolderResponse::Result> Client::Import(
    const YearFolder& folder, bool validate_only, const ImportWatch& watch) {
  grpc::ClientContext context;
  RETURN_IF_ERROR(Prepare(kLongTimeout, context));
  const auto stream = stub_->gateway->ImportFolder(&context);
  SendFolder(folder, validate_only, *stream);
  pb::ImportFolderResponse response;
  pb::ImportFolderResponse::Result result;
  while (stream->Read(&response)) {
    if (response.has_result()) {
      result = std::move(*response.mutable_result());
    } else {
      watch(response);
    }
  }
  RETURN_IF_ERROR(Named(rpc::FromGrpc(stream->Finish())));
  return result;
}

absl::StatusOr<std::vector<Problem>> Client::Export(
    const led::ExportBooksRequest& request, const ExportSink& sink) {
  grpc::ClientContext context;
  RETURN_IF_ERROR(Prepare(kLongTimeout, context));
  const auto stream = stub_->gateway->ExportBooks(&context, request);
  led::ExportBooksResponse response;
  std::vector<Problem> warnings;
  absl::Status written;
  while (written.ok() && stream->Read(&response)) {
    for (const common::v1::Problem& warning : response.warnings()) {
      warnings.push_back(rpc::FromProto(warning));
    }
    written = sink(response.content());
  }
  if (!written.ok()) context.TryCancel();
  const absl::Status read = Named(rpc::FromGrpc(stream->Finish()));
  RETURN_IF_ERROR(written);
  RETURN_IF_ERROR(read);
  return warnings;
}

absl::Status Client::ExportCapsule(const pb::ExportCapsuleRequest& request,
                                   const ExportSink& sink) {
  grpc::ClientContext context;
  RETURN_IF_ERROR(Prepare(kLongTimeout, context));
  const auto stream = stub_->publishing->ExportCapsule(&context, request);
  pb::ExportCapsuleResponse response;
  absl::Status written;
  while (written.ok() && stream->Read(&response)) {
    written = sink(response.content());
  }
  if (!written.ok()) context.TryCancel();
  const absl::Status read = Named(rpc::FromGrpc(stream->Finish()));
  RETURN_IF_ERROR(written);
  return read;
}

absl::StatusOr<pb::DiagnoseResponse> Client::Diagnose() {
  return Ask<pb::DiagnoseResponse>(pb::DiagnoseRequest());
}

absl::StatusOr<pb::ListReportsResponse> Client::ListReports() {
  pb::ListReportsRequest request;
  request.set_page_size(1'000);
  return Ask<pb::ListReportsResponse>(request);
}

absl::Status Client::Health() {
  return Named(
      rpc::CheckHealth(stub_->channel, SystemClock().Now() + timeout_));
}

}  // namespace finsam::cli
