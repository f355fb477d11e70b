// What initiatives.csv and averages.csv may hold: one good file, one table of
// harms each, with the place and the words of each.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/participants/averages_file.h"
#include "services/participants/counts_file.h"
#include "services/participants/initiatives_file.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using test::Reasons;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kInitiativesHead[] =
    "insats;inriktning;ägare;från;till;kommuner;målgrupp;planerade\n";
constexpr char kNoPerson[] = "text som inte pekar ut någon person";
constexpr char kAveragesHead[] = "insats;mått;period;medel;antal\n";

// "reason|line|field|found|expected"
std::vector<std::string> Said(const std::vector<Problem>& problems) {
  std::vector<std::string> said;
  for (const Problem& problem : problems) {
    said.push_back(absl::StrCat(problem.reason, "|", problem.line, "|",
                                problem.field, "|", problem.found, "|",
                                problem.expected));
  }
  return said;
}

struct Harm {
  std::string rows;  // Below the head, which is line 1.
  std::vector<std::string> said;
};

TEST(InitiativesFileTest, ReadsRowsAsWritten) {
  std::vector<Problem> problems;
  const auto rows = ReadInitiativesFile(
      absl::StrCat(kInitiativesHead,
                   "Enter;individ;Jönköpings kommun;2012-01;;Jönköping, Habo,;"
                   "Unga vuxna;60\n"
                   "Digital inkludering;esf;;2023-05;2026-04;;;\n"),
      &problems);
  ASSERT_THAT(Said(problems), IsEmpty());
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].line, 2);
  EXPECT_EQ(rows[0].name, "Enter");
  EXPECT_EQ(rows[0].owner, "Jönköpings kommun");
  EXPECT_EQ(rows[0].first, absl::CivilMonth(2012, 1));
  EXPECT_EQ(rows[0].last, std::nullopt);
  EXPECT_THAT(rows[0].municipalities, ElementsAre("Jönköping", "Habo"));
  EXPECT_EQ(rows[0].target_group, "Unga vuxna");
  EXPECT_EQ(rows[0].planned, 60);
  EXPECT_EQ(rows[1].focus, Focus::kEsf);
  EXPECT_EQ(rows[1].last, absl::CivilMonth(2026, 4));
  EXPECT_EQ(rows[1].planned, std::nullopt);
}

TEST(InitiativesFileTest, TwoColumnsAreEnough) {
  std::vector<Problem> problems;
  const auto rows =
      ReadInitiativesFile("insats;inriktning\nA;struktur\n", &problems);
  EXPECT_THAT(Said(problems), IsEmpty());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].focus, Focus::kStructural);
}

TEST(InitiativesFileTest, HarmsNameLineFieldFoundAndExpected) {
  const Harm harms[] = {
      {";individ;;;;;;\n", {"CSV_FIELD_EMPTY|2|insats||"}},
      {"A;;;;;;;\n", {"CSV_FIELD_EMPTY|2|inriktning||"}},
      {"A;grupp;;;;;;\n",
       {"FIELD_INVALID|2|inriktning|grupp|individ, struktur, esf"}},
      {"?!;individ;;;;;;\n", {"INITIATIVE_MALFORMED|2|insats|?!|"}},
      {absl::StrCat(std::string(121, 'a'), ";individ;;;;;;\n"),
       {"INITIATIVE_MALFORMED|2|insats|121 byte|högst 120 byte"}},
      {"A;individ;;2024;;;;\n",
       {"DATE_INVALID|2|från|2024|en månad som 2024-01"}},
      {"A;individ;;;2024-13;;;\n",
       {"DATE_INVALID|2|till|2024-13|en månad som 2024-01"}},
      {"A;individ;;2024-02;2024-01;;;\n",
       {"INITIATIVE_MALFORMED|2|till|2024-01|2024-02 eller senare"}},
      {"A;individ;;;;;;-1\n", {"COUNT_NEGATIVE|2|planerade|-1|0 eller mer"}},
      {"A;individ;;;;;;1000001\n",
       {"INITIATIVE_MALFORMED|2|planerade|1000001|högst 1000000"}},
      {"A;individ;;;;;;\na;struktur;;;;;;\n",
       {"INITIATIVE_DUPLICATE|3|insats|a|ett annat namn"}},
      {absl::StrCat("A;individ;;;;a", std::string(60, ','), "b",
                    std::string(3, ','), ";;\n"),
       {}},
      {"A;individ;070-174 06 05;;;;;\n",
       {absl::StrCat("PERSONAL_DATA|2|ägare||", kNoPerson)}},
      {"A;individ;;;;;121272-1212;\n",
       {absl::StrCat("PERSONAL_DATA|2|målgrupp||", kNoPerson)}},
      {"A;individ;;;;a@b.se;;\n",
       {absl::StrCat("PERSONAL_DATA|2|kommuner||", kNoPerson)}},
      {"# 121212-1212\n", {absl::StrCat("PERSONAL_DATA|2|||", kNoPerson)}},
  };
  for (const Harm& harm : harms) {
    SCOPED_TRACE(harm.rows);
    std::vector<Problem> problems;
    ReadInitiativesFile(absl::StrCat(kInitiativesHead, harm.rows), &problems);
    EXPECT_EQ(Said(problems), harm.said);
  }
}

