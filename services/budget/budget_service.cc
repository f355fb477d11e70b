#include "services/budget/budget_service.h"

#include "absl/status/status.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "services/budget/convert.h"

namespace finsam::budget {
namespace {

// Whose reasons these are; sent with every refusal.
constexpr char kDomain[] = "finsam.budget.v1";

}  // namespace

grpc::Status BudgetService::ImportBudget(grpc::ServerContext*,
                                         const v1::ImportBudgetRequest* request,
                                         v1::ImportBudgetResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const store::ImportOutcome answer,
                     budgets_.Import(FromProto(*request)));
    ToProto(answer, response->mutable_result());
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::GetBudget(grpc::ServerContext*,
                                      const v1::GetBudgetRequest* request,
                                      v1::GetBudgetResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const BudgetAnswer answer,
                     budgets_.Get(request->fiscal_year()));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::CompareOutcome(
    grpc::ServerContext*, const v1::CompareOutcomeRequest* request,
    v1::CompareOutcomeResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(
        const DeviationsAnswer answer,
        budgets_.Compare(request->fiscal_year(), FromProto(*request)));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

}  // namespace finsam::budget
