// Does a layout suit the books? Every account and set of objects that is used
// falls on exactly one detail line of each statement that promises to cover
// the account, so that no entry is left out and none is counted twice. What a
// statement covers holds for accounts of more or fewer digits too, by where
// they belong: 40101 is covered with 4010, and needs a line that takes it. An
// account outside all promises needs a line in some statement.
//
// Lines whose measures have nothing in common are one line together: an opening
// line, a line of debits and one of credits tell an account's year once. Debits
// without credits, or the other way round, leave half of the year out.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_COVERAGE_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_COVERAGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/layout.h"

namespace finsam::ledger {

// An account with a set of objects that is used, and one place where it is.
struct UsedAccount {
  int32_t account = 0;
  std::string account_name;
  ObjectSet objects;
  // Empty with line 0 for a voucher that is posted; the year's name with line 0
  // for what is kept of the year before.
  std::string file;
  int64_t line = 0;
};

// Adds, at the place of use: ACCOUNT_NOT_IN_LAYOUT (also for half of its year),
// ACCOUNT_ON_TWO_LINES (naming the lines and their places in the layout file),
// and ACCOUNT_OUTSIDE_LINE when a part ("varav") takes what the line that it is
// a part of does not.
void CheckCoverage(const Layout& layout, absl::string_view layout_file_name,
                   const std::vector<UsedAccount>& used,
                   std::vector<Problem>* problems);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_COVERAGE_H_
