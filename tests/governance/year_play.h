// A board's year to play through over the real service: a small association,
// its board until 31 March 2027, and the acts by name. Invented persons.

#ifndef FINSAM_TESTS_GOVERNANCE_YEAR_PLAY_H_
#define FINSAM_TESTS_GOVERNANCE_YEAR_PLAY_H_

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/figure/convert.h"
#include "tests/governance/board_host.h"

namespace finsam::governance {

using Day = absl::CivilDay;
using Meetings = v1::MeetingService::Stub;
using Board = v1::BoardService::Stub;

inline constexpr char kPlayMembers[] = R"(organisation-number: 222000-1511
name: Sjödalens samordningsförbund
members:
  - {id: fk, name: Försäkringskassan, kind: social-insurance-agency}
  - {id: af, name: Arbetsförmedlingen, kind: employment-service}
  - {id: region, name: Region Sjö, kind: region}
  - {id: ask, name: Asks kommun, kind: municipality}
)";
// The old period ends on 31 March 2027.
inline constexpr char kPlayBoard[] =
    R"(person;roll;utsedd av;från;till;valbarhet;plats
Cilla Ask;ordförande;ask;2023-04-01;2027-03-31;fullmäktige;1
Vidar Ek;vice ordförande;region;2023-04-01;2027-03-31;fullmäktige;1
Frej Lo;ledamot;fk;2023-04-01;2027-03-31;anställd vid Försäkringskassan;1
Alma By;ledamot;af;2023-04-01;2027-03-31;anställd vid Arbetsförmedlingen;1
Dan Ask;ersättare;ask;2023-04-01;2027-03-31;fullmäktige;1
Ria Ek;ersättare;region;2023-04-01;2027-03-31;fullmäktige;1
Fia Lo;ersättare;fk;2023-04-01;2027-03-31;anställd vid Försäkringskassan;1
Ada By;ersättare;af;2023-04-01;2027-03-31;anställd vid Arbetsförmedlingen;1
)";

class YearPlay : public testing::Test {
 protected:
  YearPlay() {
    host_.SetDay(Day(2027, 1, 4));
    EXPECT_EQ(host_.Import(2027, {{"association.yaml", kPlayMembers},
                                  {"board.csv", kPlayBoard}}),
              "");
  }

  template <typename Request>
  Request New(Request request = {}) {
    request.set_request_id(absl::StrCat("r", ++requests_));
    request.mutable_actor()->set_person("Kim Kansli");
    return request;
  }

  template <typename Request>
  std::string ActOnBoard(grpc::Status (Board::*method)(grpc::ClientContext*,
                                                       const Request&,
                                                       v1::BoardActResponse*),
                         Request request) {
    request = New(request);
    request.set_association(kHostAssociation);
    v1::BoardActResponse response;
    return ReasonOf(host_.Ask(host_.board(), method, request, &response));
  }

  template <typename Request>
  std::string Act(grpc::Status (Meetings::*method)(grpc::ClientContext*,
                                                   const Request&,
                                                   v1::MeetingActResponse*),
                  Day day, Request request) {
    request = New(request);
    request.set_meeting(NameOf(day));
    v1::MeetingActResponse response;
    const absl::Status status =
        host_.Ask(host_.meetings(), method, request, &response);
    if (status.ok()) meeting_ = response.meeting();
    return ReasonOf(status);
  }

  static std::string NameOf(Day day) {
    return absl::StrCat(kHostAssociation, "/meetings/",
                        absl::FormatCivilTime(day));
  }

  std::string Call(Day day, const std::vector<v1::AgendaItem>& items,
                   bool is_public = false) {
    host_.SetDay(day - 7);
    auto request = New<v1::CallMeetingRequest>();
    request.set_association(kHostAssociation);
    finsam::ToProto(day, request.mutable_date());
    request.set_kind("styrelsemöte");
    request.set_public_(is_public);
    for (const v1::AgendaItem& item : items) *request.add_agenda() = item;
    v1::MeetingActResponse response;
    const absl::Status status =
        host_.Ask(host_.meetings(), &Meetings::CallMeeting, request, &response);
    host_.SetDay(day);
    return ReasonOf(status);
  }

  static v1::AgendaItem Item(
      const std::string& title,
      v1::Meeting::Subject subject = v1::Meeting::SUBJECT_UNSPECIFIED) {
    v1::AgendaItem item;
    item.set_title(title);
    item.set_subject(subject);
    return item;
  }

  // "Dan Ask=Cilla Ask" serves for her.
  std::string Present(Day day, const std::vector<std::string>& names) {
    v1::RecordPresenceRequest request;
    for (const std::string& name : names) {
      v1::Attendance* who = request.add_present();
      const size_t at = name.find('=');
      who->set_person(name.substr(0, at));
      if (at != std::string::npos) who->set_serves_for(name.substr(at + 1));
    }
    return Act(&Meetings::RecordPresence, day, request);
  }

