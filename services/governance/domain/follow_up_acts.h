// What acts add to the follow-up of a year, and how it is one with what the
// year's files say.
//
// An act is never undone by a file. A file may leave out what was recorded, say
// the same, or tell of what came later; a file that says otherwise of what an
// act recorded is refused.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_ACTS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_ACTS_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/base/status.h"
#include "services/governance/domain/follow_up.h"
#include "services/governance/domain/members.h"

namespace finsam::governance {

struct DeviationAnswered {
  std::string id;
  DeviationAnswer answer;
};

struct ControlFollowedUp {
  std::string id;
  ControlFollowUp follow_up;
};

struct PolicyReviewed {
  std::string id;
  PolicyReview review;
  std::optional<absl::CivilDay> due;  // The next review.
};

// What acts recorded of a year. Of each deviation, control and policy the last
// word alone; the record of acts has them all.
struct RecordedFollowUp {
  std::vector<Deviation> deviations;  // Without answers.
  std::vector<DeviationAnswered> answers;
  std::vector<ControlFollowedUp> controls;
  std::vector<PolicyReviewed> reviews;
  std::vector<AuditReport> reports;
  std::vector<Discharge> discharges;
};

// What the files say with what was recorded. Errors: RECORD_CONTRADICTED, a row
// of a file says otherwise of what was recorded; RECORDED_ROW_MISSING, a file
// has lost the row that an act was about. Without `problems` the record wins.
FollowUp Merged(const FollowUp& filed, const RecordedFollowUp& recorded,
                std::vector<Problem>* problems);

// A deviation is reported without id and answer.
using FollowUpCommand =
    std::variant<Deviation, DeviationAnswered, ControlFollowedUp,
                 PolicyReviewed, AuditReport, Discharge>;

// What a command is decided on. All must outlive it.
struct FollowUpContext {
  int year = 0;
  const std::vector<Member>& members;
  const FollowUp& filed;
  absl::CivilDay today;  // In Sweden.
};

// Adds the command to `recorded` and gives the id of what was recorded.
// Refusals: DATE_FUTURE; DEVIATION_UNKNOWN, CONTROL_UNKNOWN, POLICY_UNKNOWN
// (kNotFound); DEVIATION_CLOSED, DEVIATION_ANSWERED_LATER,
// DEVIATION_STATUS_INVALID, CONTROL_FOLLOWED_UP_LATER, POLICY_REPEALED,
// POLICY_REVIEWED_LATER (kFailedPrecondition); and those of CheckFollowUp.
absl::StatusOr<std::string> Apply(FollowUpCommand command,
                                  const FollowUpContext& context,
                                  RecordedFollowUp* recorded);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_ACTS_H_
