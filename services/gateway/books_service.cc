#include "services/gateway/books_service.h"

#include <memory>

#include "absl/time/time.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"

namespace finsam::gateway {
namespace {

namespace led = ledger::v1;

constexpr char kDomain[] = "finsam.gateway.v1";

absl::Time DeadlineOf(const grpc::ServerContext& context) {
  return absl::FromChrono(context.deadline());
}

template <typename Request, typename Response>
grpc::Status PassOn(const Books& books, const grpc::ServerContext& context,
                    const Request& request, Response* response) {
  return rpc::ToGrpc(books.Pass(request, DeadlineOf(context), response),
                     kDomain);
}

}  // namespace

grpc::Status BooksService::PostVoucher(grpc::ServerContext* context,
                                       const led::PostVoucherRequest* request,
                                       led::PostVoucherResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::ReverseVoucher(
    grpc::ServerContext* context, const led::ReverseVoucherRequest* request,
    led::PostVoucherResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::SetPeriodLock(
    grpc::ServerContext* context, const led::SetPeriodLockRequest* request,
    led::FiscalYearResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::CloseFiscalYear(
    grpc::ServerContext* context, const led::CloseFiscalYearRequest* request,
    led::FiscalYearResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::ReopenFiscalYear(
    grpc::ServerContext* context, const led::ReopenFiscalYearRequest* request,
    led::FiscalYearResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::GetFiscalYear(
    grpc::ServerContext* context, const led::GetFiscalYearRequest* request,
    led::FiscalYearResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::ListFiscalYears(
    grpc::ServerContext* context, const led::ListFiscalYearsRequest* request,
    led::ListFiscalYearsResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::GetVoucher(grpc::ServerContext* context,
                                      const led::GetVoucherRequest* request,
                                      led::GetVoucherResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::ListVouchers(grpc::ServerContext* context,
                                        const led::ListVouchersRequest* request,
                                        led::ListVouchersResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::ListAccountEntries(
    grpc::ServerContext* context, const led::ListAccountEntriesRequest* request,
    led::ListAccountEntriesResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::QueryBalances(
    grpc::ServerContext* context, const led::QueryBalancesRequest* request,
    led::QueryBalancesResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::ProveVoucher(grpc::ServerContext* context,
                                        const led::ProveVoucherRequest* request,
                                        led::ProveVoucherResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::VerifyBooks(grpc::ServerContext* context,
                                       const led::VerifyBooksRequest* request,
                                       led::VerifyBooksResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::GetStatements(
    grpc::ServerContext* context, const led::GetStatementsRequest* request,
    led::GetStatementsResponse* response) {
  return PassOn(books_, *context, *request, response);
}

grpc::Status BooksService::PostVouchers(grpc::ServerContext* context,
                                        const led::PostVouchersRequest* request,
                                        led::PostVouchersResponse* response) {
  return rpc::ToGrpc(books_.PostBatch(*request, DeadlineOf(*context), response),
                     kDomain);
}

grpc::Status BooksService::ExportBooks(
    grpc::ServerContext* context, const led::ExportBooksRequest* request,
    grpc::ServerWriter<led::ExportBooksResponse>* stream) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    const std::unique_ptr<BooksExport> file =
        books_.Export(*request, DeadlineOf(*context));
    led::ExportBooksResponse piece;
    while (true) {
      ASSIGN_OR_RETURN(const bool more, file->Next(&piece));
      if (!more) return absl::OkStatus();
      if (!stream->Write(piece)) {
        return absl::CancelledError("the caller is gone");
      }
    }
  });
}

}  // namespace finsam::gateway
