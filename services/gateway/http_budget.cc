#include "services/gateway/http_budget.h"

#include <httplib.h>

#include <cstdint>

#include "common/base/status.h"
#include "services/gateway/http_books.h"

namespace finsam::gateway {
namespace {

namespace bud = budget::v1;

constexpr char kJsonType[] = "application/json; charset=utf-8";

// Asks, and answers with what was said.
template <typename Answer, typename Question>
absl::Status Pass(const Budgets& budgets, const httplib::Request& request,
                  Question question, absl::Time deadline,
                  httplib::Response* response) {
  question.set_fiscal_year(FiscalYearOf(request));
  Answer answer;
  RETURN_IF_ERROR(budgets.Pass(question, deadline, &answer));
  response->set_content(ToJson(answer), kJsonType);
  return absl::OkStatus();
}

template <typename Question>
absl::Status ReadVersion(const httplib::Request& request, Question* question) {
  int32_t version = 0;
  RETURN_IF_ERROR(ReadNumber(request, "version", &version));
  question->set_version(version);
  return absl::OkStatus();
}

template <typename Question>
absl::Status ReadPage(const httplib::Request& request, Question* question) {
  int32_t size = 0;
  RETURN_IF_ERROR(ReadNumber(request, "page_size", &size));
  question->set_page_size(size);
  question->set_page_token(request.get_param_value("page_token"));
  return absl::OkStatus();
}

}  // namespace

absl::Status AnswerBudget(const Budgets& budgets,
                          const httplib::Request& request, absl::Time deadline,
                          httplib::Response* response) {
  bud::GetBudgetRequest question;
  RETURN_IF_ERROR(ReadVersion(request, &question));
  return Pass<bud::GetBudgetResponse>(budgets, request, question, deadline,
                                      response);
}

absl::Status AnswerBudgetVersions(const Budgets& budgets,
                                  const httplib::Request& request,
                                  absl::Time deadline,
                                  httplib::Response* response) {
  bud::ListBudgetVersionsRequest question;
  RETURN_IF_ERROR(ReadPage(request, &question));
  return Pass<bud::ListBudgetVersionsResponse>(budgets, request, question,
                                               deadline, response);
}

absl::Status AnswerContributions(const Budgets& budgets,
                                 const httplib::Request& request,
                                 absl::Time deadline,
                                 httplib::Response* response) {
  return Pass<bud::SplitContributionsResponse>(
      budgets, request, bud::SplitContributionsRequest(), deadline, response);
}

absl::Status AnswerStatements(const Budgets& budgets,
                              const httplib::Request& request,
                              absl::Time deadline,
                              httplib::Response* response) {
  bud::ListContributionStatementsRequest question;
  RETURN_IF_ERROR(ReadPage(request, &question));
  return Pass<bud::ListContributionStatementsResponse>(
      budgets, request, question, deadline, response);
}

absl::Status AnswerCapital(const Budgets& budgets,
                           const httplib::Request& request, absl::Time deadline,
                           httplib::Response* response) {
  bud::GetCapitalPlanRequest question;
  RETURN_IF_ERROR(ReadVersion(request, &question));
  return Pass<bud::GetCapitalPlanResponse>(budgets, request, question, deadline,
                                           response);
}

}  // namespace finsam::gateway
