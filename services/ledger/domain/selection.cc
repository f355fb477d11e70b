#include "services/ledger/domain/selection.h"

#include <algorithm>

namespace finsam::ledger {
namespace {

bool Contains(const std::vector<std::string>& objects,
              const std::string& object) {
  return std::find(objects.begin(), objects.end(), object) != objects.end();
}

}  // namespace

const std::string* ObjectIn(const ObjectSet& objects, int32_t dimension) {
  for (const ObjectRef& reference : objects) {
    if (reference.dimension == dimension) return &reference.object;
  }
  return nullptr;
}

bool Matches(const AccountSelection& selection, int32_t account,
             const ObjectSet& objects) {
  if (account < selection.first_account || account > selection.last_account) {
    return false;
  }
  if (selection.dimension == 0) return true;
  const std::string* object = ObjectIn(objects, selection.dimension);
  if (selection.objects.empty()) return object == nullptr;
  return object != nullptr && Contains(selection.objects, *object);
}

bool Matches(const std::vector<AccountSelection>& selections, int32_t account,
             const ObjectSet& objects) {
  return std::any_of(selections.begin(), selections.end(),
                     [&](const AccountSelection& selection) {
                       return Matches(selection, account, objects);
                     });
}

bool Takes(const Line& line, int32_t account, const ObjectSet& objects) {
  if (!InRanges(line.accounts, account)) return false;
  if (!line.objects.has_value()) return true;
  const ObjectFilter& filter = *line.objects;
  const std::string* object = ObjectIn(objects, filter.dimension);
  switch (filter.kind) {
    case ObjectFilter::Kind::kAny:
      return object != nullptr && Contains(filter.objects, *object);
    case ObjectFilter::Kind::kNone:
      return object == nullptr;
    case ObjectFilter::Kind::kExcept:
      return object == nullptr || !Contains(filter.objects, *object);
  }
  return false;
}

}  // namespace finsam::ledger
