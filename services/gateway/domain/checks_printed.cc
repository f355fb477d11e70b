// Compares figures with a document that prints them: where the document is
// wrong, this says what it prints and what is right.

#include <cstdlib>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/domain/last_year.h"
#include "services/gateway/domain/rule.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;

// Steps back to a value, to be printed in the same form.
std::string PrintSteps(int64_t steps, const Display& display) {
  int64_t ore_per_step = 100;
  if (display.unit == Unit::kThousand) ore_per_step = 100'000;
  if (display.unit == Unit::kMillion) ore_per_step = 100'000'000;
  int64_t scale = 1;
  for (int i = 0; i < display.decimals; ++i) scale *= 10;
  if (display.unit == Unit::kPercent) {
    return Format(Ratio{steps, 100 * scale}, display);
  }
  if (display.unit == Unit::kCount) return Format(Count{steps}, display);
  return FormatWithUnit(Ore{steps * (ore_per_step / scale)}, display);
}

// What kind of slip would print `printed` for `right`.
struct Slip {
  FindingSeverity severity;
  const char* words;
};

Slip SlipOf(const Value& value, int64_t printed, int64_t right) {
  // A count is never rounded.
  if (std::holds_alternative<Count>(value)) {
    return {kError, "antalet är ett annat"};
  }
  if (printed == -right) return {kError, "tecknet är omvänt"};
  if (std::llabs(printed - right) == 1) {
    // One step: the exact value was cut, or rounded from rounded parts.
    return {kRounding, "avrundningen skiljer en enhet"};
  }
  if (std::llabs(printed + right) == 1) {
    return {kError, "tecknet är omvänt och avrundningen skiljer en enhet"};
  }
  return {kError, "beloppet är ett annat"};
}

// True when persons are counted in the figure, or in one that it is made of,
// however far down. `seen` keeps a circle from going round.
bool RestsOnCounts(const FigureIndex& figures, const Figure& figure,
                   std::set<std::string>* seen) {
  if (figure.provenance.service == "participants" ||
      figure.provenance.service == "governance") {
    return true;
  }
  for (const Term& term : figure.provenance.terms) {
    const Figure* part = Find(figures, term.figure_id);
    if (part != nullptr && seen->insert(term.figure_id).second &&
        RestsOnCounts(figures, *part, seen)) {
      return true;
    }
  }
  return false;
}

// Whether what a document prints of a figure, typed by the office from all that
// it knows, may be told: to others only beside a value that they see, and
// beside none that counts persons, since it may be newer than what they were
// given.
bool MayBeTold(const RuleRun& run, const Figure* figure) {
  if (run.input().report->audience == Audience::kOffice) return true;
  std::set<std::string> seen;
  return figure != nullptr && HasValue(figure->value) &&
         !RestsOnCounts(run.figures(), *figure, &seen);
}

void PrintedFiguresAreRight(RuleRun& run) {
  for (const PublishedFigure& published : run.input().published) {
    const Figure* figure = Find(run.figures(), published.figure_id);
    const bool told = MayBeTold(run, figure);
    const std::string printed =
        told ? PrintSteps(published.steps, published.display) : "";
    if (figure == nullptr) {
      run.Add(published.figure_id, kExplain,
              absl::StrCat("Det tryckta dokumentet har ", published.figure_id,
                           ", som inte finns i källorna."),
              {published.figure_id}, printed, "");
      continue;
    }
    // Neither right nor wrong may be said of it.
    if (std::holds_alternative<Protected>(figure->value)) continue;
    auto right = FootedSteps(*run.input().report, published.figure_id,
                             published.display);
    if (!right.has_value()) {
      right = RoundedSteps(figure->value, published.display);
    }
    run.Compared();
    if (right == published.steps) continue;
    const std::string place =
        published.place.empty() ? published.figure_id : published.place;
    Slip slip{kError, "värde saknas"};
    // How far off it is would tell what is printed.
    if (right.has_value()) {
      slip = told ? SlipOf(figure->value, published.steps, *right)
                  : Slip{kError, "värdet är ett annat"};
    }
    run.Add(published.figure_id, slip.severity,
            absl::StrCat("Det tryckta dokumentet har fel: ", place, ", ",
                         slip.words, "."),
            {published.figure_id}, printed,
            right.has_value() ? PrintSteps(*right, published.display) : "–");
  }
}

// The comparison column, cell by cell, against the report that was adopted last
// year. What has been restated since needs a reason; it is printed with the
// table.
void ComparisonsAreTheAdopted(RuleRun& run) {
  const std::optional<LastYear>& last = run.input().facts->last_year;
  if (!last.has_value()) return;
  for (const auto& [id, cell] : run.input().report->printed) {
    const Figure* figure = Find(run.figures(), id);
    if (figure == nullptr || !last->figures.contains(id)) continue;
    run.Compared();
    const LastYear::Printed* before = RestatedFrom(*last, *figure);
    if (before == nullptr) continue;
    const Restatement restated = RestatementOf(
        *last, *before, {*figure, cell.display, cell.footed_steps});
    run.Add(absl::StrCat("adopted/", id), restated.shows ? kError : kExplain,
            restated.message, {id}, restated.found, restated.expected);
  }
}

}  // namespace

const std::vector<Rule>& PrintedRules() {
  static const std::vector<Rule> rules = {
      {"PY-1", "Jämförelsetalen är fjolårets fastställda", "LKBR 4 kap.",
       ComparisonsAreTheAdopted},
      {"PD-1", "Det tryckta dokumentet har rätt siffror", "En källa per siffra",
       PrintedFiguresAreRight},
  };
  return rules;
}

}  // namespace finsam::gateway
