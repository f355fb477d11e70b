// What acts add to a year's follow-up, and how files and acts are one list.

#include "services/governance/domain/follow_up_acts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/status.h"
#include "services/governance/domain/follow_up_check.h"
#include "services/governance/follow_up_codec.h"
#include "services/governance/year_files.h"
#include "tests/governance/follow_up_samples.h"

namespace finsam::governance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

absl::CivilDay Day(int month, int day, int year = 2024) {
  return absl::CivilDay(year, month, day);
}

class FollowUpActsTest : public testing::Test {
 protected:
  FollowUpActsTest() {
    std::vector<Problem> problems;
    facts_ =
        ReadYearFiles(SampleYear(), FollowUpFiles(), std::nullopt, &problems);
    EXPECT_THAT(Told(problems), IsEmpty());
  }

  absl::StatusOr<std::string> Do(FollowUpCommand command,
                                 absl::CivilDay today = Day(6, 30, 2025)) {
    RecordedFollowUp after = facts_.recorded_follow_up;
    auto id = Apply(std::move(command),
                    {2024, facts_.association.members, facts_.follow_up, today},
                    &after);
    if (id.ok()) facts_.recorded_follow_up = after;
    return id;
  }

  std::string Refused(FollowUpCommand command,
                      absl::CivilDay today = Day(6, 30, 2025)) {
    const std::string before =
        EncodeRecordedFollowUp(facts_.recorded_follow_up);
    const std::string reason = ReasonOf(Do(std::move(command), today).status());
    EXPECT_EQ(EncodeRecordedFollowUp(facts_.recorded_follow_up), before);
    return reason;
  }

  // What an import of the files with `from` turned into `to` in `name` says.
  std::vector<std::string> Import(const std::string& name,
                                  const std::string& from,
                                  const std::string& to) {
    std::vector<store::InputFile> files = FollowUpFiles();
    for (store::InputFile& file : files) {
      if (file.name != name) continue;
      file.content = absl::StrReplaceAll(file.content, {{from, to}});
    }
    std::vector<Problem> problems;
    ReadYearFiles(SampleYear(), files, facts_, &problems);
    return Told(problems);
  }

  YearFacts facts_;
};

Deviation NewDeviation(absl::CivilDay day) {
  Deviation deviation;
  deviation.reported = day;
  deviation.area = "Väntetid";
  deviation.parties = {"region-sjo"};
  deviation.text = "För lång väntan.";
  return deviation;
}

TEST_F(FollowUpActsTest, ADeviationGetsTheYearsNextNumber) {
  EXPECT_EQ(*Do(NewDeviation(Day(12, 1))), "2024-04");
  EXPECT_EQ(*Do(NewDeviation(Day(1, 2))), "2024-05");
  const FollowUp all = FollowUpOf(facts_);
  std::vector<std::string> ids;
  for (const Deviation& d : all.deviations->list) ids.push_back(d.id);
  EXPECT_THAT(
      ids, ElementsAre("2024-05", "2024-01", "2024-02", "2024-03", "2024-04"));
}

