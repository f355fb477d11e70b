// Puts the new vouchers of an import beyond the chain's end, in pieces, so
// that memory does not grow with the file. They are part of the books when the
// caller commits the chain's end that this leaves; until then nobody sees
// them. Needs the association's lease, and an indexed tail.

#ifndef FINSAM_SERVICES_LEDGER_IMPORT_STAGE_H_
#define FINSAM_SERVICES_LEDGER_IMPORT_STAGE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "common/store/store.h"
#include "services/ledger/ledger_store.h"
#include "services/ledger/stretch.h"

namespace finsam::ledger {

class ImportStage {
 public:
  // `chain` is where the books end now. `fold`, the movements kept of the
  // year, gets every voucher. Without `keep` nothing is put (a trial).
  // The vouchers are of fiscal year `year`.
  ImportStage(store::Store& store, std::string organisation, int year,
              ChainEnd chain, YearFold* fold, bool keep)
      : store_(store),
        organisation_(std::move(organisation)),
        year_(year),
        chain_(std::move(chain)),
        fold_(*fold),
        keep_(keep) {}
  // Takes away what was put, unless it was committed.
  ~ImportStage();
  ImportStage(const ImportStage&) = delete;
  ImportStage& operator=(const ImportStage&) = delete;

  // Posts the voucher after the last; its place and hash are set.
  absl::Status Add(PostedVoucher* voucher);

  int64_t added_count() const { return added_; }
  const ChainEnd& chain() const { return chain_; }

  // Adds what is left, the indexes and the chain's end to the commit that ends
  // the import.
  absl::Status Finish(store::Commit* commit);
  // That commit is on disk.
  void Committed() { staged_ = false; }

 private:
  void EndBlock(LedgerWriter* writer);
  absl::Status PutRows(LedgerWriter* writer);
  absl::Status Flush();

  store::Store& store_;
  std::string organisation_;
  int year_;
  ChainEnd chain_;
  YearFold& fold_;
  bool keep_;
  bool staged_ = false;
  int64_t added_ = 0;
  Stretch stretch_;
  BlockBuilder block_;
  store::Commit part_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_IMPORT_STAGE_H_
