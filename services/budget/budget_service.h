// The budget as gRPC callers meet it.
//
// Each call is three steps: read the request into our words, ask the hall,
// write the answer back. No rule lives here.

#ifndef FINSAM_SERVICES_BUDGET_BUDGET_SERVICE_H_
#define FINSAM_SERVICES_BUDGET_BUDGET_SERVICE_H_

#include <grpcpp/server_context.h>

#include "finsam/budget/v1/budget.grpc.pb.h"
#include "services/budget/budget.h"

namespace finsam::budget {

class BudgetService final : public v1::BudgetService::Service {
 public:
  // `budgets` must outlive the service.
  explicit BudgetService(Budgets& budgets) : budgets_(budgets) {}

  grpc::Status ImportBudget(grpc::ServerContext* context,
                            const v1::ImportBudgetRequest* request,
                            v1::ImportBudgetResponse* response) override;

  grpc::Status GetBudget(grpc::ServerContext* context,
                         const v1::GetBudgetRequest* request,
                         v1::GetBudgetResponse* response) override;

  grpc::Status CompareOutcome(grpc::ServerContext* context,
                              const v1::CompareOutcomeRequest* request,
                              v1::CompareOutcomeResponse* response) override;

 private:
  Budgets& budgets_;
};

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_BUDGET_SERVICE_H_
