// The budget's files of the examples, as the hall takes them: the activity
// plan's table as published, and the facts of the interim report. What needs
// books is in tests/e2e/golden_budget_test.cc.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/store/rocks_store.h"
#include "services/budget/budget.h"
#include "tests/kit/golden.h"

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kOrganisation[] = "2220001511";
constexpr int64_t kOrePerKrona = 100;

// The files of examples/<folder> that are the budget service's.
std::vector<store::InputFile> BudgetFilesOf(const std::string& folder) {
  const char* const names[] = {"budget.csv",        "budget-2024.csv",
                               "forecast.csv",      "forecast-2024.csv",
                               "contributions.csv", "instalments.csv",
                               "budget-rules.yaml", "layouts/budget.yaml"};
  std::vector<store::InputFile> files;
  for (const char* name : names) {
    std::ifstream in(
        absl::StrCat(FINSAM_SOURCE_DIR, "/examples/", folder, "/", name),
        std::ios::binary);
    if (!in.is_open()) continue;
    files.push_back({name, std::string(std::istreambuf_iterator<char>(in),
                                       std::istreambuf_iterator<char>())});
  }
  return files;
}

class ExamplesTest : public testing::Test {
 protected:
  ExamplesTest() {
    auto store = store::OpenRocksStore({.path = "/store", .env = env_.get()});
    EXPECT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
    budgets_ = std::make_unique<Budgets>(*store_, clock_);
  }

  void Import(const std::string& folder, int year) {
    const auto imported = budgets_->Import({{kOrganisation, year},
                                            absl::StrCat("r", ++requests_),
                                            false,
                                            BudgetFilesOf(folder)});
    ASSERT_TRUE(imported.ok()) << imported.status();
    for (const Problem& warning : imported->warnings) {
      ADD_FAILURE() << ProblemLine(warning);
    }
  }

  static std::map<std::string, Value> ById(const std::vector<Figure>& figures) {
    std::map<std::string, Value> values;
    for (const Figure& figure : figures) values[figure.id] = figure.value;
    return values;
  }

  static Value Kronor(int64_t kronor) { return Ore{kronor * kOrePerKrona}; }

  int requests_ = 0;
  std::unique_ptr<rocksdb::Env> env_{
      rocksdb::NewMemEnv(rocksdb::Env::Default())};
  FixedClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Budgets> budgets_;
};

TEST_F(ExamplesTest, EveryCellOfThePlanIsThePublishedOne) {
  Import("finnveden-2025-plan", 2025);
  const auto tables = budgets_->Tables({kOrganisation, 2025}, {});
  ASSERT_TRUE(tables.ok()) << tables.status();
  for (const Problem& warning : tables->warnings) {
    ADD_FAILURE() << ProblemLine(warning);
  }
  ASSERT_EQ(tables->tables.size(), 1u);
  const auto golden = testkit::ReadGolden("finnveden-2025-plan.json");
  const auto compared =
      testkit::CompareWithPrinted(golden["plan"], tables->tables[0]);
  EXPECT_THAT(compared.differences, IsEmpty());
  EXPECT_EQ(compared.cells, 112);
}

TEST_F(ExamplesTest, ThePlansContributionsAreDividedAsBudgeted) {
  Import("finnveden-2025-plan", 2025);
  const auto split = budgets_->SplitContributions({kOrganisation, 2025}, {});
  ASSERT_TRUE(split.ok()) << split.status();
  EXPECT_FALSE(split->split.is_agreed);
  EXPECT_THAT(split->findings, IsEmpty());
  const auto budget = budgets_->Get({kOrganisation, 2025});
  ASSERT_TRUE(budget.ok()) << budget.status();
  std::map<std::string, Ore> budgeted;
  for (const Line& line : budget->budget.decided.lines) {
    if (!line.member.empty()) budgeted[line.member] = line.amount;
  }
  std::map<std::string, Ore> divided;
  for (size_t i = 0; i < split->terms.contributors.size(); ++i) {
    divided[split->terms.contributors[i].id] = split->split.members[i];
  }
  EXPECT_EQ(divided, budgeted);
}

