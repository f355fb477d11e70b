#include "services/governance/domain/decide.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/limits.h"

namespace finsam::governance {
namespace {

constexpr int64_t kCounted = 2;  // Proposals that votes are counted between.

absl::Status No(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kFailedPrecondition, reason, sentence);
}

absl::Status Invalid(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, reason, sentence);
}

bool Has(const std::vector<std::string>& names, absl::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

absl::Status CheckSizes(const DecisionCommand& command,
                        const MeetingRecord& record) {
  if (record.decisions.size() >= kDecisionsMax ||
      command.proposals.size() > kProposalsMax ||
      command.votes.size() > kAttendancesMax ||
      command.reservations.size() > kAttendancesMax) {
    return Invalid("MEETING_LIST_SIZE", "listan är för lång");
  }
  std::vector<NamedText> texts = {{"beslut", command.text, kTextBytesMax},
                                  {"text", command.prose, kProseBytesMax}};
  for (const Proposal& proposal : command.proposals) {
    texts.push_back({"förslag", proposal.text, kTextBytesMax});
    texts.push_back({"förslagsställare", proposal.proposer, kNameBytesMax});
  }
  for (const Reservation& reservation : command.reservations) {
    texts.push_back({"reservation", reservation.text, kTextBytesMax});
  }
  return CheckTexts(texts);
}

// Why somebody who takes no part may not vote.
absl::Status RefuseVoter(const std::string& person, int64_t item,
                         const MeetingRecord& record) {
  for (const Conflict& conflict : record.conflicts) {
    if (conflict.item == item && conflict.person == person) {
      return No("VOTER_CONFLICTED",
                absl::StrCat(person, " är jävig i ärendet (KL 6:28–30)"));
    }
  }
  for (const Attendance& who : record.present) {
    if (who.person == person) {
      return No("VOTER_NOT_SERVING",
                absl::StrCat(person, " är närvarande men tjänstgör inte"));
    }
  }
  return No("VOTER_ABSENT", absl::StrCat(person, " är inte närvarande"));
}

// The votes of an election, which name nobody.
absl::Status CheckBallot(const DecisionCommand& command,
                         const std::vector<std::string>& took_part) {
  bool good = command.votes.size() <= took_part.size();
  for (const Vote& vote : command.votes) {
    good = good && vote.person.empty() && vote.proposal >= 0 &&
           vote.proposal <= kCounted;
  }
  if (good) return absl::OkStatus();
  return Invalid("BALLOT_INVALID",
                 "i ett val är rösterna slutna (KL 5:54) och inte fler än de "
                 "som deltar; ange hur många varje förslag fick");
}

absl::Status CheckVotes(const DecisionCommand& command,
                        const std::vector<std::string>& took_part,
                        const MeetingRecord& record) {
  std::set<std::string> voted;
  for (const Vote& vote : command.votes) {
    if (vote.person.empty()) {
      return Invalid("BALLOT_INVALID",
                     "bara val avgörs med slutna röster (KL 5:54)");
    }
    if (!Has(took_part, vote.person)) {
      return RefuseVoter(vote.person, command.item, record);
    }
    if (!voted.insert(vote.person).second) {
      return Invalid("VOTE_TWICE",
                     absl::StrCat(vote.person, " har röstat två gånger"));
    }
    if (vote.proposal < 0 || vote.proposal > kCounted) {
      return Invalid("VOTE_INVALID", "rösten gäller inget av förslagen");
    }
  }
  for (const std::string& person : took_part) {
    if (voted.count(person) != 0) continue;
    return Invalid("VOTE_MISSING",
                   absl::StrCat(person, " har varken röstat eller avstått"));
  }
  return absl::OkStatus();
}

// Which proposal won, by the votes.
absl::StatusOr<int64_t> Count(const DecisionCommand& command,
                              Decision* decision) {
  int64_t first = 0;
  int64_t second = 0;
  int64_t chairs_vote = 0;
  for (const Vote& vote : command.votes) {
    if (vote.proposal == 1) ++first;
    if (vote.proposal == 2) ++second;
    if (vote.person == decision->chair) chairs_vote = vote.proposal;
  }
  if (decision->rule == DecisionRule::kTwoThirds) {
    // first / (first + second) >= 2 / 3.
    return first > 0 && first >= 2 * second ? 1 : 2;
  }
  if (first != second) return first > second ? 1 : 2;
  if (decision->rule == DecisionRule::kElection) {
    if (command.outcome == 0) {
      return Invalid(
          "OUTCOME_MISSING",
          "rösterna är lika, och lotten avgör (KL 5:56); ange vilket "
          "förslag den gav");
    }
    decision->by_lot = true;
    return command.outcome;
  }
  if (chairs_vote == 0) {
    return No("CHAIR_MUST_VOTE",
              "rösterna är lika, och ordförande måste rösta så att beslutet "
              "kan fattas (KL 4:25)");
  }
  decision->casting_vote = true;
  return chairs_vote;
}

absl::StatusOr<int64_t> Number(const std::vector<MeetingRecord>& others,
                               const MeetingRecord& record) {
  int64_t next = 1;
  for (const MeetingRecord& other : others) {
    if (!record.numbers_run_on || other.decisions.empty()) continue;
    if (other.date > record.date) {
      return No("MEETING_NUMBERING",
                absl::StrCat("mötet den ", absl::FormatCivilTime(other.date),
                             " har redan beslut, och årets paragrafer löper"));
    }
    next = std::max(next, other.decisions.back().number + 1);
  }
  if (!record.decisions.empty()) return record.decisions.back().number + 1;
  if (record.first_number == 0) return next;
  if (record.first_number < next) {
    return No("MEETING_NUMBERING",
              absl::StrCat("nästa paragraf är ", next, ", inte ",
                           record.first_number));
  }
  return record.first_number;
}

absl::StatusOr<std::string> Preside(const DecisionCommand& command,
                                    const std::vector<std::string>& took_part,
                                    const MeetingRecord& record,
                                    const MeetingContext& context) {
  std::string chair = ChairAmong(took_part, record, context);
  if (chair.empty() && Has(took_part, command.acting_chair)) {
    chair = command.acting_chair;
  }
  if (!chair.empty()) return chair;
  return No("MEETING_NO_CHAIR",
            "varken ordförande eller vice ordförande deltar i ärendet; någon "
            "måste väljas att leda det");
}

absl::Status CheckReservations(const Decision& decision) {
  std::set<std::string> seen;
  for (const Reservation& reservation : decision.reservations) {
    if (!seen.insert(reservation.person).second ||
        !Has(decision.took_part, reservation.person)) {
      return No("RESERVATION_INVALID",
                absl::StrCat(reservation.person,
                             " deltog inte i beslutet eller har redan "
                             "reserverat sig"));
    }
  }
  return absl::OkStatus();
}

// What was decided, as the votes or whoever presided said.
absl::Status Settle(const DecisionCommand& command, const MeetingRecord& record,
                    Decision* decision) {
  int64_t outcome = command.outcome;
  if (!command.votes.empty()) {
    if (static_cast<int64_t>(command.proposals.size()) != kCounted) {
      return Invalid(
          "VOTE_PROPOSALS",
          "röster räknas mellan två förslag; fler avgörs två i taget");
    }
    RETURN_IF_ERROR(decision->rule == DecisionRule::kElection
                        ? CheckBallot(command, decision->took_part)
                        : CheckVotes(command, decision->took_part, record));
    ASSIGN_OR_RETURN(outcome, Count(command, decision));
    if (command.outcome != 0 && command.outcome != outcome) {
      return Invalid("OUTCOME_CONTRADICTS",
                     absl::StrCat("enligt rösterna vann förslag ", outcome));
    }
  }
  const auto size = static_cast<int64_t>(command.proposals.size());
  if (outcome < 0 || outcome > size) {
    return Invalid("OUTCOME_CONTRADICTS", "det vinnande förslaget finns inte");
  }
  if (outcome == 0 && size == 1) outcome = 1;
  decision->text = command.text;
  if (decision->text.empty() && outcome > 0) {
    decision->text = command.proposals[static_cast<size_t>(outcome - 1)].text;
  }
  if (!decision->text.empty()) return absl::OkStatus();
  return Invalid("DECISION_MISSING", "det sägs inte vad som beslutades");
}

}  // namespace