TEST(InitiativesFileTest, KeepsItsLimits) {
  std::string municipalities;
  for (size_t i = 0; i <= kMunicipalitiesMax; ++i) {
    absl::StrAppend(&municipalities, "k", i, ",");
  }
  std::vector<Problem> problems;
  ReadInitiativesFile(
      absl::StrCat(kInitiativesHead, "A;individ;;;;", municipalities, ";;\n"),
      &problems);
  EXPECT_THAT(Said(problems),
              ElementsAre("INITIATIVE_MALFORMED|2|kommuner|31|högst 30"));
  std::string rows = kInitiativesHead;
  for (size_t i = 0; i <= kInitiativesMax; ++i) {
    absl::StrAppend(&rows, "A", i, ";individ;;;;;;\n");
  }
  problems.clear();
  ReadInitiativesFile(rows, &problems);
  EXPECT_THAT(Said(problems),
              ElementsAre("INITIATIVE_MALFORMED|202||201|högst 200"));
}

TEST(InitiativesTest, CountsAreCheckedAgainstThem) {
  std::vector<Problem> problems;
  const auto initiatives = ReadInitiativesFile(
      absl::StrCat(kInitiativesHead, "A;individ;;2024-03;2024-09;;;\n"),
      &problems);
  const auto rows =
      ReadCountsFile(absl::StrCat(test::kCountsHead,
                                  "A;individ;nya;2024;5;;;;;;\n"
                                  "A;individ;nya;2023;5;;;;;;\n"
                                  "A;struktur;nya;2024-09..2024-12;5;;;;;;\n"
                                  "A;individ;nya;2024-10..2024-12;5;;;;;;\n"
                                  "B;individ;nya;2024;5;;;;;;\n"
                                  "B;individ;deltagare;2024;5;;;;;;\n"
                                  "Totalt;individ;nya;2024;10;;;;;nej;\n"),
                     2024, Rules(), &problems);
  ASSERT_THAT(Reasons(problems), IsEmpty());
  CheckAgainstInitiatives({}, rows, kCountsFile, &problems);
  EXPECT_THAT(Said(problems), IsEmpty());
  CheckAgainstInitiatives(initiatives, rows, kCountsFile, &problems);
  EXPECT_THAT(
      Said(problems),
      ElementsAre("COUNT_OUTSIDE_INITIATIVE|3|period|2023|2024-03..2024-09",
                  "COUNT_FOCUS|4|inriktning|struktur|individ",
                  "COUNT_OUTSIDE_INITIATIVE|5|period|2024-10..2024-12|"
                  "2024-03..2024-09",
                  "COUNT_INITIATIVE_UNKNOWN|6|insats|B|"));
  EXPECT_EQ(problems.back().severity, Severity::kWarning);
  EXPECT_EQ(problems.front().severity, Severity::kError);
}

TEST(AveragesFileTest, ReadsRowsAsWritten) {
  std::vector<Problem> problems;
  const auto rows = ReadAveragesFile(
      absl::StrCat(kAveragesHead, "Enter;år på stöd;2024;3,2;62\n",
                   "Enter;år på stöd;2023;4;1\n",
                   "Enter;hälsa;2023-11..2024-10;-0.125;9\n"),
      &problems);
  ASSERT_THAT(Said(problems), IsEmpty());
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].line, 2);
  EXPECT_EQ(rows[0].name, "år på stöd");
  EXPECT_EQ(rows[0].digits, 32);
  EXPECT_EQ(rows[0].decimals, 1);
  EXPECT_EQ(rows[0].persons, 62);
  EXPECT_EQ(rows[1].digits, 4);
  EXPECT_EQ(rows[1].decimals, 0);
  EXPECT_EQ(rows[2].digits, -125);
  EXPECT_EQ(rows[2].decimals, 3);
  EXPECT_EQ(rows[2].period.text, "2023-11..2024-10");
}

