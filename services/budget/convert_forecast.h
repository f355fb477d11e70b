// Forecasts between our words and the wire's.

#ifndef FINSAM_SERVICES_BUDGET_CONVERT_FORECAST_H_
#define FINSAM_SERVICES_BUDGET_CONVERT_FORECAST_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "finsam/budget/v1/budget.pb.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "services/budget/answers.h"
#include "services/budget/domain/backtest.h"

namespace finsam::budget {

void ToProto(const StoredForecast& forecast, v1::Forecast* out);
void ToProto(const ForecastAnswer& answer, v1::MakeForecastResponse* out);
void ToProto(const ForecastsAnswer& answer, v1::ListForecastsResponse* out);
void ToProto(const JudgementsAnswer& answer, v1::JudgeForecastsResponse* out);
void ToProto(const Backtest& answer, v1::BacktestForecastsResponse* out);

// For what we wrote ourselves: trouble (DATA_LOSS) when it cannot be read.
absl::StatusOr<StoredForecast> FromProto(const v1::Forecast& forecast);

// Refusals: NAME_INVALID, DATE_INVALID, MONTH_INVALID.
absl::StatusOr<ForecastQuestion> FromProto(
    const v1::MakeForecastRequest& request);
std::vector<AskedHistory> FromProto(
    const google::protobuf::RepeatedPtrField<v1::LineHistory>& histories);
// 0 is the default.
Share ConfidenceFrom(int64_t ppm);
// Refusals: MONTH_INVALID; OUTCOME_INVALID, for too many lines or one that is
// there twice.
absl::StatusOr<YearOutcomes> FromProto(
    const v1::JudgeForecastsRequest& request);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_CONVERT_FORECAST_H_
