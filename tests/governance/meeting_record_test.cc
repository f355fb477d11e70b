// Meetings: who may take part and decide, what is refused, and that minutes
// once approved stand.

#include "services/governance/domain/meeting_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "services/governance/domain/decide.h"
#include "services/governance/domain/minutes.h"
#include "services/governance/meeting_codec.h"
#include "tests/governance/board_samples.h"

namespace finsam::governance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string TryDecide(const DecisionCommand& command, MeetingRecord record) {
  return ReasonOf(Decide(command, {}, SixContext(), &record));
}

std::string TryPresence(const std::vector<Attendance>& present,
                        const std::string& acting_chair = "") {
  MeetingRecord record = *CallMeeting(SampleCall(), {}, SixContext());
  return ReasonOf(RecordPresence(present, acting_chair, SixContext(), &record));
}

std::string TryConflict(const Conflict& conflict, MeetingRecord* record) {
  return ReasonOf(DeclareConflict(conflict, SixContext(), record));
}

TEST(MeetingTest, ACallNeedsItsFacts) {
  const auto refused = [](const MeetingCall& call) {
    return ReasonOf(CallMeeting(call, {}, SixContext()).status());
  };
  MeetingCall call = SampleCall();
  call.agenda.clear();
  EXPECT_EQ(refused(call), "MEETING_AGENDA_MISSING");
  call = SampleCall();
  call.called = call.date + 1;
  EXPECT_EQ(refused(call), "MEETING_CALL_INVALID");
  call = SampleCall();
  call.place = std::string(500, 'x');
  EXPECT_EQ(refused(call), "MEETING_TEXT_SIZE");
  call = SampleCall();
  EXPECT_EQ(ReasonOf(CallMeeting(call, {FullMeeting()}, SixContext()).status()),
            "MEETING_TWICE");
  call.date = call.date + 1;
  call.numbers_run_on = false;
  EXPECT_EQ(ReasonOf(CallMeeting(call, {FullMeeting()}, SixContext()).status()),
            "MEETING_NUMBERING");
}

TEST(MeetingTest, DeputiesServeForTheirMemberInTheirOrder) {
  EXPECT_EQ(TryPresence({Here("Cilla"), Here("Dep-region-1", "Rut")}), "");
  EXPECT_EQ(TryPresence({Here("Rut"), Here("Dep-region-1", "Rut")}),
            "DEPUTY_NOT_CALLED");
  EXPECT_EQ(TryPresence({Here("Dep-ask", "Rut")}), "DEPUTY_OTHER_MEMBER");
  EXPECT_EQ(TryPresence({Here("Dep-region-2", "Rut")}), "");
  EXPECT_EQ(TryPresence({Here("Dep-region-1"), Here("Dep-region-2", "Rut")}),
            "DEPUTY_ORDER");
  EXPECT_EQ(
      TryPresence({Here("Dep-region-1", "Vidar"), Here("Dep-region-2", "Rut")}),
      "");
  EXPECT_EQ(
      TryPresence({Here("Dep-region-1", "Rut"), Here("Dep-region-2", "Rut")}),
      "DEPUTY_NOT_CALLED");
  EXPECT_EQ(TryPresence({Here("Vidar", "Rut")}), "DEPUTY_NOT_CALLED");
}

TEST(MeetingTest, PresenceIsOfTheBoardOrOfGuests) {
  EXPECT_EQ(TryPresence({Here("Okänd")}), "ATTENDANCE_UNKNOWN");
  Attendance guest = Here("Okänd");
  guest.guest_as = "ekonom";
  EXPECT_EQ(TryPresence({guest}), "");
  EXPECT_EQ(TryPresence({Here("Rut"), Here("Rut")}), "ATTENDANCE_TWICE");
  Attendance sound = Here("Rut");
  sound.mode = Mode::kSoundOnly;
  EXPECT_EQ(TryPresence({sound}), "ATTENDANCE_REASON_MISSING");
  sound.reason = "Strömavbrott";
  EXPECT_EQ(TryPresence({sound}), "");
  EXPECT_EQ(TryPresence({Here("Rut"), guest}, "Okänd"), "CHAIR_INVALID");
  MeetingRecord record = *CallMeeting(SampleCall(), {}, SixContext());
  EXPECT_EQ(ReasonOf(RecordPresence({Here("Rut")}, "",
                                    SixContext(kMeetingDay - 1), &record)),
            "MEETING_NOT_BEGUN");
}

