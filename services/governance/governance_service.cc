#include "services/governance/governance_service.h"

#include "absl/status/status.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "services/governance/convert.h"
#include "services/governance/office_key.h"

namespace finsam::governance {
namespace {

// Whose reasons these are; sent with every refusal.
constexpr char kDomain[] = "finsam.governance.v1";

}  // namespace

grpc::Status GovernanceService::ImportGovernance(
    grpc::ServerContext* context, const v1::ImportGovernanceRequest* request,
    v1::ImportGovernanceResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const store::ImportRequest asked, FromProto(*request));
    RETURN_IF_ERROR(CheckOffice(keys_, *context, asked.year.organisation));
    ASSIGN_OR_RETURN(const store::ImportOutcome outcome,
                     governance_.Import(asked));
    ToProto(outcome, response->mutable_result());
    return absl::OkStatus();
  });
}

grpc::Status GovernanceService::GetGovernance(
    grpc::ServerContext* /*context*/, const v1::GetGovernanceRequest* request,
    v1::GetGovernanceResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const YearReport report, governance_.Get(year));
    ToProto(report, response);
    return absl::OkStatus();
  });
}

grpc::Status GovernanceService::EvaluateGoals(
    grpc::ServerContext* /*context*/, const v1::EvaluateGoalsRequest* request,
    v1::EvaluateGoalsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const GoalReport report,
                     governance_.EvaluateGoals(year, FiguresOf(*request)));
    ToProto(report, response);
    return absl::OkStatus();
  });
}

}  // namespace finsam::governance
