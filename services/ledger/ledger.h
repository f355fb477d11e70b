// The ledger in plain C++: reads what is kept, lets the domain decide, commits
// once, and answers. Everything but gRPC.
//
// Nothing is true here that is not in the store: the object may be thrown away
// and made anew at any moment. All methods are safe to call from several
// threads. Reading methods see one consistent snapshot; writing methods are
// durable when they return OK, and a repeated request id gets its first answer
// again.
//
// Refusals are those of ledger.proto, method by method.

#ifndef FINSAM_SERVICES_LEDGER_LEDGER_H_
#define FINSAM_SERVICES_LEDGER_LEDGER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/store/journal.h"
#include "common/store/store.h"
#include "finsam/common/v1/types.pb.h"
#include "finsam/ledger/v1/ledger.pb.h"
#include "services/ledger/answers.h"
#include "services/ledger/domain/voucher.h"
#include "services/ledger/import_files.h"
#include "services/ledger/ledger_store.h"
#include "services/ledger/parsed_files.h"

namespace finsam::ledger {

// A page ends early when its vouchers' texts and entries pass this.
inline constexpr size_t kPageBytesMax = 4 << 20;

struct ImportOrder {
  FiscalYearName name;
  std::string request_id;
  bool validate_only = false;
  ImportFiles files;  // Complete.
};

// What an import tells while it works. Neither may be empty.
struct ImportWatch {
  ImportProgress progress;
  std::function<bool()> is_cancelled;
};

class Ledger {
 public:
  // Both must outlive the ledger.
  Ledger(store::Store& store, const Clock& clock)
      : store_(store), clock_(clock) {}

  absl::StatusOr<v1::PostVoucherResponse> Post(const FiscalYearName& name,
                                               const std::string& request_id,
                                               const VoucherDraft& draft);

  absl::StatusOr<common::v1::ImportResult> Import(const ImportOrder& order,
                                                  const ImportWatch& watch);

  // `size` is at least 1.
  absl::StatusOr<VoucherPage> ListVouchers(const FiscalYearName& name, int size,
                                           const std::string& after) const;
  absl::StatusOr<TrialBalance> GetTrialBalance(
      const FiscalYearName& name) const;
  absl::StatusOr<Statements> GetStatements(const FiscalYearName& name) const;
  absl::StatusOr<Explanation> Explain(const FiscalYearName& name,
                                      const std::string& figure_id, int size,
                                      const std::string& after) const;
  absl::StatusOr<Proof> Verify(const std::string& organisation) const;

 private:
  absl::StatusOr<v1::PostVoucherResponse> PostOnce(
      const FiscalYearName& name, const std::string& request_id,
      const std::string& request_digest, const VoucherDraft& draft);
  absl::Status CheckLayoutOf(const LedgerReader& reader, int year,
                             const Voucher& voucher, const Chart& chart) const;
  absl::StatusOr<Statements> StatementsFrom(const LedgerReader& reader,
                                            const FiscalYearName& name) const;
  absl::StatusOr<common::v1::ImportResult> ImportOnce(
      const ImportOrder& order, const std::string& request_digest,
      const ImportReading& reading, const ImportWatch& watch);

  store::Store& store_;
  const Clock& clock_;
  // Held over each read, decision and commit, so that writers do not make one
  // another stale.
  std::mutex write_mutex_;
  mutable ParsedFiles parsed_;
};

// What is kept of a fiscal year. Refusal: FISCAL_YEAR_UNKNOWN.
absl::StatusOr<StoredYear> RequireYear(const LedgerReader& reader,
                                       const FiscalYearName& name);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_LEDGER_H_
