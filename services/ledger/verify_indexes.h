// Holds what is derived of the vouchers, to find them and their entries,
// against the vouchers: entry rows, numbers, ends of series, and which voucher
// takes which back. A part of VerifyBooks, which walks the chain. Compares sums
// of hashes, so that memory grows with accounts and series alone.

#ifndef FINSAM_SERVICES_LEDGER_VERIFY_INDEXES_H_
#define FINSAM_SERVICES_LEDGER_VERIFY_INDEXES_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

// Not thread-safe.
class IndexProver {
 public:
  // `reader` outlives the prover; the indexes are those up to the end of
  // `chain`.
  IndexProver(const LedgerReader& reader, const ChainEnd& chain)
      : reader_(reader),
        indexed_count_(chain.indexed_count),
        posting_count_(chain.posting_count) {}

  // The next voucher of the chain.
  void Add(const BlockVoucher& voucher);

  // Call when all were added. Refusal: BOOKS_DIFFER.
  absl::Status Prove() const;

 private:
  // Rows or numbers, whatever their order.
  struct Tally {
    int64_t count = 0;
    uint64_t hashes = 0;  // Their sum.
    int64_t last = 0;     // The highest number; of rows 0.
    void Add(uint64_t hash) {
      ++count;
      hashes += hash;
    }
    friend bool operator==(const Tally&, const Tally&) = default;
  };
  // By year and account, or series.
  using Accounts = absl::flat_hash_map<std::pair<int64_t, int64_t>, Tally>;
  using Series = absl::flat_hash_map<std::pair<int64_t, std::string>, Tally>;

  absl::Status ProveEntries() const;
  absl::Status ProveNumbers() const;
  absl::Status ProveSeries() const;
  absl::Status ProveReversals() const;

  const LedgerReader& reader_;
  int64_t indexed_count_;
  int64_t posting_count_;
  Accounts accounts_;
  Series series_;
  int64_t reversal_count_ = 0;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_VERIFY_INDEXES_H_
