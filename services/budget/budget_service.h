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

  grpc::Status ListBudgetVersions(
      grpc::ServerContext* context,
      const v1::ListBudgetVersionsRequest* request,
      v1::ListBudgetVersionsResponse* response) override;

  grpc::Status CompareBudgetVersions(
      grpc::ServerContext* context,
      const v1::CompareBudgetVersionsRequest* request,
      v1::CompareBudgetVersionsResponse* response) override;

  grpc::Status ExportBudget(grpc::ServerContext* context,
                            const v1::ExportBudgetRequest* request,
                            v1::ExportBudgetResponse* response) override;

  grpc::Status CompareOutcome(grpc::ServerContext* context,
                              const v1::CompareOutcomeRequest* request,
                              v1::CompareOutcomeResponse* response) override;

  grpc::Status SplitContributions(
      grpc::ServerContext* context,
      const v1::SplitContributionsRequest* request,
      v1::SplitContributionsResponse* response) override;

  grpc::Status ListContributionStatements(
      grpc::ServerContext* context,
      const v1::ListContributionStatementsRequest* request,
      v1::ListContributionStatementsResponse* response) override;

  grpc::Status GetCapitalPlan(grpc::ServerContext* context,
                              const v1::GetCapitalPlanRequest* request,
                              v1::GetCapitalPlanResponse* response) override;

  grpc::Status FollowUp(grpc::ServerContext* context,
                        const v1::FollowUpRequest* request,
                        v1::FollowUpResponse* response) override;

  grpc::Status MakeForecast(grpc::ServerContext* context,
                            const v1::MakeForecastRequest* request,
                            v1::MakeForecastResponse* response) override;

  grpc::Status ListForecasts(grpc::ServerContext* context,
                             const v1::ListForecastsRequest* request,
                             v1::ListForecastsResponse* response) override;

  grpc::Status JudgeForecasts(grpc::ServerContext* context,
                              const v1::JudgeForecastsRequest* request,
                              v1::JudgeForecastsResponse* response) override;

  grpc::Status BacktestForecasts(
      grpc::ServerContext* context, const v1::BacktestForecastsRequest* request,
      v1::BacktestForecastsResponse* response) override;

  grpc::Status GetBudgetTables(grpc::ServerContext* context,
                               const v1::GetBudgetTablesRequest* request,
                               v1::GetBudgetTablesResponse* response) override;

 private:
  Budgets& budgets_;
};

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_BUDGET_SERVICE_H_