TEST(MeetingTest, MoreThanHalfDecide) {
  EXPECT_EQ(TryDecide(Plain(1),
                      MeetingWith({Here("Cilla"), Here("Vidar"), Here("Rut")})),
            "MEETING_NO_QUORUM");
  EXPECT_EQ(TryDecide(Plain(1), MeetingWith({Here("Cilla"), Here("Vidar"),
                                             Here("Rut"), Here("Dep-fk")})),
            "MEETING_NO_QUORUM");
  MeetingRecord four = MeetingWith(
      {Here("Cilla"), Here("Vidar"), Here("Rut"), Here("Dep-fk", "Frej")});
  ASSERT_EQ(TryDecide(Plain(1), four), "");
  ASSERT_EQ(TryConflict({2, "Rut", "Närstående", ""}, &four), "");
  EXPECT_EQ(TryDecide(Plain(2), four), "MEETING_NO_QUORUM");
  EXPECT_EQ(TryDecide(Plain(1), four), "");
}

// A meeting of the six about one item with this rule.
MeetingRecord MeetingByRule(DecisionRule rule) {
  MeetingRecord record =
      MeetingWith({Here("Cilla"), Here("Vidar"), Here("Rut"), Here("Frej")});
  record.agenda[0].rule = rule;
  return record;
}

DecisionCommand BetweenTwo(const std::vector<Vote>& votes,
                           int64_t outcome = 0) {
  DecisionCommand command;
  command.item = 1;
  command.proposals = {{"Ja", ""}, {"Nej", ""}};
  command.votes = votes;
  command.outcome = outcome;
  return command;
}

TEST(MeetingTest, AQualifiedMajorityIsTwoThirds) {
  MeetingRecord record = MeetingByRule(DecisionRule::kTwoThirds);
  const auto decided = [&](std::array<int64_t, 4> votes) {
    MeetingRecord copy = record;
    EXPECT_EQ(ReasonOf(Decide(BetweenTwo({{"Cilla", votes[0]},
                                          {"Vidar", votes[1]},
                                          {"Rut", votes[2]},
                                          {"Frej", votes[3]}}),
                              {}, SixContext(), &copy)),
              "");
    EXPECT_FALSE(copy.decisions.back().casting_vote);
    return copy.decisions.back().text;
  };
  EXPECT_EQ(decided({1, 1, 1, 2}), "Ja");
  EXPECT_EQ(decided({1, 1, 2, 0}), "Ja");
  EXPECT_EQ(decided({1, 1, 2, 2}), "Nej");
  EXPECT_EQ(decided({1, 2, 2, 2}), "Nej");
  EXPECT_EQ(decided({0, 0, 0, 0}), "Nej");
}

TEST(MeetingTest, AnElectionIsSecretAndTheLotDecides) {
  MeetingRecord record = MeetingByRule(DecisionRule::kElection);
  DecisionCommand command = BetweenTwo({{"Cilla", 1}});
  EXPECT_EQ(TryDecide(command, record), "BALLOT_INVALID");
  const auto ballot = [](int64_t first, int64_t second, int64_t outcome = 0) {
    DecisionCommand made = BetweenTwo({}, outcome);
    AddSecretVotes(first, 1, &made);
    AddSecretVotes(second, 2, &made);
    return made;
  };
  EXPECT_EQ(TryDecide(ballot(3, 2), record), "BALLOT_INVALID");
  EXPECT_EQ(TryDecide(ballot(-1, 2), record), "BALLOT_INVALID");
  EXPECT_EQ(TryDecide(ballot(1'000'000, 2), record), "BALLOT_INVALID");
  EXPECT_EQ(TryDecide(ballot(2, 2), record), "OUTCOME_MISSING");
  EXPECT_EQ(TryDecide(ballot(2, 2, 3), record), "OUTCOME_CONTRADICTS");
  EXPECT_EQ(TryDecide(ballot(3, 1, 2), record), "OUTCOME_CONTRADICTS");
  EXPECT_EQ(TryDecide(ballot(3, 1), record), "");
  EXPECT_EQ(TryDecide(ballot(2, 2), MeetingByRule(DecisionRule::kMajority)),
            "BALLOT_INVALID");
  ASSERT_TRUE(Decide(ballot(2, 2, 2), {}, SixContext(), &record).ok());
  EXPECT_TRUE(record.decisions.back().by_lot);
  EXPECT_EQ(record.decisions.back().text, "Nej");
  EXPECT_THAT(MinutesText("Förbundet", record, SixContext()),
              HasSubstr("**Sluten omröstning**\n\n- Förslag 1: 2\n- Förslag 2: "
                        "2\n\nRösterna är lika; lotten avgör."));
  EXPECT_EQ(DecodeRecord(EncodeRecord(record)), record);
}

