// The part of the fake ledger that the gateway passes on: remembers what it
// was asked, and answers with a message whose fields all say something.

#ifndef FINSAM_TESTS_GATEWAY_FAKE_BOOKS_H_
#define FINSAM_TESTS_GATEWAY_FAKE_BOOKS_H_

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <mutex>
#include <string>

#include "finsam/ledger/v1/ledger.grpc.pb.h"
#include "tests/gateway/fake_behaviour.h"

namespace finsam::gateway {

// Gives every singular text and number of the message a value, and those of
// the messages in it.
void FillFields(google::protobuf::Message* message);

class FakeBooks : public ledger::v1::LedgerService::Service {
 public:
  explicit FakeBooks(FakeBehaviour& behaviour) : behaviour_(behaviour) {}

  // The last request of all: its type's name and its bytes.
  std::string asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  // How many vouchers a batch may have; a larger one is refused as a batch.
  static constexpr int kFakeBatchMax = 2;
  // The pieces of an export; it then ends as the behaviour tells.
  static constexpr int kPieces = 3;

  grpc::Status PostVoucher(grpc::ServerContext* context,
                           const ledger::v1::PostVoucherRequest* request,
                           ledger::v1::PostVoucherResponse* response) override;
  grpc::Status PostVouchers(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<ledger::v1::PostVouchersResponse,
                               ledger::v1::PostVouchersRequest>* stream)
      override;
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
  grpc::Status ExportBooks(
      grpc::ServerContext* context,
      const ledger::v1::ExportBooksRequest* request,
      grpc::ServerWriter<ledger::v1::ExportBooksResponse>* stream) override;

 private:
  void Remember(const google::protobuf::Message& request);
  grpc::Status Take(grpc::ServerContext* context,
                    const google::protobuf::Message& request,
                    google::protobuf::Message* response);

  FakeBehaviour& behaviour_;
  mutable std::mutex mutex_;
  std::string asked_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_TESTS_GATEWAY_FAKE_BOOKS_H_
