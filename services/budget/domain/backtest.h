// The back-test (återprövning): every forecast that could have been made in
// the years of a history, with only what was known then, against what the
// years came to; beside it the two guesses that cost nothing: the run rate
// (the outcome to date × 12 / months) and last year's outcome.
//
// And the judgement of one forecast that was kept.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_BACKTEST_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_BACKTEST_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/budget/domain/forecast.h"

namespace finsam::budget {

// How a set of forecasts fared. Sums of absolute errors, in öre: divided by
// `forecasts` they are mean absolute errors.
struct Fared {
  int64_t forecasts = 0;
  HitRate intervals;  // Of the forecasts that had one.
  Ore error;
  Ore run_rate_error;   // Of the same years and months, by run rate.
  Ore last_year_error;  // By last year's outcome.

  Fared& operator+=(const Fared& other);
  friend bool operator==(const Fared&, const Fared&) = default;
};

struct Backtest {
  Fared all;
  std::array<Fared, kMonths - 1> by_month;  // After 1 to 11 months.
  std::map<std::string, Fared> by_line;
  std::map<ForecastMethod, Fared> by_method;
  std::map<int, Fared> by_year;
  friend bool operator==(const Backtest&, const Backtest&) = default;
};

// Forecasts every year of `histories` but each line's first, after 1 to 11
// months, by the rules. This year's months and kept forecasts are not looked
// at. Refusals: what CheckHistories finds; FORECAST_CONFIDENCE.
absl::StatusOr<Backtest> BacktestOf(const std::vector<LineHistory>& histories,
                                    Share confidence = kConfidence);

// One line of a kept forecast against the outcome.
struct JudgedLine {
  std::string line;
  Ore forecast;
  Ore outcome;
  Ore error;                 // Outcome minus forecast.
  std::optional<bool> held;  // Nothing: it had no interval.
  friend bool operator==(const JudgedLine&, const JudgedLine&) = default;
};

struct Judgement {
  std::vector<JudgedLine> lines;           // In the forecast's order.
  std::vector<std::string> lines_missing;  // Without an outcome yet.
  // With an outcome, but neither forecast nor of a known kind: in no sum.
  std::vector<std::string> lines_unknown;
  HitRate intervals;
  Ore error;  // Sum of the absolute errors of `lines`.
  // Outcome minus forecast of income less costs: of `lines`, and of those that
  // were not forecast but came to something, with 0 as their forecast.
  Ore result;
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

// `forecast` against the outcomes of its whole year, by line. Outcomes are
// within ±kMonths × kMonthOutcomeMax, at most kLinesMax. `kinds` tells whether
// a line that was not forecast is income or a cost; a forecast line has its
// own, whatever `kinds` says.
Judgement Judged(const Forecast& forecast,
                 const std::map<std::string, Ore>& outcomes,
                 const std::map<std::string, Kind>& kinds);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_BACKTEST_H_
