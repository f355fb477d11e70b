// A figure's way down.

#include "services/gateway/domain/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A report of figures, each with its terms.
class Figures {
 public:
  Figures& Computed(const std::string& id, const std::vector<Term>& terms) {
    Figure& figure = report_.figures[id];
    figure.id = id;
    figure.value = Kr(1);
    figure.provenance.terms = terms;
    return *this;
  }
  Figures& FromBooks(const std::string& id) {
    Computed(id, {});
    report_.figures[id].provenance.books.selections = {{4000, 7999, 0, {}}};
    return *this;
  }
  Figures& Reported(const std::string& id) { return Computed(id, {}); }
  const Report& report() const { return report_; }

 private:
  Report report_;
};

// "id@depth*factor" for each step.
std::vector<std::string> Steps(const Report& report, const std::string& id) {
  std::vector<std::string> steps;
  for (const ExplainStep& step : ExplainSteps(report, id)) {
    steps.push_back(
        absl::StrCat(step.figure->id, "@", step.depth, "*", step.factor));
  }
  return steps;
}

std::string Books(const Report& report, const std::string& id) {
  return BooksFigure(ExplainSteps(report, id));
}

TEST(ExplainTest, DepthFirstInTheTermsOrder) {
  const Figures figures =
      Figures()
          .Computed("result", {{"income", 1}, {"costs", -1}, {"interest", 1}})
          .Computed("costs", {{"kansli", 1}, {"insatser", 1}})
          .Reported("income")
          .Reported("interest")
          .FromBooks("kansli")
          .FromBooks("insatser");
  EXPECT_THAT(Steps(figures.report(), "result"),
              ElementsAre("result@0*1", "income@1*1", "costs@1*-1",
                          "kansli@2*1", "insatser@2*1", "interest@1*1"));
}

TEST(ExplainTest, ADenominatorHasFactorZero) {
  const Figures figures = Figures()
                              .Computed("share", {{"part", 1}, {"whole", 0}})
                              .Reported("part")
                              .Reported("whole");
  EXPECT_THAT(Steps(figures.report(), "share"),
              ElementsAre("share@0*1", "part@1*1", "whole@1*0"));
}

TEST(ExplainTest, UnknownFiguresHaveNoSteps) {
  EXPECT_THAT(Steps(Figures().report(), "gone"), IsEmpty());
  const Figures figures = Figures().Computed("a", {{"gone", 1}});
  EXPECT_THAT(Steps(figures.report(), "a"), ElementsAre("a@0*1"));
}

TEST(ExplainTest, AFigureMetTwiceIsNamedTwiceAndWalkedOnce) {
  const Figures figures = Figures()
                              .Computed("a", {{"b", 1}, {"c", 1}})
                              .Computed("b", {{"d", 1}})
                              .Computed("c", {{"d", -1}})
                              .Computed("d", {{"e", 1}})
                              .Reported("e");
  EXPECT_THAT(
      Steps(figures.report(), "a"),
      ElementsAre("a@0*1", "b@1*1", "d@2*1", "e@3*1", "c@1*1", "d@2*-1"));
}

TEST(ExplainTest, ACircleEnds) {
  const Figures figures =
      Figures().Computed("a", {{"b", 1}}).Computed("b", {{"a", 1}});
  EXPECT_THAT(Steps(figures.report(), "a"),
              ElementsAre("a@0*1", "b@1*1", "a@2*1"));
  const Figures own = Figures().Computed("a", {{"a", 1}});
  EXPECT_THAT(Steps(own.report(), "a"), ElementsAre("a@0*1", "a@1*1"));
}

TEST(ExplainTest, NoDeeperThanTheLimit) {
  Figures figures;
  for (int i = 0; i < 100; ++i) {
    figures.Computed(absl::StrCat("f", i), {{absl::StrCat("f", i + 1), 1}});
  }
  const auto steps = ExplainSteps(figures.report(), "f0");
  ASSERT_EQ(steps.size(), kExplainDepthMax + 1u);
  EXPECT_EQ(steps.back().depth, kExplainDepthMax);
}

TEST(ExplainTest, NoMoreThanTheLimit) {
  Figures figures;
  std::vector<Term> terms;
  for (int i = 0; i < 1'000; ++i) {
    terms.push_back({absl::StrCat("f", i), 1});
    figures.Reported(terms.back().figure_id);
  }
  figures.Computed("sum", terms);
  EXPECT_EQ(ExplainSteps(figures.report(), "sum").size(), kExplainStepsMax);
}

TEST(ExplainTest, StepsSayWhereTheFigureIsPrinted) {
  const Report report = SampleYear().Assemble();
  const auto steps =
      ExplainSteps(report, "income-statement/operating-costs/budget-2024");
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].label,
            "Resultaträkning: Verksamhetens kostnader, Budget 2024");
  EXPECT_EQ(steps[1].figure->id, "budget/costs/2024");
  EXPECT_EQ(steps[1].factor, -1);
  EXPECT_EQ(steps[1].label, "");
  const auto day = ExplainSteps(report, "report/adopted/2024");
  ASSERT_EQ(day.size(), 1u);
  EXPECT_EQ(day[0].display.unit, Unit::kDate);
}

TEST(ExplainTest, TheOneFigureFromTheBooks) {
  const Figures figures = Figures()
                              .FromBooks("own")
                              .Computed("one", {{"own", 1}, {"reported", 1}})
                              .Computed("same-twice", {{"own", 1}, {"one", -1}})
                              .FromBooks("other")
                              .Computed("several", {{"own", 1}, {"other", 1}})
                              .Reported("reported");
  EXPECT_EQ(Books(figures.report(), "own"), "own");
  EXPECT_EQ(Books(figures.report(), "one"), "own");
  EXPECT_EQ(Books(figures.report(), "same-twice"), "own");
  EXPECT_EQ(Books(figures.report(), "several"), "");
  EXPECT_EQ(Books(figures.report(), "reported"), "");
  EXPECT_EQ(Books(figures.report(), "gone"), "");
}

}  // namespace
}  // namespace finsam::gateway