TEST(MeetingTest, ADeputyMayServeForTheConflicted) {
  MeetingRecord record =
      MeetingWith({Here("Cilla"), Here("Vidar"), Here("Rut"), Here("Frej"),
                   Here("Dep-region-2"), Here("Dep-ask")});
  EXPECT_EQ(TryConflict({2, "Rut", "", "Dep-ask"}, &record),
            "DEPUTY_OTHER_MEMBER");
  EXPECT_EQ(TryConflict({2, "Rut", "", "Dep-region-1"}, &record),
            "DEPUTY_NOT_CALLED");
  ASSERT_EQ(TryConflict({2, "Rut", "", "Dep-region-2"}, &record), "");
  EXPECT_EQ(TryConflict({2, "Rut", "", ""}, &record), "CONFLICT_TWICE");
  EXPECT_EQ(TryConflict({2, "Bror", "", ""}, &record),
            "CONFLICT_PERSON_UNKNOWN");
  EXPECT_EQ(TryConflict({9, "Rut", "", ""}, &record), "ITEM_UNKNOWN");
  ASSERT_TRUE(Decide(Plain(2), {}, SixContext(), &record).ok());
  EXPECT_THAT(record.decisions.back().took_part,
              ElementsAre("Cilla", "Vidar", "Dep-region-2", "Frej"));
  EXPECT_EQ(TryConflict({2, "Frej", "", ""}, &record), "ITEM_DECIDED");
}

TEST(MeetingTest, SomebodyPresides) {
  MeetingRecord record = MeetingWith(
      {Here("Cilla"), Here("Rut"), Here("Frej"), Here("Alma"), Here("Bror")});
  ASSERT_EQ(TryConflict({3, "Cilla", "", ""}, &record), "");
  EXPECT_EQ(TryDecide(Plain(3), record), "MEETING_NO_CHAIR");
  DecisionCommand command = Plain(3);
  command.acting_chair = "Cilla";
  EXPECT_EQ(TryDecide(command, record), "MEETING_NO_CHAIR");
  command.acting_chair = "Alma";
  ASSERT_TRUE(Decide(command, {}, SixContext(), &record).ok());
  EXPECT_EQ(record.decisions.back().chair, "Alma");
  // The vice chair needs no election.
  record = FullMeeting();
  ASSERT_EQ(TryConflict({3, "Cilla", "", ""}, &record), "");
  ASSERT_TRUE(Decide(Plain(3), {}, SixContext(), &record).ok());
  EXPECT_EQ(record.decisions.back().chair, "Vidar");
}

TEST(MeetingTest, VotesAreOfThoseWhoTakePart) {
  MeetingRecord record =
      MeetingWith({Here("Cilla"), Here("Vidar"), Here("Rut"), Here("Frej"),
                   Here("Alma"), Here("Dep-ask")});
  ASSERT_EQ(TryConflict({2, "Alma", "", ""}, &record), "");
  const std::vector<std::string> yes = {"Cilla", "Vidar"};
  const auto refused = [&](const std::vector<std::string>& no) {
    return TryDecide(Count(2, yes, no), record);
  };
  EXPECT_EQ(refused({"Rut", "Frej", "Bror"}), "VOTER_ABSENT");
  EXPECT_EQ(refused({"Rut", "Frej", "Alma"}), "VOTER_CONFLICTED");
  EXPECT_EQ(refused({"Rut", "Frej", "Dep-ask"}), "VOTER_NOT_SERVING");
  EXPECT_EQ(refused({"Rut", "Rut", "Frej"}), "VOTE_TWICE");
  EXPECT_EQ(refused({"Rut"}), "VOTE_MISSING");
  DecisionCommand command = Count(2, yes, {"Rut", "Frej"});
  command.votes.back().proposal = 3;
  EXPECT_EQ(TryDecide(command, record), "VOTE_INVALID");
  command = Count(2, yes, {"Rut", "Frej"});
  command.proposals.push_back({"Återremiss", ""});
  EXPECT_EQ(TryDecide(command, record), "VOTE_PROPOSALS");
  command = Count(2, yes, {"Rut", "Frej"});
  command.outcome = 2;
  EXPECT_EQ(TryDecide(command, record), "OUTCOME_CONTRADICTS");
}

