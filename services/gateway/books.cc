#include "services/gateway/books.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "finsam/ledger/v1/ledger.grpc.pb.h"

namespace finsam::gateway {
namespace {

namespace led = ledger::v1;
using LedgerStub = led::LedgerService::Stub;

template <typename Request, typename Response>
using Method = grpc::Status (LedgerStub::*)(grpc::ClientContext*,
                                            const Request&, Response*);

// Every call that is passed on; a request and its response name one of them.
constexpr auto kMethods =
    std::make_tuple(&LedgerStub::PostVoucher, &LedgerStub::ReverseVoucher,
                    &LedgerStub::SetPeriodLock, &LedgerStub::CloseFiscalYear,
                    &LedgerStub::ReopenFiscalYear, &LedgerStub::GetFiscalYear,
                    &LedgerStub::ListFiscalYears, &LedgerStub::GetVoucher,
                    &LedgerStub::ListVouchers, &LedgerStub::ListAccountEntries,
                    &LedgerStub::QueryBalances, &LedgerStub::ProveVoucher,
                    &LedgerStub::VerifyBooks, &LedgerStub::GetStatements);

// What a refused batch says, as the status of PostVoucher would.
absl::Status StatusOf(const led::BatchRefusal& refusal) {
  std::vector<Problem> problems;
  for (const common::v1::Problem& problem : refusal.refusal().problems()) {
    problems.push_back(rpc::FromProto(problem));
  }
  const auto code = static_cast<absl::StatusCode>(refusal.code());
  // A code alone is trouble, not a refusal.
  if (refusal.refusal().reason().empty()) {
    return absl::Status(code, refusal.message());
  }
  return Refuse(code, refusal.refusal().reason(), refusal.message(), problems);
}

class LedgerExport final : public BooksExport {
 public:
  LedgerExport(LedgerStub& stub, const led::ExportBooksRequest& request,
               absl::Time deadline, const Neighbour& ledger)
      : ledger_(ledger) {
    rpc::SetDeadline(context_, deadline);
    stream_ = stub.ExportBooks(&context_, request);
  }
  ~LedgerExport() override {
    if (finished_) return;
    context_.TryCancel();
    stream_->Finish();
  }

  absl::StatusOr<bool> Next(led::ExportBooksResponse* piece) override {
    if (finished_) return false;
    if (stream_->Read(piece)) return true;
    finished_ = true;
    RETURN_IF_ERROR(StatusFrom(stream_->Finish(), ledger_));
    return false;
  }

 private:
  const Neighbour& ledger_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<led::ExportBooksResponse>> stream_;
  bool finished_ = false;
};

}  // namespace

struct Books::Stub {
  std::unique_ptr<LedgerStub> ledger;
};

Books::Books(const Neighbour& ledger, const Clock& clock,
             absl::Duration timeout)
    : ledger_(ledger),
      clock_(clock),
      timeout_(timeout),
      stub_(std::make_unique<Stub>()) {
  stub_->ledger = led::LedgerService::NewStub(ledger_.channel);
}

Books::~Books() = default;

absl::Time Books::Bounded(absl::Time deadline, absl::Duration longest) const {
  return std::min(deadline, clock_.Now() + longest);
}

template <typename Request, typename Response>
absl::Status Books::Pass(const Request& request, absl::Time deadline,
                         Response* response) const {
  constexpr bool kWholeYear =
      std::is_same_v<Request, led::CloseFiscalYearRequest> ||
      std::is_same_v<Request, led::VerifyBooksRequest>;
  grpc::ClientContext context;
  rpc::SetDeadline(
      context, Bounded(deadline, kWholeYear ? kWholeYearTimeMax : timeout_));
  const auto method = std::get<Method<Request, Response>>(kMethods);
  return StatusFrom((stub_->ledger.get()->*method)(&context, request, response),
                    ledger_);
}

template absl::Status Books::Pass(const led::PostVoucherRequest&, absl::Time,
                                  led::PostVoucherResponse*) const;
template absl::Status Books::Pass(const led::ReverseVoucherRequest&, absl::Time,
                                  led::PostVoucherResponse*) const;
template absl::Status Books::Pass(const led::SetPeriodLockRequest&, absl::Time,
                                  led::FiscalYearResponse*) const;
template absl::Status Books::Pass(const led::CloseFiscalYearRequest&,
                                  absl::Time, led::FiscalYearResponse*) const;
template absl::Status Books::Pass(const led::ReopenFiscalYearRequest&,
                                  absl::Time, led::FiscalYearResponse*) const;
template absl::Status Books::Pass(const led::GetFiscalYearRequest&, absl::Time,
                                  led::FiscalYearResponse*) const;
template absl::Status Books::Pass(const led::ListFiscalYearsRequest&,
                                  absl::Time,
                                  led::ListFiscalYearsResponse*) const;
template absl::Status Books::Pass(const led::GetVoucherRequest&, absl::Time,
                                  led::GetVoucherResponse*) const;
template absl::Status Books::Pass(const led::ListVouchersRequest&, absl::Time,
                                  led::ListVouchersResponse*) const;
template absl::Status Books::Pass(const led::ListAccountEntriesRequest&,
                                  absl::Time,
                                  led::ListAccountEntriesResponse*) const;
template absl::Status Books::Pass(const led::QueryBalancesRequest&, absl::Time,
                                  led::QueryBalancesResponse*) const;
template absl::Status Books::Pass(const led::ProveVoucherRequest&, absl::Time,
                                  led::ProveVoucherResponse*) const;
template absl::Status Books::Pass(const led::VerifyBooksRequest&, absl::Time,
                                  led::VerifyBooksResponse*) const;
template absl::Status Books::Pass(const led::GetStatementsRequest&, absl::Time,
                                  led::GetStatementsResponse*) const;

absl::Status Books::PostBatch(const led::PostVouchersRequest& request,
                              absl::Time deadline,
                              led::PostVouchersResponse* response) const {
  grpc::ClientContext context;
  rpc::SetDeadline(context, Bounded(deadline, timeout_));
  const auto stream = stub_->ledger->PostVouchers(&context);
  stream->Write(request);
  stream->WritesDone();
  const bool answered = stream->Read(response);
  RETURN_IF_ERROR(StatusFrom(stream->Finish(), ledger_));
  if (!answered) return absl::InternalError("a batch got no answer");
  if (!response->has_refusal()) return absl::OkStatus();
  return StatusOf(response->refusal());
}

std::unique_ptr<BooksExport> Books::Export(
    const led::ExportBooksRequest& request, absl::Time deadline) const {
  return std::make_unique<LedgerExport>(
      *stub_->ledger, request, Bounded(deadline, kWholeYearTimeMax), ledger_);
}

}  // namespace finsam::gateway
