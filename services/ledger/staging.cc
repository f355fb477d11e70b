#include "services/ledger/staging.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "common/base/status.h"
#include "services/ledger/ledger_keys.h"
#include "services/ledger/ledger_store.h"
#include "services/ledger/records.h"

namespace finsam::ledger {
namespace {

// Changes of one commit, so that a large import is taken away in pieces.
constexpr size_t kDropChangesMax = 10'000;

class Dropper {
 public:
  Dropper(store::Store& store, const std::string& organisation, int year)
      : store_(store),
        organisation_(organisation),
        year_(year),
        snapshot_(store.TakeSnapshot()) {}

  absl::Status Run() {
    const LedgerReader reader(*snapshot_, organisation_);
    ASSIGN_OR_RETURN(const ChainEnd chain, reader.Chain());
    last_ = chain.posting_count;
    RETURN_IF_ERROR(DropAfter(RoomKey("voucher", organisation_), last_));
    RETURN_IF_ERROR(
        DropAfter(RoomKey("tile", organisation_), last_ / kTileLeaves - 1));
    RETURN_IF_ERROR(DropEntries());
    RETURN_IF_ERROR(DropNumbers());
    LedgerWriter(commit_, organisation_).DeleteStaging();
    return store_.Apply(commit_);
  }

 private:
  absl::Status FlushWhenFull() {
    if (commit_.changes().size() < kDropChangesMax) return absl::OkStatus();
    RETURN_IF_ERROR(store_.ApplyPart(commit_));
    commit_ = store::Commit();
    return absl::OkStatus();
  }

  // Deletes the keys of a room whose number is above `last`.
  absl::Status DropAfter(const store::Key& room, int64_t last) {
    absl::Status status;
    RETURN_IF_ERROR(
        snapshot_->Scan(store::Key(room).Number(last + 1).bytes(),
                        store::AfterPrefix(room.bytes()),
                        [&](absl::string_view key, absl::string_view) {
                          commit_.Delete(key);
                          status = FlushWhenFull();
                          return status.ok();
                        }));
    return status;
  }

  absl::Status DropEntries() {
    const std::string prefix = RoomKey("entry", organisation_, year_).bytes();
    absl::Status status;
    RETURN_IF_ERROR(snapshot_->ScanPrefix(
        prefix, [&](absl::string_view key, absl::string_view) {
          store::KeyReader rest(key.substr(prefix.size()));
          rest.Number();
          if (rest.Number().value_or(0) <= last_) return true;
          commit_.Delete(key);
          status = FlushWhenFull();
          return status.ok();
        }));
    return status;
  }

  // A run may hold kept numbers beside staged ones.
  absl::Status DropNumbers() {
    const std::string prefix = RoomKey("number", organisation_, year_).bytes();
    LedgerWriter writer(commit_, organisation_);
    absl::Status status;
    RETURN_IF_ERROR(snapshot_->ScanPrefix(prefix, [&](absl::string_view key,
                                                      absl::string_view value) {
      const auto series = store::KeyReader(key.substr(prefix.size())).Text();
      std::optional<NumberPlaces> run = ReadNumbers(value);
      if (!series.has_value() || !run.has_value()) return true;
      const size_t before = run->size();
      std::erase_if(*run,
                    [&](const auto& item) { return item.second > last_; });
      if (run->size() == before) return true;
      commit_.Delete(key);
      if (!run->empty()) writer.PutNumbers(year_, *series, *run);
      status = FlushWhenFull();
      return status.ok();
    }));
    return status;
  }

  store::Store& store_;
  const std::string& organisation_;
  int year_;
  std::unique_ptr<store::Snapshot> snapshot_;
  int64_t last_ = 0;
  store::Commit commit_;
};

}  // namespace

absl::Status DropStaged(store::Store& store, const std::string& organisation) {
  std::optional<std::string> mark;
  {
    const std::unique_ptr<store::Snapshot> snapshot = store.TakeSnapshot();
    ASSIGN_OR_RETURN(mark,
                     snapshot->Get(RoomKey("staging", organisation).bytes()));
  }
  if (!mark.has_value()) return absl::OkStatus();
  internal::StagingRecord record;
  RETURN_IF_ERROR(DecodeValue(*mark, &record));
  return Dropper(store, organisation, record.fiscal_year()).Run();
}

}  // namespace finsam::ledger
