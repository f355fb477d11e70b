// The figures and tables of surveys, and the indicators over several years.

#include "services/participants/domain/survey_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/participants/surveys_file.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kHead[] =
    "enkät;fråga;period;kön;svar;positiva;regel;fördelning;utskick;enkäter;"
    "publicerad;text\n";

std::vector<SurveyRow> Rows(absl::string_view rows) {
  std::vector<Problem> problems;
  auto read = ReadSurveysFile(absl::StrCat(kHead, rows), &problems);
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.severity, Severity::kWarning) << ProblemLine(problem);
  }
  return read;
}

Statistics Of(const std::vector<SurveyRow>& rows,
              const std::vector<const std::vector<SurveyRow>*>& earlier = {}) {
  Statistics made;
  AddSurveys(test::Year(), rows, earlier, 7, &made);
  return made;
}

const Figure* Find(const Statistics& made, absl::string_view id) {
  for (const Figure& figure : made.figures) {
    if (figure.id == absl::StrCat("surveys/", id)) return &figure;
  }
  ADD_FAILURE() << id << " is not there";
  return nullptr;
}

Value ValueOf(const Statistics& made, absl::string_view id) {
  const Figure* figure = Find(made, id);
  return figure == nullptr ? Value() : figure->value;
}

// "id: label | cell | cell", a blank cell as nothing.
std::vector<std::string> Printed(const Table& table) {
  std::vector<std::string> lines;
  for (const TableRow& row : table.rows) {
    std::string line = absl::StrCat(row.id, ": ", row.label);
    for (const Cell& cell : row.cells) {
      const auto* held = std::get_if<FigureCell>(&cell);
      absl::StrAppend(&line, " |",
                      held == nullptr ? "" : " " + PrintedText(*held));
    }
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> ColumnLabels(const Table& table) {
  std::vector<std::string> labels;
  for (const TableColumn& column : table.columns)
    labels.push_back(column.label);
  return labels;
}

// What holds whatever the rows: ids are figure ids, each once; terms are
// found; every cell's figure is among the figures.
void ExpectWhole(const Statistics& made) {
  std::set<std::string> ids;
  for (const Figure& figure : made.figures) {
    EXPECT_TRUE(IsFigureId(figure.id)) << figure.id;
    EXPECT_TRUE(ids.insert(figure.id).second) << figure.id;
  }
  for (const Figure& figure : made.figures) {
    for (const Term& term : figure.provenance.terms) {
      EXPECT_THAT(ids, Contains(term.figure_id));
    }
  }
  for (const Table& table : made.tables) {
    for (const TableRow& row : table.rows) {
      EXPECT_EQ(row.cells.size(), table.columns.size());
      for (const Cell& cell : row.cells) {
        const auto* held = std::get_if<FigureCell>(&cell);
        if (held != nullptr) {
          EXPECT_THAT(made.figures, Contains(held->figure));
        }
      }
    }
  }
}

TEST(SurveyFiguresTest, EveryPartOfARow) {
  const Statistics made =
      Of(Rows("E;A;2024;;;;steg 4–6 av 6;0/1/2/5/8/7;40;25;86,9;\n"
              "E;A;2024;kvinnor;;;steg 4–6 av 6;0/1/1/5/8/0;;;;\n"));
  ExpectWhole(made);
  EXPECT_EQ(ValueOf(made, "e/a/answers/2024"), Value(Count{23}));
  EXPECT_EQ(ValueOf(made, "e/a/positive/2024"), Value(Count{20}));
  EXPECT_EQ(ValueOf(made, "e/a/share/2024"), Value(Ratio{20, 23}));
  EXPECT_EQ(ValueOf(made, "e/a/step-1/2024"), Value(Count{0}));
  EXPECT_EQ(ValueOf(made, "e/a/step-6/2024"), Value(Count{7}));
  EXPECT_EQ(ValueOf(made, "e/a/published/2024"), Value(Ratio{869, 1000}));
  EXPECT_EQ(ValueOf(made, "e/a/response-rate/2024"), Value(Ratio{25, 40}));
  EXPECT_THAT(Find(made, "e/a/response-rate/2024")->provenance.terms,
              ElementsAre(Term{"surveys/e/a/returned/2024", 1},
                          Term{"surveys/e/a/sent/2024", 0}));
  EXPECT_EQ(ValueOf(made, "e/a/women/answers/2024"), Value(Count{15}));
  EXPECT_EQ(ValueOf(made, "e/a/women/step-5/2024"), Value(Count{8}));
  EXPECT_EQ(ValueOf(made, "e/a/women/share/2024"), Value(Ratio{13, 15}));
  EXPECT_EQ(Find(made, "e/a/women/step-5/2024")->provenance.records,
            std::vector<std::string>(
                {"associations/2220001511/fiscalYears/2024/surveys/e/a/women/"
                 "2024"}));
  EXPECT_EQ(made.figures.size(), 3u + 6 + 2 + 1 + 1 + 3 + 6);
  EXPECT_THAT(
      Printed(made.tables[0]),
      ElementsAre("e/a/2024: E: A, 2024 | 23 | 20 | 87\u00a0% |",
                  "e/a/women/2024: E: A, kvinnor, 2024 | 15 | 13 | 87\u00a0% "
                  "|"));
}

TEST(SurveyFiguresTest, NoRateOfNobodyAsked) {
  const Statistics made = Of(Rows("E;A;2024;;0;0;x;;0;0;;\n"));
  EXPECT_FALSE(HasValue(ValueOf(made, "e/a/response-rate/2024")));
  EXPECT_FALSE(HasValue(ValueOf(made, "e/a/share/2024")));
}

// A question that began later is blank before; the newer year's word counts;
// other surveys and questions that are no longer asked stay out.
TEST(IndicatorsTest, SeriesOverSeveralYears) {
  const auto of2022 = Rows(
      "E;A;2022;;10;5;x;;;;;\n"
      "E;Borta;2022;;10;5;x;;;;;\n"
      "Annan;A;2022;;10;5;x;;;;;\n");
  const auto of2023 = Rows(
      "e;A;2023;;10;6;x;;;;;\n"
      "e;A;2022-01..2022-12;;11;5;x;;;;;\n");
  const auto rows = Rows(
      "E;B;2024;;8;4;y;;;;;Fråga B?\n"
      "E;A;2024;;10;7;x;;;;;\n"
      "E;A;2024;män;4;2;x;;;;;\n"
      "F;C;2023-11..2024-10;;3;3;x;;;;;\n");
  const Statistics made = Of(rows, {&of2022, nullptr, &of2023});
  ASSERT_EQ(made.tables.size(), 5u);
  const Table& shares = made.tables[1];
  EXPECT_EQ(shares.id, "indicators-e");
  EXPECT_EQ(shares.title, "E: andel positiva svar");
  EXPECT_EQ(shares.remark, "Räknas som positivt: y; x.");
  EXPECT_THAT(ColumnLabels(shares), ElementsAre("2022", "2023", "2024"));
  EXPECT_EQ(shares.columns[0].id, "2022-01..2022-12");
  EXPECT_THAT(Printed(shares),
              ElementsAre("b: Fråga B? | | | 50\u00a0%",
                          "a: A | 45\u00a0% | 60\u00a0% | 70\u00a0%",
                          "a/men: A, män | | | 50\u00a0%"));
  EXPECT_EQ(made.tables[2].id, "indicators-e-answers");
  EXPECT_THAT(Printed(made.tables[2]),
              ElementsAre("b: Fråga B? | | | 8", "a: A | 11 | 10 | 10",
                          "a/men: A, män | | | 4"));
  EXPECT_EQ(made.tables[3].id, "indicators-f");
  EXPECT_THAT(ColumnLabels(made.tables[3]), ElementsAre("nov 2023–okt 2024"));
  ExpectWhole(made);
  // The year before by its place, also over a gap.
  EXPECT_EQ(Find(made, "e/a/answers/2023")->provenance.records,
            std::vector<std::string>(
                {"associations/2220001511/fiscalYears/2023/surveys/e/a/2023"}));
}

TEST(IndicatorsTest, APlaceInTheListIsAYear) {
  const auto of2021 = Rows("E;A;2021;;10;5;x;;;;;\n");
  const auto rows = Rows("E;A;2024;;10;7;x;;;;;\n");
  const Statistics made = Of(rows, {&of2021, nullptr, nullptr});
  EXPECT_EQ(Find(made, "e/a/positive/2021")->provenance.records,
            std::vector<std::string>(
                {"associations/2220001511/fiscalYears/2021/surveys/e/a/2021"}));
}

TEST(IndicatorsTest, ARuleThatChangedIsTold) {
  const auto of2023 = Rows("E;A;2023;;10;6;steg 5–6 av 6;;;;;\n");
  const auto rows = Rows("E;A;2024;;10;7;steg 4–6 av 6;;;;;\n");
  EXPECT_EQ(Of(rows, {&of2023}).tables[1].remark,
            "Räknas som positivt: steg 5–6 av 6; steg 4–6 av 6. Regeln är inte "
            "densamma alla år, till exempel för \"A\".");
  std::string many;
  for (int i = 0; i < 6; ++i) {
    absl::StrAppend(&many, "E;Q", i, ";2024;;10;7;regel ", i, ";;;;;\n");
  }
  EXPECT_EQ(Of(Rows(many)).tables[1].remark,
            "Vad som räknas som positivt skiljer sig åt.");
}

TEST(IndicatorsTest, OnlyTheNewestPeriods) {
  std::string text;
  for (size_t i = 0; i < kIndicatorPeriodsMax + 3; ++i) {
    absl::StrAppend(&text, "E;A;", 1990 + i, ";;10;7;x;;;;;\n");
  }
  const auto older = Rows(text);
  const auto rows = Rows("E;A;2024;;10;7;x;;;;;\n");
  const Statistics made = Of(rows, {&older});
  EXPECT_EQ(made.tables[1].columns.size(), kIndicatorPeriodsMax);
  EXPECT_EQ(made.tables[1].columns.back().id, "2024");
  EXPECT_EQ(made.figures.size(), 3 * kIndicatorPeriodsMax);
  ExpectWhole(made);
}

TEST(IndicatorsTest, NothingThisYearMakesNoIndicators) {
  const auto older = Rows("E;A;2023;;10;6;x;;;;;\n");
  const Statistics made = Of({}, {&older});
  ASSERT_EQ(made.tables.size(), 1u);
  EXPECT_THAT(made.tables[0].rows, IsEmpty());
  EXPECT_THAT(made.figures, IsEmpty());
}

}  // namespace
}  // namespace finsam::participants
