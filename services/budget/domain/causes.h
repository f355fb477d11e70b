// Why a forecast ends elsewhere than the budget: the difference in closing
// capital, put down to causes that the figures themselves tell, line by line.
// Every line belongs to one cause, so the causes add up to the difference to
// the öre. Positive is favourable: more income, lower cost, more capital.
//
// A forecast's own figures are made here too, for the causes to refer to.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_CAUSES_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_CAUSES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/money.h"
#include "common/figure/figure.h"
#include "services/budget/domain/budget.h"
#include "services/budget/domain/forecast.h"

namespace finsam::budget {

// The first that fits.
enum class Cause {
  kCapital,        // Opening: known otherwise than when the budget was decided.
  kNotBudgeted,    // The budget has no such line, or nothing for it.
  kNotForecast,    // The forecast has no such line: it counts as nothing.
  kByHand,         // A person gave the amount.
  kIncome,         // Of either: also of a line that the two disagree about.
  kUnusedReserve,  // Nothing has come so far, and less is expected.
  kSlower,      // Less is expected, and less than the budget's pace has come.
  kFaster,      // More is expected, and more than the pace has come.
  kRestOfYear,  // The pace says otherwise: the months that remain decide.
};

struct CauseLine {
  std::string line;
  std::optional<Ore> budget;    // Nothing: it has no such line.
  std::optional<Ore> forecast;  // The same.
  Ore effect;  // On the closing capital; positive is favourable.
  // Which way the money goes in each; of capital kIncome.
  Kind budget_kind = Kind::kCost;
  Kind forecast_kind = Kind::kCost;
  friend bool operator==(const CauseLine&, const CauseLine&) = default;
};

struct CauseSum {
  Cause cause = Cause::kCapital;
  Ore effect;
  // The lines, the budget's in its order and then the forecast's; those
  // without effect are left out. For opening capital one, `opening-capital`.
  std::vector<CauseLine> lines;
  friend bool operator==(const CauseSum&, const CauseSum&) = default;
};

struct Explanation {
  int year = 0;
  // Closing capital, forecast less budget: the causes' sum.
  Ore difference;
  std::vector<CauseSum> causes;  // In the order of Cause, those with lines.
  friend bool operator==(const Explanation&, const Explanation&) = default;
};

// "opening-capital", "not-budgeted", "unused-reserve", …
absl::string_view CauseSlug(Cause cause);
// A Swedish heading: "Outnyttjade reserver".
absl::string_view CauseHeading(Cause cause);

// Explains `forecast` against `budget` of the same year. Opening capital is
// compared where both have it, and otherwise left out of the difference. Where
// the two disagree about a line's kind, each counts with its own, as it does in
// its own sums.
Explanation Explained(const Budget& budget, const Forecast& forecast);

// "forecast/kansli/2025", of a line or a sum.
std::string ForecastFigureId(absl::string_view line, int year);

// One figure for each line and for each end of its interval
// ("forecast/kansli.low/2025"); then income, costs and result; and opening and
// closing capital where the forecast has the former. `record` is the
// forecast's resource name: the origin of its lines. `revision` is the
// service's for the association.
std::vector<Figure> FiguresOf(const Forecast& forecast,
                              absl::string_view record, int64_t revision);

// "forecast-cause/<cause>/<year>" for each cause and
// "forecast-cause/difference/<year>", their sum.
std::vector<Figure> FiguresOf(const Explanation& explanation, int64_t revision);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_CAUSES_H_
