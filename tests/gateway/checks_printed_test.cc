// Checks of a document that prints the figures.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/gateway/checks_case.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;
using testing::IsEmpty;

// One row of published.csv.
Change Published(const std::string& id, int64_t steps, const Display& display) {
  return [=](SampleYear& year) {
    year.published = {{id, steps, display, "sidan 4"}};
  };
}

TEST(ChecksPrintedTest, PrintedDocument) {
  const std::string result = "income-statement/result-of-year/2024";
  const std::string costs = "income-statement/operating-costs/2024";
  const Display kr{Unit::kKronor, 0};
  const Display tkr{Unit::kThousand, 0};
  const Display mnkr{Unit::kMillion, 1};
  const Display number{Unit::kCount, 0};
  const Change office = [](SampleYear& year) {
    year.audience = Audience::kOffice;
  };
  ExpectFound({
      {"right: as it is", Published(result, -50'000, kr), {}},
      {"right: rounded once", Published(costs, -41, mnkr), {}},
      {"PD-1: the sign is turned",
       Published(result, 50'000, kr),
       {{"PD-1/" + result, kError, {result}, "50 000 kr", "-50 000 kr"}}},
      {"PD-1: one thousand off is rounding",
       Published(costs, -4'101, tkr),
       {{"PD-1/" + costs, kRounding, {costs}, "-4 101 tkr", "-4 100 tkr"}}},
      {"PD-1: sign and one step",
       Published(costs, 4'101, tkr),
       {{"PD-1/" + costs, kError, {costs}, "4 101 tkr", "-4 100 tkr"}}},
      {"PD-1: one tenth of a million off is rounding",
       Published(costs, -42, mnkr),
       {{"PD-1/" + costs, kRounding, {costs}, "-4,2 mnkr", "-4,1 mnkr"}}},
      {"PD-1: two steps are no rounding",
       Published(costs, -43, mnkr),
       {{"PD-1/" + costs, kError, {costs}, "-4,3 mnkr", "-4,1 mnkr"}}},
      {"PD-1: a count that is one off is not rounded",
       Published("goals/met/2024", 2, number),
       {{"PD-1/goals/met/2024", kError, {"goals/met/2024"}, "2", "1"}}},
      {"PD-1: the sources do not have it",
       [&](SampleYear& year) {
         Published("goals/gone/2024", 4, number)(year);
         office(year);
       },
       {{"PD-1/goals/gone/2024", kExplain, {"goals/gone/2024"}, "4", ""}}},
      {"PD-1: a number where there is none",
       [&](SampleYear& year) {
         Published("goals/met/2024", 4, number)(year);
         office(year);
         year.Set("goals/met/2024", std::monostate{});
       },
       {{"PD-1/goals/met/2024", kError, {"goals/met/2024"}, "4", "–"}}},
  });
}

// What is typed may be the number that they are not to see.
TEST(ChecksPrintedTest, OthersAreNotToldWhatIsTypedOfPersons) {
  const std::string id = "participants/ljuspunkten/deltagare/men/2024";
  const std::string goal = "goals/1/outcome/2024";
  for (const Audience audience : {Audience::kPublic, Audience::kMembers}) {
    const auto said = [&](const std::string& figure, const Value& value) {
      SampleYear year;
      year.audience = audience;
      year.Set(id, value);
      year.Set(goal, value);
      Figure& counted = year.facts.figures.at(id);
      counted.provenance.service = "participants";
      year.facts.figures.at(goal).provenance.terms = {{id, 1}};
      year.published = {{figure, 83, {Unit::kCount, 0}, "sidan 9"}};
      const CheckResult result = year.Check();
      for (const CheckSummary& check : result.summary) {
        if (check.check == "PD-1") {
          EXPECT_EQ(check.comparison_count,
                    std::holds_alternative<Protected>(value) ? 0 : 1);
        }
      }
      std::vector<Said> printed;
      for (const Said& one : SaidBy(result)) {
        if (one.id == "PD-1/" + figure) printed.push_back(one);
      }
      return printed;
    };
    for (const std::string& figure : {id, goal}) {
      EXPECT_THAT(said(figure, Protected{90}), IsEmpty());
      // Released before one more came.
      EXPECT_EQ(
          said(figure, Count{82}),
          (std::vector<Said>{{"PD-1/" + figure, kError, {figure}, "", "82"}}));
      EXPECT_EQ(
          said(figure, std::monostate{}),
          (std::vector<Said>{{"PD-1/" + figure, kError, {figure}, "", "–"}}));
    }
    SampleYear year;
    year.audience = audience;
    year.published = {{id + "/gone", 83, {Unit::kCount, 0}, ""}};
    EXPECT_EQ(SaidBy(year.Check()),
              (std::vector<Said>{
                  {"PD-1/" + id + "/gone", kExplain, {id + "/gone"}, "", ""}}));
  }
}

TEST(ChecksPrintedTest, TheSentenceSaysWhatKindOfSlipItIs) {
  const struct {
    int64_t printed;  // Where −50 tkr is right.
    const char* words;
  } cases[] = {
      {50, "tecknet är omvänt."},
      {-51, "avrundningen skiljer en enhet."},
      {51, "tecknet är omvänt och avrundningen skiljer en enhet."},
      {-60, "beloppet är ett annat."},
  };
  for (const auto& c : cases) {
    SampleYear year;
    Published("income-statement/result-of-year/2024", c.printed,
              {Unit::kThousand, 0})(year);
    const CheckResult result = year.Check();
    ASSERT_EQ(result.findings.size(), 1u) << c.words;
    EXPECT_THAT(result.findings[0].message,
                testing::EndsWith(absl::StrCat("sidan 4, ", c.words)));
  }
}

TEST(ChecksPrintedTest, PrintedPercent) {
  const std::string id = "multi-year-overview/solidity/2024";
  SampleYear year;
  year.Set(id, Ratio{2, 3});
  year.published = {{id, 667, {Unit::kPercent, 1}, ""}};
  EXPECT_THAT(SaidBy(year.Check()), IsEmpty());
  year.published[0].steps = 670;
  EXPECT_EQ(
      SaidBy(year.Check()),
      (std::vector<Said>{
          {"PD-1/" + id, kError, {id}, Printed("67,0 %"), Printed("66,7 %")}}));
}

// To the public neither the number nor how far off it is, however deep below
// the figure the persons are.
TEST(ChecksPrintedTest, WhatRestsOnPersonsIsNotTold) {
  const auto told = [](const std::string& service) {
    SampleYear year;
    const auto add = [&year](const std::string& id, const std::string& from,
                             const std::vector<Term>& terms) {
      Figure figure;
      figure.id = id;
      figure.value = Kr(10);
      figure.provenance.service = from;
      figure.provenance.terms = terms;
      year.facts.figures[id] = figure;
    };
    add("x/top/2024", "gateway", {{"x/middle/2024", 1}});
    add("x/middle/2024", "budget", {{"x/bottom/2024", 1}, {"x/top/2024", 1}});
    add("x/bottom/2024", service, {});
    year.published = {{"x/top/2024", -10, {Unit::kKronor, 0}, "s. 4"}};
    const CheckResult result = year.Check();
    for (const Finding& finding : result.findings) {
      if (finding.check == "PD-1") return finding.message + finding.found;
    }
    return std::string("no finding");
  };
  EXPECT_THAT(told("ledger"), testing::HasSubstr("tecknet är omvänt"));
  EXPECT_THAT(told("participants"),
              testing::EndsWith("s. 4, värdet är ett annat."));
}

}  // namespace
}  // namespace finsam::gateway
