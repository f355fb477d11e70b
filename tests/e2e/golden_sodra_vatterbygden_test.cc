// A second association's annual report, cell by cell: what the house makes of
// examples/sodra-vatterbygden-2023 against what was printed, and what the
// checks say of the difference.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

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

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::UnorderedElementsAre;

constexpr char kFindingsFile[] =
    "/tests/golden/sodra-vatterbygden-2023-findings.txt";

// The printed report's table and ours, in the printed order.
constexpr std::pair<const char*, const char*> kTables[] = {
    {"multi_year_overview", "multi-year-overview"},
    {"participants", "deltagare"},
    {"balance_requirement", "balance-requirement"},
    {"income_statement", "income-statement"},
    {"balance_sheet", "balance-sheet"},
    {"cash_flow", "cash-flow"},
    {"operations_account", "operations-account"},
    {"note_2_income", "note-2"},
    {"note_3_costs", "note-3"},
    {"note_4_receivables", "note-4"},
    {"note_5_liabilities", "note-5"},
    {"note_6_net", "note-6"},
};

constexpr int kPrintedCells = 249;

// The printed report cuts one income to whole tkr where it rounds all others,
// and leaves out subtotals and, one year, the office's total.
const char* const kCellsThatDiffer[] = {
    "multi-year-overview: Verksamhetens intäkter, 2022 is printed 8649, ours "
    "is "
    "8650",
    "cash-flow: Medel från verksamheten före förändring av rörelsekapital, "
    "2023-12-31 is printed blank",
    "cash-flow: Medel från verksamheten före förändring av rörelsekapital, "
    "2022-12-31 is printed blank",
    "cash-flow: Kassaflöde för den löpande verksamheten, 2023-12-31 is printed "
    "blank",
    "cash-flow: Kassaflöde för den löpande verksamheten, 2022-12-31 is printed "
    "blank",
    "note-3: Kansli, 2022-12-31 is printed blank",
};

class GoldenSodraVatterbygdenTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    house_ = new testkit::RunningHouse;
    client_ = new GatewayClient(house_->Address("gateway"));
    ImportOptions options;
    options.fiscal_year = kSodraVatterbygden;
    const auto result = client_->Import(SodraVatterbygden2023(), options);
    ASSERT_TRUE(result.ok()) << result.status();
    for (const auto& service : result->services()) {
      for (const auto& warning : service.warnings()) {
        ADD_FAILURE() << warning.ShortDebugString();
      }
    }
    const auto report = client_->Assemble(kSodraVatterbygden);
    ASSERT_TRUE(report.ok()) << report.status();
    report_ = new pb::Report(*report);
    golden_ =
        new nlohmann::json(testkit::ReadGolden("sodra-vatterbygden-2023.json"));
  }

  static void TearDownTestSuite() {
    delete golden_;
    delete report_;
    delete client_;
    delete house_;
  }

  void SetUp() override { ASSERT_NE(report_, nullptr); }

  // As a cell prints it: whole kronor, percent, a count.
  static int64_t Printed(const std::string& id) {
    const auto figures = FiguresOf(*report_);
    const auto found = figures.find(id);
    EXPECT_NE(found, figures.end()) << id;
    if (found == figures.end()) return INT64_MIN;
    const Value value = FromProto(found->second).value;
    return RoundedSteps(value, DefaultDisplay(value)).value_or(INT64_MIN);
  }

  static std::vector<pb::Finding> Findings() {
    const auto checked = client_->Check(kSodraVatterbygden);
    EXPECT_TRUE(checked.ok()) << checked.status();
    if (!checked.ok()) return {};
    return {checked->findings().begin(), checked->findings().end()};
  }

  static testkit::RunningHouse* house_;
  static GatewayClient* client_;
  static pb::Report* report_;
  static nlohmann::json* golden_;
};

testkit::RunningHouse* GoldenSodraVatterbygdenTest::house_ = nullptr;
GatewayClient* GoldenSodraVatterbygdenTest::client_ = nullptr;
pb::Report* GoldenSodraVatterbygdenTest::report_ = nullptr;
nlohmann::json* GoldenSodraVatterbygdenTest::golden_ = nullptr;

TEST_F(GoldenSodraVatterbygdenTest, EveryCellIsThePrintedOneButTheKnown) {
  const auto tables = TablesOf(*report_);
  int cells = 0;
  std::vector<std::string> differences;
  for (const auto& [printed, ours] : kTables) {
    ASSERT_EQ(tables.count(ours), 1u) << ours;
    const auto compared = testkit::CompareWithPrinted(
        golden_->at(printed), FromProto(tables.at(ours)));
    cells += compared.cells;
    differences.insert(differences.end(), compared.differences.begin(),
                       compared.differences.end());
  }
  EXPECT_EQ(cells, kPrintedCells);
  EXPECT_THAT(differences, ElementsAreArray(kCellsThatDiffer));
}

TEST_F(GoldenSodraVatterbygdenTest, HeadingsAreThePrintedOnesInTheirOrder) {
  EXPECT_EQ(TitlesOf(*report_),
            golden_->at("headings").get<std::vector<std::string>>());
}

