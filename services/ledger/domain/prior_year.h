// The balance records of a SIE file: opening balances per object, the year
// before as balances, and whether the two years tie.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_PRIOR_YEAR_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_PRIOR_YEAR_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/ledger/domain/fiscal_year.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/sie.h"

namespace finsam::ledger {

// Balances with the file's line of each.
struct FileBalances {
  BalanceMap balances;
  std::map<BalanceKey, int64_t> lines;
};

// The dimension whose object records are used: `wanted` when it has any, else
// the only one or the one with most records; 0 when there are none. Adds the
// warning PRIOR_YEAR_DIMENSIONS about the others.
int32_t ChooseDimension(const SieFile& sie, int32_t wanted,
                        absl::string_view file_name,
                        std::vector<Problem>* problems);

// Opening balances of the file's own year, per object where #OIB tells them in
// `dimension`. Without #IB 0 they are what the year before closed with, as the
// format says; warning OPENING_MISSING when there is neither.
FileBalances OpeningBalances(const SieFile& sie, int32_t dimension,
                             absl::string_view file_name,
                             std::vector<Problem>* problems);

// The year before. Warning PRIOR_YEAR_INCOMPLETE when its opening or closing
// balances are not in the file.
FileBalances PriorBalances(const SieFile& sie, const FiscalYear& prior,
                           int32_t dimension, absl::string_view file_name,
                           std::vector<Problem>* problems);

// Warns YEAR_CHANGE_DIFFERS where a balance account opens with something else
// than it closed with. Own capital (2000–2099) is compared as one sum, with
// the year's result moved into it.
void CheckYearChange(const SieFile& sie, absl::string_view file_name,
                     std::vector<Problem>* problems);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_PRIOR_YEAR_H_
