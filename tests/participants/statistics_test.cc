#include "services/participants/domain/statistics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "services/participants/counts_file.h"
#include "services/participants/surveys_file.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Statistics Of(absl::string_view count_rows,
              absl::string_view survey_rows = "") {
  std::vector<Problem> problems;
  Facts facts;
  facts.counts = ReadCountsFile(absl::StrCat(test::kCountsHead, count_rows),
                                2024, Rules(), &problems);
  facts.surveys =
      ReadSurveysFile(absl::StrCat(test::kSurveysHead, survey_rows), &problems);
  EXPECT_THAT(test::Reasons(problems), IsEmpty());
  return MakeStatistics(test::Year(), facts, {}, 7);
}

Statistics GoodYear() {
  std::vector<Problem> problems;
  Facts facts;
  facts.counts = ReadCountsFile(test::GoodCounts(), 2024, Rules(), &problems);
  facts.surveys = ReadSurveysFile(test::GoodSurveys(), &problems);
  EXPECT_THAT(test::Reasons(problems), IsEmpty());
  return MakeStatistics(test::Year(), facts, {}, 7);
}

const Figure* Find(const Statistics& statistics, const std::string& id) {
  for (const Figure& figure : statistics.figures) {
    if (figure.id == id) return &figure;
  }
  return nullptr;
}

// The count of a figure, or -1 when there is none.
int64_t CountOf(const Statistics& statistics, const std::string& id) {
  const Figure* figure = Find(statistics, id);
  return figure == nullptr ? -1 : std::get<Count>(figure->value).value;
}

