// Counts as text, and the tables of money beside them.

#include "cli/counts_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "cli/arguments.h"
#include "cli/command_kit.h"
#include "cli/counts_changes.h"
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
  figure = plan.add_protected_();
  figure->set_figure_id("participants/it/nya/women/2023");
  figure->set_value(60);
  figure->set_low(47);
  figure->set_high(74);
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
      "participants/it/nya/men/2024    litet       3  0–9\n"
      "participants/it/nya/women/2024  röjer      12  minst 6\n"
      "participants/it/nya/women/2023  röjer      60  47–74\n"
      "participants/it/nya/other/2024  röjer       0  inget\n"
      "\nfel: participants/it/nya/total/2023: Släpp 1 och 2 röjer det. "
      "[DISCLOSURE_LEAK]\n");
}

par::GetStatisticsResponse Statistics(const std::vector<Figure>& figures) {
  par::GetStatisticsResponse out;
  for (const Figure& figure : figures) ToProto(figure, out.add_figures());
  return out;
}

Figure FigureWith(const std::string& id, const Value& value) {
  Figure figure;
  figure.id = id;
  figure.value = value;
  return figure;
}

TEST(CountsChangesTest, AReleaseIsOutdatedWhenWhatItShowsHasChanged) {
  const auto released =
      Statistics({FigureWith("a", Protected{5}), FigureWith("b", Count{70})});
  const auto facts = [](int64_t a, int64_t b) {
    return Statistics({FigureWith("a", Count{a}), FigureWith("b", Count{b})});
  };
  EXPECT_FALSE(IsOutdated(released, facts(3, 70)));
  EXPECT_FALSE(IsOutdated(released, facts(4, 70)));  // It shows neither.
  EXPECT_TRUE(IsOutdated(released, facts(3, 71)));
  auto more = facts(3, 70);
  more.add_figures()->set_id("c");
  EXPECT_TRUE(IsOutdated(released, more));
  auto others = facts(3, 70);
  others.mutable_figures(0)->set_id("c");
  EXPECT_TRUE(IsOutdated(released, others));
}

TEST(CommandKitTest, AFiguresYearIsThatOfItsLastMonth) {
  for (const auto& [id, year] : std::vector<std::pair<std::string, int>>{
           {"note-3/kansli/2024", 2024},
           {"income-statement/result/budget-2024", 2024},
           {"participants/it/nya/men/2017-01..2017-06", 2017},
           {"participants/it/nya/men/2023-12..2024-11", 2024},
           {"a/2024-06-30", 2024},
           {"own-capital", 0},
           {"-06", 0},
           {"", 0}}) {
    EXPECT_EQ(YearOfFigure(id), year) << id;
  }
}

TEST(CommandKitTest, AWriteIsForTheYearThatIsGiven) {
  CommonOptions common;
  EXPECT_THAT(std::string(GivenFiscalYear(common).status().message()),
              HasSubstr("--association och --year"));
  common.association = "222000-2279";
  const absl::Status no_year = GivenFiscalYear(common).status();
  EXPECT_EQ(ReasonOf(no_year), kArgumentInvalid);
  EXPECT_THAT(std::string(no_year.message()), StartsWith("ange --year"));
  common.year = 2024;
  const auto name = GivenFiscalYear(common);
  ASSERT_TRUE(name.ok()) << name.status();
  EXPECT_EQ(name->Text(), "associations/2220002279/fiscalYears/2024");
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
                               "Steget;;12,50\n");
  ASSERT_TRUE(means.ok()) << means.status();
  EXPECT_EQ(means->allotted_ore(), 5'000'000'00);
  EXPECT_FALSE(means->has_own_capital_ore());
  EXPECT_FALSE(means->has_administration_budget_ore());
  EXPECT_EQ(means->administration_outcome_ore(), 290'000'50);
  ASSERT_EQ(means->initiatives_size(), 2);
  EXPECT_EQ(means->initiatives(0).initiative(), "IT-spåret");
  EXPECT_EQ(means->initiatives(0).budget_ore(), 1'000'000'00);
  EXPECT_FALSE(means->initiatives(0).has_outcome_ore());
  EXPECT_EQ(means->initiatives(1).outcome_ore(), 12'50);
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

TEST(MeansFileTest, NothingStandsTwiceAndCostsArePositive) {
  const auto means = ReadMeans("medel.csv",
                               "#eget kapital;-5\n"
                               "#administration utfall;-1\n"
                               "insats;budget;utfall\n"
                               "IT-spåret;1;\n"
                               "Steget;0;-12,50\n"
                               "IT-spåret;2;3\n");
  const std::vector<Problem> problems = ProblemsOf(means.status());
  ASSERT_EQ(problems.size(), 3u) << means.status();
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.reason, "MEANS_INVALID");
    EXPECT_EQ(problem.file, "medel.csv");
  }
  EXPECT_EQ(problems[0].field, "administration utfall");
  EXPECT_EQ(problems[1].line, 5);
  EXPECT_EQ(problems[1].found, "-12,50");
  EXPECT_EQ(problems[2].line, 6);
  EXPECT_EQ(problems[2].found, "IT-spåret");
  EXPECT_THAT(problems[2].message, HasSubstr("rad 4"));
  const auto costs = ReadAssociationMeans(
      "kostnader.csv", "förbund;kostnad\n222000-1511;-1\n2220001511;2\n");
  ASSERT_EQ(ProblemsOf(costs.status()).size(), 2u) << costs.status();
  EXPECT_EQ(ProblemsOf(costs.status())[0].found, "-1");
  EXPECT_EQ(ProblemsOf(costs.status())[1].line, 3);
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
