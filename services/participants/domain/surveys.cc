#include "services/participants/domain/surveys.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/figure/display.h"
#include "common/figure/figure.h"
#include "services/participants/domain/findings.h"
#include "services/participants/domain/survey_relations.h"

namespace finsam::participants {
namespace {

// No step of a scale has more digits.
constexpr size_t kStepDigitsMax = 3;
// Of the parts that a figure's id can have.
constexpr absl::string_view kLongestPart = "response-rate";

bool TakeNumber(absl::string_view* rest, int* number) {
  *rest = absl::StripLeadingAsciiWhitespace(*rest);
  size_t digits = 0;
  *number = 0;
  for (; digits < rest->size() && digits <= kStepDigitsMax; ++digits) {
    const char c = (*rest)[digits];
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) break;
    *number = *number * 10 + (c - '0');
  }
  rest->remove_prefix(digits);
  *rest = absl::StripLeadingAsciiWhitespace(*rest);
  return digits > 0 && digits <= kStepDigitsMax;
}

void CheckTexts(const SurveyRow& row, Findings& findings) {
  const auto check = [&](absl::string_view field, absl::string_view text,
                         size_t bytes_max) {
    findings.CheckText(row.line, field, text, bytes_max, "SURVEY_MALFORMED");
  };
  check("enkät", row.survey, kSurveyNameBytesMax);
  check("fråga", row.question, kQuestionBytesMax);
  check("regel", row.rule, kRuleBytesMax);
  check("text", row.text, kSurveyTextBytesMax);
  check("grupp", row.group, kSurveyNameBytesMax);
  for (const std::string& name : row.joins) {
    check("förenar", name, kQuestionBytesMax);
  }
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
  if (row.joins.size() > kSurveyJoinsMax) {
    findings.Add(row.line, "förenar", "SURVEY_MALFORMED",
                 "Frågan förenar för många.", absl::StrCat(row.joins.size()),
                 absl::StrCat("högst ", kSurveyJoinsMax));
  }
  if (!Slug(row.survey).empty() && !Slug(row.question).empty() &&
      !IsFigureId(SurveyFigureId(row, kLongestPart))) {
    findings.Add(row.line, "fråga", "SURVEY_MALFORMED",
                 "Enkätens och frågans namn är tillsammans för långa.");
  }
}

// Adds SURVEY_COUNT when `count` is above `most`.
bool CheckAtMost(const SurveyRow& row, absl::string_view field, int64_t count,
                 int64_t most, absl::string_view message, Findings& findings) {
  if (count <= most) return true;
  findings.Add(row.line, field, "SURVEY_COUNT", message, absl::StrCat(count),
               absl::StrCat("högst ", most));
  return false;
}

// The answers as they are counted. True when they may be reckoned with.
bool CheckAnswers(const SurveyRow& row, Findings& findings) {
  bool sound = true;
  const auto check = [&](absl::string_view field, int64_t count) {
    if (count >= 0 && count <= kAnswersMax) return;
    sound = false;
    findings.Add(row.line, field, "SURVEY_COUNT", "Antalet är inte rimligt.",
                 absl::StrCat(count), absl::StrCat("0 till ", kAnswersMax));
  };
  check("svar", row.answers);
  check("positiva", row.positive);
  check("utskick", row.sent.value_or(0));
  check("enkäter", row.returned.value_or(0));
  for (const int64_t step : row.steps) check("fördelning", step);
  if (!sound) return false;
  const int64_t sent = row.sent.value_or(kAnswersMax);
  sound &= CheckAtMost(row, "positiva", row.positive, row.answers,
                       "Fler svarade positivt än som svarade.", findings);
  sound &= CheckAtMost(row, "enkäter", row.returned.value_or(0), sent,
                       "Fler enkäter kom in än som skickades ut.", findings);
  sound &=
      CheckAtMost(row, "svar", row.answers, row.returned.value_or(sent),
                  "Fler svarade på frågan än som kan ha gjort det.", findings);
  return sound;
}

// The rule's scale and the steps on it. True when the two suit.
bool CheckScale(const SurveyRow& row, Findings& findings) {
  const auto refuse = [&](absl::string_view field, absl::string_view message,
                          absl::string_view found, absl::string_view expected) {
    findings.Add(row.line, field, "SURVEY_SCALE", message, found, expected);
    return false;
  };
  const std::optional<ScaleRule> rule = ParseScaleRule(row.rule);
  const size_t on_scale =
      rule.has_value() ? static_cast<size_t>(rule->steps) : row.steps.size();
  if (on_scale > kSurveyStepsMax) {
    return refuse(rule.has_value() ? "regel" : "fördelning",
                  "Skalan är för lång.", absl::StrCat(on_scale, " steg"),
                  absl::StrCat("högst ", kSurveyStepsMax, " steg"));
  }
  if (!rule.has_value()) return true;
  if (rule->first < 1 || rule->last < rule->first || rule->last > rule->steps) {
    return refuse("regel", "Stegen i regeln finns inte på skalan.", row.rule,
                  absl::StrCat("steg från 1 till ", rule->steps));
  }
  if (row.steps.empty() || row.steps.size() == on_scale) return true;
  return refuse("fördelning", "Fördelningen har inte skalans antal steg.",
                absl::StrCat(row.steps.size(), " steg"),
                absl::StrCat(on_scale, " steg"));
}

// What the steps make, against what was written beside them. They suit the
// rule.
void CheckSteps(const SurveyRow& row, Findings& findings) {
  if (row.steps.empty()) return;
  const auto compare = [&](absl::string_view field, int64_t count,
                           int64_t made) {
    if (count == made) return;
    findings.Add(row.line, field, "SURVEY_COUNT",
                 absl::StrCat("Fördelningen ", absl::StrJoin(row.steps, "/"),
                              " ger ett annat antal."),
                 absl::StrCat(count), absl::StrCat(made));
  };
  compare("svar", row.answers,
          std::accumulate(row.steps.begin(), row.steps.end(), int64_t{0}));
  if (const auto rule = ParseScaleRule(row.rule)) {
    compare("positiva", row.positive, PositiveOf(*rule, row.steps));
  }
}

// "82 % (51 av 62)".
std::string PrintedOf(int64_t count, int64_t whole, int decimals) {
  return absl::StrCat(
      Format(Ratio{count, whole}, Display{Unit::kPercent, decimals}), " (",
      count, " av ", whole, ")");
}

std::string NearestText(const PrintedPercent& printed, int64_t whole) {
  const NearestCounts nearest = NearestTo(printed, whole);
  std::vector<std::string> texts;
  for (const std::optional<int64_t>& count : {nearest.below, nearest.above}) {
    if (count.has_value()) {
      texts.push_back(PrintedOf(*count, whole, printed.decimals));
    }
  }
  return texts.empty() ? "ingen andel, för ingen svarade"
                       : absl::StrJoin(texts, " eller ");
}

// The published percentage against the counts, which are sound.
void CheckPublished(const SurveyRow& row, Findings& findings) {
  if (!row.published.has_value()) return;
  const PrintedPercent& printed = *row.published;
  const std::string found =
      Format(RatioOf(printed), Display{Unit::kPercent, printed.decimals});
  const auto warn = [&](absl::string_view reason, const std::string& message,
                        const std::string& expected) {
    findings.Warn(row.line, "publicerad", reason, message, found, expected);
  };
  const auto counts = CountsPrintedAs(printed, row.answers);
  const auto cut = CountsCutTo(printed, row.answers);
  const absl::string_view if_cut =
      cut.has_value() && cut->Holds(row.positive)
          ? " Andelen är avkortad i stället för avrundad."
          : "";
  if (!counts.has_value()) {
    warn("SURVEY_SHARE_IMPOSSIBLE",
         absl::StrCat(found, " av ", row.answers, " är omöjligt.", if_cut),
         NearestText(printed, row.answers));
  } else if (!counts->Holds(row.positive)) {
    warn("SURVEY_SHARE_DIFFERS",
         absl::StrCat("Den publicerade andelen är inte den som svaren ger.",
                      if_cut),
         PrintedOf(row.positive, row.answers, printed.decimals));
  } else if (row.returned.has_value() &&
             !CountsPrintedAs(printed, *row.returned).has_value()) {
    warn("SURVEY_SHARE_OF_RETURNED",
         absl::StrCat(found, " av ", *row.returned,
                      " är omöjligt; frågan besvarades av färre."),
         absl::StrCat("andelen av de ", row.answers, " som svarade på frågan"));
  }
}

using RowKey = std::tuple<std::string, std::string, absl::CivilMonth,
                          absl::CivilMonth, std::optional<Gender>>;

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
        *seen.emplace(RowKey{survey, question, row.period.first,
                             row.period.last, row.gender},
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
      findings.Add(
          row.line, "fråga", "SURVEY_DUPLICATE",
          absl::StrCat("Samma fråga, period och kön står redan på rad ",
                       same_row.line, "."));
    }
  }
}

}  // namespace

