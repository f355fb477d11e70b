#include "services/governance/domain/goals.h"

#include <numeric>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/check.h"
#include "common/base/money.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

// Two 64-bit numbers multiplied fit in 128 bits.
using Wide = __int128;

int Sign(Wide difference) {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

int Order(int64_t a, int64_t b) { return Sign(Wide{a} - Wide{b}); }

int Order(const Ratio& a, const Ratio& b) {
  FINSAM_CHECK(a.denominator > 0 && b.denominator > 0);
  return Sign(Wide{a.numerator} * b.denominator -
              Wide{b.numerator} * a.denominator);
}

constexpr int64_t kHundredths = 100;  // ParseSwedishAmount counts in 1/100.

// Takes blanks off the end, also the no-break ones of a copied table.
absl::string_view WithoutEndBlanks(absl::string_view text) {
  while (true) {
    text = absl::StripTrailingAsciiWhitespace(text);
    if (!absl::ConsumeSuffix(&text, "\u00a0") &&
        !absl::ConsumeSuffix(&text, "\u202f")) {
      return text;
    }
  }
}

// A number in hundredths: "12,5" is 1250.
std::optional<int64_t> Hundredths(absl::string_view text) {
  const absl::StatusOr<Ore> number = ParseSwedishAmount(WithoutEndBlanks(text));
  if (!number.ok()) return std::nullopt;
  return number->value;
}

Ratio Share(int64_t hundredths_of_percent) {
  const int64_t whole = kHundredths * 100;
  const int64_t common = std::gcd(hundredths_of_percent, whole);
  return {hundredths_of_percent / common, whole / common};
}

void CheckMeasure(const GoalMeasure& measure, int year,
                  const Reporter& report) {
  report.CheckText({measure.line, "kommentar"}, measure.text, kTextBytesMax,
                   "GOAL_TEXT_SIZE");
  const std::string& id = measure.figure_id;
  const std::string end = absl::StrCat("/", year);
  if (!measure.reported.has_value() &&
      (!IsFigureId(id) || !IsFigureId(id + end) || absl::EndsWith(id, end))) {
    report.Error({measure.line, "mått"}, "GOAL_MEASURE_INVALID",
                 "Måttet är inget id för en uppgift utan årtal.", id,
                 "till exempel participants/total eller antal:8");
  }
  if (!HasValue(measure.partly)) return;
  // Whoever reaches the target must reach the weaker threshold too.
  const std::optional<int> order = Compare(measure.target, measure.partly);
  if (!order.has_value() || *order == 0 || !Holds(*order, measure.comparison)) {
    report.Error({measure.line, "delvis"}, "GOAL_PARTLY_INVALID",
                 "Gränsen för delvis uppfyllt ska vara av samma slag som målet "
                 "och lättare att nå.");
  }
}

void CheckMeasures(const Goal& goal, int year, const Reporter& report) {
  if (goal.measures.empty()) {
    if (!goal.stated.has_value()) {
      report.Error({goal.line, "mått"}, "GOAL_MEASURE_MISSING",
                   "Åtagandet har varken mått eller bedömning.");
    } else if (goal.comment.empty() && goal.reason.empty()) {
      report.Warning({goal.line, "motivering"}, "GOAL_REASON_MISSING",
                     "Bedömningen är styrelsens egen och har ingen motivering "
                     "eller kommentar.");
    }
  }
  std::set<std::string> seen;
  for (const GoalMeasure& measure : goal.measures) {
    CheckMeasure(measure, year, report);
    if (!measure.figure_id.empty() && !seen.insert(measure.figure_id).second) {
      report.Error({measure.line, "mått"}, "GOAL_MEASURE_TWICE",
                   "Åtagandet har samma mått två gånger.", measure.figure_id);
    }
  }
}

}  // namespace

