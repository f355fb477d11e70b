// What surveys.csv may hold: its columns, scales, genders, joined questions,
// non-response and published percentages.

#include "services/participants/domain/surveys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "services/participants/surveys_file.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using test::Reasons;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kHead[] =
    "enkät;fråga;period;kön;svar;positiva;regel;grupp;fördelning;utskick;"
    "enkäter;publicerad;förenar;text\n";

std::vector<SurveyRow> Read(absl::string_view rows,
                            std::vector<Problem>* problems) {
  return ReadSurveysFile(absl::StrCat(kHead, rows), problems);
}

TEST(SurveysFileTest, ReadsEveryColumn) {
  std::vector<Problem> problems;
  const auto rows = Read(
      "E;A;2024;;23;20;steg 4–6 av 6;avslutade;0/1/2/5/8/7;40;30;87;;\n"
      "E;A;2024;Kvinnor;;;steg 4-6 av 6;avslutade;0 / 0/1/5/8/1;;;;;\n"
      "E;B;2024;;23;5;ja;;;;;21,7 %;;\n"
      "E;A eller B;2024;;23;21;ja på någon;;;;;91.30;A | B;Minst en\n",
      &problems);
  ASSERT_THAT(Reasons(problems), IsEmpty());
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].gender, std::nullopt);
  EXPECT_EQ(rows[0].group, "avslutade");
  EXPECT_THAT(rows[0].steps, ElementsAre(0, 1, 2, 5, 8, 7));
  EXPECT_EQ(rows[0].sent, 40);
  EXPECT_EQ(rows[0].returned, 30);
  EXPECT_EQ(rows[0].published, (PrintedPercent{87, 0}));
  EXPECT_EQ(rows[1].gender, Gender::kWomen);
  EXPECT_EQ(rows[1].answers, 15);
  EXPECT_EQ(rows[1].positive, 14);
  EXPECT_EQ(rows[1].published, std::nullopt);
  EXPECT_EQ(rows[2].published, (PrintedPercent{217, 1}));
  EXPECT_EQ(rows[3].published, (PrintedPercent{9130, 2}));
  EXPECT_THAT(rows[3].joins, ElementsAre("A", "B"));
}

TEST(ScaleRuleTest, Forms) {
  EXPECT_EQ(ParseScaleRule("steg 4–6 av 6"), (ScaleRule{4, 6, 6}));
  EXPECT_EQ(ParseScaleRule("Steg 4 - 6 av 6"), (ScaleRule{4, 6, 6}));
  EXPECT_EQ(ParseScaleRule("steg 6 av 6"), (ScaleRule{6, 6, 6}));
  EXPECT_EQ(ParseScaleRule("steg 7–2 av 6"), (ScaleRule{7, 2, 6}));
  for (const char* other :
       {"", "ja", "steg", "steg 4–6", "steg 4– av 6", "steg 4–6 av 6 eller 7",
        "steg 4444 av 6", "4–6 av 6", "steg 4–5–6 av 6"}) {
    EXPECT_EQ(ParseScaleRule(other), std::nullopt) << other;
  }
  EXPECT_TRUE(SameRule("steg 4–6 av 6", "steg 4-6 av 6"));
  EXPECT_TRUE(SameRule("ja", "ja"));
  EXPECT_FALSE(SameRule("steg 4–6 av 6", "steg 5–6 av 6"));
  EXPECT_FALSE(SameRule("ja", "nej"));
}

// One bad row, and all of what is said about it.
struct Harm {
  std::string rows;
  std::string reason;
  int64_t line;
  std::string field;
  std::string found;
  std::string expected;
};

void PrintTo(const Harm& harm, std::ostream* out) { *out << harm.rows; }

class SurveyHarmTest : public testing::TestWithParam<Harm> {};

