// A real association's activity plan and interim report, cell by cell: what the
// house makes of examples/finnveden-2025-plan and finnveden-2017-interim
// against what was printed, and what the checks say of them.

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

using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

constexpr char kOtherInterim[] = "associations/2220002279/fiscalYears/2017";

std::string Plain(const std::string& text) {
  return absl::StrReplaceAll(text, {{"\u00a0", " "}, {"−", "-"}});
}

class GoldenBudgetTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    house_ = new testkit::RunningHouse;
    client_ = new GatewayClient(house_->Address("gateway"));
    Import(Finnveden2025Plan(), kFinnvedenPlan);
    Import(Finnveden2017Interim(), kFinnvedenInterim);
  }

  static void TearDownTestSuite() {
    delete client_;
    delete house_;
  }

  // Expects no warning either.
  static void Import(const YearFiles& files, const std::string& year) {
    ImportOptions options;
    options.fiscal_year = year;
    options.request_id = absl::StrCat("e2e-", year.substr(year.size() - 4));
    const auto result = client_->Import(files, options);
    ASSERT_TRUE(result.ok())
        << result.status() << "\n"
        << testing::PrintToString(ProblemLines(result.status()));
    for (const auto& service : result->services()) {
      for (const auto& warning : service.warnings()) {
        ADD_FAILURE() << warning.ShortDebugString();
      }
    }
  }

  static std::vector<std::string> ProblemLines(const absl::Status& status) {
    std::vector<std::string> lines;
    for (const Problem& problem : ProblemsOf(status)) {
      lines.push_back(ProblemLine(problem));
    }
    return lines;
  }

  static pb::Report Assemble(const std::string& year) {
    const auto report = client_->Assemble(year);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *report : pb::Report();
  }

  static std::map<std::string, pb::Finding> Findings(const std::string& year) {
    std::map<std::string, pb::Finding> findings;
    const auto checked = client_->Check(year);
    EXPECT_TRUE(checked.ok()) << checked.status();
    if (!checked.ok()) return findings;
    for (const pb::Finding& finding : checked->findings()) {
      findings[finding.id()] = finding;
    }
    return findings;
  }

  // The number of cells that were compared, all of them alike.
  static int ExpectPrinted(const nlohmann::json& printed,
                           const pb::Report& report, const std::string& table) {
    const auto tables = TablesOf(report);
    EXPECT_EQ(tables.count(table), 1u) << table;
    if (tables.count(table) == 0) return 0;
    const auto compared =
        testkit::CompareWithPrinted(printed, FromProto(tables.at(table)));
    EXPECT_THAT(compared.differences, IsEmpty());
    return compared.cells;
  }

  // As a cell prints it: whole kronor, percent, a count.
  static int64_t Printed(const std::map<std::string, common::v1::Figure>& from,
                         const std::string& id) {
    const auto found = from.find(id);
    EXPECT_NE(found, from.end()) << id;
    if (found == from.end()) return INT64_MIN;
    const Value value = FromProto(found->second).value;
    return RoundedSteps(value, DefaultDisplay(value)).value_or(INT64_MIN);
  }

  static testkit::RunningHouse* house_;
  static GatewayClient* client_;
};

testkit::RunningHouse* GoldenBudgetTest::house_ = nullptr;
GatewayClient* GoldenBudgetTest::client_ = nullptr;

TEST_F(GoldenBudgetTest, EveryCellOfThePlanIsThePublishedOne) {
  const auto golden = testkit::ReadGolden("finnveden-2025-plan.json");
  const pb::Report report = Assemble(kFinnvedenPlan);
  EXPECT_EQ(report.kind(), pb::ACTIVITY_PLAN);
  EXPECT_EQ(report.name(), absl::StrCat(kFinnvedenPlan, "/activityPlan"));
  EXPECT_EQ(ExpectPrinted(golden["plan"], report, "plan"), 112);
  const auto figures = FiguresOf(report);
  const auto& split = golden["funding_split_percent"];
  for (const auto& [part, of] : {std::pair{"state", "state"},
                                 {"region", "regions"},
                                 {"municipalities", "municipalities"}}) {
    EXPECT_EQ(
        Printed(figures, absl::StrCat("contribution/", of, ".share/2025")),
        split[part]);
  }
}

