#include "services/governance/domain/verdict.h"

#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"

namespace finsam::governance {
namespace {

std::string KindWord(const Value& value) {
  if (std::holds_alternative<Ore>(value)) return "ett belopp";
  if (std::holds_alternative<Count>(value)) return "ett antal";
  if (std::holds_alternative<Ratio>(value)) return "en andel";
  return "en dag";
}

// The outcome of a measure, or why there is none.
std::pair<Value, std::string> OutcomeOf(const GoalMeasure& measure, int year,
                                        const Outcomes& outcomes) {
  if (measure.reported.has_value()) return {*measure.reported, ""};
  const std::string id = MeasureFigureId(measure, year);
  const auto found = outcomes.find(id);
  if (found == outcomes.end()) {
    return {std::monostate{},
            absl::StrCat("Uppgiften ", id, " finns inte för året.")};
  }
  const Value& value = found->second;
  if (!HasValue(value)) {
    return {value, absl::StrCat("Uppgiften ", id, " har inget värde.")};
  }
  if (std::holds_alternative<Protected>(value)) {
    return {value, "Utfallet är skyddat och visas inte."};
  }
  return {value, ""};
}

MeasureJudgement JudgeMeasure(const GoalMeasure& measure, int year,
                              const Outcomes& outcomes) {
  auto [outcome, reason] = OutcomeOf(measure, year, outcomes);
  if (!reason.empty()) return {Verdict::kNotAssessed, outcome, reason};
  const std::optional<int> order = Compare(outcome, measure.target);
  if (!order.has_value()) {
    return {Verdict::kNotAssessed, outcome,
            absl::StrCat("Målet är ", KindWord(measure.target),
                         " men utfallet är ", KindWord(outcome), ".")};
  }
  if (Holds(*order, measure.comparison)) return {Verdict::kMet, outcome, ""};
  const std::optional<int> partly = Compare(outcome, measure.partly);
  if (partly.has_value() && Holds(*partly, measure.comparison)) {
    return {Verdict::kPartlyMet, outcome, ""};
  }
  return {Verdict::kNotMet, outcome, ""};
}

// The verdict that the measures give together.
Verdict Together(const std::vector<MeasureJudgement>& measures) {
  bool some_met = false;
  bool some_missed = false;
  bool unknown = false;
  for (const MeasureJudgement& measure : measures) {
    const Verdict verdict = measure.verdict;
    unknown = unknown || verdict == Verdict::kNotAssessed;
    some_met =
        some_met || verdict == Verdict::kMet || verdict == Verdict::kPartlyMet;
    some_missed = some_missed || verdict == Verdict::kNotMet ||
                  verdict == Verdict::kPartlyMet;
  }
  if (some_met && some_missed) return Verdict::kPartlyMet;
  if (unknown) return Verdict::kNotAssessed;
  return some_met ? Verdict::kMet : Verdict::kNotMet;
}

}  // namespace

Judgement Judge(const Goal& goal, int year, const Outcomes& outcomes) {
  Judgement judged;
  if (goal.measures.empty()) {
    judged.verdict = goal.stated.value_or(Verdict::kNotAssessed);
    return judged;
  }
  for (const GoalMeasure& measure : goal.measures) {
    judged.measures.push_back(JudgeMeasure(measure, year, outcomes));
    const std::string& reason = judged.measures.back().reason;
    if (reason.empty()) continue;
    absl::StrAppend(&judged.reason, judged.reason.empty() ? "" : " ", reason);
  }
  judged.verdict = Together(judged.measures);
  judged.computed = judged.verdict != Verdict::kNotAssessed;
  judged.departs = judged.computed && goal.stated.has_value() &&
                   *goal.stated != judged.verdict;
  return judged;
}

std::vector<Judgement> JudgeAll(const std::vector<Goal>& goals, int year,
                                const Outcomes& outcomes) {
  std::vector<Judgement> judgements;
  judgements.reserve(goals.size());
  for (const Goal& goal : goals) {
    judgements.push_back(Judge(goal, year, outcomes));
  }
  return judgements;
}

}  // namespace finsam::governance
