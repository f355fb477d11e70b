// What counts.csv and surveys.csv may hold: one good file, one table of harms
// each. The rules behind are those of domain/counts.h and domain/surveys.h.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/files/input.h"
#include "services/participants/counts_file.h"
#include "services/participants/surveys_file.h"
#include "services/participants/year_files.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using test::Reasons;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CountsFileTest, ReadsRowsAsWritten) {
  std::vector<Problem> problems;
  const auto rows =
      ReadCountsFile(test::GoodCounts(), 2024, Rules(), &problems);
  ASSERT_THAT(Reasons(problems), IsEmpty());
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_EQ(rows[0].line, 2);
  EXPECT_EQ(rows[0].initiative, "Samverkansteam Finnveden");
  EXPECT_EQ(rows[0].of(Gender::kWomen), 47);
  EXPECT_EQ(rows[0].of(Gender::kOther), std::nullopt);
  EXPECT_EQ(rows[0].total, 73);
  EXPECT_TRUE(rows[0].included);
  EXPECT_EQ(rows[1].total, std::nullopt);
  EXPECT_EQ(TotalOf(rows[1]), 1);
  EXPECT_FALSE(rows[2].included);
  EXPECT_EQ(rows[2].comment, "mätår");
  EXPECT_EQ(rows[2].period.first, absl::CivilMonth(2023, 12));
  EXPECT_EQ(rows[2].period.last, absl::CivilMonth(2024, 11));
  EXPECT_EQ(rows[3].measure, CountMeasure::kFinished);
  EXPECT_EQ(rows[4].focus, Focus::kStructural);
}

struct Harm {
  std::string what;
  std::string rows;  // Below the head.
  std::vector<std::string> reasons;
};

void PrintTo(const Harm& harm, std::ostream* out) { *out << harm.what; }

class CountsHarmTest : public testing::TestWithParam<Harm> {};

TEST_P(CountsHarmTest, IsFound) {
  std::vector<Problem> problems;
  ReadCountsFile(absl::StrCat(test::kCountsHead, GetParam().rows), 2024,
                 Rules(), &problems);
  EXPECT_EQ(Reasons(problems), GetParam().reasons);
}

INSTANTIATE_TEST_SUITE_P(
    Sums, CountsHarmTest,
    testing::Values(
        Harm{"none", "A;individ;deltagare;2024;5;14;;;19;;\n", {}},
        Harm{"total is computed", "A;individ;nya;2024;5;14;1;2;;;\n", {}},
        Harm{"only the total", "A;individ;nya;2024;;;;;19;;\n", {}},
        Harm{"only women of a total", "A;individ;nya;2024;5;;;;19;;\n", {}},
        Harm{"15 enrolled, 14 men and 5 women",
             "A;individ;deltagare;2024;5;14;;;15;;\n",
             {"COUNT_SUM"}},
        Harm{"one too many", "A;individ;nya;2024;5;14;;;20;;\n", {"COUNT_SUM"}},
        Harm{"all four given",
             "A;individ;nya;2024;5;14;0;0;20;;\n",
             {"COUNT_SUM"}},
        Harm{"fewer than the women",
             "A;individ;nya;2024;5;;;;4;;\n",
             {"COUNT_SUM"}},
        Harm{"nothing counted",
             "A;individ;nya;2024;;;;;;;\n",
             {"COUNT_MALFORMED"}},
        Harm{"below zero", "A;individ;nya;2024;-5;;;;;;\n", {"COUNT_NEGATIVE"}},
        Harm{
            "no number", "A;individ;nya;2024;fem;;;;;;\n", {"COUNT_MALFORMED"}},
        Harm{"half a person",
             "A;individ;nya;2024;2,5;;;;;;\n",
             {"COUNT_MALFORMED"}},
        Harm{"more than all of us",
             "A;individ;nya;2024;;;;;1000001;;\n",
             {"COUNT_MALFORMED"}}));