TEST_F(GoldenBudgetTest, EveryCellOfTheIncomeStatementIsThePublishedOne) {
  const auto golden = testkit::ReadGolden("finnveden-2017-interim.json");
  const pb::Report report = Assemble(kFinnvedenInterim);
  EXPECT_EQ(report.kind(), pb::INTERIM_REPORT);
  EXPECT_EQ(report.name(), absl::StrCat(kFinnvedenInterim, "/interimReport"));
  EXPECT_EQ(ExpectPrinted(golden["income_statement"], report, "interim"), 61);
}

// The published balance sheet has a forecast of own capital alone, which is no
// matter of the books: it is a table of the budget's.
TEST_F(GoldenBudgetTest, EveryCellOfTheBalanceSheetIsThePublishedOne) {
  const auto printed =
      testkit::ReadGolden("finnveden-2017-interim.json")["balance_sheet"];
  nlohmann::json booked = printed;
  booked["columns"] = {printed["columns"][0]};
  nlohmann::json capital = printed;
  capital["rows"] = nlohmann::json::array();
  for (auto& row : booked["rows"]) {
    if (!row["values"][1].is_null()) {
      capital["rows"].push_back(row);
      // What is computed is a total here; there only the last row is one.
      capital["rows"].back()["total"] = capital["rows"].size() > 1;
    }
    row["values"] = {row["values"][0]};
  }
  ASSERT_EQ(capital["rows"].size(), 3u);
  const pb::Report report = Assemble(kFinnvedenInterim);
  EXPECT_EQ(ExpectPrinted(booked, report, "balance-sheet"), 8);
  EXPECT_EQ(ExpectPrinted(capital, report, "own-capital"), 6);
}

TEST_F(GoldenBudgetTest, TheCapitalRuleIsThePublishedOne) {
  const auto rule =
      testkit::ReadGolden("finnveden-2017-interim.json")["capital_rule"];
  const auto figures = FiguresOf(Assemble(kFinnvedenInterim));
  EXPECT_EQ(Printed(figures, "budget/contributions/2017"),
            rule["contributions"]);
  EXPECT_EQ(Printed(figures, "capital/guideline/2017"), rule["max_capital"]);
  EXPECT_EQ(Printed(figures, "forecast/closing-capital/2017"),
            rule["forecast_capital"]);
}

TEST_F(GoldenBudgetTest, ParticipantsAreThePublishedOnes) {
  const auto people =
      testkit::ReadGolden("finnveden-2017-interim.json")["participants"];
  const auto figures = FiguresOf(Assemble(kFinnvedenInterim));
  const char* const initiatives[] = {
      "jcu-varnamo",    "navigator-pedagog", "se-ips-gislaved", "se-ips-gnosjo",
      "se-ips-varnamo", "vidare-i-gnosjo",   "it-sparet",       "totalt"};
  const char* const measures[] = {"deltagare/men", "deltagare/women",
                                  "avslutade/men", "avslutade/women"};
  for (size_t row = 0; row < std::size(measures); ++row) {
    for (size_t i = 0; i < std::size(initiatives); ++i) {
      EXPECT_EQ(
          Printed(figures, absl::StrCat("participants/", initiatives[i], "/",
                                        measures[row], "/2017-01..2017-06")),
          people["rows"][row]["values"][i])
          << initiatives[i] << " " << measures[row];
    }
  }
  const auto went_on = [&](const char* what) {
    return Printed(figures, absl::StrCat("surveys/avslutade-deltagare/", what,
                                         "/2017-01..2017-06"));
  };
  EXPECT_EQ(went_on("vidare/answers"), people["known_exit_status"]);
  EXPECT_EQ(went_on("arbete/positive"), people["to_work"]);
  EXPECT_EQ(went_on("studier/positive"), people["to_studies"]);
  EXPECT_EQ(went_on("vidare/positive"),
            people["to_work"].get<int64_t>() +
                people["to_studies"].get<int64_t>() -
                people["both"].get<int64_t>());
}

