#include "services/budget/domain/backtest.h"

#include <cstdlib>
#include <set>
#include <utility>

#include "absl/strings/string_view.h"
#include "services/budget/domain/intervals.h"

namespace finsam::budget {
namespace {

Ore Distance(Ore a, Ore b) { return Ore{std::abs((a - b).value)}; }

// How forecast number `i` of a line fared, after `month` months.
Fared OneForecast(const LineHistory& history, size_t line, size_t i, int month,
                  ErrorBook* book) {
  const PastForecast& past = book->lines()[line][i];
  Fared fared;
  fared.forecasts = 1;
  const std::optional<Interval> interval = book->PastInterval(line, i);
  if (interval.has_value()) {
    fared.intervals = {interval->Holds(past.outcome) ? 1 : 0, 1};
  }
  fared.error = Distance(past.estimate.amount, past.outcome);
  const Ore run_rate = Scaled(past.estimate.to_date, kMonths, month);
  fared.run_rate_error = Distance(run_rate, past.outcome);
  // The first year has no forecast: number `i` is of year number i + 1.
  fared.last_year_error =
      Distance(SumOf(history.years[i].months), past.outcome);
  return fared;
}

// What an amount of a line adds to the result.
Ore InResult(Kind kind, Ore amount) {
  return kind == Kind::kCost ? -amount : amount;
}

// Adds the outcomes of lines that were not forecast.
void AddNotForecast(const Forecast& forecast,
                    const std::map<std::string, Ore>& outcomes,
                    const std::map<std::string, Kind>& kinds,
                    Judgement* judgement) {
  std::set<absl::string_view> known;
  for (const ForecastLine& line : forecast.lines) known.insert(line.line);
  for (const auto& [line, outcome] : outcomes) {
    if (known.contains(line)) continue;
    const auto kind = kinds.find(line);
    if (kind == kinds.end()) {
      judgement->lines_unknown.push_back(line);
    } else {
      judgement->result += InResult(kind->second, outcome);
    }
  }
}

}  // namespace

Fared& Fared::operator+=(const Fared& other) {
  forecasts += other.forecasts;
  intervals.hits += other.intervals.hits;
  intervals.of += other.intervals.of;
  error += other.error;
  run_rate_error += other.run_rate_error;
  last_year_error += other.last_year_error;
  return *this;
}

absl::StatusOr<Backtest> BacktestOf(const std::vector<LineHistory>& histories,
                                    Share confidence) {
  std::vector<Problem> problems;
  CheckHistories(0, 1, histories, &problems);
  CheckConfidence(confidence, &problems);
  if (!problems.empty()) return RefuseInput(std::move(problems));
  Backtest test;
  for (int month = 1; month < kMonths; ++month) {
    std::vector<std::vector<PastForecast>> replays;
    for (const LineHistory& history : histories) {
      replays.push_back(Replayed(history, month, std::nullopt));
    }
    ErrorBook book(std::move(replays), confidence);
    for (size_t line = 0; line < histories.size(); ++line) {
      for (size_t i = 0; i < book.lines()[line].size(); ++i) {
        const Fared fared = OneForecast(histories[line], line, i, month, &book);
        const PastForecast& past = book.lines()[line][i];
        test.all += fared;
        test.by_month[month - 1] += fared;
        test.by_line[histories[line].line] += fared;
        test.by_method[past.estimate.method] += fared;
        test.by_year[past.year] += fared;
      }
    }
  }
  return test;
}

Judgement Judged(const Forecast& forecast,
                 const std::map<std::string, Ore>& outcomes,
                 const std::map<std::string, Kind>& kinds) {
  Judgement judgement;
  for (const ForecastLine& line : forecast.lines) {
    const auto outcome = outcomes.find(line.line);
    if (outcome == outcomes.end()) {
      judgement.lines_missing.push_back(line.line);
      continue;
    }
    JudgedLine judged{.line = line.line,
                      .forecast = line.amount,
                      .outcome = outcome->second,
                      .error = outcome->second - line.amount,
                      .held = std::nullopt};
    if (line.low.has_value() && line.high.has_value()) {
      judged.held = Interval{*line.low, *line.high}.Holds(judged.outcome);
      ++judgement.intervals.of;
      if (*judged.held) ++judgement.intervals.hits;
    }
    judgement.error += Distance(judged.outcome, judged.forecast);
    judgement.result += InResult(line.kind, judged.error);
    judgement.lines.push_back(std::move(judged));
  }
  AddNotForecast(forecast, outcomes, kinds, &judgement);
  return judgement;
}

}  // namespace finsam::budget
