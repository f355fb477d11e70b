// A third association's annual report, cell by cell: what the house makes of
// examples/degerfors-karlskoga-2024 against what was printed, and what the
// checks say of the difference. Six years in kronor, the whole scheme of the
// income statement, and a table with budget and outcome of three kinds.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/figure/convert.h"
#include "common/figure/display.h"
#include "tests/e2e/gateway_client.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/golden.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

namespace pb = gateway::v1;

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr char kFindingsFile[] =
    "/tests/golden/degerfors-karlskoga-2024-findings.txt";
constexpr int kPrintedCells = 369;
constexpr size_t kPrintedFigures = 59;
constexpr size_t kMistakes = 27;

std::string Plain(const std::string& text) {
  return absl::StrReplaceAll(text, {{"\u00a0", " "}, {"−", "-"}});
}

class GoldenDegerforsKarlskogaTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    house_ = new testkit::RunningHouse;
    client_ = new GatewayClient(house_->Address("gateway"));
    ImportOptions options;
    options.fiscal_year = kDegerforsKarlskoga;
    const auto result = client_->Import(DegerforsKarlskoga2024(), options);
    ASSERT_TRUE(result.ok()) << result.status();
    for (const auto& service : result->services()) {
      for (const auto& warning : service.warnings()) {
        warnings_.push_back(warning.reason());
      }
    }
    const auto report = client_->Assemble(kDegerforsKarlskoga);
    ASSERT_TRUE(report.ok()) << report.status();
    report_ = new pb::Report(*report);
    golden_ = new nlohmann::json(
        testkit::ReadGolden("degerfors-karlskoga-2024.json"));
  }

  static void TearDownTestSuite() {
    delete golden_;
    delete report_;
    delete client_;
    delete house_;
  }

  void SetUp() override { ASSERT_NE(report_, nullptr); }

  static pb::CheckReportResponse Check() {
    const auto checked = client_->Check(kDegerforsKarlskoga);
    EXPECT_TRUE(checked.ok()) << checked.status();
    return checked.ok() ? *checked : pb::CheckReportResponse();
  }

  // Those of one check.
  static std::vector<pb::Finding> FindingsOf(const std::string& check) {
    std::vector<pb::Finding> found;
    const pb::CheckReportResponse checked = Check();
    for (const pb::Finding& finding : checked.findings()) {
      if (finding.check() == check) found.push_back(finding);
    }
    return found;
  }

  static testkit::RunningHouse* house_;
  static GatewayClient* client_;
  static pb::Report* report_;
  static nlohmann::json* golden_;
  static std::vector<std::string> warnings_;
};

testkit::RunningHouse* GoldenDegerforsKarlskogaTest::house_ = nullptr;
GatewayClient* GoldenDegerforsKarlskogaTest::client_ = nullptr;
pb::Report* GoldenDegerforsKarlskogaTest::report_ = nullptr;
nlohmann::json* GoldenDegerforsKarlskogaTest::golden_ = nullptr;
std::vector<std::string> GoldenDegerforsKarlskogaTest::warnings_;

TEST_F(GoldenDegerforsKarlskogaTest, EveryCellIsThePrintedOneButTheKnown) {
  const auto tables = TablesOf(*report_);
  int cells = 0;
  std::vector<std::string> differences;
  for (const auto& [id, printed] : golden_->at("tables").items()) {
    ASSERT_EQ(tables.count(id), 1u) << id;
    const auto compared =
        testkit::CompareWithPrinted(printed, FromProto(tables.at(id)));
    cells += compared.cells;
    differences.insert(differences.end(), compared.differences.begin(),
                       compared.differences.end());
  }
  EXPECT_EQ(cells, kPrintedCells);
  EXPECT_EQ(differences,
            golden_->at("cells_that_differ").get<std::vector<std::string>>());
}

// Figures of texts and of tables with words: as printed, in printed units, but
// for those that are known to be wrong.
TEST_F(GoldenDegerforsKarlskogaTest, FiguresOfTheTextsAreThePrintedOnes) {
  const auto& deviations = golden_->at("deviations");
  const auto& printed = golden_->at("figures");
  EXPECT_THAT(printed, SizeIs(kPrintedFigures));
  const auto figures = FiguresOf(*report_);
  for (const auto& row : printed) {
    const std::string id = row.at(0);
    const auto display = ParseDisplay(row.at(2).get<std::string>());
    ASSERT_TRUE(display.has_value()) << id;
    ASSERT_EQ(figures.count(id), 1u) << id;
    const auto ours = RoundedSteps(FromProto(figures.at(id)).value, *display);
    const int64_t theirs = row.at(1);
    EXPECT_EQ(ours == theirs, !deviations.contains(id)) << id;
  }
  const auto& board = golden_->at("board");
  EXPECT_EQ(Format(FromProto(figures.at("report/adopted/2024")).value,
                   {Unit::kDate, 0}),
            board["adopted"]);
  EXPECT_EQ(RoundedSteps(FromProto(figures.at("board/meetings/2024")).value,
                         {Unit::kCount, 0}),
            board["meetings"].get<int64_t>() +
                board["days_with_others"].get<int64_t>());
}

