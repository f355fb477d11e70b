// Contributions and capital between our words and the wire's.

#ifndef FINSAM_SERVICES_BUDGET_CONVERT_CONTRIBUTION_H_
#define FINSAM_SERVICES_BUDGET_CONVERT_CONTRIBUTION_H_

#include "finsam/budget/v1/budget.pb.h"
#include "services/budget/answers.h"

namespace finsam::budget {

void ToProto(const ContributionsAnswer& answer,
             v1::SplitContributionsResponse* out);
void ToProto(const StatementsAnswer& answer,
             v1::ListContributionStatementsResponse* out);
void ToProto(const CapitalAnswer& answer, v1::GetCapitalPlanResponse* out);

// Refusal: CONTRIBUTION_PARTIES, for a contributor without a party.
absl::StatusOr<ContributionTerms> FromProto(const v1::ContributionTerms& terms);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_CONVERT_CONTRIBUTION_H_
