#include "services/governance/domain/verdict.h"

#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"

namespace finsam::governance {
namespace {

// Two 64-bit numbers multiplied fit in 128 bits.
using Wide = __int128;

int Sign(Wide difference) {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

int Compare(int64_t a, int64_t b) { return Sign(Wide{a} - Wide{b}); }

int Compare(const Ratio& a, const Ratio& b) {
  FINSAM_CHECK(a.denominator > 0 && b.denominator > 0);
  return Sign(Wide{a.numerator} * b.denominator -
              Wide{b.numerator} * a.denominator);
}

// Below 0, 0, above 0 as `outcome` is less than, equal to, greater than
// `target`; nothing when they are of different kinds.
std::optional<int> Compare(const Value& outcome, const Value& target) {
  if (outcome.index() != target.index()) return std::nullopt;
  if (const auto* ore = std::get_if<Ore>(&outcome)) {
    return Compare(ore->value, std::get<Ore>(target).value);
  }
  if (const auto* count = std::get_if<Count>(&outcome)) {
    return Compare(count->value, std::get<Count>(target).value);
  }
  if (const auto* ratio = std::get_if<Ratio>(&outcome)) {
    return Compare(*ratio, std::get<Ratio>(target));
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

std::string KindWord(const Value& value) {
  if (std::holds_alternative<Ore>(value)) return "ett belopp";
  if (std::holds_alternative<Count>(value)) return "ett antal";
  if (std::holds_alternative<Ratio>(value)) return "en andel";
  return "en dag";
}

// The outcome of a measure, or why there is none.
std::pair<Value, std::string> OutcomeOf(const Goal& goal, int year,
                                        const Outcomes& outcomes) {
  if (goal.measure->reported.has_value()) return {*goal.measure->reported, ""};
  const std::string id = GoalFigureId(goal, year);
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

}  // namespace

Judgement Judge(const Goal& goal, int year, const Outcomes& outcomes) {
  if (!goal.measure.has_value()) {
    return {goal.stated.value_or(Verdict::kNotAssessed), /*computed=*/false,
            std::monostate{}, ""};
  }
  auto [outcome, reason] = OutcomeOf(goal, year, outcomes);
  if (!reason.empty()) {
    return {Verdict::kNotAssessed, /*computed=*/false, outcome, reason};
  }
  const Value& target = goal.measure->target;
  const std::optional<int> order = Compare(outcome, target);
  if (!order.has_value()) {
    reason = absl::StrCat("Målet är ", KindWord(target), " men utfallet är ",
                          KindWord(outcome), ".");
    return {Verdict::kNotAssessed, /*computed=*/false, outcome, reason};
  }
  const bool met = Holds(*order, goal.measure->comparison);
  return {met ? Verdict::kMet : Verdict::kNotMet, /*computed=*/true, outcome,
          ""};
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
