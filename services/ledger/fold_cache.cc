#include "services/ledger/fold_cache.h"

namespace finsam::ledger {

FoldAt FoldCache::Find(const std::string& organisation,
                       const FiscalYear& year) {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (auto item = items_.begin(); item != items_.end(); ++item) {
    if (item->organisation != organisation || item->fold.fold->year() != year) {
      continue;
    }
    items_.splice(items_.begin(), items_, item);
    return item->fold;
  }
  return {};
}

void FoldCache::Keep(const std::string& organisation, const FoldAt& fold) {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (Item& item : items_) {
    if (item.organisation != organisation ||
        item.fold.fold->year() != fold.fold->year()) {
      continue;
    }
    if (item.fold.last_place < fold.last_place) item.fold = fold;
    return;
  }
  items_.push_front({organisation, fold});
  if (items_.size() > kCachedFoldsMax) items_.pop_back();
}

}  // namespace finsam::ledger
