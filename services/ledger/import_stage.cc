#include "services/ledger/import_stage.h"

#include <utility>

#include "common/base/log.h"
#include "common/base/status.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/domain/voucher_bytes.h"
#include "services/ledger/staging.h"

namespace finsam::ledger {

ImportStage::~ImportStage() {
  if (!staged_) return;
  const absl::Status dropped = DropStaged(store_, organisation_);
  // The next desk tries again; until then nobody reads it.
  if (!dropped.ok()) {
    LogError("drop-staged", {{"trouble", std::string(dropped.message())}});
  }
}

void ImportStage::EndBlock(LedgerWriter* writer) {
  if (block_.count() == 0) return;
  writer->PutBlock(chain_.posting_count, block_.Take());
}

absl::Status ImportStage::Add(PostedVoucher* voucher) {
  const std::string bytes = VoucherBytes(*voucher);
  LedgerWriter writer(part_, organisation_);
  chain_.hash = ChainHash(chain_.hash, bytes);
  voucher->hash = chain_.hash;
  voucher->place = ++chain_.posting_count;
  ++added_;
  const BlockVoucher view{voucher->place, bytes, voucher->hash,
                          *VoucherView::Read(bytes)};
  if (!keep_) {
    fold_.Add(view.view);
    return absl::OkStatus();
  }
  if (auto tile = chain_.tree.Append(chain_.hash); tile.has_value()) {
    writer.PutTile(*tile);
  }
  block_.Add(bytes, voucher->hash);
  stretch_.Add(view, &fold_);
  if (block_.full()) EndBlock(&writer);
  return stretch_.full() ? Flush() : absl::OkStatus();
}

absl::Status ImportStage::PutRows(LedgerWriter* writer) {
  EndBlock(writer);
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  return stretch_.PutRows(LedgerReader(*snapshot, organisation_), writer);
}

absl::Status ImportStage::Flush() {
  LedgerWriter writer(part_, organisation_);
  if (!staged_) {
    // The mark is on disk before anything it stands for.
    store::Commit mark;
    LedgerWriter(mark, organisation_).PutStaging(year_);
    RETURN_IF_ERROR(store_.Apply(mark));
    staged_ = true;
  }
  RETURN_IF_ERROR(PutRows(&writer));
  RETURN_IF_ERROR(store_.ApplyPart(part_));
  part_ = store::Commit();
  return absl::OkStatus();
}

absl::Status ImportStage::Finish(store::Commit* commit) {
  LedgerWriter writer(part_, organisation_);
  RETURN_IF_ERROR(PutRows(&writer));
  stretch_.PutFolds(&writer);
  chain_.indexed_count = chain_.posting_count;
  writer.PutChain(chain_);
  if (staged_) writer.DeleteStaging();
  for (const store::Commit::Change& change : part_.changes()) {
    if (change.value.has_value()) {
      commit->Put(change.key, *change.value);
    } else {
      commit->Delete(change.key);
    }
  }
  part_ = store::Commit();
  return absl::OkStatus();
}

}  // namespace finsam::ledger
