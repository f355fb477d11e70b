#include "services/budget/domain/forecast.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "services/budget/domain/forecast_rules.h"
#include "services/budget/domain/intervals.h"

namespace finsam::budget {
namespace {

constexpr size_t kNowhere = static_cast<size_t>(-1);

// One line to forecast: what a person said, what is known, or both.
struct Task {
  ForecastDraftLine said;
  int64_t place = 0;          // In the file.
  size_t history = kNowhere;  // Its number, when there is one.
  bool is_fixed = false;      // By its history's `fixed_because`.
};

// Makes one forecast. Borrows the draft and the histories.
class Maker {
 public:
  Maker(int year, const ForecastDraft& draft,
        const std::vector<LineHistory>& histories)
      : year_(year), draft_(draft), histories_(histories) {
    std::map<std::string, size_t> places;
    for (size_t i = 0; i < histories.size(); ++i) {
      places[histories[i].line] = i;
    }
    for (size_t i = 0; i < draft.lines.size(); ++i) {
      Task task{draft.lines[i], i < draft.places.size() ? draft.places[i] : 0,
                kNowhere};
      const auto at = places.find(task.said.line);
      if (at != places.end()) {
        task.history = at->second;
        places.erase(at);
      }
      tasks_.push_back(std::move(task));
    }
    for (size_t i = 0; i < histories.size(); ++i) {
      if (!places.contains(histories[i].line)) continue;
      Task task;
      task.said.line = histories[i].line;
      task.history = i;
      tasks_.push_back(std::move(task));
    }
    for (Task& task : tasks_) {
      task.is_fixed = task.history != kNowhere &&
                      !histories[task.history].fixed_because.empty() &&
                      !task.said.method.has_value() &&
                      !task.said.amount.has_value() &&
                      !task.said.commitments.has_value();
      if (task.is_fixed) task.said.method = ForecastMethod::kFixed;
    }
  }

  std::vector<ForecastLine> Lines(Share confidence,
                                  std::vector<Problem>* problems) {
    ErrorBook book(Errors(), confidence);
    std::vector<ForecastLine> lines;
    for (const Task& task : tasks_) lines.push_back(One(task, &book, problems));
    return lines;
  }

 private:
  int month() const { return draft_.through.month(); }

  // The replays of every history, by the method that its line has now.
  std::vector<std::vector<PastForecast>> Errors() const {
    std::vector<std::vector<PastForecast>> errors(histories_.size());
    for (const Task& task : tasks_) {
      if (task.history == kNowhere) continue;
      const LineHistory& history = histories_[task.history];
      errors[task.history] = Replayed(history, month(), task.said.method);
      UseKept(history, month(), &errors[task.history]);
    }
    return errors;
  }

  void Refuse(const Task& task, absl::string_view reason,
              absl::string_view message, std::vector<Problem>* problems) const {
    problems->push_back(
        {.severity = Severity::kError,
         .reason = std::string(reason),
         .file = draft_.file,
         .line = task.place,
         .field = "metod",
         .found = task.said.line,
         .expected = "ett belopp, eller en annan metod",
         .message = absl::StrCat("Raden ", task.said.line, ": ", message)});
  }

  // What the line comes to by its method; a problem when it cannot be told.
  std::optional<Estimate> Computed(const Task& task, const Known& known,
                                   std::vector<Problem>* problems) const {
    const std::optional<ForecastMethod> method = task.said.method;
    // A line with no years, no budget and nothing booked is still told: zero.
    if (!method.has_value()) return EstimateByRules(known);
    if (task.is_fixed && histories_[task.history].fixed_amount.has_value()) {
      return EstimateOf(known, *method, *histories_[task.history].fixed_amount,
                        "");
    }
    std::optional<Estimate> estimate = EstimateBy(*method, known);
    if (estimate.has_value()) return estimate;
    if (method == ForecastMethod::kFixed) {
      Refuse(task, "FORECAST_BUDGET_MISSING",
             "metoden fast behöver årets budget.", problems);
    } else {
      Refuse(task, "FORECAST_HISTORY_MISSING",
             "metoden säsong behöver minst ett tidigare år.", problems);
    }
    return std::nullopt;
  }

