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

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
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
  std::string quantity;  // A decimal number, "12.5"; empty: none.
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
  std::string quantity;  // A decimal number, "12.5"; empty: none.
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
  char type = 0;     // T asset, S liability, K cost, I income; 0 when not said.
  std::string unit;  // #ENHET
  std::vector<std::string> sru_codes;  // #SRU, in the file's order.
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

// #ADRESS
struct SieAddress {
  std::string contact;
  std::string street;
  std::string city;  // With the postal code.
  std::string phone;
  friend bool operator==(const SieAddress&, const SieAddress&) = default;
};

// What a file says of the company and of itself, beside its figures. Empty
// texts were not said.
struct SieHead {
  std::string program;              // #PROGRAM's name.
  std::string program_version;      // #PROGRAM's version.
  std::string generated;            // #GEN's date, as written: "20250217".
  std::string generated_by;         // #GEN's signature.
  std::vector<std::string> prose;   // #PROSA, in the file's order.
  std::string company_type;         // #FTYP: "X".
  std::string company_id;           // #FNR
  std::string organisation_number;  // #ORGNR, as written.
  std::string acquisition_number;   // #ORGNR's förvnr
  std::string activity_number;      // #ORGNR's verknr
  std::string sni_code;             // #BKOD
  std::optional<SieAddress> address;
  std::string company_name;              // #FNAMN
  std::string tax_year;                  // #TAXAR
  std::optional<absl::CivilDay> extent;  // #OMFATTN
  std::string chart_type;                // #KPTYP
  std::string currency;                  // #VALUTA
  friend bool operator==(const SieHead&, const SieHead&) = default;
};

// What a file holds, in the file's order. Accounts, dimensions and objects are
// here once each: the first record of several counts.
struct SieFile {
  SieEncoding encoding = SieEncoding::kCp437;  // As its bytes say.
  int type = 1;                                // 1 to 4, as the file says.
  bool is_import = false;  // Type 4I: vouchers to be imported, no balances.
  bool is_taken = false;   // #FLAGGA 1: some program has imported it.
  bool checksum_present = false;
  SieHead head;
  std::vector<SieYear> years;
  std::vector<SieAccount> accounts;
  std::vector<SieDimension> dimensions;
  std::vector<SieObject> objects;
  std::vector<SieBalance> balances;
  // Empty when they were given to a sink.
  std::vector<SieVoucher> vouchers;
  int64_t voucher_count = 0;
};

// A file with what was seen on the way. `file` is only to be trusted when ok().
struct SieReading {
  SieFile file;
  std::vector<Problem> problems;  // By line; at most kSieProblemsMax.

  // True when no problem is an error.
  bool ok() const;
};

// Where a file's bytes come from, a window at a time, so that a file need not
// be in memory.
class SieSource {
 public:
  virtual ~SieSource() = default;
  // The file's size in bytes.
  virtual int64_t size() const = 0;
  // Copies `count` bytes from `offset` on, all of them inside the file, to
  // `out`. A disk's trouble is an error, and ends the reading.
  virtual absl::Status Read(int64_t offset, size_t count, char* out) const = 0;
};

// Bytes in memory; `bytes` outlives it.
class SieBytes final : public SieSource {
 public:
  explicit SieBytes(absl::string_view bytes) : bytes_(bytes) {}
  int64_t size() const override { return static_cast<int64_t>(bytes_.size()); }
  absl::Status Read(int64_t offset, size_t count, char* out) const override;

 private:
  absl::string_view bytes_;
};

// Takes each voucher when it has been read, in the file's order, with the file
// as far as it has been read: #RAR, #KONTO and #DIM come before vouchers when
// the file keeps the format's order.
// Not OK ends the reading with that status.
using SieVoucherSink =
    std::function<absl::Status(SieVoucher voucher, const SieFile& so_far)>;

// Reads the whole of `source` twice, in windows of 1 MiB, giving each voucher
// to `sink`, also after an error was found. Memory does not grow with the
// number of vouchers, but with the gaps in their numbers. The answer is not OK
// only for trouble of the source or the sink; what is wrong with the file is in
// the reading. `file_name` is put into the problems, and its ending .si tells a
// type 4I from a 4E. Pure but for its arguments; safe to call from several
// threads.
absl::StatusOr<SieReading> ReadSie(absl::string_view file_name,
                                   const SieSource& source,
                                   const SieVoucherSink& sink);

// The same for bytes in memory, with the vouchers in SieFile::vouchers.
SieReading ReadSie(absl::string_view file_name, absl::string_view bytes);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_H_
