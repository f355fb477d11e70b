#include "services/budget/domain/intervals.h"

#include <algorithm>
#include <cstdlib>

#include "absl/types/span.h"

namespace finsam::budget {
namespace {

PastForecast MakePast(int year, const Known& known, const Estimate& estimate,
                      Ore outcome) {
  PastForecast past;
  past.year = year;
  past.estimate = estimate;
  past.is_ripe = known.years.size() >= kRipeYears;
  past.least = LeastOf(known);
  past.outcome = outcome;
  past.error_ppm = ErrorPpm(estimate.amount, outcome, estimate.scale);
  return past;
}

}  // namespace

int64_t ErrorPpm(Ore amount, Ore outcome, Ore scale) {
  const int64_t distance = std::abs((outcome - amount).value);
  if (distance == 0) return 0;
  if (scale == Ore{0}) return kErrorPpmMax;
  const __int128 ppm = __int128{distance} * kWhole.ppm / scale.value;
  return ppm > kErrorPpmMax ? kErrorPpmMax : static_cast<int64_t>(ppm);
}

int64_t WidthPpm(std::vector<int64_t> errors, Share confidence) {
  std::sort(errors.begin(), errors.end());
  const auto count = static_cast<int64_t>(errors.size());
  const int64_t rank_ppm = confidence.ppm * (count + 1);
  const int64_t rank = rank_ppm / kWhole.ppm;
  if (rank_ppm > count * kWhole.ppm) {
    return Scaled(Ore{errors.back()}, rank_ppm, count * kWhole.ppm).value;
  }
  if (rank == 0) return errors.front();
  const int64_t lower = errors[rank - 1];
  const int64_t upper = errors[std::min(rank, count - 1)];
  return lower +
         Scaled(Ore{upper - lower}, rank_ppm % kWhole.ppm, kWhole.ppm).value;
}

std::optional<Interval> IntervalOf(const Estimate& estimate,
                                   std::optional<Ore> least,
                                   const Width& width) {
  if (width.source == IntervalSource::kNone) return std::nullopt;
  const Ore half = Scaled(estimate.scale, width.ppm, kWhole.ppm);
  Interval interval{estimate.amount - half, estimate.amount + half};
  if (least.has_value()) {
    interval.low = std::max(interval.low, *least);
    interval.high = std::max(interval.high, *least);
  }
  return interval;
}

Known KnownThen(const LineHistory& history, size_t place, int month) {
  const YearOutcome& year = history.years[place];
  return {.kind = history.kind,
          .years = absl::MakeConstSpan(history.years).first(place),
          .months = absl::MakeConstSpan(year.months).first(month),
          .budget = year.budget,
          .commitments = std::nullopt};
}

std::optional<Ore> LeastOf(const Known& known) {
  if (known.kind != Kind::kCost || HasRefunds(known)) return std::nullopt;
  return SumOf(known.months);
}

std::vector<PastForecast> Replayed(const LineHistory& history, int month,
                                   std::optional<ForecastMethod> method) {
  std::vector<PastForecast> replays;
  for (size_t i = 1; i < history.years.size(); ++i) {
    const Known known = KnownThen(history, i, month);
    std::optional<Estimate> estimate;
    if (method.has_value()) estimate = EstimateBy(*method, known);
    if (!estimate.has_value()) estimate = EstimateByRules(known);
    replays.push_back(MakePast(history.years[i].year, known, *estimate,
                               SumOf(history.years[i].months)));
  }
  return replays;
}

void UseKept(const LineHistory& history, int month,
             std::vector<PastForecast>* past) {
  for (const KeptForecast& kept : history.kept) {
    if (kept.through_month != month || history.years.empty()) continue;
    const int first = history.years.front().year;
    if (kept.year < first || kept.year > history.years.back().year) continue;
    const auto place = static_cast<size_t>(kept.year - first);
    const Known known = KnownThen(history, place, month);
    Estimate estimate = EstimateByRules(known);
    estimate.method = kept.method;
    estimate.amount = kept.amount;
    estimate.scale = std::max(estimate.scale, Ore{std::abs(kept.amount.value)});
    PastForecast made = MakePast(kept.year, known, estimate,
                                 SumOf(history.years[place].months));
    made.is_ripe = true;
    if (kept.low.has_value() && kept.high.has_value()) {
      made.stated = Interval{*kept.low, *kept.high};
    }
    const auto at = std::lower_bound(
        past->begin(), past->end(), kept.year,
        [](const PastForecast& a, int year) { return a.year < year; });
    if (at != past->end() && at->year == kept.year) {
      *at = made;
    } else {
      past->insert(at, made);
    }
  }
}

ErrorBook::ErrorBook(std::vector<std::vector<PastForecast>> lines,
                     Share confidence)
    : lines_(std::move(lines)), confidence_(confidence) {}

Width ErrorBook::WidthFor(size_t line, int year, ForecastMethod method) {
  std::vector<int64_t> own;
  for (const PastForecast& past : lines_[line]) {
    if (past.is_ripe && past.year < year) own.push_back(past.error_ppm);
  }
  const auto count = static_cast<int64_t>(own.size());
  if (count >= kOwnErrorsMin) {
    return {IntervalSource::kOwn, count, WidthPpm(std::move(own), confidence_)};
  }
  Width width = PooledWidth(year, method);
  if (width.errors < kMethodErrorsMin) width = PooledWidth(year, std::nullopt);
  if (own.empty()) return width;
  const int64_t largest = *std::max_element(own.begin(), own.end());
  width.ppm = Scaled(Ore{largest * count + width.ppm * (kOwnErrorsMin - count)},
                     1, kOwnErrorsMin)
                  .value;
  return width;
}

Width ErrorBook::PooledWidth(int year, std::optional<ForecastMethod> method) {
  const auto [at, is_new] = pools_.try_emplace({year, method});
  Width& width = at->second;
  if (!is_new) return width;
  std::vector<int64_t> errors = PooledErrors(year, method, /*ripe=*/true);
  if (errors.empty() && !method.has_value()) {
    errors = PooledErrors(year, method, /*ripe=*/false);
  }
  if (errors.empty()) return width;
  width.source = method.has_value() ? IntervalSource::kSameMethod
                                    : IntervalSource::kAllLines;
  width.errors = static_cast<int64_t>(errors.size());
  width.ppm = WidthPpm(std::move(errors), confidence_);
  return width;
}

std::vector<int64_t> ErrorBook::PooledErrors(
    int year, std::optional<ForecastMethod> method, bool ripe) const {
  std::vector<int64_t> errors;
  for (const std::vector<PastForecast>& line : lines_) {
    for (const PastForecast& past : line) {
      if (past.is_ripe != ripe || past.year >= year) continue;
      if (!method.has_value() || past.estimate.method == *method) {
        errors.push_back(past.error_ppm);
      }
    }
  }
  return errors;
}

std::optional<Interval> ErrorBook::PastInterval(size_t line, size_t i) {
  const PastForecast& past = lines_[line][i];
  if (past.stated.has_value()) return past.stated;
  return IntervalOf(past.estimate, past.least,
                    WidthFor(line, past.year, past.estimate.method));
}

HitRate ErrorBook::HitsOf(size_t line) {
  HitRate rate;
  for (size_t i = 0; i < lines_[line].size(); ++i) {
    const std::optional<Interval> interval = PastInterval(line, i);
    if (!interval.has_value()) continue;
    ++rate.of;
    if (interval->Holds(lines_[line][i].outcome)) ++rate.hits;
  }
  return rate;
}

}  // namespace finsam::budget
