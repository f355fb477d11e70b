#include "services/participants/domain/linking.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "tests/participants/disclosure_samples.h"

namespace finsam::participants {
namespace {

using test::CellOf;
using test::Counted;
using test::Participants;
using test::RelationsOf;
using test::Row;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int64_t kMinimum = 5;

LinkedCells LinkYear(const Facts& facts, int year = 2024) {
  return Link({{{year, &facts}}, kMinimum, {}});
}

// Each relation holds for the values, and no cell is twice in one.
void ExpectSound(const LinkedCells& linked) {
  for (const Equation& relation : linked.relations) {
    int64_t sum = 0;
    std::set<size_t> columns;
    for (const Coefficient& term : relation.terms) {
      sum += term.factor * linked.cells[term.column].value;
      EXPECT_TRUE(columns.insert(term.column).second);
    }
    EXPECT_EQ(sum, relation.right);
  }
  std::set<std::string> ids;
  for (const LinkedCell& cell : linked.cells) {
    EXPECT_TRUE(ids.insert(cell.id).second) << cell.id;
    EXPECT_GE(cell.value, 0) << cell.id;
    EXPECT_GE(cell.cost, 1) << cell.id;
  }
}

TEST(LinkingTest, GendersMakeTheTotalAndInitiativesTheAssociation) {
  const Facts facts = Counted(
      {Participants("Enter", 2024, 12, 3), Participants("Nova", 2024, 8, 0)});
  const LinkedCells linked = LinkYear(facts);
  ExpectSound(linked);
  const auto relations = RelationsOf(linked);
  EXPECT_THAT(relations, Contains("-participants/enter/deltagare/total/2024 "
                                  "+participants/enter/deltagare/women/2024 "
                                  "+participants/enter/deltagare/men/2024 = "
                                  "0"));
  EXPECT_THAT(relations, Contains("-participants/total/deltagare/men/2024 "
                                  "+participants/enter/deltagare/men/2024 "
                                  "+participants/nova/deltagare/men/2024 = 0"));
  const LinkedCell& men =
      CellOf(linked, "participants/enter/deltagare/men/2024");
  EXPECT_TRUE(men.sensitive);
  EXPECT_EQ(men.width, kMinimum);
  EXPECT_EQ(men.state, CellState::kOpen);
  // Nobody is nobody's secret.
  EXPECT_FALSE(
      CellOf(linked, "participants/nova/deltagare/men/2024").sensitive);
  // A total says more than its parts.
  EXPECT_GT(CellOf(linked, "participants/total/deltagare/total/2024").cost,
            CellOf(linked, "participants/enter/deltagare/total/2024").cost);
}

TEST(LinkingTest, WhatTheGendersLackIsAHiddenRest) {
  const Facts facts = Counted({Participants("Enter", 2024, 12, {}, 15)});
  const LinkedCells linked = LinkYear(facts);
  ExpectSound(linked);
  const LinkedCell& rest =
      CellOf(linked, "rest/enter/deltagare/total/2024-1..2024-12");
  EXPECT_EQ(rest.value, 3);
  EXPECT_EQ(rest.state, CellState::kHidden);
  EXPECT_TRUE(rest.sensitive);
}

TEST(LinkingTest, PartsMakeTheWholeWithARest) {
  const auto part = [](const std::string& value, int64_t women, int64_t men) {
    return Row("Enter", CountMeasure::kFinished, "2024", women, men, {},
               {{"Avslutsorsak", value}});
  };
  const Facts facts =
      Counted({Row("Enter", CountMeasure::kFinished, "2024", 20, 10),
               part("Arbete", 12, 6), part("Studier", 6, 4)});
  const LinkedCells linked = LinkYear(facts);
  ExpectSound(linked);
  EXPECT_THAT(
      RelationsOf(linked),
      Contains("-participants/enter/avslutade/men/2024 "
               "+participants/enter/avslutade/avslutsorsak/arbete/men/2024 "
               "+participants/enter/avslutade/avslutsorsak/studier/men/2024 "
               "= 0"));
  const LinkedCell& rest =
      CellOf(linked, "rest/avslutsorsak/enter/avslutade/women/2024-1..2024-12");
  EXPECT_EQ(rest.value, 2);
  EXPECT_TRUE(rest.sensitive);
  // Also of the association, whose parts are figures too.
  CellOf(linked, "participants/total/avslutade/avslutsorsak/arbete/total/2024");
}

TEST(LinkingTest, SeveralAnswersAreEachAtMostTheWhole) {
  Facts facts = Counted({Participants("Enter", 2024, 20, 10),
                         Row("Enter", CountMeasure::kParticipants, "2024", 18,
                             9, {}, {{"Kontakt", "FK"}}),
                         Row("Enter", CountMeasure::kParticipants, "2024", 11,
                             9, {}, {{"Kontakt", "AF"}})});
  facts.rules.breakdowns = {{0, "kontakt", {}, true, {}}};
  const LinkedCells linked = LinkYear(facts);
  ExpectSound(linked);
  EXPECT_EQ(CellOf(linked,
                   "slack/participants/enter/deltagare/kontakt/fk/women/2024/"
                   "participants/enter/deltagare/women/2024")
                .value,
            2);
  for (const std::string& relation : RelationsOf(linked)) {
    EXPECT_FALSE(absl::StrContains(relation, "kontakt/fk/women") &&
                 absl::StrContains(relation, "kontakt/af/women"))
        << relation;
  }
}

TEST(LinkingTest, TwoBreakdownsMeetInWholesThatNobodyReported) {
  const auto part = [](const std::string& age, const std::string& town,
                       int64_t women) {
    return Row("Enter", CountMeasure::kParticipants, "2024", women, {}, {},
               {{"kommun", town}, {"ålder", age}});
  };
  const Facts facts =
      Counted({part("16-29", "Habo", 7), part("16-29", "Mullsjö", 9),
               part("30-64", "Habo", 2), part("30-64", "Mullsjö", 1)});
  const LinkedCells linked = LinkYear(facts);
  ExpectSound(linked);
  const LinkedCell& whole =
      CellOf(linked, "whole/enter/deltagare/alder=30-64/total/2024-1..2024-12");
  EXPECT_EQ(whole.value, 3);
  EXPECT_EQ(whole.state, CellState::kHidden);
  EXPECT_TRUE(whole.sensitive);
  EXPECT_THAT(
      RelationsOf(linked),
      Contains("-whole/enter/deltagare/total/2024-1..2024-12 "
               "+whole/enter/deltagare/alder=16-29/total/2024-1..2024-12 "
               "+whole/enter/deltagare/alder=30-64/total/2024-1..2024-12 = 0"));
}

TEST(LinkingTest, YearsHangTogetherByThoseWhoBeganAndFinished) {
  const Facts before =
      Counted({Participants("Enter", 2023, 20, 10),
               Row("Enter", CountMeasure::kFinished, "2023", 8, 4),
               Row("Enter", CountMeasure::kOngoing, "2023", 12, 6)});
  const Facts facts =
      Counted({Participants("Enter", 2024, 15, 9),
               Row("Enter", CountMeasure::kNew, "2024", 3, 3),
               Row("Enter", CountMeasure::kNew, "2024-01..2024-06", 2, 3),
               Row("Enter", CountMeasure::kNew, "2024-07..2024-12", 1, 0)});
  const LinkedCells linked =
      Link({{{2023, &before}, {2024, &facts}}, kMinimum, {}});
  ExpectSound(linked);
  const auto relations = RelationsOf(linked);
  EXPECT_THAT(relations, Contains("+participants/enter/deltagare/women/2024 "
                                  "+participants/enter/avslutade/women/2023 "
                                  "-participants/enter/deltagare/women/2023 "
                                  "-participants/enter/nya/women/2024 = 0"));
  EXPECT_THAT(relations, Contains("-participants/enter/deltagare/men/2024 "
                                  "+participants/enter/pagaende/men/2023 "
                                  "+participants/enter/nya/men/2024 = 0"));
  EXPECT_THAT(relations, Contains("-participants/enter/deltagare/men/2023 "
                                  "+participants/enter/avslutade/men/2023 "
                                  "+participants/enter/pagaende/men/2023 = "
                                  "0"));
  EXPECT_THAT(relations,
              Contains("-participants/enter/nya/women/2024 "
                       "+participants/enter/nya/women/2024-01..2024-06 "
                       "+participants/enter/nya/women/2024-07..2024-12 = 0"));
  EXPECT_THAT(relations, Contains("-participants/total/deltagare/men/2023 "
                                  "+participants/enter/deltagare/men/2023 = "
                                  "0"));
}

TEST(LinkingTest, WhatTheNumbersContradictIsNoRelation) {
  const Facts before =
      Counted({Participants("Enter", 2023, 20, 10),
               Row("Enter", CountMeasure::kFinished, "2023", 8, 4)});
  const Facts facts = Counted({Participants("Enter", 2024, 16, 9),
                               Row("Enter", CountMeasure::kNew, "2024", 3, 3)});
  const LinkedCells linked =
      Link({{{2023, &before}, {2024, &facts}}, kMinimum, {}});
  ExpectSound(linked);
  EXPECT_THAT(RelationsOf(linked),
              Not(Contains(testing::AllOf(HasSubstr("deltagare/women/2024"),
                                          HasSubstr("deltagare/women/2023")))));
}

TEST(LinkingTest, AStatedTotalIsKnownByItsSum) {
  const std::string half = "2017-01..2017-06";
  const auto row = [&](const std::string& name, int64_t women, int64_t men) {
    return Row(name, CountMeasure::kFinished, half, women, men);
  };
  const Facts facts = Counted({row("JCU", 7, 16), row("Pedagog", 3, 7),
                               row("IPS", 3, 2), row("Totalt", 13, 25)});
  const LinkedCells linked = LinkYear(facts, 2017);
  ExpectSound(linked);
  EXPECT_THAT(RelationsOf(linked),
              Contains("-participants/totalt/avslutade/women/2017-01..2017-06 "
                       "+participants/jcu/avslutade/women/2017-01..2017-06 "
                       "+participants/pedagog/avslutade/women/2017-01..2017-06 "
                       "+participants/ips/avslutade/women/2017-01..2017-06 = "
                       "0"));
}

TEST(LinkingTest, AHalfYearLacksThoseOfTheOtherHalf) {
  const auto row = [](CountMeasure measure, const std::string& period,
                      int64_t total) {
    return Row("Enter", measure, period, {}, {}, total);
  };
  const Facts facts =
      Counted({row(CountMeasure::kParticipants, "2024", 40),
               row(CountMeasure::kParticipants, "2024-01..2024-06", 37),
               row(CountMeasure::kNew, "2024-07..2024-12", 3),
               row(CountMeasure::kParticipants, "2024-07..2024-12", 36)});
  const LinkedCells linked = LinkYear(facts);
  ExpectSound(linked);
  EXPECT_THAT(RelationsOf(linked),
              Contains("-participants/enter/deltagare/total/2024 "
                       "+participants/enter/deltagare/total/2024-01..2024-06 "
                       "+participants/enter/nya/total/2024-07..2024-12 = 0"));
  // Four finished in the first half, though nobody reported it.
  const LinkedCell& gone = CellOf(
      linked,
      "slack/participants/enter/deltagare/total/2024-07..2024-12/participants/"
      "enter/deltagare/total/2024");
  EXPECT_EQ(gone.value, 4);
  EXPECT_TRUE(gone.sensitive);
}

TEST(LinkingTest, WhatAgreesInNumbersAndNameIsTheSame) {
  CountRow project = Participants("ESF", 2024, 30, 20);
  CountRow stated = Participants("Totalt", 2024, 20, 3);
  project.included = stated.included = false;
  const auto part = [](const std::string& breakdown, const std::string& value,
                       int64_t women) {
    return Row("Enter", CountMeasure::kParticipants, "2024", women, {}, {},
               {{breakdown, value}});
  };
  const Facts facts = Counted(
      {Participants("Enter", 2024, 12, 0), Participants("Nova", 2024, 8, 3),
       project, stated, part("ålder", "16-24", 5), part("ålder", "25-29", 7),
       part("grupp", "25-29", 7), part("grupp", "andra", 5)});
  const LinkedCells linked = LinkYear(facts);
  ExpectSound(linked);
  const auto relations = RelationsOf(linked);
  EXPECT_THAT(relations, Contains("-participants/totalt/deltagare/women/2024 "
                                  "+participants/total/deltagare/women/2024 = "
                                  "0"));
  EXPECT_THAT(
      relations,
      Contains(testing::AllOf(
          HasSubstr("participants/enter/deltagare/alder/25-29/women/2024 "),
          HasSubstr("participants/enter/deltagare/grupp/25-29/women/2024 "))));
  for (const std::string& relation : relations) {
    EXPECT_FALSE(absl::StrContains(relation, "/16-24/") &&
                 absl::StrContains(relation, "/andra/"))
        << relation;
  }
}

TEST(LinkingTest, AveragesOfAllAreOverThoseOfEach) {
  Facts facts;
  for (const auto& [name, persons] :
       std::vector<std::pair<std::string, int64_t>>{
           {"Enter", 20}, {"Nova", 3}, {"Nav", 12}, {"Totalt", 35}}) {
    AverageRow row;
    row.initiative = name;
    row.name = "tid";
    row.period = *ParsePeriod("2024");
    row.persons = persons;
    facts.averages.push_back(row);
  }
  const LinkedCells linked = LinkYear(facts);
  ExpectSound(linked);
  EXPECT_THAT(RelationsOf(linked),
              testing::ElementsAre("-averages/totalt/tid/persons/2024 "
                                   "+averages/enter/tid/persons/2024 "
                                   "+averages/nova/tid/persons/2024 "
                                   "+averages/nav/tid/persons/2024 = 0"));
}

SurveyRow Question(const std::string& question, int64_t answers,
                   int64_t positive, std::optional<Gender> gender = {}) {
  SurveyRow row;
  row.survey = "Sju frågor";
  row.question = question;
  row.period = *ParsePeriod("2024");
  row.gender = gender;
  row.answers = answers;
  row.positive = positive;
  row.rule = "steg 4–6 av 6";
  return row;
}

TEST(LinkingTest, SurveysHangTogether) {
  Facts facts;
  facts.surveys = {Question("Nytta", 30, 27), Question("Stöd", 28, 20),
                   Question("Något", 30, 28),
                   Question("Nytta", 18, 17, Gender::kWomen),
                   Question("Nytta", 4, 3, Gender::kMen)};
  facts.surveys[1].steps = {2, 3, 3, 10, 5, 5};
  facts.surveys[2].joins = {"Nytta", "Stöd", "Nytta"};
  for (SurveyRow& row : facts.surveys) row.returned = row.answers;
  const LinkedCells linked = LinkYear(facts);
  ExpectSound(linked);
  const auto relations = RelationsOf(linked);
  EXPECT_THAT(relations, Contains("-surveys/sju-fragor/nytta/answers/2024 "
                                  "+surveys/sju-fragor/nytta/positive/2024 "
                                  "+negative/surveys/sju-fragor/nytta/all/2024 "
                                  "= 0"));
  EXPECT_THAT(relations, Contains("-surveys/sju-fragor/stod/positive/2024 "
                                  "+surveys/sju-fragor/stod/step-4/2024 "
                                  "+surveys/sju-fragor/stod/step-5/2024 "
                                  "+surveys/sju-fragor/stod/step-6/2024 = 0"));
  EXPECT_EQ(CellOf(linked, "rest/surveys/sju-fragor/nytta//2024answers").value,
            8);
  // Three of many are no secret in an ordinary survey, of four they are.
  EXPECT_FALSE(
      CellOf(linked, "negative/surveys/sju-fragor/nytta/all/2024").sensitive);
  EXPECT_TRUE(
      CellOf(linked, "surveys/sju-fragor/nytta/men/answers/2024").sensitive);
  EXPECT_TRUE(
      CellOf(linked, "surveys/sju-fragor/nytta/men/positive/2024").sensitive);
  facts.rules.protection.sensitive_surveys = {"sju frågor"};
  EXPECT_TRUE(
      CellOf(LinkYear(facts), "negative/surveys/sju-fragor/nytta/all/2024")
          .sensitive);
}

Release Released(int64_t number, const Facts& facts, int year) {
  GroupedCells cells = LinkFacts({{year, &facts}}, kMinimum);
  Release release;
  release.number = number;
  release.year = year;
  release.minimum = kMinimum;
  for (size_t i = 0; i < cells.groups.size(); ++i) {
    const LinkedCell& cell = cells.linked.cells[i];
    release.cells.push_back({cell.id, cell.value,
                             cell.state == CellState::kOpen && !cell.sensitive,
                             cells.groups[i]});
  }
  release.relations = cells.linked.relations;
  return release;
}

TEST(LinkingTest, AReleasedNumberIsTheSameWhenItsValueIs) {
  const Facts first = Counted(
      {Participants("Enter", 2024, 12, 3), Participants("Nova", 2024, 9, 8)});
  const Release release = Released(1, first, 2024);
  const Facts corrected = Counted(
      {Participants("Enter", 2024, 12, 3), Participants("Nova", 2024, 9, 7)});
  const LinkedCells linked = Link({{{2024, &corrected}}, kMinimum, {&release}});
  ExpectSound(linked);
  EXPECT_EQ(CellOf(linked, "participants/enter/deltagare/women/2024").state,
            CellState::kShown);
  EXPECT_EQ(CellOf(linked, "participants/enter/deltagare/men/2024").state,
            CellState::kOpen);
  EXPECT_EQ(CellOf(linked, "participants/nova/deltagare/men/2024").state,
            CellState::kOpen);
  const LinkedCell& old =
      CellOf(linked, "participants/nova/deltagare/men/2024@1");
  EXPECT_EQ(old.value, 8);
  EXPECT_EQ(old.state, CellState::kShown);
  EXPECT_THAT(RelationsOf(linked),
              Contains("-participants/nova/deltagare/total/2024@1 "
                       "+participants/nova/deltagare/women/2024 "
                       "+participants/nova/deltagare/men/2024@1 = 0"));
}

}  // namespace
}  // namespace finsam::participants