TEST_F(FollowUpActsTest, ADeviationIsRefusedForWhatItLacks) {
  Deviation deviation = NewDeviation(Day(12, 1));
  deviation.parties = {"folket"};
  EXPECT_EQ(Refused(deviation), "DEVIATION_PARTY_UNKNOWN");
  deviation.parties = {};
  EXPECT_EQ(Refused(deviation), "DEVIATION_PARTY_MISSING");
  deviation = NewDeviation(Day(12, 1));
  deviation.text = "";
  EXPECT_EQ(Refused(deviation), "FOLLOW_UP_TEXT_MISSING");
  deviation.text = "Gäller 19810203-1234.";
  EXPECT_EQ(Refused(deviation), "PERSONAL_DATA");
  deviation.text = "Skriv till eva.berg@sjo.se.";
  EXPECT_EQ(Refused(deviation), "PERSONAL_DATA");
  deviation.text = std::string(3'000, 'x');
  EXPECT_EQ(Refused(deviation), "FOLLOW_UP_TEXT_SIZE");
  EXPECT_EQ(Refused(NewDeviation(Day(12, 31, 2023))), "DEVIATION_OUTSIDE_YEAR");
  EXPECT_EQ(Refused(NewDeviation(Day(12, 2)), Day(12, 1)), "DATE_FUTURE");
}

TEST_F(FollowUpActsTest, AnAnswerGoesOnUntilTheDeviationIsClosed) {
  const auto answer = [](const std::string& id, absl::CivilDay day,
                         DeviationStatus status, const std::string& text = "") {
    return DeviationAnswered{id, {day, status, text}};
  };
  using enum DeviationStatus;
  EXPECT_EQ(Refused(answer("2024-99", Day(12, 1), kOngoing)),
            "DEVIATION_UNKNOWN");
  EXPECT_EQ(Refused(answer("2024-03", Day(12, 1), kReceived)),
            "DEVIATION_STATUS_INVALID");
  EXPECT_EQ(Refused(answer("2024-03", Day(12, 1), kAnswered)),
            "DEVIATION_ANSWER_MISSING");
  EXPECT_EQ(Refused(answer("2024-03", Day(11, 3), kOngoing)),
            "DEVIATION_ANSWER_DAY_INVALID");
  EXPECT_EQ(Refused(answer("2024-01", Day(12, 1), kOngoing)),
            "DEVIATION_CLOSED");
  EXPECT_EQ(Refused(answer("2024-02", Day(9, 2), kOngoing)),
            "DEVIATION_ANSWERED_LATER");
  ASSERT_TRUE(Do(answer("2024-02", Day(9, 2), kAnswered, "Nytt avtal.")).ok());
  // Closing keeps the answer.
  ASSERT_TRUE(Do(answer("2024-02", Day(9, 2), kClosed)).ok());
  const FollowUp all = FollowUpOf(facts_);
  EXPECT_EQ(all.deviations->list[1].answer->text, "Nytt avtal.");
  EXPECT_EQ(all.deviations->list[1].status(), kClosed);
}

TEST_F(FollowUpActsTest, AControlIsFollowedUpOnceADay) {
  const auto done = [](const std::string& id, absl::CivilDay day,
                       ControlResult result, const std::string& comment = "") {
    return ControlFollowedUp{id, {day, result, comment}};
  };
  EXPECT_EQ(Refused(done("moms", Day(12, 1), ControlResult::kSound)),
            "CONTROL_UNKNOWN");
  EXPECT_EQ(Refused(done("attest", Day(10, 14), ControlResult::kSound)),
            "CONTROL_FOLLOWED_UP_LATER");
  EXPECT_EQ(Refused(done("it", Day(12, 1), ControlResult::kRemark)),
            "CONTROL_COMMENT_MISSING");
  EXPECT_EQ(Refused(done("it", Day(12, 1, 2023), ControlResult::kSound)),
            "CONTROL_DAY_INVALID");
  ASSERT_TRUE(Do(done("it", Day(12, 1), ControlResult::kSound)).ok());
  EXPECT_TRUE(FollowUpOf(facts_).controls->at(2).follow_up.has_value());
}

TEST_F(FollowUpActsTest, AReviewMovesTheDayOfTheNext) {
  const auto reviewed = [](const std::string& id, absl::CivilDay day,
                           ReviewResult result,
                           std::optional<absl::CivilDay> due) {
    return PolicyReviewed{id, {day, result, "§ 3"}, due};
  };
  using enum ReviewResult;
  EXPECT_EQ(Refused(reviewed("lon", Day(12, 1), kKept, Day(1, 1, 2028))),
            "POLICY_UNKNOWN");
  EXPECT_EQ(Refused(reviewed("resor", Day(12, 1), kKept, Day(1, 1, 2028))),
            "POLICY_REPEALED");
  EXPECT_EQ(
      Refused(reviewed("likabehandling", Day(5, 23), kKept, Day(1, 1, 2028))),
      "POLICY_REVIEWED_LATER");
  EXPECT_EQ(Refused(reviewed("arkiv", Day(12, 1), kKept, std::nullopt)),
            "POLICY_DUE_MISSING");
  EXPECT_EQ(Refused(reviewed("arkiv", Day(12, 1), kKept, Day(12, 1))),
            "POLICY_DUE_INVALID");
  EXPECT_EQ(Refused(reviewed("arkiv", Day(12, 1), kRepealed, Day(12, 2))),
            "POLICY_DUE_INVALID");
  ASSERT_TRUE(
      Do(reviewed("arkiv", Day(12, 1), kRevised, Day(12, 1, 2028))).ok());
  EXPECT_EQ(FollowUpOf(facts_).policies->at(1).due, Day(12, 1, 2028));
}

Discharge Granted(const std::string& member, absl::CivilDay day) {
  return {member, day, true, "fullmäktige", "§ 1", "", 0};
}

TEST_F(FollowUpActsTest, EachMemberDecidesOnDischargeOnce) {
  ASSERT_TRUE(Do(Granted("region-sjo", Day(6, 2, 2025))).ok());
  EXPECT_EQ(Refused(Granted("region-sjo", Day(6, 3, 2025))), "DISCHARGE_TWICE");
  EXPECT_EQ(Refused(Granted("sjodals-kommun", Day(6, 3, 2025))),
            "DISCHARGE_TWICE");
  EXPECT_EQ(Refused(Granted("folket", Day(6, 3, 2025))),
            "DISCHARGE_MEMBER_UNKNOWN");
  EXPECT_EQ(Refused(Granted("forsakringskassan", Day(4, 9, 2025))),
            "DISCHARGE_BEFORE_AUDIT");
  EXPECT_EQ(Refused(Granted("forsakringskassan", Day(7, 1, 2025))),
            "DATE_FUTURE");
  Discharge refused = Granted("forsakringskassan", Day(6, 3, 2025));
  refused.granted = false;
  EXPECT_EQ(Refused(refused), "DISCHARGE_REASON_MISSING");
  refused.reason = "Budgeten överskreds.";
  EXPECT_TRUE(Do(refused).ok());
}

TEST_F(FollowUpActsTest, GrantingAgainstTheAuditorsNeedsAReason) {
  facts_.follow_up.audit->discharges.clear();
  facts_.follow_up.audit->reports[0].discharge_recommended = false;
  facts_.follow_up.audit->reports[0].remark = "Brister.";
  EXPECT_EQ(Refused(Granted("region-sjo", Day(6, 2, 2025))),
            "DISCHARGE_REASON_MISSING");
}

TEST_F(FollowUpActsTest, TheAuditReportComesFirst) {
  AuditReport report;
  report.id = "staten";
  report.day = Day(4, 11, 2025);
  report.auditors = {"Rut Almstedt"};
  report.discharge_recommended = true;
  EXPECT_EQ(Refused(report), "AUDIT_DECIDED");
  facts_.follow_up.audit->discharges.clear();
  EXPECT_EQ(Refused(report), "AUDIT_STATEMENT_MISSING");
  for (int i = 0; i < 3; ++i) report.opinions[i] = Opinion::kYes;
  AuditReport again = report;
  again.id = "gemensam";
  EXPECT_EQ(Refused(again), "AUDIT_REPORT_TWICE");
  ASSERT_TRUE(Do(report).ok());
  facts_.follow_up.audit.reset();
  facts_.recorded_follow_up.reports.clear();
  EXPECT_EQ(Refused(Granted("region-sjo", Day(6, 2, 2025))),
            "DISCHARGE_WITHOUT_AUDIT");
}

TEST_F(FollowUpActsTest, AFileDoesNotUndoAnAct) {
  ASSERT_TRUE(Do(NewDeviation(Day(12, 1))).ok());
  ASSERT_TRUE(
      Do(ControlFollowedUp{"it", {Day(12, 1), ControlResult::kSound, ""}})
          .ok());
  ASSERT_TRUE(Do(Granted("region-sjo", Day(6, 2, 2025))).ok());
  // Left out, as before.
  EXPECT_THAT(Import("deviations.csv", "", ""), IsEmpty());
  // The same, said by the file too.
  const std::string row = "2024-03;2024-11-04";
  EXPECT_THAT(Import("deviations.csv", row,
                     "2024-04;2024-12-01;Väntetid;region-sjo;lokal;För lång "
                     "väntan.;;;\n" +
                         row),
              IsEmpty());
  EXPECT_THAT(Import("internal-control.csv", "december;;;",
                     "december;2024-12-01;utan anmärkning;"),
              IsEmpty());
  // Something later.
  EXPECT_THAT(Import("internal-control.csv", "december;;;",
                     "december;2024-12-02;brist;Konton stängda."),
              IsEmpty());
  // Something else.
  EXPECT_THAT(Import("deviations.csv", row,
                     "2024-04;2024-12-01;Väntetid;region-sjo;lokal;Annat.;;;"
                     "\n" +
                         row),
              ElementsAre("E deviations.csv:5 RECORD_CONTRADICTED"));
  EXPECT_THAT(Import("internal-control.csv", "december;;;",
                     "december;2024-12-01;brist;Konton kvar."),
              ElementsAre("E internal-control.csv:4 RECORD_CONTRADICTED"));
  EXPECT_THAT(Import("audit.yaml", "discharges:",
                     "discharges:\n  - {member: region-sjo, date: 2025-06-02, "
                     "decision: refused, body: fullmäktige, reason: Nej.}"),
              ElementsAre("E audit.yaml:22 RECORD_CONTRADICTED"));
  // The row that the act was about is gone.
  EXPECT_THAT(Import("internal-control.csv", "it;It", "drift;It"),
              ElementsAre("E internal-control.csv:0 RECORDED_ROW_MISSING"));
}

TEST(FollowUpCodecTest, WhatWasRecordedComesBack) {
  RecordedFollowUp recorded;
  recorded.deviations = {NewDeviation(Day(1, 2))};
  recorded.answers = {
      {"2024-01", {Day(2, 3), DeviationStatus::kAnswered, "Ja."}}};
  recorded.controls = {{"it", {Day(3, 4), ControlResult::kRemark, "Nja."}}};
  recorded.reviews = {
      {"arkiv", {Day(4, 5), ReviewResult::kRevised, "§ 2"}, Day(5, 6)}};
  recorded.reports.resize(1);
  recorded.discharges = {Granted("region-sjo", Day(6, 7))};
  const std::string bytes = EncodeRecordedFollowUp(recorded);
  const auto back = DecodeRecordedFollowUp(bytes);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(EncodeRecordedFollowUp(*back), bytes);
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeRecordedFollowUp(bytes.substr(0, size)).has_value());
  }
}

