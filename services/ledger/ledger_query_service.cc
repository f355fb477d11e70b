// The ledger's questions as gRPC callers meet them.

#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/page.h"
#include "services/ledger/convert.h"
#include "services/ledger/convert_query.h"
#include "services/ledger/ledger_service.h"

namespace finsam::ledger {
namespace {

constexpr char kDomain[] = "finsam.ledger.v1";

// What a page belongs to: all that is asked but size, page and revision, which
// is the first page's.
template <typename Request>
std::string ListOf(absl::string_view kind, Request request) {
  request.clear_page_size();
  request.clear_page_token();
  request.clear_at_revision();
  return absl::StrCat(kind, " ", request.SerializeAsString());
}

// Reads which page is asked for. Refusal: PAGE_INVALID.
template <typename Request, typename Query>
absl::Status ReadPage(const std::string& list, const Request& request,
                      Query* query) {
  ASSIGN_OR_RETURN(query->size, rpc::PageSize(request.page_size()));
  ASSIGN_OR_RETURN(query->after, rpc::OpenToken(list, request.page_token()));
  return absl::OkStatus();
}

}  // namespace

grpc::Status LedgerService::GetVoucher(grpc::ServerContext*,
                                       const v1::GetVoucherRequest* request,
                                       v1::GetVoucherResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::string organisation,
                     ParseAssociationName(request->association()));
    ASSIGN_OR_RETURN(
        const FoundVoucher found,
        ledger_.GetVoucher(organisation, FromProto(request->voucher())));
    ToProto(found, response);
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::QueryBalances(
    grpc::ServerContext*, const v1::QueryBalancesRequest* request,
    v1::QueryBalancesResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName name,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(BalanceQuery query, FromProto(*request));
    const std::string list = ListOf("balances", *request);
    RETURN_IF_ERROR(ReadPage(list, *request, &query));
    ASSIGN_OR_RETURN(const BalancePage page,
                     ledger_.QueryBalances(name, query));
    ToProto(page, response);
    if (!page.next.empty()) {
      response->set_next_page_token(rpc::SealToken(list, page.next));
    }
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::ListAccountEntries(
    grpc::ServerContext*, const v1::ListAccountEntriesRequest* request,
    v1::ListAccountEntriesResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName name,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(AccountEntriesQuery query, FromProto(*request));
    const std::string list = ListOf("account", *request);
    RETURN_IF_ERROR(ReadPage(list, *request, &query));
    ASSIGN_OR_RETURN(const AccountEntriesPage page,
                     ledger_.ListAccountEntries(name, query));
    ToProto(page, response);
    if (!page.next.empty()) {
      response->set_next_page_token(rpc::SealToken(list, page.next));
    }
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::ProveVoucher(grpc::ServerContext*,
                                         const v1::ProveVoucherRequest* request,
                                         v1::ProveVoucherResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::string organisation,
                     ParseAssociationName(request->association()));
    ASSIGN_OR_RETURN(
        const VoucherProof proof,
        ledger_.ProveVoucher(organisation, FromProto(request->voucher())));
    ToProto(proof, response);
    return absl::OkStatus();
  });
}

}  // namespace finsam::ledger