TEST(MeetingTest, TheChairDecidesATie) {
  MeetingRecord record = FullMeeting();
  EXPECT_EQ(
      TryDecide(Count(2, {"Vidar", "Rut"}, {"Frej", "Bror"}, {"Cilla", "Alma"}),
                record),
      "CHAIR_MUST_VOTE");
  ASSERT_TRUE(
      Decide(Count(2, {"Vidar", "Rut", "Alma"}, {"Frej", "Bror", "Cilla"}), {},
             SixContext(), &record)
          .ok());
  EXPECT_TRUE(record.decisions.back().casting_vote);
  EXPECT_EQ(record.decisions.back().text, "Avslag");
  ASSERT_TRUE(
      Decide(Count(3, {"Vidar", "Rut"}, {"Frej"}, {"Bror", "Cilla", "Alma"}),
             {}, SixContext(), &record)
          .ok());
  EXPECT_FALSE(record.decisions.back().casting_vote);
  EXPECT_EQ(record.decisions.back().text, "Bifall");
}

TEST(MeetingTest, NumbersRunOnOverTheYear) {
  MeetingRecord first = FullMeeting();
  MeetingRecord second = FullMeeting();
  first.date = absl::CivilDay(2024, 3, 21);
  ASSERT_TRUE(Decide(Plain(1), {second}, SixContext(), &first).ok());
  ASSERT_TRUE(Decide(Plain(2), {second}, SixContext(), &first).ok());
  ASSERT_TRUE(Decide(Plain(1), {first}, SixContext(), &second).ok());
  EXPECT_EQ(second.decisions.back().number, 3);
  EXPECT_EQ(ReasonOf(Decide(Plain(3), {second}, SixContext(), &first)),
            "MEETING_NUMBERING");
  MeetingRecord third = FullMeeting();
  third.date = absl::CivilDay(2024, 12, 12);
  third.first_number = 3;
  EXPECT_EQ(ReasonOf(Decide(Plain(1), {first, second}, SixContext(), &third)),
            "MEETING_NUMBERING");
  third.first_number = 42;
  ASSERT_TRUE(Decide(Plain(1), {first, second}, SixContext(), &third).ok());
  EXPECT_EQ(third.decisions.back().number, 42);
  third.decisions.clear();
  third.numbers_run_on = false;
  third.first_number = 0;
  ASSERT_TRUE(Decide(Plain(1), {first, second}, SixContext(), &third).ok());
  EXPECT_EQ(third.decisions.back().number, 1);
}

TEST(MeetingTest, ReservationsComeBeforeTheEnd) {
  MeetingRecord record = FullMeeting();
  DecisionCommand command = Plain(1);
  command.reservations = {{"Dep-ask", ""}};
  EXPECT_EQ(TryDecide(command, record), "RESERVATION_INVALID");
  ASSERT_TRUE(Decide(Plain(1), {}, SixContext(), &record).ok());
  const auto close = [&](const std::vector<LateReservation>& reservations,
                         const std::vector<std::string>& adjusters) {
    return ReasonOf(
        CloseMeeting(reservations, adjusters, SixContext(), &record));
  };
  EXPECT_EQ(close({{7, {"Rut", ""}}}, {"Alma"}), "DECISION_UNKNOWN");
  EXPECT_EQ(close({}, {"Cilla"}), "ADJUSTER_INVALID");
  EXPECT_EQ(close({}, {"Dep-ask"}), "ADJUSTER_INVALID");
  EXPECT_EQ(close({}, {}), "ADJUSTER_INVALID");
  EXPECT_EQ(close({{1, {"Rut", "För dyrt."}}}, {"Alma"}), "");
  EXPECT_EQ(close({}, {"Alma"}), "MEETING_CLOSED");
  EXPECT_EQ(TryDecide(Plain(2), record), "MEETING_CLOSED");
  EXPECT_EQ(record.decisions.front().reservations.size(), 1U);
}

