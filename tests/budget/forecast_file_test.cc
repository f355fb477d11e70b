// forecast.csv, as a person writes it and as a person errs.

#include "services/budget/forecast_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kGood[] =
    "#dag;2017-08-25\n"
    "#utfall till;2017-06\n"
    "#underlag;Bokföringen till och med juni\n"
    "#ingående kapital;1 925 340\n"
    "rad;metod;belopp;låg;hög;åtaganden;benämning;grupp;slag;kommentar\n"
    "medlemsbidrag;fast;;;;;Medlemsbidrag;Intäkter;intäkt;\n"
    "kansli;manuell;900 000;850 000;950 000,50;;;;kostnad;Ny lokal\n"
    "team;åtaganden;;;;120 000;;;;\n"
    "kurser;säsong;;;;;;;;\n"
    "ovrigt;takt;;;;;;;;\n"
    "revision;;;;;;;;;\n";

TEST(ForecastFileTest, ReadsAGoodFile) {
  std::vector<Problem> problems;
  const ForecastDraft draft = ReadForecastFile(kForecastFile, kGood, &problems);
  ASSERT_THAT(problems, IsEmpty()) << ProblemLine(problems[0]);
  EXPECT_EQ(draft.day, absl::CivilDay(2017, 8, 25));
  EXPECT_EQ(draft.through, absl::CivilMonth(2017, 6));
  EXPECT_EQ(draft.basis, "Bokföringen till och med juni");
  EXPECT_EQ(draft.opening_capital, Ore{192'534'000});
  EXPECT_EQ(draft.file, "forecast.csv");
  EXPECT_THAT(draft.places, ElementsAre(6, 7, 8, 9, 10, 11));
  ASSERT_EQ(draft.lines.size(), 6u);
  EXPECT_EQ(draft.lines[0].kind, Kind::kIncome);
  EXPECT_EQ(draft.lines[0].method, ForecastMethod::kFixed);
  EXPECT_FALSE(draft.lines[0].amount.has_value());
  EXPECT_EQ(draft.lines[1].amount, Ore{90'000'000});
  EXPECT_EQ(draft.lines[1].high, Ore{95'000'050});
  EXPECT_EQ(draft.lines[1].comment, "Ny lokal");
  EXPECT_EQ(draft.lines[2].commitments, Ore{12'000'000});
  EXPECT_EQ(draft.lines[3].method, ForecastMethod::kSeason);
  EXPECT_EQ(draft.lines[4].method, ForecastMethod::kRunRate);
  EXPECT_FALSE(draft.lines[5].method.has_value());
  CheckForecastDraft(2017, draft, &problems);
  EXPECT_THAT(problems, IsEmpty());
}

TEST(ForecastFileTest, SaysAllThatIsWrong) {
  std::vector<Problem> problems;
  const ForecastDraft draft = ReadForecastFile("forecast-2024.csv",
                                               "#dag;2024-02-30\n"
                                               "#utfall till;2024-13\n"
                                               "#ingående kapital;mycket\n"
                                               "rad;metod;belopp;slag\n"
                                               ";takt;;\n"
                                               "kansli;gissning;;\n"
                                               "team;takt;1.2.3;\n"
                                               "kurser;takt;;utgift\n"
                                               "revision;fast;100;kostnad\n",
                                               &problems);
  std::vector<std::string> told;
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.file, "forecast-2024.csv");
    told.push_back(problem.reason + " " + std::to_string(problem.line));
  }
  EXPECT_THAT(told, ElementsAre("DATE_INVALID 1", "DATE_INVALID 0",
                                "AMOUNT_MALFORMED 0", "CSV_FIELD_EMPTY 5",
                                "FIELD_INVALID 6", "AMOUNT_MALFORMED 7",
                                "FIELD_INVALID 8"));
  EXPECT_EQ(draft.lines.size(), 1u);
}

TEST(ForecastFileTest, NeedsItsDayAndItsMonth) {
  std::vector<Problem> problems;
  ReadForecastFile(kForecastFile, "rad;metod;belopp\nkansli;takt;1\n",
                   &problems);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].reason, "CSV_DIRECTIVE_MISSING");
  EXPECT_EQ(problems[1].reason, "CSV_DIRECTIVE_MISSING");
}

}  // namespace
}  // namespace finsam::budget
