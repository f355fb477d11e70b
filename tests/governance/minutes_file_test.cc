// minutes/DATE.md becomes the same commands as the calls, under their rules.

#include "services/governance/minutes_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "services/governance/codec.h"
#include "services/governance/meeting_codec.h"
#include "services/governance/year_files.h"
#include "tests/governance/board_samples.h"
#include "tests/governance/samples.h"

namespace finsam::governance {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kFile[] = "minutes/2024-11-28.md";
constexpr char kContent[] = R"(---
kind: styrelsemöte
called: 2024-11-14
place: Sjöstad
public: true
first-number: 31
present:
  - person: Maj Lind
  - person: Ola Fors
    mode: distans
  - person: Eva Berg
    mode: ljud
    reason: Bilden föll bort.
  - person: Ulf Sand
    serves-for: Per Holm
  - person: Kim Ek
    as: ekonom
items:
  - title: Mötets öppnande
    decision: Föredragningslistan godkänns.
  - title: Budget 2025
    subject: budget
    proposals:
      - text: Budgeten fastställs.
        by: Maj Lind
      - text: Budgeten återremitteras.
    votes:
      Maj Lind: 1
      Ola Fors: 2
      Eva Berg: avstår
      Ulf Sand: 1
    reservations:
      - person: Ola Fors
        text: Regionen ville vänta.
  - title: Information
  - title: Bidrag
    conflicts:
      - person: Eva Berg
        reason: Närstående
    decision: Bidraget beviljas.
delegated:
  - date: 2024-11-01
    person: Kim Ek
    text: Avtal om lokal
adjusters: Eva Berg
approved: 2024-12-05
approved-by: [Maj Lind, Eva Berg]
notices:
  - member: region-sjo
    date: 2024-12-06
    kept-at: Kansliet
---

## § 32 Budget 2025

Förslaget har varit på **samråd**.

## § 33 Bidrag
Kort.
)";

std::vector<store::InputFile> Files(const std::string& from = "",
                                    const std::string& to = "") {
  std::vector<store::InputFile> files = SampleFiles();
  files.push_back({kFile, from.empty()
                              ? kContent
                              : absl::StrReplaceAll(kContent, {{from, to}})});
  return files;
}

std::vector<std::string> Reasons(const std::string& from, const std::string& to,
                                 const std::optional<YearFacts>& before = {},
                                 const RecordedBoard& recorded = {}) {
  std::vector<Problem> problems;
  ReadYearFiles(SampleYear(), Files(from, to), before, &problems, recorded);
  std::vector<std::string> errors;
  for (const Problem& problem : problems) {
    if (problem.severity == Severity::kError && problem.file == kFile) {
      errors.push_back(problem.reason);
    }
  }
  return errors;
}

YearFacts Read() {
  std::vector<Problem> problems;
  return ReadYearFiles(SampleYear(), Files(), std::nullopt, &problems);
}

TEST(MinutesFileTest, IsReplayed) {
  EXPECT_THAT(Reasons("", ""), IsEmpty());
  const YearFacts facts = Read();
  ASSERT_TRUE(facts.minutes.has_value());
  ASSERT_THAT(*facts.minutes, SizeIs(1));
  const MeetingRecord& record = facts.minutes->front();
  ASSERT_THAT(record.decisions, SizeIs(3));
  EXPECT_EQ(record.decisions[1].number, 32);
  EXPECT_EQ(record.decisions[1].text, "Budgeten fastställs.");
  EXPECT_EQ(record.decisions[1].prose, "Förslaget har varit på **samråd**.");
  EXPECT_THAT(record.decisions[2].took_part,
              ElementsAre("Maj Lind", "Ola Fors", "Ulf Sand"));
  EXPECT_THAT(record.decisions[2].kept_out, ElementsAre("Eva Berg"));
  EXPECT_EQ(record.notices.front().kept_at, "Kansliet");
}

TEST(MinutesFileTest, TheSameRulesHold) {
  EXPECT_THAT(Reasons("      Ulf Sand: 1\n", "      Per Holm: 1\n"),
              ElementsAre("VOTER_ABSENT"));
  EXPECT_THAT(Reasons("serves-for: Per Holm", "serves-for: Eva Berg"),
              ElementsAre("DEPUTY_NOT_CALLED"));
  EXPECT_THAT(Reasons("    reason: Bilden föll bort.\n", ""),
              ElementsAre("ATTENDANCE_REASON_MISSING"));
  EXPECT_THAT(Reasons("    serves-for: Per Holm\n", ""),
              ElementsAre("VOTER_NOT_SERVING"));
  EXPECT_THAT(Reasons("approved: 2024-12-05", "approved: 2024-11-27"),
              ElementsAre("MINUTES_BEFORE_MEETING"));
  EXPECT_THAT(Reasons("member: region-sjo", "member: forsakringskassan"),
              ElementsAre("NOTICE_MEMBER_INVALID"));
}

