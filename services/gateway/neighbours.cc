#include "services/gateway/neighbours.h"

#include <grpcpp/grpcpp.h>

#include <future>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/base/log.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "common/rpc/keyring.h"
#include "services/gateway/neighbours_stubs.h"

namespace finsam::gateway {
namespace {

constexpr size_t kChunkBytes = 256 << 10;

// What the ledger is doing, for people.
std::string StageWord(const std::string& stage) {
  if (stage == "reading") return "läser";
  if (stage == "checking") return "kontrollerar";
  if (stage == "storing") return "lagrar";
  return stage;
}

}  // namespace

absl::Status StatusFrom(const grpc::Status& status,
                        const Neighbour& neighbour) {
  absl::Status inner = rpc::FromGrpc(status);
  if (inner.ok() || !ReasonOf(inner).empty()) return inner;
  const std::string who =
      absl::StrCat(neighbour.service, " (", neighbour.address, ")");
  LogWarning("neighbour", {{"neighbour", neighbour.service},
                           {"code", absl::StatusCodeToString(inner.code())},
                           {"trouble", std::string(inner.message())}});
  if (inner.code() == absl::StatusCode::kUnavailable) {
    return Refuse(inner.code(), "NEIGHBOUR_UNAVAILABLE",
                  absl::StrCat("tjänsten ", who,
                               " går inte att nå just nu; försök igen"));
  }
  if (inner.code() == absl::StatusCode::kDeadlineExceeded) {
    return Refuse(inner.code(), "NEIGHBOUR_SLOW",
                  absl::StrCat("tjänsten ", who, " svarade inte i tid"));
  }
  return Annotate(inner, absl::StrCat("tjänsten ", who));
}

Neighbours::Neighbours(std::vector<Neighbour> neighbours)
    : neighbours_(std::move(neighbours)), stubs_(std::make_unique<Stubs>()) {
  FINSAM_CHECK(neighbours_.size() == 4);
  stubs_->ledger = ledger::v1::LedgerService::NewStub(Named("ledger").channel);
  stubs_->budget = budget::v1::BudgetService::NewStub(Named("budget").channel);
  stubs_->participants = participants::v1::ParticipantsService::NewStub(
      Named("participants").channel);
  stubs_->governance =
      governance::v1::GovernanceService::NewStub(Named("governance").channel);
}

Neighbours::~Neighbours() = default;

const Neighbour& Neighbours::Named(const std::string& service) const {
  for (const Neighbour& neighbour : neighbours_) {
    if (neighbour.service == service) return neighbour;
  }
  FINSAM_CHECK(false);
}

absl::StatusOr<ledger::v1::ExplainFigureResponse> Neighbours::ExplainFigure(
    const ledger::v1::ExplainFigureRequest& request,
    absl::Time deadline) const {
  grpc::ClientContext context;
  rpc::SetDeadline(context, deadline);
  ledger::v1::ExplainFigureResponse response;
  RETURN_IF_ERROR(
      StatusFrom(stubs_->ledger->ExplainFigure(&context, request, &response),
                 Named("ledger")));
  return response;
}

absl::StatusOr<common::v1::ImportResult> Neighbours::ImportBooks(
    const ImportOrder& order, absl::Time deadline,
    const BooksWatch& watch) const {
  grpc::ClientContext context;
  rpc::SetDeadline(context, deadline);
  const auto stream = stubs_->ledger->ImportBooks(&context);
  ledger::v1::ImportBooksRequest message;
  message.mutable_header()->set_fiscal_year(order.fiscal_year);
  message.mutable_header()->set_request_id(order.request_id);
  message.mutable_header()->set_validate_only(order.validate_only);
  bool open = stream->Write(message);
  for (const common::v1::File& file : order.files) {
    for (size_t at = 0; open && (at == 0 || at < file.content().size());
         at += kChunkBytes) {
      message.mutable_chunk()->set_file_name(file.name());
      message.mutable_chunk()->set_content(
          file.content().substr(at, kChunkBytes));
      open = stream->Write(message);
    }
  }
  stream->WritesDone();
  ledger::v1::ImportBooksResponse response;
  common::v1::ImportResult result;
  while (stream->Read(&response)) {
    if (response.has_result()) {
      result = std::move(*response.mutable_result());
    } else if (response.has_difference()) {
      watch.difference(response.difference());
    } else {
      watch.progress(absl::StrCat(StageWord(response.progress().stage()), ", ",
                                  response.progress().voucher_count(),
                                  " verifikationer"));
    }
  }
  RETURN_IF_ERROR(StatusFrom(stream->Finish(), Named("ledger")));
  return result;
}

absl::StatusOr<common::v1::ImportResult> Neighbours::ImportBudget(
    const ImportOrder& order, absl::Time deadline) const {
  grpc::ClientContext context;
  rpc::SetDeadline(context, deadline);
  budget::v1::ImportBudgetRequest request;
  request.set_fiscal_year(order.fiscal_year);
  request.set_request_id(order.request_id);
  request.set_validate_only(order.validate_only);
  for (const auto& file : order.files) *request.add_files() = file;
  budget::v1::ImportBudgetResponse response;
  RETURN_IF_ERROR(
      StatusFrom(stubs_->budget->ImportBudget(&context, request, &response),
                 Named("budget")));
  return std::move(*response.mutable_result());
}

absl::StatusOr<common::v1::ImportResult> Neighbours::ImportCounts(
    const ImportOrder& order, absl::Time deadline) const {
  grpc::ClientContext context;
  rpc::SetDeadline(context, deadline);
  rpc::SendKey(context, order.key);
  participants::v1::ImportCountsRequest request;
  request.set_fiscal_year(order.fiscal_year);
  request.set_request_id(order.request_id);
  request.set_validate_only(order.validate_only);
  for (const auto& file : order.files) *request.add_files() = file;
  participants::v1::ImportCountsResponse response;
  RETURN_IF_ERROR(StatusFrom(
      stubs_->participants->ImportCounts(&context, request, &response),
      Named("participants")));
  return std::move(*response.mutable_result());
}

absl::StatusOr<common::v1::ImportResult> Neighbours::ImportGovernance(
    const ImportOrder& order, absl::Time deadline) const {
  grpc::ClientContext context;
  rpc::SetDeadline(context, deadline);
  rpc::SendKey(context, order.key);
  governance::v1::ImportGovernanceRequest request;
  request.set_fiscal_year(order.fiscal_year);
  request.set_request_id(order.request_id);
  request.set_validate_only(order.validate_only);
  for (const auto& file : order.files) *request.add_files() = file;
  governance::v1::ImportGovernanceResponse response;
  RETURN_IF_ERROR(StatusFrom(
      stubs_->governance->ImportGovernance(&context, request, &response),
      Named("governance")));
  return std::move(*response.mutable_result());
}

absl::StatusOr<KeptIds> Neighbours::Kept(const std::string& service,
                                         const std::string& fiscal_year,
                                         absl::Time deadline) const {
  grpc::ClientContext context;
  rpc::SetDeadline(context, deadline);
  google::protobuf::RepeatedPtrField<common::v1::Figure> figures;
  absl::Status status;
  KeptIds ids;
  if (service == "ledger") {
    ledger::v1::GetStatementsRequest request;
    request.set_fiscal_year(fiscal_year);
    ledger::v1::GetStatementsResponse response;
    status =
        StatusFrom(stubs_->ledger->GetStatements(&context, request, &response),
                   Named(service));
    for (const common::v1::Table& table : response.statements()) {
      for (const auto& row : table.rows()) {
        for (const auto& cell : row.cells()) {
          if (cell.has_figure()) ids.figures.push_back(cell.figure().id());
        }
      }
    }
    figures.Swap(response.mutable_figures());
  } else if (service == "budget") {
    budget::v1::GetBudgetRequest request;
    request.set_fiscal_year(fiscal_year);
    budget::v1::GetBudgetResponse response;
    status = StatusFrom(stubs_->budget->GetBudget(&context, request, &response),
                        Named(service));
    figures.Swap(response.mutable_figures());
  } else {
    participants::v1::ListFigureIdsRequest request;
    request.set_fiscal_year(fiscal_year);
    participants::v1::ListFigureIdsResponse response;
    status = StatusFrom(
        stubs_->participants->ListFigureIds(&context, request, &response),
        Named(service));
    ids.figures.assign(response.figure_ids().begin(),
                       response.figure_ids().end());
    ids.tables.assign(response.table_ids().begin(), response.table_ids().end());
  }
  const std::string reason = ReasonOf(status);
  if (!status.ok() && reason != "BUDGET_UNKNOWN" &&
      reason != "FISCAL_YEAR_UNKNOWN" && reason != "LAYOUT_MISSING") {
    return status;
  }
  for (const common::v1::Figure& figure : figures) {
    ids.figures.push_back(figure.id());
  }
  return ids;
}

std::vector<ServiceHealth> Neighbours::Health(absl::Time deadline) const {
  // All at once: a neighbour that hangs must not use up the others' time.
  std::vector<std::future<absl::Status>> asked;
  for (const Neighbour& neighbour : neighbours_) {
    asked.push_back(std::async(std::launch::async, [&neighbour, deadline] {
      return rpc::CheckHealth(neighbour.channel, deadline);
    }));
  }
  std::vector<ServiceHealth> health;
  for (size_t i = 0; i < neighbours_.size(); ++i) {
    health.push_back(
        {neighbours_[i].service, neighbours_[i].address, asked[i].get()});
  }
  return health;
}

}  // namespace finsam::gateway
