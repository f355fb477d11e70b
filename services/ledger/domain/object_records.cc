#include "services/ledger/domain/object_records.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace finsam::ledger {
namespace {

using Kind = SieBalance::Kind;

// A record with objects that some balance is made of. The own year's months
// are told by the vouchers, if the file has them.
bool IsObjectRecord(const SieBalance& record, bool has_vouchers) {
  if (record.objects.empty() || record.year_index > 0) return false;
  switch (record.kind) {
    case Kind::kOpeningObject:
      return true;
    case Kind::kClosingObject:
    case Kind::kPeriod:
      return record.year_index < 0 || !has_vouchers;
    default:
      return false;
  }
}

}  // namespace

ObjectSet OrderedObjects(ObjectSet objects) {
  if (objects.size() < 2) return objects;
  std::stable_sort(objects.begin(), objects.end(),
                   [](const ObjectRef& a, const ObjectRef& b) {
                     return a.dimension < b.dimension;
                   });
  const auto same = [](const ObjectRef& a, const ObjectRef& b) {
    return a.dimension == b.dimension;
  };
  objects.erase(std::unique(objects.begin(), objects.end(), same),
                objects.end());
  return objects;
}

int32_t ChooseDimension(const SieFile& sie, int32_t wanted,
                        absl::string_view file_name,
                        std::vector<Problem>* problems) {
  std::map<int32_t, int64_t> counts;
  for (const SieBalance& record : sie.balances) {
    if (!IsObjectRecord(record, sie.type >= kSieTypeWithVouchers)) continue;
    if (record.objects.size() > 1 || sie.head.program == kOwnProgram) {
      return kEveryDimension;
    }
    ++counts[record.objects[0].dimension];
  }
  int32_t chosen = 0;
  if (counts.count(wanted) > 0) {
    chosen = wanted;
  } else {
    for (const auto& [dimension, count] : counts) {
      if (chosen == 0 || count > counts[chosen]) chosen = dimension;
    }
  }
  if (counts.size() <= 1) return chosen;
  counts.erase(chosen);
  const auto number = [](std::string* out, const auto& entry) {
    absl::StrAppend(out, entry.first);
  };
  Problem problem;
  problem.severity = Severity::kWarning;
  problem.reason = "PRIOR_YEAR_DIMENSIONS";
  problem.file = std::string(file_name);
  problem.message = absl::StrCat(
      "Saldon per objekt finns i flera dimensioner; dimension ", chosen,
      " används, inte ", absl::StrJoin(counts, ", ", number), ".");
  problems->push_back(std::move(problem));
  return chosen;
}

bool IsOfDimension(const SieBalance& record, int32_t dimension) {
  if (dimension == kEveryDimension) return !record.objects.empty();
  return record.objects.size() == 1 && record.objects[0].dimension == dimension;
}

}  // namespace finsam::ledger
