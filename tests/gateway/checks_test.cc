// The checks as a whole: in a year where everything is right nothing is found,
// and what is not there is no contradiction.

#include "services/gateway/domain/checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "tests/gateway/checks_case.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ChecksTest, InARightYearNothingIsFoundAndEverythingIsCompared) {
  const CheckResult result = SampleYear().Check();
  EXPECT_THAT(SaidBy(result), IsEmpty());
  std::vector<std::string> checks;
  for (const CheckSummary& summary : result.summary) {
    SCOPED_TRACE(summary.check);
    checks.push_back(summary.check);
    EXPECT_EQ(summary.finding_count, 0);
    EXPECT_FALSE(summary.title.empty());
    // There is no document typed elsewhere to compare with.
    EXPECT_EQ(summary.comparison_count > 0, summary.check != "PD-1");
  }
  EXPECT_THAT(checks,
              ElementsAre("BS-1", "BS-3", "BU-1", "BU-2", "BU-4", "CF-1",
                          "CF-2", "CF-3", "GO-1", "IK-1", "IS-1", "LB-1",
                          "NO-1", "NO-2", "NO-3", "NO-4", "NT-1", "NT-2",
                          "OV-1", "PD-1", "PO-1", "PR-1", "PY-1", "RF-1",
                          "RV-1", "SG-1", "TX-1", "TX-2", "TX-3", "TX-4"));
}

TEST(ChecksTest, WithoutFiguresNothingIsComparedOrFound) {
  SampleYear year;
  year.facts = {};
  year.facts.year = 2024;
  year.texts.clear();
  const CheckResult result = year.Check();
  EXPECT_THAT(SaidBy(result), IsEmpty());
  for (const CheckSummary& summary : result.summary) {
    // That no text holds a typed number is known also without figures.
    const bool typed = summary.check == "TX-1" || summary.check == "TX-3";
    EXPECT_EQ(summary.comparison_count, typed ? 1 : 0) << summary.check;
  }
}

// What is not there is no contradiction. Left out: what others are the sum of
// (a row of a note, a part of the cash flow, a gender), the figure that the
// text refers to, and the budgeted result that is to be shown.
TEST(ChecksTest, AFigureThatIsNotThereIsNoContradiction) {
  const std::set<std::string> left_out = {
      "budget/insatser/2024",
      "budget/kansli/2024",
      "cash-flow/operating-cash-flow/2023",
      "cash-flow/operating-cash-flow/2024",
      "income-statement/result-of-year/2024",
      "income-statement/result-of-year/budget-2024",
  };
  for (const auto& [id, figure] : SampleYear().Assemble().figures) {
    if (absl::StartsWith(id, "note-") ||
        absl::StartsWith(id, "participants/") || left_out.contains(id)) {
      continue;
    }
    SampleYear year;
    year.Erase(id);
    EXPECT_THAT(SaidBy(year.Check()), IsEmpty()) << id;
  }
}

TEST(ChecksTest, GravestFirstThenById) {
  SampleYear year;
  year.typed_numbers = {{"text/resultat.md", 3, "500"}};
  year.published = {{"balance-sheet/cash/2024", 1'201, {Unit::kThousand}, ""}};
  year.SetKronor("budget/result/2024", -1);
  year.SetKronor("balance-sheet/cash/opening-2024", 1);
  year.SetKronor("balance-requirement/result-of-year/2024", 1);
  const CheckResult result = year.Check();
  std::vector<std::string> checks;
  std::set<std::string> ids;
  for (const Finding& finding : result.findings) {
    checks.push_back(finding.check);
    ids.insert(finding.id);
    EXPECT_FALSE(finding.message.empty());
    EXPECT_FALSE(finding.source.empty());
    EXPECT_TRUE(absl::StartsWith(finding.id, finding.check + "/"));
  }
  EXPECT_THAT(checks, ElementsAre("IS-1", "PY-1", "NO-4", "TX-1", "PD-1"));
  EXPECT_EQ(ids.size(), result.findings.size());
}

}  // namespace
}  // namespace finsam::gateway
