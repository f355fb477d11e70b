// What an import changes: what is kept, read; the plan against it; and the
// plan's changes put into a commit.

#ifndef FINSAM_SERVICES_LEDGER_IMPORT_CHANGE_H_
#define FINSAM_SERVICES_LEDGER_IMPORT_CHANGE_H_

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/import_plan.h"
#include "services/ledger/import_files.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

// What is kept that an import is planned against, and written over.
struct Kept {
  std::optional<StoredYear> year;
  std::optional<StoredYear> prior;
  BalanceMap balances;
  BalanceMap prior_balances;
  Chart chart;
  Chart prior_chart;
  std::optional<StoredFile> layout;
  std::optional<StoredFile> overview;
};

absl::StatusOr<Kept> ReadKept(const LedgerReader& reader, int year);

// Plans the import of `reading`. Refusals: VOUCHER_CHANGED, VOUCHER_MISSING,
// BALANCES_CHANGED, and those of the layout's check where it does not suit
// what was posted beside the file.
absl::StatusOr<ImportPlan> PlanImport(const LedgerReader& reader,
                                      const Kept& kept,
                                      const ImportReading& reading, int year,
                                      const std::string& file_name);

// The years' balances as they will be, for the statements.
absl::StatusOr<std::map<int, YearBalances>> BalancesAfter(
    const LedgerReader& reader, int year, const Kept& kept, const Books& books,
    const ImportPlan& plan);

// Puts everything that the import changes; nothing when it changes nothing.
// Returns where the chain of vouchers then ends.
absl::StatusOr<ChainEnd> PutImport(const LedgerReader& reader, int year,
                                   const ImportFiles& files, const Kept& kept,
                                   const Books& books, const ImportPlan& plan,
                                   LedgerWriter* writer);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_IMPORT_CHANGE_H_
