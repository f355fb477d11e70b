// The signature page (underskriftssida) of a round, as a table for people. A
// table is no signature: what proves one is its evidence.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_SIGNATURE_PAGE_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_SIGNATURE_PAGE_H_

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/figure/table.h"
#include "services/governance/domain/rounds.h"

namespace finsam::governance {

// "signature-page": a row per place on the list, in its order: name, title and
// organisation, time with its zone, kind of identification and its id. The
// remark says when the round was completed and gives `reference`. Times are
// told in `zone`.
Table SignaturePage(const Round& round, absl::string_view reference,
                    const absl::TimeZone& zone);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_SIGNATURE_PAGE_H_
