// An association's own rules for its statistics, as counts-rules.yaml holds
// them: how small a count may be shown, how wholes are divided, what goals are
// measured by, and what an exit to self-support is reckoned to be worth.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_RULES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_RULES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/money.h"
#include "common/base/status.h"
#include "common/figure/figure.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/figure_index.h"

namespace finsam::participants {

inline constexpr size_t kBreakdownsMax = 40;
inline constexpr size_t kBreakdownValuesMax = 400;
inline constexpr size_t kMeasureRulesMax = 100;
inline constexpr size_t kAssumptionsMax = 20;
// Figures that one sum adds.
inline constexpr size_t kRuleFiguresMax = 200;
inline constexpr size_t kRuleIdBytesMax = 60;
inline constexpr size_t kRuleTextBytesMax = 300;
inline constexpr int64_t kMinimumDefault = 5;
inline constexpr int64_t kMinimumMax = 100;
// With a minimum of two only ones are protected, and each of two persons in a
// cell, who knows of herself, would be told of the other.
inline constexpr int64_t kMinimumMin = 3;
// Unknown figures for which what is near is looked for, which takes time.
inline constexpr size_t kNearestFiguresMax = 50;

// A way to divide a whole (uppdelning). A breakdown that the rules do not name
// takes any value and is reckoned as whole.
struct BreakdownRule {
  int64_t line = 0;
  std::string name;                 // "avslutsorsak".
  std::vector<CountMeasure> of;     // Empty: any measure.
  bool several_answers = false;     // A person may be in several parts.
  std::vector<std::string> values;  // Empty: any.
};

// How small a count may be shown to whom. Counts from 1 to one less than the
// minimum are protected; zero is not.
struct ProtectionRule {
  int64_t public_minimum = kMinimumDefault;
  int64_t member_minimum = kMinimumDefault;
  // Surveys where how many answered positively is protected as a count of
  // participants is; in the others only few answers are. "Sju frågor om våld".
  std::vector<std::string> sensitive_surveys;
};

// What a goal is measured by: an exact ratio against a target.
struct MeasureRule {
  int64_t line = 0;
  std::string id;                        // "redo-for-arbete"; [a-z0-9-].
  std::string name;                      // Swedish.
  std::vector<std::string> numerator;    // Figure ids; their sum.
  std::vector<std::string> denominator;  // The same.
  std::string comparison;                // ">=", ">", "<=", "<" or "=".
  Ratio target;                          // 70 % is 70/100.
};

// One number of the socio-economic model, per person and year.
struct Assumption {
  int64_t line = 0;
  std::string id;      // "mindre-forsorjning".
  std::string name;    // Swedish.
  std::string source;  // Who says so.
  Ore amount;
  Ore low;   // What it could be instead, at the least
  Ore high;  // and at the most.
};

// What it is worth that persons support themselves: persons times the sum of
// the assumptions, a year.
struct EffectModel {
  int64_t line = 0;
  std::string name;                  // Empty: there is no model.
  std::vector<std::string> persons;  // Figure ids; their sum.
  std::vector<Assumption> assumptions;
};

struct Rules {
  std::vector<BreakdownRule> breakdowns;
  ProtectionRule protection;
  std::vector<MeasureRule> measures;
  EffectModel effects;
};

// The words of counts.csv for what is counted, in the order of CountMeasure.
const std::vector<std::string>& MeasureWords();

// The rule for `breakdown`, or nullptr. Names are compared by their slugs.
const BreakdownRule* FindBreakdown(const Rules& rules,
                                   absl::string_view breakdown);

// Adds every problem of the rules that counts-rules.yaml (called `file`) held:
//   RULES_MALFORMED  a name, an id or a list is missing, too long or of another
//                    form; an assumption outside its own bounds
//   RULES_DUPLICATE  an id, a name or a figure of one sum twice
//   PERSONAL_DATA    a text that points out a person
void CheckRules(const Rules& rules, absl::string_view file,
                std::vector<Problem>* problems);

// Adds every problem of the figures that the rules name, against those that
// the year's facts give:
//   RULES_FIGURE_UNKNOWN  no such figure; names the nearest
//   RULES_FIGURE_KIND     a figure that is no count, and so no term of a sum
void CheckRuleFigures(const Rules& rules, const FigureIndex& index,
                      absl::string_view file, std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_RULES_H_
