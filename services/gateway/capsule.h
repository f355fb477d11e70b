// A capsule: one archive of a frozen report with all that it rests on and all
// that proves it, to be verified by anybody without our services
// (docs/capsule.md; `finsam verify capsule`).

#ifndef FINSAM_SERVICES_GATEWAY_CAPSULE_H_
#define FINSAM_SERVICES_GATEWAY_CAPSULE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gateway/gateway.h"
#include "services/gateway/publishing.h"
#include "services/gateway/report_signing.h"

namespace finsam::gateway {

// The archive's bytes. The facts are those of today: `facts.json` says whether
// they are the ones that the report was made from. The same version, facts and
// signatures give the same bytes. Refusals: the neighbours'.
absl::StatusOr<std::string> MakeCapsule(const FrozenVersion& version,
                                        const Gateway& gateway,
                                        const ReportSigning& signing,
                                        const std::string& key,
                                        absl::Time deadline);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_CAPSULE_H_
