// What a SIE file's vouchers add up to, taken one at a time: what is wrong with
// each beside the others is told at once, and what must wait for the file's
// end is kept in little memory, however many the vouchers are.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_TALLIES_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_TALLIES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_numbers.h"
#include "services/ledger/domain/sie_problems.h"

namespace finsam::ledger {

class SieTallies {
 public:
  // What an account's rows add up to. Nothing when that leaves 64 bits; there
  // is an error.
  using Movements = absl::flat_hash_map<int32_t, std::optional<Ore>>;

  // An account or an object, and the row that used it first.
  struct FirstUse {
    int32_t account = 0;  // 0: it is the object.
    ObjectRef object;
    int64_t line = 0;
  };

  // `problems` outlives it.
  explicit SieTallies(SieProblems* problems) : problems_(*problems) {}

  // Takes the next voucher of `file`. Reports a number that was met before, a
  // date outside the year when that has been read, and a sum that cannot be
  // kept.
  void Take(const SieVoucher& voucher, const SieFile& file);
  // Call when the whole file is read. Reports dates of vouchers that came
  // before their year, gaps in the series and vouchers without number.
  void Finish(const SieFile& file);

  const Movements& movements() const { return movements_; }
  // In the file's order.
  const std::vector<FirstUse>& first_uses() const { return first_uses_; }
  // How large the tallies are.
  size_t account_count() const { return movements_.size(); }
  size_t object_count() const { return objects_.size(); }
  size_t series_count() const { return series_.size(); }

 private:
  // The vouchers of a day that came before #RAR 0.
  struct Day {
    std::string voucher_name;  // The first one's.
    int64_t line = 0;
    int64_t count = 0;
  };

  struct ObjectHash {
    size_t operator()(const ObjectRef& ref) const {
      return absl::HashOf(ref.dimension, ref.object);
    }
  };

  void TakeDate(const SieVoucher& voucher, const SieFile& file);
  void TakeNumber(const SieVoucher& voucher);
  void TakeEntry(const SieEntry& entry);
  void ReportDate(absl::CivilDay date, int64_t line, std::string sentence);
  void ReportGaps(absl::string_view series, const SieNumbers& numbers);

  SieProblems& problems_;
  std::optional<SieYear> year_;  // The file's own, once it has been read.
  std::map<absl::CivilDay, Day> early_days_;
  std::map<std::string, SieNumbers, std::less<>> series_;
  int64_t numbered_count_ = 0;
  SieTally unnumbered_;
  Movements movements_;
  absl::flat_hash_set<ObjectRef, ObjectHash> objects_;
  std::vector<FirstUse> first_uses_;
};

// The year that the file is about, or nullptr.
const SieYear* OwnYear(const SieFile& file);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_TALLIES_H_
