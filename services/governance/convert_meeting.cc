// A meeting's record on the wire.

#include "services/governance/convert_board.h"

namespace finsam::governance {
namespace {

// Those of an election as how many each proposal got.
void AddVotes(const Decision& decision, v1::Decision* out) {
  for (const Vote& vote : decision.votes) {
    if (!vote.person.empty()) {
      v1::Vote* to = out->add_votes();
      to->set_person(vote.person);
      to->set_proposal(static_cast<int32_t>(vote.proposal));
      continue;
    }
    out->mutable_ballot()->Resize(static_cast<int>(decision.proposals.size()),
                                  0);
    if (vote.proposal == 0) continue;
    const int at = static_cast<int>(vote.proposal) - 1;
    out->set_ballot(at, out->ballot(at) + 1);
  }
}

void ToProto(const Decision& decision, v1::Decision* out) {
  out->set_number(static_cast<int32_t>(decision.number));
  out->set_item(static_cast<int32_t>(decision.item));
  out->set_title(decision.title);
  out->set_subject(static_cast<v1::Meeting::Subject>(decision.subject));
  for (const Proposal& proposal : decision.proposals) {
    v1::Proposal* to = out->add_proposals();
    to->set_text(proposal.text);
    to->set_proposer(proposal.proposer);
  }
  AddVotes(decision, out);
  out->set_rule(static_cast<v1::AgendaItem::Rule>(decision.rule));
  out->set_casting_vote(decision.casting_vote);
  out->set_by_lot(decision.by_lot);
  out->set_text(decision.text);
  out->set_prose(decision.prose);
  out->set_chair(decision.chair);
  for (const std::string& person : decision.took_part) {
    out->add_took_part(person);
  }
  for (const std::string& person : decision.kept_out) {
    out->add_kept_out(person);
  }
  for (const Reservation& reservation : decision.reservations) {
    v1::Reservation* to = out->add_reservations();
    to->set_person(reservation.person);
    to->set_text(reservation.text);
    to->set_number(static_cast<int32_t>(decision.number));
  }
}

void ToProto(const Attendance& who, v1::Attendance* out) {
  out->set_person(who.person);
  out->set_mode(
      static_cast<v1::Attendance::Mode>(static_cast<int>(who.mode) + 1));
  out->set_reason(who.reason);
  out->set_serves_for(who.serves_for);
  out->set_guest_as(who.guest_as);
}

void HeadToProto(const std::string& organisation, const MeetingRecord& record,
                 v1::MeetingRecord* out) {
  out->set_name(MeetingName{organisation, record.date}.Text());
  finsam::ToProto(record.date, out->mutable_date());
  finsam::ToProto(record.called, out->mutable_called_date());
  out->set_kind(record.kind);
  out->set_place(record.place);
  out->set_public_(record.is_public);
  out->set_numbers_run_on(record.numbers_run_on);
  out->set_first_number(static_cast<int32_t>(record.first_number));
  for (const AgendaItem& item : record.agenda) {
    v1::AgendaItem* to = out->add_agenda();
    to->set_title(item.title);
    to->set_subject(static_cast<v1::Meeting::Subject>(item.subject));
    to->set_rule(static_cast<v1::AgendaItem::Rule>(item.rule));
  }
}

}  // namespace

void ToProto(const std::string& organisation, const MeetingRecord& record,
             v1::MeetingRecord* out) {
  HeadToProto(organisation, record, out);
  for (const Attendance& who : record.present) ToProto(who, out->add_present());
  out->set_acting_chair(record.acting_chair);
  for (const Conflict& conflict : record.conflicts) {
    v1::Conflict* to = out->add_conflicts();
    to->set_item(static_cast<int32_t>(conflict.item));
    to->set_person(conflict.person);
    to->set_reason(conflict.reason);
    to->set_deputy(conflict.deputy);
  }
  for (const Decision& decision : record.decisions) {
    ToProto(decision, out->add_decisions());
  }
  for (const DelegatedDecision& decision : record.delegated) {
    v1::DelegatedDecision* to = out->add_delegated();
    finsam::ToProto(decision.date, to->mutable_date());
    to->set_person(decision.person);
    to->set_text(decision.text);
    to->set_ground(decision.ground);
  }
  for (const std::string& person : record.adjusters) {
    out->add_adjusters(person);
  }
  out->set_closed(record.closed);
  if (record.approved.has_value()) {
    finsam::ToProto(*record.approved, out->mutable_approved_date());
  }
  for (const std::string& person : record.approved_by) {
    out->add_approved_by(person);
  }
  for (const Notice& notice : record.notices) {
    v1::Notice* to = out->add_notices();
    to->set_member(notice.member);
    finsam::ToProto(notice.day, to->mutable_date());
    to->set_kept_at(notice.kept_at);
  }
}

}  // namespace finsam::governance
