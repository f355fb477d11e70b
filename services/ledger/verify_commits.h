// Holds the books against the journal: at each commit the vouchers, balances,
// closings and files are those that it recorded, and the room "places" counts
// the vouchers that there were. A part of VerifyBooks, which walks the chain.

#ifndef FINSAM_SERVICES_LEDGER_VERIFY_COMMITS_H_
#define FINSAM_SERVICES_LEDGER_VERIFY_COMMITS_H_

#include <cstdint>
#include <deque>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "common/store/journal.h"
#include "services/ledger/domain/merkle.h"
#include "services/ledger/domain/year_fold.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

// The refusal BOOKS_DIFFER (DATA_LOSS).
absl::Status BooksDiffer(absl::string_view sentence);

// The books up to a place, as the walk has computed them.
struct WalkedBooks {
  std::string hash;               // The last voucher's.
  MerkleState tree;               // Its size is the place.
  std::map<int, YearFold> folds;  // By year.
};

// Reads the journal a page at a time. Not thread-safe.
class CommitProver {
 public:
  // `reader` outlives the prover.
  explicit CommitProver(const LedgerReader& reader) : reader_(reader) {}

  // Proves the commits that the books were at; call at every place from 0 on.
  absl::Status ProveAt(const WalkedBooks& books);

  // Call last, at the chain's end.
  absl::Status Finish(const WalkedBooks& books);

 private:
  struct Commit {
    store::Record record;
    int64_t posting_count = 0;  // After it.
    bool counted = false;       // The room "places" has it.
  };

  absl::Status ReadPage();
  absl::Status Prove(const Commit& commit, const WalkedBooks& books);
  absl::StatusOr<bool> IsImport(const Commit& commit,
                                const WalkedBooks& books) const;
  absl::StatusOr<bool> IsImportLine(const LedgerReader& then, int year,
                                    const std::string& line) const;
  absl::StatusOr<bool> IsStep(const Commit& commit) const;

  const LedgerReader& reader_;
  std::deque<Commit> page_;  // What is not proved yet of what was read.
  int64_t next_revision_ = 1;
  int64_t posting_count_ = 0;  // After the last commit that was proved.
  int64_t read_count_ = 0;     // After the last one that was read.
  int64_t counted_ = 0;        // Commits that the room "places" has.
  bool at_end_ = false;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_VERIFY_COMMITS_H_
