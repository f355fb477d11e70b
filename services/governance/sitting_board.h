// The sitting members of the board: those who sign for it.

#ifndef FINSAM_SERVICES_GOVERNANCE_SITTING_BOARD_H_
#define FINSAM_SERVICES_GOVERNANCE_SITTING_BOARD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/store/store.h"
#include "services/governance/domain/rounds.h"

namespace finsam::governance {

// Those who hold a seat on `day`, chairs first, by files and acts alike; no
// deputies. Refusals: ASSOCIATION_UNKNOWN; BOARD_UNKNOWN when nobody does.
absl::StatusOr<std::vector<Sitting>> SittingOn(const store::Snapshot& snapshot,
                                               const std::string& organisation,
                                               absl::CivilDay day);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_SITTING_BOARD_H_
