#include "services/participants/domain/survey_relations.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/figure/figure.h"

namespace finsam::participants {
namespace {

using Rows = std::vector<const SurveyRow*>;

// A survey, a period and a gender; then a question's slug.
using SetKey = std::tuple<std::string, absl::CivilMonth, absl::CivilMonth,
                          std::optional<Gender>>;
using Questions = std::map<std::string, const SurveyRow*>;

SetKey SetOf(const SurveyRow& row, std::optional<Gender> gender) {
  return {Slug(row.survey), row.period.first, row.period.last, gender};
}

std::string FromTo(int64_t low, int64_t high) {
  return low == high ? absl::StrCat(low) : absl::StrCat(low, " till ", high);
}

// The sum of what the genders gave of one number.
template <typename Number>
int64_t SumOf(const Rows& genders, const Number& number) {
  int64_t sum = 0;
  for (const SurveyRow* row : genders) sum += number(*row).value_or(0);
  return sum;
}

// No number of the whole is smaller than the genders' together.
template <typename Number>
bool CheckAtLeast(const SurveyRow& all, const Rows& genders,
                  absl::string_view field, const Number& number,
                  Findings& findings) {
  const std::optional<int64_t> whole = number(all);
  const int64_t sum = SumOf(genders, number);
  if (!whole.has_value() || sum <= *whole) return true;
  findings.Add(all.line, field, "SURVEY_GENDER",
               "Könen är tillsammans fler än alla.", absl::StrCat(*whole),
               absl::StrCat("minst ", sum));
  return false;
}

void CheckSteps(const SurveyRow& all, const Rows& genders, Findings& findings) {
  for (size_t i = 0; i < all.steps.size(); ++i) {
    const int64_t sum = SumOf(genders, [i](const SurveyRow& row) {
      return i < row.steps.size() ? std::optional(row.steps[i]) : std::nullopt;
    });
    if (sum <= all.steps[i]) continue;
    findings.Add(
        all.line, "fördelning", "SURVEY_GENDER",
        absl::StrCat("Könen är tillsammans fler än alla på steg ", i + 1, "."),
        absl::StrJoin(all.steps, "/"),
        absl::StrCat("minst ", sum, " på steg ", i + 1));
    return;
  }
}

void CheckGenders(const SurveyRow& all, const Rows& genders,
                  Findings& findings) {
  CheckSteps(all, genders, findings);
  CheckAtLeast(
      all, genders, "enkäter",
      [](const SurveyRow& row) { return row.returned; }, findings);
  CheckAtLeast(
      all, genders, "utskick", [](const SurveyRow& row) { return row.sent; },
      findings);
  const auto answers = [](const SurveyRow& row) {
    return std::optional(row.answers);
  };
  if (!CheckAtLeast(all, genders, "svar", answers, findings)) return;
  // Who is in no gender's row answered positively or not: when nobody is left
  // the positive answers must be the same.
  const int64_t rest = all.answers - SumOf(genders, answers);
  const int64_t positive = SumOf(genders, [](const SurveyRow& row) {
    return std::optional(row.positive);
  });
  if (positive <= all.positive && all.positive <= positive + rest) return;
  findings.Add(all.line, "positiva", "SURVEY_GENDER",
               "Könens positiva svar går inte ihop med allas.",
               absl::StrCat(all.positive), FromTo(positive, positive + rest));
}

void CheckUnion(const SurveyRow& row, const Questions& questions,
                Findings& findings) {
  const auto refuse = [&](absl::string_view message, absl::string_view found,
                          absl::string_view expected) {
    findings.Add(row.line, "förenar", "SURVEY_UNION", message, found, expected);
  };
  std::set<std::string> seen = {Slug(row.question)};
  int64_t largest = 0;
  int64_t sum = 0;
  for (const std::string& name : row.joins) {
    const auto joined = questions.find(Slug(name));
    if (joined == questions.end()) {
      return refuse("Frågan som förenas finns inte.", name,
                    "en fråga med samma enkät, period och kön");
    }
    if (!seen.insert(joined->first).second) {
      return refuse("Frågan förenar sig själv eller en fråga två gånger.", name,
                    "andra frågor, var och en en gång");
    }
    largest = std::max(largest, joined->second->positive);
    sum += joined->second->positive;
  }
  const int64_t most = std::min(row.answers, sum);
  if (largest > most) {
    findings.Add(row.line, "svar", "SURVEY_UNION",
                 "Fler svarade positivt på en av frågorna än som svarade.",
                 absl::StrCat(row.answers), absl::StrCat("minst ", largest));
  } else if (row.positive < largest || row.positive > most) {
    findings.Add(row.line, "positiva", "SURVEY_UNION",
                 "Så många kan inte ha svarat positivt på någon av frågorna.",
                 absl::StrCat(row.positive), FromTo(largest, most));
  }
}

}  // namespace

void CheckSurveyRelations(const std::vector<SurveyRow>& rows,
                          Findings& findings) {
  std::map<SetKey, Questions> sets;
  // By set, whatever the gender, and question: the rows in the file's order.
  std::map<std::pair<SetKey, std::string>, Rows> asked;
  for (const SurveyRow& row : rows) {
    const std::string question = Slug(row.question);
    sets[SetOf(row, row.gender)].emplace(question, &row);
    asked[{SetOf(row, std::nullopt), question}].push_back(&row);
  }
  for (const SurveyRow& row : rows) {
    const std::string question = Slug(row.question);
    const Rows& same = asked[{SetOf(row, std::nullopt), question}];
    if (!SameRule(row.rule, same.front()->rule)) {
      findings.Add(row.line, "regel", "SURVEY_RULE_DIFFERS",
                   absl::StrCat("Samma fråga har en annan regel på rad ",
                                same.front()->line, "."),
                   row.rule, same.front()->rule);
    }
    if (!row.joins.empty()) {
      CheckUnion(row, sets[SetOf(row, row.gender)], findings);
    }
    if (row.gender.has_value()) continue;
    Rows genders = same;
    genders.erase(std::find(genders.begin(), genders.end(), &row));
    CheckGenders(row, genders, findings);
  }
}

}  // namespace finsam::participants
