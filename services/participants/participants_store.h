// What the service remembers, as keys and values.
//
//   counts   organisation year  →  the year's counts (codec.h)
//   surveys  organisation year  →  the year's surveys
//
// and the rooms of the journal (common/store/journal.h). A year that nothing
// was imported for has no keys.

#ifndef FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_STORE_H_
#define FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_STORE_H_

#include "absl/status/statusor.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "services/participants/domain/statistics.h"

namespace finsam::participants {

// The facts of `year`; none when nothing was imported. DATA_LOSS when what
// lies there cannot be read.
absl::StatusOr<Facts> ReadFacts(const store::Snapshot& snapshot,
                                const FiscalYearName& year);

// Replaces the year's facts in `commit`.
void PutFacts(const FiscalYearName& year, const Facts& facts,
              store::Commit& commit);

// The canonical bytes that the journal chains for an import that leaves the
// year with `facts`.
std::string ImportedFacts(const FiscalYearName& year, const Facts& facts);

// True when both say the same, in the same order.
bool SameFacts(const Facts& a, const Facts& b);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_PARTICIPANTS_STORE_H_
