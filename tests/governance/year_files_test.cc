// What a year's files must keep. Method: do a good folder one harm at a time
// and look at who is told what, at which line.

#include "services/governance/year_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "common/files/input.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"
#include "tests/governance/samples.h"

namespace finsam::governance {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<Problem> ProblemsIn(const std::vector<store::InputFile>& files) {
  std::vector<Problem> problems;
  ReadYearFiles(SampleYear(), files, std::nullopt, &problems);
  return problems;
}

TEST(YearFilesTest, AGoodYearIsReadWithoutAWord) {
  std::vector<Problem> problems;
  const YearFacts facts =
      ReadYearFiles(SampleYear(), SampleFiles(), std::nullopt, &problems);
  EXPECT_THAT(Told(problems), IsEmpty());
  EXPECT_EQ(facts.association.display_name, "Sjödalens samordningsförbund");
  EXPECT_EQ(facts.association.adopted, absl::CivilDay(2025, 3, 20));
  EXPECT_EQ(facts.association.members.size(), 4u);
  EXPECT_EQ(facts.association.members[0].contribution_line,
            "note-2/bidrag-staten");
  EXPECT_EQ(facts.board->size(), 9u);
  EXPECT_EQ(facts.meetings->front().date, absl::CivilDay(2024, 2, 15));
  EXPECT_EQ(facts.goals->size(), 5u);
  EXPECT_EQ(facts.signatures->size(), 2u);
}

struct Harm {
  const char* name;
  const char* file;
  const char* from;
  const char* to;
  const char* told;  // As Told() writes it.
};

void PrintTo(const Harm& harm, std::ostream* out) { *out << harm.name; }

class YearFilesHarmTest : public testing::TestWithParam<Harm> {};

TEST_P(YearFilesHarmTest, IsToldWithFileAndLine) {
  const Harm& harm = GetParam();
  EXPECT_THAT(Told(ProblemsIn(Harmed(harm.file, harm.from, harm.to))),
              ElementsAre(harm.told));
}

constexpr char kA[] = "association.yaml";
constexpr char kB[] = "board.csv";
constexpr char kM[] = "meetings.csv";
constexpr char kG[] = "goals.csv";
constexpr char kS[] = "signatures.csv";

INSTANTIATE_TEST_SUITE_P(
    Association, YearFilesHarmTest,
    testing::Values(
        Harm{"WrongCheckDigit", kA, "222000-1511", "222000-1512",
             "E association.yaml:1 NAME_INVALID"},
        Harm{"AnotherAssociation", kA, "222000-1511", "222000-2279",
             "E association.yaml:1 NAME_INVALID"},
        Harm{"UnknownKind", kA, "kind: region", "kind: county",
             "E association.yaml:15 FIELD_INVALID"},
        Harm{"UnknownKey", kA,
             "adopted:", "adoptd:", "E association.yaml:4 YAML_KEY_UNKNOWN"},
        Harm{"ImpossibleDay", kA, "2025-03-20", "2025-02-30",
             "E association.yaml:4 DATE_INVALID"},
        Harm{"MinimumCount", kA, "members:", "minimum-count: 5\nmembers:",
             "W association.yaml:5 MINIMUM_COUNT_UNUSED"},
        Harm{"MemberTwice", kA, "name: Försäkringskassan\n",
             "name: Försäkringskassan\n    kind: region\n  - id: "
             "forsakringskassan\n    name: Kassan igen\n",
             "E association.yaml:9 MEMBER_TWICE"},
        Harm{"ContributionNoFigure", kA, "note-2/bidrag-staten", "Not 2",
             "E association.yaml:6 MEMBER_CONTRIBUTION_INVALID"}));

INSTANTIATE_TEST_SUITE_P(
    Board, YearFilesHarmTest,
    testing::Values(
        Harm{"UnknownMember", kB, "Eva Berg;ledamot;forsakringskassan",
             "Eva Berg;ledamot;kassan", "E board.csv:5 BOARD_MEMBER_UNKNOWN"},
        Harm{"EndsBeforeItBegins", kB, "Siv Dahl;ersättare;sjodals-kommun",
             "Rut Ek;ersättare;sjodals-kommun;2024-02-01;2024-01-31\n"
             "Siv Dahl;ersättare;sjodals-kommun",
             "E board.csv:7 BOARD_TERM_INVALID"},
        Harm{"UnknownRole", kB, "Siv Dahl;ersättare;sjodals-kommun",
             "Rut Ek;suppleant;sjodals-kommun;2024-02-01;\n"
             "Siv Dahl;ersättare;sjodals-kommun",
             "E board.csv:7 FIELD_INVALID"},
        Harm{"SamePersonTwoSeats", kB, "Per Holm", "Eva Berg",
             "E board.csv:6 BOARD_TWICE"},
        Harm{"NoChairForADay", kB, "2024-04-01;", "2024-04-02;",
             "W board.csv:0 BOARD_CHAIR_COUNT"},
        Harm{"TwoChairsForADay", kB, "2024-03-31", "2024-04-01",
             "W board.csv:0 BOARD_CHAIR_COUNT"},
        Harm{"DeputyLeft", kB,
             "Ulf Sand;ersättare;arbetsformedlingen;"
             "2023-04-01;",
             "Ulf Sand;ersättare;arbetsformedlingen;2023-04-01;2024-12-30",
             "W board.csv:0 BOARD_DEPUTY_MISSING"},
        Harm{"SeatLeft", kB, "Per Holm;ledamot;arbetsformedlingen;2023-04-01;",
             "Per Holm;ledamot;arbetsformedlingen;2023-04-01;2024-12-30",
             "W board.csv:0 BOARD_SEAT_MISSING"},
        Harm{"ChairIsADeputyToo", kB, "Bo Strand", "Maj Lind",
             "W board.csv:8 BOARD_TWO_ROLES"},
        Harm{"PersonalNumberInAName", kB, "Eva Berg", "Eva Berg 810203-1234",
             "E board.csv:5 PERSONAL_DATA"}));

INSTANTIATE_TEST_SUITE_P(
    Meetings, YearFilesHarmTest,
    testing::Values(Harm{"NoSuchDay", kM, "2024-11-28", "2024-11-31",
                         "E meetings.csv:2 DATE_INVALID"},
                    Harm{"NeitherYesNorNo", kM, ";ja;", ";kanske;",
                         "E meetings.csv:2 FIELD_INVALID"},
                    Harm{"SameMeetingTwice", kM, "2024-02-15", "2024-11-28",
                         "E meetings.csv:3 MEETING_TWICE"},
                    Harm{"NextYear", kM, "2024-04-18", "2025-04-18",
                         "W meetings.csv:4 MEETING_OUTSIDE_YEAR"},
                    Harm{"PersonalNumberInADecision", kM, "Budget 2025 § 31",
                         "Bidrag till 19810203-1234",
                         "E meetings.csv:2 PERSONAL_DATA"}));

INSTANTIATE_TEST_SUITE_P(
    Goals, YearFilesHarmTest,
    testing::Values(
        Harm{"NumberTwice", kG, "\n3b;", "\n3a;", "E goals.csv:5 GOAL_TWICE"},
        Harm{"NumberWithBlank", kG, "\n3b;", "\n3 b;",
             "E goals.csv:5 GOAL_ID_INVALID"},
        Harm{"NeitherMeasureNorVerdict", kG, ";;;;uppfyllt;", ";;;;;",
             "E goals.csv:4 GOAL_MEASURE_MISSING"},
        Harm{"TargetWithoutMeasure", kG, ";;;;uppfyllt;", ";;;8;uppfyllt;",
             "E goals.csv:4 GOAL_MEASURE_MISSING"},
        Harm{"MeasureWithYear", kG, "redo/share", "redo/share/2024",
             "E goals.csv:2 GOAL_MEASURE_INVALID"},
        Harm{"MeasureInWords", kG, "surveys/avslut/redo/share", "Enkäten",
             "E goals.csv:2 GOAL_MEASURE_INVALID"},
        Harm{"HalfACase", kG, "antal:8", "antal:8,5",
             "E goals.csv:3 GOAL_MEASURE_INVALID"},
        Harm{"NoComparison", kG, ";>=;12;", ";;12;",
             "E goals.csv:3 GOAL_COMPARISON_MISSING"},
        Harm{"UnknownComparison", kG, ";>=;12;", ";=>;12;",
             "E goals.csv:3 FIELD_INVALID"},
        Harm{"NoTarget", kG, ";>=;12;", ";>=;;",
             "E goals.csv:3 GOAL_TARGET_MISSING"},
        Harm{"TargetInWords", kG, ";>=;12;", ";>=;många;",
             "E goals.csv:3 GOAL_TARGET_INVALID"},
        Harm{"UnknownVerdict", kG, ";uppfyllt;", ";klart;",
             "E goals.csv:4 FIELD_INVALID"}));

INSTANTIATE_TEST_SUITE_P(
    Signatures, YearFilesHarmTest,
    testing::Values(Harm{"TimeWithoutZone", kS, "16:04:56+01:00", "16:04:56",
                         "E signatures.csv:2 SIGNATURE_TIME_INVALID"},
                    Harm{"SameIdentificationTwice", kS, "_1aa2", "_0991d99d",
                         "E signatures.csv:3 SIGNATURE_TWICE"},
                    Harm{"BeforeAdoption", kS, "2025-03-20T16:04:56",
                         "2025-03-19T16:04:56",
                         "W signatures.csv:2 SIGNATURE_BEFORE_ADOPTION"},
                    Harm{"PersonalNumberAsIdentification", kS, "_1aa2",
                         "198102031234", "E signatures.csv:3 PERSONAL_DATA"},
                    Harm{"NoName", kS, "Ola Fors", "",
                         "E signatures.csv:3 CSV_FIELD_EMPTY"}));

TEST(YearFilesTest, TheAssociationsFileIsRequired) {
  EXPECT_THAT(Told(ProblemsIn({{"board.csv", kSampleBoard}})),
              ElementsAre("E association.yaml:0 FILE_MISSING"));
}

TEST(YearFilesTest, OtherFilesAndTheSameTwiceAreRefused) {
  std::vector<store::InputFile> files = SampleFiles();
  files.push_back({"bord.csv", ""});
  files.push_back({"goals.csv", kSampleGoals});
  EXPECT_THAT(Told(ProblemsIn(files)),
              ElementsAre("E bord.csv:0 FILE_UNEXPECTED",
                          "E goals.csv:0 FILE_UNEXPECTED"));
  EXPECT_THAT(
      Told(ProblemsIn(std::vector<store::InputFile>(kFilesMax + 1, {"x", ""}))),
      ElementsAre("E :0 FILE_UNEXPECTED"));
}

TEST(YearFilesTest, MembersAreRequiredAndEachKindMissed) {
  EXPECT_THAT(Told(ProblemsIn({{"association.yaml",
                                "organisation-number: 222000-1511\n"
                                "name: Tomt förbund\n"}})),
              ElementsAre("E association.yaml:0 MEMBER_NONE"));
  EXPECT_THAT(Told(ProblemsIn({{"association.yaml",
                                "organisation-number: 222000-1511\n"
                                "name: Litet förbund\n"
                                "members:\n"
                                "  - {id: a, name: A, kind: region}\n"}})),
              ElementsAre("W association.yaml:0 MEMBER_KIND_MISSING"));
}

TEST(YearFilesTest, AMembersIdIsOnePartOfAFiguresId) {
  for (const char* id : {"Region Sjö", "region/sjo", "Sjo"}) {
    EXPECT_THAT(Told(ProblemsIn({{"association.yaml",
                                  absl::StrReplaceAll(kSampleAssociation,
                                                      {{"region-sjo", id}})}})),
                ElementsAre("E association.yaml:13 MEMBER_ID_INVALID"))
        << id;
  }
}

TEST(YearFilesTest, AllProblemsAreToldNotOnlyTheFirst) {
  std::vector<store::InputFile> files = SampleFiles();
  files[0].content = "name: [";
  files[1].content = "person;roll\n";
  files[2].content = "datum;slag;offentligt;beslut\nigår;möte;ja;\n";
  const std::vector<std::string> told = Told(ProblemsIn(files));
  EXPECT_THAT(told, Contains(testing::HasSubstr("YAML_SYNTAX")));
  EXPECT_THAT(told, Contains("E board.csv:1 CSV_COLUMN_MISSING"));
  EXPECT_THAT(told, Contains("E meetings.csv:2 DATE_INVALID"));
}

TEST(YearFilesTest, AFaultInTheMembersIsNotToldAgainForTheBoard) {
  EXPECT_THAT(Told(ProblemsIn(Harmed("association.yaml", "members:", "x:"))),
              Not(Contains(testing::HasSubstr("BOARD_MEMBER_UNKNOWN"))));
}

TEST(YearFilesTest, NoAnswerRepeatsAPersonalNumber) {
  for (const char* file : {"board.csv", "goals.csv", "meetings.csv"}) {
    const std::vector<Problem> problems = ProblemsIn(
        WithRow(file, "810203-1234;810203-1234;810203-1234;810203-1234"));
    EXPECT_TRUE(AnyError(problems));
    for (const Problem& problem : problems) {
      EXPECT_EQ(problem.found.find("810203"), std::string::npos);
      EXPECT_EQ(problem.message.find("810203"), std::string::npos);
    }
  }
  const std::vector<Problem> unknown = ProblemsIn(
      WithRow("board.csv", "Ida Ros;ledamot;810203-1234;2024-01-01;"));
  ASSERT_THAT(Told(unknown), Contains("E board.csv:11 BOARD_MEMBER_UNKNOWN"));
  for (const Problem& problem : unknown) EXPECT_EQ(problem.found, "");
}

TEST(YearFilesTest, ListsHaveALimit) {
  std::string rows;
  for (size_t i = 0; i <= kGoalsMax; ++i) {
    absl::StrAppend(&rows, i + 10, ";Mål;;;;uppfyllt;\n");
  }
  EXPECT_THAT(Told(ProblemsIn(WithRow("goals.csv", rows))),
              ElementsAre("E goals.csv:0 GOAL_LIST_SIZE"));
  EXPECT_THAT(
      Told(ProblemsIn(WithRow(
          "goals.csv", absl::StrCat("9;", std::string(kTextBytesMax + 1, 'x'),
                                    ";;;;uppfyllt;Ja.")))),
      ElementsAre("E goals.csv:7 GOAL_TEXT_SIZE"));
}

TEST(YearFilesTest, AnAbsentFileKeepsWhatWasThere) {
  std::vector<Problem> problems;
  const YearFacts before =
      ReadYearFiles(SampleYear(), SampleFiles(), std::nullopt, &problems);
  const YearFacts after =
      ReadYearFiles(SampleYear(),
                    {{"association.yaml", kSampleAssociation},
                     {"meetings.csv", "datum;slag;offentligt;beslut\n"}},
                    before, &problems);
  EXPECT_THAT(Told(problems), IsEmpty());
  EXPECT_EQ(after.board->size(), 9u);
  EXPECT_EQ(after.goals->size(), 5u);
  EXPECT_TRUE(after.meetings->empty());
}

TEST(YearFilesTest, KeptFactsAreHeldAgainstTheNewMembers) {
  std::vector<Problem> problems;
  const YearFacts before =
      ReadYearFiles(SampleYear(), SampleFiles(), std::nullopt, &problems);
  ReadYearFiles(SampleYear(),
                {{"association.yaml",
                  absl::StrReplaceAll(kSampleAssociation,
                                      {{"id: region-sjo", "id: region-ny"}})}},
                before, &problems);
  EXPECT_THAT(Told(problems),
              Contains(testing::HasSubstr("BOARD_MEMBER_UNKNOWN")));
}

}  // namespace
}  // namespace finsam::governance