  ForecastLine One(const Task& task, ErrorBook* book,
                   std::vector<Problem>* problems) const {
    const ForecastDraftLine& said = task.said;
    ForecastLine line;
    line.line = said.line;
    line.label = said.label;
    line.group = said.group;
    line.comment = said.comment;
    line.commitments = said.commitments;
    line.kind = said.kind.value_or(Kind::kCost);
    line.by_hand = said.amount.has_value();
    if (line.by_hand) {
      line.method = said.method.value_or(ForecastMethod::kManual);
      line.amount = *said.amount;
      line.note = "Beloppet är satt för hand.";
    }
    if (task.history != kNowhere) {
      FromHistory(task, book, problems, &line);
    } else if (!line.by_hand) {
      Refuse(task, "FORECAST_HISTORY_MISSING",
             "det finns varken belopp eller utfall.", problems);
    }
    if (said.low.has_value()) {
      line.low = said.low;
      line.high = said.high;
      line.source = IntervalSource::kStated;
      line.errors = 0;
    }
    return line;
  }

  void FromHistory(const Task& task, ErrorBook* book,
                   std::vector<Problem>* problems, ForecastLine* line) const {
    const LineHistory& history = histories_[task.history];
    line->kind = task.said.kind.value_or(history.kind);
    const Known known{
        .kind = line->kind,
        .years = history.years,
        .months = absl::MakeConstSpan(history.months).first(month()),
        .budget = history.budget,
        .commitments = task.said.commitments};
    if (history.has_outcome) line->to_date = SumOf(known.months);
    Estimate estimate;
    if (line->by_hand) {
      estimate = EstimateOf(known, line->method, line->amount, line->note);
      estimate.amount = line->amount;  // As it was said, even below to date.
    } else {
      const std::optional<Estimate> computed = Computed(task, known, problems);
      if (!computed.has_value()) return;
      estimate = *computed;
      line->method = estimate.method;
      line->amount = estimate.amount;
      line->note =
          task.is_fixed ? history.fixed_because : std::string(estimate.note);
    }
    const Width width = book->WidthFor(task.history, year_, line->method);
    // A person may know of a refund that is to come.
    std::optional<Ore> least = LeastOf(known);
    if (least.has_value() && *least > line->amount) least.reset();
    const auto interval = IntervalOf(estimate, least, width);
    if (interval.has_value()) {
      line->low = interval->low;
      line->high = interval->high;
    }
    line->source = width.source;
    line->errors = width.errors;
    line->hit_rate = book->HitsOf(task.history);
  }

  const int year_;
  const ForecastDraft& draft_;
  const std::vector<LineHistory>& histories_;
  std::vector<Task> tasks_;
};

}  // namespace

HitRate Forecast::Hits() const {
  HitRate all;
  for (const ForecastLine& line : lines) {
    all.hits += line.hit_rate.hits;
    all.of += line.hit_rate.of;
  }
  return all;
}

absl::string_view MethodWord(ForecastMethod method) {
  switch (method) {
    case ForecastMethod::kRunRate:
      return "takt";
    case ForecastMethod::kSeason:
      return "säsong";
    case ForecastMethod::kCommitments:
      return "åtaganden";
    case ForecastMethod::kFixed:
      return "fast";
    case ForecastMethod::kManual:
      return "manuell";
  }
  return "";
}

Problem EmptyForecast(absl::string_view file) {
  return {.reason = "FORECAST_EMPTY",
          .file = std::string(file),
          .field = "rad",
          .found = "",
          .expected = "minst en rad",
          .message = "Prognosen har inga rader."};
}

absl::StatusOr<Forecast> MakeForecast(int year, const ForecastDraft& draft,
                                      const std::vector<LineHistory>& histories,
                                      Share confidence) {
  std::vector<Problem> problems;
  CheckForecastDraft(year, draft, &problems);
  CheckHistories(year, draft.through.month(), histories, &problems);
  CheckConfidence(confidence, &problems);
  if (!problems.empty()) return RefuseInput(std::move(problems));
  Forecast forecast;
  forecast.year = year;
  forecast.day = draft.day;
  forecast.through_month = draft.through.month();
  forecast.basis = draft.basis;
  forecast.opening_capital = draft.opening_capital;
  forecast.capital_source = draft.capital_source;
  forecast.confidence = confidence;
  forecast.lines = Maker(year, draft, histories).Lines(confidence, &problems);
  if (forecast.lines.size() > kLinesMax) {
    problems.push_back({.severity = Severity::kError,
                        .reason = "FORECAST_TOO_MANY_LINES",
                        .file = draft.file,
                        .line = 0,
                        .field = "",
                        .found = absl::StrCat(forecast.lines.size()),
                        .expected = absl::StrCat("högst ", kLinesMax),
                        .message = "Det är för många rader."});
  }
  if (forecast.lines.empty()) problems.push_back(EmptyForecast(draft.file));
  if (!problems.empty()) return RefuseInput(std::move(problems));
  return forecast;
}

}  // namespace finsam::budget
