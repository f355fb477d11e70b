// A year's surveys (enkäter): per question how many answered and how many of
// them positively, and what counts as positive.
//
// A share without its N and its rule says nothing, so all three are kept and
// shown together.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEYS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEYS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/period.h"
#include "services/participants/domain/printed_share.h"

namespace finsam::participants {

inline constexpr size_t kSurveyRowsMax = 2'000;
// Both names stand in a figure's id, which is at most 200 bytes.
inline constexpr size_t kSurveyNameBytesMax = 60;
inline constexpr size_t kQuestionBytesMax = 100;
inline constexpr size_t kRuleBytesMax = 200;
inline constexpr size_t kSurveyTextBytesMax = 1'000;
inline constexpr int64_t kAnswersMax = 1'000'000;

// The longest scale, and the most questions that one joins.
inline constexpr size_t kSurveyStepsMax = 20;
inline constexpr size_t kSurveyJoinsMax = 20;

struct SurveyRow {
  int64_t line = 0;      // Where it was read; no fact, and never kept.
  std::string survey;    // "Indikatorenkät avslutade".
  std::string question;  // Short: "Mer redo att arbeta eller studera".
  Period period;
  // Only those of this gender; nothing: all who answered.
  std::optional<Gender> gender;
  // Who was asked: "avslutade", "personal", "chefer", "styrelse". May be empty.
  std::string group;
  int64_t answers = 0;   // N: how many answered the question.
  int64_t positive = 0;  // How many of them positively.
  std::string rule;      // What counts as positive: "steg 4–6 av 6".
  std::string text;      // The question in full; may be empty.
  // How many chose each step, the lowest first; empty where it was not
  // reported. With it `positive` is what the rule makes of it.
  std::vector<int64_t> steps;
  std::optional<int64_t> sent;      // How many were asked.
  std::optional<int64_t> returned;  // How many answered the survey at all.
  // The share as a report printed it, to be compared with the counts.
  std::optional<PrintedPercent> published;
  // The questions of the same survey, period and gender that this one joins:
  // who answered any of them positively. Empty for an ordinary question.
  std::vector<std::string> joins;
};

// A rule about a scale: "steg 4–6 av 6" is {4, 6, 6}. It may be wrong: then
// CheckSurveys says SURVEY_SCALE.
struct ScaleRule {
  int first = 0;  // The positive steps, both included; 1 is the lowest.
  int last = 0;
  int steps = 0;  // Of the scale.
  friend bool operator==(const ScaleRule&, const ScaleRule&) = default;
};

// Reads "steg 4–6 av 6", also with a hyphen, or "steg 6 av 6". Nothing for a
// rule that is written otherwise.
std::optional<ScaleRule> ParseScaleRule(absl::string_view rule);

// True when two rules say the same, though one has a hyphen for the dash.
bool SameRule(absl::string_view a, absl::string_view b);

// How many of `steps` the rule counts as positive.
int64_t PositiveOf(const ScaleRule& rule, const std::vector<int64_t>& steps);

// The id of a figure about `row`: "surveys/<survey>/<question>/share/2024",
// with the gender before `part` when the row is about one.
std::string SurveyFigureId(const SurveyRow& row, absl::string_view part);

// Adds every problem of the rows that surveys.csv (called `file`) held:
//   SURVEY_MALFORMED     a name is missing or too long, too many rows
//   SURVEY_RULE_MISSING
//   SURVEY_COUNT         negative, too large, more positive than answers, more
//                        answers than asked, or not what the steps make
//   SURVEY_SCALE         steps outside the scale
//   SURVEY_DUPLICATE     the same row twice, or two names with one id
//   PERSONAL_DATA        a text that points out a person
// When the file has no error yet, also how its rows agree:
//   SURVEY_RULE_DIFFERS  one question, two rules
//   SURVEY_GENDER        the genders do not fit in the whole
//   SURVEY_UNION         a joined question outside its bounds, or of nothing
// And the warnings about a published percentage:
//   SURVEY_SHARE_IMPOSSIBLE   no count of the answers gives it
//   SURVEY_SHARE_DIFFERS      the positive answers give another
//   SURVEY_SHARE_OF_RETURNED  no count of the returned surveys gives it
void CheckSurveys(const std::vector<SurveyRow>& rows, absl::string_view file,
                  std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEYS_H_
