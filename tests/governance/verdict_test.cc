// How goals are judged: exactly, and only where the outcome can be compared.

#include "services/governance/domain/verdict.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace finsam::governance {
namespace {

constexpr int64_t kLargest = std::numeric_limits<int64_t>::max();

GoalMeasure MeasureOf(const std::string& id, Comparison comparison,
                      const Value& target) {
  GoalMeasure measure;
  measure.figure_id = id;
  measure.comparison = comparison;
  measure.target = target;
  return measure;
}

Goal Measured(Comparison comparison, const Value& target) {
  Goal goal;
  goal.id = "1";
  goal.measures.push_back(MeasureOf("surveys/redo", comparison, target));
  return goal;
}

Judgement JudgeValue(const Goal& goal, const Value& outcome) {
  return Judge(goal, 2024, {{"surveys/redo/2024", outcome}});
}

TEST(VerdictTest, AnOutcomeIsHeldAgainstTheTarget) {
  const struct {
    Value outcome;
    Comparison comparison;
    Value target;
    bool met;
  } kCases[] = {
      // 64 of 80 is 80 %, one less is not.
      {Ratio{64, 80}, Comparison::kAtLeast, Ratio{4, 5}, true},
      {Ratio{63, 80}, Comparison::kAtLeast, Ratio{4, 5}, false},
      // 78.49 % and 78.51 % print as 78 % and 79 %: the print decides nothing.
      {Ratio{7849, 10000}, Comparison::kMoreThan, Ratio{785, 1000}, false},
      {Ratio{7851, 10000}, Comparison::kMoreThan, Ratio{785, 1000}, true},
      {Ratio{1, 3}, Comparison::kEqual, Ratio{2, 6}, true},
      {Ratio{0, 7}, Comparison::kLessThan, Ratio{1, 100}, true},
      // Products that leave 64 bits.
      {Ratio{kLargest - 1, kLargest}, Comparison::kLessThan,
       Ratio{kLargest, kLargest}, true},
      {Count{8}, Comparison::kAtLeast, Count{12}, false},
      {Count{12}, Comparison::kAtLeast, Count{12}, true},
      {Count{12}, Comparison::kMoreThan, Count{12}, false},
      {Count{12}, Comparison::kAtMost, Count{12}, true},
      {Count{12}, Comparison::kLessThan, Count{12}, false},
      {Ore{50'000'000}, Comparison::kAtMost, Ore{50'000'000}, true},
      {Ore{50'000'001}, Comparison::kAtMost, Ore{50'000'000}, false},
      {Ore{-kLargest}, Comparison::kAtMost, Ore{kLargest}, true},
  };
  for (const auto& c : kCases) {
    const Judgement judged =
        JudgeValue(Measured(c.comparison, c.target), c.outcome);
    EXPECT_EQ(judged.verdict, c.met ? Verdict::kMet : Verdict::kNotMet);
    EXPECT_TRUE(judged.computed);
    EXPECT_EQ(judged.measures.at(0).outcome, c.outcome);
    EXPECT_EQ(judged.reason, "");
  }
}

TEST(VerdictTest, WhatCannotBeComparedIsNotJudgedAndSaysWhy) {
  const Goal goal = Measured(Comparison::kAtLeast, Ratio{4, 5});
  for (const Value& outcome :
       {Value(std::monostate{}), Value(Count{80}), Value(Ore{80}),
        Value(Protected{5}), Value(absl::CivilDay(2024, 1, 1))}) {
    const Judgement judged = JudgeValue(goal, outcome);
    EXPECT_EQ(judged.verdict, Verdict::kNotAssessed);
    EXPECT_FALSE(judged.computed);
    EXPECT_NE(judged.reason, "");
    EXPECT_EQ(judged.measures.at(0).outcome, outcome);
  }
  const Judgement absent = Judge(goal, 2024, {});
  EXPECT_EQ(absent.verdict, Verdict::kNotAssessed);
  EXPECT_NE(absent.reason, "");
  // Another year's figure is none of this year's.
  EXPECT_EQ(Judge(goal, 2024, {{"surveys/redo/2023", Ratio{1, 1}}}), absent);
}

// It may be hidden for another's sake, and need not be small.
TEST(VerdictTest, AProtectedOutcomeIsNotSaidToBeSmall) {
  const Goal goal = Measured(Comparison::kAtLeast, Count{5});
  EXPECT_EQ(JudgeValue(goal, Protected{5}).reason,
            "Utfallet är skyddat och visas inte.");
}

TEST(VerdictTest, AComputedVerdictWinsOverTheStatedOne) {
  Goal goal = Measured(Comparison::kAtLeast, Ratio{4, 5});
  goal.stated = Verdict::kMet;
  EXPECT_EQ(JudgeValue(goal, Ratio{1, 2}).verdict, Verdict::kNotMet);
  EXPECT_TRUE(JudgeValue(goal, Ratio{1, 2}).departs);
  EXPECT_FALSE(JudgeValue(goal, Ratio{4, 5}).departs);
  EXPECT_EQ(Judge(goal, 2024, {}).verdict, Verdict::kNotAssessed);
  // What could not be computed is departed from by nobody.
  EXPECT_FALSE(Judge(goal, 2024, {}).departs);
}

TEST(VerdictTest, PastTheWeakerThresholdAloneIsPartlyMet) {
  Goal goal = Measured(Comparison::kAtLeast, Ratio{4, 5});
  goal.measures[0].partly = Ratio{7, 10};
  EXPECT_EQ(JudgeValue(goal, Ratio{4, 5}).verdict, Verdict::kMet);
  EXPECT_EQ(JudgeValue(goal, Ratio{79, 100}).verdict, Verdict::kPartlyMet);
  EXPECT_EQ(JudgeValue(goal, Ratio{7, 10}).verdict, Verdict::kPartlyMet);
  EXPECT_EQ(JudgeValue(goal, Ratio{69, 100}).verdict, Verdict::kNotMet);

  goal = Measured(Comparison::kAtMost, Ore{100});
  goal.measures[0].partly = Ore{120};
  EXPECT_EQ(JudgeValue(goal, Ore{120}).verdict, Verdict::kPartlyMet);
  EXPECT_EQ(JudgeValue(goal, Ore{121}).verdict, Verdict::kNotMet);
}

// Of one goal's measures, each met (m), partly (p), not (n) or unknown (u).
Judgement JudgeTogether(const std::string& outcomes) {
  Goal goal;
  Outcomes values;
  for (size_t i = 0; i < outcomes.size(); ++i) {
    const std::string id = "measure-" + std::to_string(i);
    goal.measures.push_back(MeasureOf(id, Comparison::kAtLeast, Count{10}));
    goal.measures.back().partly = Count{5};
    const char outcome = outcomes[i];
    if (outcome == 'u') continue;
    values[id + "/2024"] = Count{outcome == 'm' ? 10 : outcome == 'p' ? 9 : 4};
  }
  return Judge(goal, 2024, values);
}

TEST(VerdictTest, SeveralMeasuresMakeOneVerdict) {
  const struct {
    const char* outcomes;
    Verdict verdict;
  } kCases[] = {
      {"mm", Verdict::kMet},
      {"nn", Verdict::kNotMet},
      {"mn", Verdict::kPartlyMet},
      {"mp", Verdict::kPartlyMet},
      {"pn", Verdict::kPartlyMet},
      {"pp", Verdict::kPartlyMet},
      // The unknown one would decide.
      {"mu", Verdict::kNotAssessed},
      {"nu", Verdict::kNotAssessed},
      {"uu", Verdict::kNotAssessed},
      // It would not.
      {"mnu", Verdict::kPartlyMet},
      {"pu", Verdict::kPartlyMet},
  };
  for (const auto& c : kCases) {
    const Judgement judged = JudgeTogether(c.outcomes);
    EXPECT_EQ(judged.verdict, c.verdict) << c.outcomes;
    EXPECT_EQ(judged.computed, c.verdict != Verdict::kNotAssessed)
        << c.outcomes;
  }
}

TEST(VerdictTest, WithoutAMeasureTheBoardsVerdictStands) {
  Goal goal;
  goal.stated = Verdict::kPartlyMet;
  const Judgement judged = Judge(goal, 2024, {});
  EXPECT_EQ(judged.verdict, Verdict::kPartlyMet);
  EXPECT_FALSE(judged.computed);
  EXPECT_TRUE(judged.measures.empty());
  EXPECT_FALSE(judged.departs);
}

TEST(VerdictTest, AReportedOutcomeNeedsNoFigure) {
  Goal goal = Measured(Comparison::kAtLeast, Count{12});
  goal.measures[0].figure_id = "";
  goal.measures[0].reported = Count{8};
  const Judgement judged = Judge(goal, 2024, {});
  EXPECT_EQ(judged.verdict, Verdict::kNotMet);
  EXPECT_TRUE(judged.computed);
  EXPECT_EQ(judged.measures.at(0).outcome, Value(Count{8}));
}

TEST(TargetTest, NumbersAmountsAndSharesAreReadExactly) {
  const struct {
    const char* text;
    Value value;
  } kCases[] = {
      {"12", Count{12}},
      {"1 250", Count{1250}},
      {"0", Count{0}},
      {"500 000 kr", Ore{50'000'000}},
      {"500000kr", Ore{50'000'000}},
      {"99,50 kr", Ore{9950}},
      {"80 %", Ratio{4, 5}},
      {"80%", Ratio{4, 5}},
      {"80\u00a0%", Ratio{4, 5}},
      {"12,5 %", Ratio{1, 8}},
      {"0 %", Ratio{0, 1}},
      {"100 %", Ratio{1, 1}},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(ParseTarget(c.text), std::optional<Value>(c.value)) << c.text;
  }
  for (const char* text : {"", "%", "kr", "många", "12,5", "80 procent",
                           "80 % kr", "5 000 000 000 000 kr", "1e3"}) {
    EXPECT_EQ(ParseTarget(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace finsam::governance
