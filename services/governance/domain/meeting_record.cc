#include "services/governance/domain/meeting_record.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

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

template <typename Term>
const BoardMember* FindTerm(const MeetingContext& context, absl::CivilDay day,
                            const Term& is_it) {
  for (const BoardMember& term : context.terms) {
    if (ServesOn(term, day) && is_it(term)) return &term;
  }
  return nullptr;
}

const BoardMember* SeatOf(const MeetingContext& context, absl::CivilDay day,
                          const std::string& person) {
  return FindTerm(context, day, [&](const BoardMember& term) {
    return HoldsSeat(term) && term.person == person;
  });
}

const BoardMember* DeputyOf(const MeetingContext& context, absl::CivilDay day,
                            const std::string& person,
                            const std::string& member) {
  return FindTerm(context, day, [&](const BoardMember& term) {
    return IsDeputy(term) && term.person == person &&
           (member.empty() || term.appointed_by == member);
  });
}

// Refuses unless `deputy` is one for `member`, holds no seat, and comes first
// of those of the member's deputies who are present and not `busy`.
absl::Status CheckCalled(const std::string& deputy, const std::string& member,
                         const std::vector<Attendance>& present,
                         const std::vector<std::string>& busy,
                         const MeetingContext& context, absl::CivilDay day) {
  if (DeputyOf(context, day, deputy, "") == nullptr ||
      SeatOf(context, day, deputy) != nullptr) {
    return No("DEPUTY_NOT_CALLED",
              absl::StrCat(deputy, " är inte ersättare utan egen plats"));
  }
  const BoardMember* own = DeputyOf(context, day, deputy, member);
  if (own == nullptr) {
    return No("DEPUTY_OTHER_MEMBER",
              absl::StrCat(deputy, " är inte ersättare för ", member));
  }
  for (const Attendance& other : present) {
    if (other.person == deputy || Has(busy, other.person) ||
        SeatOf(context, day, other.person) != nullptr) {
      continue;
    }
    const BoardMember* before = DeputyOf(context, day, other.person, member);
    if (before == nullptr || before->place >= own->place) continue;
    return No("DEPUTY_ORDER", absl::StrCat(other.person, " ska kallas före ",
                                           deputy, " (12 §)"));
  }
  return absl::OkStatus();
}

bool IsPresent(const std::vector<Attendance>& present,
               absl::string_view person) {
  return std::any_of(present.begin(), present.end(),
                     [&](const Attendance& a) { return a.person == person; });
}

// The member whose seat a deputy is to serve in; refuses a seat that nobody
// needs to be served for.
absl::StatusOr<std::string> ServedMember(
    const Attendance& deputy, const std::vector<Attendance>& present,
    const MeetingContext& context, absl::CivilDay day,
    std::map<std::string, size_t>* served) {
  const std::string& seat = deputy.serves_for;
  size_t free = 1;
  std::string member;
  if (const BoardMember* holder = SeatOf(context, day, seat)) {
    member = holder->appointed_by;
    if (IsPresent(present, seat)) free = 0;
  } else {
    for (const MemberSeats& seats :
         BoardOn(context.terms, context.members, day)) {
      if (seats.member->id != seat) continue;
      member = seat;
      free = seats.vacant;
    }
  }
  if (member.empty() || (*served)[seat]++ >= free) {
    return No("DEPUTY_NOT_CALLED",
              absl::StrCat(deputy.person, " kan inte tjänstgöra för ", seat,
                           ", som inte är frånvarande eller redan är ersatt"));
  }
  return member;
}

absl::Status CheckAttendance(const Attendance& who,
                             const MeetingContext& context,
                             absl::CivilDay day) {
  RETURN_IF_ERROR(CheckTexts({{"person", who.person, kNameBytesMax},
                              {"orsak", who.reason, kTextBytesMax},
                              {"tjänstgör för", who.serves_for, kNameBytesMax},
                              {"gäst", who.guest_as, kNameBytesMax}}));
  const bool on_board = SeatOf(context, day, who.person) != nullptr ||
                        DeputyOf(context, day, who.person, "") != nullptr;
  if (!on_board && who.guest_as.empty()) {
    return No(
        "ATTENDANCE_UNKNOWN",
        absl::StrCat(who.person, " är varken ledamot eller ersättare den ",
                     absl::FormatCivilTime(day),
                     "; för andra sägs som vad de är med"));
  }
  if (who.mode == Mode::kSoundOnly && who.reason.empty()) {
    return Invalid("ATTENDANCE_REASON_MISSING",
                   absl::StrCat(who.person,
                                ": den som deltar med enbart ljud måste ha "
                                "särskilda skäl (19 a §)"));
  }
  return absl::OkStatus();
}

}  // namespace

