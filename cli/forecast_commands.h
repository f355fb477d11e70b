// The commands of outcomes: forecasting, looking back on forecasts, following
// the budget up. Each is a function from its options to an exit code.

#ifndef FINSAM_CLI_FORECAST_COMMANDS_H_
#define FINSAM_CLI_FORECAST_COMMANDS_H_

#include <string>

#include "cli/budget_commands.h"
#include "cli/command_kit.h"
#include "cli/outcomes.h"

namespace finsam::cli {

struct ForecastOptions {
  PlaceWords place;
  // A month; empty: as forecast.csv says, and without one the last month that
  // the outcomes have.
  std::string through;
  OutcomeOptions outcomes;
  std::string day;    // The day it is made; empty: today.
  std::string basis;  // What it rests on, in words.
  // A figure of the ledger without its year: what own capital the year began
  // with. Empty: forecast.csv or the budget says it.
  std::string opening_capital;
  int confidence = 80;  // Percent, 50 to 95.
  bool keep = false;
};

// Lists kept forecasts; with outcomes it also judges them.
struct ForecastsOptions {
  PlaceWords place;
  OutcomeOptions outcomes;
};

struct FollowUpOptions {
  PlaceWords place;
  std::string through;  // A month.
  OutcomeOptions outcomes;
  bool accrue = false;  // Instalments count with the months they cover.
};

struct BacktestOptions {
  std::string file;  // outcome_file.h
  int confidence = 80;
};

int RunForecast(const CommonOptions& common, const ForecastOptions& options);
int RunForecasts(const CommonOptions& common, const ForecastsOptions& options);
int RunFollowUp(const CommonOptions& common, const FollowUpOptions& options);
int RunBacktest(const CommonOptions& common, const BacktestOptions& options);

// "6" or "2017-06", of the year. Refusal: ARGUMENT_INVALID.
absl::StatusOr<int> ParseMonth(const std::string& option,
                               const std::string& text, int year);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_FORECAST_COMMANDS_H_
