// The names of common/store/acts.h, in governance.

#ifndef FINSAM_SERVICES_GOVERNANCE_ACTS_H_
#define FINSAM_SERVICES_GOVERNANCE_ACTS_H_

#include "common/store/acts.h"

namespace finsam::governance {

using store::Act;
using store::ActFacts;
using store::ActLog;
using store::ActOutcome;
using store::ActRequest;
using store::Actor;
using store::DecodeAct;
using store::EncodeAct;
using store::kActorBytesMax;

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_ACTS_H_
