// What an exported SIE file holds beside its vouchers: its head, the years, the
// chart, and the balances.

#ifndef FINSAM_SERVICES_LEDGER_EXPORT_SOURCE_H_
#define FINSAM_SERVICES_LEDGER_EXPORT_SOURCE_H_

#include "absl/status/statusor.h"
#include "common/base/names.h"
#include "services/ledger/domain/fiscal_year.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_writer.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

// `own` is the year of `name`, which must be kept. The same books give the same
// file: what the time and the program would say is a file's that was imported,
// or the year's last day. The years before are told as far back as they are
// kept without a gap, in a file with vouchers one; its months are told by the
// vouchers alone. Balances per object do not overlap (domain/object_records.h).
// Trouble: DATA_LOSS.
absl::StatusOr<SieFile> ExportFileOf(const LedgerReader& reader,
                                     const FiscalYearName& name,
                                     const FiscalYear& own, SieKind kind);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_EXPORT_SOURCE_H_
