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
       Published("goals/gone/2024", 4, number),
       {{"PD-1/goals/gone/2024", kExplain, {"goals/gone/2024"}, "4", ""}}},
      {"PD-1: a number where there is none",
       [&](SampleYear& year) {
         Published("goals/met/2024", 4, number)(year);
         year.Set("goals/met/2024", std::monostate{});
       },
       {{"PD-1/goals/met/2024", kError, {"goals/met/2024"}, "4", "–"}}},
  });
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

}  // namespace
}  // namespace finsam::gateway