TEST_F(GoldenDegerforsKarlskogaTest, HeadingsAreThePrintedOnesInTheirOrder) {
  EXPECT_EQ(TitlesOf(*report_),
            golden_->at("headings").get<std::vector<std::string>>());
}

TEST_F(GoldenDegerforsKarlskogaTest,
       EachMistakeHasAFindingThatSaysWhatIsRight) {
  const auto& deviations = golden_->at("deviations");
  EXPECT_THAT(deviations, SizeIs(kMistakes));
  std::map<std::string, pb::Finding> wrong;
  for (const pb::Finding& finding : FindingsOf("PD-1")) {
    ASSERT_EQ(finding.figure_ids_size(), 1);
    wrong[finding.figure_ids(0)] = finding;
  }
  EXPECT_EQ(wrong.size(), deviations.size());
  for (const auto& [id, deviation] : deviations.items()) {
    ASSERT_EQ(wrong.count(id), 1u) << id;
    EXPECT_EQ(Plain(wrong[id].found()), deviation["printed"]) << id;
    EXPECT_EQ(Plain(wrong[id].expected()), deviation["right"]) << id;
    EXPECT_EQ(pb::Finding::Severity_Name(wrong[id].severity()),
              deviation["severity"])
        << id;
  }
  const pb::CheckReportResponse checked = Check();
  for (const pb::CheckSummary& check : checked.checks()) {
    if (check.check() != "PD-1") continue;
    EXPECT_EQ(check.comparison_count(), kPrintedCells + kPrintedFigures);
  }
}

TEST_F(GoldenDegerforsKarlskogaTest, APublishedVerdictThatDepartsShows) {
  std::vector<std::string> departs;
  for (const pb::Finding& finding : FindingsOf("GO-1")) {
    departs.push_back(absl::StrCat(finding.id(), ": ", finding.found(), ", ",
                                   finding.expected()));
  }
  EXPECT_THAT(departs,
              UnorderedElementsAre("GO-1/goal-4: uppfyllt, ej uppfyllt",
                                   "GO-1/goal-8: uppfyllt, ej uppfyllt",
                                   "GO-1/goal-21: uppfyllt, ej uppfyllt"));
}

// Costs and depreciation share a note, and neither is its sum.
TEST_F(GoldenDegerforsKarlskogaTest, TwoLinesMakeTheNoteTogether) {
  EXPECT_THAT(FindingsOf("NT-2"), IsEmpty());
}

// What the participants' files are told of, and nothing of the other files.
TEST_F(GoldenDegerforsKarlskogaTest, OnlyCountsAreWarnedAbout) {
  for (const std::string& reason : warnings_) {
    EXPECT_TRUE(reason == "COUNT_PARTS_INCOMPLETE" ||
                reason == "SURVEY_SHARE_OF_RETURNED")
        << reason;
  }
  EXPECT_THAT(warnings_, SizeIs(8));
}

// FINSAM_UPDATE_GOLDEN=1 writes the list anew, to be read before it is kept.
TEST_F(GoldenDegerforsKarlskogaTest, FindingsAreTheKnownOnes) {
  std::string found;
  const pb::CheckReportResponse checked = Check();
  for (const pb::Finding& finding : checked.findings()) {
    absl::StrAppend(&found, pb::Finding::Severity_Name(finding.severity()), " ",
                    finding.check(), " ", finding.id(), "\n");
  }
  const std::string path = absl::StrCat(FINSAM_SOURCE_DIR, kFindingsFile);
  if (std::getenv("FINSAM_UPDATE_GOLDEN") != nullptr) {
    testkit::WriteWholeFile(path, found);
  }
  EXPECT_EQ(found, testkit::ReadWholeFile(path));
}

TEST_F(GoldenDegerforsKarlskogaTest, PagesAreTheSameBytesTwiceAndLackNothing) {
  for (const auto format :
       {pb::RenderReportRequest::JSON, pb::RenderReportRequest::HTML,
        pb::RenderReportRequest::TEXT}) {
    const auto one = client_->Render(format, kDegerforsKarlskoga);
    const auto two = client_->Render(format, kDegerforsKarlskoga);
    ASSERT_TRUE(one.ok()) << one.status();
    ASSERT_TRUE(two.ok()) << two.status();
    EXPECT_TRUE(*one == *two) << pb::RenderReportRequest::Format_Name(format);
    EXPECT_FALSE(absl::StrContains(*one, "saknas:"));
  }
}

// The difference between a net and its budget is explained down to both.
TEST_F(GoldenDegerforsKarlskogaTest, ADeviationOfANetIsExplained) {
  const auto explained = client_->Explain(
      "operations-account/individual/deviation-2024", kDegerforsKarlskoga);
  ASSERT_TRUE(explained.ok()) << explained.status();
  EXPECT_THAT(explained->ShortDebugString(),
              AllOf(HasSubstr("operations-account/individual/2024"),
                    HasSubstr("budget/coachingteamet/2024")));
}

}  // namespace
}  // namespace finsam::e2e