std::optional<ScaleRule> ParseScaleRule(absl::string_view rule) {
  const std::string lower = absl::AsciiStrToLower(rule);
  absl::string_view rest = lower;
  ScaleRule read;
  if (!absl::ConsumePrefix(&rest, "steg") || !TakeNumber(&rest, &read.first)) {
    return std::nullopt;
  }
  read.last = read.first;
  if ((absl::ConsumePrefix(&rest, "–") || absl::ConsumePrefix(&rest, "-")) &&
      !TakeNumber(&rest, &read.last)) {
    return std::nullopt;
  }
  if (!absl::ConsumePrefix(&rest, "av") || !TakeNumber(&rest, &read.steps) ||
      !rest.empty()) {
    return std::nullopt;
  }
  return read;
}

bool SameRule(absl::string_view a, absl::string_view b) {
  const std::optional<ScaleRule> scale = ParseScaleRule(a);
  return a == b || (scale.has_value() && scale == ParseScaleRule(b));
}

int64_t PositiveOf(const ScaleRule& rule, const std::vector<int64_t>& steps) {
  int64_t positive = 0;
  for (size_t i = 0; i < steps.size(); ++i) {
    const int step = static_cast<int>(i) + 1;
    if (rule.first <= step && step <= rule.last) positive += steps[i];
  }
  return positive;
}

std::string SurveyFigureId(const SurveyRow& row, absl::string_view part) {
  return absl::StrCat(
      "surveys/", Slug(row.survey), "/", Slug(row.question), "/",
      row.gender.has_value() ? absl::StrCat(GenderId(*row.gender), "/") : "",
      part, "/", row.period.text);
}

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
    const bool on_scale = CheckScale(row, findings);
    if (!CheckAnswers(row, findings)) continue;
    if (on_scale) CheckSteps(row, findings);
    CheckPublished(row, findings);
  }
  if (findings.met_person()) return;
  CheckUnique(rows, findings);
  // A row that could not be read, or is wrong, would make its neighbours look
  // wrong too.
  const bool sound = std::none_of(
      problems->begin(), problems->end(), [file](const Problem& problem) {
        return problem.severity == Severity::kError && problem.file == file;
      });
  if (sound) CheckSurveyRelations(rows, findings);
}

}  // namespace finsam::participants
