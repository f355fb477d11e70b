#include "services/gateway/budgets.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <tuple>
#include <type_traits>

#include "common/rpc/channel.h"
#include "finsam/budget/v1/budget.grpc.pb.h"

namespace finsam::gateway {
namespace {

namespace bud = budget::v1;
using BudgetStub = bud::BudgetService::Stub;

template <typename Request, typename Response>
using Method = grpc::Status (BudgetStub::*)(grpc::ClientContext*,
                                            const Request&, Response*);

// Every call that is passed on; a request and its response name one of them.
constexpr auto kMethods = std::make_tuple(
    &BudgetStub::ImportBudget, &BudgetStub::GetBudget,
    &BudgetStub::ListBudgetVersions, &BudgetStub::CompareBudgetVersions,
    &BudgetStub::ExportBudget, &BudgetStub::SplitContributions,
    &BudgetStub::ListContributionStatements, &BudgetStub::GetCapitalPlan,
    &BudgetStub::FollowUp, &BudgetStub::MakeForecast,
    &BudgetStub::ListForecasts, &BudgetStub::JudgeForecasts,
    &BudgetStub::BacktestForecasts, &BudgetStub::GetBudgetTables);

}  // namespace

struct Budgets::Stub {
  std::unique_ptr<BudgetStub> budget;
};

Budgets::Budgets(const Neighbour& budget, const Clock& clock,
                 absl::Duration timeout)
    : budget_(budget),
      clock_(clock),
      timeout_(timeout),
      stub_(std::make_unique<Stub>()) {
  stub_->budget = bud::BudgetService::NewStub(budget_.channel);
}

Budgets::~Budgets() = default;

template <typename Request, typename Response>
absl::Status Budgets::Pass(const Request& request, absl::Time deadline,
                           Response* response) const {
  constexpr bool kBacktest =
      std::is_same_v<Request, bud::BacktestForecastsRequest>;
  grpc::ClientContext context;
  rpc::SetDeadline(
      context, std::min(deadline, clock_.Now() + (kBacktest ? kBacktestTimeMax
                                                            : timeout_)));
  const auto method = std::get<Method<Request, Response>>(kMethods);
  return StatusFrom((stub_->budget.get()->*method)(&context, request, response),
                    budget_);
}

template absl::Status Budgets::Pass(const bud::ImportBudgetRequest&, absl::Time,
                                    bud::ImportBudgetResponse*) const;
template absl::Status Budgets::Pass(const bud::GetBudgetRequest&, absl::Time,
                                    bud::GetBudgetResponse*) const;
template absl::Status Budgets::Pass(const bud::ListBudgetVersionsRequest&,
                                    absl::Time,
                                    bud::ListBudgetVersionsResponse*) const;
template absl::Status Budgets::Pass(const bud::CompareBudgetVersionsRequest&,
                                    absl::Time,
                                    bud::CompareBudgetVersionsResponse*) const;
template absl::Status Budgets::Pass(const bud::ExportBudgetRequest&, absl::Time,
                                    bud::ExportBudgetResponse*) const;
template absl::Status Budgets::Pass(const bud::SplitContributionsRequest&,
                                    absl::Time,
                                    bud::SplitContributionsResponse*) const;
template absl::Status Budgets::Pass(
    const bud::ListContributionStatementsRequest&, absl::Time,
    bud::ListContributionStatementsResponse*) const;
template absl::Status Budgets::Pass(const bud::GetCapitalPlanRequest&,
                                    absl::Time,
                                    bud::GetCapitalPlanResponse*) const;
template absl::Status Budgets::Pass(const bud::FollowUpRequest&, absl::Time,
                                    bud::FollowUpResponse*) const;
template absl::Status Budgets::Pass(const bud::MakeForecastRequest&, absl::Time,
                                    bud::MakeForecastResponse*) const;
template absl::Status Budgets::Pass(const bud::ListForecastsRequest&,
                                    absl::Time,
                                    bud::ListForecastsResponse*) const;
template absl::Status Budgets::Pass(const bud::JudgeForecastsRequest&,
                                    absl::Time,
                                    bud::JudgeForecastsResponse*) const;
template absl::Status Budgets::Pass(const bud::BacktestForecastsRequest&,
                                    absl::Time,
                                    bud::BacktestForecastsResponse*) const;
template absl::Status Budgets::Pass(const bud::GetBudgetTablesRequest&,
                                    absl::Time,
                                    bud::GetBudgetTablesResponse*) const;

}  // namespace finsam::gateway