TEST_P(SurveyHarmTest, NamesItsPlace) {
  const Harm& harm = GetParam();
  std::vector<Problem> problems;
  Read(harm.rows, &problems);
  ASSERT_THAT(Reasons(problems), ElementsAre(harm.reason));
  EXPECT_EQ(problems[0].severity, Severity::kError);
  EXPECT_EQ(problems[0].file, "surveys.csv");
  EXPECT_EQ(problems[0].line, harm.line);
  EXPECT_EQ(problems[0].field, harm.field);
  EXPECT_EQ(problems[0].found, harm.found);
  EXPECT_EQ(problems[0].expected, harm.expected);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, SurveyHarmTest,
    testing::Values(
        Harm{"E;F;2024;damer;9;7;ja;;;;;;;\n", "FIELD_INVALID", 2, "kön",
             "damer", "kvinnor, män, annan, ej angivet"},
        Harm{"E;F;2024;;9;7;ja;;1/x;;;;;\n", "COUNT_MALFORMED", 2, "fördelning",
             "1/x", "hur många på varje steg, lägsta först, som 0/1/2/5/8/7"},
        Harm{"E;F;2024;;;;steg 2 av 2;;1/-1;;;;;\n", "COUNT_MALFORMED", 2,
             "fördelning", "1/-1",
             "hur många på varje steg, lägsta först, som 0/1/2/5/8/7"},
        Harm{"E;F;2024;;9;7;ja;;;;;åttio;;\n", "FIELD_INVALID", 2, "publicerad",
             "åttio", "en procentsats som 83 eller 58,6"},
        Harm{"E;F;2024;;9;7;ja;;;;;1000;;\n", "FIELD_INVALID", 2, "publicerad",
             "1000", "en procentsats som 83 eller 58,6"},
        Harm{"E;F;2024;;9;7;ja;;;;;8,;;\n", "FIELD_INVALID", 2, "publicerad",
             "8,", "en procentsats som 83 eller 58,6"},
        Harm{"E;F;2024;;9;7;ja;;;;;;A||B;\n", "FIELD_INVALID", 2, "förenar",
             "A||B", "frågor skilda åt med |"},
        Harm{
            absl::StrCat("E;F;2024;;9;7;ja;", std::string(61, 'a'), ";;;;;;\n"),
            "SURVEY_MALFORMED", 2, "grupp", "61 byte", "högst 60 byte"},
        Harm{absl::StrCat("E;F;2024;;9;7;ja;;;;;;G", std::string(40, '|'),
                          ";\n"),
             "FIELD_INVALID", 2, "förenar",
             absl::StrCat("G", std::string(40, '|')), "frågor skilda åt med |"},
        Harm{absl::StrCat(std::string(60, 'e'), ";", std::string(100, 'f'),
                          ";2023-12..2024-11;kvinnor;9;7;ja;;;;;;;\n"),
             "SURVEY_MALFORMED", 2, "fråga", "", ""},
        Harm{"E;F;2024;;9;7;ja;ring 070-174 06 05;;;;;;\n", "PERSONAL_DATA", 2,
             "grupp", "", "text som inte pekar ut någon person"}));

INSTANTIATE_TEST_SUITE_P(
    Counts, SurveyHarmTest,
    testing::Values(Harm{"E;F;2024;;9;10;ja;;;;;;;\n", "SURVEY_COUNT", 2,
                         "positiva", "10", "högst 9"},
                    Harm{"E;F;2024;;9;7;ja;;;20;21;;;\n", "SURVEY_COUNT", 2,
                         "enkäter", "21", "högst 20"},
                    Harm{"E;F;2024;;9;7;ja;;;20;8;;;\n", "SURVEY_COUNT", 2,
                         "svar", "9", "högst 8"},
                    Harm{"E;F;2024;;9;7;ja;;;8;;;;\n", "SURVEY_COUNT", 2,
                         "svar", "9", "högst 8"},
                    Harm{"E;F;2024;;9;7;ja;;;1000001;;;;\n", "SURVEY_COUNT", 2,
                         "utskick", "1000001", "0 till 1000000"},
                    Harm{"E;F;2024;;9;7;ja;;1000001/0;;;;;\n", "SURVEY_COUNT",
                         2, "fördelning", "1000001", "0 till 1000000"},
                    Harm{"E;F;2024;;22;20;steg 4–6 av 6;;0/1/2/5/8/7;;;;;\n",
                         "SURVEY_COUNT", 2, "svar", "22", "23"},
                    Harm{"E;F;2024;;23;19;steg 4–6 av 6;;0/1/2/5/8/7;;;;;\n",
                         "SURVEY_COUNT", 2, "positiva", "19", "20"},
                    Harm{"E;F;2024;;;;ja;;2/7;;;;;\n", "CSV_FIELD_EMPTY", 2,
                         "positiva", "", ""},
                    Harm{"E;F;2024;;9;;steg 4–6 av 6;;;;;;;\n",
                         "CSV_FIELD_EMPTY", 2, "positiva", "", ""}));

