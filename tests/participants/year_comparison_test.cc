// Years side by side: which figures are compared, and that a protected one
// tells nothing by its change.

#include "services/participants/domain/year_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "services/participants/domain/protection.h"
#include "tests/participants/disclosure_samples.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using test::Row;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

SurveyRow Answered(const std::string& period, int64_t answers,
                   int64_t positive) {
  SurveyRow row;
  row.survey = "Enkät";
  row.question = "Nytta";
  row.period = *ParsePeriod(period);
  row.answers = answers;
  row.positive = positive;
  row.rule = "ja";
  return row;
}

ComparedYear Year(int year, int64_t women, int64_t men, int64_t positive) {
  const std::string text = absl::StrCat(year);
  Facts facts;
  facts.counts = {Row("Enter", CountMeasure::kParticipants, text, women, men),
                  Row("Enter", CountMeasure::kParticipants, text, 1, 1, {},
                      {{"ålder", "16–29"}}),
                  Row("Enter", CountMeasure::kParticipants,
                      absl::StrCat(year, "-01..", year, "-06"), 1, 1),
                  Row("Enter", CountMeasure::kParticipants,
                      absl::StrCat(year - 1, "-12..", year, "-11"), 2, 3)};
  AverageRow& average = facts.averages.emplace_back();
  average.initiative = "Enter";
  average.name = "år";
  average.period = *ParsePeriod(text);
  average.digits = 30 + women;
  average.decimals = 1;
  average.persons = 9;
  facts.surveys = {
      Answered(absl::StrCat(year - 1, "-11..", year, "-10"), 20, positive)};
  const SurveyRow before =
      Answered(absl::StrCat(year - 2, "-11..", year - 1, "-10"), 20, 1);
  const std::vector<SurveyRow> earlier = {before};
  return {year, MakeStatistics({"2220001511", year}, facts, {&earlier}, 1)};
}

std::vector<std::string> Labels(const Table& table) {
  std::vector<std::string> labels;
  for (const TableRow& row : table.rows) labels.push_back(row.label);
  return labels;
}

const TableRow& RowOf(const Table& table, const std::string& id) {
  for (const TableRow& row : table.rows) {
    if (row.id == id) return row;
  }
  ADD_FAILURE() << "no row " << id;
  return table.rows.front();
}

std::vector<std::string> Printed(const TableRow& row) {
  std::vector<std::string> printed;
  for (const Cell& cell : row.cells) {
    const auto* held = std::get_if<FigureCell>(&cell);
    printed.push_back(held == nullptr ? "" : PrintedText(*held));
  }
  return printed;
}

TEST(YearComparisonTest, ComparesLikeWithLike) {
  const std::vector<ComparedYear> years = {Year(2023, 10, 8, 12),
                                           Year(2024, 13, 7, 15)};
  const Table table = CompareYears(years, 3);
  EXPECT_THAT(
      Labels(table),
      ElementsAre("Enter, deltagare, kvinnor", "Enter, deltagare, män",
                  "Enter, deltagare, totalt", "Totalt, deltagare, kvinnor",
                  "Totalt, deltagare, män", "Totalt, deltagare, totalt",
                  "Enter, deltagare, kvinnor, dec–nov",
                  "Enter, deltagare, män, dec–nov",
                  "Enter, deltagare, totalt, dec–nov", "Enter: år",
                  "Enkät: Nytta, nov–okt"));
  ASSERT_THAT(table.columns, SizeIs(3));
  EXPECT_EQ(table.columns[2].minuend, "2024");
  EXPECT_EQ(table.columns[2].subtrahend, "2023");
  EXPECT_THAT(Printed(RowOf(table, "participants/enter/deltagare/women")),
              ElementsAre("10", "13", "3"));
  EXPECT_THAT(Printed(RowOf(table, "participants/enter/deltagare/men")),
              ElementsAre("8", "7", "−1"));
  EXPECT_THAT(Printed(RowOf(table, "averages/enter/ar/average")),
              ElementsAre("4,0", "4,3", "0,3"));
  EXPECT_THAT(Printed(RowOf(table, "surveys/enkat/nytta/share/11..10")),
              ElementsAre("60\u00a0%", "75\u00a0%", "15\u00a0%"));
  const auto& change = std::get<FigureCell>(
      RowOf(table, "surveys/enkat/nytta/share/11..10").cells[2]);
  EXPECT_EQ(change.figure.id,
            "surveys/enkat/nytta/share/change/2023-2024.11..10");
  EXPECT_TRUE(IsFigureId(change.figure.id));
}

TEST(YearComparisonTest, ChangeIsFromTheEarliestInAnyOrder) {
  const std::vector<ComparedYear> years = {
      Year(2024, 13, 7, 15), Year(2022, 10, 8, 12), Year(2023, 1, 1, 1)};
  const Table table = CompareYears(years, 3);
  EXPECT_THAT(Printed(RowOf(table, "participants/enter/deltagare/women")),
              ElementsAre("13", "10", "1", "3"));
  EXPECT_EQ(table.columns.back().minuend, "2024");
}

TEST(YearComparisonTest, YearWithoutTheSeriesIsBlankAndSoIsTheChange) {
  std::vector<ComparedYear> years = {Year(2023, 10, 8, 12), {2024, {}}};
  const Table table = CompareYears(years, 3);
  EXPECT_THAT(Printed(RowOf(table, "participants/enter/deltagare/women")),
              ElementsAre("10", "", ""));
}

TEST(YearComparisonTest, ProtectedStaysProtectedAndHasNoChange) {
  std::vector<ComparedYear> years = {Year(2023, 10, 8, 12),
                                     Year(2024, 13, 7, 15)};
  std::set<std::string> shown;
  for (const Figure& figure : years[1].statistics.figures) {
    if (figure.id != "participants/enter/deltagare/women/2024") {
      shown.insert(figure.id);
    }
  }
  years[1].statistics = Protect(years[1].statistics, shown, 5);
  const Table table = CompareYears(years, 3);
  EXPECT_THAT(Printed(RowOf(table, "participants/enter/deltagare/women")),
              ElementsAre("10", "..", ""));
  EXPECT_THAT(Printed(RowOf(table, "participants/enter/deltagare/men")),
              ElementsAre("8", "7", "−1"));
  EXPECT_THAT(table.remark, HasSubstr(".."));
}

TEST(YearComparisonTest, RefusesTooFewTooManyAndTheSameTwice) {
  const auto reason = [](const std::vector<int>& years) {
    return ReasonOf(CheckComparedYears(years));
  };
  std::vector<int> many;
  for (int year = 2001; year <= 2015; ++year) many.push_back(year);
  EXPECT_EQ(reason(many), "");
  many.push_back(2016);
  EXPECT_EQ(reason(many), "COMPARISON_SIZE");
  EXPECT_EQ(reason({2024}), "COMPARISON_SIZE");
  EXPECT_EQ(reason({}), "COMPARISON_SIZE");
  EXPECT_EQ(reason({2024, 2023, 2024}), "COMPARISON_SIZE");
}

}  // namespace
}  // namespace finsam::participants