// "label | cell | cell", a blank cell as nothing.
std::vector<std::string> Printed(const Table& table) {
  std::vector<std::string> lines;
  for (const TableRow& row : table.rows) {
    std::string line = row.label;
    for (const Cell& cell : row.cells) {
      absl::StrAppend(&line, " |");
      if (const auto* held = std::get_if<FigureCell>(&cell)) {
        absl::StrAppend(&line, " ", Format(held->figure.value, held->display));
      } else if (const auto* text = std::get_if<std::string>(&cell)) {
        absl::StrAppend(&line, " ", *text);
      }
    }
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> ColumnIds(const Table& table) {
  std::vector<std::string> ids;
  for (const TableColumn& column : table.columns) ids.push_back(column.id);
  return ids;
}

TEST(StatisticsTest, TheYearsTable) {
  const Table table = GoodYear().tables.at(0);
  EXPECT_EQ(table.id, "participants");
  EXPECT_THAT(ColumnIds(table), ElementsAre("women", "men", "total"));
  EXPECT_THAT(
      Printed(table),
      ElementsAre("Samverkansteam Finnveden, deltagare, 2024 | 47 | 26 | 73",
                  "IT-spåret, deltagare, 2024 | | 1 | 1",
                  "Totalt, deltagare, 2024 | 47 | 27 | 74",
                  "Samverkansteam Finnveden, deltagare, dec 2023–nov 2024 | | "
                  "| 72",
                  "IT-spåret, avslutade, 2024 | | | 1",
                  "Frukostseminarium, personer, 2024 | | | 85"));
  EXPECT_EQ(table.rows[2].kind, RowKind::kTotal);
}

TEST(StatisticsTest, TheSurveysTable) {
  const Table table = GoodYear().tables.at(1);
  EXPECT_EQ(table.id, "surveys");
  EXPECT_THAT(
      Printed(table),
      ElementsAre("Indikatorenkät avslut: Känner sig mer redo att arbeta eller "
                  "studera, 2024 | 9 | 7 | 78\u00a0% | steg 4–6 av 6",
                  "Indikatorenkät avslut: Tillvaratagen, 2024 | 0 | 0 | – | "
                  "steg 4–6 av 6"));
}

TEST(StatisticsTest, RowFiguresPointToTheirRecord) {
  const Statistics made = GoodYear();
  const Figure* women =
      Find(made, "participants/samverkansteam-finnveden/deltagare/women/2024");
  ASSERT_NE(women, nullptr);
  EXPECT_EQ(women->value, Value(Count{47}));
  EXPECT_EQ(women->provenance.service, "participants");
  EXPECT_EQ(women->provenance.revision, 7);
  EXPECT_EQ(women->provenance.rule, "reported");
  EXPECT_THAT(women->provenance.records,
              ElementsAre("associations/2220001511/fiscalYears/2024/counts/"
                          "samverkansteam-finnveden/deltagare/2024"));
  EXPECT_EQ(CountOf(made,
                    "participants/samverkansteam-finnveden/deltagare/total/"
                    "2023-12..2024-11"),
            72);
}

TEST(StatisticsTest, TotalThatWasNotReportedIsTheSumOfItsParts) {
  const Statistics made = Of("A;individ;pågående;2024;3;4;;1;;;\n");
  const Figure* total = Find(made, "participants/a/pagaende/total/2024");
  ASSERT_NE(total, nullptr);
  EXPECT_EQ(total->value, Value(Count{8}));
  EXPECT_EQ(total->provenance.rule, "sum");
  EXPECT_THAT(total->provenance.terms,
              ElementsAre(Term{"participants/a/pagaende/women/2024", 1},
                          Term{"participants/a/pagaende/men/2024", 1},
                          Term{"participants/a/pagaende/unstated/2024", 1}));
}

TEST(StatisticsTest, AssociationsTotalSumsIncludedRowsOfTheYear) {
  const Statistics made = GoodYear();
  EXPECT_EQ(CountOf(made, "participants/total/deltagare/total/2024"), 74);
  EXPECT_EQ(CountOf(made, "participants/total/deltagare/women/2024"), 47);
  EXPECT_EQ(CountOf(made, "participants/total/deltagare/men/2024"), 27);
  EXPECT_EQ(CountOf(made, "participants/total/deltagare/other/2024"), -1);
  EXPECT_EQ(CountOf(made, "participants/total/nya/total/2024"), -1);
  EXPECT_THAT(
      Find(made, "participants/total/deltagare/women/2024")->provenance.terms,
      ElementsAre(Term{
          "participants/samverkansteam-finnveden/deltagare/women/2024", 1}));
}

TEST(StatisticsTest, GenderIsNotSummedWhereARowMayHoldMore) {
  const Statistics made =
      Of("A;individ;deltagare;2024;3;4;;;7;;\n"
         "B;individ;deltagare;2024;;;;;9;;\n");
  EXPECT_EQ(CountOf(made, "participants/total/deltagare/total/2024"), 16);
  EXPECT_EQ(CountOf(made, "participants/total/deltagare/women/2024"), -1);
  EXPECT_THAT(Printed(made.tables[0]),
              ElementsAre("A, deltagare, 2024 | 3 | 4 | 7",
                          "B, deltagare, 2024 | | | 9",
                          "Totalt, deltagare, 2024 | | | 16"));
}

TEST(StatisticsTest, RowThatIsLeftOutIsShownAndNotSummed) {
  const Statistics made =
      Of("A;individ;deltagare;2024;3;4;;;7;;\n"
         "B;individ;deltagare;2024;1;1;;;2;nej;\n");
  EXPECT_EQ(CountOf(made, "participants/total/deltagare/total/2024"), 7);
  EXPECT_THAT(Printed(made.tables[0]),
              ElementsAre("A, deltagare, 2024 | 3 | 4 | 7",
                          "B, deltagare, 2024 | 1 | 1 | 2"));
}

TEST(StatisticsTest, OtherGendersHaveColumnsWhenReported) {
  const Statistics made =
      Of("A;individ;nya;2024;3;4;0;;7;;\n"
         "B;individ;nya;2024-01..2024-06;3;4;;2;;;\n");
  EXPECT_THAT(ColumnIds(made.tables[0]),
              ElementsAre("women", "men", "other", "unstated", "total"));
  EXPECT_THAT(Printed(made.tables[0]),
              ElementsAre("A, nya, 2024 | 3 | 4 | 0 | | 7",
                          "B, nya, jan–juni 2024 | 3 | 4 | | 2 | 9"));
}

TEST(StatisticsTest, ShareIsExactAndNothingOfNobody) {
  const Statistics made = GoodYear();
  const Figure* share =
      Find(made, "surveys/indikatorenkat-avslut/mer-redo/share/2024");
  ASSERT_NE(share, nullptr);
  EXPECT_EQ(share->value, Value(Ratio{7, 9}));
  EXPECT_EQ(share->provenance.rule, "ratio");
  EXPECT_THAT(
      share->provenance.terms,
      ElementsAre(
          Term{"surveys/indikatorenkat-avslut/mer-redo/positive/2024", 1},
          Term{"surveys/indikatorenkat-avslut/mer-redo/answers/2024", 0}));
  const Figure* none =
      Find(made, "surveys/indikatorenkat-avslut/tillvaratagen/share/2024");
  ASSERT_NE(none, nullptr);
  EXPECT_FALSE(HasValue(none->value));
}

// What holds for every year: ids are figure ids and unique, every cell's
// figure is among the figures, and every term can be found.
TEST(StatisticsTest, FiguresHoldTogether) {
  const Statistics made = GoodYear();
  const std::vector<std::string> ids = FigureIds(made);
  const std::set<std::string> known(ids.begin(), ids.end());
  EXPECT_EQ(known.size(), ids.size());
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  for (const std::string& id : ids) EXPECT_TRUE(IsFigureId(id)) << id;
  for (const Figure& figure : made.figures) {
    for (const Term& term : figure.provenance.terms) {
      EXPECT_EQ(known.count(term.figure_id), 1u) << term.figure_id;
    }
  }
  for (const Table& table : made.tables) {
    for (const TableRow& row : table.rows) {
      EXPECT_EQ(row.cells.size(), table.columns.size());
      for (const Cell& cell : row.cells) {
        const auto* held = std::get_if<FigureCell>(&cell);
        if (held == nullptr) continue;
        const Figure* figure = Find(made, held->figure.id);
        ASSERT_NE(figure, nullptr) << held->figure.id;
        EXPECT_EQ(*figure, held->figure);
      }
    }
  }
}

// The longest names that are taken still give figure ids.
TEST(StatisticsTest, LongestNamesGiveFigureIds) {
  const Statistics made =
      Of(absl::StrCat(std::string(kInitiativeBytesMax, 'a'),
                      ";individ;deltagare;2023-12..2024-11;1;1;1;1;4;;\n"),
         absl::StrCat(std::string(kSurveyNameBytesMax, 'b'), ";",
                      std::string(kQuestionBytesMax, 'c'),
                      ";2023-12..2024-11;1;1;ja;\n"));
  for (const Figure& figure : made.figures) {
    EXPECT_TRUE(IsFigureId(figure.id)) << figure.id;
  }
}

TEST(StatisticsTest, NothingReportedGivesEmptyTables) {
  const Statistics made = MakeStatistics(test::Year(), {}, {}, 0);
  ASSERT_EQ(made.tables.size(), 2u);
  EXPECT_THAT(made.tables[0].rows, IsEmpty());
  EXPECT_THAT(made.tables[1].rows, IsEmpty());
  EXPECT_THAT(made.figures, IsEmpty());
}

TEST(PeriodTest, Labels) {
  for (const auto& [text, label] :
       {std::pair("2024", "2024"), std::pair("2024-01..2024-12", "2024"),
        std::pair("2023-12..2024-11", "dec 2023–nov 2024"),
        std::pair("2024-01..2024-06", "jan–juni 2024"),
        std::pair("2024-05..2024-05", "maj 2024")}) {
    const std::optional<Period> period = ParsePeriod(text);
    ASSERT_TRUE(period.has_value()) << text;
    EXPECT_EQ(PeriodLabel(*period), label);
    EXPECT_EQ(period->text, text);
  }
}

}  // namespace
}  // namespace finsam::participants
