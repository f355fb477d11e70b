#include "services/governance/meeting_codec.h"

#include "services/governance/domain/limits.h"

namespace finsam::governance {
namespace {

using store::PartsReader;
using store::PartsWriter;

constexpr char kFormat = 1;
constexpr char kRecordKind[] = "governance-meeting";
constexpr char kTermsKind[] = "governance-terms";
// Conflicts are limited by item and person.
constexpr size_t kConflictsMax = kAgendaMax * kAttendancesMax;

template <typename T, typename Read>
std::vector<T> ReadList(size_t size_max, const Read& read, PartsReader* in) {
  return in->List<T>(size_max, read).value_or(std::vector<T>{});
}

void WriteText(const std::string& text, PartsWriter* out) { out->Text(text); }
std::string ReadText(PartsReader* in) { return in->Text(); }

// Subject and rule are one number, so that what has the usual rule has the
// bytes that it always had.
void WriteSubject(Subject subject, DecisionRule rule, PartsWriter* out) {
  out->Number(static_cast<int>(subject) + kSubjects * static_cast<int>(rule));
}

void ReadSubject(PartsReader* in, Subject* subject, DecisionRule* rule) {
  const int number = in->Choice<int>(kSubjects * kDecisionRules);
  *subject = static_cast<Subject>(number % kSubjects);
  *rule = static_cast<DecisionRule>(number / kSubjects);
}

// What decided a tie, as a number.
constexpr int kByChair = 1;
constexpr int kByLot = 2;
constexpr int kTies = 3;

void WriteItem(const AgendaItem& item, PartsWriter* out) {
  out->Text(item.title);
  WriteSubject(item.subject, item.rule, out);
}

AgendaItem ReadItem(PartsReader* in) {
  AgendaItem item;
  item.title = in->Text();
  ReadSubject(in, &item.subject, &item.rule);
  return item;
}

void WriteAttendance(const Attendance& who, PartsWriter* out) {
  out->Text(who.person);
  out->Number(static_cast<int>(who.mode));
  out->Text(who.reason);
  out->Text(who.serves_for);
  out->Text(who.guest_as);
}

Attendance ReadAttendance(PartsReader* in) {
  Attendance who;
  who.person = in->Text();
  who.mode = in->Choice<Mode>(kModes);
  who.reason = in->Text();
  who.serves_for = in->Text();
  who.guest_as = in->Text();
  return who;
}

void WriteConflict(const Conflict& conflict, PartsWriter* out) {
  out->Number(conflict.item);
  out->Text(conflict.person);
  out->Text(conflict.reason);
  out->Text(conflict.deputy);
}

Conflict ReadConflict(PartsReader* in) {
  Conflict conflict;
  conflict.item = in->Number();
  conflict.person = in->Text();
  conflict.reason = in->Text();
  conflict.deputy = in->Text();
  return conflict;
}

void WriteReservation(const Reservation& reservation, PartsWriter* out) {
  out->Text(reservation.person);
  out->Text(reservation.text);
}

Reservation ReadReservation(PartsReader* in) {
  Reservation reservation;
  reservation.person = in->Text();
  reservation.text = in->Text();
  return reservation;
}

void WriteDecision(const Decision& decision, PartsWriter* out) {
  out->Number(decision.number);
  out->Number(decision.item);
  out->Text(decision.title);
  WriteSubject(decision.subject, decision.rule, out);
  out->List(decision.proposals, [](const Proposal& p, PartsWriter* to) {
    to->Text(p.text);
    to->Text(p.proposer);
  });
  out->List(decision.votes, [](const Vote& vote, PartsWriter* to) {
    to->Text(vote.person);
    to->Number(vote.proposal);
  });
  out->Number(decision.casting_vote ? kByChair : decision.by_lot ? kByLot : 0);
  out->Text(decision.text);
  out->Text(decision.prose);
  out->Text(decision.chair);
  out->List(decision.took_part, WriteText);
  out->List(decision.kept_out, WriteText);
  out->List(decision.reservations, WriteReservation);
}

Decision ReadDecision(PartsReader* in) {
  Decision decision;
  decision.number = in->Number();
  decision.item = in->Number();
  decision.title = in->Text();
  ReadSubject(in, &decision.subject, &decision.rule);
  decision.proposals = ReadList<Proposal>(
      kProposalsMax,
      [](PartsReader* from) {
        Proposal proposal;
        proposal.text = from->Text();
        proposal.proposer = from->Text();
        return proposal;
      },
      in);
  decision.votes = ReadList<Vote>(
      kAttendancesMax,
      [](PartsReader* from) {
        Vote vote;
        vote.person = from->Text();
        vote.proposal = from->Number();
        return vote;
      },
      in);
  const int tie = in->Choice<int>(kTies);
  decision.casting_vote = tie == kByChair;
  decision.by_lot = tie == kByLot;
  decision.text = in->Text();
  decision.prose = in->Text();
  decision.chair = in->Text();
  decision.took_part = ReadList<std::string>(kAttendancesMax, ReadText, in);
  decision.kept_out = ReadList<std::string>(kAttendancesMax, ReadText, in);
  decision.reservations =
      ReadList<Reservation>(kAttendancesMax, ReadReservation, in);
  return decision;
}

void WriteDelegated(const DelegatedDecision& decision, PartsWriter* out) {
  out->Day(decision.date);
  out->Text(decision.person);
  out->Text(decision.text);
  out->Text(decision.ground);
}

DelegatedDecision ReadDelegated(PartsReader* in) {
  DelegatedDecision decision;
  decision.date = in->Day();
  decision.person = in->Text();
  decision.text = in->Text();
  decision.ground = in->Text();
  return decision;
}

void WriteNotice(const Notice& notice, PartsWriter* out) {
  out->Text(notice.member);
  out->Day(notice.day);
  out->Text(notice.kept_at);
}

Notice ReadNotice(PartsReader* in) {
  Notice notice;
  notice.member = in->Text();
  notice.day = in->Day();
  notice.kept_at = in->Text();
  return notice;
}

}  // namespace

void WriteRecord(const MeetingRecord& record, PartsWriter* out) {
  out->Day(record.date);
  out->Day(record.called);
  out->Text(record.kind);
  out->Text(record.place);
  out->Number(record.is_public ? 1 : 0);
  out->Number(record.numbers_run_on ? 1 : 0);
  out->Number(record.first_number);
  out->List(record.agenda, WriteItem);
  out->List(record.present, WriteAttendance);
  out->Text(record.acting_chair);
  out->List(record.conflicts, WriteConflict);
  out->List(record.decisions, WriteDecision);
  out->List(record.delegated, WriteDelegated);
  out->List(record.adjusters, WriteText);
  out->Number(record.closed ? 1 : 0);
  out->Day(record.approved);
  out->List(record.approved_by, WriteText);
  out->List(record.notices, WriteNotice);
}

MeetingRecord ReadRecord(PartsReader* in) {
  MeetingRecord record;
  record.date = in->Day();
  record.called = in->Day();
  record.kind = in->Text();
  record.place = in->Text();
  record.is_public = in->Flag();
  record.numbers_run_on = in->Flag();
  record.first_number = in->Number();
  record.agenda = ReadList<AgendaItem>(kAgendaMax, ReadItem, in);
  record.present = ReadList<Attendance>(kAttendancesMax, ReadAttendance, in);
  record.acting_chair = in->Text();
  record.conflicts = ReadList<Conflict>(kConflictsMax, ReadConflict, in);
  record.decisions = ReadList<Decision>(kDecisionsMax, ReadDecision, in);
  record.delegated =
      ReadList<DelegatedDecision>(kDelegatedMax, ReadDelegated, in);
  record.adjusters = ReadList<std::string>(kAttendancesMax, ReadText, in);
  record.closed = in->Flag();
  record.approved = in->OptionalDay();
  record.approved_by = ReadList<std::string>(kAttendancesMax, ReadText, in);
  record.notices = ReadList<Notice>(kMembersMax, ReadNotice, in);
  return record;
}

std::string EncodeRecord(const MeetingRecord& record) {
  PartsWriter out(kFormat, kRecordKind);
  WriteRecord(record, &out);
  return out.bytes();
}

std::optional<MeetingRecord> DecodeRecord(absl::string_view bytes) {
  PartsReader in(kFormat, kRecordKind, bytes);
  MeetingRecord record = ReadRecord(&in);
  if (!in.Complete()) return std::nullopt;
  return record;
}

void WriteTerm(const BoardMember& term, PartsWriter* out) {
  out->Text(term.person);
  out->Number(static_cast<int>(term.role));
  out->Text(term.appointed_by);
  out->Day(term.start);
  out->Day(term.end);
  out->Number(static_cast<int>(term.eligibility));
  out->Number(term.place);
}

BoardMember ReadTerm(PartsReader* in, bool with_place) {
  BoardMember term;
  term.person = in->Text();
  term.role = in->Choice<BoardRole>(kBoardRoles);
  term.appointed_by = in->Text();
  term.start = in->Day();
  term.end = in->OptionalDay();
  if (!with_place) return term;
  term.eligibility = in->Choice<Eligibility>(kEligibilities);
  term.place = in->Number();
  return term;
}

std::string EncodeTerms(const std::vector<BoardMember>& terms) {
  PartsWriter out(kFormat, kTermsKind);
  out.List(terms, WriteTerm);
  return out.bytes();
}

std::optional<std::vector<BoardMember>> DecodeTerms(absl::string_view bytes) {
  PartsReader in(kFormat, kTermsKind, bytes);
  std::vector<BoardMember> terms = ReadList<BoardMember>(
      kBoardMax,
      [](PartsReader* from) { return ReadTerm(from, /*with_place=*/true); },
      &in);
  if (!in.Complete()) return std::nullopt;
  return terms;
}

}  // namespace finsam::governance
