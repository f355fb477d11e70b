// A year's books as a SIE file tells them: chart, vouchers, balances, and the
// year before as balances for comparison.
//
// The comparison year has no vouchers in such a file. Its balances are put
// together from #IB, #UB and #RES of year -1, and are split over objects by
// the #PSALDO records that carry one; what those leave of an account is kept
// without objects. Records per object of several dimensions each tell the
// whole story of their dimension, so only one dimension can be used.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_BOOKS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_BOOKS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "services/ledger/domain/chart.h"
#include "services/ledger/domain/coverage.h"
#include "services/ledger/domain/fiscal_year.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/voucher.h"

namespace finsam::ledger {

struct ImportedVoucher {
  int64_t number = 0;
  VoucherDraft content;
  int64_t line = 0;  // Of its #VER.
};

struct Books {
  FiscalYear year;
  Chart chart;
  std::vector<ImportedVoucher> vouchers;  // In the file's order.
  BalanceMap balances;                    // Openings and all vouchers.
  YearTotals totals;
  std::optional<FiscalYear> prior;  // Absent: the file says nothing of it.
  BalanceMap prior_balances;
  // Where in the file each combination is first used, for the layout's check.
  std::map<BalanceKey, int64_t> used;
  std::map<BalanceKey, int64_t> prior_used;
};

struct BooksOptions {
  FiscalYearName name;           // What the books are imported as.
  std::string file_name;         // For problems.
  int32_t object_dimension = 0;  // What the layout's filters use; 0: none.
  bool file_is_whole = true;     // False: the reader found errors already.
  // Told now and then how many vouchers are read.
  std::function<void(int64_t)> progress;
};

// Makes the books of what was read. Problems: SIE_TYPE (not 4E),
// ORGANISATION_MISMATCH, YEAR_MISMATCH, VOUCHER_NUMBER, VOUCHER_DUPLICATE and
// those of Voucher::FromBooks; warnings ORGANISATION_MISSING,
// PRIOR_YEAR_DIMENSIONS, PRIOR_YEAR_INCOMPLETE, YEAR_CHANGE_DIFFERS. The books
// are usable for the layout's check even when there are errors.
Books BooksFromSie(const SieFile& sie, const BooksOptions& options,
                   std::vector<Problem>* problems);

// The account and object combinations that the books use in both years, with
// where in the file.
std::vector<UsedAccount> UsedAccounts(const Books& books,
                                      absl::string_view file_name);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_BOOKS_H_
