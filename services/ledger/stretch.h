// A stretch of vouchers whose indexes are not kept yet: gathers what balances,
// entry rows and numbers they add, and puts it when the stretch ends.

#ifndef FINSAM_SERVICES_LEDGER_STRETCH_H_
#define FINSAM_SERVICES_LEDGER_STRETCH_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "services/ledger/domain/block.h"
#include "services/ledger/domain/index_rows.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

// Bytes of vouchers at which a stretch is full.
inline constexpr size_t kStretchBytesFull = size_t{16} << 20;

class Stretch {
 public:
  // Adds the voucher after the one that was added last. `fold` is that of its
  // year, kept and the stretch so far, and gets the voucher too; it must live
  // until the stretch is put.
  void Add(const BlockVoucher& voucher, YearFold* fold);

  int64_t voucher_count() const { return voucher_count_; }
  // True when its indexes are to be put: it is long, or one account's rows
  // could come near what a value of the store holds.
  bool full() const {
    return voucher_count_ >= kTailVouchersMax || bytes_ >= kStretchBytesFull;
  }
  // The place of a number in the stretch; nothing when it has none there.
  std::optional<int64_t> FindNumber(int year, const std::string& series,
                                    int64_t number) const;
  // The highest number of a series in the stretch; 0 without any.
  int64_t LastNumber(int year, const std::string& series) const;

  // Puts the entry rows and numbers of the stretch, which then begins anew.
  // They may be put before the chain's end is moved beyond them, since who
  // reads them stops at that end. `reader` tells which numbers are kept; it
  // must see what was put before.
  absl::Status PutRows(const LedgerReader& reader, LedgerWriter* writer);

  // Puts balances, totals and ends of series as they are after all that was
  // put with PutRows. Only together with the chain's end.
  void PutFolds(LedgerWriter* writer);

 private:
  struct Year {
    YearFold* fold = nullptr;
    absl::flat_hash_map<int32_t, EntryRowsBuilder> rows;
    std::map<std::string, NumberPlaces> numbers;
    // What PutFolds is to put.
    std::set<int32_t> accounts;
    std::map<std::string, int64_t> last_numbers;
  };

  absl::Status PutNumbers(const LedgerReader& reader, int number,
                          const std::string& series, Year* year,
                          LedgerWriter* writer);

  std::map<int, Year> years_;
  int64_t voucher_count_ = 0;
  size_t bytes_ = 0;
  int64_t last_place_ = 0;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_STRETCH_H_
