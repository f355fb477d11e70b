#include "services/budget/domain/comparison.h"

#include <map>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam::budget {
namespace {

// What an outcome is compared with.
struct Target {
  Ore amount;
  bool is_cost = false;
};

std::map<std::string, Target> TargetsOf(const Budget& budget) {
  const Sums sums = SumsOf(budget.decided.lines);
  std::map<std::string, Target> targets = {
      {kIncomeSum, {sums.income, false}},
      {kCostsSum, {sums.costs, true}},
      {kResultSum, {sums.result(), false}},
  };
  for (const Line& line : budget.decided.lines) {
    targets[line.id] = {line.amount, line.kind == Kind::kCost};
  }
  return targets;
}

Problem MakeProblem(absl::string_view reason, absl::string_view field,
                    absl::string_view found, absl::string_view message) {
  Problem problem;
  problem.reason = std::string(reason);
  problem.field = std::string(field);
  problem.found = Shortened(found, kFoundBytesMax);
  problem.message = std::string(message);
  return problem;
}

// Appends what is wrong with the comparison itself, whatever the budget is.
void CheckComparison(const Comparison& comparison, const std::string& place,
                     std::vector<Problem>* problems) {
  constexpr absl::string_view kReason = "OUTCOME_INVALID";
  if (!IsFigureId(comparison.figure_id)) {
    problems->push_back(MakeProblem(kReason, absl::StrCat(place, ".figure_id"),
                                    comparison.figure_id,
                                    "Avvikelsens id är inget figur-id."));
  }
  const Figure& outcome = comparison.outcome;
  if (!IsFigureId(outcome.id)) {
    problems->push_back(MakeProblem(kReason, absl::StrCat(place, ".outcome.id"),
                                    outcome.id,
                                    "Utfallets id är inget figur-id."));
  }
  if (!HasValue(outcome.value)) return;
  const Ore* amount = std::get_if<Ore>(&outcome.value);
  if (amount == nullptr || *amount > kOutcomeMax || *amount < -kOutcomeMax) {
    problems->push_back(
        MakeProblem(kReason, absl::StrCat(place, ".outcome.value"), outcome.id,
                    "Utfallet är inget belopp, eller ett som är för stort."));
  }
}

Figure Deviation(const Budget& budget, int64_t revision,
                 const Comparison& comparison, const Target& target) {
  const int sign = target.is_cost ? -1 : 1;
  Figure figure;
  figure.id = comparison.figure_id;
  if (const Ore* outcome = std::get_if<Ore>(&comparison.outcome.value)) {
    figure.value =
        target.is_cost ? target.amount - *outcome : *outcome - target.amount;
  }
  figure.provenance.service = "budget";
  figure.provenance.revision = revision;
  figure.provenance.rule = "deviation";
  figure.provenance.terms = {
      {comparison.outcome.id, sign},
      {BudgetFigureId(comparison.budget_line, budget.year.year), -sign}};
  return figure;
}

}  // namespace

absl::StatusOr<std::vector<Figure>> Compare(
    const Budget& budget, int64_t revision,
    const std::vector<Comparison>& comparisons) {
  if (comparisons.size() > kComparisonsMax) {
    return Refuse(absl::StatusCode::kInvalidArgument, "OUTCOME_INVALID",
                  absl::StrCat(comparisons.size(), " utfall är fler än ",
                               kComparisonsMax));
  }
  const std::map<std::string, Target> targets = TargetsOf(budget);
  std::vector<Problem> invalid;
  std::vector<Problem> unknown;
  std::vector<Figure> deviations;
  for (size_t i = 0; i < comparisons.size(); ++i) {
    const std::string place = absl::StrCat("items[", i, "]");
    CheckComparison(comparisons[i], place, &invalid);
    const auto target = targets.find(comparisons[i].budget_line);
    if (target == targets.end()) {
      unknown.push_back(MakeProblem(
          "BUDGET_LINE_UNKNOWN", absl::StrCat(place, ".budget_line"),
          comparisons[i].budget_line, "Budgeten har ingen sådan rad."));
    } else if (invalid.empty() && unknown.empty()) {
      deviations.push_back(
          Deviation(budget, revision, comparisons[i], target->second));
    }
  }
  if (!invalid.empty()) return RefuseInput(std::move(invalid));
  if (!unknown.empty()) {
    return Refuse(absl::StatusCode::kNotFound, "BUDGET_LINE_UNKNOWN",
                  ProblemLine(unknown.front()), unknown);
  }
  return deviations;
}

}  // namespace finsam::budget
