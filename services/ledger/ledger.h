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
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/store/journal.h"
#include "common/store/store.h"
#include "finsam/common/v1/types.pb.h"
#include "services/ledger/answers.h"
#include "services/ledger/domain/voucher_filter.h"
#include "services/ledger/import_change.h"
#include "services/ledger/import_reader.h"
#include "services/ledger/ledger_store.h"
#include "services/ledger/parsed_files.h"
#include "services/ledger/place_cache.h"
#include "services/ledger/poster.h"
#include "services/ledger/questions.h"

namespace finsam::ledger {

// A page ends early when its vouchers' texts and entries pass this.
inline constexpr size_t kPageBytesMax = 4 << 20;
// And when a filter has looked at as many vouchers.
inline constexpr int64_t kVouchersLookedAtMax = 20'000;

// Which vouchers are asked for. `after` is VoucherPage::next of the page
// before.
struct VoucherListing {
  VoucherFilter filter;  // Checked.
  int64_t at_revision = 0;
  int size = 1;
  std::string after;
};

class Ledger {
 public:
  // All must outlive the ledger. Uploads are spooled in `spool_folder`, which
  // must exist.
  Ledger(store::Store& store, const Clock& clock, std::string spool_folder);

  const std::string& spool_folder() const { return spool_folder_; }

  // Posts through the queue of all callers; `done` is called on another
  // thread.
  void Post(PostOrder order, Poster::Done done);
  absl::StatusOr<Posted> PostAndWait(PostOrder order);

  absl::StatusOr<common::v1::ImportResult> Import(const ImportOrder& order,
                                                  const ImportWatch& watch);

  // In all that follows `at_revision` is 0 for now. `size` is at least 1.
  absl::StatusOr<VoucherPage> ListVouchers(const FiscalYearName& name,
                                           const VoucherListing& listing) const;
  absl::StatusOr<TrialBalance> GetTrialBalance(const FiscalYearName& name,
                                               int64_t at_revision) const;
  // `through` is the last month that counts, as 201706; 0: the whole year.
  absl::StatusOr<Statements> GetStatements(const FiscalYearName& name,
                                           int64_t at_revision,
                                           int through = 0) const;
  absl::StatusOr<Explanation> Explain(const FiscalYearName& name,
                                      const std::string& figure_id, int size,
                                      const std::string& after,
                                      int through = 0) const;
  absl::StatusOr<Proof> Verify(const std::string& organisation) const;

  // ledger_query.cc
  absl::StatusOr<FoundVoucher> GetVoucher(const std::string& organisation,
                                          const VoucherRef& voucher) const;
  absl::StatusOr<BalancePage> QueryBalances(const FiscalYearName& name,
                                            const BalanceQuery& query) const;
  absl::StatusOr<AccountEntriesPage> ListAccountEntries(
      const FiscalYearName& name, const AccountEntriesQuery& query) const;
  absl::StatusOr<VoucherProof> ProveVoucher(const std::string& organisation,
                                            const VoucherRef& voucher) const;

  // ledger_year.cc. Each gives the year as it then is; a repeated request id
  // gives its first answer.
  absl::StatusOr<YearAnswer> SetPeriodLock(const PeriodLockOrder& order);
  absl::StatusOr<YearAnswer> CloseYear(const CloseYearOrder& order);
  absl::StatusOr<YearAnswer> ReopenYear(const ReopenYearOrder& order);
  absl::StatusOr<YearAnswer> GetYear(const FiscalYearName& name) const;
  absl::StatusOr<YearsAnswer> ListYears(const std::string& organisation) const;

  // ledger_export.cc. Gives the file in pieces to `sink`; `warnings` are those
  // of the whole file, told after the last piece.
  absl::Status Export(const FiscalYearName& name, ExportFormat format,
                      const ExportSink& sink,
                      std::vector<Problem>* warnings) const;

 private:
  absl::StatusOr<Statements> StatementsFrom(const LedgerReader& reader,
                                            const FiscalYearName& name,
                                            int64_t at_revision,
                                            int through) const;
  absl::StatusOr<common::v1::ImportResult> ImportOnce(
      const ImportOrder& order, const std::string& request_digest,
      const ImportWatch& watch);
  absl::StatusOr<common::v1::ImportResult> StoreImport(
      const LedgerReader& reader, const ImportOrder& order,
      const std::string& request_digest, const store::Head& head,
      const ImportChange& change, const ImportWatch& watch, ImportReader* books,
      common::v1::ImportResult result);

  store::Store& store_;
  const Clock& clock_;
  std::string spool_folder_;
  mutable ParsedFiles parsed_;
  mutable FoldCache folds_;
  mutable DaysCache days_;
  mutable Poster poster_;
};

// What is kept of a fiscal year. Refusal: FISCAL_YEAR_UNKNOWN.
absl::StatusOr<StoredYear> RequireYear(const LedgerReader& reader,
                                       const FiscalYearName& name);

// Sets the order's digest, which makes two postings the same, and its weight.
void Weigh(PostOrder* order);

// The head of the books as they are read: where they stand now, or stood at
// the revision.
absl::StatusOr<store::Head> HeadOf(const LedgerReader& reader,
                                   int64_t at_revision);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_LEDGER_H_
