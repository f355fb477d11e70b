// The balances per object of a SIE file: which of its records can be used.
//
// Programs write them in one of two ways. Most write them for each dimension by
// itself, so that records of two dimensions tell the same amounts twice. Those
// that write records of several objects, as we do, tell each amount once, under
// just the objects that it carries.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_OBJECT_RECORDS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_OBJECT_RECORDS_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/sie.h"

namespace finsam::ledger {

// What this program calls itself in #PROGRAM.
inline constexpr char kOwnProgram[] = "finsam";

// Files of this type and above have vouchers.
inline constexpr int kSieTypeWithVouchers = 4;

// In the place of a dimension: records of all sets of objects.
inline constexpr int32_t kEveryDimension = -1;

// The objects by dimension; of several in one dimension the first.
ObjectSet OrderedObjects(ObjectSet objects);

// Which dimension's records are used: kEveryDimension when no amount is told
// twice, else `wanted` when it has any, else the one with most records; 0 when
// there are none. Adds the warning PRIOR_YEAR_DIMENSIONS about the others.
int32_t ChooseDimension(const SieFile& sie, int32_t wanted,
                        absl::string_view file_name,
                        std::vector<Problem>* problems);

// True when `record` has objects and is used if `dimension` was chosen.
bool IsOfDimension(const SieBalance& record, int32_t dimension);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_OBJECT_RECORDS_H_
