#include "services/budget/domain/causes.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"

namespace finsam::budget {
namespace {

// A line as the budget and as the forecast have it; either may be missing.
struct Pair {
  std::string line;
  const Line* budgeted = nullptr;
  const ForecastLine* forecast = nullptr;

  std::optional<Ore> budget() const {
    return budgeted == nullptr ? std::nullopt : std::optional(budgeted->amount);
  }
  std::optional<Ore> expected() const {
    return forecast == nullptr ? std::nullopt : std::optional(forecast->amount);
  }
  // A missing side is as the other.
  Kind budget_kind() const {
    return budgeted == nullptr ? forecast->kind : budgeted->kind;
  }
  Kind forecast_kind() const {
    return forecast == nullptr ? budgeted->kind : forecast->kind;
  }
};

std::vector<Pair> PairsOf(const Budget& budget, const Forecast& forecast) {
  std::map<std::string, const ForecastLine*> forecasts;
  for (const ForecastLine& line : forecast.lines) forecasts[line.line] = &line;
  std::vector<Pair> pairs;
  for (const Line& line : budget.decided.lines) {
    const auto at = forecasts.find(line.id);
    const bool found = at != forecasts.end();
    pairs.push_back({line.id, &line, found ? at->second : nullptr});
    if (found) forecasts.erase(at);
  }
  for (const ForecastLine& line : forecast.lines) {
    if (forecasts.contains(line.line)) {
      pairs.push_back({line.line, nullptr, &line});
    }
  }
  return pairs;
}

Cause CauseOf(const Pair& pair, int through_month) {
  if (pair.forecast == nullptr) return Cause::kNotForecast;
  const Ore budget = pair.budget().value_or(Ore{});
  if (budget == Ore{0}) return Cause::kNotBudgeted;
  if (pair.forecast->by_hand) return Cause::kByHand;
  if (pair.budget_kind() == Kind::kIncome ||
      pair.forecast_kind() == Kind::kIncome) {
    return Cause::kIncome;
  }
  const bool is_less = pair.forecast->amount < budget;
  const Ore to_date = pair.forecast->to_date.value_or(Ore{});
  if (is_less && to_date == Ore{0}) return Cause::kUnusedReserve;
  // Both sides times twelve, so that nothing is rounded.
  const __int128 come = __int128{to_date.value} * kMonths;
  const __int128 pace = __int128{budget.value} * through_month;
  if (is_less && come < pace) return Cause::kSlower;
  if (!is_less && come > pace) return Cause::kFaster;
  return Cause::kRestOfYear;
}

// What an amount of this kind does to the capital: 1 or -1.
int SignOf(Kind kind) { return kind == Kind::kCost ? -1 : 1; }

Figure MakeFigure(std::string id, Ore amount, int64_t revision,
                  absl::string_view rule) {
  Figure figure;
  figure.id = std::move(id);
  figure.value = amount;
  figure.provenance.service = "budget";
  figure.provenance.revision = revision;
  figure.provenance.rule = std::string(rule);
  return figure;
}

Figure LineFigure(std::string id, Ore amount, const std::string& record,
                  int64_t revision, absl::string_view rule) {
  Figure figure = MakeFigure(std::move(id), amount, revision, rule);
  figure.provenance.records = {record};
  return figure;
}

std::string CauseFigureId(absl::string_view cause, int year) {
  return absl::StrCat("forecast-cause/", cause, "/", year);
}

// The sums of a forecast, from its lines' figures.
void AddSums(const Forecast& forecast, absl::string_view record,
             int64_t revision, std::vector<Figure>* figures) {
  const int year = forecast.year;
  Ore income;
  Ore costs;
  std::vector<Term> income_terms;
  std::vector<Term> cost_terms;
  for (const ForecastLine& line : forecast.lines) {
    const bool is_cost = line.kind == Kind::kCost;
    (is_cost ? costs : income) += line.amount;
    (is_cost ? cost_terms : income_terms)
        .push_back({ForecastFigureId(line.line, year), 1});
  }
  const auto add = [&](absl::string_view name, Ore amount,
                       std::vector<Term> terms) {
    Figure figure =
        MakeFigure(ForecastFigureId(name, year), amount, revision, "sum");
    if (terms.empty()) figure.provenance.records = {std::string(record)};
    figure.provenance.terms = std::move(terms);
    figures->push_back(std::move(figure));
  };
  add(kIncomeSum, income, std::move(income_terms));
  add(kCostsSum, costs, std::move(cost_terms));
  add(kResultSum, income - costs,
      {{ForecastFigureId(kIncomeSum, year), 1},
       {ForecastFigureId(kCostsSum, year), -1}});
  if (!forecast.opening_capital.has_value()) return;
  figures->push_back(LineFigure(
      ForecastFigureId(kOpeningCapital, year), *forecast.opening_capital,
      absl::StrCat(record, "#", kOpeningCapital), revision, "forecast"));
  add(kClosingCapital, *forecast.opening_capital + income - costs,
      {{ForecastFigureId(kOpeningCapital, year), 1},
       {ForecastFigureId(kResultSum, year), 1}});
}

}  // namespace

absl::string_view CauseSlug(Cause cause) {
  switch (cause) {
    case Cause::kCapital:
      return "opening-capital";
    case Cause::kNotBudgeted:
      return "not-budgeted";
    case Cause::kNotForecast:
      return "not-forecast";
    case Cause::kByHand:
      return "by-hand";
    case Cause::kIncome:
      return "income";
    case Cause::kUnusedReserve:
      return "unused-reserve";
    case Cause::kSlower:
      return "slower";
    case Cause::kFaster:
      return "faster";
    case Cause::kRestOfYear:
      return "rest-of-year";
  }
  return "";
}

absl::string_view CauseHeading(Cause cause) {
  switch (cause) {
    case Cause::kCapital:
      return "Ingående kapital";
    case Cause::kNotBudgeted:
      return "Inte budgeterat";
    case Cause::kNotForecast:
      return "Utan prognos";
    case Cause::kByHand:
      return "Satt för hand";
    case Cause::kIncome:
      return "Intäkter";
    case Cause::kUnusedReserve:
      return "Outnyttjade reserver";
    case Cause::kSlower:
      return "Lägre takt än budgeten";
    case Cause::kFaster:
      return "Högre takt än budgeten";
    case Cause::kRestOfYear:
      return "Månaderna som återstår";
  }
  return "";
}

Explanation Explained(const Budget& budget, const Forecast& forecast) {
  std::map<Cause, CauseSum> causes;
  Explanation explanation;
  explanation.year = forecast.year;
  const auto add = [&](Cause cause, CauseLine line) {
    if (line.effect == Ore{0}) return;
    CauseSum& sum = causes[cause];
    sum.cause = cause;
    sum.effect += line.effect;
    explanation.difference += line.effect;
    sum.lines.push_back(std::move(line));
  };
  if (budget.decided.opening_capital.has_value() &&
      forecast.opening_capital.has_value()) {
    const Ore before = *budget.decided.opening_capital;
    const Ore now = *forecast.opening_capital;
    add(Cause::kCapital, {kOpeningCapital, before, now, now - before,
                          Kind::kIncome, Kind::kIncome});
  }
  for (const Pair& pair : PairsOf(budget, forecast)) {
    const Ore before = pair.budget().value_or(Ore{});
    const Ore now = pair.expected().value_or(Ore{});
    const Ore effect{SignOf(pair.forecast_kind()) * now.value -
                     SignOf(pair.budget_kind()) * before.value};
    add(CauseOf(pair, forecast.through_month),
        {pair.line, pair.budget(), pair.expected(), effect, pair.budget_kind(),
         pair.forecast_kind()});
  }
  for (auto& [cause, sum] : causes) {
    explanation.causes.push_back(std::move(sum));
  }
  return explanation;
}

std::string ForecastFigureId(absl::string_view line, int year) {
  return absl::StrCat("forecast/", line, "/", year);
}

std::vector<Figure> FiguresOf(const Forecast& forecast,
                              absl::string_view record, int64_t revision) {
  std::vector<Figure> figures;
  for (const ForecastLine& line : forecast.lines) {
    const std::string from = absl::StrCat(record, "#", line.line);
    figures.push_back(LineFigure(ForecastFigureId(line.line, forecast.year),
                                 line.amount, from, revision, "forecast"));
    if (!line.low.has_value() || !line.high.has_value()) continue;
    for (const auto& [end, amount] :
         {std::pair(".low", *line.low), std::pair(".high", *line.high)}) {
      figures.push_back(LineFigure(
          ForecastFigureId(absl::StrCat(line.line, end), forecast.year), amount,
          from, revision, "forecast interval"));
    }
  }
  AddSums(forecast, record, revision, &figures);
  return figures;
}

std::vector<Figure> FiguresOf(const Explanation& explanation,
                              int64_t revision) {
  std::vector<Figure> figures;
  Figure all = MakeFigure(CauseFigureId("difference", explanation.year),
                          explanation.difference, revision, "sum");
  for (const CauseSum& sum : explanation.causes) {
    const std::string id =
        CauseFigureId(CauseSlug(sum.cause), explanation.year);
    Figure figure = MakeFigure(id, sum.effect, revision, "forecast cause");
    for (const CauseLine& line : sum.lines) {
      if (line.forecast.has_value()) {
        figure.provenance.terms.push_back(
            {ForecastFigureId(line.line, explanation.year),
             SignOf(line.forecast_kind)});
      }
      if (line.budget.has_value()) {
        figure.provenance.terms.push_back(
            {BudgetFigureId(line.line, explanation.year),
             -SignOf(line.budget_kind)});
      }
    }
    all.provenance.terms.push_back({id, 1});
    figures.push_back(std::move(figure));
  }
  figures.push_back(std::move(all));
  return figures;
}

}  // namespace finsam::budget
