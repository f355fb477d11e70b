// The budget service's answers as text: the amounts, words and columns that a
// person looks for.

#include "cli/budget_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/forecast_text.h"
#include "cli/money_table.h"

namespace finsam::cli {
namespace {

namespace bud = budget::v1;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Amounts are written with no-break spaces.
#define NB "\u00a0"

void AddFigure(const std::string& id, int64_t ore,
               google::protobuf::RepeatedPtrField<common::v1::Figure>* out) {
  common::v1::Figure* figure = out->Add();
  figure->set_id(id);
  figure->mutable_value()->set_amount_ore(ore);
}

TEST(MoneyTableTest, OreIsShownForAllOrNone) {
  MoneyTable whole({"Rad", "Belopp"});
  whole.Add({"a", int64_t{1'250'000}});
  whole.Add({"bb", int64_t{-100}});
  whole.Add({"c", std::monostate()});
  EXPECT_EQ(whole.Text(), "Rad  Belopp\na    12" NB "500\nbb       −1\nc\n");
  whole.Add({"d", int64_t{50}});
  EXPECT_THAT(whole.Text(), AllOf(HasSubstr("12" NB "500,00"),
                                  HasSubstr("0,50"), HasSubstr("−1,00")));
  MoneyTable rounded({"Rad", "Belopp"}, {}, /*whole_kronor=*/true);
  rounded.Add({"d", int64_t{150}});
  EXPECT_EQ(rounded.Text(), "Rad  Belopp\nd         2\n");
}

TEST(MoneyTableTest, SharesHaveOneDecimal) {
  EXPECT_EQ(Percent(5, 6), "83,3" NB "%");
  EXPECT_EQ(Percent(0, 6), "0,0" NB "%");
  EXPECT_EQ(Percent(0, 0), "–");
  EXPECT_EQ(WholeKronor(-123'456'50), "−123" NB "457");
}

TEST(BudgetTextTest, ABudgetHasItsPlanBesideIt) {
  bud::GetBudgetResponse answer;
  bud::Budget& budget = *answer.mutable_budget();
  budget.set_version(2);
  budget.set_stage(bud::Budget::ADOPTED);
  budget.mutable_adoption_date()->set_year(2024);
  budget.mutable_adoption_date()->set_month(11);
  budget.mutable_adoption_date()->set_day(28);
  budget.set_decision("styrelsen § 31");
  budget.set_plan_years(2);
  budget.set_opening_capital_source("prognos 2024");
  bud::Budget::Line& line = *budget.add_lines();
  line.set_id("kansli");
  line.set_label("Kansli");
  line.set_kind(bud::Budget::COST);
  line.set_amount_ore(1'000'000'00);
  line.add_plan()->set_amount_ore(1'100'000'00);
  line.add_plan();
  AddFigure("budget/costs/2025", 1'000'000'00, answer.mutable_figures());
  AddFigure("plan/costs/2026", 1'100'000'00, answer.mutable_figures());
  const std::string text = BudgetText(answer, 2025);
  EXPECT_THAT(text, HasSubstr("version 2: fastställd 2024-11-28, styrelsen"));
  EXPECT_THAT(text, HasSubstr("Plan 2027"));
  EXPECT_THAT(
      text, HasSubstr("kostnad    1" NB "000" NB "000  1" NB "100" NB "000\n"));
  EXPECT_THAT(text, HasSubstr("Summa kostnader"));
  EXPECT_THAT(text, Not(HasSubstr("Summa intäkter")));
  EXPECT_THAT(text, HasSubstr("prognos 2024"));
}

TEST(BudgetTextTest, ColumnsThatALineNeedsAreShown) {
  bud::GetBudgetResponse answer;
  bud::Budget& budget = *answer.mutable_budget();
  budget.set_plan_years(1);
  bud::Budget::Line& line = *budget.add_lines();
  line.set_id("team");
  line.set_kind(bud::Budget::COST);
  line.set_amount_ore(90'00);
  line.add_plan()->set_amount_ore(95'00);
  bud::Budget::Line& other = *budget.add_lines();
  other.set_id("kansli");
  other.set_kind(bud::Budget::COST);
  other.set_amount_ore(50'00);
  other.add_plan();
  AddFigure("budget/costs/2025", 140'00, answer.mutable_figures());
  EXPECT_THAT(BudgetText(answer, 2025),
              AllOf(Not(HasSubstr("Beviljat")), Not(HasSubstr("Faktor")),
                    Not(HasSubstr("Kommentar"))));
  line.set_granted_ore(100'00);
  line.set_factor_ppm(900'000);
  line.set_comment("nio av tio");
  std::string text = BudgetText(answer, 2025);
  EXPECT_THAT(text, HasSubstr("Slag     Beviljat  Faktor  Budget 2025  "
                              "Plan 2026  Kommentar\n"));
  EXPECT_THAT(text, HasSubstr("kostnad       100    90" NB "%           90     "
                              "    95  nio av tio\n"));
  EXPECT_THAT(text, HasSubstr("kostnad                             50\n"));
  EXPECT_THAT(text, HasSubstr("                            140\n"));
  line.set_factor_ppm(333'333);
  EXPECT_THAT(BudgetText(answer, 2025), HasSubstr("33,3333" NB "%"));
  line.clear_granted_ore();
  line.clear_factor_ppm();
  text = BudgetText(answer, 2025);
  EXPECT_THAT(text, HasSubstr("nio av tio"));
  EXPECT_THAT(text, Not(HasSubstr("Faktor")));
}

TEST(BudgetTextTest, DifferencesNameLineFieldAndYear) {
  bud::CompareBudgetVersionsResponse answer;
  answer.set_before(1);
  answer.set_after(2);
  EXPECT_THAT(DifferencesText(answer), HasSubstr("Inget skiljer dem åt"));
  auto* stage = answer.add_decision();
  stage->set_field("stage");
  stage->set_before_text("förslag");
  stage->set_after_text("fastställd");
  auto* line = answer.add_lines();
  line->set_what(bud::CompareBudgetVersionsResponse::Line::CHANGED);
  line->set_line("kansli");
  auto* field = line->add_fields();
  field->set_field("plan");
  field->set_year(2026);
  field->set_before_ore(500);
  auto* sum = answer.add_sums();
  sum->set_sum("closing-capital");
  sum->set_year(2026);
  sum->set_after_ore(-700);
  const std::string text = DifferencesText(answer);
  for (const char* word :
       {"skede", "förslag", "fastställd", "kansli", "ändrad", "plan", "2026",
        "utgående kapital", "−7", "Version 1 → 2"}) {
    EXPECT_THAT(text, HasSubstr(word));
  }
}

TEST(BudgetTextTest, AMemberStandsOnOneLine) {
  bud::SplitContributionsResponse split;
  split.set_total_ore(400'00);
  auto* member = split.add_members();
  member->set_member("gnosjo");
  member->set_party(bud::ContributionTerms::MUNICIPALITY);
  member->set_amount_ore(100'00);
  auto* other = split.add_members();
  other->set_member("fk");
  other->set_party(bud::ContributionTerms::STATE);
  other->set_amount_ore(300'00);
  auto* finding = split.add_findings();
  finding->set_code("CONTRIBUTION_LAW");
  finding->set_message("statens del är inte hälften");
  bud::ListContributionStatementsResponse statements;
  auto* stand = statements.add_statements();
  stand->set_member("gnosjo");
  stand->set_invoiced_ore(80'00);
  stand->set_paid_ore(30'00);
  stand->set_outstanding_ore(50'00);
  stand->set_to_invoice_ore(20'00);
  const std::string text = ContributionsText(split, statements);
  EXPECT_THAT(text,
              HasSubstr("gnosjo  kommun     100  25,0" NB "%          80      "
                        "30       50             20\n"));
  EXPECT_THAT(text, HasSubstr("fk      stat       300  75,0" NB "%\n"));
  EXPECT_THAT(text, HasSubstr("anmärkning: statens del är inte hälften "
                              "[CONTRIBUTION_LAW]\n"));
}

// The ids of sums are for programs.
TEST(ForecastTextTest, OnlyALineIsShownWithItsId) {
  using FollowUpRow = bud::FollowUpResponse::Row;
  bud::FollowUpResponse answer;
  for (const auto& [id, label, level] :
       {std::tuple{"kansli", "Kansli", FollowUpRow::LINE},
        {"group.kansli", "Administration", FollowUpRow::GROUP},
        {"group.intakter", "Intäkter", FollowUpRow::GROUP},
        {"income", "Intäkter", FollowUpRow::TOTAL},
        {"costs", "Kostnader", FollowUpRow::TOTAL}}) {
    FollowUpRow* row = answer.add_rows();
    row->set_id(id);
    row->set_label(label);
    row->set_level(level);
    row->set_booked_ore(100);
  }
  const std::string text = FollowUpText(answer, 2017, 6);
  EXPECT_THAT(text, HasSubstr("kansli  Kansli"));
  EXPECT_THAT(text, HasSubstr("\n        Administration"));
  EXPECT_THAT(text, HasSubstr("\n        Intäkter "));
  EXPECT_THAT(text, HasSubstr("\n        Summa intäkter "));
  EXPECT_THAT(text, HasSubstr("\n        Summa kostnader "));
}

TEST(ForecastTextTest, AFollowUpBridgesFromGrossToNet) {
  bud::FollowUpResponse answer;
  bud::FollowUpResponse::Row* costs = answer.add_rows();
  costs->set_id("costs");
  costs->set_level(bud::FollowUpResponse::Row::TOTAL);
  costs->set_booked_ore(900'00);
  costs->set_net_ore(900'00);
  EXPECT_THAT(FollowUpText(answer, 2023, 12), Not(HasSubstr("etto")));
  costs->set_reimbursed_ore(150'00);
  costs->set_net_ore(750'00);
  const std::string text = FollowUpText(answer, 2023, 12);
  for (const char* part :
       {"Ersatt", "Netto", "bokfört 900 kr", "ersatt 150 kr", "netto 750 kr"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(ForecastTextTest, ColumnsThatNoRowNeedsAreLeftOut) {
  bud::FollowUpResponse answer;
  auto* row = answer.add_rows();
  row->set_id("bidrag");
  row->set_level(bud::FollowUpResponse::Row::LINE);
  row->set_budget_ore(1'200);
  row->set_booked_ore(900);
  row->set_accrual_ore(0);
  row->set_accrued_ore(900);
  row->set_net_ore(900);
  std::string text = FollowUpText(answer, 2017, 6);
  EXPECT_THAT(text, HasSubstr("2017-06"));
  EXPECT_THAT(text, Not(HasSubstr("Period")));
  EXPECT_THAT(text, Not(HasSubstr("Netto")));
  row->set_accrual_ore(-300);
  text = FollowUpText(answer, 2017, 6);
  EXPECT_THAT(text, AllOf(HasSubstr("Periodisering"), HasSubstr("−3")));
  EXPECT_THAT(text, Not(HasSubstr("Netto")));
  row->set_reimbursed_ore(100);
  text = FollowUpText(answer, 2017, 6);
  EXPECT_THAT(text, AllOf(HasSubstr("Ersatt"), HasSubstr("Netto")));
}

TEST(ForecastTextTest, AForecastSaysMethodIntervalAndCause) {
  bud::MakeForecastResponse answer;
  bud::Forecast& forecast = *answer.mutable_forecast();
  forecast.set_through_month(6);
  auto* line = forecast.add_lines();
  line->set_line("kansli");
  line->set_method(bud::Forecast::SEASON);
  line->set_amount_ore(1'000'49);
  line->set_low_ore(900'00);
  line->set_high_ore(1'100'00);
  line->set_hit_count(3);
  line->set_interval_count(4);
  auto* cause = answer.add_causes();
  cause->set_heading("Går långsammare");
  cause->set_effect_ore(250'00);
  cause->add_lines()->set_line("kansli");
  AddFigure("forecast/costs/2017", 1'000'49, answer.mutable_figures());
  std::string text = ForecastText(answer, 2017);
  for (const char* word :
       {"2017-06", "inte sparad", "säsong", "1" NB "000", "900", "1" NB "100",
        "3 av 4", "Summa kostnader", "Går långsammare", "250"}) {
    EXPECT_THAT(text, HasSubstr(word));
  }
  forecast.set_number(7);
  EXPECT_THAT(ForecastText(answer, 2017), HasSubstr("sparad som nummer 7"));
}

TEST(ForecastTextTest, RemarksStandBelow) {
  bud::MakeForecastResponse made;
  bud::Forecast& forecast = *made.mutable_forecast();
  forecast.add_lines()->set_line("kansli");
  forecast.set_opening_capital_source(bud::Forecast::CAPITAL_OF_BOOKS);
  AddFigure("forecast/opening-capital/2017", 500, made.mutable_figures());
  common::v1::Problem* remark = made.add_warnings();
  remark->set_reason("OUTCOME_UNBOOKED");
  remark->set_message("Inte bokfört.");
  EXPECT_THAT(ForecastText(made, 2017),
              AllOf(HasSubstr("Ingående kapital enligt böckerna"),
                    HasSubstr("\nanmärkning: Inte bokfört. "
                              "[OUTCOME_UNBOOKED]\n")));
  forecast.set_opening_capital_source(bud::Forecast::CAPITAL_OF_BUDGET);
  EXPECT_THAT(ForecastText(made, 2017), HasSubstr("enligt budgeten"));
  bud::FollowUpResponse follow_up;
  *follow_up.add_warnings() = *remark;
  EXPECT_THAT(FollowUpText(follow_up, 2017, 6), HasSubstr("Inte bokfört."));
  bud::JudgeForecastsResponse judged;
  judged.add_judgements();
  *judged.add_warnings() = *remark;
  EXPECT_THAT(JudgementsText(judged), HasSubstr("Inte bokfört."));
}

TEST(ForecastTextTest, AJudgementSaysWhichWayItWasWrong) {
  bud::JudgeForecastsResponse answer;
  auto* judged = answer.add_judgements();
  judged->set_through_month(6);
  judged->set_hit_count(1);
  judged->set_interval_count(2);
  judged->set_error_ore(300'00);
  judged->set_result_ore(-100'00);
  auto* line = judged->add_lines();
  line->set_line("kansli");
  line->set_error_ore(200'00);
  line->set_held(true);
  std::string text = JudgementsText(answer);
  for (const char* word :
       {"intervallet höll 1 av 2", "felen sammanlagt 300 kr",
        "resultatet 100 kr sämre än prognosen", "Utfall minus prognos"}) {
    EXPECT_THAT(text, HasSubstr(word));
  }
  EXPECT_THAT(text, Not(HasSubstr("hittills")));
  judged->set_result_ore(100'00);
  EXPECT_THAT(JudgementsText(answer),
              HasSubstr("resultatet 100 kr bättre än prognosen"));
  judged->set_result_ore(0);
  EXPECT_THAT(JudgementsText(answer), HasSubstr("resultatet som prognosen"));

  // Of half a year nothing is final.
  common::v1::Problem* remark = answer.add_warnings();
  remark->set_reason("OUTCOME_UNBOOKED");
  remark->set_message("Inte bokfört.");
  judged->set_result_ore(-100'00);
  text = JudgementsText(answer);
  EXPECT_THAT(text, testing::StartsWith("anmärkning: Inte bokfört."));
  for (const char* word : {"felen hittills sammanlagt 300 kr",
                           "resultatet hittills 100 kr under helårsprognosen",
                           "Utfall hittills"}) {
    EXPECT_THAT(text, HasSubstr(word));
  }
  EXPECT_THAT(text, Not(HasSubstr("höll")));
}

TEST(ForecastTextTest, ABacktestGivesMeans) {
  bud::BacktestForecastsResponse test;
  const auto fill = [](auto* fared) {
    fared->set_forecast_count(4);
    fared->set_hit_count(3);
    fared->set_interval_count(4);
    fared->set_error_ore(4'000'00);
    fared->set_run_rate_error_ore(8'000'00);
    fared->set_last_year_error_ore(12'000'00);
  };
  fill(test.mutable_all());
  auto* part = test.add_by_method();
  part->set_method(bud::Forecast::RUN_RATE);
  fill(part->mutable_fared());
  const std::string text = BacktestText(test);
  for (const char* word : {"alla", "75,0", "1" NB "000", "2" NB "000",
                           "3" NB "000", "Metod", "takt"}) {
    EXPECT_THAT(text, HasSubstr(word));
  }
  EXPECT_THAT(text, Not(HasSubstr("Efter månad")));
}

}  // namespace
}  // namespace finsam::cli