INSTANTIATE_TEST_SUITE_P(
    Scales, SurveyHarmTest,
    testing::Values(Harm{"E;F;2024;;;;steg 4–6 av 6;;0/1/2/5/8/7/1;;;;;\n",
                         "SURVEY_SCALE", 2, "fördelning", "7 steg", "6 steg"},
                    Harm{"E;F;2024;;;;steg 4–6 av 6;;0/1/2/5/8;;;;;\n",
                         "SURVEY_SCALE", 2, "fördelning", "5 steg", "6 steg"},
                    Harm{"E;F;2024;;9;7;steg 4–7 av 6;;;;;;;\n", "SURVEY_SCALE",
                         2, "regel", "steg 4–7 av 6", "steg från 1 till 6"},
                    Harm{"E;F;2024;;9;7;steg 0–3 av 6;;;;;;;\n", "SURVEY_SCALE",
                         2, "regel", "steg 0–3 av 6", "steg från 1 till 6"},
                    Harm{"E;F;2024;;9;7;steg 6–4 av 6;;;;;;;\n", "SURVEY_SCALE",
                         2, "regel", "steg 6–4 av 6", "steg från 1 till 6"},
                    Harm{"E;F;2024;;9;7;steg 4–6 av 21;;;;;;;\n",
                         "SURVEY_SCALE", 2, "regel", "21 steg",
                         "högst 20 steg"},
                    Harm{absl::StrCat("E;F;2024;;0;0;ja;;0",
                                      absl::StrReplaceAll(std::string(20, 'x'),
                                                          {{"x", "/0"}}),
                                      ";;;;;\n"),
                         "SURVEY_SCALE", 2, "fördelning", "21 steg",
                         "högst 20 steg"}));

INSTANTIATE_TEST_SUITE_P(
    Genders, SurveyHarmTest,
    testing::Values(
        Harm{"E;F;2024;;9;7;ja;;;;;;;\nE;F;2024;kvinnor;10;7;ja;;;;;;;\n",
             "SURVEY_GENDER", 2, "svar", "9", "minst 10"},
        Harm{"E;F;2024;;9;7;ja;;;;;;;\nE;F;2024;kvinnor;5;5;ja;;;;;;;\n"
             "E;F;2024;män;3;3;ja;;;;;;;\n",
             "SURVEY_GENDER", 2, "positiva", "7", "8 till 9"},
        // As many as all: then the positives are the same.
        Harm{"E;F;2024;;9;7;ja;;;;;;;\nE;F;2024;kvinnor;5;4;ja;;;;;;;\n"
             "E;F;2024;män;4;2;ja;;;;;;;\n",
             "SURVEY_GENDER", 2, "positiva", "7", "6"},
        // Six women said no; of all only five did.
        Harm{"E;F;2024;;10;5;ja;;;;;;;\nE;F;2024;kvinnor;6;0;ja;;;;;;;\n",
             "SURVEY_GENDER", 2, "positiva", "5", "0 till 4"},
        Harm{"E;F;2024;;;;steg 2 av 2;;3/3;;;;;\n"
             "E;F;2024;män;1;1;steg 2 av 2;;0/1;;;;;\n"
             "E;F;2024;kvinnor;4;1;steg 2 av 2;;3/1;;;;;\n"
             "E;F;2024;annan;1;1;steg 2 av 2;;0/1;;;;;\n"
             "E;G;2024;;5;3;steg 3 av 3;;1/1/3;;;;;\n"
             "E;G;2024;män;3;1;steg 3 av 3;;2/0/1;;;;;\n",
             "SURVEY_GENDER", 6, "fördelning", "1/1/3", "minst 2 på steg 1"},
        Harm{"E;F;2024;;9;7;ja;;;30;20;;;\nE;F;2024;män;5;5;ja;;;;21;;;\n",
             "SURVEY_GENDER", 2, "enkäter", "20", "minst 21"},
        Harm{"E;F;2024;;9;7;ja;;;30;20;;;\nE;F;2024;män;5;5;ja;;;31;15;;;\n",
             "SURVEY_GENDER", 2, "utskick", "30", "minst 31"},
        Harm{"E;F;2024;;9;7;steg 4–6 av 6;;;;;;;\n"
             "E;F;2024;kvinnor;5;4;steg 5–6 av 6;;;;;;;\n",
             "SURVEY_RULE_DIFFERS", 3, "regel", "steg 5–6 av 6",
             "steg 4–6 av 6"},
        Harm{"E;F;2024;män;9;7;ja;;;;;;;\nE;F;2024;män;5;4;ja;;;;;;;\n",
             "SURVEY_DUPLICATE", 3, "fråga", "", ""}));

