// A board of six for tests of terms and meetings: the region has two seats and
// two deputies, in order of call; the others one of each. Invented persons.

#ifndef FINSAM_TESTS_GOVERNANCE_BOARD_SAMPLES_H_
#define FINSAM_TESTS_GOVERNANCE_BOARD_SAMPLES_H_

#include <string>
#include <vector>

#include "services/governance/domain/decide.h"
#include "services/governance/domain/meeting_record.h"
#include "services/governance/domain/terms.h"

namespace finsam::governance {

inline const std::vector<Member>& SixMembers() {
  static const std::vector<Member> members = {
      {"fk", "Försäkringskassan", MemberKind::kSocialInsuranceAgency, "", 0},
      {"af", "Arbetsförmedlingen", MemberKind::kEmploymentService, "", 0},
      {"region", "Region Sjö", MemberKind::kRegion, "", 0},
      {"ask", "Asks kommun", MemberKind::kMunicipality, "", 0},
      {"bjork", "Björks kommun", MemberKind::kMunicipality, "", 0}};
  return members;
}

inline BoardMember TermOfPerson(const std::string& person, BoardRole role,
                                const std::string& member, int64_t place = 1) {
  const Eligibility eligibility =
      member == "fk"   ? Eligibility::kInsuranceAgencyEmployee
      : member == "af" ? Eligibility::kEmploymentServiceEmployee
                       : Eligibility::kCouncil;
  return {person,
          role,
          member,
          absl::CivilDay(2023, 4, 1),
          absl::CivilDay(2027, 3, 31),
          eligibility,
          place,
          0};
}

inline const std::vector<BoardMember>& SixSeats() {
  static const std::vector<BoardMember> terms = {
      TermOfPerson("Cilla", BoardRole::kChair, "ask"),
      TermOfPerson("Vidar", BoardRole::kViceChair, "region"),
      TermOfPerson("Rut", BoardRole::kMember, "region", 2),
      TermOfPerson("Frej", BoardRole::kMember, "fk"),
      TermOfPerson("Alma", BoardRole::kMember, "af"),
      TermOfPerson("Bror", BoardRole::kMember, "bjork"),
      TermOfPerson("Dep-ask", BoardRole::kDeputy, "ask"),
      TermOfPerson("Dep-region-1", BoardRole::kDeputy, "region", 1),
      TermOfPerson("Dep-region-2", BoardRole::kDeputy, "region", 2),
      TermOfPerson("Dep-fk", BoardRole::kDeputy, "fk"),
      TermOfPerson("Dep-af", BoardRole::kDeputy, "af"),
      TermOfPerson("Dep-bjork", BoardRole::kDeputy, "bjork")};
  return terms;
}

inline constexpr absl::CivilDay kMeetingDay(2024, 11, 28);

inline MeetingContext SixContext(absl::CivilDay today = absl::CivilDay(2025, 12,
                                                                       31)) {
  return {SixSeats(), SixMembers(), today};
}

inline MeetingCall SampleCall(absl::CivilDay day = kMeetingDay) {
  MeetingCall call;
  call.date = day;
  call.called = day - 10;
  call.kind = "styrelsemöte";
  call.is_public = true;
  call.agenda = {{"Mötets öppnande", Subject::kOther},
                 {"Budget 2025", Subject::kBudget},
                 {"Bidrag till insats", Subject::kOther}};
  return call;
}

inline Attendance Here(const std::string& person,
                       const std::string& serves_for = "") {
  Attendance who;
  who.person = person;
  who.serves_for = serves_for;
  return who;
}

// A called meeting where these are present.
inline MeetingRecord MeetingWith(const std::vector<Attendance>& present) {
  MeetingRecord record = *CallMeeting(SampleCall(), {}, SixContext());
  record.present = present;
  return record;
}

inline MeetingRecord FullMeeting() {
  return MeetingWith({Here("Cilla"), Here("Vidar"), Here("Rut"), Here("Frej"),
                      Here("Alma"), Here("Bror")});
}

inline DecisionCommand Plain(int64_t item) {
  DecisionCommand command;
  command.item = item;
  command.text = "Styrelsen godkänner förslaget.";
  return command;
}

// Two proposals, and the votes of these for the first and for the second.
inline DecisionCommand Count(int64_t item,
                             const std::vector<std::string>& first,
                             const std::vector<std::string>& second,
                             const std::vector<std::string>& abstain = {}) {
  DecisionCommand command;
  command.item = item;
  command.proposals = {{"Bifall", "Cilla"}, {"Avslag", "Bror"}};
  for (const std::string& person : first) command.votes.push_back({person, 1});
  for (const std::string& person : second) {
    command.votes.push_back({person, 2});
  }
  for (const std::string& person : abstain) {
    command.votes.push_back({person, 0});
  }
  return command;
}

}  // namespace finsam::governance

#endif  // FINSAM_TESTS_GOVERNANCE_BOARD_SAMPLES_H_
