// Budgets and answers between our words and the wire's. Refusals are of what a
// message can say and ours cannot: DATE_INVALID, MONTH_INVALID.

#ifndef FINSAM_SERVICES_BUDGET_CONVERT_H_
#define FINSAM_SERVICES_BUDGET_CONVERT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/store/import.h"
#include "finsam/budget/v1/budget.pb.h"
#include "finsam/common/v1/types.pb.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "services/budget/answers.h"
#include "services/budget/domain/budget.h"
#include "services/budget/domain/comparison.h"

namespace finsam::budget {

v1::Budget::Kind ToProto(Kind kind);
// Nothing for a kind that is not said.
std::optional<Kind> KindFrom(v1::Budget::Kind kind);

void ToProto(const store::Head& head, common::v1::Revision* out);
void ToProto(const std::vector<Figure>& figures,
             google::protobuf::RepeatedPtrField<common::v1::Figure>* out);
void ToProto(const std::vector<Problem>& problems,
             google::protobuf::RepeatedPtrField<common::v1::Problem>* out);
void ToProto(const Budget& budget, v1::Budget* out);
void ToProto(const store::ImportOutcome& answer, common::v1::ImportResult* out);
void ToProto(const BudgetAnswer& answer, v1::GetBudgetResponse* out);
void ToProto(const VersionsAnswer& answer, v1::ListBudgetVersionsResponse* out);
void ToProto(const DifferencesAnswer& answer,
             v1::CompareBudgetVersionsResponse* out);
void ToProto(const ExportAnswer& answer, v1::ExportBudgetResponse* out);
void ToProto(const DeviationsAnswer& answer, v1::CompareOutcomeResponse* out);

// Refusal: NAME_INVALID.
absl::StatusOr<store::ImportRequest> FromProto(
    const v1::ImportBudgetRequest& request);
std::vector<Comparison> FromProto(const v1::CompareOutcomeRequest& request);

// Nothing when the date is absent. Refusal: DATE_INVALID.
absl::StatusOr<std::optional<absl::CivilDay>> OptionalDay(
    bool present, const common::v1::Date& date);

// The last month with a voucher, 0 for none; nothing when it is absent.
// Refusal: MONTH_INVALID.
absl::StatusOr<std::optional<int>> BookedThrough(bool present, int month);

// For what we wrote ourselves: trouble (DATA_LOSS) when it cannot be read.
absl::StatusOr<Budget> FromProto(const v1::Budget& budget);

// The fiscal year of the name of something in it, "…/budgets/1" when
// `collection` is "budgets" and `number` 1.
std::optional<FiscalYearName> YearOfName(const std::string& name,
                                         const char* collection,
                                         int32_t number);

// An absent field is nothing.
#define FINSAM_OPTIONAL_ORE(message, field)                             \
  ((message).has_##field() ? std::optional<Ore>(Ore{(message).field()}) \
                           : std::nullopt)

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_CONVERT_H_
