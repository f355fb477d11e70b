// The budget service's calls as gRPC callers of the gateway meet them; each is
// passed on.

#ifndef FINSAM_SERVICES_GATEWAY_BUDGETS_SERVICE_H_
#define FINSAM_SERVICES_GATEWAY_BUDGETS_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "finsam/gateway/v1/gateway.grpc.pb.h"
#include "services/gateway/books_service.h"
#include "services/gateway/budgets.h"

namespace finsam::gateway {

class BudgetsService : public BooksService {
 public:
  // Both must outlive the service.
  BudgetsService(const Books& books, const Budgets& budgets)
      : BooksService(books), budgets_(budgets) {}

  grpc::Status ImportBudget(
      grpc::ServerContext* context,
      const budget::v1::ImportBudgetRequest* request,
      budget::v1::ImportBudgetResponse* response) override;
  grpc::Status GetBudget(grpc::ServerContext* context,
                         const budget::v1::GetBudgetRequest* request,
                         budget::v1::GetBudgetResponse* response) override;
  grpc::Status ListBudgetVersions(
      grpc::ServerContext* context,
      const budget::v1::ListBudgetVersionsRequest* request,
      budget::v1::ListBudgetVersionsResponse* response) override;
  grpc::Status CompareBudgetVersions(
      grpc::ServerContext* context,
      const budget::v1::CompareBudgetVersionsRequest* request,
      budget::v1::CompareBudgetVersionsResponse* response) override;
  grpc::Status ExportBudget(
      grpc::ServerContext* context,
      const budget::v1::ExportBudgetRequest* request,
      budget::v1::ExportBudgetResponse* response) override;
  grpc::Status SplitContributions(
      grpc::ServerContext* context,
      const budget::v1::SplitContributionsRequest* request,
      budget::v1::SplitContributionsResponse* response) override;
  grpc::Status ListContributionStatements(
      grpc::ServerContext* context,
      const budget::v1::ListContributionStatementsRequest* request,
      budget::v1::ListContributionStatementsResponse* response) override;
  grpc::Status GetCapitalPlan(
      grpc::ServerContext* context,
      const budget::v1::GetCapitalPlanRequest* request,
      budget::v1::GetCapitalPlanResponse* response) override;
  grpc::Status FollowUp(grpc::ServerContext* context,
                        const budget::v1::FollowUpRequest* request,
                        budget::v1::FollowUpResponse* response) override;
  grpc::Status MakeForecast(
      grpc::ServerContext* context,
      const budget::v1::MakeForecastRequest* request,
      budget::v1::MakeForecastResponse* response) override;
  grpc::Status ListForecasts(
      grpc::ServerContext* context,
      const budget::v1::ListForecastsRequest* request,
      budget::v1::ListForecastsResponse* response) override;
  grpc::Status JudgeForecasts(
      grpc::ServerContext* context,
      const budget::v1::JudgeForecastsRequest* request,
      budget::v1::JudgeForecastsResponse* response) override;
  grpc::Status BacktestForecasts(
      grpc::ServerContext* context,
      const budget::v1::BacktestForecastsRequest* request,
      budget::v1::BacktestForecastsResponse* response) override;
  grpc::Status GetBudgetTables(
      grpc::ServerContext* context,
      const budget::v1::GetBudgetTablesRequest* request,
      budget::v1::GetBudgetTablesResponse* response) override;

 private:
  const Budgets& budgets_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_BUDGETS_SERVICE_H_