TEST_F(ExamplesTest, ThePlanUsesTheCapitalUp) {
  Import("finnveden-2025-plan", 2025);
  const auto plan = budgets_->PlanCapital({kOrganisation, 2025}, 0);
  ASSERT_TRUE(plan.ok()) << plan.status();
  const auto values = ById(plan->figures);
  EXPECT_EQ(values.at("capital/opening/2025"), Kronor(1'925'340));
  EXPECT_EQ(values.at("capital/closing/2025"), Kronor(1'108'240));
  EXPECT_EQ(values.at("capital/closing/2026"), Kronor(651'540));
  EXPECT_EQ(values.at("capital/closing/2027"), Kronor(39'840));
  EXPECT_EQ(values.at("capital/guideline/2025"), Kronor(992'000));
  std::vector<std::string> codes;
  for (const Finding& finding : plan->findings) codes.push_back(finding.code);
  EXPECT_THAT(codes, ElementsAre("CAPITAL_ABOVE_GUIDELINE"));  // Of 2025.
}

// The annual report's example for 2024 and the plan have one budget of 2024
// between them, whichever comes first.
TEST_F(ExamplesTest, TheBudgetOf2024IsOne) {
  Import("finnveden-2024", 2024);
  Import("finnveden-2025-plan", 2025);
  Import("finnveden-2024", 2024);
  const auto versions = budgets_->ListVersions({kOrganisation, 2024}, 0, 10);
  ASSERT_TRUE(versions.ok()) << versions.status();
  EXPECT_EQ(versions->versions.size(), 1u);
}

TEST_F(ExamplesTest, TheInterimReportsCapitalRuleIsThePublishedOne) {
  Import("finnveden-2017-interim", 2017);
  const auto rule =
      testkit::ReadGolden("finnveden-2017-interim.json")["capital_rule"];
  const auto plan = budgets_->PlanCapital({kOrganisation, 2017}, 0);
  ASSERT_TRUE(plan.ok()) << plan.status();
  ASSERT_EQ(plan->years.size(), 1u);
  EXPECT_EQ(plan->years[0].flow.contributions.value / kOrePerKrona,
            rule["contributions"]);
  const auto values = ById(plan->figures);
  EXPECT_EQ(values.at("capital/guideline/2017"),
            Kronor(rule["max_capital"].get<int64_t>()));
  ASSERT_TRUE(plan->guideline.has_value());
  EXPECT_EQ(plan->guideline->tiers.at(0).share,
            Share{rule["max_share_of_contributions_percent"].get<int64_t>() *
                  10'000});
}

TEST_F(ExamplesTest, TheInterimReportsInstalmentsAreWhatWasInvoiced) {
  Import("finnveden-2017-interim", 2017);
  const auto answer = budgets_->ListStatements(
      {kOrganisation, 2017}, absl::CivilDay(2017, 6, 30), 0, 10);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_THAT(answer->findings, IsEmpty());
  std::map<std::string, std::pair<int64_t, int64_t>> kronor;
  for (const MemberStatement& statement : answer->statements) {
    kronor[statement.member] = {statement.paid.value / kOrePerKrona,
                                statement.to_invoice().value / kOrePerKrona};
  }
  const std::map<std::string, std::pair<int64_t, int64_t>> expected = {
      {"forsakringskassan", {1'017'500, 1'017'500}},
      {"region-jonkopings-lan", {1'017'500, 0}},
      {"gislaveds-kommun", {411'000, 0}},
      {"gnosjo-kommun", {134'100, 0}},
      {"varnamo-kommun", {236'200, 236'200}}};
  EXPECT_EQ(kronor, expected);
}

}  // namespace
}  // namespace finsam::budget
