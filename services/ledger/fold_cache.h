// Folds of years that were asked for lately, so that asking again costs only
// the vouchers posted since. Holds nothing that cannot be read anew.

#ifndef FINSAM_SERVICES_LEDGER_FOLD_CACHE_H_
#define FINSAM_SERVICES_LEDGER_FOLD_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "services/ledger/domain/year_fold.h"

namespace finsam::ledger {

inline constexpr size_t kCachedFoldsMax = 64;

// A fold and the place up to which it goes.
struct FoldAt {
  int64_t last_place = 0;
  std::shared_ptr<const YearFold> fold;  // Null: not known.
};

// Thread-safe.
class FoldCache {
 public:
  FoldAt Find(const std::string& organisation, const FiscalYear& year);
  // Keeps the fold unless a later one is known.
  void Keep(const std::string& organisation, const FoldAt& fold);

 private:
  struct Item {
    std::string organisation;
    FoldAt fold;
  };
  std::mutex mutex_;
  std::list<Item> items_;  // The one used last is first.
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_FOLD_CACHE_H_