INSTANTIATE_TEST_SUITE_P(
    Unions, SurveyHarmTest,
    testing::Values(
        Harm{"E;A;2024;;13;3;x;;;;;;;\nE;B;2024;;13;8;x;;;;;;;\n"
             "E;U;2024;;13;7;x;;;;;;A|B;\n",
             "SURVEY_UNION", 4, "positiva", "7", "8 till 11"},
        Harm{"E;A;2024;;13;3;x;;;;;;;\nE;B;2024;;13;8;x;;;;;;;\n"
             "E;U;2024;;13;12;x;;;;;;A|B;\n",
             "SURVEY_UNION", 4, "positiva", "12", "8 till 11"},
        Harm{"E;A;2024;;13;8;x;;;;;;;\nE;U;2024;;7;7;x;;;;;;A;\n",
             "SURVEY_UNION", 3, "svar", "7", "minst 8"},
        Harm{"E;A;2024;;13;3;x;;;;;;;\nE;U;2024;;13;3;x;;;;;;A|C;\n",
             "SURVEY_UNION", 3, "förenar", "C",
             "en fråga med samma enkät, period och kön"},
        Harm{"E;A;2023;;13;3;x;;;;;;;\nE;U;2024;;13;3;x;;;;;;A;\n",
             "SURVEY_UNION", 3, "förenar", "A",
             "en fråga med samma enkät, period och kön"},
        Harm{"E;A;2024;;13;3;x;;;;;;;\nE;U;2024;män;13;3;x;;;;;;A;\n",
             "SURVEY_UNION", 3, "förenar", "A",
             "en fråga med samma enkät, period och kön"},
        Harm{"E;A;2024;;13;3;x;;;;;;;\nE;U;2024;;13;4;x;;;;;;A|a;\n",
             "SURVEY_UNION", 3, "förenar", "a",
             "andra frågor, var och en en gång"},
        Harm{"E;U;2024;;13;3;x;;;;;;U;\n", "SURVEY_UNION", 2, "förenar", "U",
             "andra frågor, var och en en gång"}));

TEST(SurveyHarmTest, TooManyJoinedQuestions) {
  std::vector<std::string> names;
  std::string rows;
  for (size_t i = 0; i <= kSurveyJoinsMax; ++i) {
    names.push_back(absl::StrCat("Q", i));
    absl::StrAppend(&rows, "E;", names.back(), ";2024;;9;3;x;;;;;;;\n");
  }
  absl::StrAppend(&rows, "E;U;2024;;9;9;x;;;;;;", absl::StrJoin(names, "|"),
                  ";\n");
  std::vector<Problem> problems;
  Read(rows, &problems);
  EXPECT_THAT(Reasons(problems), ElementsAre("SURVEY_MALFORMED"));
}

