// Acts: who did what, when, and on whose behalf. Every write by a call is one:
// a meeting called, a vote taken, a report signed. An act is committed with
// the facts that it changes as one record of the journal, whose chain of
// hashes covers all of it, its time and actor too; so the record of acts can
// be exported and proved by somebody who has nothing else.
//
// Thread-safe. Acts are committed one at a time.

#ifndef FINSAM_COMMON_STORE_ACTS_H_
#define FINSAM_COMMON_STORE_ACTS_H_

#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/store/journal.h"
#include "common/store/store.h"

namespace finsam::store {

inline constexpr size_t kActorBytesMax = 200;

struct Actor {
  std::string person;        // As written: "Signe Hallbo".
  std::string on_behalf_of;  // A member's id; empty: the association's own.
  friend bool operator==(const Actor&, const Actor&) = default;
};

// What an act's record holds.
struct Act {
  std::string kind;  // "call-meeting"
  Actor actor;
  absl::Time time;      // To the second.
  std::string payload;  // Canonical bytes of what was done.
};

// An act's bytes, and back; nothing when the bytes are no act's.
std::string EncodeAct(const Act& act);
std::optional<Act> DecodeAct(absl::string_view bytes);

struct ActRequest {
  std::string organisation;  // Ten digits.
  std::string request_id;    // 1 to 64 bytes.
  std::string kind;
  std::string digest;  // SHA-256 of the request but for its id.
  Actor actor;
  bool validate_only = false;
};

// What deciding gives: what is recorded, and the answer, which is kept for a
// repeat of the request.
struct ActFacts {
  std::string payload;
  std::string answer;
};

struct ActOutcome {
  Head head;  // After the act; of a trial, where it would be put.
  absl::Time time;
  std::string answer;
  bool repeated = false;  // The request was answered before.
};

class ActLog {
 public:
  // All must outlive the log. `writing` is held while an act is committed:
  // writers of one process that share it never find each other STALE.
  ActLog(Store& store, const Clock& clock, std::mutex& writing)
      : store_(store), clock_(clock), writing_(writing) {}

  // Decides on what the store holds at `now`, and adds the keys that change.
  // May be called twice, when another process was first.
  using Decide = std::function<absl::StatusOr<ActFacts>(
      const Snapshot& snapshot, absl::Time now, store::Commit& commit)>;

  // Reads, lets `decide` decide, commits once, answers. Refusals:
  // REQUEST_ID_SIZE, REQUEST_ID_REUSED, ACTOR_MISSING, ACTOR_SIZE,
  // PERSONAL_DATA, and those of `decide`.
  absl::StatusOr<ActOutcome> Commit(const ActRequest& request,
                                    const Decide& decide);

 private:
  // One try; refused with STALE when another process committed meanwhile.
  absl::StatusOr<ActOutcome> TryCommit(const ActRequest& request,
                                       const Decide& decide);

  Store& store_;
  const Clock& clock_;
  std::mutex& writing_;
};

}  // namespace finsam::store

#endif  // FINSAM_COMMON_STORE_ACTS_H_
