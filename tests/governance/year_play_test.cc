// A whole year of a board, over the real service: the new period's board from
// 1 April, a deputy who steps in, a conflict that breaks the quorum, a tie that
// the chair decides, minutes a day late, the budget meeting.

#include "tests/governance/year_play.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace finsam::governance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST_F(YearPlay, FromTheOldBoardToTheBudget) {
  // February: the annual report, with minutes a day late.
  const Day february(2027, 2, 11);
  ASSERT_EQ(
      Call(february, {Item("Årsredovisning 2026", v1::Meeting::ANNUAL_REPORT)}),
      "");
  ASSERT_EQ(Present(february, {"Cilla Ask", "Vidar Ek", "Alma By"}), "");
  ASSERT_EQ(Decide(february, 1), "");
  ASSERT_EQ(Close(february, "Alma By"), "");
  EXPECT_THAT(
      Clocks(Day(2027, 2, 25)),
      ElementsAre("BUDGET 2027-11-30 RUNNING", "ANNUAL_REPORT 2027-03-31 MET",
                  "APPROVAL 2027-02-25 ALARM"));
  EXPECT_EQ(Approve(february, Day(2027, 2, 26), {"Cilla Ask"}),
            "APPROVER_INVALID");
  EXPECT_EQ(Approve(february, Day(2027, 2, 26), {"Cilla Ask", "Alma By"}), "");
  EXPECT_EQ(Post(february, Day(2027, 3, 1)), "");
  EXPECT_THAT(
      Clocks(Day(2027, 3, 1)),
      ElementsAre("BUDGET 2027-11-30 RUNNING", "ANNUAL_REPORT 2027-03-31 MET",
                  "APPROVAL 2027-02-25 LATE", "NOTICE 2027-03-01 MET",
                  "APPEAL 2027-03-22 RUNNING"));
  EXPECT_EQ(Decide(february, 1), "MEETING_CLOSED");

  // 1 April: a new board.
  ElectTheNewBoard();
  EXPECT_THAT(Holders(Day(2027, 3, 31)),
              ElementsAre("Frej Lo", "Alma By", "Vidar Ek", "Cilla Ask"));
  EXPECT_THAT(Holders(Day(2027, 4, 1)),
              ElementsAre("Frej Lo", "Ola By", "Vidar Ek", "Nea Ask"));

  // May: a conflict breaks the quorum; a tie is the chair's to decide.
  const Day may(2027, 5, 20);
  ASSERT_EQ(Call(may, {Item("Bidrag"), Item("Lokal")}), "");
  EXPECT_EQ(Present(may, {"Nea Ask", "Cilla Ask"}), "ATTENDANCE_UNKNOWN");
  ASSERT_EQ(Present(may, {"Nea Ask", "Vidar Ek", "Fia Lo=Frej Lo"}), "");
  v1::DeclareConflictRequest conflict;
  conflict.mutable_conflict()->set_item(1);
  conflict.mutable_conflict()->set_person("Fia Lo");
  ASSERT_EQ(Act(&Meetings::DeclareConflict, may, conflict), "");
  EXPECT_EQ(Decide(may, 1), "MEETING_NO_QUORUM");
  ASSERT_EQ(Present(may, {"Nea Ask", "Vidar Ek", "Fia Lo=Frej Lo", "Ola By"}),
            "");
  EXPECT_EQ(Decide(may, 1, {{"Nea Ask", 1}, {"Vidar Ek", 1}, {"Fia Lo", 1}}),
            "VOTER_CONFLICTED");
  ASSERT_EQ(Decide(may, 1), "");
  EXPECT_EQ(
      Decide(may, 2,
             {{"Nea Ask", 2}, {"Vidar Ek", 1}, {"Fia Lo", 1}, {"Ola By", 2}}),
      "");
  EXPECT_TRUE(meeting_.decisions(1).casting_vote());
  EXPECT_EQ(meeting_.decisions(1).text(), "Nej");
  EXPECT_EQ(meeting_.decisions(1).number(), 3);
  ASSERT_EQ(Close(may, "Ola By"), "");

  // June: Ola leaves, and the deputy steps in for the rest of the period.
  host_.SetDay(Day(2027, 6, 1));
  v1::ReplaceBoardMemberRequest replace;
  replace.set_person("Ola By");
  replace.set_appointing_member("af");
  replace.set_role(v1::BoardMember::MEMBER);
  finsam::ToProto(Day(2027, 6, 30), replace.mutable_last_day());
  replace.set_deputy("Dan Ask");
  EXPECT_EQ(ActOnBoard(&Board::ReplaceBoardMember, replace),
            "BOARD_REPLACEMENT_OTHER_MEMBER");
  replace.set_deputy("Ada By");
  EXPECT_EQ(ActOnBoard(&Board::ReplaceBoardMember, replace), "");
  EXPECT_THAT(Holders(Day(2027, 7, 1)),
              ElementsAre("Frej Lo", "Ada By", "Vidar Ek", "Nea Ask"));

  // Autumn: consultation, then the budget, in public.
  const Day october(2027, 10, 21);
  ASSERT_EQ(Call(october, {Item("Samråd", v1::Meeting::CONSULTATION)}), "");
  ASSERT_EQ(Present(october, {"Nea Ask", "Vidar Ek", "Ada By"}), "");
  ASSERT_EQ(Decide(october, 1), "");
  const Day november(2027, 11, 25);
  ASSERT_EQ(Call(november, {Item("Budget 2028", v1::Meeting::BUDGET)}, true),
            "");
  ASSERT_EQ(Present(november, {"Nea Ask", "Vidar Ek", "Ada By", "Frej Lo"}),
            "");
  EXPECT_THAT(Clocks(november).front(), "BUDGET 2027-11-30 ALARM");
  ASSERT_EQ(Decide(november, 1), "");
  EXPECT_THAT(Clocks(november).front(), "BUDGET 2027-11-30 MET");

  // All of it is there after a restart, and chained.
  const std::vector<std::string> clocks = Clocks(Day(2027, 12, 31));
  host_.Reopen();
  EXPECT_EQ(Clocks(Day(2027, 12, 31)), clocks);
  EXPECT_TRUE(host_.VerifyChain().ok());
}

