// All that governance knows of one fiscal year of one association.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_FACTS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_FACTS_H_

#include <optional>
#include <string>
#include <vector>

#include "common/base/names.h"
#include "common/base/status.h"
#include "services/governance/domain/board.h"
#include "services/governance/domain/follow_up.h"
#include "services/governance/domain/follow_up_acts.h"
#include "services/governance/domain/goals.h"
#include "services/governance/domain/meeting_record.h"
#include "services/governance/domain/meetings.h"
#include "services/governance/domain/members.h"
#include "services/governance/domain/signatures.h"

namespace finsam::governance {

// A list is absent when it was never handed in, which is not the same as an
// empty one.
struct YearFacts {
  FiscalYearName year;
  Association association;
  std::optional<std::vector<BoardMember>> board;
  std::optional<std::vector<Meeting>> meetings;  // By day.
  std::optional<std::vector<Goal>> goals;
  std::optional<std::vector<Signature>> signatures;
  FollowUp follow_up;  // As the files say; FollowUpOf has the acts too.
  RecordedFollowUp recorded_follow_up;  // By acts; kept beside the files'.
  std::optional<std::vector<MeetingRecord>> minutes;  // By day.
};

// The year's follow-up as files and acts tell it.
inline FollowUp FollowUpOf(const YearFacts& facts) {
  return Merged(facts.follow_up, facts.recorded_follow_up,
                /*problems=*/nullptr);
}

// Adds a problem for whatever is wrong in the facts and between them.
// `association_read` is false when association.yaml itself could not be read;
// what needs it is then not checked, so that one fault is told once.
void CheckFacts(const YearFacts& facts, bool association_read,
                std::vector<Problem>* problems);

// What there is, for people: "6 medlemmar, 12 uppdrag i styrelsen, 8 möten".
std::string Summary(const YearFacts& facts);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_FACTS_H_
