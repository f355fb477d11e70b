// What the files of a year's follow-up must keep. Method: do good files one
// harm at a time and look at who is told what, at which line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "services/governance/codec.h"
#include "services/governance/domain/figures.h"
#include "services/governance/domain/follow_up_tables.h"
#include "services/governance/domain/goal_tables.h"
#include "services/governance/follow_up_codec.h"
#include "services/governance/year_files.h"
#include "tests/governance/follow_up_samples.h"

namespace finsam::governance {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;

YearFacts Read(const std::vector<store::InputFile>& files,
               std::vector<Problem>* problems) {
  return ReadYearFiles(SampleYear(), files, std::nullopt, problems);
}

YearFacts Sample() {
  std::vector<Problem> problems;
  const YearFacts facts = Read(FollowUpFiles(), &problems);
  EXPECT_THAT(Told(problems), IsEmpty());
  return facts;
}

std::map<std::string, std::string> Shown(const std::vector<Figure>& figures) {
  std::map<std::string, std::string> shown;
  for (const Figure& figure : figures) {
    shown[figure.id] = Format(figure.value, DefaultDisplay(figure.value));
  }
  return shown;
}

TEST(FollowUpFilesTest, TheYearsCountsAreTheFiles) {
  EXPECT_THAT(
      Shown(RegisterFigures(Sample(), 1)),
      AllOf(
          Contains(Pair("policies/overdue/2024", "1")),
          Contains(Pair("policies/arkiv/review-due/2024", "2024-12-31")),
          Contains(Pair("policies/resor/review-due/2024", "–")),
          Contains(Pair("internal-control/count/2024", "3")),
          Contains(Pair("internal-control/followed-up/2024", "2")),
          Contains(Pair("internal-control/lon/followed-up/2024", "2025-01-20")),
          Contains(Pair("internal-control/it/followed-up/2024", "–")),
          Contains(Pair("deviations/count/2024", "3")),
          Contains(Pair("deviations/count/2023", "3")),
          Contains(Pair("deviations/open/2024", "2")),
          Contains(Pair("audit/reported/2024", "2025-04-10")),
          Contains(Pair("discharge/granted/2024", "1")),
          Contains(Pair("discharge/refused/2024", "0")),
          Contains(Pair("discharge/missing/2024", "3")),
          Contains(Pair("discharge/sjodals-kommun/decided/2024", "2025-05-26")),
          Contains(Pair("discharge/region-sjo/decided/2024", "–"))));
}

TEST(FollowUpFilesTest, WithoutFilesThereAreNoFigures) {
  std::vector<Problem> problems;
  const YearFacts facts = Read(SampleFiles(), &problems);
  for (const Figure& figure : RegisterFigures(facts, 1)) {
    EXPECT_THAT(figure.id, Not(testing::StartsWith("deviations/")));
    EXPECT_THAT(figure.id, Not(testing::StartsWith("discharge/")));
  }
  for (const Table& table : FollowUpTables(facts, 1)) {
    EXPECT_THAT(table.rows, IsEmpty()) << table.id;
  }
}

TEST(FollowUpFilesTest, TablesAreFullRowsAndTellNoStories) {
  for (const Table& table : FollowUpTables(Sample(), 1)) {
    EXPECT_THAT(table.rows, Not(IsEmpty())) << table.id;
    for (const TableRow& row : table.rows) {
      if (row.kind == RowKind::kHeading) continue;
      EXPECT_EQ(row.cells.size(), table.columns.size()) << row.id;
      for (const Cell& cell : row.cells) {
        EXPECT_NE(cell, Cell("Planen följde inte med.")) << row.id;
        EXPECT_NE(cell, Cell("Ny rutin.")) << row.id;
      }
    }
  }
}

TEST(FollowUpFilesTest, FactsComeBackFromTheirBytes) {
  const YearFacts facts = Sample();
  const std::string bytes = EncodeFacts(facts);
  const std::optional<YearFacts> back = DecodeFacts(bytes);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(EncodeFacts(*back), bytes);
  EXPECT_EQ(Shown(RegisterFigures(*back, 1)), Shown(RegisterFigures(facts, 1)));
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeFacts(bytes.substr(0, size)).has_value()) << size;
  }
}

struct Harm {
  const char* name;
  const char* file;
  const char* from;
  const char* to;
  const char* told;  // As Told() writes it.
};

void PrintTo(const Harm& harm, std::ostream* out) { *out << harm.name; }

class FollowUpHarmTest : public testing::TestWithParam<Harm> {};

