// What an outsider sees that the questions of one survey have to do with one
// another.

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "services/participants/domain/linking.h"

namespace finsam::participants {
namespace {

SurveyRow Row(const std::string& question, int64_t answers, int64_t positive) {
  SurveyRow row;
  row.survey = "Frågor om våld";
  row.question = question;
  row.period = *ParsePeriod("2024");
  row.answers = answers;
  row.positive = positive;
  row.rule = "ja";
  return row;
}

// True when some relation is about just the positive of `questions` and one
// number of answers.
bool Related(const Facts& facts, const std::set<std::string>& questions) {
  const LinkedCells linked = Link({{{2024, &facts}}, 5, {}});
  for (const Equation& relation : linked.relations) {
    std::set<std::string> positive;
    bool answers = false;
    for (const Coefficient& term : relation.terms) {
      const std::string& id = linked.cells[term.column].id;
      if (id.find("/positive/") != id.npos) {
        positive.insert(id);
      } else {
        answers = id.find("/answers/") != id.npos;
      }
    }
    std::set<std::string> expected;
    for (const std::string& question : questions) {
      expected.insert("surveys/fragor-om-vald/" + question + "/positive/2024");
    }
    if (answers && positive == expected &&
        relation.terms.size() == questions.size() + 1) {
      return true;
    }
  }
  return false;
}

TEST(SurveyLinkingTest, QuestionsThatDivideThoseWhoAnsweredAreReckonedWith) {
  Facts facts;
  facts.surveys = {Row("kvinnor", 42, 25), Row("man", 42, 16),
                   Row("annan", 42, 1), Row("minst-ett-ja", 64, 42)};
  EXPECT_TRUE(Related(facts, {"kvinnor", "man", "annan"}));
  facts.surveys[1].positive = 15;
  EXPECT_FALSE(Related(facts, {"kvinnor", "man", "annan"}));
}

}  // namespace
}  // namespace finsam::participants