std::string ModeWord(Mode mode) {
  switch (mode) {
    case Mode::kInRoom:
      return "på plats";
    case Mode::kRemote:
      return "distans";
    case Mode::kSoundOnly:
      return "ljud";
  }
  return "";
}

std::string DecisionRuleWord(DecisionRule rule) {
  switch (rule) {
    case DecisionRule::kMajority:
      return "enkel majoritet";
    case DecisionRule::kTwoThirds:
      return "två tredjedelar";
    case DecisionRule::kElection:
      return "val";
  }
  return "";
}

absl::Status CheckTexts(const std::vector<NamedText>& texts) {
  std::vector<Problem> problems;
  const Reporter report("", &problems);
  for (const NamedText& text : texts) {
    report.CheckText({0, std::string(text.field)}, text.text, text.bytes_max,
                     "MEETING_TEXT_SIZE");
  }
  if (problems.empty()) return absl::OkStatus();
  HidePersonalNumbers(&problems);
  return RefuseInput(std::move(problems));
}

absl::Status CheckOpen(const MeetingRecord& record,
                       const MeetingContext& context) {
  if (context.today < record.date) {
    return No("MEETING_NOT_BEGUN",
              absl::StrCat("mötet hålls först den ",
                           absl::FormatCivilTime(record.date)));
  }
  if (record.closed) return No("MEETING_CLOSED", "mötet är avslutat");
  return absl::OkStatus();
}

absl::StatusOr<MeetingRecord> CallMeeting(
    const MeetingCall& call, const std::vector<MeetingRecord>& others,
    const MeetingContext& context) {
  RETURN_IF_ERROR(CheckTexts({{"slag", call.kind, kNameBytesMax},
                              {"plats", call.place, kNameBytesMax}}));
  if (call.kind.empty() || call.called > call.date ||
      call.called > context.today || call.first_number < 0 ||
      call.first_number > kNumberMax) {
    return Invalid("MEETING_CALL_INVALID",
                   "kallelsen måste säga mötets slag och inte vara senare än "
                   "mötet eller i dag");
  }
  if (call.agenda.empty()) {
    return Invalid("MEETING_AGENDA_MISSING", "föredragningslistan är tom");
  }
  if (call.agenda.size() > kAgendaMax) {
    return Invalid("MEETING_LIST_SIZE", "föredragningslistan är för lång");
  }
  for (const AgendaItem& item : call.agenda) {
    if (item.title.empty()) {
      return Invalid("MEETING_AGENDA_MISSING", "ett ärende saknar rubrik");
    }
    RETURN_IF_ERROR(CheckTexts({{"ärende", item.title, kNameBytesMax}}));
  }
  for (const MeetingRecord& other : others) {
    if (other.date == call.date) {
      return Refuse(absl::StatusCode::kAlreadyExists, "MEETING_TWICE",
                    absl::StrCat("det finns redan ett möte den ",
                                 absl::FormatCivilTime(call.date)));
    }
    if (other.numbers_run_on != call.numbers_run_on) {
      return No("MEETING_NUMBERING",
                "årets andra möten numrerar sina paragrafer på annat sätt");
    }
  }
  MeetingRecord record;
  record.date = call.date;
  record.called = call.called;
  record.kind = call.kind;
  record.place = call.place;
  record.is_public = call.is_public;
  record.numbers_run_on = call.numbers_run_on;
  record.first_number = call.first_number;
  record.agenda = call.agenda;
  return record;
}

absl::Status RecordPresence(const std::vector<Attendance>& present,
                            const std::string& acting_chair,
                            const MeetingContext& context,
                            MeetingRecord* record) {
  RETURN_IF_ERROR(CheckOpen(*record, context));
  if (present.size() > kAttendancesMax) {
    return Invalid("MEETING_LIST_SIZE", "närvarolistan är för lång");
  }
  std::set<std::string> seen;
  std::vector<std::string> busy;
  for (const Attendance& who : present) {
    RETURN_IF_ERROR(CheckAttendance(who, context, record->date));
    if (!seen.insert(who.person).second) {
      return Invalid("ATTENDANCE_TWICE",
                     absl::StrCat(who.person, " står två gånger"));
    }
    if (!who.serves_for.empty()) busy.push_back(who.person);
  }
  std::map<std::string, size_t> served;
  for (const Attendance& who : present) {
    if (who.serves_for.empty()) continue;
    ASSIGN_OR_RETURN(
        const std::string member,
        ServedMember(who, present, context, record->date, &served));
    RETURN_IF_ERROR(
        CheckCalled(who.person, member, present, busy, context, record->date));
  }
  MeetingRecord changed = *record;
  changed.present = present;
  changed.acting_chair = acting_chair;
  const std::vector<Serving> serving = ServingNow(changed, context);
  if (!acting_chair.empty() &&
      std::none_of(serving.begin(), serving.end(), [&](const Serving& s) {
        return s.person == acting_chair;
      })) {
    return No("CHAIR_INVALID",
              absl::StrCat(acting_chair, " tjänstgör inte vid mötet"));
  }
  *record = std::move(changed);
  return absl::OkStatus();
}

