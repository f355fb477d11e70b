// A fiscal year (räkenskapsår): from its first day to its last, both included.
//
// It is named by the calendar year in which it ends, as in
// "associations/2220001511/fiscalYears/2024".

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_FISCAL_YEAR_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_FISCAL_YEAR_H_

#include "absl/time/civil_time.h"

namespace finsam::ledger {

struct FiscalYear {
  absl::CivilDay first;
  absl::CivilDay last;

  int year() const { return static_cast<int>(last.year()); }
  bool Contains(absl::CivilDay day) const {
    return first <= day && day <= last;
  }

  friend bool operator==(const FiscalYear&, const FiscalYear&) = default;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_FISCAL_YEAR_H_