TEST_P(FollowUpHarmTest, IsToldAtItsLine) {
  const Harm& harm = GetParam();
  std::vector<store::InputFile> files = FollowUpFiles();
  for (store::InputFile& file : files) {
    if (file.name != harm.file) continue;
    const std::string before = file.content;
    file.content = absl::StrReplaceAll(before, {{harm.from, harm.to}});
    ASSERT_NE(file.content, before);
  }
  std::vector<Problem> problems;
  Read(files, &problems);
  EXPECT_THAT(Told(problems), ElementsAre(harm.told));
}

constexpr char kP[] = "policies.csv";
constexpr char kC[] = "internal-control.csv";
constexpr char kD[] = "deviations.csv";
constexpr char kA[] = "audit.yaml";

INSTANTIATE_TEST_SUITE_P(
    Policies, FollowUpHarmTest,
    testing::Values(
        Harm{"IdTwice", kP, "arkiv;", "likabehandling;",
             "E policies.csv:3 FOLLOW_UP_TWICE"},
        Harm{"IdWithBlank", kP, "arkiv;", "ar kiv;",
             "E policies.csv:3 FOLLOW_UP_ID_INVALID"},
        Harm{"NoDayAdopted", kP, "2020-02-06", "",
             "E policies.csv:3 CSV_FIELD_EMPTY"},
        Harm{"NoDue", kP, "2024-12-31", "",
             "E policies.csv:3 POLICY_DUE_MISSING"},
        Harm{"DueAtItsReview", kP, "2026-05-12;2024-05-23",
             "2024-05-23;2024-05-23", "E policies.csv:2 POLICY_DUE_INVALID"},
        Harm{"RepealedAndDue", kP, "§ 9;;;", "§ 9;;2026-01-01;",
             "E policies.csv:4 POLICY_DUE_INVALID"},
        Harm{"ReviewedBeforeAdopted", kP, "2024-03-21", "2015-03-21",
             "E policies.csv:4 POLICY_REVIEW_DAY_INVALID"},
        Harm{"ResultWithoutDay", kP, "2024-12-31;;;", "2024-12-31;;reviderad;",
             "E policies.csv:3 FIELD_INVALID"},
        Harm{"UnknownResult", kP, "oförändrad", "bra",
             "E policies.csv:2 FIELD_INVALID"},
        Harm{"PersonalNumber", kP, "Kansliet", "810203-1234",
             "E policies.csv:3 PERSONAL_DATA"}));

INSTANTIATE_TEST_SUITE_P(
    Controls, FollowUpHarmTest,
    testing::Values(Harm{"NoRisk", kC, "Fel lön betalas", "",
                         "E internal-control.csv:3 CSV_FIELD_EMPTY"},
                    Harm{"DeficientWithoutComment", kC, "Rutinen är ändrad.",
                         "",
                         "E internal-control.csv:3 CONTROL_COMMENT_MISSING"},
                    Harm{"YearBefore", kC, "2024-10-14", "2023-10-14",
                         "E internal-control.csv:2 CONTROL_DAY_INVALID"},
                    Harm{"TwoYearsLater", kC, "2025-01-20", "2026-01-01",
                         "E internal-control.csv:3 CONTROL_DAY_INVALID"},
                    Harm{"CommentWithoutDay", kC, "december;;;",
                         "december;;;Snart.",
                         "E internal-control.csv:4 FIELD_INVALID"}));

INSTANTIATE_TEST_SUITE_P(
    Deviations, FollowUpHarmTest,
    testing::Values(
        Harm{"UnknownParty", kD, ";region-sjo;", ";region-sjön;",
             "E deviations.csv:5 DEVIATION_PARTY_UNKNOWN"},
        Harm{"PartyTwice", kD, "region-sjo|sjodals-kommun",
             "region-sjo|region-sjo", "E deviations.csv:3 FOLLOW_UP_TWICE"},
        Harm{"OnlyABar", kD, ";region-sjo;", ";|;",
             "E deviations.csv:5 DEVIATION_PARTY_MISSING"},
        Harm{"AnotherYear", kD, "2024-11-04", "2025-01-04",
             "E deviations.csv:5 DEVIATION_OUTSIDE_YEAR"},
        Harm{"UnknownLevel", kD, ";regional;", ";global;",
             "E deviations.csv:5 FIELD_INVALID"},
        Harm{"AnsweredWithoutAnswer", kD, "avslutad;2024-03-01;Ny rutin.",
             "besvarad;2024-03-01;",
             "E deviations.csv:3 DEVIATION_ANSWER_MISSING"},
        Harm{"AnsweredBeforeReported", kD, "2024-03-01", "2024-02-04",
             "E deviations.csv:3 DEVIATION_ANSWER_DAY_INVALID"},
        Harm{"AnswerWithoutStatus", kD, "veckor.;;;", "veckor.;;;Ja.",
             "E deviations.csv:5 FIELD_INVALID"},
        Harm{"NegativeBefore", kD, "före;3", "före;-3",
             "E deviations.csv:0 COUNT_MALFORMED"},
        Harm{"PersonalNumber", kD, "Ny rutin.", "Se 19810203-1234.",
             "E deviations.csv:3 PERSONAL_DATA"},
        Harm{"Mail", kD, "Planen följde", "Planen till eva.berg@sjo.se följde",
             "E deviations.csv:3 PERSONAL_DATA"},
        Harm{"Phone", kD, "Ny rutin.", "Ring 070-123 45 67.",
             "E deviations.csv:3 PERSONAL_DATA"}));