TEST(MinutesFileTest, TheFormIsChecked) {
  EXPECT_THAT(Reasons("---\nkind", "kind"), ElementsAre("MINUTES_FORM"));
  EXPECT_THAT(Reasons("## § 33", "## § 44"),
              ElementsAre("MINUTES_PARAGRAPH_UNKNOWN"));
  EXPECT_THAT(Reasons("## § 32 Budget 2025", "Lös text"),
              ElementsAre("MINUTES_PARAGRAPH_UNKNOWN"));
  EXPECT_THAT(Reasons("      Ulf Sand: 1", "      Ulf Sand: ja"),
              ElementsAre("FIELD_INVALID"));
  EXPECT_THAT(Reasons("place:", "plats:"), ElementsAre("YAML_KEY_UNKNOWN"));
  EXPECT_THAT(Reasons("Närstående", "Om 19121212-1212"),
              ElementsAre("PERSONAL_DATA"));
  EXPECT_FALSE(MinutesDay("minutes/2024-02-30.md").has_value());
  EXPECT_FALSE(MinutesDay("text/2024-02-03.md").has_value());
}

TEST(MinutesFileTest, ApprovedMinutesStand) {
  const YearFacts before = Read();
  EXPECT_THAT(Reasons("", "", before), IsEmpty());
  EXPECT_THAT(Reasons("Kort.", "Längre.", before),
              ElementsAre("MINUTES_APPROVED"));
  EXPECT_THAT(Reasons("    kept-at: Kansliet\n",
                      "    kept-at: Kansliet\n"
                      "  - member: sjodals-kommun\n    date: 2024-12-06\n",
                      before),
              IsEmpty());
  MeetingRecord acted = before.minutes->front();
  acted.notices.push_back({"sjodals-kommun", absl::CivilDay(2024, 12, 6), ""});
  EXPECT_THAT(Reasons("", "", before, {{}, {acted}}), IsEmpty());
  EXPECT_THAT(Reasons("Kansliet", "Huset", before, {{}, {acted}}),
              ElementsAre("MEETING_RECORDED"));
}

TEST(MinutesFileTest, NumbersRunOnBesideWhatActsRecorded) {
  MeetingRecord spring =
      *CallMeeting(SampleCall(absl::CivilDay(2024, 2, 15)), {}, SixContext());
  spring.decisions.resize(1);
  spring.decisions[0].number = 31;
  EXPECT_THAT(Reasons("", "", {}, {{}, {spring}}),
              ElementsAre("MEETING_NUMBERING"));
  spring.decisions[0].number = 30;
  EXPECT_THAT(Reasons("", "", {}, {{}, {spring}}), IsEmpty());
}

// Errors in the board's files of an example; how many minutes it has.
std::pair<std::string, size_t> Example(const FiscalYearName& year,
                                       const std::string& folder) {
  namespace fs = std::filesystem;
  const fs::path root = fs::path(FINSAM_SOURCE_DIR) / "examples" / folder;
  std::vector<store::InputFile> files;
  const auto add = [&](const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(root / name, std::ios::binary).rdbuf();
    files.push_back({name, text.str()});
  };
  for (const char* name : {"association.yaml", "board.csv", "meetings.csv"}) {
    add(name);
  }
  for (const auto& entry : fs::directory_iterator(root / "minutes")) {
    add("minutes/" + entry.path().filename().string());
  }
  std::vector<Problem> problems;
  const YearFacts facts = ReadYearFiles(year, files, std::nullopt, &problems);
  std::string errors;
  for (const Problem& problem : problems) {
    if (problem.severity == Severity::kError) errors += ProblemLine(problem);
  }
  return {errors, facts.minutes.value_or(std::vector<MeetingRecord>()).size()};
}

TEST(MinutesFileTest, TheExamplesKeepTheRules) {
  using Told = std::pair<std::string, size_t>;
  EXPECT_EQ(Example({"2220001511", 2024}, "finnveden-2024"), Told("", 2));
  EXPECT_EQ(Example({"2220001735", 2023}, "sodra-vatterbygden-2023"),
            Told("", 1));
  EXPECT_EQ(Example({"2220002279", 2024}, "degerfors-karlskoga-2024"),
            Told("", 1));
}

TEST(MinutesFileTest, FactsComeBackFromTheirBytes) {
  const YearFacts facts = Read();
  const std::optional<YearFacts> again = DecodeFacts(EncodeFacts(facts));
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->minutes, facts.minutes);
  const std::string bytes = EncodeRecord(facts.minutes->front());
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeRecord(bytes.substr(0, size)).has_value()) << size;
  }
  EXPECT_EQ(DecodeRecord(bytes), facts.minutes->front());
}

}  // namespace
}  // namespace finsam::governance
