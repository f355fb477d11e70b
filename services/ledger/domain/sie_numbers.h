// The voucher numbers that were met in a series, as runs without gaps: numbers
// that follow on each other take no memory of their own, in whatever order
// they come.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_NUMBERS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_NUMBERS_H_

#include <cstddef>
#include <cstdint>

#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_map.h"

namespace finsam::ledger {

class SieNumbers {
 public:
  // Numbers met, without a gap; the key in runs() is the first.
  struct Run {
    int64_t last = 0;
    int64_t line = 0;  // Where the first number was met first.
  };

  // Notes that `number`, above 0, stands on `line`; `keeps_line` when there is
  // room to remember that. False when it was met before; `*earlier_line` is
  // then where it was last, or 0 when that was not kept.
  bool Add(int64_t number, int64_t line, bool keeps_line,
           int64_t* earlier_line);

  const absl::btree_map<int64_t, Run>& runs() const { return runs_; }

 private:
  absl::btree_map<int64_t, Run> runs_;
  absl::flat_hash_map<int64_t, int64_t> lines_;  // Those that were kept.
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_NUMBERS_H_
