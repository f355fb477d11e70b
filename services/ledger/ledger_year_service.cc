#include "common/base/names.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "common/rpc/answer.h"
#include "services/ledger/convert.h"
#include "services/ledger/ledger_service.h"
#include "services/ledger/records.h"

namespace finsam::ledger {
namespace {

constexpr char kDomain[] = "finsam.ledger.v1";

void ToProto(const std::string& organisation, const StoredYear& year,
             v1::FiscalYear* out) {
  out->set_name(FiscalYearName{organisation, year.year.year()}.Text());
  finsam::ToProto(year.year.first, out->mutable_first());
  finsam::ToProto(year.year.last, out->mutable_last());
  out->set_summary(year.summary);
  ledger::ToProto(year.life, out);
}

void ToProto(const std::string& organisation, const YearAnswer& answer,
             v1::FiscalYearResponse* out) {
  ToProto(organisation, answer.year, out->mutable_fiscal_year());
  ledger::ToProto(answer.head, out->mutable_revision());
}

}  // namespace

grpc::Status LedgerService::SetPeriodLock(
    grpc::ServerContext*, const v1::SetPeriodLockRequest* request,
    v1::FiscalYearResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    PeriodLockOrder order;
    ASSIGN_OR_RETURN(order.name, ParseFiscalYearName(request->fiscal_year()));
    order.request_id = request->request_id();
    if (request->has_locked_through()) {
      order.locked_through = DateFromProto(request->locked_through());
      if (!order.locked_through.has_value()) {
        return Refuse(absl::StatusCode::kInvalidArgument, "DATE_INVALID",
                      "Låsets dag är ingen dag i kalendern.");
      }
    }
    order.reason = request->reason();
    ASSIGN_OR_RETURN(const YearAnswer answer, ledger_.SetPeriodLock(order));
    ToProto(order.name.organisation, answer, response);
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::CloseFiscalYear(
    grpc::ServerContext*, const v1::CloseFiscalYearRequest* request,
    v1::FiscalYearResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    CloseYearOrder order;
    ASSIGN_OR_RETURN(order.name, ParseFiscalYearName(request->fiscal_year()));
    order.request_id = request->request_id();
    order.capital_account = request->capital_account();
    order.reason = request->reason();
    ASSIGN_OR_RETURN(const YearAnswer answer, ledger_.CloseYear(order));
    ToProto(order.name.organisation, answer, response);
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::ReopenFiscalYear(
    grpc::ServerContext*, const v1::ReopenFiscalYearRequest* request,
    v1::FiscalYearResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ReopenYearOrder order;
    ASSIGN_OR_RETURN(order.name, ParseFiscalYearName(request->fiscal_year()));
    order.request_id = request->request_id();
    order.reason = request->reason();
    ASSIGN_OR_RETURN(const YearAnswer answer, ledger_.ReopenYear(order));
    ToProto(order.name.organisation, answer, response);
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::GetFiscalYear(
    grpc::ServerContext*, const v1::GetFiscalYearRequest* request,
    v1::FiscalYearResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName name,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const YearAnswer answer, ledger_.GetYear(name));
    ToProto(name.organisation, answer, response);
    return absl::OkStatus();
  });
}

grpc::Status LedgerService::ListFiscalYears(
    grpc::ServerContext*, const v1::ListFiscalYearsRequest* request,
    v1::ListFiscalYearsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const std::string organisation,
                     ParseAssociationName(request->association()));
    ASSIGN_OR_RETURN(const YearsAnswer answer, ledger_.ListYears(organisation));
    for (const StoredYear& year : answer.years) {
      v1::FiscalYear* out = response->add_fiscal_years();
      ToProto(organisation, year, out);
      out->clear_events();
    }
    ToProto(answer.head, response->mutable_revision());
    return absl::OkStatus();
  });
}

}  // namespace finsam::ledger
