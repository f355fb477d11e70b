// The worked year in examples/, held against what the published report says:
// six seats, eight meetings, ten goals of which four met, four not, one partly
// and one not assessed; eight deviations after six the year before; signed from
// 20 to 24 March 2025.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "common/figure/display.h"
#include "services/governance/domain/figures.h"
#include "services/governance/year_files.h"
#include "tests/governance/samples.h"

namespace finsam::governance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

std::vector<store::InputFile> ExampleFiles() {
  std::vector<store::InputFile> files;
  for (const char* name :
       {"association.yaml", "board.csv", "meetings.csv", "goals.csv",
        "signatures.csv", "policies.csv", "internal-control.csv",
        "deviations.csv", "audit.yaml"}) {
    std::ifstream in(
        absl::StrCat(FINSAM_SOURCE_DIR, "/examples/finnveden-2024/", name));
    std::ostringstream text;
    text << in.rdbuf();
    files.push_back({name, text.str()});
  }
  return files;
}

TEST(ExampleTest, FinnvedensYearGivesThePublishedCounts) {
  std::vector<Problem> problems;
  const YearFacts facts =
      ReadYearFiles(SampleYear(), ExampleFiles(), std::nullopt, &problems);
  // One person is vice chair for the region and deputy for a municipality.
  EXPECT_THAT(Told(problems), ElementsAre("W board.csv:9 BOARD_TWO_ROLES"));

  Outcomes outcomes = {
      {"surveys/avslutade-deltagare/redo/share/2024", Ratio{78, 100}},
      {"surveys/avslutade-deltagare/tillvara/share/2024", Ratio{64, 100}}};
  std::map<std::string, std::string> shown;
  std::vector<Figure> figures = RegisterFigures(facts, 1);
  ASSERT_TRUE(facts.goals.has_value());
  for (const Figure& figure : figures) {
    outcomes.emplace(figure.id, figure.value);
  }
  for (const Figure& figure :
       GoalFigures(facts, JudgeAll(*facts.goals, 2024, outcomes), 1)) {
    figures.push_back(figure);
  }
  for (const Figure& figure : figures) {
    shown[figure.id] = Format(figure.value, DefaultDisplay(figure.value));
  }
  const std::vector<std::pair<const std::string, std::string>> published = {
      {"board/seats/2024", "6"},
      {"board/deputies/2024", "6"},
      {"board/meetings/2024", "8"},
      {"report/adopted/2024", "2025-03-20"},
      {"signatures/count/2024", "6"},
      {"signatures/completed/2024", "2025-03-24"},
      {"goals/total/2024", "10"},
      {"goals/met/2024", "4"},
      {"goals/partly-met/2024", "1"},
      {"goals/not-met/2024", "4"},
      {"goals/not-assessed/2024", "1"},
      {"goals/3/outcome/2024", "78\u00a0%"},
      {"goals/4/outcome/2024", "64\u00a0%"},
      {"goals/8/outcome/2024", "8"},
      {"deviations/count/2024", "8"},
      {"deviations/count/2023", "6"}};
  EXPECT_THAT(shown, IsSupersetOf(published));
  // Nothing for the checks to find.
  EXPECT_EQ(shown["policies/overdue/2024"], "0");
  EXPECT_EQ(shown["internal-control/followed-up/2024"],
            shown["internal-control/count/2024"]);
  EXPECT_EQ(shown["discharge/missing/2024"], "0");
}

}  // namespace
}  // namespace finsam::governance
