// The budget service at the HTTP door, as JSON. Each answers a request under
// the path of a fiscal year, which is the request's first two matches.

#ifndef FINSAM_SERVICES_GATEWAY_HTTP_BUDGET_H_
#define FINSAM_SERVICES_GATEWAY_HTTP_BUDGET_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/gateway/budgets.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace finsam::gateway {

// ?version=2; without it the latest adopted. Refusals: those of GetBudget,
// HTTP_INVALID.
absl::Status AnswerBudget(const Budgets& budgets,
                          const httplib::Request& request, absl::Time deadline,
                          httplib::Response* response);

// ?page_size=, &page_token=. Refusals: those of ListBudgetVersions,
// HTTP_INVALID.
absl::Status AnswerBudgetVersions(const Budgets& budgets,
                                  const httplib::Request& request,
                                  absl::Time deadline,
                                  httplib::Response* response);

// The division by the year's own file. Refusals: those of SplitContributions.
absl::Status AnswerContributions(const Budgets& budgets,
                                 const httplib::Request& request,
                                 absl::Time deadline,
                                 httplib::Response* response);

// Where each member stands; ?page_size=, &page_token=. Refusals: those of
// ListContributionStatements, HTTP_INVALID.
absl::Status AnswerStatements(const Budgets& budgets,
                              const httplib::Request& request,
                              absl::Time deadline, httplib::Response* response);

// ?version=2; without it the latest adopted. Refusals: those of
// GetCapitalPlan, HTTP_INVALID.
absl::Status AnswerCapital(const Budgets& budgets,
                           const httplib::Request& request, absl::Time deadline,
                           httplib::Response* response);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_HTTP_BUDGET_H_
