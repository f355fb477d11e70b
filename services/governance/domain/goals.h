// Goals (åtaganden): what the board undertook, how it is measured, and what
// the board says of it itself.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_GOALS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_GOALS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/figure/figure.h"

namespace finsam::governance {

inline constexpr char kGoalsFile[] = "goals.csv";

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

struct GoalMeasure {
  // The figure that is the outcome, without year: "surveys/avslut/share".
  // Empty when the outcome is `reported`.
  std::string figure_id;
  // The outcome as the goals' file gives it, for what no service counts.
  std::optional<Count> reported;
  Comparison comparison = Comparison::kAtLeast;
  Value target;  // A Count, Ore or Ratio.
};

// A goal has a measure, a verdict stated by the board, or both.
struct Goal {
  std::string id;  // Unique, one part of a figure id: "1", "3a".
  std::string text;
  std::optional<GoalMeasure> measure;
  std::optional<Verdict> stated;
  std::string comment;  // The board's; may be empty.
  int64_t line = 0;     // In its file; no part of the fact.
};

// Reads a target: "12" is a Count, "500 000 kr" an Ore, "80 %" a Ratio in its
// lowest terms. Nothing when it is none of these.
std::optional<Value> ParseTarget(absl::string_view text);

// The figure that the goal's outcome is in `year`: "surveys/avslut/share/2024".
// Empty when the goal has no measure, or a reported one.
std::string GoalFigureId(const Goal& goal, int year);

// Errors: GOAL_LIST_SIZE, GOAL_ID_INVALID, GOAL_TWICE, GOAL_TEXT_SIZE,
// GOAL_MEASURE_INVALID (no figure id without year), GOAL_MEASURE_MISSING
// (neither measure nor verdict), PERSONAL_DATA.
void CheckGoals(const std::vector<Goal>& goals, int year,
                std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_GOALS_H_