TEST_F(GoldenBudgetTest, TheInterimReportGetsTheFindingsThatItDeserves) {
  auto findings = Findings(kFinnvedenInterim);
  const pb::Finding& accrued = findings["IS-1/accrued"];
  EXPECT_EQ(accrued.severity(), pb::Finding::ERROR);
  EXPECT_EQ(Plain(accrued.found()), "1 065 701 kr");
  EXPECT_EQ(Plain(accrued.expected()), "284 401 kr");
  EXPECT_TRUE(absl::StrContains(Plain(accrued.message()), "284 401 kr"))
      << accrued.message();
  EXPECT_EQ(findings.count("BU-1/interim/available/columns"), 1u);
  EXPECT_EQ(findings.count("BU-4/result-not-shown"), 1u);
  const auto figures = FiguresOf(Assemble(kFinnvedenInterim));
  EXPECT_EQ(Printed(figures, "accrued/result/2017-06"), 284'401);
  EXPECT_EQ(Printed(figures, "budget/result/2017"), -809'850);
}

// FINSAM_UPDATE_GOLDEN=1 writes the lists anew, to be read before they are
// kept.
TEST_F(GoldenBudgetTest, FindingsAreTheKnownOnes) {
  for (const auto& [year, name] :
       {std::pair{kFinnvedenPlan, "finnveden-2025-plan"},
        {kFinnvedenInterim, "finnveden-2017-interim"}}) {
    const auto checked = client_->Check(year);
    ASSERT_TRUE(checked.ok()) << checked.status();
    std::string found;
    for (const pb::Finding& finding : checked->findings()) {
      absl::StrAppend(&found, pb::Finding::Severity_Name(finding.severity()),
                      " ", finding.check(), " ", finding.id(), "\n");
    }
    const std::string path = absl::StrCat(FINSAM_SOURCE_DIR, "/tests/golden/",
                                          name, "-findings.txt");
    if (std::getenv("FINSAM_UPDATE_GOLDEN") != nullptr) {
      testkit::WriteWholeFile(path, found);
    }
    EXPECT_EQ(found, testkit::ReadWholeFile(path)) << name;
  }
}

// The same folder, with a voucher of July in its books.
TEST_F(GoldenBudgetTest, AJulyVoucherDoesNotChangeTheReportOfJune) {
  YearFiles files = Finnveden2017Interim();
  Replace(files, "2017.se", "222000-1511", "222000-2279");
  Replace(files, "association.yaml", "222000-1511", "222000-2279");
  Replace(files, "2017.se", "#OMFATTN 20170630", "#OMFATTN 20170731");
  // The balances that the file itself states, with the voucher counted.
  Replace(files, "2017.se", "#UB 0 1930 2120756.95", "#UB 0 1930 2120656.95");
  Replace(files, "2017.se", "#RES 0 4650 269640.00", "#RES 0 4650 269740.00");
  files["2017.se"] +=
      "#VER B 39 20170703 \"Resor\" 20170703 EKO\r\n{\r\n"
      "   #TRANS 4650 {6 \"80\"} 100.00\r\n   #TRANS 1930 {} -100.00\r\n}\r\n";
  Import(files, kOtherInterim);
  const pb::Report other = Assemble(kOtherInterim);
  const auto golden = testkit::ReadGolden("finnveden-2017-interim.json");
  ExpectPrinted(golden["income_statement"], other, "interim");
  EXPECT_EQ(Printed(FiguresOf(other), "balance-sheet/cash/2017"), 2'120'757);
  const auto explained =
      client_->Explain("outcome/kansli/2017-06", kOtherInterim);
  ASSERT_TRUE(explained.ok()) << explained.status();
  int64_t sum = 0;
  for (const auto& line : explained->books().entries()) {
    EXPECT_LE(line.date().month(), 6) << line.text();
    sum += line.entry().amount_ore();
  }
  EXPECT_EQ(sum, 27'587'055);
}

// All three examples are years of one association.
TEST_F(GoldenBudgetTest, TheExamplesStandSideBySide) {
  const auto imported = client_->Import(Finnveden2024());
  ASSERT_TRUE(imported.ok()) << imported.status();
  for (const char* year : {kFinnveden, kFinnvedenPlan, kFinnvedenInterim}) {
    for (const auto format :
         {pb::RenderReportRequest::JSON, pb::RenderReportRequest::HTML,
          pb::RenderReportRequest::TEXT}) {
      const auto one = client_->Render(format, year);
      const auto two = client_->Render(format, year);
      ASSERT_TRUE(one.ok()) << one.status();
      ASSERT_TRUE(two.ok()) << two.status();
      EXPECT_TRUE(*one == *two) << year;
    }
  }
  const auto listed = client_->ListReports();
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_THAT(*listed,
              IsSupersetOf({kFinnveden, kFinnvedenPlan, kFinnvedenInterim}));
}

}  // namespace
}  // namespace finsam::e2e
