// Deciding an item at a meeting: who may, who votes for what, and what comes
// of it.
//
// The board decides when more than half of its members take part (KL 6:27),
// among whom somebody presides. Each has one vote and may abstain; of two
// proposals the one with more votes wins, and the chair's vote decides a tie
// (KL 4:24–25, 5:55–56 through 6:33). Where the association's order asks for a
// qualified majority the first proposal needs two thirds of the votes, or the
// second stands. In elections nobody's vote is known, and the lot decides a tie
// (5:54, 56).

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_DECIDE_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_DECIDE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/governance/domain/meeting_record.h"

namespace finsam::governance {

struct DecisionCommand {
  int64_t item = 0;  // Of the agenda; 1 is the first.
  std::vector<Proposal> proposals;
  // Empty: decided without a count. Those of an election name nobody.
  std::vector<Vote> votes;
  // The proposal that won; 0: as the votes say. Of a lot it must be given.
  int64_t outcome = 0;
  std::string text;          // What was decided; empty: what won.
  std::string prose;         // Markdown; may be empty.
  std::string acting_chair;  // Elected for the item when the chairs may not.
  std::vector<Reservation> reservations;
};

// Adds `count` secret votes for a proposal; one that no meeting can hold when
// the count is below 0 or too large.
void AddSecretVotes(int64_t count, int64_t proposal, DecisionCommand* command);

// Adds the decision with the next number. `others` are the recorded meetings of
// the year without this one. Refusals: MEETING_NOT_BEGUN, MEETING_CLOSED,
// MEETING_LIST_SIZE, MEETING_TEXT_SIZE, PERSONAL_DATA, ITEM_UNKNOWN,
// MEETING_NO_QUORUM, MEETING_NO_CHAIR, MEETING_NUMBERING (a later meeting has
// decided already, or the number asked for is taken), VOTE_PROPOSALS (a count
// is between two), VOTER_ABSENT, VOTER_CONFLICTED, VOTER_NOT_SERVING,
// VOTE_TWICE, VOTE_INVALID, VOTE_MISSING (one who takes part neither votes nor
// abstains), BALLOT_INVALID (secret votes in what is no election, named ones in
// what is, or more than there are voters), CHAIR_MUST_VOTE (a tie),
// OUTCOME_MISSING (of a lot), OUTCOME_CONTRADICTS, DECISION_MISSING,
// RESERVATION_INVALID.
absl::Status Decide(const DecisionCommand& command,
                    const std::vector<MeetingRecord>& others,
                    const MeetingContext& context, MeetingRecord* record);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_DECIDE_H_
