// What an import writes beyond the chain's end before it moves the end: so a
// large import is all or nothing without being held in memory. A mark says
// that there may be something; after a crash or a refusal it is taken away.

#ifndef FINSAM_SERVICES_LEDGER_STAGING_H_
#define FINSAM_SERVICES_LEDGER_STAGING_H_

#include <string>

#include "absl/status/status.h"
#include "common/store/store.h"

namespace finsam::ledger {

// Takes away what lies beyond the chain's end of `organisation`, when the mark
// is there. Nobody else may write the association's books meanwhile.
absl::Status DropStaged(store::Store& store, const std::string& organisation);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_STAGING_H_
