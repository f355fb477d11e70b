// The ledger's calls as gRPC callers of the gateway meet them; each is passed
// on. GatewayServiceImpl has the gateway's own.

#ifndef FINSAM_SERVICES_GATEWAY_BOOKS_SERVICE_H_
#define FINSAM_SERVICES_GATEWAY_BOOKS_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "finsam/gateway/v1/gateway.grpc.pb.h"
#include "services/gateway/books.h"

namespace finsam::gateway {

class BooksService : public v1::GatewayService::Service {
 public:
  // `books` must outlive the service.
  explicit BooksService(const Books& books) : books_(books) {}

  grpc::Status PostVoucher(grpc::ServerContext* context,
                           const ledger::v1::PostVoucherRequest* request,
                           ledger::v1::PostVoucherResponse* response) override;
  grpc::Status PostVouchers(
      grpc::ServerContext* context,
      const ledger::v1::PostVouchersRequest* request,
      ledger::v1::PostVouchersResponse* response) override;
  grpc::Status ReverseVoucher(
      grpc::ServerContext* context,
      const ledger::v1::ReverseVoucherRequest* request,
      ledger::v1::PostVoucherResponse* response) override;
  grpc::Status SetPeriodLock(grpc::ServerContext* context,
                             const ledger::v1::SetPeriodLockRequest* request,
                             ledger::v1::FiscalYearResponse* response) override;
  grpc::Status CloseFiscalYear(
      grpc::ServerContext* context,
      const ledger::v1::CloseFiscalYearRequest* request,
      ledger::v1::FiscalYearResponse* response) override;
  grpc::Status ReopenFiscalYear(
      grpc::ServerContext* context,
      const ledger::v1::ReopenFiscalYearRequest* request,
      ledger::v1::FiscalYearResponse* response) override;
  grpc::Status GetFiscalYear(grpc::ServerContext* context,
                             const ledger::v1::GetFiscalYearRequest* request,
                             ledger::v1::FiscalYearResponse* response) override;
  grpc::Status ListFiscalYears(
      grpc::ServerContext* context,
      const ledger::v1::ListFiscalYearsRequest* request,
      ledger::v1::ListFiscalYearsResponse* response) override;
  grpc::Status GetVoucher(grpc::ServerContext* context,
                          const ledger::v1::GetVoucherRequest* request,
                          ledger::v1::GetVoucherResponse* response) override;
  grpc::Status ListVouchers(
      grpc::ServerContext* context,
      const ledger::v1::ListVouchersRequest* request,
      ledger::v1::ListVouchersResponse* response) override;
  grpc::Status ListAccountEntries(
      grpc::ServerContext* context,
      const ledger::v1::ListAccountEntriesRequest* request,
      ledger::v1::ListAccountEntriesResponse* response) override;
  grpc::Status QueryBalances(
      grpc::ServerContext* context,
      const ledger::v1::QueryBalancesRequest* request,
      ledger::v1::QueryBalancesResponse* response) override;
  grpc::Status ProveVoucher(
      grpc::ServerContext* context,
      const ledger::v1::ProveVoucherRequest* request,
      ledger::v1::ProveVoucherResponse* response) override;
  grpc::Status VerifyBooks(grpc::ServerContext* context,
                           const ledger::v1::VerifyBooksRequest* request,
                           ledger::v1::VerifyBooksResponse* response) override;
  grpc::Status GetStatements(
      grpc::ServerContext* context,
      const ledger::v1::GetStatementsRequest* request,
      ledger::v1::GetStatementsResponse* response) override;
  grpc::Status ExportBooks(
      grpc::ServerContext* context,
      const ledger::v1::ExportBooksRequest* request,
      grpc::ServerWriter<ledger::v1::ExportBooksResponse>* stream) override;

 private:
  const Books& books_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_BOOKS_SERVICE_H_