INSTANTIATE_TEST_SUITE_P(
    Names, CountsHarmTest,
    testing::Values(
        Harm{"no name", ";individ;nya;2024;5;;;;;;\n", {"CSV_FIELD_EMPTY"}},
        Harm{"a name of signs",
             "?!;individ;nya;2024;5;;;;;;\n",
             {"COUNT_MALFORMED"}},
        Harm{"a name too long",
             absl::StrCat(std::string(121, 'a'), ";individ;nya;2024;5;;;;;;\n"),
             {"COUNT_MALFORMED"}},
        Harm{"a comment too long",
             absl::StrCat("A;individ;nya;2024;5;;;;;;", std::string(1'001, 'a'),
                          "\n"),
             {"COUNT_MALFORMED"}},
        Harm{"the association's own",
             "Total;individ;nya;2024;5;;;;;;\n",
             {"COUNT_DUPLICATE"}},
        Harm{"the same row twice",
             "A;individ;nya;2024;5;;;;;;\nA;individ;nya;2024;6;;;;;;\n",
             {"COUNT_DUPLICATE"}},
        Harm{"the same months written otherwise",
             "A;individ;nya;2024;5;;;;;;\n"
             "A;individ;nya;2024-01..2024-12;5;;;;;;\n",
             {"COUNT_DUPLICATE"}},
        Harm{"two names with one id",
             "IT-spåret;individ;nya;2024;5;;;;;;\n"
             "IT spåret;individ;deltagare;2024;6;;;;;;\n",
             {"COUNT_DUPLICATE"}},
        Harm{"an unknown measure",
             "A;individ;elever;2024;5;;;;;;\n",
             {"FIELD_INVALID"}},
        Harm{"no measure", "A;individ;;2024;5;;;;;;\n", {"CSV_FIELD_EMPTY"}},
        Harm{"an unknown focus",
             "A;grupp;nya;2024;5;;;;;;\n",
             {"FIELD_INVALID"}},
        Harm{"neither yes nor no",
             "A;individ;nya;2024;5;;;;;kanske;\n",
             {"FIELD_INVALID"}}));

INSTANTIATE_TEST_SUITE_P(
    Periods, CountsHarmTest,
    testing::Values(
        Harm{"no period", "A;individ;nya;;5;;;;;;\n", {"CSV_FIELD_EMPTY"}},
        Harm{"a half-year in words",
             "A;individ;nya;VT 2024;5;;;;;;\n",
             {"PERIOD_INVALID"}},
        Harm{"month 13",
             "A;individ;nya;2024-01..2024-13;5;;;;;;\n",
             {"PERIOD_INVALID"}},
        Harm{"ends before it begins",
             "A;individ;nya;2024-03..2024-02;5;;;;;;\n",
             {"PERIOD_INVALID"}},
        Harm{"too long",
             "A;individ;nya;2020-01..2024-12;5;;;;;;\n",
             {"PERIOD_INVALID"}},
        Harm{"asks to be in the year's total and is not",
             "A;individ;nya;2023-12..2024-11;5;;;;;ja;\n",
             {"COUNT_OUTSIDE_TOTAL"}},
        Harm{"more new than participants",
             "A;individ;deltagare;2024;5;;;;;;\nA;individ;nya;2024;6;;;;;;\n",
             {"COUNT_FLOW"}}));

INSTANTIATE_TEST_SUITE_P(
    Persons, CountsHarmTest,
    testing::Values(
        Harm{"in the name",
             "121212-1212;individ;nya;2024;5;;;;;;\n",
             {"PERSONAL_DATA"}},
        Harm{"in the comment",
             "A;individ;nya;2024;5;;;;;;ring 070-174 06 05\n",
             {"PERSONAL_DATA"}},
        Harm{"in a number",
             "A;individ;nya;2024;1212121212;;;;;;\n",
             {"PERSONAL_DATA"}},
        Harm{"in a word to choose",
             "A;individ;19121212-1212;2024;5;;;;;;\n",
             {"PERSONAL_DATA"}},
        Harm{"in a comment line", "# fråga a@b.se\n", {"PERSONAL_DATA"}},
        Harm{"in a row of the wrong width",
             "A;121212-1212\n",
             {"PERSONAL_DATA"}},
        Harm{"in two columns",
             "a@b.se;individ;nya;2024;5;;;;;;070-174 06 05\n",
             {"PERSONAL_DATA", "PERSONAL_DATA"}}));

TEST(CountsFileTest, PersonIsNeverQuoted) {
  // In the head, in a doubled setting, in a cell: wherever another problem
  // would quote it.
  for (const char* content :
       {"insats;121212-1212\nA;1\n", "#a;121212-1212\n#a;121212-1212\n",
        "insats;inriktning;mått;period;kvinnor;män;annan;ej angivet;totalt\n"
        "A;individ;nya;121212-1212;x121212-1212;;;;\n"}) {
    std::vector<Problem> problems;
    ReadCountsFile(content, 2024, Rules(), &problems);
    EXPECT_THAT(Reasons(problems), testing::Contains("PERSONAL_DATA"));
    for (const Problem& problem : problems) {
      EXPECT_FALSE(absl::StrContains(ProblemLine(problem), "1212"))
          << ProblemLine(problem);
    }
  }
}

TEST(CountsFileTest, SumProblemNamesItsPlace) {
  std::vector<Problem> problems;
  ReadCountsFile(absl::StrCat(test::kCountsHead,
                              "IT-spåret;individ;deltagare;2024;5;14;;;15;;\n"),
                 2024, Rules(), &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].file, "counts.csv");
  EXPECT_EQ(problems[0].line, 2);
  EXPECT_EQ(problems[0].field, "totalt");
  EXPECT_EQ(problems[0].found, "15");
  EXPECT_EQ(problems[0].expected, "19");
}

