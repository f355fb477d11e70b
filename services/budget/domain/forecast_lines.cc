#include "services/budget/domain/forecast_lines.h"

namespace finsam::budget {
namespace {

// Adds to `draft` the lines of `histories` that it does not name, with the kind
// that they have there.
void NameLines(const std::vector<LineHistory>& histories,
               ForecastDraft* draft) {
  std::set<std::string> named;
  for (const ForecastDraftLine& line : draft->lines) named.insert(line.line);
  for (const LineHistory& history : histories) {
    if (!named.insert(history.line).second) continue;
    ForecastDraftLine& line = draft->lines.emplace_back();
    line.line = history.line;
    line.kind = history.kind;
  }
}

}  // namespace

void CompleteFrom(const Budget& budget, bool from_file,
                  const ContributionLines& contributions, ForecastDraft* draft,
                  std::vector<LineHistory>* histories) {
  std::map<std::string, size_t> places;
  for (size_t i = 0; i < histories->size(); ++i) {
    places[(*histories)[i].line] = i;
  }
  std::map<std::string, const ForecastDraftLine*> named;
  for (const ForecastDraftLine& line : draft->lines) named[line.line] = &line;
  // A person has said what the line comes to, or how to tell.
  const auto is_said = [](const ForecastDraftLine& line) {
    return line.amount.has_value() || line.commitments.has_value() ||
           (line.method.has_value() && line.method != ForecastMethod::kFixed);
  };
  // What is decided anew since the budget was.
  const auto stay_at_decided = [&](const Line& line, LineHistory* history) {
    const auto decided = contributions.decided.find(line.id);
    if (line.kind != Kind::kIncome || decided == contributions.decided.end() ||
        decided->second == line.amount) {
      return;
    }
    history->fixed_amount = decided->second;
    history->fixed_because =
        "Raden är ett beslutat bidrag: beloppet är det i contributions.csv, "
        "inte budgetens.";
  };
  const int month = draft->through.month();
  for (const Line& line : budget.decided.lines) {
    const auto at = places.find(line.id);
    if (at == places.end()) {
      const auto by_person = named.find(line.id);
      if (by_person == named.end() ? from_file : is_said(*by_person->second)) {
        continue;
      }
      LineHistory& added = histories->emplace_back();
      added.line = line.id;
      added.kind = line.kind;
      added.budget = line.amount;
      added.months.resize(static_cast<size_t>(month));
      added.has_outcome = false;
      added.fixed_because =
          "Inget utfall är lämnat för raden: budgeten står kvar.";
      stay_at_decided(line, &added);
      continue;
    }
    if (line.kind == Kind::kIncome && month < kMonths &&
        (!line.member.empty() || contributions.invoiced.contains(line.id))) {
      (*histories)[at->second].fixed_because =
          "Raden är ett beslutat bidrag: budgeten gäller hela året.";
      stay_at_decided(line, &(*histories)[at->second]);
    }
  }
  NameLines(*histories, draft);
  DescribeFrom({&budget}, draft);
}

std::vector<std::string> LinesNotForecast(const Budget& budget,
                                          const Forecast& forecast) {
  std::set<std::string> known;
  for (const ForecastLine& line : forecast.lines) known.insert(line.line);
  std::vector<std::string> missing;
  for (const Line& line : budget.decided.lines) {
    if (line.amount != Ore{0} && !known.contains(line.id)) {
      missing.push_back(line.id);
    }
  }
  return missing;
}

void DescribeFrom(const std::vector<const Budget*>& budgets,
                  ForecastDraft* draft) {
  for (ForecastDraftLine& line : draft->lines) {
    for (const Budget* budget : budgets) {
      const Line* known = FindLine(*budget, line.line);
      if (known == nullptr) continue;
      if (!line.kind.has_value()) line.kind = known->kind;
      if (line.label.empty()) line.label = known->label;
      if (line.group.empty()) line.group = known->group;
      break;
    }
  }
}

}  // namespace finsam::budget
