#include "services/budget/convert_forecast.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/budget/budget_store.h"
#include "services/budget/convert.h"

namespace finsam::budget {
namespace {

// In the order of ForecastMethod and IntervalSource.
constexpr std::array kMethods = {v1::Forecast::RUN_RATE, v1::Forecast::SEASON,
                                 v1::Forecast::COMMITMENTS, v1::Forecast::FIXED,
                                 v1::Forecast::MANUAL};
constexpr std::array kSources = {v1::Forecast::INTERVAL_SOURCE_UNSPECIFIED,
                                 v1::Forecast::OWN, v1::Forecast::SAME_METHOD,
                                 v1::Forecast::ALL_LINES, v1::Forecast::STATED};

// In the order of CapitalSource.
constexpr std::array kCapitalSources = {
    v1::Forecast::CAPITAL_SOURCE_UNSPECIFIED, v1::Forecast::CAPITAL_OF_BOOKS,
    v1::Forecast::CAPITAL_OF_BUDGET};

v1::Forecast::Method ToProto(ForecastMethod method) {
  return kMethods.at(static_cast<size_t>(method));
}

std::optional<ForecastMethod> MethodFrom(v1::Forecast::Method method) {
  for (size_t i = 0; i < kMethods.size(); ++i) {
    if (kMethods[i] == method) return static_cast<ForecastMethod>(i);
  }
  return std::nullopt;
}

void ToProto(const ForecastLine& line, v1::Forecast::Line* out) {
  out->set_line(line.line);
  out->set_label(line.label);
  out->set_group(line.group);
  out->set_kind(ToProto(line.kind));
  out->set_method(ToProto(line.method));
  out->set_by_hand(line.by_hand);
  out->set_amount_ore(line.amount.value);
  if (line.low.has_value()) out->set_low_ore(line.low->value);
  if (line.high.has_value()) out->set_high_ore(line.high->value);
  if (line.to_date.has_value()) out->set_to_date_ore(line.to_date->value);
  if (line.commitments.has_value()) {
    out->set_commitments_ore(line.commitments->value);
  }
  out->set_note(line.note);
  out->set_comment(line.comment);
  out->set_interval_source(kSources.at(static_cast<size_t>(line.source)));
  out->set_error_count(line.errors);
  out->set_hit_count(line.hit_rate.hits);
  out->set_interval_count(line.hit_rate.of);
}

ForecastLine FromProto(const v1::Forecast::Line& line) {
  ForecastLine out;
  out.line = line.line();
  out.label = line.label();
  out.group = line.group();
  out.kind = KindFrom(line.kind()).value_or(Kind::kCost);
  out.method = MethodFrom(line.method()).value_or(ForecastMethod::kManual);
  out.by_hand = line.by_hand();
  out.amount = Ore{line.amount_ore()};
  out.low = FINSAM_OPTIONAL_ORE(line, low_ore);
  out.high = FINSAM_OPTIONAL_ORE(line, high_ore);
  out.to_date = FINSAM_OPTIONAL_ORE(line, to_date_ore);
  out.commitments = FINSAM_OPTIONAL_ORE(line, commitments_ore);
  out.note = line.note();
  out.comment = line.comment();
  for (size_t i = 0; i < kSources.size(); ++i) {
    if (kSources[i] == line.interval_source()) {
      out.source = static_cast<IntervalSource>(i);
    }
  }
  out.errors = line.error_count();
  out.hit_rate = {line.hit_count(), line.interval_count()};
  return out;
}

void ToProto(const CauseSum& cause, v1::MakeForecastResponse::Cause* out) {
  out->set_cause(std::string(CauseSlug(cause.cause)));
  out->set_heading(std::string(CauseHeading(cause.cause)));
  out->set_effect_ore(cause.effect.value);
  for (const CauseLine& line : cause.lines) {
    v1::MakeForecastResponse::Cause::Line* added = out->add_lines();
    added->set_line(line.line);
    if (line.budget.has_value()) added->set_budget_ore(line.budget->value);
    if (line.forecast.has_value()) {
      added->set_forecast_ore(line.forecast->value);
    }
    added->set_effect_ore(line.effect.value);
  }
}

ForecastDraftLine FromProto(const v1::ForecastChoice& choice) {
  ForecastDraftLine out;
  out.line = choice.line();
  out.method = MethodFrom(choice.method());
  out.amount = FINSAM_OPTIONAL_ORE(choice, amount_ore);
  out.low = FINSAM_OPTIONAL_ORE(choice, low_ore);
  out.high = FINSAM_OPTIONAL_ORE(choice, high_ore);
  out.commitments = FINSAM_OPTIONAL_ORE(choice, commitments_ore);
  out.label = choice.label();
  out.group = choice.group();
  out.kind = KindFrom(choice.kind());
  out.comment = choice.comment();
  return out;
}

std::vector<Ore> MonthsFrom(
    const google::protobuf::RepeatedField<int64_t>& months) {
  std::vector<Ore> out;
  for (const int64_t month : months) out.push_back(Ore{month});
  return out;
}

void ToProto(const Fared& fared, v1::BacktestForecastsResponse::Fared* out) {
  out->set_forecast_count(fared.forecasts);
  out->set_hit_count(fared.intervals.hits);
  out->set_interval_count(fared.intervals.of);
  out->set_error_ore(fared.error.value);
  out->set_run_rate_error_ore(fared.run_rate_error.value);
  out->set_last_year_error_ore(fared.last_year_error.value);
}

void ToProto(const Judgement& judgement, const StoredForecast& forecast,
             v1::JudgeForecastsResponse::Judgement* out) {
  out->set_name(forecast.Name());
  finsam::ToProto(forecast.forecast.day, out->mutable_day());
  out->set_through_month(forecast.forecast.through_month);
  for (const JudgedLine& line : judgement.lines) {
    v1::JudgeForecastsResponse::Line* added = out->add_lines();
    added->set_line(line.line);
    added->set_forecast_ore(line.forecast.value);
    added->set_outcome_ore(line.outcome.value);
    added->set_error_ore(line.error.value);
    if (line.held.has_value()) added->set_held(*line.held);
  }
  for (const std::string& line : judgement.lines_missing) {
    out->add_lines_missing(line);
  }
  for (const std::string& line : judgement.lines_unknown) {
    out->add_lines_unknown(line);
  }
  out->set_hit_count(judgement.intervals.hits);
  out->set_interval_count(judgement.intervals.of);
  out->set_error_ore(judgement.error.value);
  out->set_result_ore(judgement.result.value);
}

}  // namespace

void ToProto(const StoredForecast& forecast, v1::Forecast* out) {
  const Forecast& made = forecast.forecast;
  if (forecast.number != 0) out->set_name(forecast.Name());
  out->set_number(forecast.number);
  finsam::ToProto(made.day, out->mutable_day());
  out->set_through_month(made.through_month);
  out->set_basis(made.basis);
  if (made.opening_capital.has_value()) {
    out->set_opening_capital_ore(made.opening_capital->value);
  }
  out->set_opening_capital_source(
      kCapitalSources.at(static_cast<size_t>(made.capital_source)));
  out->set_confidence_ppm(made.confidence.ppm);
  for (const ForecastLine& line : made.lines) ToProto(line, out->add_lines());
  out->set_from_file(forecast.from_file);
}

void ToProto(const ForecastAnswer& answer, v1::MakeForecastResponse* out) {
  ToProto(answer.forecast, out->mutable_forecast());
  ToProto(answer.figures, out->mutable_figures());
  if (answer.explanation.has_value()) {
    for (const CauseSum& cause : answer.explanation->causes) {
      ToProto(cause, out->add_causes());
    }
  }
  ToProto(answer.head, out->mutable_revision());
  ToProto(answer.warnings, out->mutable_warnings());
}

void ToProto(const ForecastsAnswer& answer, v1::ListForecastsResponse* out) {
  for (const StoredForecast& forecast : answer.forecasts) {
    ToProto(forecast, out->add_forecasts());
  }
  ToProto(answer.head, out->mutable_revision());
  ToProto(answer.warnings, out->mutable_warnings());
}

void ToProto(const JudgementsAnswer& answer, v1::JudgeForecastsResponse* out) {
  for (size_t i = 0; i < answer.judgements.size(); ++i) {
    ToProto(answer.judgements[i], answer.of.forecasts[i],
            out->add_judgements());
  }
  ToProto(answer.of.head, out->mutable_revision());
  ToProto(answer.of.warnings, out->mutable_warnings());
}

void ToProto(const Backtest& answer, v1::BacktestForecastsResponse* out) {
  ToProto(answer.all, out->mutable_all());
  for (size_t i = 0; i < answer.by_month.size(); ++i) {
    v1::BacktestForecastsResponse::Part* part = out->add_by_month();
    part->set_through_month(static_cast<int32_t>(i) + 1);
    ToProto(answer.by_month.at(i), part->mutable_fared());
  }
  for (const auto& [line, fared] : answer.by_line) {
    v1::BacktestForecastsResponse::Part* part = out->add_by_line();
    part->set_line(line);
    ToProto(fared, part->mutable_fared());
  }
  for (const auto& [method, fared] : answer.by_method) {
    v1::BacktestForecastsResponse::Part* part = out->add_by_method();
    part->set_method(ToProto(method));
    ToProto(fared, part->mutable_fared());
  }
  for (const auto& [year, fared] : answer.by_year) {
    v1::BacktestForecastsResponse::Part* part = out->add_by_year();
    part->set_year(year);
    ToProto(fared, part->mutable_fared());
  }
}

absl::StatusOr<StoredForecast> FromProto(const v1::Forecast& forecast) {
  const std::optional<FiscalYearName> year =
      YearOfName(forecast.name(), "forecasts", forecast.number());
  const std::optional<absl::CivilDay> day = DateFromProto(forecast.day());
  if (!year.has_value() || !day.has_value() || forecast.number() < 1) {
    return absl::DataLossError("a kept forecast cannot be read");
  }
  StoredForecast out{*year, forecast.number(), {}, forecast.from_file()};
  Forecast& made = out.forecast;
  made.year = year->year;
  made.day = *day;
  made.through_month = forecast.through_month();
  made.basis = forecast.basis();
  made.opening_capital = FINSAM_OPTIONAL_ORE(forecast, opening_capital_ore);
  for (size_t i = 0; i < kCapitalSources.size(); ++i) {
    if (kCapitalSources[i] == forecast.opening_capital_source()) {
      made.capital_source = static_cast<CapitalSource>(i);
    }
  }
  made.confidence = Share{forecast.confidence_ppm()};
  for (const v1::Forecast::Line& line : forecast.lines()) {
    made.lines.push_back(FromProto(line));
  }
  return out;
}

absl::StatusOr<ForecastQuestion> FromProto(
    const v1::MakeForecastRequest& request) {
  ForecastQuestion out;
  ASSIGN_OR_RETURN(out.year, ParseFiscalYearName(request.fiscal_year()));
  out.request_id = request.request_id();
  out.keep = request.keep();
  out.confidence = ConfidenceFrom(request.confidence_ppm());
  out.histories = FromProto(request.histories());
  ASSIGN_OR_RETURN(out.booked_through,
                   BookedThrough(request.has_booked_through_month(),
                                 request.booked_through_month()));
  out.booked_capital = FINSAM_OPTIONAL_ORE(request, booked_opening_capital_ore);
  v1::MakeForecastRequest nameless = request;
  nameless.clear_request_id();
  out.digest = Sha256Parts({"make-forecast", Canonical(nameless)});
  ASSIGN_OR_RETURN(const auto day,
                   OptionalDay(request.has_day(), request.day()));
  if (!day.has_value()) return out;
  const int through = request.through_month() == 0
                          ? out.booked_through.value_or(0)
                          : request.through_month();
  if (through < 1 || through > kMonths) {
    return Refuse(absl::StatusCode::kInvalidArgument, "MONTH_INVALID",
                  absl::StrCat("månad ", through, " är ingen av 1 till 12"));
  }
  ForecastDraft draft;
  draft.day = *day;
  draft.through = absl::CivilMonth(out.year.year, through);
  draft.basis = request.basis();
  draft.opening_capital = FINSAM_OPTIONAL_ORE(request, opening_capital_ore);
  for (const v1::ForecastChoice& choice : request.choices()) {
    draft.lines.push_back(FromProto(choice));
  }
  out.draft = std::move(draft);
  return out;
}

std::vector<AskedHistory> FromProto(
    const google::protobuf::RepeatedPtrField<v1::LineHistory>& histories) {
  std::vector<AskedHistory> out;
  for (const v1::LineHistory& history : histories) {
    AskedHistory asked;
    asked.history.line = history.line();
    asked.kind = KindFrom(history.kind());
    asked.history.kind = asked.kind.value_or(Kind::kCost);
    asked.history.budget = FINSAM_OPTIONAL_ORE(history, budget_ore);
    asked.history.months = MonthsFrom(history.months_ore());
    for (const v1::LineHistory::Year& year : history.years()) {
      asked.history.years.push_back({year.year(), MonthsFrom(year.months_ore()),
                                     FINSAM_OPTIONAL_ORE(year, budget_ore)});
    }
    out.push_back(std::move(asked));
  }
  return out;
}

Share ConfidenceFrom(int64_t ppm) {
  return ppm == 0 ? kConfidence : Share{ppm};
}

absl::StatusOr<YearOutcomes> FromProto(
    const v1::JudgeForecastsRequest& request) {
  const auto& outcomes = request.outcomes();
  YearOutcomes out;
  ASSIGN_OR_RETURN(out.booked_through,
                   BookedThrough(request.has_booked_through_month(),
                                 request.booked_through_month()));
  for (const v1::LineAmount& outcome : outcomes) {
    out.amounts[outcome.line()] = Ore{outcome.amount_ore()};
    if (outcome.kind() == v1::Budget::KIND_UNSPECIFIED) continue;
    out.kinds[outcome.line()] =
        outcome.kind() == v1::Budget::INCOME ? Kind::kIncome : Kind::kCost;
  }
  const auto given = static_cast<size_t>(outcomes.size());
  if (given <= kLinesMax && out.amounts.size() == given) return out;
  return Refuse(absl::StatusCode::kInvalidArgument, "OUTCOME_INVALID",
                absl::StrCat(given, " utfall är fler än ", kLinesMax,
                             ", eller en rad har två"));
}

}  // namespace finsam::budget