TEST(MeetingTest, ApprovedMinutesStand) {
  MeetingRecord record = FullMeeting();
  ASSERT_TRUE(Decide(Plain(1), {}, SixContext(), &record).ok());
  const auto approve = [&](absl::CivilDay day,
                           const std::vector<std::string>& persons) {
    return ReasonOf(ApproveMinutes(
        day, persons, SixContext(absl::CivilDay(2024, 12, 10)), &record));
  };
  EXPECT_EQ(approve(kMeetingDay, {"Cilla", "Alma"}), "MEETING_NOT_CLOSED");
  ASSERT_TRUE(CloseMeeting({}, {"Alma"}, SixContext(), &record).ok());
  EXPECT_EQ(approve(kMeetingDay - 1, {"Cilla", "Alma"}),
            "MINUTES_BEFORE_MEETING");
  EXPECT_EQ(approve(absl::CivilDay(2024, 12, 11), {"Cilla", "Alma"}),
            "DATE_FUTURE");
  EXPECT_EQ(approve(kMeetingDay, {"Alma"}), "APPROVER_INVALID");
  const auto notice = [&](const std::string& member, absl::CivilDay day) {
    return ReasonOf(PostNotice({member, day, ""}, SixContext(), &record));
  };
  EXPECT_EQ(notice("ask", kMeetingDay), "MINUTES_NOT_APPROVED");
  EXPECT_EQ(approve(absl::CivilDay(2024, 12, 5), {"Cilla", "Alma"}), "");
  EXPECT_EQ(approve(absl::CivilDay(2024, 12, 5), {"Cilla", "Alma"}),
            "MINUTES_APPROVED");
  EXPECT_EQ(notice("ask", kMeetingDay), "NOTICE_BEFORE_APPROVAL");
  EXPECT_EQ(notice("fk", absl::CivilDay(2024, 12, 6)), "NOTICE_MEMBER_INVALID");
  EXPECT_EQ(notice("ask", absl::CivilDay(2024, 12, 6)), "");
  EXPECT_EQ(notice("ask", absl::CivilDay(2024, 12, 6)), "NOTICE_TWICE");
}

TEST(MeetingTest, DelegatedDecisionsAreReported) {
  MeetingRecord record = FullMeeting();
  const auto report = [&](const DelegatedDecision& decision) {
    return ReasonOf(ReportDelegated(decision, SixContext(), &record));
  };
  EXPECT_EQ(report({kMeetingDay + 1, "Chef", "Avtal", ""}),
            "DELEGATED_INVALID");
  EXPECT_EQ(report({kMeetingDay, "Chef", "", ""}), "DELEGATED_INVALID");
  EXPECT_EQ(report({kMeetingDay - 9, "Chef", "Hyresavtal", "3.2"}), "");
  EXPECT_EQ(report({kMeetingDay, "Chef", "om 19121212-1212", ""}),
            "PERSONAL_DATA");
}

TEST(MinutesTest, TellAllThatTheLawAsksFor) {
  MeetingRecord record = FullMeeting();
  record.present.push_back(Here("Dep-ask"));
  ASSERT_EQ(TryConflict({3, "Frej", "", ""}, &record), "");
  ASSERT_TRUE(
      Decide(Count(2, {"Vidar", "Rut", "Alma"}, {"Frej", "Bror", "Cilla"}), {},
             SixContext(), &record)
          .ok());
  DecisionCommand command = Plain(3);
  command.prose = "Se *bilaga 1*.";
  command.reservations = {{"Bror", "Ej [klart]"}};
  ASSERT_TRUE(Decide(command, {}, SixContext(), &record).ok());
  ASSERT_TRUE(CloseMeeting({}, {"Alma"}, SixContext(), &record).ok());
  ASSERT_TRUE(ApproveMinutes(absl::CivilDay(2024, 12, 4), {"Vidar", "Alma"},
                             SixContext(), &record)
                  .code() == absl::StatusCode::kFailedPrecondition);
  ASSERT_TRUE(ApproveMinutes(absl::CivilDay(2024, 12, 4), {"Cilla", "Alma"},
                             SixContext(), &record)
                  .ok());
  ASSERT_TRUE(PostNotice({"ask", absl::CivilDay(2024, 12, 5), "Kansliet"},
                         SixContext(), &record)
                  .ok());
  const std::string text = MinutesText("Sjö [förbund]", record, SixContext());
  for (const char* part :
       {"# Protokoll 2024-11-28", "Sjö \\[förbund\\]",
        "Sammanträdet är offentligt.", "- Cilla, ordförande, Asks kommun",
        "Ersättare som inte tjänstgör", "## § 1 Budget 2025",
        "1. Bifall (Cilla)", "- Förslag 2: 3 (Frej, Bror, Cilla)",
        "Rösterna är lika; ordförandens röst avgör.",
        "I beslutet deltar: Cilla, Vidar, Rut, Alma, Bror.",
        "Jäv: Frej deltar inte", "Se *bilaga 1*.",
        "Reservation: Bror: Ej \\[klart\\]",
        "Protokollet justerades 2024-12-04",
        "Asks kommun: anslaget 2024-12-05, får överklagas till och med "
        "2024-12-27, protokollet förvaras: Kansliet"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

}  // namespace
}  // namespace finsam::governance
