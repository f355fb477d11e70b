// How sure a forecast is: an interval as wide as earlier forecasts of the line,
// made when as many months had gone, turned out wrong.
//
// Earlier forecasts are replayed from the history by the same rules with only
// what was known then; one that was kept stands in for its replay. An error is
// the distance between outcome and forecast in millionths of the forecast's
// scale (forecast_rules.h). The width is a conformal quantile: of n errors in
// order of size, the one of rank p × (n + 1), between two ranks in proportion.
// So few errors give a wider interval, and the next outcome falls inside with
// the probability p. Where the rank is beyond n, the largest error is
// stretched by rank / n.
//
// A line with n errors of its own, fewer than kOwnErrorsMin, borrows: its width
// is for n / kOwnErrorsMin its own largest error and for the rest the width of
// all lines with the same method, or where these have fewer than
// kMethodErrorsMin errors, of all lines. A forecast that was made with only
// one year behind it counts when there is no other.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_INTERVALS_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_INTERVALS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "services/budget/domain/forecast.h"
#include "services/budget/domain/forecast_rules.h"

namespace finsam::budget {

// The fewest of which four fifths have a rank: 0.8 × (4 + 1) = 4.
inline constexpr int64_t kOwnErrorsMin = 4;
// Years behind a forecast before its error counts: with fewer the rules do
// worse than they do now, and intervals would be too wide.
inline constexpr size_t kRipeYears = 2;
inline constexpr int64_t kMethodErrorsMin = 10;
// A larger error is counted as tenfold, so that widths fit.
inline constexpr int64_t kErrorPpmMax = 10'000'000;

struct Interval {
  Ore low;
  Ore high;
  bool Holds(Ore outcome) const { return low <= outcome && outcome <= high; }
};

// An earlier forecast, and what the year came to.
struct PastForecast {
  int year = 0;
  Estimate estimate;
  bool is_ripe = false;  // Made with kRipeYears behind it, or kept.
  // Costs without refunds never end below what has come.
  std::optional<Ore> least;
  Ore outcome;
  int64_t error_ppm = 0;           // Not negative.
  std::optional<Interval> stated;  // The one that was kept with it.
};

struct Width {
  IntervalSource source = IntervalSource::kNone;
  int64_t errors = 0;
  int64_t ppm = 0;  // Of the scale, to either side.
};

// |outcome − amount| in millionths of `scale`, at most kErrorPpmMax, which it
// is when the scale is zero and the distance is not.
int64_t ErrorPpm(Ore amount, Ore outcome, Ore scale);

// The conformal quantile of `errors` (not empty, not negative).
int64_t WidthPpm(std::vector<int64_t> errors, Share confidence);

// `width` around the estimate, not below `least`. Nothing without errors.
std::optional<Interval> IntervalOf(const Estimate& estimate,
                                   std::optional<Ore> least,
                                   const Width& width);

// What was known of `history` when `month` months of its year number `place`
// had gone. Borrows the history.
Known KnownThen(const LineHistory& history, size_t place, int month);

// The lowest that what is known can end at, if anything.
std::optional<Ore> LeastOf(const Known& known);

// A forecast for each earlier year but the first, after `month` months, by
// `method` where it can be used and else by the rules. In order of years.
std::vector<PastForecast> Replayed(const LineHistory& history, int month,
                                   std::optional<ForecastMethod> method);

// Puts the forecasts that were kept at `month` in place of the replays.
void UseKept(const LineHistory& history, int month,
             std::vector<PastForecast>* past);

// The errors of all lines at one month. Not thread-safe; owns its errors.
class ErrorBook {
 public:
  // One list for each line, in order of years. `confidence` is within
  // kConfidenceMin to kConfidenceMax.
  ErrorBook(std::vector<std::vector<PastForecast>> lines, Share confidence);

  const std::vector<std::vector<PastForecast>>& lines() const { return lines_; }

  // The width for a forecast of line number `line` for `year` by `method`,
  // from the years before it only.
  Width WidthFor(size_t line, int year, ForecastMethod method);

  // The interval that past forecast number `i` of `line` had or would have
  // had; nothing when there were no errors to count from.
  std::optional<Interval> PastInterval(size_t line, size_t i);

  // How the line's intervals fared.
  HitRate HitsOf(size_t line);

 private:
  Width PooledWidth(int year, std::optional<ForecastMethod> method);
  std::vector<int64_t> PooledErrors(int year,
                                    std::optional<ForecastMethod> method,
                                    bool ripe) const;

  std::vector<std::vector<PastForecast>> lines_;
  Share confidence_;
  std::map<std::pair<int, std::optional<ForecastMethod>>, Width> pools_;
};

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_INTERVALS_H_
