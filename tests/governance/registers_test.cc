// Seats, moments, figures and tables that are made of a year's facts.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "common/store/parts.h"
#include "services/governance/codec.h"
#include "services/governance/domain/figures.h"
#include "services/governance/domain/goal_tables.h"
#include "services/governance/domain/tables.h"
#include "services/governance/year_files.h"
#include "tests/governance/samples.h"

namespace finsam::governance {
namespace {

using ::testing::ElementsAre;

YearFacts FactsOf(const std::vector<store::InputFile>& files) {
  std::vector<Problem> problems;
  YearFacts facts = ReadYearFiles(SampleYear(), files, std::nullopt, &problems);
  return facts;
}

// "label | cell | cell" for each row, figures as they print.
std::vector<std::string> Lines(const Table& table) {
  std::vector<std::string> lines;
  for (const TableRow& row : table.rows) {
    std::string line = row.label;
    for (const Cell& cell : row.cells) {
      absl::StrAppend(&line, " | ");
      if (const auto* text = std::get_if<std::string>(&cell)) {
        absl::StrAppend(&line, *text);
      } else if (const auto* held = std::get_if<FigureCell>(&cell)) {
        absl::StrAppend(&line, Format(held->figure.value, held->display));
      }
    }
    EXPECT_EQ(row.cells.size(), table.columns.size());
    lines.push_back(line);
  }
  return lines;
}

TEST(BoardTableTest, ShowsWhoServesOnTheYearsLastDay) {
  EXPECT_THAT(Lines(BoardTable(FactsOf(SampleFiles()))),
              ElementsAre("Maj Lind, ordförande | Siv Dahl | Sjödals kommun",
                          "Ola Fors, vice ordförande | Bo Strand | Region Sjö",
                          "Eva Berg | Lena Vik | Försäkringskassan",
                          "Per Holm | Ulf Sand | Arbetsförmedlingen"));
}

TEST(BoardTableTest, ShowsVacantPlacesAndTwoSeatsOfOneMember) {
  const YearFacts facts =
      FactsOf({{"association.yaml", kSampleAssociation},
               {"board.csv",
                "person;roll;utsedd av;från;till\n"
                "Bo Strand;ersättare;region-sjo;2023-04-01;\n"
                "Maj Lind;ordförande;sjodals-kommun;2023-04-01;\n"
                "Ola Fors;ledamot;sjodals-kommun;2023-04-01;\n"
                "Siv Dahl;ersättare;sjodals-kommun;2023-04-01;\n"}});
  const Table table = BoardTable(facts);
  EXPECT_THAT(Lines(table),
              ElementsAre("Maj Lind, ordförande | Siv Dahl | Sjödals kommun",
                          "Ola Fors | – | Sjödals kommun",
                          "– | Bo Strand | Region Sjö"));
  EXPECT_EQ(table.rows[0].id, "sjodals-kommun");
  EXPECT_EQ(table.rows[1].id, "sjodals-kommun-2");
}

TEST(TablesTest, ShowMembersMeetingsAndSignatures) {
  const YearFacts facts = FactsOf(SampleFiles());
  EXPECT_THAT(Lines(MembersTable(facts)),
              ElementsAre("Försäkringskassan | Försäkringskassan",
                          "Arbetsförmedlingen | Arbetsförmedlingen",
                          "Region Sjö | region", "Sjödals kommun | kommun"));
  EXPECT_THAT(Lines(MeetingsTable(facts)),
              ElementsAre("2024-02-15 | styrelsemöte | nej | ",
                          "2024-04-18 | vårkonferens | nej | ",
                          "2024-11-28 | styrelsemöte | ja | Budget 2025 § 31"));
  EXPECT_THAT(Lines(SignaturesTable(facts))[0],
              "Maj Lind | Ordförande | 2025-03-20 16:04:56 +01:00 | "
              "Svensk e-legitimation | _0991d99d");
}

TEST(TablesTest, ShowGoalsWithVerdictOutcomeAndComment) {
  const YearFacts facts = FactsOf(SampleFiles());
  const std::vector<Judgement> judgements = JudgeAll(
      *facts.goals, 2024, {{"surveys/avslut/redo/share/2024", Ratio{39, 50}}});
  const std::vector<std::string> lines =
      Lines(GoalsTable(facts, judgements, 7));
  EXPECT_EQ(lines[0],
            "80 % är mer redo att arbeta | ej uppfyllt | 78\u00a0% | ");
  EXPECT_EQ(lines[1],
            "Minst 12 ärenden i Lex Heller | ej uppfyllt | 8 | Fler än 2023. "
            "Styrelsens bedömning: delvis uppfyllt.");
  EXPECT_EQ(lines[2], "Insatser ska finnas | uppfyllt |  | Två insatser.");
  EXPECT_EQ(lines[3],
            "En ny insats | kunde inte bedömas |  | Blev inaktuellt.");
  EXPECT_THAT(lines[4], testing::HasSubstr("| kunde inte bedömas | – | Upp"));
}

TEST(FiguresTest, CountTheYearAndSayWhereFrom) {
  const YearFacts facts = FactsOf(
      WithRow("meetings.csv", "2025-03-20;styrelsemöte;nej;Årsredovisning"));
  std::vector<std::string> shown;
  for (const Figure& figure : RegisterFigures(facts, 7)) {
    shown.push_back(absl::StrCat(
        figure.id, " = ", Format(figure.value, DefaultDisplay(figure.value))));
    EXPECT_EQ(figure.provenance.service, "governance");
    EXPECT_EQ(figure.provenance.revision, 7);
    EXPECT_FALSE(figure.provenance.records.empty());
  }
  EXPECT_THAT(
      shown,
      ElementsAre("board/seats/2024 = 4", "board/deputies/2024 = 4",
                  "board/meetings/2024 = 3", "report/adopted/2024 = 2025-03-20",
                  "signatures/count/2024 = 2",
                  "signatures/completed/2024 = 2025-03-24",
                  "goals/total/2024 = 5"));
}

TEST(FiguresTest, CountTheGoalsByVerdict) {
  const YearFacts facts = FactsOf(SampleFiles());
  const std::vector<Judgement> judgements =
      JudgeAll(*facts.goals, 2024,
               {{"surveys/avslut/redo/share/2024", Ratio{39, 50}},
                {"income-statement/kansli/2024", Ore{41'000'000}}});
  const std::vector<Figure> figures = GoalFigures(facts, judgements, 7);
  std::vector<std::string> shown;
  for (const Figure& figure : figures) {
    shown.push_back(absl::StrCat(
        figure.id, " = ", Format(figure.value, DefaultDisplay(figure.value))));
  }
  EXPECT_THAT(shown,
              ElementsAre("goals/total/2024 = 5", "goals/met/2024 = 2",
                          "goals/partly-met/2024 = 0", "goals/not-met/2024 = 2",
                          "goals/not-assessed/2024 = 1",
                          "goals/1/outcome/2024 = 78\u00a0%",
                          "goals/2/outcome/2024 = 8",
                          "goals/4/outcome/2024 = 410\u00a0000"));
  EXPECT_THAT(figures[1].provenance.records,
              ElementsAre("associations/2220001511/fiscalYears/2024/goals/3a",
                          "associations/2220001511/fiscalYears/2024/goals/4"));
  EXPECT_THAT(figures[5].provenance.terms,
              ElementsAre(Term{"surveys/avslut/redo/share/2024", 1}));
  EXPECT_EQ(figures[6].provenance.rule, "reported");
  EXPECT_TRUE(figures[6].provenance.terms.empty());
}

TEST(FiguresTest, ThereAreNoneOfFactsThatWereNeverHandedIn) {
  const YearFacts facts = FactsOf({{"association.yaml", kSampleAssociation}});
  EXPECT_THAT(FigureIds(facts), ElementsAre("report/adopted/2024"));
  EXPECT_TRUE(GoalFigureIds(facts).empty());
}

TEST(FiguresTest, AreNamedBeforehandSorted) {
  const YearFacts facts = FactsOf(SampleFiles());
  EXPECT_THAT(
      FigureIds(facts),
      ElementsAre("board/deputies/2024", "board/meetings/2024",
                  "board/seats/2024", "goals/1/outcome/2024",
                  "goals/2/outcome/2024", "goals/4/outcome/2024",
                  "goals/met/2024", "goals/not-assessed/2024",
                  "goals/not-met/2024", "goals/partly-met/2024",
                  "goals/total/2024", "report/adopted/2024",
                  "signatures/completed/2024", "signatures/count/2024"));
  EXPECT_THAT(GoalFigureIds(facts),
              ElementsAre("income-statement/kansli/2024",
                          "surveys/avslut/redo/share/2024"));
}

TEST(SignaturesTest, TimesAreRfc3339AndNothingElse) {
  for (const char* text :
       {"2025-03-20T16:04:56+01:00", "2025-03-20T15:04:56Z",
        "2025-03-20T16:04:56.25-00:30", "2024-02-29T00:00:00+00:00"}) {
    EXPECT_TRUE(ParseSignedAt(text).has_value()) << text;
  }
  for (const char* text :
       {"", "2025-03-20", "2025-03-20T16:04:56", "2025-03-20 16:04:56+01:00",
        "2025-03-20T16:04:56+0100", "2025-13-20T16:04:56Z",
        "2025-02-29T16:04:56Z", "2025-03-20T24:04:56Z", "2025-03-20T16:04:56.Z",
        " 2025-03-20T16:04:56Z", "infinite-future",
        "2025-03-20T16:04:56+01:00x"}) {
    EXPECT_FALSE(ParseSignedAt(text).has_value()) << text;
  }
}

TEST(SignaturesTest, TheLastMomentDecidesAndItsOwnZoneTheDay) {
  // 23:30 in UTC is later than 00:15 the next day in Stockholm.
  const std::vector<Signature> signatures = {
      {"A", "", "2025-03-21T00:15:00+01:00", "", "", 0},
      {"B", "", "2025-03-20T23:30:00Z", "", "", 0}};
  EXPECT_EQ(CompletedOn(signatures), absl::CivilDay(2025, 3, 20));
  EXPECT_EQ(CompletedOn({}), std::nullopt);
}

TEST(GoalsTableTest, WhatIsAddedToACommentIsASentenceOfItsOwn) {
  YearFacts facts = FactsOf(SampleFiles());
  const std::string reason = "Utfallet är skyddat och visas inte.";
  Judgement hidden;
  hidden.measures = {{Verdict::kNotAssessed, Protected{5}, reason}};
  hidden.reason = reason;
  facts.goals = {facts.goals->front()};
  facts.goals->front().stated = std::nullopt;
  const struct {
    const char* comment;
    const char* printed;
  } cases[] = {
      {"Fler än 2023", "Fler än 2023. Utfallet är skyddat och visas inte."},
      {"Fler än 2023.", "Fler än 2023. Utfallet är skyddat och visas inte."},
      {"", "Utfallet är skyddat och visas inte."},
  };
  for (const auto& c : cases) {
    facts.goals->front().comment = c.comment;
    EXPECT_EQ(GoalsTable(facts, {hidden}, 1).rows.front().cells.back(),
              Cell(std::string(c.printed)));
  }
  // Alone, a comment stands as it was written.
  facts.goals->front().comment = "Fler än 2023";
  Judgement met;
  met.verdict = Verdict::kMet;
  met.measures = {{Verdict::kMet, Count{80}, ""}};
  EXPECT_EQ(GoalsTable(facts, {met}, 1).rows.front().cells.back(),
            Cell(std::string("Fler än 2023")));
}

TEST(CodecTest, FactsComeBackAsTheyWere) {
  for (const auto& files :
       {SampleFiles(), {{"association.yaml", kSampleAssociation}}}) {
    const YearFacts facts = FactsOf(files);
    const std::string bytes = EncodeFacts(facts);
    const std::optional<YearFacts> back = DecodeFacts(bytes);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(EncodeFacts(*back), bytes);
    EXPECT_EQ(back->board.has_value(), facts.board.has_value());
    EXPECT_EQ(FigureIds(*back), FigureIds(facts));
  }
}

// What lies in stores from before the smallest count moved to the counts.
TEST(CodecTest, TheFormatBeforeThisIsRead) {
  const YearFacts facts = FactsOf({{"association.yaml", kSampleAssociation}});
  store::PartsWriter old(1, "governance-year");
  old.Text(facts.year.organisation);
  old.Number(facts.year.year);
  old.Text(facts.association.display_name);
  old.Text(facts.association.registration_number);
  old.Day(facts.association.adopted);
  old.Number(5);
  old.Number(0);                                        // No members,
  for (int list = 0; list < 4; ++list) old.Number(-1);  // and no lists.
  const std::optional<YearFacts> back = DecodeFacts(old.bytes());
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->association.display_name, facts.association.display_name);
  EXPECT_EQ(back->association.adopted, facts.association.adopted);
  EXPECT_FALSE(back->goals.has_value());
}

TEST(CodecTest, LinesAndCommentsInAFileAreNoFacts) {
  std::vector<store::InputFile> files = SampleFiles();
  files[1].content = "# Valda av medlemmarna\n" + files[1].content;
  EXPECT_EQ(EncodeFacts(FactsOf(files)), EncodeFacts(FactsOf(SampleFiles())));
}

TEST(CodecTest, CutOrAlteredBytesAreRefusedNotMisread) {
  const std::string bytes = EncodeFacts(FactsOf(SampleFiles()));
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeFacts(bytes.substr(0, size)).has_value()) << size;
  }
  EXPECT_FALSE(DecodeFacts(bytes + "x").has_value());
  EXPECT_FALSE(store::DecodeOutcome(bytes).has_value());
  // Any one byte turned: either refused, or read as something, never a crash.
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string harmed = bytes;
    harmed[i] = static_cast<char>(harmed[i] ^ 0xff);
    DecodeFacts(harmed);
  }
}

}  // namespace
}  // namespace finsam::governance
