// The journal: each association's commits in a service, counted and chained.
//
// Every commit of facts moves the association's revision by one and extends a
// chain of SHA-256 hashes over the canonical bytes of what was committed:
//   root(n) = SHA-256 of the parts root(n-1), n, kind, facts.
// The time of the commit is recorded beside the facts but is no part of the
// chain, so the same facts in the same order give the same roots anywhere.
//
// A write names itself with a request id. Its answer is kept in the same
// commit, so a repeated request gets the first answer again.
//
// Keys, in the rooms "head", "journal" (by revision) and "request" (by
// request id); each within one association.

#ifndef FINSAM_COMMON_STORE_JOURNAL_H_
#define FINSAM_COMMON_STORE_JOURNAL_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/store/store.h"

namespace finsam::store {

// Where an association stands in a service.
struct Head {
  int64_t revision = 0;  // 0: nothing was ever committed.
  std::string root;      // 32 bytes; empty at revision 0.
  friend bool operator==(const Head&, const Head&) = default;
};

// What is committed, beside the service's own keys.
struct Entry {
  std::string organisation;    // Ten digits.
  std::string kind;            // "import-books", "post-voucher", …
  std::string facts;           // Canonical bytes of what was committed.
  std::string request_id;      // 1 to 64 bytes.
  std::string request_digest;  // SHA-256 of the request's canonical bytes.
  std::string answer;          // Given again to a repeated request.
  absl::Time time;             // Recorded, not chained.
};

// Reads where `organisation` stands.
absl::StatusOr<Head> ReadHead(const Snapshot& snapshot,
                              absl::string_view organisation);

// The kept answer when `request_id` was used before with the same digest;
// nullopt when it is new. Refusal: REQUEST_ID_REUSED (kAlreadyExists) when it
// was used for another request.
absl::StatusOr<std::optional<std::string>> FindAnswer(
    const Snapshot& snapshot, absl::string_view organisation,
    absl::string_view request_id, absl::string_view request_digest);

// The head that committing `entry` on top of `seen` gives: known before the
// commit, so that an answer kept in it can hold it.
Head HeadAfter(const Head& seen, const Entry& entry);

// Adds to `commit` the journal's own changes for `entry` on top of `seen`,
// with the expectation that the head still is `seen` and the request id is
// new. The caller adds its facts' keys and applies the commit; a refusal STALE
// means that somebody else committed first.
void AppendTo(Commit& commit, const Head& seen, const Entry& entry);

// The same in two parts, for a commit that answers several requests: the
// record of `entry` alone, whose request id may be empty, and an answer kept
// for a request. The caller has seen with FindAnswer that the id is new; the
// record's expectation of the head makes that certain.
void AppendRecord(Commit& commit, const Head& seen, const Entry& entry);
void PutAnswer(Commit& commit, absl::string_view organisation,
               absl::string_view request_id, absl::string_view request_digest,
               absl::string_view answer);

// Keeps the answer of a request that had nothing to commit, so that it is given
// again whatever is committed later. `entry` as for AppendTo; its facts are not
// recorded and the revision stays. Expects what AppendTo does.
void AppendAnswer(Commit& commit, const Head& seen, const Entry& entry);

// Where `organisation` stood at `revision`. DATA_LOSS when there is no such
// record.
absl::StatusOr<Head> ReadHeadAt(const Snapshot& snapshot,
                                absl::string_view organisation,
                                int64_t revision);

// What the journal recorded of one commit.
struct Record {
  int64_t revision = 0;
  std::string root;  // Of the chain after it.
  std::string kind;
  std::string facts;
};

// Visits the records from the revision `first` on, the oldest first, until the
// visitor returns false. DATA_LOSS at one that is missing or cannot be
// understood.
using RecordVisitor = std::function<bool(const Record& record)>;
absl::Status ScanRecords(const Snapshot& snapshot,
                         absl::string_view organisation, int64_t first,
                         const RecordVisitor& visit);

// Recomputes the chain from the records. DATA_LOSS at the first revision that
// differs or is missing, and when a record follows the head.
absl::Status VerifyChain(const Snapshot& snapshot,
                         absl::string_view organisation);

}  // namespace finsam::store

#endif  // FINSAM_COMMON_STORE_JOURNAL_H_
