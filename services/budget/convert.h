// Budgets and answers between our words and the wire's.

#ifndef FINSAM_SERVICES_BUDGET_CONVERT_H_
#define FINSAM_SERVICES_BUDGET_CONVERT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "common/store/import.h"
#include "finsam/budget/v1/budget.pb.h"
#include "finsam/common/v1/types.pb.h"
#include "services/budget/answers.h"
#include "services/budget/domain/budget.h"
#include "services/budget/domain/comparison.h"

namespace finsam::budget {

void ToProto(const store::Head& head, common::v1::Revision* out);
void ToProto(const Budget& budget, v1::Budget* out);
void ToProto(const store::ImportOutcome& answer, common::v1::ImportResult* out);
void ToProto(const BudgetAnswer& answer, v1::GetBudgetResponse* out);
void ToProto(const DeviationsAnswer& answer, v1::CompareOutcomeResponse* out);

ImportQuestion FromProto(const v1::ImportBudgetRequest& request);
std::vector<Comparison> FromProto(const v1::CompareOutcomeRequest& request);

// For what we wrote ourselves: trouble (DATA_LOSS) when it cannot be read.
absl::StatusOr<Budget> FromProto(const v1::Budget& budget);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_CONVERT_H_
