// Tables that are rounded so that they add up, from the facts to the printed
// report.

#include "services/gateway/domain/rounding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/gateway/convert.h"
#include "services/gateway/domain/explain.h"
#include "services/gateway/render_html.h"
#include "services/gateway/render_json.h"
#include "services/gateway/render_text.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr Display kTkr{Unit::kThousand, 0};
constexpr char kTable[] = "operations-account";
constexpr char kPremises[] = "operations-account/premises/2024";
constexpr char kAddsUp[] = "Beloppen är avrundade så att summorna stämmer.";
constexpr char kMayDiffer[] =
    "Varje belopp är avrundat för sig. Summor och skillnader kan därför avvika "
    "med upp till 1\u00a0tkr.";

struct Cost {
  const char* row;
  int64_t kronor;
  int64_t budget;
};

// 10 + 20 + 30 is 61, and 11 + 21 + 31 is 62, when each is rounded by itself.
constexpr Cost kCosts[] = {{"staff", 10'400, 10'600},
                           {"premises", 20'450, 20'600},
                           {"it", 30'400, 30'600},
                           {"total", 61'250, 61'800}};

// The sample year with those costs in tkr, against the budget.
SampleYear YearOf(Rounding rounding) {
  SampleYear year;
  Table table{kTable, "Driftredovisning", "tkr", "Kostnader", {}, {}};
  table.columns = {{"2024", "2024"}};
  table.rounding = rounding;
  std::vector<BudgetRow> rows;
  for (const Cost& cost : kCosts) {
    const std::string row = absl::StrCat(kTable, "/", cost.row);
    const Figure figure{absl::StrCat(row, "/2024"), Kr(cost.kronor), {}};
    table.rows.push_back(
        {cost.row, cost.row, RowKind::kDetail, "", {FigureCell{figure, kTkr}}});
    AddFigure(year.facts.figures, figure);
    year.Set(absl::StrCat("budget/", cost.row, "/2024"), Kr(cost.budget));
    year.Set(absl::StrCat(row, "/deviation-2024"),
             Kr(cost.budget - cost.kronor));
    rows.push_back({cost.row, cost.row});
  }
  table.rows.back().terms = {{"staff"}, {"premises"}, {"it"}};
  for (Table& kept : year.facts.tables) {
    if (kept.id == kTable) kept = table;
  }
  for (ColumnSpec& column : year.Columns(kTable)) column.rows = rows;
  std::vector<Problem> problems;
  year.texts["text/resultat.md"] =
      ParseText("text/resultat.md",
                absl::StrCat("Lokaler: {{ ", kPremises, " | tkr }}, {{ ",
                             kPremises, " | tkr utan enhet }}, {{ ", kPremises,
                             " }} och {{ ", kPremises, " | tkr 1 }}."),
                &problems);
  EXPECT_THAT(problems, IsEmpty());
  return year;
}

const Table& PrintedTable(const Report& report) {
  return std::get<Table>(report.sections[0].sections[0].blocks[0]);
}

// A row as it is printed: budget, outcome, deviation.
std::vector<std::string> PrintedRow(const Report& report, size_t row) {
  std::vector<std::string> cells;
  for (const Cell& cell : PrintedTable(report).rows[row].cells) {
    cells.push_back(absl::StrReplaceAll(PrintedText(std::get<FigureCell>(cell)),
                                        {{"−", "-"}}));
  }
  return cells;
}

v1::Report Message(const Report& report) {
  v1::Report message;
  ToProto(report, "associations/1/fiscalYears/2024/annualReport", &message);
  return message;
}

TEST(RoundingTest, ExactRoundingDoesNotAddUpAndSaysSo) {
  const Report report = YearOf(Rounding::kExact).Assemble();
  EXPECT_THAT(PrintedRow(report, 0), ElementsAre("11", "10", "0"));
  EXPECT_THAT(PrintedRow(report, 1), ElementsAre("21", "20", "0"));
  EXPECT_THAT(PrintedRow(report, 2), ElementsAre("31", "30", "0"));
  EXPECT_THAT(PrintedRow(report, 3), ElementsAre("62", "61", "1"));
  EXPECT_EQ(PrintedTable(report).remark, kMayDiffer);
}

