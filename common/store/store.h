// The store: ordered keys, consistent snapshots, and one atomic durable commit
// with preconditions. The one place where facts become lasting.
//
//   absl::StatusOr<std::unique_ptr<Store>> store = OpenRocksStore({.path = …});
//   Commit commit;
//   commit.Expect("head", seen);          // refused when it has moved since
//   commit.Put("voucher/1", bytes);
//   RETURN_IF_ERROR((*store)->Apply(commit));   // on disk when it returns OK
//
// Keys and values are bytes; keys are ordered as unsigned bytes. A key is 1 to
// 1,024 bytes, a value at most 64 MiB. An absent key is nullopt, never an
// empty value.
//
// All methods are safe to call from several threads. Every engine passes the
// contract suite in tests/common/store_contract.h.

#ifndef FINSAM_COMMON_STORE_STORE_H_
#define FINSAM_COMMON_STORE_STORE_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace finsam::store {

inline constexpr size_t kKeyBytesMax = 1'024;
inline constexpr size_t kValueBytesMax = 64 << 20;

// A set of changes that becomes visible and durable together, or not at all.
class Commit {
 public:
  // Requires that `key` holds `value` (nullopt: is absent) when the commit is
  // applied.
  void Expect(absl::string_view key, std::optional<std::string> value);
  void Put(absl::string_view key, absl::string_view value);
  void Delete(absl::string_view key);

  struct Expectation {
    std::string key;
    std::optional<std::string> value;
  };
  struct Change {
    std::string key;
    std::optional<std::string> value;  // nullopt deletes.
  };
  const std::vector<Expectation>& expectations() const { return expectations_; }
  const std::vector<Change>& changes() const { return changes_; }
  // True when a value is larger than a store takes. How large one becomes may
  // lie with a caller's file, so the store refuses it, and nothing breaks.
  bool too_large() const { return too_large_; }

 private:
  std::vector<Expectation> expectations_;
  std::vector<Change> changes_;
  bool too_large_ = false;
};

// The store as it was at one moment, whatever is committed meanwhile. Must not
// outlive its store.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  // The value of `key`, or nullopt when it is absent.
  virtual absl::StatusOr<std::optional<std::string>> Get(
      absl::string_view key) const = 0;

  // Visits the keys in [begin, end), lowest first; an empty `end` means to the
  // last key. Stops early when the visitor returns false.
  using Visitor =
      std::function<bool(absl::string_view key, absl::string_view value)>;
  virtual absl::Status Scan(absl::string_view begin, absl::string_view end,
                            const Visitor& visit) const = 0;

  // Visits every key that begins with `prefix`.
  absl::Status ScanPrefix(absl::string_view prefix, const Visitor& visit) const;
};

class Store {
 public:
  virtual ~Store() = default;

  virtual std::unique_ptr<Snapshot> TakeSnapshot() const = 0;

  // Checks the expectations and makes the changes in one step. OK means that
  // they are on disk. Refusals: STALE (kAborted) when an expectation does not
  // hold: read again and decide again; VALUE_TOO_LARGE (kInvalidArgument) for a
  // value above the limit. Of two changes of one key the last wins.
  virtual absl::Status Apply(const Commit& commit) = 0;

  // The same, but the changes are sure to be on disk only when a later Apply
  // has returned OK; a crash before that may undo them, the latest first. For
  // the parts of something large whose end is an Apply. An engine without a
  // cheaper way applies it as any other.
  virtual absl::Status ApplyPart(const Commit& commit) { return Apply(commit); }
};

// The first key after every key that begins with `prefix`; empty when there is
// none.
std::string AfterPrefix(absl::string_view prefix);

}  // namespace finsam::store

#endif  // FINSAM_COMMON_STORE_STORE_H_
