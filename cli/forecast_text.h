// The budget service's answers about outcomes and forecasts as text for
// people: Swedish, amounts in kronor, forecasts and their errors rounded.

#ifndef FINSAM_CLI_FORECAST_TEXT_H_
#define FINSAM_CLI_FORECAST_TEXT_H_

#include <string>

#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// "takt", "säsong", "åtaganden", "fast", "manuell".
std::string MethodName(budget::v1::Forecast::Method method);

// A forecast line by line with its interval, the sums, and why it ends
// elsewhere than the budget.
std::string ForecastText(const budget::v1::MakeForecastResponse& forecast,
                         int year);

// Kept forecasts, a line each.
std::string ForecastsText(const budget::v1::ListForecastsResponse& forecasts);

// How kept forecasts fared. Where a remark says that the year is not booked to
// its end, that comes first and nothing is called final.
std::string JudgementsText(
    const budget::v1::JudgeForecastsResponse& judgements);

// The follow-up; columns that no row has are left out. Totals are called so,
// whatever groups are called.
std::string FollowUpText(const budget::v1::FollowUpResponse& follow_up,
                         int year, int month);

// How the forecasts of a history fared, beside the two simple guesses.
std::string BacktestText(const budget::v1::BacktestForecastsResponse& test);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_FORECAST_TEXT_H_