// Random commands, good and bad: whatever was taken holds, whatever was refused
// left no trace, and what is counted is what was taken.
class FollowUpModelTest : public FollowUpActsTest {
 protected:
  FollowUpCommand Random(std::mt19937& chance) {
    const auto pick = [&](int count) {
      return static_cast<int>(chance() % static_cast<unsigned>(count));
    };
    const absl::CivilDay day = Day(1, 1) + pick(600);
    const char* members[] = {"region-sjo", "sjodals-kommun",
                             "forsakringskassan", "arbetsformedlingen",
                             "folket"};
    switch (pick(6)) {
      case 0: {
        Deviation deviation = NewDeviation(day);
        deviation.parties = {members[pick(5)]};
        return deviation;
      }
      case 1:
        return DeviationAnswered{absl::StrCat("2024-0", pick(9)),
                                 {day, static_cast<DeviationStatus>(pick(4)),
                                  pick(2) == 0 ? "" : "Svar."}};
      case 2: {
        const char* ids[] = {"attest", "lon", "it", "moms"};
        return ControlFollowedUp{ids[pick(4)],
                                 {day, static_cast<ControlResult>(pick(3)),
                                  pick(2) == 0 ? "" : "Not."}};
      }
      case 3: {
        const char* ids[] = {"arkiv", "likabehandling", "resor", "lon"};
        std::optional<absl::CivilDay> due;
        if (pick(3) > 0) due = day + pick(900) - 100;
        return PolicyReviewed{
            ids[pick(4)], {day, static_cast<ReviewResult>(pick(3)), ""}, due};
      }
      case 4: {
        AuditReport report;
        report.id = absl::StrCat("r", pick(3));
        report.day = day;
        report.auditors = {"Rut Almstedt"};
        for (Opinion& opinion : report.opinions) {
          opinion = static_cast<Opinion>(pick(4));
        }
        report.discharge_recommended = pick(2) == 0;
        report.remark = pick(2) == 0 ? "" : "Skäl.";
        return report;
      }
      default: {
        Discharge discharge = Granted(members[pick(5)], day);
        discharge.granted = pick(3) > 0;
        discharge.reason = pick(2) == 0 ? "" : "Skäl.";
        return discharge;
      }
    }
  }
};

