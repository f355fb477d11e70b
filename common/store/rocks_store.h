// RocksDB as the store: the engine for one machine.
//
// Every commit is one WriteBatch with a synced write-ahead log. After a crash
// the store opens at the last commit that was answered, or a later one that
// was being written and is whole. Checksums are verified on every read. One
// process at a time may have a folder open.
//
// Beside RocksDB's own files lies WITNESS: how many changes the store held when
// it was last opened or closed. A store that holds fewer has lost some and is
// refused; it opens again when WITNESS is removed.

#ifndef FINSAM_COMMON_STORE_ROCKS_STORE_H_
#define FINSAM_COMMON_STORE_ROCKS_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/store/store.h"

namespace rocksdb {
class Env;
}  // namespace rocksdb

namespace finsam::store {

struct RocksStoreOptions {
  std::string path;  // A folder; made when it is missing.
  // The disk; nullptr is the real one. Tests pass a memory or a failing one.
  // Must outlive the store.
  rocksdb::Env* env = nullptr;
};

// Opens the store. UNAVAILABLE when another process has it open, DATA_LOSS
// when a checksum is wrong or commits are missing.
absl::StatusOr<std::unique_ptr<Store>> OpenRocksStore(
    const RocksStoreOptions& options);

}  // namespace finsam::store

#endif  // FINSAM_COMMON_STORE_ROCKS_STORE_H_
