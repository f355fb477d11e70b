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

namespace finsam::ledger {

class LedgerService final : public v1::LedgerService::Service {
 public:
  // `ledger` must outlive the service.
  explicit LedgerService(Ledger& ledger) : ledger_(ledger) {}

  using ImportStream =
      grpc::ServerReaderWriter<v1::ImportBooksResponse, v1::ImportBooksRequest>;
  grpc::Status ImportBooks(grpc::ServerContext* context,
                           ImportStream* stream) override;

  grpc::Status PostVoucher(grpc::ServerContext* context,
                           const v1::PostVoucherRequest* request,
                           v1::PostVoucherResponse* response) override;

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
