// One line's forecast at one moment: the methods, and the rules that choose
// between them. Looks only at what was known then, so that a replay over past
// years cannot peep.
//
// The rules, the first that fits (figures: the constants below):
//   1. all twelve months are there       → the outcome
//   2. commitments are handed in         → commitments
//   3. a fixed price: every month gone is a twelfth of the budget, or the last
//      two years came to their budgets   → fixed
//   4. paid once a year: in each of the last years one month was nearly all of
//      it. It has come                   → the outcome to date
//      It has not                        → season
//   5. the last three months are alike, or the last two; earlier years had no
//      peak in the months that remain (no late invoices, no catching up in
//      December); and no earlier month of this year was twice as much, unless
//      all of them were alike (a step)  → run rate of those months; this is
//      what meets a step change and a vacancy that has ended
//   6. there are earlier years          → season, in the way that would have
//      erred least in them: the same year (what is late will come), the rest
//      in proportion to the beginning, or the same rest
//   7. something has come, and three months have gone → run rate
//   8. there is a budget                 → fixed
//   9. else                              → run rate

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_FORECAST_RULES_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_FORECAST_RULES_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/base/money.h"
#include "services/budget/domain/forecast.h"

namespace finsam::budget {

// Earlier years that a season is taken from, the latest ones.
inline constexpr size_t kSeasonYearsMax = 3;
// Months that say how things stand of late.
inline constexpr size_t kRecentMonths = 3;
// The least of like months is at least nine tenths of the largest.
inline constexpr Share kAlike{900'000};
// A month that is more than one and a half times the usual is a peak.
inline constexpr Share kPeak{1'500'000};
// A month that is at least twice what has come of late is a lump.
inline constexpr Share kLump{2'000'000};
// The share of a year that one month has when a line is paid once a year.
inline constexpr Share kNearlyAll{900'000};
// Years that came to their budgets, and how near they came.
inline constexpr size_t kFixedYears = 2;
inline constexpr Share kFixedSlack{10'000};

// What was known of a line at the end of a month. Borrows everything.
struct Known {
  Kind kind = Kind::kCost;
  absl::Span<const YearOutcome> years;  // Before this one, consecutive.
  absl::Span<const Ore> months;         // Those gone: 1 to 12.
  std::optional<Ore> budget;
  std::optional<Ore> commitments;
};

struct Estimate {
  ForecastMethod method = ForecastMethod::kRunRate;
  Ore amount;   // The whole year.
  Ore to_date;  // What has come.
  // What errors are relative to: the largest of the forecast, the budget and
  // the mean of the season's years. Not negative; zero when all of them are.
  Ore scale;
  absl::string_view note;  // Swedish, lives for ever: why this method.
};

// By the rules above. Never fails.
Estimate EstimateByRules(const Known& known);

// By `method`; nothing when it lacks what it needs: a season an earlier year,
// commitments theirs, fixed a budget, manual always. The run rate is of all
// months gone; the season is in proportion to the beginning.
std::optional<Estimate> EstimateBy(ForecastMethod method, const Known& known);

// `amount` by `method` with its scale; raised to what has come for costs
// without refunds.
Estimate EstimateOf(const Known& known, ForecastMethod method, Ore amount,
                    absl::string_view note);

// True when a month of the line has been negative: then the year may end below
// what has come to date.
bool HasRefunds(const Known& known);

Ore SumOf(absl::Span<const Ore> months);

// amount × numerator / denominator, half away from zero. The denominator is
// not 0 and the result must fit.
Ore Scaled(Ore amount, int64_t numerator, int64_t denominator);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_FORECAST_RULES_H_