// How rows agree is not judged while one of them is wrong.
TEST(SurveyHarmTest, AWrongRowDoesNotBlameItsNeighbours) {
  std::vector<Problem> problems;
  Read("E;A;hösten;;13;3;x;;;;;;;\nE;U;2024;;13;3;x;;;;;;A;\n", &problems);
  EXPECT_THAT(Reasons(problems), ElementsAre("PERIOD_INVALID"));
}

class PublishedTest : public testing::TestWithParam<Harm> {};

TEST_P(PublishedTest, IsTaken) {
  const Harm& harm = GetParam();
  std::vector<Problem> problems;
  ASSERT_EQ(Read(harm.rows, &problems).size(), 1u);
  if (harm.reason.empty()) {
    EXPECT_THAT(Reasons(problems), IsEmpty());
    return;
  }
  ASSERT_THAT(Reasons(problems), ElementsAre(harm.reason));
  EXPECT_EQ(problems[0].severity, Severity::kWarning);
  EXPECT_EQ(problems[0].line, 2);
  EXPECT_EQ(problems[0].field, "publicerad");
  const auto plain = [](absl::string_view text) {
    return absl::StrReplaceAll(text, {{"\u00a0", " "}});
  };
  EXPECT_EQ(plain(problems[0].found), harm.found);
  EXPECT_EQ(plain(problems[0].expected), harm.expected);
  EXPECT_EQ(absl::StrContains(problems[0].message, "avkortad"),
            harm.field == "avkortad");
}

INSTANTIATE_TEST_SUITE_P(
    Shares, PublishedTest,
    testing::Values(
        Harm{"E;F;2024;;23;20;x;;;;;87;;\n", "", 0, "", "", ""},
        Harm{"E;F;2024;;62;51;x;;;;;83;;\n", "SURVEY_SHARE_IMPOSSIBLE", 2, "",
             "83 %", "82 % (51 av 62) eller 84 % (52 av 62)"},
        Harm{"E;F;2024;;49;40;x;;;;;81;;\n", "SURVEY_SHARE_IMPOSSIBLE", 2,
             "avkortad", "81 %", "80 % (39 av 49) eller 82 % (40 av 49)"},
        Harm{"E;F;2024;;50;40;x;;;;;104;;\n", "SURVEY_SHARE_IMPOSSIBLE", 2, "",
             "104 %", "100 % (50 av 50)"},
        Harm{"E;F;2024;;0;0;x;;;;;50;;\n", "SURVEY_SHARE_IMPOSSIBLE", 2, "",
             "50 %", "ingen andel, för ingen svarade"},
        Harm{"E;F;2024;;29;17;x;;;;;58,5;;\n", "SURVEY_SHARE_IMPOSSIBLE", 2, "",
             "58,5 %", "55,2 % (16 av 29) eller 58,6 % (17 av 29)"},
        Harm{"E;F;2024;;54;37;x;;;;;70;;\n", "SURVEY_SHARE_DIFFERS", 2, "",
             "70 %", "69 % (37 av 54)"},
        Harm{"E;F;2024;;200;133;x;;;;;66;;\n", "SURVEY_SHARE_DIFFERS", 2,
             "avkortad", "66 %", "67 % (133 av 200)"},
        // 83 % of the 60 who answered the question, of 62 surveys.
        Harm{"E;F;2024;;60;50;x;;;;62;83;;\n", "SURVEY_SHARE_OF_RETURNED", 2,
             "", "83 %", "andelen av de 60 som svarade på frågan"},
        Harm{"E;F;2024;;60;57;x;;;;62;95;;\n", "", 0, "", "", ""}));

TEST(PublishedTest, SaysThatFewerAnsweredTheQuestion) {
  std::vector<Problem> problems;
  Read("E;F;2024;;60;50;x;;;;62;83;;\n", &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].message,
            "83\u00a0% av 62 är omöjligt; frågan besvarades av färre.");
}

}  // namespace
}  // namespace finsam::participants
