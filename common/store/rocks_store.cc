#include "common/store/rocks_store.h"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"

namespace finsam::store {
namespace {

rocksdb::Slice ToSlice(absl::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

absl::string_view ToView(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

absl::Status FromRocks(const rocksdb::Status& status, absl::string_view doing) {
  if (status.ok()) return absl::OkStatus();
  const std::string message = absl::StrCat(doing, ": ", status.ToString());
  if (status.IsCorruption()) return absl::DataLossError(message);
  if (status.IsNoSpace()) return absl::ResourceExhaustedError(message);
  return absl::UnavailableError(message);
}

// The witness: a small file that says how many changes the store held when it
// was last opened or closed. RocksDB opens at an earlier point in silence when
// some bytes of its manifest or of an old log are damaged; then it holds fewer.
constexpr char kWitness[] = "WITNESS";

// UNAVAILABLE when it cannot be written. A crash leaves the old one or the new.
absl::Status WriteWitness(const rocksdb::DB& db) {
  const std::string path = absl::StrCat(db.GetName(), "/", kWitness);
  const std::string draft = absl::StrCat(path, ".new");
  const std::string changes = absl::StrCat(db.GetLatestSequenceNumber(), "\n");
  RETURN_IF_ERROR(FromRocks(
      rocksdb::WriteStringToFile(db.GetEnv(), changes, draft, /*sync=*/true),
      "writing the witness"));
  return FromRocks(db.GetEnv()->RenameFile(draft, path), "naming the witness");
}

// DATA_LOSS when the store holds fewer changes than its witness says. A store
// without a witness passes.
absl::Status CheckWitness(const rocksdb::DB& db) {
  const std::string path = absl::StrCat(db.GetName(), "/", kWitness);
  const rocksdb::Status there = db.GetEnv()->FileExists(path);
  if (there.IsNotFound()) return absl::OkStatus();
  RETURN_IF_ERROR(FromRocks(there, "looking for the witness"));
  std::string text;
  RETURN_IF_ERROR(FromRocks(rocksdb::ReadFileToString(db.GetEnv(), path, &text),
                            "reading the witness"));
  uint64_t changes = 0;
  if (!absl::SimpleAtoi(absl::StripAsciiWhitespace(text), &changes)) {
    return absl::DataLossError(absl::StrCat(path, " cannot be read"));
  }
  if (db.GetLatestSequenceNumber() >= changes) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(
      "the store in ", db.GetName(), " holds ", db.GetLatestSequenceNumber(),
      " changes, but held ", changes, " when it was last opened or closed"));
}

class RocksSnapshot final : public Snapshot {
 public:
  explicit RocksSnapshot(rocksdb::DB* db)
      : db_(db), snapshot_(db->GetSnapshot()) {}
  ~RocksSnapshot() override { db_->ReleaseSnapshot(snapshot_); }
  RocksSnapshot(const RocksSnapshot&) = delete;
  RocksSnapshot& operator=(const RocksSnapshot&) = delete;

  absl::StatusOr<std::optional<std::string>> Get(
      absl::string_view key) const override {
    std::string value;
    const rocksdb::Status status = db_->Get(Options(), ToSlice(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    RETURN_IF_ERROR(FromRocks(status, "reading a key"));
    return std::optional<std::string>(std::move(value));
  }

  absl::Status Scan(absl::string_view begin, absl::string_view end,
                    const Visitor& visit) const override {
    rocksdb::ReadOptions options = Options();
    const rocksdb::Slice upper = ToSlice(end);
    if (!end.empty()) options.iterate_upper_bound = &upper;
    const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(options));
    for (it->Seek(ToSlice(begin)); it->Valid(); it->Next()) {
      if (!visit(ToView(it->key()), ToView(it->value()))) break;
    }
    return FromRocks(it->status(), "scanning keys");
  }

 private:
  rocksdb::ReadOptions Options() const {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    options.verify_checksums = true;
    return options;
  }

  rocksdb::DB* db_;
  const rocksdb::Snapshot* snapshot_;
};

class RocksStore final : public Store {
 public:
  explicit RocksStore(std::unique_ptr<rocksdb::DB> db) : db_(std::move(db)) {}

  ~RocksStore() override {
    // Every answered commit is already synced; closing only tidies up. A disk
    // that refused a commit is not asked for a witness.
    if (!failed_) WriteWitness(*db_).IgnoreError();
    const rocksdb::Status ignored = db_->Close();
    (void)ignored;
  }

  std::unique_ptr<Snapshot> TakeSnapshot() const override {
    return std::make_unique<RocksSnapshot>(db_.get());
  }

  absl::Status Apply(const Commit& commit) override {
    return Write(commit, /*sync=*/true);
  }

  absl::Status ApplyPart(const Commit& commit) override {
    return Write(commit, /*sync=*/false);
  }

 private:
  absl::Status Write(const Commit& commit, bool sync) {
    // One writer at a time, so that nothing moves between check and write.
    const std::lock_guard lock(mutex_);
    if (failed_) {
      return absl::UnavailableError(
          "a commit could not be written; restart the service when the disk "
          "has room and is sound");
    }
    if (commit.too_large()) {
      return Refuse(absl::StatusCode::kInvalidArgument, "VALUE_TOO_LARGE",
                    "Uppgifterna är för stora för att lagras i ett stycke.");
    }
    for (const Commit::Expectation& expected : commit.expectations()) {
      RETURN_IF_ERROR(Check(expected));
    }
    rocksdb::WriteBatch batch;
    for (const Commit::Change& change : commit.changes()) {
      RETURN_IF_ERROR(FromRocks(change.value.has_value()
                                    ? batch.Put(change.key, *change.value)
                                    : batch.Delete(change.key),
                                "filling a batch"));
    }
    rocksdb::WriteOptions options;
    options.sync = sync;
    const absl::Status written =
        FromRocks(db_->Write(options, &batch), "writing a commit");
    failed_ = !written.ok();
    return written;
  }

  absl::Status Check(const Commit::Expectation& expected) const {
    std::string value;
    const rocksdb::Status status =
        db_->Get(rocksdb::ReadOptions(), expected.key, &value);
    if (!status.IsNotFound()) {
      RETURN_IF_ERROR(FromRocks(status, "checking an expectation"));
    }
    const bool holds = status.IsNotFound() ? !expected.value.has_value()
                                           : expected.value == value;
    if (holds) return absl::OkStatus();
    return Refuse(absl::StatusCode::kAborted, "STALE",
                  "uppgifterna har ändrats sedan de lästes: försök igen");
  }

  std::unique_ptr<rocksdb::DB> db_;
  std::mutex mutex_;
  // After a write that failed (a full disk) RocksDB's log may not be written
  // to again; what is there can be read until the process is started anew.
  bool failed_ = false;
};

constexpr double kBloomBitsPerKey = 10;
constexpr size_t kBlockCacheBytes = size_t{32} << 20;

rocksdb::Options DatabaseOptions(rocksdb::Env* env) {
  rocksdb::Options options;
  if (env != nullptr) options.env = env;
  options.create_if_missing = true;
  options.paranoid_checks = true;
  // A half-written last record is cut off, anything earlier is an error.
  options.wal_recovery_mode =
      rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.compression = rocksdb::kLZ4Compression;
  // Most keys that are looked for once are not there: new request ids.
  rocksdb::BlockBasedTableOptions table;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  table.block_cache = rocksdb::NewLRUCache(kBlockCacheBytes);
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.write_buffer_size = 16 << 20;
  options.max_background_jobs = 2;
  options.max_open_files = 256;
  options.keep_log_file_num = 2;
  options.info_log_level = rocksdb::WARN_LEVEL;
  return options;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenRocksStore(
    const RocksStoreOptions& options) {
  if (options.env == nullptr) {
    std::error_code error;
    std::filesystem::create_directories(options.path, error);
    if (error) {
      return absl::UnavailableError(absl::StrCat(
          "making the folder ", options.path, ": ", error.message()));
    }
  }
  rocksdb::DB* opened = nullptr;
  RETURN_IF_ERROR(FromRocks(
      rocksdb::DB::Open(DatabaseOptions(options.env), options.path, &opened),
      absl::StrCat("opening the store in ", options.path)));
  std::unique_ptr<rocksdb::DB> db(opened);
  RETURN_IF_ERROR(CheckWitness(*db));
  RETURN_IF_ERROR(WriteWitness(*db));
  return std::make_unique<RocksStore>(std::move(db));
}

}  // namespace finsam::store