TEST_F(GoldenSodraVatterbygdenTest, FiguresOfTheTextsAreThePrintedOnes) {
  const auto& golden = *golden_;
  EXPECT_EQ(Printed("cost-shares/individual/2023"),
            golden["cost_shares"]["individual_percent"]["2023"]);
  EXPECT_EQ(Printed("cost-shares/structure/2023"),
            golden["cost_shares"]["structure_percent"]["2023"]);
  EXPECT_EQ(Printed("board/meetings/2023"), golden["board"]["meetings"]);
  EXPECT_EQ(Printed("board/seats/2023"), golden["board"]["seats"]);
  const auto& goals = golden["goals_summary"];
  EXPECT_EQ(Printed("goals/total/2023"), goals["total"]);
  EXPECT_EQ(Printed("goals/partly-met/2023"), goals["partly"]);
  EXPECT_EQ(Printed("goals/not-assessed/2023"), goals["not_assessed"]);
  // 37 of 54 are not 70 percent, so one goal fewer is met than is printed.
  EXPECT_EQ(Printed("goals/met/2023"), goals["fulfilled"].get<int>() - 1);
  EXPECT_EQ(Printed("goals/not-met/2023"),
            goals["not_fulfilled"].get<int>() + 1);
}

// What the net amounts leave out of the gross ones, and of the income, is the
// same: the cost centres divide what the projects hold.
TEST_F(GoldenSodraVatterbygdenTest, NetAmountsAreGrossLessIncomeOfTheirOwn) {
  const char* const lines[] = {"verksamhetsutvecklare", "kompetensutveckling",
                               "kansli"};
  for (const int year : {2023, 2022}) {
    int64_t less = 0;
    for (const char* line : lines) {
      less += Printed(absl::StrCat("note-3/", line, "/", year)) -
              Printed(absl::StrCat("note-6/", line, "/", year));
    }
    int64_t income = 0;
    for (const char* line : {"finnveden", "ovriga-forsaljningar",
                             "bidrag-personal", "ovriga-intakter"}) {
      income += Printed(absl::StrCat("note-2/", line, "/", year));
    }
    // Finnveden also pays for what is nobody's of the three.
    EXPECT_GT(less, 0) << year;
    EXPECT_LE(less, income) << year;
    EXPECT_GE(less, income * 9 / 10) << year;
  }
}

TEST_F(GoldenSodraVatterbygdenTest, EachMistakeHasAFindingThatSaysWhatIsRight) {
  std::map<std::string, std::pair<std::string, std::string>> wrong;
  for (const pb::Finding& finding : Findings()) {
    if (finding.check() != "PD-1") continue;
    ASSERT_EQ(finding.figure_ids_size(), 1);
    EXPECT_FALSE(finding.message().empty());
    const auto plain = [](const std::string& text) {
      return absl::StrReplaceAll(text, {{"\u00a0", " "}});
    };
    wrong[finding.figure_ids(0)] = {plain(finding.found()),
                                    plain(finding.expected())};
  }
  using Says = std::pair<std::string, std::string>;
  EXPECT_THAT(wrong,
              ElementsAre(std::pair("goals/met/2023", Says("6", "5")),
                          std::pair("goals/not-met/2023", Says("2", "3")),
                          std::pair("multi-year-overview/income/2022",
                                    Says("8 649 tkr", "8 650 tkr")),
                          // In a text; the table of participants has 24.
                          std::pair("participants/enter/deltagare/women/2023",
                                    Says("23", "24"))));
}

TEST_F(GoldenSodraVatterbygdenTest, APublishedVerdictThatDepartsShows) {
  std::vector<std::string> departs;
  for (const pb::Finding& finding : Findings()) {
    if (finding.check() != "GO-1") continue;
    departs.push_back(absl::StrCat(finding.id(), ": ", finding.found(), ", ",
                                   finding.expected()));
  }
  EXPECT_THAT(departs,
              UnorderedElementsAre("GO-1/goal-3: uppfyllt, ej uppfyllt"));
}

// FINSAM_UPDATE_GOLDEN=1 writes the list anew, to be read before it is kept.
TEST_F(GoldenSodraVatterbygdenTest, FindingsAreTheKnownOnes) {
  std::string found;
  for (const pb::Finding& finding : Findings()) {
    absl::StrAppend(&found, pb::Finding::Severity_Name(finding.severity()), " ",
                    finding.check(), " ", finding.id(), "\n");
  }
  const std::string path = absl::StrCat(FINSAM_SOURCE_DIR, kFindingsFile);
  if (std::getenv("FINSAM_UPDATE_GOLDEN") != nullptr) {
    testkit::WriteWholeFile(path, found);
  }
  EXPECT_EQ(found, testkit::ReadWholeFile(path));
}

// Both examples of annual reports in one house, each made of its own facts.
TEST_F(GoldenSodraVatterbygdenTest, RendersTheSameBytesBesideAnother) {
  std::map<pb::RenderReportRequest::Format, std::string> alone;
  for (const auto format :
       {pb::RenderReportRequest::JSON, pb::RenderReportRequest::HTML,
        pb::RenderReportRequest::TEXT}) {
    const auto page = client_->Render(format, kSodraVatterbygden);
    ASSERT_TRUE(page.ok()) << page.status();
    alone[format] = *page;
  }
  const auto imported = client_->Import(Finnveden2024());
  ASSERT_TRUE(imported.ok()) << imported.status();
  for (const auto& [format, page] : alone) {
    const auto again = client_->Render(format, kSodraVatterbygden);
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_TRUE(*again == page) << pb::RenderReportRequest::Format_Name(format);
  }
}

}  // namespace
}  // namespace finsam::e2e