std::string VerdictWord(Verdict verdict) {
  switch (verdict) {
    case Verdict::kMet:
      return "uppfyllt";
    case Verdict::kPartlyMet:
      return "delvis uppfyllt";
    case Verdict::kNotMet:
      return "ej uppfyllt";
    case Verdict::kNotAssessed:
      return "kunde inte bedömas";
  }
  return "";
}

std::string ComparisonSign(Comparison comparison) {
  switch (comparison) {
    case Comparison::kAtLeast:
      return ">=";
    case Comparison::kMoreThan:
      return ">";
    case Comparison::kAtMost:
      return "<=";
    case Comparison::kLessThan:
      return "<";
    case Comparison::kEqual:
      return "=";
  }
  return "";
}

std::optional<Value> ParseTarget(absl::string_view text) {
  text = WithoutEndBlanks(text);
  if (absl::ConsumeSuffix(&text, "%")) {
    const std::optional<int64_t> percent = Hundredths(text);
    if (!percent.has_value()) return std::nullopt;
    return Share(*percent);
  }
  if (absl::ConsumeSuffix(&text, "kr")) {
    const std::optional<int64_t> amount = Hundredths(text);
    if (!amount.has_value()) return std::nullopt;
    return Ore{*amount};
  }
  const std::optional<int64_t> number = Hundredths(text);
  if (!number.has_value() || *number % kHundredths != 0) return std::nullopt;
  return Count{*number / kHundredths};
}

std::optional<int> Compare(const Value& outcome, const Value& target) {
  if (outcome.index() != target.index()) return std::nullopt;
  if (const auto* ore = std::get_if<Ore>(&outcome)) {
    return Order(ore->value, std::get<Ore>(target).value);
  }
  if (const auto* count = std::get_if<Count>(&outcome)) {
    return Order(count->value, std::get<Count>(target).value);
  }
  if (const auto* ratio = std::get_if<Ratio>(&outcome)) {
    return Order(*ratio, std::get<Ratio>(target));
  }
  return std::nullopt;
}

bool Holds(int order, Comparison comparison) {
  switch (comparison) {
    case Comparison::kAtLeast:
      return order >= 0;
    case Comparison::kMoreThan:
      return order > 0;
    case Comparison::kAtMost:
      return order <= 0;
    case Comparison::kLessThan:
      return order < 0;
    case Comparison::kEqual:
      return order == 0;
  }
  FINSAM_CHECK(false);
}

std::string MeasureFigureId(const GoalMeasure& measure, int year) {
  if (measure.reported.has_value()) return "";
  return absl::StrCat(measure.figure_id, "/", year);
}

void CheckGoals(const std::vector<Goal>& goals, int year,
                std::vector<Problem>* problems) {
  const Reporter report(kGoalsFile, problems);
  if (!report.CheckSize(goals.size(), kGoalsMax, "GOAL_LIST_SIZE")) return;
  std::set<std::string> seen;
  size_t measures = 0;
  for (const Goal& goal : goals) {
    if (!IsIdPart(goal.id)) {
      report.Error({goal.line, "nr"}, "GOAL_ID_INVALID",
                   "Åtagandets nummer har fel form.", goal.id,
                   "till exempel 1 eller 3a");
    }
    if (!seen.insert(goal.id).second) {
      report.Error({goal.line, "nr"}, "GOAL_TWICE",
                   "Två åtaganden har samma nummer.", goal.id);
    }
    report.CheckText({goal.line, "nr"}, goal.id, kIdBytesMax, "GOAL_TEXT_SIZE");
    for (const auto& [column, text] :
         {std::pair("åtagande", &goal.text), std::pair("ansvarig", &goal.owner),
          std::pair("kommentar", &goal.comment),
          std::pair("motivering", &goal.reason)}) {
      report.CheckText({goal.line, column}, *text, kTextBytesMax,
                       "GOAL_TEXT_SIZE");
    }
    measures += goal.measures.size();
    CheckMeasures(goal, year, report);
  }
  report.CheckSize(measures, kMeasuresMax, "GOAL_LIST_SIZE");
}

}  // namespace finsam::governance
