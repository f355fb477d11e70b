// What an import changes beside the vouchers: the year's days, chart, openings
// and files, and the years before. Planned first, so that the layout's check
// and the answer know it; then put into the commit that ends the import.

#ifndef FINSAM_SERVICES_LEDGER_IMPORT_CHANGE_H_
#define FINSAM_SERVICES_LEDGER_IMPORT_CHANGE_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "services/ledger/import_files.h"
#include "services/ledger/import_reader.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

struct ImportOrder {
  FiscalYearName name;
  std::string request_id;
  bool validate_only = false;
  ImportFiles files;  // Complete.
};

struct ImportChange {
  // The year as it will be; nothing when it is not there (type 4I, refused).
  std::optional<StoredYear> year;
  Chart chart;
  BalanceMap openings;
  BalanceMap balances;  // Openings and movements.
  internal::SourceRecord source;
  std::vector<Books::Prior> new_priors;   // To be written.
  std::map<int, BalanceMap> kept_priors;  // Left as they are.
  // The files, when they are to be written.
  std::optional<StoredFile> layout;
  std::optional<StoredFile> overview;
  bool drops_overview = false;
  bool writes_year = false;
  bool writes_chart = false;
  bool writes_openings = false;
  bool writes_source = false;
};

// Plans the change, and tells the comparison of `books` what differs from what
// is kept, and what of a closed year would change. Problems:
// FISCAL_YEAR_UNKNOWN when a type 4I has no year to go into, BOOKS_TOO_LARGE.
absl::StatusOr<ImportChange> PlanChange(const LedgerReader& reader,
                                        const ImportOrder& order,
                                        const std::optional<StoredYear>& kept,
                                        ImportReader* books);

// Puts everything that the import changes, as `revision` makes it. False when
// it changes nothing.
absl::StatusOr<bool> PutChange(const LedgerReader& reader,
                               const ImportOrder& order,
                               const ImportChange& change, int64_t revision,
                               ImportReader* books, store::Commit* commit);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_IMPORT_CHANGE_H_
