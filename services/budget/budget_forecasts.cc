// Kept forecasts: listed, and judged by what came of the year.

#include <map>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/journal.h"
#include "services/budget/budget.h"
#include "services/budget/domain/forecast_lines.h"
#include "services/budget/domain/remarks.h"

namespace finsam::budget {
namespace {

// One page. `more_bytes` is what the answer holds of each forecast beside it.
absl::StatusOr<ForecastsAnswer> PageOf(const store::Snapshot& snapshot,
                                       const FiscalYearName& year,
                                       int32_t after, int size,
                                       size_t more_bytes) {
  ForecastsAnswer answer;
  ASSIGN_OR_RETURN(answer.head, store::ReadHead(snapshot, year.organisation));
  size_t lines = 0;
  size_t bytes = 0;
  RETURN_IF_ERROR(ScanForecasts(
      snapshot, year, after, [&](StoredForecast stored, size_t stored_bytes) {
        answer.more = answer.forecasts.size() >= static_cast<size_t>(size) ||
                      lines >= kPageLinesMax || bytes >= kPageBytesMax;
        if (answer.more) return false;
        lines += stored.forecast.lines.size();
        bytes += stored_bytes + more_bytes;
        answer.forecasts.push_back(std::move(stored));
        return true;
      }));
  return answer;
}

}  // namespace

absl::StatusOr<ForecastsAnswer> Budgets::ListForecasts(
    const FiscalYearName& year, int32_t after, int size) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(ForecastsAnswer answer,
                   PageOf(*snapshot, year, after, size, /*more_bytes=*/0));
  ASSIGN_OR_RETURN(const auto budget, ReadAdopted(*snapshot, year));
  if (!budget.has_value()) return answer;
  for (const StoredForecast& stored : answer.forecasts) {
    RemarkLines("FORECAST_LINE_MISSING",
                LinesNotForecast(*budget, stored.forecast),
                absl::StrCat("Prognos ", stored.number,
                             " saknar budgetrader, som räknas som 0 i dess "
                             "summor."),
                &answer.warnings);
  }
  return answer;
}

absl::StatusOr<JudgementsAnswer> Budgets::JudgeForecasts(
    const FiscalYearName& year, const YearOutcomes& outcomes, int32_t after,
    int size) const {
  constexpr Ore kYearMax{kMonths * kMonthOutcomeMax.value};
  size_t line_bytes = 0;  // A judgement may name every line that it lacks.
  for (const auto& [line, outcome] : outcomes.amounts) {
    line_bytes += line.size();
    if (outcome <= kYearMax && outcome >= -kYearMax) continue;
    return RefuseInput({{.reason = "OUTCOME_INVALID",
                         .file = "",
                         .field = "outcomes",
                         .found = line.substr(0, kLineIdBytesMax),
                         .expected = "",
                         .message = "Utfallet är för stort."}});
  }
  JudgementsAnswer answer;
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(answer.of, PageOf(*snapshot, year, after, size, line_bytes));
  ASSIGN_OR_RETURN(const auto budget, ReadAdopted(*snapshot, year));
  std::map<std::string, Kind> kinds = outcomes.kinds;
  if (budget.has_value()) {
    for (const Line& line : budget->decided.lines) kinds[line.id] = line.kind;
  }
  for (const StoredForecast& stored : answer.of.forecasts) {
    answer.judgements.push_back(
        Judged(stored.forecast, outcomes.amounts, kinds));
  }
  RemarkUnbooked(outcomes.booked_through, year.year, kMonths,
                 &answer.of.warnings);
  return answer;
}

}  // namespace finsam::budget
