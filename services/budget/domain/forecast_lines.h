// Which lines a forecast has beside those that a person names, and which of
// them stay at their budget.
//
// - Without a file every line of the budget is forecast: by the rules where
//   outcomes are handed in, else at its budget, so that no sum leaves one out.
// - forecast.csv is the office's word: a line that it does not name and of
//   which no outcome is handed in is not forecast. Nothing is put down in the
//   office's name, and LinesNotForecast says what is missing.
// - What members contribute stays at what is decided of it, else at its budget,
//   until the year has gone.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_FORECAST_LINES_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_FORECAST_LINES_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/budget/domain/budget.h"
#include "services/budget/domain/forecast.h"

namespace finsam::budget {

// The budget's lines that are the members' contributions.
struct ContributionLines {
  // Those whose instalments are invoiced to members: they come in instalments
  // and not evenly.
  std::set<std::string> invoiced;
  // What the members have agreed to contribute, by line (instalments.h).
  std::map<std::string, Ore> decided;
};

// Completes what is known for a forecast against `budget`: `histories` with the
// lines that stay at it, `draft` with every line of `histories`, in the words
// of the budget.
void CompleteFrom(const Budget& budget, bool from_file,
                  const ContributionLines& contributions, ForecastDraft* draft,
                  std::vector<LineHistory>* histories);

// The lines that have a budget and no forecast: sums count them as nothing.
std::vector<std::string> LinesNotForecast(const Budget& budget,
                                          const Forecast& forecast);

// Gives what a forecast's line does not say the words of the first of
// `budgets` that has the line: its kind, label and group.
void DescribeFrom(const std::vector<const Budget*>& budgets,
                  ForecastDraft* draft);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_FORECAST_LINES_H_
