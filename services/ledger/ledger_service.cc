#include "services/ledger/ledger_service.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/page.h"
#include "services/ledger/convert.h"

namespace finsam::ledger {
namespace {

// Whose reasons these are; sent with every refusal.
constexpr char kDomain[] = "finsam.ledger.v1";

// Reads the header, which must come first. Refusals: NAME_INVALID,
// REQUEST_ID_SIZE.
absl::Status ReadHeader(const v1::ImportBooksRequest& request,
                        ImportOrder* order) {
  // Without a header its fields are empty, and refused as such.
  const v1::ImportBooksRequest::Header& header = request.header();
  ASSIGN_OR_RETURN(order->name, ParseFiscalYearName(header.fiscal_year()));
  RETURN_IF_ERROR(CheckRequestId(header.request_id()));
  order->request_id = header.request_id();
  order->validate_only = header.validate_only();
  return absl::OkStatus();
}

absl::StatusOr<ImportOrder> ReadOrder(const std::string& spool_folder,
                                      LedgerService::ImportStream* stream) {
  ImportOrder order{{}, "", false, ImportFiles(spool_folder)};
  v1::ImportBooksRequest request;
  stream->Read(&request);
  RETURN_IF_ERROR(ReadHeader(request, &order));
  while (stream->Read(&request)) {
    // A message that is no chunk has no name, which is no file of the ledger.
    RETURN_IF_ERROR(order.files.Add(request.chunk().file_name(),
                                    request.chunk().content()));
  }
  return order;
}

void SendProgress(absl::string_view stage, int64_t voucher_count,
                  LedgerService::ImportStream* stream) {
  v1::ImportBooksResponse response;
  response.mutable_progress()->set_stage(std::string(stage));
  response.mutable_progress()->set_voucher_count(voucher_count);
  stream->Write(response);
}

}  // namespace

grpc::Status LedgerService::ImportBooks(grpc::ServerContext* context,
                                        ImportStream* stream) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const ImportOrder order,
                     ReadOrder(ledger_.spool_folder(), stream));
    const ImportWatch watch{
        [stream](absl::string_view stage, int64_t voucher_count) {
          SendProgress(stage, voucher_count, stream);
        },
        [context] { return context->IsCancelled(); },
        [stream](const BooksDifference& difference) {
          v1::ImportBooksResponse response;
          ToProto(difference, response.mutable_difference());
          stream->Write(response);
        }};
    if (context->IsCancelled()) return absl::CancelledError("cancelled");
    v1::ImportBooksResponse response;
    ASSIGN_OR_RETURN(*response.mutable_result(), ledger_.Import(order, watch));
    stream->Write(response);
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::ListVouchers(grpc::ServerContext*,
                                         const v1::ListVouchersRequest* request,
                                         v1::ListVouchersResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName name,
                     ParseFiscalYearName(request->fiscal_year()));
    VoucherListing listing;
    ASSIGN_OR_RETURN(listing.filter, FromProto(request->filter()));
    listing.at_revision = request->at_revision();
    // A page belongs to its filter.
    const std::string list = absl::StrCat(
        "vouchers ", name.Text(), " ", request->filter().SerializeAsString());
    ASSIGN_OR_RETURN(listing.size, rpc::PageSize(request->page_size()));
    ASSIGN_OR_RETURN(listing.after,
                     rpc::OpenToken(list, request->page_token()));
    ASSIGN_OR_RETURN(const VoucherPage page,
                     ledger_.ListVouchers(name, listing));
    for (const PostedVoucher& voucher : page.vouchers) {
      ToProto(voucher, response->add_vouchers());
    }
    response->set_at_revision(page.at_revision);
    if (!page.next.empty()) {
      response->set_next_page_token(rpc::SealToken(list, page.next));
    }
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::GetTrialBalance(
    grpc::ServerContext*, const v1::GetTrialBalanceRequest* request,
    v1::GetTrialBalanceResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName name,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const TrialBalance balance,
                     ledger_.GetTrialBalance(name, request->at_revision()));
    ToProto(balance, response);
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::GetStatements(
    grpc::ServerContext*, const v1::GetStatementsRequest* request,
    v1::GetStatementsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName name,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const Statements statements,
                     ledger_.GetStatements(name, request->at_revision(),
                                           request->through()));
    ToProto(statements, response);
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::ExplainFigure(
    grpc::ServerContext*, const v1::ExplainFigureRequest* request,
    v1::ExplainFigureResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName name,
                     ParseFiscalYearName(request->fiscal_year()));
    const std::string list =
        absl::StrCat("explain ", name.Text(), " ", request->figure_id(), " ",
                     request->through());
    ASSIGN_OR_RETURN(const int size, rpc::PageSize(request->page_size()));
    ASSIGN_OR_RETURN(const std::string after,
                     rpc::OpenToken(list, request->page_token()));
    ASSIGN_OR_RETURN(const Explanation explanation,
                     ledger_.Explain(name, request->figure_id(), size, after,
                                     request->through()));
    ToProto(explanation, response);
    if (!explanation.next.empty()) {
      response->set_next_page_token(rpc::SealToken(list, explanation.next));
    }
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::VerifyBooks(grpc::ServerContext*,
                                        const v1::VerifyBooksRequest* request,
                                        v1::VerifyBooksResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::string organisation,
                     ParseAssociationName(request->association()));
    ASSIGN_OR_RETURN(const Proof proof, ledger_.Verify(organisation));
    response->set_voucher_count(proof.voucher_count);
    response->set_balance_count(proof.balance_count);
    response->set_tree_root(proof.tree_root);
    ToProto(proof.head, response->mutable_revision());
    return absl::OkStatus();
  });
}

}  // namespace finsam::ledger