TEST(AveragesFileTest, HarmsNameLineFieldFoundAndExpected) {
  const char* const kNumber = "ett tal som 3,2";
  const std::string range = "högst 1000000000 och 3 decimaler";
  const Harm harms[] = {
      {";M;2024;3,2;62\n", {"CSV_FIELD_EMPTY|2|insats||"}},
      {"A;;2024;3,2;62\n", {"CSV_FIELD_EMPTY|2|mått||"}},
      {"A;M;;3,2;62\n", {"CSV_FIELD_EMPTY|2|period||"}},
      {"A;M;2024;;62\n", {"CSV_FIELD_EMPTY|2|medel||"}},
      {"A;M;2024;3,2;\n", {"CSV_FIELD_EMPTY|2|antal||"}},
      {"A;M;hösten;3,2;62\n",
       {absl::StrCat("PERIOD_INVALID|2|period|hösten|", kPeriodForms)}},
      {"A;M;2024;tre;62\n",
       {absl::StrCat("AVERAGE_MALFORMED|2|medel|tre|", kNumber)}},
      {"A;M;2024;3,;62\n",
       {absl::StrCat("AVERAGE_MALFORMED|2|medel|3,|", kNumber)}},
      {"A;M;2024;,5;62\n",
       {absl::StrCat("AVERAGE_MALFORMED|2|medel|,5|", kNumber)}},
      {"A;M;2024;3,2,1;62\n",
       {absl::StrCat("AVERAGE_MALFORMED|2|medel|3,2,1|", kNumber)}},
      {"A;M;2024;3,2001;62\n",
       {absl::StrCat("AVERAGE_MALFORMED|2|medel||", range)}},
      {"A;M;2024;1000000001;62\n",
       {absl::StrCat("AVERAGE_MALFORMED|2|medel||", range)}},
      {"A;M;2024;3,2;0\n", {"AVERAGE_OF_NOBODY|2|antal|0|1 eller mer"}},
      {"A;M;2024;3,2;-1\n", {"COUNT_NEGATIVE|2|antal|-1|0 eller mer"}},
      {"A;M;2024;3,2;1000001\n",
       {"AVERAGE_MALFORMED|2|antal|1000001|högst 1000000"}},
      {"A;?;2024;3,2;62\n", {"AVERAGE_MALFORMED|2|mått|?|"}},
      {absl::StrCat("A;", std::string(81, 'm'), ";2024;3,2;62\n"),
       {"AVERAGE_MALFORMED|2|mått|81 byte|högst 80 byte"}},
      {absl::StrCat(std::string(120, 'a'), ";", std::string(80, 'm'),
                    ";2024;3,2;62\n"),
       {"AVERAGE_MALFORMED|2|mått|223 byte|högst 200 byte"}},
      {"A;M;2024;3,2;62\nA;M;2024-01..2024-12;3,3;62\n",
       {"AVERAGE_DUPLICATE|3|mått||"}},
      {"A;M;2024;3,2;62\nA;m;2023;3,3;62\n", {"AVERAGE_DUPLICATE|3|mått|m|M"}},
      {"a@b.se;M;2024;3,2;62\n",
       {absl::StrCat("PERSONAL_DATA|2|insats||", kNoPerson)}},
      {"A;121212-1212;2024;3,2;62\n",
       {absl::StrCat("PERSONAL_DATA|2|mått||", kNoPerson)}},
      {"A;M;2024;070-174 06 05;62\n",
       {absl::StrCat("PERSONAL_DATA|2|medel||", kNoPerson)}},
  };
  for (const Harm& harm : harms) {
    SCOPED_TRACE(harm.rows);
    std::vector<Problem> problems;
    ReadAveragesFile(absl::StrCat(kAveragesHead, harm.rows), &problems);
    EXPECT_EQ(Said(problems), harm.said);
  }
}

}  // namespace
}  // namespace finsam::participants
