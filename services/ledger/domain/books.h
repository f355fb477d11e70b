// A year's books as a SIE file tells them: chart, vouchers, balances, and
// earlier years as balances for comparison.
//
// A comparison year has no vouchers in such a file. Its balances are put
// together from its #IB, #UB and #RES, and are split over objects by
// the #PSALDO records that carry one; what those leave of an account is kept
// without objects. Where records of several dimensions tell the same amounts,
// only one dimension can be used (domain/object_records.h).

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_BOOKS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_BOOKS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
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
  int64_t number = 0;  // 0: the file gives none (type 4I only).
  VoucherDraft content;
  int64_t line = 0;  // Of its #VER.
};

// What a file says of a year, but for its vouchers.
struct Books {
  FiscalYear year;
  // Only balances (types 1 to 3); they are in `openings`, with movements.
  bool summary = false;
  Chart chart;
  BalanceMap openings;
  // Earlier years as balances, the nearest first; of a file with vouchers only
  // the year before.
  struct Prior {
    FiscalYear year;
    BalanceMap balances;
  };
  std::vector<Prior> priors;
  YearTotals totals;  // Of the file's vouchers.
  // Where in the file each combination is first used, for the layout's check.
  std::map<BalanceKey, int64_t> used;
  std::map<BalanceKey, int64_t> prior_used;
};

struct BooksOptions {
  FiscalYearName name;           // What the books are imported as.
  std::string file_name;         // For problems.
  int32_t object_dimension = 0;  // What the layout's filters use; 0: none.
  // Of a type 4I: the kept year that its vouchers go into, whatever days the
  // file gives it.
  std::optional<FiscalYear> import_year = {};
};

// Makes the books of a file while it is read. Problems: ORGANISATION_MISMATCH,
// YEAR_MISMATCH, YEAR_TOO_LONG, SIE_TYPE, VOUCHER_NUMBER and those of
// CheckFromBooks; warnings ORGANISATION_MISSING, PRIOR_YEAR_DIMENSIONS,
// PRIOR_YEAR_INCOMPLETE, YEAR_CHANGE_DIFFERS, OPENING_MISSING. At most
// kBooksProblemsMax of vouchers are told, and then how many more.
class BooksBuilder {
 public:
  // `problems` outlives the builder.
  BooksBuilder(BooksOptions options, std::vector<Problem>* problems)
      : options_(std::move(options)), problems_(*problems) {}

  // Takes a voucher; nothing, with a problem, when it breaks a rule. `so_far`
  // is the file as far as it has been read.
  std::optional<ImportedVoucher> Take(const SieVoucher& in,
                                      const SieFile& so_far);

  // The fiscal year that vouchers are held against, from the first on.
  const FiscalYear& year() const { return books_.year; }
  // True when the builder itself has found an error.
  bool has_errors() const { return has_errors_; }

  // Call once, after the last voucher. `file_is_whole`: the reader found no
  // errors; what a broken file lacks is no news. The books are usable for the
  // layout's check even when there are errors.
  Books Finish(const SieFile& file, bool file_is_whole);

 private:
  void Add(Severity severity, absl::string_view reason, int64_t line,
           absl::string_view field, absl::string_view found,
           absl::string_view expected, absl::string_view message);
  void AddOfVoucher(absl::string_view reason, int64_t line,
                    absl::string_view field, absl::string_view found,
                    absl::string_view expected, absl::string_view message);
  void KnowYear(const SieFile& file);
  void CheckOrganisation(const SieFile& file);
  void CheckYear(const SieFile& file);
  void ReadChart(const SieFile& file);
  void ReadBalances(const SieFile& file, std::vector<Problem>* problems);
  void ReadPriors(const SieFile& file, int32_t dimension,
                  std::vector<Problem>* problems);
  void NoteUse(const VoucherEntry& entry, int64_t line);

  BooksOptions options_;
  std::vector<Problem>& problems_;
  Books books_;
  bool year_known_ = false;
  bool has_errors_ = false;
  int64_t voucher_problems_ = 0;
};

// The most problems of vouchers that a builder tells.
inline constexpr int64_t kBooksProblemsMax = 200;

// The account and object combinations that the books use, with where in the
// file.
std::vector<UsedAccount> UsedAccounts(const Books& books,
                                      absl::string_view file_name);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_BOOKS_H_
