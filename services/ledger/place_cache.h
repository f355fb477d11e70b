// What was summed lately of an association's vouchers up to a place, so that
// asking again costs only the vouchers after it, and asking as of an earlier
// revision only those that lie between. A posted voucher never changes, so
// what is kept stays true. Holds nothing that cannot be read anew.

#ifndef FINSAM_SERVICES_LEDGER_PLACE_CACHE_H_
#define FINSAM_SERVICES_LEDGER_PLACE_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "services/ledger/domain/account_ledger.h"
#include "services/ledger/domain/year_fold.h"

namespace finsam::ledger {

// Sums that are kept in all, and of one question at different places.
inline constexpr size_t kCachedSumsMax = 64;
inline constexpr size_t kCachedPlacesMax = 4;

// Thread-safe.
template <typename Sum>
class PlaceCache {
 public:
  // A sum and the place up to which it goes.
  struct At {
    int64_t last_place = 0;
    std::shared_ptr<const Sum> sum;  // Null: not known.
  };

  // The sum of the question `key` that goes furthest, but not beyond
  // `last_place`.
  At Find(const std::string& key, int64_t last_place) {
    const std::lock_guard<std::mutex> lock(mutex_);
    auto best = items_.end();
    for (auto item = items_.begin(); item != items_.end(); ++item) {
      if (item->key != key || item->at.last_place > last_place) continue;
      if (best == items_.end() || item->at.last_place > best->at.last_place) {
        best = item;
      }
    }
    if (best == items_.end()) return {};
    items_.splice(items_.begin(), items_, best);
    return best->at;
  }

  void Keep(const std::string& key, At at) {
    const std::lock_guard<std::mutex> lock(mutex_);
    size_t count = 0;
    for (auto item = items_.begin(); item != items_.end();) {
      const bool same = item->key == key;
      const bool gone = same && (item->at.last_place == at.last_place ||
                                 ++count >= kCachedPlacesMax);
      item = gone ? items_.erase(item) : std::next(item);
    }
    items_.push_front({key, std::move(at)});
    if (items_.size() > kCachedSumsMax) items_.pop_back();
  }

 private:
  struct Item {
    std::string key;
    At at;
  };
  std::mutex mutex_;
  std::list<Item> items_;  // The one used last is first.
};

using FoldCache = PlaceCache<YearFold>;
// The entries of accounts, by day.
using DaysCache = PlaceCache<LedgerDays>;

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_PLACE_CACHE_H_
