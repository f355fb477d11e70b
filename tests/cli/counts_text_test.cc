// Counts as text, and the tables of money beside them.

#include "cli/counts_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_replace.h"
#include "cli/arguments.h"
#include "cli/counts_means_file.h"
#include "common/base/status.h"
#include "common/figure/convert.h"

namespace finsam::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace par = participants::v1;

std::string Plain(const std::string& text) {
  return absl::StrReplaceAll(text, {{"\u00a0", " "}, {"\u2212", "-"}});
}

Cell FigureOf(const std::string& id, const Value& value) {
  FigureCell cell;
  cell.figure.id = id;
  cell.figure.value = value;
  cell.display = DefaultDisplay(value);
  return cell;
}

// As a service sends it: the printed texts stand beside the figures.
common::v1::Table Participants() {
  Table table;
  table.id = "participants";
  table.title = "Deltagare";
  table.unit = "antal";
  table.row_header = "Insats";
  table.columns = {{"women", "Kvinnor"}, {"total", "Totalt"}};
  table.remark = "..: skyddat antal.";
  table.rows = {{"heading", "Individuella", RowKind::kHeading, "", {}},
                {"it-sparet",
                 "IT-spåret",
                 RowKind::kDetail,
                 "",
                 {FigureOf("a", Protected{5}), FigureOf("b", Count{1'234})}},
                {"unga",
                 "varav unga",
                 RowKind::kOfWhich,
                 "",
                 {FigureOf("c", Count{7}), FigureOf("d", Ratio{1, 4})}}};
  common::v1::Table out;
  ToProto(table, &out);
  return out;
}

TEST(CountsTextTest, AProtectedCellIsTwoPointsAndNumbersStandToTheRight) {
  EXPECT_EQ(Plain(TableText(Participants())),
            "Deltagare, antal\n\n"
            "Insats        Kvinnor  Totalt\n"
            "Individuella\n"
            "IT-spåret          ..   1 234\n"
            "  varav unga        7    25 %\n"
            "\n..: skyddat antal.\n");
}

TEST(CountsTextTest, ARowWiderThanItsTableIsCutOff) {
  common::v1::Table table = Participants();
  table.mutable_rows(1)->add_cells()->set_text("utanför");
  EXPECT_THAT(TableText(table), Not(HasSubstr("utanför")));
}

TEST(CountsTextTest, TablesSayWhichReleaseTheyAreOf) {
  par::GetStatisticsResponse statistics;
  EXPECT_EQ(StatisticsText(statistics, common::v1::PUBLIC),
            "Inget är rapporterat för året.\n");
  *statistics.add_tables() = Participants();
  *statistics.add_tables() = Participants();
  EXPECT_THAT(StatisticsText(statistics, common::v1::OFFICE),
              StartsWith("Deltagare, antal\n"));
  statistics.set_release(3);
  const std::string text = StatisticsText(statistics, common::v1::MEMBERS);
  EXPECT_THAT(text, StartsWith("Släpp 3, för medlemmarna\n\nDeltagare"));
  EXPECT_THAT(text, HasSubstr("skyddat antal.\n\nDeltagare"));
  EXPECT_THAT(TableListText(statistics),
              HasSubstr("participants  Deltagare\n"));
}

TEST(CountsTextTest, APlanIsInternalAndSaysWhatAnOutsiderKnows) {
  par::PlanReleaseResponse plan;
  plan.set_cells(10);
  plan.set_shown(7);
  plan.set_small(1);
  plan.set_minimum(5);
  par::ProtectedFigure* figure = plan.add_protected_();
  figure->set_figure_id("participants/it/nya/men/2024");
  figure->set_small(true);
  figure->set_value(3);
  figure->set_high(9);
  figure = plan.add_protected_();
  figure->set_figure_id("participants/it/nya/women/2024");
  figure->set_value(12);
  figure->set_low(6);
  plan.add_protected_()->set_figure_id("participants/it/nya/other/2024");
  common::v1::Problem* leak = plan.add_leaks();
  leak->set_severity(common::v1::Problem::ERROR);
  leak->set_reason("DISCLOSURE_LEAK");
  leak->set_field("participants/it/nya/total/2023");
  leak->set_message("Släpp 1 och 2 röjer det.");
  EXPECT_EQ(
      PlanText(plan, common::v1::PUBLIC),
      "INTERNT UNDERLAG, får inte spridas: skyddade antal står nedan.\n\n"
      "I ett släpp till allmänheten: 7 antal visas, 3 skyddas; minsta antal "
      "som visas är 5.\n"
      "1 antal är litet i sig; de andra skyddas för att de skulle röja ett "
      "sådant.\n\n"
      "Siffra                          Varför  Antal  Utomstående vet\n"
      "participants/it/nya/men/2024    litet       3  0 till 9\n"
      "participants/it/nya/women/2024  röjer      12  minst 6\n"
      "participants/it/nya/other/2024  röjer       0  inget\n"
      "\nfel: participants/it/nya/total/2023: Släpp 1 och 2 röjer det. "
      "[DISCLOSURE_LEAK]\n");
}

TEST(CountsTextTest, AReleaseSaysWhatItShows) {
  par::ListReleasesResponse releases;
  EXPECT_EQ(ReleasesText(releases), "Inget är släppt.\n");
  par::Release* release = releases.add_releases();
  release->set_number(2);
  release->set_fiscal_year("associations/2220001511/fiscalYears/2024");
  release->set_audience(common::v1::PUBLIC);
  release->set_time("2025-03-20T08:00:00Z");
  release->set_minimum(5);
  release->set_shown(100);
  release->set_protected_(20);
  EXPECT_EQ(ReleasedText(*release, /*changed=*/true),
            "Släpp 2, 2024 för allmänheten: 100 antal visas, 20 skyddas; "
            "minsta antal som visas är 5.\n");
  EXPECT_THAT(ReleasedText(*release, /*changed=*/false),
              StartsWith("Inget nytt: släpp 2 "));
  EXPECT_EQ(ReleasesText(releases),
            "Släpp  År    Till         Tid                   Minst  Visas  "
            "Skyddas\n"
            "    2  2024  allmänheten  2025-03-20T08:00:00Z      5    100  "
            "     20\n");
}

TEST(CountsTextTest, TheNationSaysHowManyAreInIt) {
  par::GetNationalStatisticsResponse nation;
  nation.set_association_count(61);
  *nation.mutable_totals() = Participants();
  *nation.mutable_associations() = Participants();
  EXPECT_THAT(NationalText(nation), StartsWith("61 förbund\n\nDeltagare"));
  nation.set_release(4);
  EXPECT_THAT(NationalText(nation), StartsWith("61 förbund, släpp 4\n"));
}

TEST(ArgumentsTest, YearsStandInTheOrderTheyAreWritten) {
  const auto years = ParseYears("--years", "2024,2022,2023");
  ASSERT_TRUE(years.ok()) << years.status();
  EXPECT_THAT(*years, ElementsAre(2024, 2022, 2023));
  for (const std::string wrong : {"", "2024,", "2022-2024", "24", "2024,x"}) {
    EXPECT_EQ(ReasonOf(ParseYears("--years", wrong).status()), kArgumentInvalid)
        << wrong;
  }
}

TEST(MeansFileTest, WhatIsNotKnownStaysUnset) {
  const auto means = ReadMeans("medel.csv",
                               "#tilldelade medel;5 000 000\n"
                               "#administration utfall;290 000,50\n"
                               "insats;budget;utfall\n"
                               "IT-spåret;1 000 000;\n"
                               "Steget;;-12,50\n");
  ASSERT_TRUE(means.ok()) << means.status();
  EXPECT_EQ(means->allotted_ore(), 5'000'000'00);
  EXPECT_FALSE(means->has_own_capital_ore());
  EXPECT_FALSE(means->has_administration_budget_ore());
  EXPECT_EQ(means->administration_outcome_ore(), 290'000'50);
  ASSERT_EQ(means->initiatives_size(), 2);
  EXPECT_EQ(means->initiatives(0).initiative(), "IT-spåret");
  EXPECT_EQ(means->initiatives(0).budget_ore(), 1'000'000'00);
  EXPECT_FALSE(means->initiatives(0).has_outcome_ore());
  EXPECT_EQ(means->initiatives(1).outcome_ore(), -12'50);
}

TEST(MeansFileTest, EveryProblemIsToldWithItsPlace) {
  const auto means = ReadMeans("medel.csv",
                               "#eget kapital;mycket\n"
                               "insats;budget;utfall\n"
                               "IT-spåret;ett;\n"
                               ";1;2\n");
  const std::vector<Problem> problems = ProblemsOf(means.status());
  ASSERT_EQ(problems.size(), 3u) << means.status();
  EXPECT_EQ(problems[0].reason, "AMOUNT_MALFORMED");
  EXPECT_EQ(problems[0].field, "eget kapital");
  EXPECT_EQ(problems[1].line, 3);
  EXPECT_EQ(problems[2].reason, "CSV_FIELD_EMPTY");
}

TEST(MeansFileTest, AssociationsAreNamedByTheirNumber) {
  const auto means = ReadAssociationMeans(
      "kostnader.csv", "förbund;kostnad\n222000-1511;4 100 000\n");
  ASSERT_TRUE(means.ok()) << means.status();
  ASSERT_EQ(means->size(), 1u);
  EXPECT_EQ((*means)[0].association(), "associations/2220001511");
  EXPECT_EQ((*means)[0].cost_ore(), 4'100'000'00);
  const auto wrong = ReadAssociationMeans(
      "kostnader.csv", "förbund;kostnad\n222000-1512;1\n222000-1511;\n");
  const std::vector<Problem> problems = ProblemsOf(wrong.status());
  ASSERT_EQ(problems.size(), 2u) << wrong.status();
  EXPECT_EQ(problems[0].reason, "NAME_INVALID");
  EXPECT_EQ(problems[1].field, "kostnad");
}

}  // namespace
}  // namespace finsam::cli
