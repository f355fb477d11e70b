#include "services/budget/budget_service.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/page.h"
#include "services/budget/convert.h"
#include "services/budget/convert_contribution.h"
#include "services/budget/convert_follow_up.h"
#include "services/budget/convert_forecast.h"

namespace finsam::budget {
namespace {

// Whose reasons these are; sent with every refusal.
constexpr char kDomain[] = "finsam.budget.v1";

// Which part of a list is asked for: what comes after number `after`.
struct Page {
  int size = 0;
  int32_t after = 0;
};

absl::StatusOr<Page> PageOf(const std::string& list, int size,
                            const std::string& token) {
  Page page;
  ASSIGN_OR_RETURN(page.size, rpc::PageSize(size));
  ASSIGN_OR_RETURN(const std::string after, rpc::OpenToken(list, token));
  if (after.empty() ||
      (absl::SimpleAtoi(after, &page.after) && page.after >= 0)) {
    return page;
  }
  return Refuse(absl::StatusCode::kInvalidArgument, "PAGE_INVALID",
                "Sidans märke är inte ett som budgettjänsten har gett.");
}

}  // namespace

grpc::Status BudgetService::ImportBudget(grpc::ServerContext*,
                                         const v1::ImportBudgetRequest* request,
                                         v1::ImportBudgetResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const store::ImportRequest question, FromProto(*request));
    ASSIGN_OR_RETURN(const store::ImportOutcome answer,
                     budgets_.Import(question));
    ToProto(answer, response->mutable_result());
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::GetBudget(grpc::ServerContext*,
                                      const v1::GetBudgetRequest* request,
                                      v1::GetBudgetResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const BudgetAnswer answer,
                     budgets_.Get(year, request->version()));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::ListBudgetVersions(
    grpc::ServerContext*, const v1::ListBudgetVersionsRequest* request,
    v1::ListBudgetVersionsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    const std::string list = absl::StrCat("versions ", year.Text());
    ASSIGN_OR_RETURN(const Page page,
                     PageOf(list, request->page_size(), request->page_token()));
    ASSIGN_OR_RETURN(const VersionsAnswer answer,
                     budgets_.ListVersions(year, page.after, page.size));
    ToProto(answer, response);
    if (answer.more) {
      response->set_next_page_token(
          rpc::SealToken(list, absl::StrCat(answer.versions.back().version)));
    }
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::CompareBudgetVersions(
    grpc::ServerContext*, const v1::CompareBudgetVersionsRequest* request,
    v1::CompareBudgetVersionsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(
        const DifferencesAnswer answer,
        budgets_.CompareVersions(year, request->before(), request->after()));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::ExportBudget(grpc::ServerContext*,
                                         const v1::ExportBudgetRequest* request,
                                         v1::ExportBudgetResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(
        const ExportAnswer answer,
        budgets_.Export(year, request->version(),
                        request->numbers() == v1::ExportBudgetRequest::PLAIN
                            ? Numbers::kPlain
                            : Numbers::kSwedish));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::CompareOutcome(
    grpc::ServerContext*, const v1::CompareOutcomeRequest* request,
    v1::CompareOutcomeResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const DeviationsAnswer answer,
                     budgets_.Compare(year, FromProto(*request)));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::SplitContributions(
    grpc::ServerContext*, const v1::SplitContributionsRequest* request,
    v1::SplitContributionsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    std::optional<ContributionTerms> terms;
    if (request->has_terms()) {
      ASSIGN_OR_RETURN(terms, FromProto(request->terms()));
    }
    ASSIGN_OR_RETURN(const ContributionsAnswer answer,
                     budgets_.SplitContributions(year, terms));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::ListContributionStatements(
    grpc::ServerContext*, const v1::ListContributionStatementsRequest* request,
    v1::ListContributionStatementsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const auto day,
                     OptionalDay(request->has_day(), request->day()));
    const std::string list = absl::StrCat("statements ", year.Text());
    ASSIGN_OR_RETURN(const Page page,
                     PageOf(list, request->page_size(), request->page_token()));
    ASSIGN_OR_RETURN(
        const StatementsAnswer answer,
        budgets_.ListStatements(year, day.value_or(absl::CivilDay::max()),
                                static_cast<size_t>(page.after), page.size));
    ToProto(answer, response);
    if (answer.more) {
      response->set_next_page_token(rpc::SealToken(
          list, absl::StrCat(page.after + response->statements_size())));
    }
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::GetCapitalPlan(
    grpc::ServerContext*, const v1::GetCapitalPlanRequest* request,
    v1::GetCapitalPlanResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const CapitalAnswer answer,
                     budgets_.PlanCapital(year, request->version()));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::FollowUp(grpc::ServerContext*,
                                     const v1::FollowUpRequest* request,
                                     v1::FollowUpResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FollowUpQuestion question, FromProto(*request));
    ASSIGN_OR_RETURN(const FollowUpAnswer answer, budgets_.FollowUp(question));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::MakeForecast(grpc::ServerContext*,
                                         const v1::MakeForecastRequest* request,
                                         v1::MakeForecastResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const ForecastQuestion question, FromProto(*request));
    ASSIGN_OR_RETURN(const ForecastAnswer answer,
                     budgets_.MakeForecast(question));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::ListForecasts(
    grpc::ServerContext*, const v1::ListForecastsRequest* request,
    v1::ListForecastsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    const std::string list = absl::StrCat("forecasts ", year.Text());
    ASSIGN_OR_RETURN(const Page page,
                     PageOf(list, request->page_size(), request->page_token()));
    ASSIGN_OR_RETURN(const ForecastsAnswer answer,
                     budgets_.ListForecasts(year, page.after, page.size));
    ToProto(answer, response);
    if (answer.more) {
      response->set_next_page_token(
          rpc::SealToken(list, absl::StrCat(answer.forecasts.back().number)));
    }
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::JudgeForecasts(
    grpc::ServerContext*, const v1::JudgeForecastsRequest* request,
    v1::JudgeForecastsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const auto outcomes, FromProto(*request));
    const std::string list = absl::StrCat("judgements ", year.Text());
    ASSIGN_OR_RETURN(const Page page,
                     PageOf(list, request->page_size(), request->page_token()));
    ASSIGN_OR_RETURN(
        const JudgementsAnswer answer,
        budgets_.JudgeForecasts(year, outcomes, page.after, page.size));
    ToProto(answer, response);
    if (answer.of.more) {
      response->set_next_page_token(rpc::SealToken(
          list, absl::StrCat(answer.of.forecasts.back().number)));
    }
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::BacktestForecasts(
    grpc::ServerContext*, const v1::BacktestForecastsRequest* request,
    v1::BacktestForecastsResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    std::vector<LineHistory> histories;
    for (AskedHistory& asked : FromProto(request->histories())) {
      histories.push_back(std::move(asked.history));
    }
    ASSIGN_OR_RETURN(
        const Backtest answer,
        BacktestOf(histories, ConfidenceFrom(request->confidence_ppm())));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

grpc::Status BudgetService::GetBudgetTables(
    grpc::ServerContext*, const v1::GetBudgetTablesRequest* request,
    v1::GetBudgetTablesResponse* response) {
  return rpc::Answer(kDomain, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const FiscalYearName year,
                     ParseFiscalYearName(request->fiscal_year()));
    ASSIGN_OR_RETURN(const TablesAnswer answer,
                     budgets_.Tables(year, FromProto(*request)));
    ToProto(answer, response);
    return absl::OkStatus();
  });
}

}  // namespace finsam::budget
