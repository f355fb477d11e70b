// The balance records of a SIE file: opening balances per object, a year as
// balances, and whether two years tie.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_PRIOR_YEAR_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_PRIOR_YEAR_H_

#include <cstdint>
#include <map>
#include <set>
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

// Opening balances of the file's own year, per object where #OIB tells them in
// `dimension` (domain/object_records.h). Without #IB 0 they are what the year
// before closed with, as the format says, unless an account that is not in
// `moved` (those that vouchers touch) closes otherwise; warning OPENING_MISSING
// when there is neither.
FileBalances OpeningBalances(const SieFile& sie, int32_t dimension,
                             const std::set<int32_t>& moved,
                             absl::string_view file_name,
                             std::vector<Problem>* problems);

// A year as balances, by its index in the file: -1 is the year before. Warning
// PRIOR_YEAR_INCOMPLETE when the opening or closing balances of the year
// before are not in the file.
FileBalances YearAsBalances(const SieFile& sie, int year_index,
                            const FiscalYear& year, int32_t dimension,
                            absl::string_view file_name,
                            std::vector<Problem>* problems);

// Warns YEAR_CHANGE_DIFFERS where a balance account opens with something else
// than it closed with. Own capital (2000–2099) is compared as one sum, with
// the year's result moved into it.
void CheckYearChange(const SieFile& sie, absl::string_view file_name,
                     std::vector<Problem>* problems);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_PRIOR_YEAR_H_