  std::string Decide(Day day, int item,
                     const std::map<std::string, int>& votes = {}) {
    v1::DecideRequest request;
    request.set_item(item);
    if (votes.empty()) {
      request.set_text("Enligt förslaget.");
    } else {
      request.add_proposals()->set_text("Ja");
      request.add_proposals()->set_text("Nej");
    }
    for (const auto& [person, proposal] : votes) {
      request.add_votes()->set_person(person);
      request.mutable_votes()->rbegin()->set_proposal(proposal);
    }
    return Act(&Meetings::Decide, day, request);
  }

  std::string Close(Day day, const std::string& adjuster) {
    v1::CloseMeetingRequest request;
    request.add_adjusters(adjuster);
    return Act(&Meetings::CloseMeeting, day, request);
  }

  std::string Approve(Day day, Day on, const std::vector<std::string>& by) {
    host_.SetDay(on);
    v1::ApproveMinutesRequest request;
    for (const std::string& person : by) request.add_persons(person);
    return Act(&Meetings::ApproveMinutes, day, request);
  }

  std::string Post(Day day, Day on) {
    host_.SetDay(on);
    v1::PostNoticeRequest request;
    for (const char* member : {"region", "ask"}) {
      request.add_notices()->set_member(member);
    }
    return Act(&Meetings::PostNotice, day, request);
  }

  // "APPROVAL 2027-02-11 LATE" for each clock.
  std::vector<std::string> Clocks(Day day) {
    v1::ListClocksRequest request;
    request.set_association(kHostAssociation);
    finsam::ToProto(day, request.mutable_date());
    v1::ListClocksResponse response;
    EXPECT_TRUE(
        host_.Ask(host_.board(), &Board::ListClocks, request, &response).ok());
    std::vector<std::string> out;
    for (const v1::LegalClock& clock : response.clocks()) {
      out.push_back(
          absl::StrCat(v1::LegalClock::Kind_Name(clock.kind()), " ",
                       absl::FormatCivilTime(*DateFromProto(clock.due_date())),
                       " ", v1::LegalClock::State_Name(clock.state())));
      for (const auto& finding : clock.findings()) {
        out.back() += " " + finding.reason();
      }
    }
    return out;
  }

  std::vector<std::string> Holders(Day day) {
    v1::ListBoardRequest request;
    request.set_association(kHostAssociation);
    finsam::ToProto(day, request.mutable_date());
    v1::ListBoardResponse response;
    EXPECT_TRUE(
        host_.Ask(host_.board(), &Board::ListBoard, request, &response).ok());
    std::vector<std::string> names;
    for (const v1::MemberSeats& seats : response.members()) {
      for (const v1::BoardMember& term : seats.holders()) {
        names.push_back(term.person());
      }
      if (seats.vacant() > 0) names.push_back("-");
    }
    return names;
  }

  std::string Appoint(const std::string& person, v1::BoardMember::Role role,
                      const std::string& member) {
    v1::AppointBoardMemberRequest request;
    v1::BoardMember* term = request.mutable_term();
    term->set_person(person);
    term->set_role(role);
    term->set_appointing_member(member);
    term->set_eligibility(
        member == "fk"   ? v1::BoardMember::INSURANCE_AGENCY_EMPLOYEE
        : member == "af" ? v1::BoardMember::EMPLOYMENT_SERVICE_EMPLOYEE
                         : v1::BoardMember::COUNCIL);
    finsam::ToProto(Day(2027, 4, 1), term->mutable_start_date());
    return ActOnBoard(&Board::AppointBoardMember, request);
  }

  void ElectTheNewBoard() {
    host_.SetDay(Day(2027, 3, 20));
    for (const auto& [person, role, member] : std::vector<
             std::tuple<std::string, v1::BoardMember::Role, std::string>>{
             {"Nea Ask", v1::BoardMember::CHAIR, "ask"},
             {"Vidar Ek", v1::BoardMember::VICE_CHAIR, "region"},
             {"Frej Lo", v1::BoardMember::MEMBER, "fk"},
             {"Ola By", v1::BoardMember::MEMBER, "af"},
             {"Dan Ask", v1::BoardMember::DEPUTY, "ask"},
             {"Ria Ek", v1::BoardMember::DEPUTY, "region"},
             {"Fia Lo", v1::BoardMember::DEPUTY, "fk"},
             {"Ada By", v1::BoardMember::DEPUTY, "af"}}) {
      EXPECT_EQ(Appoint(person, role, member), "") << person;
    }
    EXPECT_EQ(Appoint("Femte", v1::BoardMember::DEPUTY, "ask"),
              "BOARD_DEPUTIES_TOO_MANY");
  }

  BoardHost host_;
  v1::MeetingRecord meeting_;
  int requests_ = 0;
};

}  // namespace finsam::governance

#endif  // FINSAM_TESTS_GOVERNANCE_YEAR_PLAY_H_
