#include "services/governance/domain/minutes.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/governance/domain/clocks.h"

namespace finsam::governance {
namespace {

// So that a name or sentence shows as it was written.
std::string Plain(absl::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      out += ' ';
      continue;
    }
    if (absl::string_view("\\`*_{}[]<>#|~").find(c) !=
        absl::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

std::string Names(const std::vector<std::string>& names) {
  return Plain(absl::StrJoin(names, ", "));
}

std::string MemberName(const std::string& id, const MeetingContext& context) {
  const Member* member = FindMember(context.members, id);
  return Plain(member == nullptr ? id : member->display_name);
}

std::string ModeText(const Attendance& who) {
  switch (who.mode) {
    case Mode::kInRoom:
      return "";
    case Mode::kRemote:
      return ", på distans med ljud och bild";
    case Mode::kSoundOnly:
      return absl::StrCat(", på distans med enbart ljud: ", Plain(who.reason));
  }
  return "";
}

// The term by which somebody is at the meeting: a seat before a deputy's.
const BoardMember* TermAt(const std::string& person,
                          const MeetingRecord& record,
                          const MeetingContext& context) {
  const BoardMember* found = nullptr;
  for (const BoardMember& term : context.terms) {
    if (term.person != person || !ServesOn(term, record.date)) continue;
    if (HoldsSeat(term)) return &term;
    if (IsDeputy(term) && found == nullptr) found = &term;
  }
  return found;
}

void AddPresence(const MeetingRecord& record, const MeetingContext& context,
                 std::string* out) {
  std::vector<std::string> members;
  std::vector<std::string> serving;
  std::vector<std::string> deputies;
  std::vector<std::string> others;
  for (const Attendance& who : record.present) {
    const BoardMember* term = TermAt(who.person, record, context);
    const std::string end = absl::StrCat(ModeText(who), "\n");
    const std::string name = absl::StrCat("- ", Plain(who.person));
    if (term == nullptr) {
      others.push_back(absl::StrCat(name, ", ", Plain(who.guest_as), end));
      continue;
    }
    const std::string line =
        absl::StrCat(name, ", ", BoardRoleWord(term->role), ", ",
                     MemberName(term->appointed_by, context));
    if (HoldsSeat(*term)) {
      members.push_back(absl::StrCat(line, end));
    } else if (who.serves_for.empty()) {
      deputies.push_back(absl::StrCat(line, end));
    } else {
      serving.push_back(absl::StrCat(line, ", för ",
                                     MemberName(who.serves_for, context), end));
    }
  }
  const auto add = [&](const char* title,
                       const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    absl::StrAppend(out, "### ", title, "\n\n", absl::StrJoin(lines, ""), "\n");
  };
  absl::StrAppend(out, "## Närvarande\n\n");
  add("Ledamöter", members);
  add("Tjänstgörande ersättare", serving);
  add("Ersättare som inte tjänstgör", deputies);
  add("Övriga", others);
}

void AddVotes(const Decision& decision, std::string* out) {
  if (decision.votes.empty()) return;
  const bool secret = decision.rule == DecisionRule::kElection;
  absl::StrAppend(
      out, secret ? "**Sluten omröstning**\n\n" : "**Omröstning**\n\n",
      decision.rule == DecisionRule::kTwoThirds
          ? "Det första förslaget behöver två tredjedelar av rösterna.\n\n"
          : "");
  for (int64_t proposal : {1, 2, 0}) {
    std::vector<std::string> voters;
    for (const Vote& vote : decision.votes) {
      if (vote.proposal == proposal) voters.push_back(vote.person);
    }
    if (proposal == 0 && voters.empty()) continue;
    absl::StrAppend(
        out, "- ",
        proposal == 0 ? "Avstår" : absl::StrCat("Förslag ", proposal), ": ",
        voters.size(),
        voters.empty() || secret ? "" : absl::StrCat(" (", Names(voters), ")"),
        "\n");
  }
  absl::StrAppend(out, "\n",
                  decision.casting_vote
                      ? "Rösterna är lika; ordförandens röst avgör.\n\n"
                  : decision.by_lot ? "Rösterna är lika; lotten avgör.\n\n"
                                    : "");
}

void AddDecision(const Decision& decision, std::string* out) {
  absl::StrAppend(out, "## § ", decision.number, " ", Plain(decision.title),
                  "\n\n");
  if (!decision.prose.empty()) absl::StrAppend(out, decision.prose, "\n\n");
  if (!decision.kept_out.empty()) {
    absl::StrAppend(out, "Jäv: ", Names(decision.kept_out),
                    " deltar inte i ärendet och är inte närvarande.\n\n");
  }
  if (decision.proposals.size() > 1) {
    absl::StrAppend(out, "**Förslag**\n\n");
    int number = 0;
    for (const Proposal& proposal : decision.proposals) {
      absl::StrAppend(out, ++number, ". ", Plain(proposal.text),
                      proposal.proposer.empty() ? "" : " (",
                      Plain(proposal.proposer),
                      proposal.proposer.empty() ? "" : ")", "\n");
    }
    absl::StrAppend(out, "\n");
  }
  AddVotes(decision, out);
  absl::StrAppend(out, "**Beslut**\n\n", Plain(decision.text), "\n\n");
  absl::StrAppend(out, "Ordförande: ", Plain(decision.chair),
                  ". I beslutet deltar: ", Names(decision.took_part), ".\n\n");
  for (const Reservation& reservation : decision.reservations) {
    absl::StrAppend(out, "Reservation: ", Plain(reservation.person),
                    reservation.text.empty() ? "." : ": ",
                    Plain(reservation.text), "\n\n");
  }
}

void AddDelegated(const MeetingRecord& record, std::string* out) {
  if (record.delegated.empty()) return;
  absl::StrAppend(out, "## Anmälda delegerade beslut\n\n");
  for (const DelegatedDecision& decision : record.delegated) {
    absl::StrAppend(out, "- ", absl::FormatCivilTime(decision.date), ", ",
                    Plain(decision.person), ": ", Plain(decision.text),
                    decision.ground.empty() ? "" : " (", Plain(decision.ground),
                    decision.ground.empty() ? "" : ")", "\n");
  }
  absl::StrAppend(out, "\n");
}

void AddApproval(const MeetingRecord& record, const MeetingContext& context,
                 std::string* out) {
  absl::StrAppend(out, "## Justering\n\n");
  if (!record.adjusters.empty()) {
    absl::StrAppend(out, "Justerare: ", Names(record.adjusters), ".\n\n");
  }
  if (!record.approved.has_value()) {
    absl::StrAppend(out, "Protokollet är inte justerat.\n");
    return;
  }
  absl::StrAppend(out, "Protokollet justerades ",
                  absl::FormatCivilTime(*record.approved), " av ",
                  Names(record.approved_by), ".\n");
  if (record.notices.empty()) return;
  absl::StrAppend(out, "\n## Tillkännagivande\n\n");
  for (const Notice& notice : record.notices) {
    const std::optional<Term> appeal = TermOf(ClockKind::kAppeal, notice.day);
    absl::StrAppend(out, "- ", MemberName(notice.member, context),
                    ": anslaget ", absl::FormatCivilTime(notice.day),
                    appeal.has_value()
                        ? absl::StrCat(", får överklagas till och med ",
                                       absl::FormatCivilTime(appeal->due))
                        : "",
                    notice.kept_at.empty() ? "" : ", protokollet förvaras: ",
                    Plain(notice.kept_at), "\n");
  }
}

}  // namespace

std::string MinutesText(const std::string& association,
                        const MeetingRecord& record,
                        const MeetingContext& context) {
  std::string out = absl::StrCat(
      "# Protokoll ", absl::FormatCivilTime(record.date), "\n\n",
      Plain(association), ", ", Plain(record.kind),
      record.place.empty() ? "" : ", ", Plain(record.place), ". ",
      record.is_public ? "Sammanträdet är offentligt. " : "", "Kallelsen gick ",
      absl::FormatCivilTime(record.called), ".\n\n");
  AddPresence(record, context, &out);
  for (const Decision& decision : record.decisions) AddDecision(decision, &out);
  AddDelegated(record, &out);
  AddApproval(record, context, &out);
  return out;
}

}  // namespace finsam::governance