void AddSecretVotes(int64_t count, int64_t proposal, DecisionCommand* command) {
  if (count < 0 || count > static_cast<int64_t>(kAttendancesMax)) {
    command->votes.push_back({"", -1});
    return;
  }
  for (int64_t i = 0; i < count; ++i) command->votes.push_back({"", proposal});
}

absl::Status Decide(const DecisionCommand& command,
                    const std::vector<MeetingRecord>& others,
                    const MeetingContext& context, MeetingRecord* record) {
  RETURN_IF_ERROR(CheckOpen(*record, context));
  RETURN_IF_ERROR(CheckSizes(command, *record));
  if (command.item < 1 ||
      command.item > static_cast<int64_t>(record->agenda.size())) {
    return Invalid("ITEM_UNKNOWN", "ärendet finns inte på listan");
  }
  const AgendaItem& item =
      record->agenda[static_cast<size_t>(command.item - 1)];
  Decision decision;
  decision.item = command.item;
  decision.title = item.title;
  decision.subject = item.subject;
  decision.rule = item.rule;
  decision.took_part = TakingPart(command.item, *record, context);
  const size_t seats =
      SeatsOf(BoardOn(context.terms, context.members, record->date));
  if (2 * decision.took_part.size() <= seats) {
    return No("MEETING_NO_QUORUM",
              absl::StrCat(decision.took_part.size(), " av ", seats,
                           " deltar; mer än hälften måste göra det (KL 6:27)"));
  }
  ASSIGN_OR_RETURN(decision.chair,
                   Preside(command, decision.took_part, *record, context));
  RETURN_IF_ERROR(Settle(command, *record, &decision));
  ASSIGN_OR_RETURN(decision.number, Number(others, *record));
  decision.proposals = command.proposals;
  decision.votes = command.votes;
  decision.prose = command.prose;
  decision.reservations = command.reservations;
  for (const Conflict& conflict : record->conflicts) {
    if (conflict.item == command.item) {
      decision.kept_out.push_back(conflict.person);
    }
  }
  RETURN_IF_ERROR(CheckReservations(decision));
  record->decisions.push_back(std::move(decision));
  return absl::OkStatus();
}

}  // namespace finsam::governance
