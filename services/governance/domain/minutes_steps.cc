// What happens to a meeting's record when its items are decided: the end of
// the meeting, approval, notices.

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/meeting_record.h"

namespace finsam::governance {
namespace {

absl::Status No(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kFailedPrecondition, reason, sentence);
}

absl::Status Invalid(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, reason, sentence);
}

bool Has(const std::vector<std::string>& names, absl::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Everybody who presided over some of the meeting; who would, when nothing was
// decided.
std::set<std::string> ChairsOf(const MeetingRecord& record,
                               const MeetingContext& context) {
  std::set<std::string> chairs;
  for (const Decision& decision : record.decisions) {
    chairs.insert(decision.chair);
  }
  if (chairs.empty()) {
    std::vector<std::string> serving;
    for (const Serving& one : ServingNow(record, context)) {
      serving.push_back(one.person);
    }
    chairs.insert(ChairAmong(serving, record, context));
  }
  return chairs;
}

bool TookPart(const MeetingRecord& record, const MeetingContext& context,
              const std::string& person) {
  for (const Decision& decision : record.decisions) {
    if (Has(decision.took_part, person)) return true;
  }
  for (const Serving& one : ServingNow(record, context)) {
    if (one.person == person) return true;
  }
  return false;
}

absl::Status AddReservation(const LateReservation& late,
                            std::vector<Decision>* decisions) {
  RETURN_IF_ERROR(
      CheckTexts({{"reservation", late.reservation.text, kTextBytesMax}}));
  for (Decision& decision : *decisions) {
    if (decision.number != late.number) continue;
    const std::string& person = late.reservation.person;
    const bool twice = std::any_of(
        decision.reservations.begin(), decision.reservations.end(),
        [&](const Reservation& other) { return other.person == person; });
    if (twice || !Has(decision.took_part, person)) {
      return No("RESERVATION_INVALID",
                absl::StrCat(person, " deltog inte i § ", late.number,
                             " eller har redan reserverat sig"));
    }
    decision.reservations.push_back(late.reservation);
    return absl::OkStatus();
  }
  return Invalid("DECISION_UNKNOWN",
                 absl::StrCat("mötet har ingen § ", late.number));
}

}  // namespace

absl::Status ReportDelegated(const DelegatedDecision& decision,
                             const MeetingContext& context,
                             MeetingRecord* record) {
  RETURN_IF_ERROR(CheckOpen(*record, context));
  RETURN_IF_ERROR(CheckTexts({{"person", decision.person, kNameBytesMax},
                              {"beslut", decision.text, kTextBytesMax},
                              {"grund", decision.ground, kNameBytesMax}}));
  if (decision.person.empty() || decision.text.empty() ||
      decision.date > record->date) {
    return Invalid("DELEGATED_INVALID",
                   "ett delegerat beslut har en beslutande, en lydelse och en "
                   "dag som inte är senare än mötet");
  }
  if (record->delegated.size() >= kDelegatedMax) {
    return Invalid("MEETING_LIST_SIZE", "för många delegerade beslut");
  }
  record->delegated.push_back(decision);
  return absl::OkStatus();
}

absl::Status CloseMeeting(const std::vector<LateReservation>& reservations,
                          const std::vector<std::string>& adjusters,
                          const MeetingContext& context,
                          MeetingRecord* record) {
  RETURN_IF_ERROR(CheckOpen(*record, context));
  if (record->present.empty()) {
    return No("MEETING_EMPTY", "ingen är antecknad som närvarande");
  }
  if (reservations.size() > kDecisionsMax * kAttendancesMax) {
    return Invalid("MEETING_LIST_SIZE", "för många reservationer");
  }
  std::vector<Decision> decisions = record->decisions;
  for (const LateReservation& late : reservations) {
    RETURN_IF_ERROR(AddReservation(late, &decisions));
  }
  const std::set<std::string> chairs = ChairsOf(*record, context);
  std::set<std::string> seen;
  for (const std::string& adjuster : adjusters) {
    if (!seen.insert(adjuster).second || chairs.count(adjuster) != 0 ||
        !TookPart(*record, context, adjuster)) {
      return No("ADJUSTER_INVALID",
                absl::StrCat(adjuster,
                             " kan inte justera: står två gånger, var "
                             "ordförande eller tjänstgjorde inte"));
    }
  }
  if (adjusters.empty()) {
    return Invalid("ADJUSTER_INVALID", "mötet har ingen justerare");
  }
  record->decisions = std::move(decisions);
  record->adjusters = adjusters;
  record->closed = true;
  return absl::OkStatus();
}

absl::Status ApproveMinutes(absl::CivilDay day,
                            const std::vector<std::string>& persons,
                            const MeetingContext& context,
                            MeetingRecord* record) {
  if (record->approved.has_value()) {
    return No("MINUTES_APPROVED", "protokollet är redan justerat");
  }
  if (day < record->date) {
    return No("MINUTES_BEFORE_MEETING",
              "protokollet kan inte justeras före mötet");
  }
  if (day > context.today)
    return Invalid("DATE_FUTURE", "dagen är inte här än");
  if (!record->closed) {
    return No("MEETING_NOT_CLOSED",
              "mötet ska avslutas innan protokollet justeras");
  }
  std::set<std::string> needed = ChairsOf(*record, context);
  needed.insert(record->adjusters.begin(), record->adjusters.end());
  if (std::set<std::string>(persons.begin(), persons.end()) != needed ||
      persons.size() != needed.size()) {
    return No("APPROVER_INVALID",
              "protokollet justeras av dem som var ordförande och av alla "
              "justerare, och av inga andra");
  }
  record->approved = day;
  record->approved_by = persons;
  return absl::OkStatus();
}

std::vector<const Member*> NoticeMembers(const std::vector<Member>& members) {
  std::vector<const Member*> out;
  for (const Member& member : members) {
    if (member.kind == MemberKind::kRegion ||
        member.kind == MemberKind::kMunicipality) {
      out.push_back(&member);
    }
  }
  return out;
}

absl::Status PostNotice(const Notice& notice, const MeetingContext& context,
                        MeetingRecord* record) {
  RETURN_IF_ERROR(CheckTexts({{"förvaras", notice.kept_at, kNameBytesMax}}));
  if (!record->approved.has_value()) {
    return No("MINUTES_NOT_APPROVED", "protokollet är inte justerat");
  }
  if (notice.day < *record->approved) {
    return No("NOTICE_BEFORE_APPROVAL",
              "justeringen kan inte tillkännages innan den har skett");
  }
  if (notice.day > context.today) {
    return Invalid("DATE_FUTURE", "dagen är inte här än");
  }
  const auto boards = NoticeMembers(context.members);
  if (std::none_of(boards.begin(), boards.end(), [&](const Member* member) {
        return member->id == notice.member;
      })) {
    return Invalid("NOTICE_MEMBER_INVALID",
                   absl::StrCat(notice.member,
                                " är ingen kommun eller region i förbundet"));
  }
  for (const Notice& other : record->notices) {
    if (other.member == notice.member) {
      return Refuse(absl::StatusCode::kAlreadyExists, "NOTICE_TWICE",
                    absl::StrCat("justeringen är redan tillkännagiven hos ",
                                 notice.member));
    }
  }
  record->notices.push_back(notice);
  return absl::OkStatus();
}

}  // namespace finsam::governance
