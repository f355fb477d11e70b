// What a ledger keeps of an association's year, so that two ledgers can be
// compared: a file that is exported and imported again must keep all of it.

#ifndef FINSAM_TESTS_LEDGER_KEPT_BOOKS_H_
#define FINSAM_TESTS_LEDGER_KEPT_BOOKS_H_

#include <map>
#include <string>
#include <vector>

#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/voucher.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {

struct KeptYear {
  FiscalYear year;
  BalanceMap openings;  // Without those that are zero.
  BalanceMap balances;
};

struct KeptBooks {
  std::map<int, KeptYear> years;
  // By series and number; without place, hash, and what they correct.
  std::vector<PostedVoucher> vouchers;
};

// The year of `fiscal_year` and those before it.
KeptBooks ReadKept(LedgerHost& host, const std::string& fiscal_year);

// Expects that both keep the same balances of `first_year` and later, the same
// openings of `year`, and the same vouchers whatever their order of posting.
void ExpectSameBooks(const KeptBooks& told, const KeptBooks& kept, int year,
                     int first_year);

// Exports the year as `format`, imports it into a new ledger, expects the same
// books there, the same bytes when it is exported again, and both ledgers'
// books to be sound. A text may have lost characters if the export warned.
// Gives the file.
std::string ExpectRoundTrip(LedgerHost& host, const std::string& fiscal_year,
                            v1::ExportBooksRequest::Format format);

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_KEPT_BOOKS_H_
