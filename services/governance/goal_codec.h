// The canonical bytes of goals, a part of codec.h's.

#ifndef FINSAM_SERVICES_GOVERNANCE_GOAL_CODEC_H_
#define FINSAM_SERVICES_GOVERNANCE_GOAL_CODEC_H_

#include "common/store/parts.h"
#include "services/governance/domain/goals.h"

namespace finsam::governance {

void WriteGoal(const Goal& goal, store::PartsWriter* out);

// `with_measures` is false for bytes of before a goal could have an owner, a
// reason and more measures than one.
Goal ReadGoal(store::PartsReader* in, bool with_measures);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_GOAL_CODEC_H_
