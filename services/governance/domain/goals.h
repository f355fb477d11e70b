// Goals (åtaganden): what the board undertook, how it is measured, who answers
// for it, and what the board says of it itself.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_GOALS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_GOALS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/figure/figure.h"

namespace finsam::governance {

inline constexpr char kGoalsFile[] = "goals.csv";
inline constexpr size_t kMeasuresMax = 1'000;  // Of all goals of a year.

enum class Verdict {
  kMet,          // uppfyllt
  kPartlyMet,    // delvis uppfyllt
  kNotMet,       // ej uppfyllt
  kNotAssessed,  // kunde inte bedömas
};
inline constexpr int kVerdicts = 4;

// "delvis uppfyllt".
std::string VerdictWord(Verdict verdict);

// How the outcome must stand to the target.
enum class Comparison {
  kAtLeast,   // >=
  kMoreThan,  // >
  kAtMost,    // <=
  kLessThan,  // <
  kEqual,     // =
};
inline constexpr int kComparisons = 5;

// ">=".
std::string ComparisonSign(Comparison comparison);

// Below 0, 0, above 0 as `outcome` is less than, equal to, greater than
// `target`, exactly; nothing when they are of different kinds, or of one that
// has no order here.
std::optional<int> Compare(const Value& outcome, const Value& target);

// Whether an outcome that stands so to its target is what was wanted.
bool Holds(int order, Comparison comparison);

struct GoalMeasure {
  std::string text;  // What it measures; may be empty.
  // The figure that is the outcome, without year: "surveys/avslut/share".
  // Empty when the outcome is `reported`.
  std::string figure_id;
  // The outcome as the goals' file gives it, for what no service counts.
  std::optional<Count> reported;
  Comparison comparison = Comparison::kAtLeast;
  Value target;  // A Count, Ore or Ratio.
  // A second, weaker threshold: an outcome that misses the target and stands
  // to this as `comparison` says meets the goal partly. None: monostate.
  Value partly;
  int64_t line = 0;  // In its file; no part of the fact.
};

// A goal has measures, a verdict stated by the board, or both.
struct Goal {
  std::string id;  // Unique, one part of a figure id: "1", "3a".
  std::string text;
  std::string owner;  // Who answers for it; may be empty.
  std::vector<GoalMeasure> measures;
  std::optional<Verdict> stated;
  std::string comment;  // The board's; may be empty.
  // Why the stated verdict departs from the measures; may be empty.
  std::string reason;
  int64_t line = 0;  // In its file; no part of the fact.
};

// Reads a target: "12" is a Count, "500 000 kr" an Ore, "80 %" a Ratio in its
// lowest terms. Nothing when it is none of these.
std::optional<Value> ParseTarget(absl::string_view text);

// The figure that the measure's outcome is in `year`:
// "surveys/avslut/share/2024". Empty when it is reported.
std::string MeasureFigureId(const GoalMeasure& measure, int year);

// Errors: GOAL_LIST_SIZE, GOAL_ID_INVALID, GOAL_TWICE, GOAL_TEXT_SIZE,
// GOAL_MEASURE_INVALID (no figure id without year), GOAL_MEASURE_MISSING
// (neither measure nor verdict), GOAL_MEASURE_TWICE, GOAL_PARTLY_INVALID (of
// another kind than the target, or no weaker), PERSONAL_DATA. Warning:
// GOAL_REASON_MISSING (the board's verdict alone, and nothing said of why).
void CheckGoals(const std::vector<Goal>& goals, int year,
                std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_GOALS_H_
