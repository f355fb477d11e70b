#include "services/participants/domain/surveys.h"

#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/figure/figure.h"
#include "services/participants/domain/findings.h"

namespace finsam::participants {
namespace {

void CheckTexts(const SurveyRow& row, Findings& findings) {
  const auto check = [&](absl::string_view field, absl::string_view text,
                         size_t bytes_max) {
    findings.CheckText(row.line, field, text, bytes_max, "SURVEY_MALFORMED");
  };
  check("enkät", row.survey, kSurveyNameBytesMax);
  check("fråga", row.question, kQuestionBytesMax);
  check("regel", row.rule, kRuleBytesMax);
  check("text", row.text, kSurveyTextBytesMax);
  for (const auto& [field, name] :
       {std::pair("enkät", &row.survey), std::pair("fråga", &row.question)}) {
    if (!Slug(*name).empty()) continue;
    findings.Add(row.line, field, "SURVEY_MALFORMED",
                 "Namnet saknas eller har inga bokstäver och siffror.");
  }
  if (row.rule.empty()) {
    findings.Add(row.line, "regel", "SURVEY_RULE_MISSING",
                 "Det måste stå vad som räknas som positivt.", "",
                 "till exempel \"steg 4–6 av 6\"");
  }
}

void CheckAnswers(const SurveyRow& row, Findings& findings) {
  bool sound = true;
  for (const auto& [field, count] :
       {std::pair("svar", row.answers), std::pair("positiva", row.positive)}) {
    if (count >= 0 && count <= kAnswersMax) continue;
    sound = false;
    findings.Add(row.line, field, "SURVEY_COUNT", "Antalet är inte rimligt.",
                 absl::StrCat(count), absl::StrCat("0 till ", kAnswersMax));
  }
  if (sound && row.positive > row.answers) {
    findings.Add(row.line, "positiva", "SURVEY_COUNT",
                 "Fler svarade positivt än som svarade.",
                 absl::StrCat(row.positive),
                 absl::StrCat("högst ", row.answers));
  }
}

using RowKey =
    std::tuple<std::string, std::string, absl::CivilMonth, absl::CivilMonth>;

// Two names with one id, and one row twice.
void CheckUnique(const std::vector<SurveyRow>& rows, Findings& findings) {
  std::map<std::string, const SurveyRow*> surveys;
  std::map<std::string, const SurveyRow*> questions;
  std::map<RowKey, const SurveyRow*> seen;
  for (const SurveyRow& row : rows) {
    const std::string survey = Slug(row.survey);
    const std::string question = absl::StrCat(survey, "/", Slug(row.question));
    const SurveyRow& same_survey = *surveys.emplace(survey, &row).first->second;
    const SurveyRow& same_question =
        *questions.emplace(question, &row).first->second;
    const SurveyRow& same_row =
        *seen.emplace(
                 RowKey{survey, question, row.period.first, row.period.last},
                 &row)
             .first->second;
    if (same_survey.survey != row.survey) {
      findings.Add(row.line, "enkät", "SURVEY_DUPLICATE",
                   absl::StrCat("Namnet får samma id som det på rad ",
                                same_survey.line, "."),
                   row.survey, same_survey.survey);
    } else if (same_question.question != row.question) {
      findings.Add(row.line, "fråga", "SURVEY_DUPLICATE",
                   absl::StrCat("Namnet får samma id som det på rad ",
                                same_question.line, "."),
                   row.question, same_question.question);
    } else if (&same_row != &row) {
      findings.Add(row.line, "fråga", "SURVEY_DUPLICATE",
                   absl::StrCat("Samma fråga och period står redan på rad ",
                                same_row.line, "."));
    }
  }
}

}  // namespace

void CheckSurveys(const std::vector<SurveyRow>& rows, absl::string_view file,
                  std::vector<Problem>* problems) {
  Findings findings(file, problems);
  if (rows.size() > kSurveyRowsMax) {
    findings.Add(rows[kSurveyRowsMax].line, "", "SURVEY_MALFORMED",
                 "Filen har för många rader.", absl::StrCat(rows.size()),
                 absl::StrCat("högst ", kSurveyRowsMax));
    return;
  }
  for (const SurveyRow& row : rows) {
    CheckTexts(row, findings);
    CheckAnswers(row, findings);
  }
  if (!findings.met_person()) CheckUnique(rows, findings);
}

}  // namespace finsam::participants
