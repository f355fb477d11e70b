// A year's forecast (prognos): for each line what the whole year is expected
// to come to, by which method, and within what interval.
//
// Income and costs are both positive, as in a budget. A method is chosen by
// the rules in forecast_rules.h unless a person has chosen one; the interval
// is as wide as the line's earlier forecasts at the same month were wrong
// (intervals.h). Integers only, so that the same input gives the same öre
// everywhere. A forecast is kept as it was made and judged later
// (backtest.h).

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_FORECAST_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_FORECAST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "common/base/status.h"
#include "services/budget/domain/budget.h"

namespace finsam::budget {

inline constexpr int kMonths = 12;
inline constexpr size_t kHistoryYearsMax = 30;
inline constexpr size_t kKeptForecastsMax = kHistoryYearsMax * kMonths;
inline constexpr size_t kForecastBasisBytesMax = 1'000;
// The largest outcome of a month, either way: a billion kronor. All errors of
// the longest back-test then add up within 64 bits.
inline constexpr Ore kMonthOutcomeMax{100'000'000'000};
static_assert(kMonths * kMonths * kMonthOutcomeMax.value <=
              INT64_MAX / int64_t{kLinesMax * kHistoryYearsMax * kMonths});

// How often an interval is meant to hold, when nothing else is said.
inline constexpr Share kConfidence{800'000};
inline constexpr Share kConfidenceMin{500'000};
inline constexpr Share kConfidenceMax{950'000};

enum class ForecastMethod {
  kRunRate,      // takt: the outcome to date, or of late, goes on
  kSeason,       // säsong: the rest comes as in earlier years
  kCommitments,  // åtaganden: to date, and what is ordered or invoiced
  kFixed,        // fast: the budget
  kManual,       // manuell: what a person says
};

// The outcome of one whole year, by month of booking.
struct YearOutcome {
  int year = 0;
  std::vector<Ore> months;    // Twelve, January first.
  std::optional<Ore> budget;  // The line's, when it had one.
};

// A forecast that was made once, for the errors to be counted from.
struct KeptForecast {
  int year = 0;
  int through_month = 0;
  ForecastMethod method = ForecastMethod::kRunRate;
  Ore amount;
  std::optional<Ore> low;
  std::optional<Ore> high;
};

// What is known of a line.
struct LineHistory {
  std::string line;
  Kind kind = Kind::kCost;
  std::optional<Ore> budget;  // This year's.
  // This year's outcome, January first; at least as many months as have gone.
  // Those after them are not looked at.
  std::vector<Ore> months;
  // Whole earlier years, consecutive, the last one the year before. None when
  // the line is new. A year in which it stood still has twelve zeros.
  std::vector<YearOutcome> years;
  // Forecasts made in those years. One replaces what the rules would have said
  // then, and the last of a year and month counts.
  std::vector<KeptForecast> kept;
  // Why the line stays at its budget where no person says anything else, in
  // Swedish; empty: it does not. With it `budget` is there.
  std::string fixed_because;
  // What it stays at instead of the budget.
  std::optional<Ore> fixed_amount;
  // False: nobody handed an outcome in, and `months` are zeros.
  bool has_outcome = true;
};

// What a person has said about one line of a forecast.
struct ForecastDraftLine {
  std::string line;
  // Nothing: chosen by the rules.
  std::optional<ForecastMethod> method;
  std::optional<Ore> amount;  // Required of kManual; else overrides the method.
  std::optional<Ore> low;
  std::optional<Ore> high;
  // Ordered or invoiced for the rest of the year, and not yet booked.
  std::optional<Ore> commitments;
  std::string label;
  std::string group;
  std::optional<Kind> kind;  // Nothing: the history's, else cost.
  std::string comment;
  friend bool operator==(const ForecastDraftLine&,
                         const ForecastDraftLine&) = default;
};

// Who says what own capital the year began with. None without it.
enum class CapitalSource {
  kStated,  // A person.
  kBooks,
  kBudget,  // Decided before the year began.
};

// A forecast as somebody hands it in. Lines that it does not name are forecast
// by the rules (forecast_lines.h says which there are).
struct ForecastDraft {
  absl::CivilDay day;        // The day it is made.
  absl::CivilMonth through;  // The last month whose outcome it rests on.
  std::string basis;         // What it rests on, in words.
  std::optional<Ore> opening_capital;
  CapitalSource capital_source = CapitalSource::kStated;
  std::vector<ForecastDraftLine> lines;
  std::string file;             // "forecast.csv"; empty without a file.
  std::vector<int64_t> places;  // The file's line of each of `lines`.
};

// Whose errors an interval is as wide as.
enum class IntervalSource {
  kNone,        // There are no errors: no interval.
  kOwn,         // The line's own, at the same month.
  kSameMethod,  // Those of all lines with the same method.
  kAllLines,
  kStated,  // A person gave the interval.
};

// How many of the line's earlier intervals at the same month held.
struct HitRate {
  int64_t hits = 0;
  int64_t of = 0;
  friend bool operator==(const HitRate&, const HitRate&) = default;
};

struct ForecastLine {
  std::string line;
  std::string label;
  std::string group;
  Kind kind = Kind::kCost;
  ForecastMethod method = ForecastMethod::kRunRate;
  bool by_hand = false;  // A person gave the amount.
  Ore amount;            // The whole year.
  std::optional<Ore> low;
  std::optional<Ore> high;
  // Of `amount`, what has come; nothing: no outcome was handed in.
  std::optional<Ore> to_date;
  std::optional<Ore> commitments;
  std::string note;     // Swedish: why this method.
  std::string comment;  // The person's.
  IntervalSource source = IntervalSource::kNone;
  int64_t errors = 0;  // How many errors the interval comes from.
  HitRate hit_rate;
  friend bool operator==(const ForecastLine&, const ForecastLine&) = default;
};

struct Forecast {
  int year = 0;
  absl::CivilDay day;
  int through_month = 0;  // 1–12.
  std::string basis;
  std::optional<Ore> opening_capital;
  CapitalSource capital_source = CapitalSource::kStated;
  Share confidence = kConfidence;
  // The draft's in its order, then the other histories' in theirs.
  std::vector<ForecastLine> lines;
  friend bool operator==(const Forecast&, const Forecast&) = default;

  HitRate Hits() const;  // Of all lines.
};

// "takt", "säsong", "åtaganden", "fast", "manuell".
absl::string_view MethodWord(ForecastMethod method);

// Appends everything that is wrong with `draft` as a forecast for `year`.
// Errors: FORECAST_MONTH (another year's),
// FORECAST_TOO_MANY_LINES, FORECAST_LINE_ID, FORECAST_LINE_DUPLICATE,
// FORECAST_AMOUNT_MISSING (manual without one), FORECAST_COMMITMENTS_MISSING,
// FORECAST_INTERVAL (only one end, none of an amount, or an amount outside),
// AMOUNT_TOO_LARGE (beyond kAmountMax), BUDGET_TEXT_SIZE.
void CheckForecastDraft(int year, const ForecastDraft& draft,
                        std::vector<Problem>* problems);

// Appends everything that is wrong with `histories` as what is known when
// `through_month` months of `year` have gone; year 0: only whole years are
// looked at. Errors: FORECAST_MONTH (not 1–12), FORECAST_TOO_MANY_LINES,
// FORECAST_LINE_DUPLICATE, HISTORY_HOLE (a year without twelve months, years
// that are not consecutive or do not end the year before, this year's months
// missing), HISTORY_TOO_LONG, AMOUNT_TOO_LARGE (a month beyond
// kMonthOutcomeMax, a budget or kept forecast beyond kAmountMax).
void CheckHistories(int year, int through_month,
                    const std::vector<LineHistory>& histories,
                    std::vector<Problem>* problems);

// Error: FORECAST_CONFIDENCE, outside kConfidenceMin to kConfidenceMax.
void CheckConfidence(Share confidence, std::vector<Problem>* problems);

// FORECAST_EMPTY, of a draft in `file` (empty: of none) without lines.
Problem EmptyForecast(absl::string_view file);

// The forecast for `year`. A line of the draft that has an amount keeps it;
// the rest is computed. Refusals (kInvalidArgument): what the checks find;
// FORECAST_HISTORY_MISSING (no amount and no history, or a season without
// earlier years), FORECAST_BUDGET_MISSING (fixed without a budget);
// FORECAST_EMPTY (no lines).
absl::StatusOr<Forecast> MakeForecast(int year, const ForecastDraft& draft,
                                      const std::vector<LineHistory>& histories,
                                      Share confidence = kConfidence);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_FORECAST_H_