TEST_F(FollowUpModelTest, WhateverIsTakenHolds) {
  constexpr uint32_t kSeeds = 300;
  constexpr int kCommands = 40;
  const YearFacts start = facts_;
  int64_t taken = 0;
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937 chance(seed);
    facts_ = start;
    size_t deviations = start.follow_up.deviations->list.size();
    std::map<std::string, Discharge> decided;
    for (int i = 0; i < kCommands; ++i) {
      const std::string before =
          EncodeRecordedFollowUp(facts_.recorded_follow_up);
      const FollowUpCommand command = Random(chance);
      const auto id = Do(command);
      if (!id.ok()) {
        ASSERT_NE(ReasonOf(id.status()), "");
        ASSERT_EQ(EncodeRecordedFollowUp(facts_.recorded_follow_up), before);
        continue;
      }
      ++taken;
      if (std::holds_alternative<Deviation>(command)) ++deviations;
      if (const auto* it = std::get_if<Discharge>(&command); it != nullptr) {
        ASSERT_TRUE(decided.emplace(it->member, *it).second);
      }
    }
    std::vector<Problem> problems;
    const FollowUp all =
        Merged(facts_.follow_up, facts_.recorded_follow_up, &problems);
    CheckFollowUp(all, &facts_.association.members, 2024, &problems);
    ASSERT_THAT(Told(problems), IsEmpty());
    ASSERT_EQ(all.deviations->list.size(), deviations);
    // A decision is never changed.
    for (const Discharge& discharge : all.audit->discharges) {
      const auto found = decided.find(discharge.member);
      if (found != decided.end()) {
        ASSERT_TRUE(SameFact(found->second, discharge));
      }
    }
  }
  EXPECT_GT(taken, int64_t{kSeeds});  // The commands are not all nonsense.
}

}  // namespace
}  // namespace finsam::governance
