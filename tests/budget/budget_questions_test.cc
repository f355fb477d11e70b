// Every question of the budget service as a caller asks it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/journal.h"
#include "tests/budget/budget_host.h"

namespace finsam::budget {
namespace {

using Stub = v1::BudgetService::Stub;

class BudgetQuestionsTest : public testing::Test {
 protected:
  BudgetQuestionsTest() {
    v1::ImportBudgetResponse response;
    const absl::Status status =
        host_.Call(&Stub::ImportBudget, HostImport(), &response);
    EXPECT_TRUE(status.ok()) << status;
  }

  template <typename Response, typename Method, typename Request>
  Response Ask(Method method, const Request& request) {
    Response response;
    const absl::Status status = host_.Call(method, request, &response);
    EXPECT_TRUE(status.ok()) << status;
    return response;
  }

  template <typename Response, typename Method, typename Request>
  std::string Refused(Method method, const Request& request) {
    Response response;
    return ReasonOf(host_.Call(method, request, &response));
  }

  v1::MakeForecastResponse Make(const v1::MakeForecastRequest& request) {
    return Ask<v1::MakeForecastResponse>(&Stub::MakeForecast, request);
  }

  BudgetHost host_;
};

template <typename Figures>
std::map<std::string, int64_t> Amounts(const Figures& figures) {
  std::map<std::string, int64_t> amounts;
  for (const common::v1::Figure& figure : figures) {
    if (figure.value().has_amount_ore()) {
      amounts[figure.id()] = figure.value().amount_ore();
    }
  }
  return amounts;
}

TEST_F(BudgetQuestionsTest, GivesVersionsDifferencesAndExports) {
  v1::ListBudgetVersionsRequest list;
  list.set_fiscal_year(YearName());
  const auto versions =
      Ask<v1::ListBudgetVersionsResponse>(&Stub::ListBudgetVersions, list);
  ASSERT_EQ(versions.versions_size(), 1);
  EXPECT_EQ(versions.in_force(), 1);
  EXPECT_EQ(versions.versions(0).stage(), v1::Budget::ADOPTED);
  EXPECT_EQ(versions.versions(0).opening_capital_ore(), 1'925'340'00);
  EXPECT_EQ(versions.versions(0).plan_years(), 2);
  list.set_page_token("x");
  EXPECT_EQ(
      Refused<v1::ListBudgetVersionsResponse>(&Stub::ListBudgetVersions, list),
      "PAGE_INVALID");

  v1::ExportBudgetRequest exporting;
  exporting.set_fiscal_year(YearName());
  exporting.set_numbers(v1::ExportBudgetRequest::PLAIN);
  auto exported = Ask<v1::ExportBudgetResponse>(&Stub::ExportBudget, exporting);
  EXPECT_EQ(exported.file().name(), "budget.csv");
  v1::ImportBudgetRequest import;
  import.set_fiscal_year(YearName());
  import.set_request_id("again");
  *import.add_files() = exported.file();
  EXPECT_FALSE(Ask<v1::ImportBudgetResponse>(&Stub::ImportBudget, import)
                   .result()
                   .changed());

  // A revision, and what it changes.
  std::string* content = import.mutable_files(0)->mutable_content();
  content->replace(content->find("§ 41"), std::string("§ 41").size(), "§ 42");
  content->replace(content->find(";500000;"), 8, ";600000;");
  import.set_request_id("revised");
  EXPECT_TRUE(Ask<v1::ImportBudgetResponse>(&Stub::ImportBudget, import)
                  .result()
                  .changed());
  v1::CompareBudgetVersionsRequest compare;
  compare.set_fiscal_year(YearName());
  compare.set_before(1);
  const auto differences = Ask<v1::CompareBudgetVersionsResponse>(
      &Stub::CompareBudgetVersions, compare);
  EXPECT_EQ(differences.after(), 2);
  ASSERT_EQ(differences.lines_size(), 1);
  EXPECT_EQ(differences.lines(0).what(),
            v1::CompareBudgetVersionsResponse::Line::CHANGED);
  EXPECT_EQ(differences.lines(0).fields(0).before_ore(), 500'000'00);
  EXPECT_EQ(differences.lines(0).fields(0).after_ore(), 600'000'00);
  ASSERT_EQ(differences.decision_size(), 1);
  EXPECT_EQ(differences.decision(0).after_text(), "styrelsen 2024-11-28 § 42");
  // Costs, result and closing capital of the year, and of the plan's years
  // opening and closing capital.
  EXPECT_EQ(differences.sums_size(), 3 + 2 * 2);
  v1::GetBudgetRequest get;
  get.set_fiscal_year(YearName());
  get.set_version(1);
  EXPECT_EQ(
      Ask<v1::GetBudgetResponse>(&Stub::GetBudget, get).budget().version(), 1);
  get.set_version(-1);
  EXPECT_EQ(Refused<v1::GetBudgetResponse>(&Stub::GetBudget, get),
            "BUDGET_UNKNOWN");
}

TEST_F(BudgetQuestionsTest, DividesContributionsAndListsStatements) {
  v1::SplitContributionsRequest split;
  split.set_fiscal_year(YearName());
  const auto kept =
      Ask<v1::SplitContributionsResponse>(&Stub::SplitContributions, split);
  EXPECT_EQ(kept.total_ore(), 4'960'000'00);
  EXPECT_EQ(kept.parties(0).amount_ore(), 2'480'000'00);
  EXPECT_EQ(kept.parties(1).amount_ore(), 1'240'000'00);
  int64_t sum = 0;
  for (const auto& member : kept.members()) sum += member.amount_ore();
  EXPECT_EQ(sum, kept.total_ore());
  EXPECT_EQ(kept.findings_size(), 0);

  // Handed in: what Finnveden agreed for 2023, which is not by law.
  v1::ContributionTerms* terms = split.mutable_terms();
  terms->set_total_ore(5'064'000'00);
  const std::pair<v1::ContributionTerms::Party, int64_t> agreed[] = {
      {v1::ContributionTerms::STATE, 2'529'000},
      {v1::ContributionTerms::REGION, 1'267'500},
      {v1::ContributionTerms::MUNICIPALITY, 1'267'500}};
  for (const auto& [party, kronor] : agreed) {
    auto* one = terms->add_contributors();
    one->set_member(absl::StrCat("m-", kronor, "-", party));
    one->set_party(party);
    one->set_agreed_ore(kronor * 100);
    one->set_population(1);
  }
  const auto odd =
      Ask<v1::SplitContributionsResponse>(&Stub::SplitContributions, split);
  EXPECT_TRUE(odd.agreed());
  ASSERT_GT(odd.findings_size(), 0);
  EXPECT_EQ(odd.findings(0).code(), "CONTRIBUTION_LAW");
  terms->mutable_contributors(0)->set_party(
      v1::ContributionTerms::PARTY_UNSPECIFIED);
  EXPECT_EQ(
      Refused<v1::SplitContributionsResponse>(&Stub::SplitContributions, split),
      "CONTRIBUTION_PARTIES");

  v1::ListContributionStatementsRequest list;
  list.set_fiscal_year(YearName());
  list.set_page_size(2);
  std::vector<std::string> members;
  for (int pages = 0; pages < 10; ++pages) {
    const auto page = Ask<v1::ListContributionStatementsResponse>(
        &Stub::ListContributionStatements, list);
    for (const auto& statement : page.statements()) {
      members.push_back(statement.member());
      if (statement.member() == "gnosjo") {
        EXPECT_EQ(statement.invoiced_ore(), 156'500'00);
        EXPECT_EQ(statement.outstanding_ore(), 156'500'00);
      }
    }
    if (page.next_page_token().empty()) break;
    list.set_page_token(page.next_page_token());
  }
  EXPECT_EQ(members, (std::vector<std::string>{"fk", "regionen", "gislaved",
                                               "gnosjo", "varnamo"}));
  list.clear_page_token();
  list.mutable_day()->set_month(13);
  EXPECT_EQ(Refused<v1::ListContributionStatementsResponse>(
                &Stub::ListContributionStatements, list),
            "DATE_INVALID");
}

TEST_F(BudgetQuestionsTest, RollsCapitalForward) {
  v1::GetCapitalPlanRequest request;
  request.set_fiscal_year(YearName());
  const auto plan =
      Ask<v1::GetCapitalPlanResponse>(&Stub::GetCapitalPlan, request);
  ASSERT_EQ(plan.years_size(), 3);
  for (int i = 0; i < 3; ++i) {
    const auto& year = plan.years(i);
    EXPECT_EQ(year.closing_ore(),
              year.opening_ore() + year.income_ore() - year.costs_ore());
    EXPECT_EQ(year.guideline_ore(), year.contributions_ore() / 5);
    if (i == 0) continue;
    EXPECT_EQ(year.opening_ore(), plan.years(i - 1).closing_ore());
  }
  EXPECT_EQ(plan.years(0).contributions_ore(), 2'636'500'00);
  EXPECT_EQ(plan.guideline_source(), "Nationella rådet");
  // The service's two ways to the same capital agree.
  v1::GetBudgetRequest get;
  get.set_fiscal_year(YearName());
  const auto budget =
      Amounts(Ask<v1::GetBudgetResponse>(&Stub::GetBudget, get).figures());
  const auto capital = Amounts(plan.figures());
  EXPECT_EQ(capital.at("capital/closing/2025"),
            budget.at("budget/closing-capital/2025"));
  EXPECT_EQ(capital.at("capital/closing/2027"),
            budget.at("plan/closing-capital/2027"));
}

TEST_F(BudgetQuestionsTest, FollowsUp) {
  v1::FollowUpRequest request = HostFollowUp();
  const auto answer = Ask<v1::FollowUpResponse>(&Stub::FollowUp, request);
  EXPECT_EQ(answer.version(), 1);
  std::map<std::string, v1::FollowUpResponse::Row> rows;
  for (const auto& row : answer.rows()) rows[row.id()] = row;
  const auto& staten = rows["staten"];
  EXPECT_EQ(staten.budget_ore(), 2'480'000'00);
  EXPECT_EQ(staten.budget_to_date_ore(), 1'240'000'00);
  EXPECT_EQ(staten.booked_ore(), 2'480'000'00);
  EXPECT_EQ(staten.accrued_ore(), 1'240'000'00) << "half of the year's";
  EXPECT_EQ(staten.accrued_deviation_ore(), 0);
  EXPECT_EQ(rows["kansli"].booked_ore(), 240'000'00);
  EXPECT_EQ(rows["kansli"].net_ore(), 230'000'00);
  EXPECT_EQ(rows["team"].moved_ore(), 10'000'00);
  EXPECT_EQ(rows["team"].accrual_ore(), -60'000'00) << "four months of ten";
  EXPECT_EQ(rows["group.insatser"].level(), v1::FollowUpResponse::Row::GROUP);
  EXPECT_EQ(rows["result"].net_ore(), rows["result"].booked_ore());
  EXPECT_EQ(rows["result"].booked_ore(), (2'636'500 - 1'840'000) * 100);

  request.set_month(13);
  EXPECT_EQ(Refused<v1::FollowUpResponse>(&Stub::FollowUp, request),
            "MONTH_INVALID");
  request.set_month(7);
  EXPECT_EQ(Refused<v1::FollowUpResponse>(&Stub::FollowUp, request),
            "OUTCOME_INVALID")
      << "kansli has six months";
  request = HostFollowUp();
  request.mutable_covered_parts(0)->mutable_last()->set_month(0);
  EXPECT_EQ(Refused<v1::FollowUpResponse>(&Stub::FollowUp, request),
            "MONTH_INVALID");
  request = HostFollowUp();
  request.mutable_outcomes(0)->mutable_outcome()->mutable_value()->set_count(3);
  EXPECT_EQ(Refused<v1::FollowUpResponse>(&Stub::FollowUp, request),
            "OUTCOME_INVALID");
  request.set_fiscal_year(YearName(2023));
  EXPECT_EQ(Refused<v1::FollowUpResponse>(&Stub::FollowUp, request),
            "BUDGET_UNKNOWN");
}

TEST_F(BudgetQuestionsTest, MakesKeepsAndJudgesForecasts) {
  v1::MakeForecastRequest request = HostForecast();
  request.set_keep(false);
  const auto tried = Make(request);
  EXPECT_EQ(tried.forecast().number(), 0);
  EXPECT_EQ(tried.forecast().name(), "");
  EXPECT_EQ(tried.revision().revision(), 1);
  request.set_keep(true);
  request.set_request_id("kept");
  const auto kept = Make(request);
  EXPECT_EQ(kept.forecast().name(), YearName() + "/forecasts/1");
  EXPECT_EQ(kept.revision().revision(), 2);
  EXPECT_FALSE(kept.forecast().from_file());
  // What is handed in, and the budget's other lines as they are there.
  ASSERT_EQ(kept.forecast().lines_size(), 6);
  EXPECT_EQ(kept.forecast().lines(4).line(), "gnosjo");
  EXPECT_EQ(kept.forecast().lines(4).amount_ore(), 156'500'00);
  EXPECT_EQ(kept.forecast().lines(5).line(), "ranta");
  EXPECT_EQ(kept.forecast().opening_capital_ore(), 1'925'340'00);
  EXPECT_EQ(kept.forecast().lines(0).kind(), v1::Budget::INCOME);
  EXPECT_EQ(kept.forecast().lines(0).label(), "Staten");
  for (int i = 1; i < 4; ++i) {
    const auto& line = kept.forecast().lines(i);
    EXPECT_LE(line.low_ore(), line.amount_ore()) << line.line();
    EXPECT_GE(line.high_ore(), line.amount_ore()) << line.line();
  }
  // The causes add up to the difference.
  int64_t effect = 0;
  for (const auto& cause : kept.causes()) effect += cause.effect_ore();
  EXPECT_EQ(effect,
            Amounts(kept.figures()).at("forecast-cause/difference/2025"));

  // Repeated, also when the budget has been revised meanwhile; but not for
  // another question.
  const auto again = Make(request);
  EXPECT_EQ(again.SerializeAsString(), kept.SerializeAsString());
  request.set_basis("annat");
  EXPECT_EQ(Refused<v1::MakeForecastResponse>(&Stub::MakeForecast, request),
            "REQUEST_ID_REUSED");
  request.set_request_id("second");
  EXPECT_EQ(Make(request).forecast().number(), 2);

  v1::ListForecastsRequest list;
  list.set_fiscal_year(YearName());
  list.set_page_size(1);
  auto page = Ask<v1::ListForecastsResponse>(&Stub::ListForecasts, list);
  ASSERT_EQ(page.forecasts_size(), 1);
  EXPECT_EQ(page.forecasts(0).SerializeAsString(),
            kept.forecast().SerializeAsString());
  list.set_page_token(page.next_page_token());
  page = Ask<v1::ListForecastsResponse>(&Stub::ListForecasts, list);
  EXPECT_EQ(page.forecasts(0).number(), 2);
  EXPECT_EQ(page.next_page_token(), "");

  v1::JudgeForecastsRequest judge;
  judge.set_fiscal_year(YearName());
  auto* outcome = judge.add_outcomes();
  outcome->set_line("team");
  outcome->set_amount_ore(kept.forecast().lines(1).amount_ore() + 5);
  const auto judged =
      Ask<v1::JudgeForecastsResponse>(&Stub::JudgeForecasts, judge);
  ASSERT_EQ(judged.judgements_size(), 2);
  ASSERT_EQ(judged.judgements(0).lines_size(), 1);
  EXPECT_EQ(judged.judgements(0).lines(0).error_ore(), 5);
  EXPECT_TRUE(judged.judgements(0).lines(0).held());
  EXPECT_EQ(judged.judgements(0).lines_missing_size(), 5);
  *judge.add_outcomes() = *outcome;
  EXPECT_EQ(Refused<v1::JudgeForecastsResponse>(&Stub::JudgeForecasts, judge),
            "OUTCOME_INVALID");
  EXPECT_TRUE(
      store::VerifyChain(*host_.store().TakeSnapshot(), "2220001511").ok());
}

// A forecast that was kept in an earlier year is one of the errors that the
// line's interval is from.
TEST_F(BudgetQuestionsTest, KeptForecastsAreLearntFrom) {
  v1::MakeForecastRequest request = HostForecast();
  request.set_through_month(9);
  for (v1::LineHistory& history : *request.mutable_histories()) {
    for (int i = 0; i < 3; ++i) history.add_months_ore(26'250'000);
  }
  request.set_keep(false);
  const auto with = Make(request);
  // Without the year for which team's forecast was kept, at month nine.
  BudgetHost empty;
  v1::ImportBudgetRequest import = HostImport();
  import.mutable_files()->DeleteSubrange(2, 1);
  import.mutable_files()->RemoveLast();  // Its layout shows that forecast.
  v1::ImportBudgetResponse imported;
  ASSERT_TRUE(empty.Call(&Stub::ImportBudget, import, &imported).ok());
  v1::MakeForecastResponse without;
  ASSERT_TRUE(empty.Call(&Stub::MakeForecast, request, &without).ok());
  const auto& learnt = with.forecast().lines(1);
  const auto& fresh = without.forecast().lines(1);
  ASSERT_EQ(learnt.line(), "team");
  EXPECT_EQ(learnt.amount_ore(), fresh.amount_ore());
  EXPECT_NE(learnt.high_ore() - learnt.low_ore(),
            fresh.high_ore() - fresh.low_ore());
}

TEST_F(BudgetQuestionsTest, ForecastFilesWaitForTheirOutcomes) {
  v1::MakeForecastRequest request = HostForecast();
  request.clear_day();
  EXPECT_EQ(Refused<v1::MakeForecastResponse>(&Stub::MakeForecast, request),
            "FORECAST_EMPTY");
  v1::ImportBudgetRequest import;
  import.set_fiscal_year(YearName());
  import.set_request_id("draft");
  common::v1::File* file = import.add_files();
  file->set_name("forecast.csv");
  file->set_content(
      "#dag;2025-08-25\n#utfall till;2025-06\nrad;metod;belopp;åtaganden\n"
      "team;takt;;\nkansli;åtaganden;;100 000\n");
  EXPECT_TRUE(Ask<v1::ImportBudgetResponse>(&Stub::ImportBudget, import)
                  .result()
                  .changed());
  v1::ListForecastsRequest list;
  list.set_fiscal_year(YearName());
  EXPECT_EQ(Ask<v1::ListForecastsResponse>(&Stub::ListForecasts, list)
                .forecasts_size(),
            0);
  const auto made = Make(request);
  EXPECT_EQ(made.forecast().day().day(), 25);
  EXPECT_EQ(made.forecast().lines(0).method(), v1::Forecast::RUN_RATE);
  EXPECT_EQ(made.forecast().lines(1).commitments_ore(), 100'000'00);
}

TEST_F(BudgetQuestionsTest, RefusesBadForecasts) {
  const auto with = [](auto change) {
    v1::MakeForecastRequest request = HostForecast();
    change(request);
    return request;
  };
  const std::pair<const char*, v1::MakeForecastRequest> cases[] = {
      {"NAME_INVALID", with([](auto& r) { r.set_fiscal_year("x"); })},
      {"REQUEST_ID_SIZE", with([](auto& r) { r.clear_request_id(); })},
      {"DATE_INVALID", with([](auto& r) { r.mutable_day()->set_day(32); })},
      {"MONTH_INVALID", with([](auto& r) { r.set_through_month(0); })},
      {"MONTH_INVALID", with([](auto& r) { r.set_through_month(13); })},
      {"FORECAST_CONFIDENCE",
       with([](auto& r) { r.set_confidence_ppm(1'000'000); })},
      {"HISTORY_HOLE",
       with([](auto& r) { r.mutable_histories(0)->clear_months_ore(); })},
      {"HISTORY_HOLE", with([](auto& r) {
         r.mutable_histories(0)->mutable_years(0)->clear_months_ore();
       })},
      {"FORECAST_LINE_DUPLICATE",
       with([](auto& r) { *r.add_histories() = r.histories(0); })},
      {"FORECAST_AMOUNT_MISSING",
       with([](auto& r) { r.mutable_choices(0)->clear_amount_ore(); })},
  };
  for (const auto& [reason, request] : cases) {
    EXPECT_EQ(Refused<v1::MakeForecastResponse>(&Stub::MakeForecast, request),
              reason);
  }
  v1::ListForecastsRequest list;
  list.set_fiscal_year(YearName());
  EXPECT_EQ(Ask<v1::ListForecastsResponse>(&Stub::ListForecasts, list)
                .revision()
                .revision(),
            1);
}

TEST_F(BudgetQuestionsTest, BacktestsAWholeHistory) {
  v1::BacktestForecastsRequest request;
  for (const v1::LineHistory& history : HostHistories(6)) {
    *request.add_histories() = history;
  }
  const auto answer =
      Ask<v1::BacktestForecastsResponse>(&Stub::BacktestForecasts, request);
  EXPECT_EQ(answer.all().forecast_count(), 3 * 5 * 11);
  EXPECT_EQ(answer.by_month_size(), 11);
  EXPECT_EQ(answer.by_line_size(), 3);
  EXPECT_EQ(answer.by_year_size(), 5);
  int64_t error = 0;
  for (const auto& part : answer.by_month()) error += part.fared().error_ore();
  EXPECT_EQ(error, answer.all().error_ore());
  EXPECT_GT(answer.all().last_year_error_ore(), 0);
}

TEST_F(BudgetQuestionsTest, GivesTables) {
  v1::GetBudgetTablesRequest request = HostTables();
  const auto answer =
      Ask<v1::GetBudgetTablesResponse>(&Stub::GetBudgetTables, request);
  ASSERT_EQ(answer.tables_size(), 1);
  EXPECT_EQ(answer.tables(0).columns_size(), 6);
  const auto& last = answer.tables(0).rows(answer.tables(0).rows_size() - 1);
  EXPECT_EQ(last.label(), "Resultat");
  EXPECT_EQ(last.cells(4).figure().value().amount_ore(),
            (2'636'500 - 1'840'000) * 100);
  EXPECT_TRUE(Amounts(answer.figures()).contains("budget/result/2024"));
  request.clear_outcomes();
  EXPECT_EQ(
      Refused<v1::GetBudgetTablesResponse>(&Stub::GetBudgetTables, request),
      "TABLE_FACTS_MISSING");
  request.set_fiscal_year(YearName(2024));
  EXPECT_EQ(
      Refused<v1::GetBudgetTablesResponse>(&Stub::GetBudgetTables, request),
      "BUDGET_LAYOUT_UNKNOWN");
}

// The limits themselves are taken; one more is not.
TEST_F(BudgetQuestionsTest, LimitsHoldAtTheirEdges) {
  v1::FollowUpRequest follow_up = HostFollowUp();
  follow_up.clear_outcomes();
  follow_up.clear_covered_parts();
  follow_up.clear_net_items();
  follow_up.set_accrue_instalments(false);
  for (size_t i = 0; i < kLinesMax; ++i) {
    v1::LineOutcome* outcome = follow_up.add_outcomes();
    outcome->set_line(absl::StrCat("rad-", i));
    for (int month = 0; month < 6; ++month) outcome->add_months_ore(1);
  }
  const auto rows = Ask<v1::FollowUpResponse>(&Stub::FollowUp, follow_up);
  EXPECT_GE(rows.rows_size(), 1'000);
  follow_up.add_outcomes()->set_line("en-till");
  EXPECT_EQ(Refused<v1::FollowUpResponse>(&Stub::FollowUp, follow_up),
            "OUTCOME_INVALID");

  v1::GetBudgetTablesRequest tables = HostTables();
  for (int i = 0; i < static_cast<int>(kOutcomeColumnsMax) - 1; ++i) {
    auto* column = tables.add_outcomes();
    column->set_year(1980 + i);
    column->set_month(12);
  }
  Ask<v1::GetBudgetTablesResponse>(&Stub::GetBudgetTables, tables);
  tables.add_outcomes()->set_month(1);
  EXPECT_EQ(
      Refused<v1::GetBudgetTablesResponse>(&Stub::GetBudgetTables, tables),
      "OUTCOME_INVALID");

  v1::JudgeForecastsRequest judge;
  judge.set_fiscal_year(YearName());
  for (size_t i = 0; i < kLinesMax; ++i) {
    judge.add_outcomes()->set_line(absl::StrCat("rad-", i));
  }
  Ask<v1::JudgeForecastsResponse>(&Stub::JudgeForecasts, judge);
  judge.add_outcomes()->set_line("en-till");
  EXPECT_EQ(Refused<v1::JudgeForecastsResponse>(&Stub::JudgeForecasts, judge),
            "OUTCOME_INVALID");
}

}  // namespace
}  // namespace finsam::budget