TEST(CountsFileTest, TooManyRowsAreRefused) {
  std::string content = test::kCountsHead;
  for (size_t i = 0; i <= kCountRowsMax; ++i) {
    absl::StrAppend(&content, "A", i, ";individ;nya;2024;5;;;;;;\n");
  }
  std::vector<Problem> problems;
  ReadCountsFile(content, 2024, Rules(), &problems);
  EXPECT_THAT(Reasons(problems), ElementsAre("COUNT_MALFORMED"));
}

class SurveysHarmTest : public testing::TestWithParam<Harm> {};

TEST_P(SurveysHarmTest, IsFound) {
  std::vector<Problem> problems;
  ReadSurveysFile(absl::StrCat(test::kSurveysHead, GetParam().rows), &problems);
  EXPECT_EQ(Reasons(problems), GetParam().reasons);
}

INSTANTIATE_TEST_SUITE_P(
    Surveys, SurveysHarmTest,
    testing::Values(
        Harm{"none", "E;F;2024;9;7;steg 4–6 av 6;\n", {}},
        Harm{"nobody answered", "E;F;2024;0;0;ja;\n", {}},
        Harm{"the same question in two periods",
             "E;F;2024;9;7;ja;\nE;F;2023;9;7;ja;\n",
             {}},
        Harm{"more positive than answers",
             "E;F;2024;7;9;ja;\n",
             {"SURVEY_COUNT"}},
        Harm{"too many answers", "E;F;2024;1000001;9;ja;\n", {"SURVEY_COUNT"}},
        Harm{"below zero", "E;F;2024;7;-1;ja;\n", {"COUNT_NEGATIVE"}},
        Harm{"no N", "E;F;2024;;7;ja;\n", {"CSV_FIELD_EMPTY"}},
        Harm{"no rule", "E;F;2024;9;7;;\n", {"SURVEY_RULE_MISSING"}},
        Harm{"a name of signs", "?;F;2024;9;7;ja;\n", {"SURVEY_MALFORMED"}},
        Harm{"a rule too long",
             absl::StrCat("E;F;2024;9;7;", std::string(201, 'a'), ";\n"),
             {"SURVEY_MALFORMED"}},
        Harm{"a period in words", "E;F;hösten;9;7;ja;\n", {"PERIOD_INVALID"}},
        Harm{"the same row twice",
             "E;F;2024;9;7;ja;\nE;F;2024;8;7;ja;\n",
             {"SURVEY_DUPLICATE"}},
        Harm{"two surveys with one id",
             "E;F;2024;9;7;ja;\ne;G;2024;8;7;ja;\n",
             {"SURVEY_DUPLICATE"}},
        Harm{"two questions with one id",
             "E;F;2024;9;7;ja;\nE;f?;2024;8;7;ja;\n",
             {"SURVEY_DUPLICATE"}},
        Harm{"a person", "E;F;2024;9;7;ja;se a@b.se\n", {"PERSONAL_DATA"}}));

TEST(YearFilesTest, OtherFilesAndDoubledOnesAreRefused) {
  const ImportedFiles read = ReadFiles({{"count.csv", ""},
                                        {"surveys.csv", test::GoodSurveys()},
                                        {"surveys.csv", test::GoodSurveys()},
                                        {"121212-1212.csv", ""}},
                                       2024, {}, {});
  EXPECT_TRUE(AnyError(read.problems));
  EXPECT_THAT(
      Reasons(read.problems),
      ElementsAre("FILE_UNEXPECTED", "FILE_UNEXPECTED", "FILE_UNEXPECTED"));
  EXPECT_EQ(read.problems[0].file, "count.csv");
  EXPECT_EQ(read.problems[2].file, "");
  EXPECT_EQ(read.problems[2].found, "");
}

TEST(YearFilesTest, TooManyFilesAreRefusedAtOnce) {
  const ImportedFiles read =
      ReadFiles(std::vector<store::InputFile>(kFilesMax + 1), 2024, {}, {});
  EXPECT_THAT(Reasons(read.problems), ElementsAre("FILE_UNEXPECTED"));
}

// Whatever is handed in is answered: every file cut off anywhere, and with
// any one byte turned.
TEST(YearFilesTest, DamagedFilesAreAnswered) {
  const std::string counts = test::GoodCounts();
  for (size_t i = 0; i < counts.size(); ++i) {
    std::string turned = counts;
    turned[i] = static_cast<char>(turned[i] ^ 0x55);
    ReadFiles({{"counts.csv", counts.substr(0, i)}}, 2024, {}, {});
    ReadFiles({{"counts.csv", turned}, {"surveys.csv", turned}}, 2024, {}, {});
  }
}

}  // namespace
}  // namespace finsam::participants
