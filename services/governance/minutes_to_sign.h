// A meeting's approved minutes as something to sign: by those who approved
// them, over the text as it stood then, without the notices that came after.

#ifndef FINSAM_SERVICES_GOVERNANCE_MINUTES_TO_SIGN_H_
#define FINSAM_SERVICES_GOVERNANCE_MINUTES_TO_SIGN_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/store/store.h"
#include "services/governance/domain/rounds.h"

namespace finsam::governance {

// `draft` with the subject, version, digest and manifest of the minutes of
// `day`, and with signers and sentence where it has none. Refusals:
// ASSOCIATION_UNKNOWN, MEETING_UNKNOWN, MINUTES_NOT_APPROVED.
absl::StatusOr<Round> MinutesToSign(const store::Snapshot& snapshot,
                                    const std::string& organisation,
                                    absl::CivilDay day, Round draft);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_MINUTES_TO_SIGN_H_
