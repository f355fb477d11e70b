// What the service remembers, as keys and values.
//
//   year  organisation year  →  the year's facts (codec.h)
//
// and the rooms of the journal (common/store/journal.h). A year that nothing
// was imported for has no key. Every key holds the organisation, so one
// association's facts are never read through another's name.

#ifndef FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_STORE_H_
#define FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_STORE_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "services/governance/domain/facts.h"

namespace finsam::governance {

// The facts of `year`; nothing when none were imported. DATA_LOSS when what
// lies there cannot be read or is another year's.
absl::StatusOr<std::optional<YearFacts>> ReadFacts(
    const store::Snapshot& snapshot, const FiscalYearName& year);

// Replaces the year's facts in `commit` by `bytes`, which EncodeFacts made.
void PutFacts(const FiscalYearName& year, absl::string_view bytes,
              store::Commit& commit);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_STORE_H_