TEST_F(YearPlay, ABudgetFixedBehindClosedDoorsIsTold) {
  const Day november(2027, 11, 25);
  ASSERT_EQ(Call(november, {Item("Budget", v1::Meeting::BUDGET)}), "");
  // The old board's terms have ended: the seats are vacant.
  EXPECT_EQ(Present(november, {"Cilla Ask"}), "ATTENDANCE_UNKNOWN");
  ElectTheNewBoard();
  host_.SetDay(november);
  ASSERT_EQ(Present(november, {"Nea Ask", "Vidar Ek", "Ola By"}), "");
  ASSERT_EQ(Decide(november, 1), "");
  EXPECT_THAT(Clocks(november).front(),
              "BUDGET 2027-11-30 ALARM BUDGET_MEETING_NOT_PUBLIC "
              "BUDGET_WITHOUT_CONSULTATION");
}

TEST_F(YearPlay, WritesNeedTheKeyAndAreAnsweredTheSame) {
  const Day day(2027, 2, 11);
  host_.with_key = false;
  EXPECT_EQ(Call(day, {Item("Ärende")}), "AUDIENCE_DENIED");
  host_.with_key = true;
  auto request = New<v1::CallMeetingRequest>();
  request.set_association(kHostAssociation);
  finsam::ToProto(day, request.mutable_date());
  request.set_kind("styrelsemöte");
  *request.add_agenda() = Item("Ärende");
  request.set_validate_only(true);
  v1::MeetingActResponse first;
  v1::MeetingActResponse again;
  const auto call = [&](v1::MeetingActResponse* response) {
    return ReasonOf(
        host_.Ask(host_.meetings(), &Meetings::CallMeeting, request, response));
  };
  ASSERT_EQ(call(&first), "");
  v1::GetMeetingRequest get;
  get.set_meeting(NameOf(day));
  v1::GetMeetingResponse got;
  EXPECT_EQ(
      ReasonOf(host_.Ask(host_.meetings(), &Meetings::GetMeeting, get, &got)),
      "MEETING_UNKNOWN");
  request.set_validate_only(false);
  ASSERT_EQ(call(&first), "");
  ASSERT_EQ(call(&again), "");
  EXPECT_EQ(first.SerializeAsString(), again.SerializeAsString());
  request.set_place("Ask");
  EXPECT_EQ(call(&again), "REQUEST_ID_REUSED");
  request.set_request_id("other");
  EXPECT_EQ(call(&again), "MEETING_TWICE");
  request.set_request_id("no-actor");
  request.clear_actor();
  EXPECT_EQ(call(&again), "ACTOR_MISSING");
  EXPECT_EQ(
      ReasonOf(host_.Ask(host_.meetings(), &Meetings::GetMeeting, get, &got)),
      "");
  EXPECT_EQ(got.meeting().agenda(0).title(), "Ärende");
  get.set_meeting("associations/2220001511/meetings/2027-02-30");
  EXPECT_EQ(
      ReasonOf(host_.Ask(host_.meetings(), &Meetings::GetMeeting, get, &got)),
      "NAME_INVALID");
}

TEST_F(YearPlay, FilesAndActsAreOneList) {
  const Day day(2027, 2, 11);
  ASSERT_EQ(Call(day, {Item("Ärende")}), "");
  ASSERT_EQ(host_.Import(2027, {{"association.yaml", kPlayMembers},
                                {"meetings.csv",
                                 "datum;slag;offentligt;beslut\n"
                                 "2027-02-11;styrelsemöte;ja;Ärende\n"
                                 "2027-05-20;styrelsemöte;nej;\n"}}),
            "");
  v1::ListMeetingsRequest request;
  request.set_fiscal_year("associations/2220001511/fiscalYears/2027");
  v1::ListMeetingsResponse response;
  ASSERT_TRUE(
      host_.Ask(host_.meetings(), &Meetings::ListMeetings, request, &response)
          .ok());
  ASSERT_EQ(response.meetings_size(), 2);
  EXPECT_TRUE(response.meetings(0).recorded());
  EXPECT_EQ(response.meetings(0).decision(), "Ärende");
  ASSERT_EQ(response.findings_size(), 1);
  EXPECT_EQ(response.findings(0).reason(), "MEETING_CONTRADICTS");
  // Minutes of a recorded meeting may not say something else.
  EXPECT_EQ(host_.Import(2027, {{"association.yaml", kPlayMembers},
                                {"minutes/2027-02-11.md",
                                 "---\nkind: styrelsemöte\n"
                                 "called: 2027-02-01\nitems:\n"
                                 "  - title: Annat\n---\n"}}),
            "MEETING_RECORDED");
  v1::GetMinutesRequest minutes;
  minutes.set_meeting(NameOf(day));
  v1::GetMinutesResponse text;
  ASSERT_TRUE(
      host_.Ask(host_.meetings(), &Meetings::GetMinutes, minutes, &text).ok());
  EXPECT_THAT(text.markdown(), HasSubstr("# Protokoll 2027-02-11"));
  EXPECT_THAT(text.digest(), ::testing::SizeIs(32));
}

}  // namespace
}  // namespace finsam::governance
