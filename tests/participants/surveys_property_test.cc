// Surveys that persons answered, made by chance: what is reported of them is
// always taken, and what they cannot have answered never.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "common/figure/display.h"
#include "services/participants/domain/surveys.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

int64_t Among(int64_t first, int64_t last, std::mt19937_64& random) {
  return std::uniform_int_distribution<int64_t>(first, last)(random);
}

SurveyRow Row(absl::string_view question, std::optional<Gender> gender,
              int64_t answers, int64_t positive) {
  SurveyRow row;
  row.line = 2;
  row.survey = "E";
  row.question = std::string(question);
  row.period = *ParsePeriod("2024");
  row.gender = gender;
  row.answers = answers;
  row.positive = positive;
  row.rule = "steg 4–6 av 6";
  return row;
}

std::vector<std::string> ReasonsOf(const std::vector<SurveyRow>& rows) {
  std::vector<Problem> problems;
  CheckSurveys(rows, "surveys.csv", &problems);
  return test::Reasons(problems);
}

// Persons answer; some genders report. What they report always agrees, and
// never when one person too many is put in.
TEST(SurveyPropertyTest, GendersOfAnswersThatWereGiven) {
  constexpr uint64_t kSeed = 512;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 2'000; ++i) {
    std::vector<SurveyRow> rows = {Row("F", std::nullopt, 0, 0)};
    rows[0].steps.assign(6, 0);
    int64_t reported = 0;
    for (const Gender gender : kGenders) {
      SurveyRow row = Row("F", gender, 0, 0);
      for (int step = 0; step < 6; ++step) {
        row.steps.push_back(Among(0, 5, random));
        rows[0].steps[step] += row.steps.back();
        row.answers += row.steps.back();
      }
      row.positive = PositiveOf({4, 6, 6}, row.steps);
      rows[0].answers += row.answers;
      rows[0].positive += row.positive;
      if (Among(0, 3, random) == 0) continue;
      reported += row.answers;
      if (Among(0, 1, random) == 0) row.steps.clear();
      rows.push_back(row);
    }
    ASSERT_THAT(ReasonsOf(rows), IsEmpty()) << i;
    if (rows.size() < 2) continue;
    // One more than is left over answered, and one more or less positively
    // than they can have.
    const int64_t left = rows[0].answers - reported;
    std::vector<SurveyRow> wrong = rows;
    for (SurveyRow& row : wrong) row.steps.clear();
    wrong[1].answers += left + 1;
    ASSERT_THAT(ReasonsOf(wrong), ElementsAre("SURVEY_GENDER")) << i;
    wrong[1].answers -= left + 1;
    int64_t positive = 0;
    for (size_t k = 1; k < wrong.size(); ++k) positive += wrong[k].positive;
    wrong[0].positive = positive + left + 1;
    if (wrong[0].positive <= wrong[0].answers) {
      ASSERT_THAT(ReasonsOf(wrong), ElementsAre("SURVEY_GENDER")) << i;
    }
    wrong[0].positive = positive - 1;
    if (positive > 0) {
      ASSERT_THAT(ReasonsOf(wrong), ElementsAre("SURVEY_GENDER")) << i;
    }
  }
}

// Persons say yes or no to three questions; who said yes to any is between
// the bounds, and every number outside them is refused.
TEST(SurveyPropertyTest, UnionsOfAnswersThatWereGiven) {
  constexpr uint64_t kSeed = 513;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 2'000; ++i) {
    const int64_t persons = Among(0, 20, random);
    const int64_t inclined = Among(0, 4, random);
    std::array<int64_t, 3> yes = {};
    int64_t any = 0;
    for (int64_t person = 0; person < persons; ++person) {
      bool some = false;
      for (int64_t& count : yes) {
        const bool said_yes = Among(0, 4, random) < inclined;
        count += said_yes ? 1 : 0;
        some |= said_yes;
      }
      any += some ? 1 : 0;
    }
    std::vector<SurveyRow> rows = {Row("A", std::nullopt, persons, yes[0]),
                                   Row("B", std::nullopt, persons, yes[1]),
                                   Row("C", std::nullopt, persons, yes[2]),
                                   Row("U", std::nullopt, persons, any)};
    rows[3].joins = {"A", "B", "C"};
    ASSERT_THAT(ReasonsOf(rows), IsEmpty()) << i;
    const int64_t low = *std::max_element(yes.begin(), yes.end());
    const int64_t high = std::min(persons, yes[0] + yes[1] + yes[2]);
    for (int64_t positive = 0; positive <= persons; ++positive) {
      rows[3].positive = positive;
      const bool within = low <= positive && positive <= high;
      ASSERT_EQ(ReasonsOf(rows).empty(), within) << i << ": " << positive;
    }
  }
}

// What the counts print is never warned of, whatever the counts.
TEST(SurveyPropertyTest, APublishedShareThatTheCountsGiveIsFine) {
  constexpr uint64_t kSeed = 514;
  SCOPED_TRACE(kSeed);
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 2'000; ++i) {
    const int64_t answers = Among(1, 500, random);
    SurveyRow row = Row("F", std::nullopt, answers, Among(0, answers, random));
    const int decimals = static_cast<int>(Among(0, 2, random));
    row.published =
        PrintedPercent{*RoundedSteps(Ratio{row.positive, row.answers},
                                     Display{Unit::kPercent, decimals}),
                       decimals};
    ASSERT_THAT(ReasonsOf({row}), IsEmpty())
        << row.positive << " of " << row.answers;
    row.published->digits += 1;
    ASSERT_EQ(ReasonsOf({row}).size(), 1u)
        << row.positive << " of " << row.answers;
  }
}

}  // namespace
}  // namespace finsam::participants