std::vector<Serving> ServingNow(const MeetingRecord& record,
                                const MeetingContext& context) {
  std::vector<Serving> serving;
  for (const Attendance& who : record.present) {
    const std::string& seat =
        who.serves_for.empty() ? who.person : who.serves_for;
    const BoardMember* holder = SeatOf(context, record.date, seat);
    if (holder != nullptr) {
      serving.push_back({who.person, seat, holder->appointed_by});
    } else if (!who.serves_for.empty()) {
      serving.push_back({who.person, seat, seat});  // A vacant seat.
    }
  }
  return serving;
}

std::vector<std::string> TakingPart(int64_t item, const MeetingRecord& record,
                                    const MeetingContext& context) {
  std::vector<std::string> persons;
  for (const Serving& serving : ServingNow(record, context)) {
    std::string person = serving.person;
    for (const Conflict& conflict : record.conflicts) {
      if (conflict.item == item && conflict.person == serving.person) {
        person =
            IsPresent(record.present, conflict.deputy) ? conflict.deputy : "";
      }
    }
    // Whoever has been called to another seat since has one vote all the same.
    if (person.empty() || Has(persons, person)) continue;
    persons.push_back(std::move(person));
  }
  return persons;
}

std::string ChairAmong(const std::vector<std::string>& serving,
                       const MeetingRecord& record,
                       const MeetingContext& context) {
  for (const BoardRole role : {BoardRole::kChair, BoardRole::kViceChair}) {
    for (const BoardMember& term : context.terms) {
      if (term.role == role && ServesOn(term, record.date) &&
          Has(serving, term.person)) {
        return term.person;
      }
    }
  }
  return Has(serving, record.acting_chair) ? record.acting_chair : "";
}

absl::Status DeclareConflict(const Conflict& conflict,
                             const MeetingContext& context,
                             MeetingRecord* record) {
  RETURN_IF_ERROR(CheckOpen(*record, context));
  RETURN_IF_ERROR(CheckTexts({{"person", conflict.person, kNameBytesMax},
                              {"orsak", conflict.reason, kTextBytesMax}}));
  if (conflict.item < 1 ||
      conflict.item > static_cast<int64_t>(record->agenda.size())) {
    return Invalid("ITEM_UNKNOWN", "ärendet finns inte på listan");
  }
  for (const Decision& decision : record->decisions) {
    if (decision.item == conflict.item) {
      return No("ITEM_DECIDED", "ärendet är redan avgjort");
    }
  }
  std::vector<std::string> busy;
  const Serving* kept_out = nullptr;
  const std::vector<Serving> serving = ServingNow(*record, context);
  for (const Serving& one : serving) {
    busy.push_back(one.person);
    if (one.person == conflict.person) kept_out = &one;
  }
  for (const Conflict& other : record->conflicts) {
    if (other.item != conflict.item) continue;
    if (other.person == conflict.person || other.deputy == conflict.person) {
      return No("CONFLICT_TWICE", absl::StrCat(conflict.person,
                                               " har redan anmält jäv, eller "
                                               "har kallats in i ärendet"));
    }
    busy.push_back(other.deputy);
  }
  if (kept_out == nullptr) {
    return No("CONFLICT_PERSON_UNKNOWN",
              absl::StrCat(conflict.person, " tjänstgör inte vid mötet"));
  }
  if (!conflict.deputy.empty()) {
    if (!IsPresent(record->present, conflict.deputy) ||
        Has(busy, conflict.deputy)) {
      return No("DEPUTY_NOT_CALLED",
                absl::StrCat(conflict.deputy,
                             " är inte närvarande utan att tjänstgöra"));
    }
    RETURN_IF_ERROR(CheckCalled(conflict.deputy, kept_out->member,
                                record->present, busy, context, record->date));
  }
  if (record->conflicts.size() >= kAgendaMax * kAttendancesMax) {
    return Invalid("MEETING_LIST_SIZE", "för många jäv är anmälda");
  }
  record->conflicts.push_back(conflict);
  return absl::OkStatus();
}

}  // namespace finsam::governance
