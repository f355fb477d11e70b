// The ledger as gRPC callers meet it.
//
// Each call is three steps: read the request into the domain's words, ask the
// ledger, write the answer back. No rule lives here.

#ifndef FINSAM_SERVICES_LEDGER_LEDGER_SERVICE_H_
#define FINSAM_SERVICES_LEDGER_LEDGER_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "absl/status/status.h"
#include "finsam/ledger/v1/ledger.grpc.pb.h"
#include "services/ledger/ledger.h"
#include "services/ledger/ledger_post_service.h"

namespace finsam::ledger {

// Posting by gRPC's callbacks, the rest synchronous.
using LedgerServiceBase = v1::LedgerService::WithCallbackMethod_PostVoucher<
    v1::LedgerService::WithCallbackMethod_PostVouchers<
        v1::LedgerService::WithCallbackMethod_ReverseVoucher<
            v1::LedgerService::Service>>>;

class LedgerService final : public LedgerServiceBase {
 public:
  // `ledger` must outlive the service.
  explicit LedgerService(Ledger& ledger) : ledger_(ledger) {}

  grpc::ServerUnaryReactor* PostVoucher(
      grpc::CallbackServerContext* context,
      const v1::PostVoucherRequest* request,
      v1::PostVoucherResponse* response) override {
    return BeginPostVoucher(ledger_, context, request, response);
  }
  grpc::ServerUnaryReactor* ReverseVoucher(
      grpc::CallbackServerContext* context,
      const v1::ReverseVoucherRequest* request,
      v1::PostVoucherResponse* response) override {
    return BeginReverseVoucher(ledger_, context, request, response);
  }
  grpc::ServerBidiReactor<v1::PostVouchersRequest, v1::PostVouchersResponse>*
  PostVouchers(grpc::CallbackServerContext*) override {
    return BeginPostVouchers(ledger_);
  }

  using ImportStream =
      grpc::ServerReaderWriter<v1::ImportBooksResponse, v1::ImportBooksRequest>;
  grpc::Status ImportBooks(grpc::ServerContext* context,
                           ImportStream* stream) override;

  // ledger_year_service.cc
  grpc::Status SetPeriodLock(grpc::ServerContext* context,
                             const v1::SetPeriodLockRequest* request,
                             v1::FiscalYearResponse* response) override;
  grpc::Status CloseFiscalYear(grpc::ServerContext* context,
                               const v1::CloseFiscalYearRequest* request,
                               v1::FiscalYearResponse* response) override;
  grpc::Status ReopenFiscalYear(grpc::ServerContext* context,
                                const v1::ReopenFiscalYearRequest* request,
                                v1::FiscalYearResponse* response) override;
  grpc::Status GetFiscalYear(grpc::ServerContext* context,
                             const v1::GetFiscalYearRequest* request,
                             v1::FiscalYearResponse* response) override;
  grpc::Status ListFiscalYears(grpc::ServerContext* context,
                               const v1::ListFiscalYearsRequest* request,
                               v1::ListFiscalYearsResponse* response) override;

  // ledger_query_service.cc
  grpc::Status GetVoucher(grpc::ServerContext* context,
                          const v1::GetVoucherRequest* request,
                          v1::GetVoucherResponse* response) override;
  grpc::Status QueryBalances(grpc::ServerContext* context,
                             const v1::QueryBalancesRequest* request,
                             v1::QueryBalancesResponse* response) override;
  grpc::Status ListAccountEntries(
      grpc::ServerContext* context,
      const v1::ListAccountEntriesRequest* request,
      v1::ListAccountEntriesResponse* response) override;
  grpc::Status ProveVoucher(grpc::ServerContext* context,
                            const v1::ProveVoucherRequest* request,
                            v1::ProveVoucherResponse* response) override;

  // ledger_export_service.cc
  grpc::Status ExportBooks(
      grpc::ServerContext* context, const v1::ExportBooksRequest* request,
      grpc::ServerWriter<v1::ExportBooksResponse>* stream) override;

  grpc::Status ListVouchers(grpc::ServerContext* context,
                            const v1::ListVouchersRequest* request,
                            v1::ListVouchersResponse* response) override;

  grpc::Status GetTrialBalance(grpc::ServerContext* context,
                               const v1::GetTrialBalanceRequest* request,
                               v1::GetTrialBalanceResponse* response) override;

  grpc::Status GetStatements(grpc::ServerContext* context,
                             const v1::GetStatementsRequest* request,
                             v1::GetStatementsResponse* response) override;

  grpc::Status ExplainFigure(grpc::ServerContext* context,
                             const v1::ExplainFigureRequest* request,
                             v1::ExplainFigureResponse* response) override;

  grpc::Status VerifyBooks(grpc::ServerContext* context,
                           const v1::VerifyBooksRequest* request,
                           v1::VerifyBooksResponse* response) override;

 private:
  Ledger& ledger_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_LEDGER_SERVICE_H_
