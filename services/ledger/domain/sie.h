// Reads SIE files (types 1 to 4, format 4B), the text format in which Swedish
// accounting programs hand over a year's books.
//
// The reader is strict about what changes the books (amounts, accounts, dates,
// balance, truncation, check sum) and mild about the rest (encoding, unknown
// records, padding, missing headers), and it says everything it saw: errors
// refuse the file, warnings travel with it. It reads any bytes without harm.
//
// Reasons of errors: SIE_NOT_SIE, SIE_TRUNCATED, SIE_CHECKSUM, SIE_RECORD,
// SIE_DATE, SIE_AMOUNT, SIE_ACCOUNT, SIE_TYPE, SIE_SERIES_DUPLICATE,
// SIE_RECORD_MISSING (no #RAR 0), VOUCHER_UNBALANCED, VOUCHER_OUTSIDE_YEAR,
// VOUCHER_ENTRY_COUNT, SERIES_INVALID, FILE_TOO_LARGE.
//
// Reasons of warnings: SIE_ENCODING, SIE_TEXT, SIE_RECORD, SIE_DATE,
// SIE_CHECKSUM, SIE_RECORD_MISSING, SIE_RECORD_UNEXPECTED, SIE_SERIES_GAP,
// SIE_OPENING_UNBALANCED, SIE_ROLL_DIFFERS, SIE_FILE_UNBALANCED,
// ACCOUNT_UNDECLARED, OBJECT_UNDECLARED, VOUCHER_EMPTY,
// VOUCHER_NUMBER_MISSING. SIE_MORE_PROBLEMS, last, counts those left out; it
// is an error when one of them is.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "common/base/status.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/sie_text.h"

namespace finsam::ledger {

// Everywhere below: amounts are öre with debit positive, texts are UTF-8
// without blanks around them, `line` is the record's line, 1 the first. A year
// index is 0 for the file's own year and -1 for the year before.

// A balance or a period's change of an account.
struct SieBalance {
  enum class Kind {
    kOpening,        // #IB
    kClosing,        // #UB
    kResult,         // #RES
    kOpeningObject,  // #OIB
    kClosingObject,  // #OUB
    kPeriod,         // #PSALDO: the change during the month.
    kPeriodBudget,   // #PBUDGET
  };
  Kind kind = Kind::kOpening;
  int year_index = 0;
  int32_t account = 0;
  ObjectSet objects;    // Empty in a period kind: the account's total.
  int month = 0;        // 1 to 12 in period kinds, else 0.
  int period_year = 0;  // The calendar year of `month`, else 0.
  Ore amount;
  int64_t line = 0;
};

// A row of a voucher that stands: removed rows (#BTRANS) are left out, and an
// added row (#RTRANS) is here once.
struct SieEntry {
  int32_t account = 0;  // 0 when it could not be read; there is an error.
  ObjectSet objects;
  Ore amount;
  std::optional<absl::CivilDay> date;  // None: the voucher's.
  std::string text;
  std::string signature;
  int64_t line = 0;
};

struct SieVoucher {
  std::string series;             // May be empty.
  std::optional<int64_t> number;  // None when the file has none, or 0.
  // 1970-01-01 when it could not be read; there is an error.
  absl::CivilDay date;
  std::string text;
  std::optional<absl::CivilDay> registration_date;
  std::string signature;
  std::vector<SieEntry> entries;
  int64_t line = 0;
};

struct SieYear {
  int index = 0;
  absl::CivilDay first;
  absl::CivilDay last;  // Inclusive; not before `first`.
  int64_t line = 0;
};

struct SieAccount {
  int32_t number = 0;
  std::string name;
  char type = 0;  // T asset, S liability, K cost, I income; 0 when not said.
  int64_t line = 0;
};

struct SieDimension {
  int32_t number = 0;
  std::string name;
  int32_t parent = 0;  // 0: none.
  int64_t line = 0;
};

struct SieObject {
  int32_t dimension = 0;
  std::string number;
  std::string name;
  int64_t line = 0;
};

// What a file holds, in the file's order. Accounts, dimensions and objects are
// here once each: the first record of several counts.
struct SieFile {
  SieEncoding encoding = SieEncoding::kCp437;  // As its bytes say.
  int type = 1;                                // 1 to 4, as the file says.
  bool is_import = false;  // Type 4I: vouchers to be imported, no balances.
  bool is_taken = false;   // #FLAGGA 1: some program has imported it.
  bool checksum_present = false;
  std::string program;  // Name and version.
  std::string organisation_number;
  std::string company_name;
  std::string generated;  // As written: "20250217".
  std::vector<SieYear> years;
  std::vector<SieAccount> accounts;
  std::vector<SieDimension> dimensions;
  std::vector<SieObject> objects;
  std::vector<SieBalance> balances;
  std::vector<SieVoucher> vouchers;
};

// A file with what was seen on the way. `file` is only to be trusted when ok().
struct SieReading {
  SieFile file;
  std::vector<Problem> problems;  // By line; at most kSieProblemsMax.

  // True when no problem is an error.
  bool ok() const;
};

// Reads `bytes`. `file_name` is put into the problems, and its ending .si
// tells a type 4I from a 4E. Pure; safe to call from several threads.
SieReading ReadSie(absl::string_view file_name, absl::string_view bytes);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_H_
