// A year's surveys (enkäter): per question how many answered and how many of
// them positively, and what counts as positive.
//
// A share without its N and its rule says nothing, so all three are kept and
// shown together.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEYS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEYS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/participants/domain/period.h"

namespace finsam::participants {

inline constexpr size_t kSurveyRowsMax = 2'000;
// Both names stand in a figure's id, which is at most 200 bytes.
inline constexpr size_t kSurveyNameBytesMax = 60;
inline constexpr size_t kQuestionBytesMax = 100;
inline constexpr size_t kRuleBytesMax = 200;
inline constexpr size_t kSurveyTextBytesMax = 1'000;
inline constexpr int64_t kAnswersMax = 1'000'000;

struct SurveyRow {
  int64_t line = 0;      // Where it was read; no fact, and never kept.
  std::string survey;    // "Indikatorenkät avslutade".
  std::string question;  // Short: "Mer redo att arbeta eller studera".
  Period period;
  int64_t answers = 0;   // N: how many answered the question.
  int64_t positive = 0;  // How many of them positively.
  std::string rule;      // What counts as positive: "steg 4–6 av 6".
  std::string text;      // The question in full; may be empty.
};

// Adds every problem of the rows that surveys.csv (called `file`) held:
//   SURVEY_MALFORMED    a name is missing or too long, too many rows
//   SURVEY_RULE_MISSING
//   SURVEY_COUNT        negative, too large, or more positive than answers
//   SURVEY_DUPLICATE    the same row twice, or two names with one id
//   PERSONAL_DATA       a text that points out a person
void CheckSurveys(const std::vector<SurveyRow>& rows, absl::string_view file,
                  std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEYS_H_