INSTANTIATE_TEST_SUITE_P(
    Audit, FollowUpHarmTest,
    testing::Values(
        Harm{"AppointedByNobodyKnown", kA, "[forsakringskassan]",
             "[forsakringskassan, folket]",
             "E audit.yaml:2 AUDITOR_MEMBER_UNKNOWN"},
        Harm{"AppointedByTheEmploymentService", kA, "[forsakringskassan]",
             "[forsakringskassan, arbetsformedlingen]",
             "E audit.yaml:2 AUDITOR_APPOINTER_INVALID"},
        Harm{"TwoAuditorsOfOneMember", kA, "[forsakringskassan]",
             "[forsakringskassan, region-sjo]", "E audit.yaml:6 AUDITOR_TWICE"},
        Harm{"MemberWithoutAuditor", kA, "[region-sjo, sjodals-kommun]",
             "[region-sjo]", "W audit.yaml:0 AUDITOR_MISSING"},
        Harm{"ReportedInTheYear", kA, "2025-04-10", "2024-12-31",
             "E audit.yaml:13 AUDIT_REPORT_DAY_INVALID"},
        Harm{"UnknownAuditor", kA, "[Rut Almstedt, Kjell Brodin]",
             "[Rut Almstedt, Kjell Bodin]",
             "E audit.yaml:13 AUDIT_AUDITOR_UNKNOWN"},
        Harm{"NoAuditor", kA, "    auditors: [Rut Almstedt, Kjell Brodin]\n",
             "", "E audit.yaml:13 AUDIT_AUDITOR_MISSING"},
        Harm{"StatementMissing", kA, "      accounts-fair: yes\n", "",
             "E audit.yaml:13 AUDIT_STATEMENT_MISSING"},
        Harm{"RemarkMissing", kA, "accounts-fair: yes", "accounts-fair: partly",
             "E audit.yaml:13 AUDIT_REMARK_MISSING"},
        Harm{"KeyMisspelt", kA,
             "when:", "day:", "E audit.yaml:11 YAML_KEY_UNKNOWN"},
        Harm{"NotAMember", kA, "member: sjodals-kommun", "member: folket",
             "E audit.yaml:22 DISCHARGE_MEMBER_UNKNOWN"},
        Harm{"DecidedBeforeTheAudit", kA, "2025-05-26", "2025-04-09",
             "E audit.yaml:22 DISCHARGE_BEFORE_AUDIT"},
        Harm{"RefusedWithoutReason", kA, "decision: granted",
             "decision: refused", "E audit.yaml:22 DISCHARGE_REASON_MISSING"},
        Harm{"NobodyDecided", kA, "    body: kommunfullmäktige\n", "",
             "E audit.yaml:22 DISCHARGE_BODY_MISSING"},
        Harm{"DecidedTwice", kA, "discharges:",
             "discharges:\n  - {member: sjodals-kommun, date: 2025-05-26, "
             "decision: granted, body: fullmäktige}",
             "E audit.yaml:23 DISCHARGE_TWICE"}));

// Goals with all that goals.csv may hold.
constexpr char kGoals[] =
    "nr;åtagande;mått;jämförelse;mål;delvis;bedömning;kommentar;"
    "ansvarig;motivering\n"
    "1;Fler avvikelser än året före;deviations/count;>;3;;uppfyllt;;"
    "Kansliet;De flesta är nationella.\n"
    "2;Redo för arbete;surveys/redo/share;>=;80 %;70 %;;;Teamet;\n"
    "2;;surveys/nojd/share;>=;12,5 %;;;Nöjda;;\n"
    "3;Bättre samverkan;;;;;uppfyllt;;;\n";