TEST(RoundingTest, FootingAddsUpDownAndAcross) {
  const Report report = YearOf(Rounding::kFooting).Assemble();
  EXPECT_THAT(PrintedRow(report, 0), ElementsAre("10", "10", "0"));
  EXPECT_THAT(PrintedRow(report, 1), ElementsAre("21", "21", "0"));
  EXPECT_THAT(PrintedRow(report, 2), ElementsAre("31", "30", "1"));
  EXPECT_THAT(PrintedRow(report, 3), ElementsAre("62", "61", "1"));
  EXPECT_EQ(PrintedTable(report).remark, kAddsUp);
  // The values stay exact.
  EXPECT_EQ(Find(report.figures, kPremises)->value, Value(Kr(20'450)));
}

TEST(RoundingTest, TextsPrintWhatTheTableDoesInItsUnit) {
  const auto printed = [](Rounding rounding) {
    const Report report = YearOf(rounding).Assemble();
    std::vector<std::string> out;
    for (const PrintedReference& reference :
         std::get<ReportText>(report.sections[0].blocks[0]).references) {
      out.push_back(absl::StrReplaceAll(reference.printed, {{"\u00a0", " "}}));
    }
    return out;
  };
  EXPECT_THAT(printed(Rounding::kExact),
              ElementsAre("20 tkr", "20", "20 450 kr", "20,5 tkr"));
  EXPECT_THAT(printed(Rounding::kFooting),
              ElementsAre("21 tkr", "21", "20 450 kr", "20,5 tkr"));
}

TEST(RoundingTest, ADocumentIsRightWhenItPrintsWhatTheTableDoes) {
  const auto found = [](Rounding rounding, int64_t steps) {
    SampleYear year = YearOf(rounding);
    year.published = {{kPremises, steps, kTkr, ""}};
    int findings = 0;
    for (const Finding& finding : year.Check().findings) {
      findings += finding.check == "PD-1" ? 1 : 0;
    }
    return findings;
  };
  EXPECT_EQ(found(Rounding::kFooting, 21), 0);
  EXPECT_EQ(found(Rounding::kFooting, 20), 1);
  EXPECT_EQ(found(Rounding::kExact, 21), 1);
  EXPECT_EQ(found(Rounding::kExact, 20), 0);
}

TEST(RoundingTest, AnExplanationStartsFromThePrintedNumber) {
  const Report report = YearOf(Rounding::kFooting).Assemble();
  const std::vector<ExplainStep> steps = ExplainSteps(report, kPremises);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps[0].printed_steps, 21);
}

TEST(RoundingTest, EveryRenderingPrintsTheFootedCells) {
  const v1::Report report = Message(YearOf(Rounding::kFooting).Assemble());
  const std::string text = RenderText(report);
  EXPECT_THAT(text, HasSubstr("premises       21          21          0\n"));
  EXPECT_THAT(text, HasSubstr(absl::StrCat("\n\n", kAddsUp, "\n")));
  const std::string html = RenderHtml(report, {});
  EXPECT_THAT(html, HasSubstr(absl::StrCat("<data value=\"2045000\" "
                                           "data-figure=\"",
                                           kPremises, "\" id=\"", kPremises,
                                           "\">21</data>")));
  EXPECT_THAT(html,
              HasSubstr(absl::StrCat("<p class=\"remark\">", kAddsUp, "</p>")));
  const auto json = RenderJson(report);
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_THAT(*json, HasSubstr("\"printedSteps\": \"21\""));
  EXPECT_THAT(*json, HasSubstr("\"text\": \"21\""));
  EXPECT_THAT(*json, HasSubstr("\"rounding\": \"FOOTING\""));
  EXPECT_THAT(*json, HasSubstr(absl::StrCat("\"remark\": \"", kAddsUp, "\"")));
  EXPECT_THAT(*json, HasSubstr("\"minuend\": \"2024\""));
}

TEST(RoundingTest, ATableWithoutARemarkHasNoPlaceForIt) {
  const v1::Report report = Message(SampleYear().Assemble());
  EXPECT_THAT(RenderHtml(report, {}), Not(HasSubstr("class=\"remark\"")));
}

// Small tables: what their remark says.
TEST(RoundingTest, RemarksSayWhatAReaderMustKnow) {
  const auto remark = [](Rounding rounding, const Display& display,
                         const std::vector<int64_t>& ore,
                         const std::vector<std::vector<RowTerm>>& terms) {
    Table table;
    table.columns = {{"2024", ""}};
    table.rounding = rounding;
    for (size_t i = 0; i < ore.size(); ++i) {
      TableRow row{absl::StrCat(i), "", RowKind::kDetail, "", {}, terms[i]};
      row.cells = {FigureCell{{"x", Ore{ore[i]}, {}}, display}};
      table.rows.push_back(row);
    }
    RoundTable(&table);
    return absl::StrReplaceAll(table.remark, {{"\u00a0", " "}});
  };
  const Display kr{Unit::kKronor, 0};
  const Display mnkr{Unit::kMillion, 1};
  const std::vector<std::vector<RowTerm>> sum = {{}, {}, {{"0"}, {"1"}}};
  EXPECT_EQ(remark(Rounding::kExact, kTkr, {100'000, 100'000, 200'000}, sum),
            "");
  EXPECT_EQ(remark(Rounding::kFooting, kTkr, {100'000, 100'000, 200'000}, sum),
            "");
  EXPECT_EQ(remark(Rounding::kExact, kr, {40, 40, 80}, sum), "");
  EXPECT_EQ(remark(Rounding::kFooting, kr, {40, 40, 80}, sum), kAddsUp);
  EXPECT_THAT(
      remark(Rounding::kExact, mnkr, {4'000'000, 4'000'000, 8'000'000}, sum),
      HasSubstr("avvika med upp till 0,1 mnkr."));
  EXPECT_THAT(remark(Rounding::kFooting, kTkr,
                     {40'000, 40'000, 80'000, 40'000, 40'000, 120'000},
                     {{}, {}, {{"0"}, {"1"}}, {}, {}, {{"1"}, {"3"}, {"4"}}}),
              HasSubstr("så långt det går: någon summa eller skillnad kan "
                        "avvika med upp till 1 tkr."));
}

}  // namespace
}  // namespace finsam::gateway
