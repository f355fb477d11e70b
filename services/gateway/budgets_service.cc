#include "services/gateway/budgets_service.h"

#include "absl/time/time.h"
#include "common/rpc/answer.h"

namespace finsam::gateway {
namespace {

namespace bud = budget::v1;

constexpr char kDomain[] = "finsam.gateway.v1";

template <typename Request, typename Response>
grpc::Status PassOn(const Budgets& budgets, const grpc::ServerContext& context,
                    const Request& request, Response* response) {
  return rpc::ToGrpc(
      budgets.Pass(request, absl::FromChrono(context.deadline()), response),
      kDomain);
}

}  // namespace

grpc::Status BudgetsService::ImportBudget(
    grpc::ServerContext* context, const bud::ImportBudgetRequest* request,
    bud::ImportBudgetResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::GetBudget(grpc::ServerContext* context,
                                       const bud::GetBudgetRequest* request,
                                       bud::GetBudgetResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::ListBudgetVersions(
    grpc::ServerContext* context, const bud::ListBudgetVersionsRequest* request,
    bud::ListBudgetVersionsResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::CompareBudgetVersions(
    grpc::ServerContext* context,
    const bud::CompareBudgetVersionsRequest* request,
    bud::CompareBudgetVersionsResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::ExportBudget(
    grpc::ServerContext* context, const bud::ExportBudgetRequest* request,
    bud::ExportBudgetResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::SplitContributions(
    grpc::ServerContext* context, const bud::SplitContributionsRequest* request,
    bud::SplitContributionsResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::ListContributionStatements(
    grpc::ServerContext* context,
    const bud::ListContributionStatementsRequest* request,
    bud::ListContributionStatementsResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::GetCapitalPlan(
    grpc::ServerContext* context, const bud::GetCapitalPlanRequest* request,
    bud::GetCapitalPlanResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::FollowUp(grpc::ServerContext* context,
                                      const bud::FollowUpRequest* request,
                                      bud::FollowUpResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::MakeForecast(
    grpc::ServerContext* context, const bud::MakeForecastRequest* request,
    bud::MakeForecastResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::ListForecasts(
    grpc::ServerContext* context, const bud::ListForecastsRequest* request,
    bud::ListForecastsResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::JudgeForecasts(
    grpc::ServerContext* context, const bud::JudgeForecastsRequest* request,
    bud::JudgeForecastsResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::BacktestForecasts(
    grpc::ServerContext* context, const bud::BacktestForecastsRequest* request,
    bud::BacktestForecastsResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

grpc::Status BudgetsService::GetBudgetTables(
    grpc::ServerContext* context, const bud::GetBudgetTablesRequest* request,
    bud::GetBudgetTablesResponse* response) {
  return PassOn(budgets_, *context, *request, response);
}

}  // namespace finsam::gateway
