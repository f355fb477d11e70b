#include "services/governance/domain/goals.h"

#include <numeric>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/money.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

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

bool IsGoalId(absl::string_view id) {
  return id.size() <= kIdBytesMax && IsFigureId(id) &&
         !absl::StrContains(id, "/");
}

void CheckMeasure(const Goal& goal, int year, const Reporter& report) {
  if (!goal.measure.has_value()) {
    if (goal.stated.has_value()) return;
    report.Error({goal.line, "mått"}, "GOAL_MEASURE_MISSING",
                 "Åtagandet har varken mått eller bedömning.");
    return;
  }
  const std::string& id = goal.measure->figure_id;
  if (goal.measure->reported.has_value()) return;
  const std::string end = absl::StrCat("/", year);
  if (!IsFigureId(id) || !IsFigureId(id + end) || absl::EndsWith(id, end)) {
    report.Error({goal.line, "mått"}, "GOAL_MEASURE_INVALID",
                 "Måttet är inget id för en uppgift utan årtal.", id,
                 "till exempel participants/total eller antal:8");
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

std::string GoalFigureId(const Goal& goal, int year) {
  if (!goal.measure.has_value() || goal.measure->reported.has_value()) {
    return "";
  }
  return absl::StrCat(goal.measure->figure_id, "/", year);
}

void CheckGoals(const std::vector<Goal>& goals, int year,
                std::vector<Problem>* problems) {
  const Reporter report(kGoalsFile, problems);
  if (!report.CheckSize(goals.size(), kGoalsMax, "GOAL_LIST_SIZE")) return;
  std::set<std::string> seen;
  for (const Goal& goal : goals) {
    if (!IsGoalId(goal.id)) {
      report.Error({goal.line, "nr"}, "GOAL_ID_INVALID",
                   "Åtagandets nummer har fel form.", goal.id,
                   "till exempel 1 eller 3a");
    }
    if (!seen.insert(goal.id).second) {
      report.Error({goal.line, "nr"}, "GOAL_TWICE",
                   "Två åtaganden har samma nummer.", goal.id);
    }
    report.CheckText({goal.line, "nr"}, goal.id, kIdBytesMax, "GOAL_TEXT_SIZE");
    report.CheckText({goal.line, "åtagande"}, goal.text, kTextBytesMax,
                     "GOAL_TEXT_SIZE");
    report.CheckText({goal.line, "kommentar"}, goal.comment, kTextBytesMax,
                     "GOAL_TEXT_SIZE");
    CheckMeasure(goal, year, report);
  }
}

}  // namespace finsam::governance
