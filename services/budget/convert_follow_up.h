// Follow-up and tables between our words and the wire's.

#ifndef FINSAM_SERVICES_BUDGET_CONVERT_FOLLOW_UP_H_
#define FINSAM_SERVICES_BUDGET_CONVERT_FOLLOW_UP_H_

#include <vector>

#include "absl/status/statusor.h"
#include "finsam/budget/v1/budget.pb.h"
#include "services/budget/answers.h"

namespace finsam::budget {

void ToProto(const FollowUpAnswer& answer, v1::FollowUpResponse* out);
void ToProto(const TablesAnswer& answer, v1::GetBudgetTablesResponse* out);

// Refusals: NAME_INVALID, DATE_INVALID, MONTH_INVALID.
absl::StatusOr<FollowUpQuestion> FromProto(const v1::FollowUpRequest& request);
std::vector<OutcomeColumn> FromProto(const v1::GetBudgetTablesRequest& request);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_CONVERT_FOLLOW_UP_H_