std::vector<store::InputFile> WithGoals(const std::string& goals) {
  std::vector<store::InputFile> files = FollowUpFiles();
  for (store::InputFile& file : files) {
    if (file.name == "goals.csv") file.content = goals;
  }
  return files;
}

TEST(GoalsFileTest, AGoalMayHaveMeasuresThresholdOwnerAndReason) {
  std::vector<Problem> problems;
  const YearFacts facts = Read(WithGoals(kGoals), &problems);
  EXPECT_THAT(Told(problems), ElementsAre("W goals.csv:5 GOAL_REASON_MISSING"));
  ASSERT_EQ(facts.goals->size(), 3u);
  const Goal& second = facts.goals->at(1);
  ASSERT_EQ(second.measures.size(), 2u);
  EXPECT_EQ(TargetText(second.measures[0]),
            ">= 80\u00a0%, delvis >= 70\u00a0%");
  EXPECT_EQ(TargetText(second.measures[1]), ">= 12,5\u00a0%");
  EXPECT_EQ(second.measures[1].text, "Nöjda");
  EXPECT_EQ(second.owner, "Teamet");
  EXPECT_THAT(GoalFigureIds(facts),
              ElementsAre("deviations/count/2024", "surveys/nojd/share/2024",
                          "surveys/redo/share/2024"));
  const std::optional<YearFacts> back = DecodeFacts(EncodeFacts(facts));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(EncodeFacts(*back), EncodeFacts(facts));
  EXPECT_EQ(back->goals->at(1).measures[0].partly, Value(Ratio{7, 10}));
}

TEST(GoalsFileTest, BothVerdictsStandSideBySide) {
  std::vector<Problem> problems;
  const YearFacts facts = Read(WithGoals(kGoals), &problems);
  const Outcomes outcomes = {{"deviations/count/2024", Count{3}},
                             {"surveys/redo/share/2024", Ratio{3, 4}},
                             {"surveys/nojd/share/2024", Ratio{1, 2}}};
  const Table table =
      GoalVerdictsTable(facts, JudgeAll(*facts.goals, 2024, outcomes), 1);
  std::vector<std::string> rows;
  for (const TableRow& row : table.rows) {
    std::string line = row.id;
    for (const Cell& cell : row.cells) {
      line += "|";
      if (const auto* text = std::get_if<std::string>(&cell)) line += *text;
      if (const auto* figure = std::get_if<FigureCell>(&cell)) {
        line += PrintedText(*figure);
      }
    }
    rows.push_back(absl::StrReplaceAll(line, {{"\u00a0", " "}}));
  }
  EXPECT_THAT(
      rows,
      ElementsAre("1|deviations/count|3|> 3|ej uppfyllt|uppfyllt|De flesta är "
                  "nationella.|Kansliet",
                  "2||||delvis uppfyllt|||Teamet",
                  "2-measure-1|surveys/redo/share|75 %|>= 80 %, delvis >= 70 "
                  "%|delvis uppfyllt|||",
                  "2-measure-2|surveys/nojd/share|50 %|>= 12,5 %|uppfyllt|||",
                  "3|||||uppfyllt||"));
}

TEST(GoalsFileTest, WhatIsWrongWithThemIsToldAtItsLine) {
  const struct {
    const char* from;
    const char* to;
    const char* told;
  } kCases[] = {
      {"80 %;70 %", "80 %;90 %", "E goals.csv:3 GOAL_PARTLY_INVALID"},
      {"80 %;70 %", "80 %;80 %", "E goals.csv:3 GOAL_PARTLY_INVALID"},
      {"80 %;70 %", "80 %;70", "E goals.csv:3 GOAL_PARTLY_INVALID"},
      {"80 %;70 %", "80 %;många", "E goals.csv:3 GOAL_TARGET_INVALID"},
      {"surveys/nojd/share", "surveys/redo/share",
       "E goals.csv:4 GOAL_MEASURE_TWICE"},
      {";;Nöjda;;", ";uppfyllt;Nöjda;;", "E goals.csv:4 FIELD_INVALID"},
      {"surveys/nojd/share;>=", "surveys/nojd/share;",
       "E goals.csv:4 GOAL_COMPARISON_MISSING"},
  };
  for (const auto& c : kCases) {
    std::vector<Problem> problems;
    Read(WithGoals(absl::StrReplaceAll(kGoals, {{c.from, c.to}})), &problems);
    EXPECT_THAT(Told(problems), Contains(c.told)) << c.from << " → " << c.to;
  }
}

}  // namespace
}  // namespace finsam::governance
