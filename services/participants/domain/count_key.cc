#include "services/participants/domain/count_key.h"

#include "common/figure/figure.h"

namespace finsam::participants {

CountKey KeyOf(const CountRow& row) {
  CountKey key{
      Slug(row.initiative), row.measure, row.period.first, row.period.last, {}};
  key.slices.reserve(row.slices.size());
  for (const Slice& slice : row.slices) {
    key.slices.emplace_back(Slug(slice.breakdown), Slug(slice.value));
  }
  return key;
}

CountIndex::CountIndex(const std::vector<CountRow>& rows) : all_(rows) {
  keys_.reserve(rows.size());
  for (const CountRow& row : rows) {
    keys_.push_back(&rows_.emplace(KeyOf(row), &row).first->first);
  }
}

const CountRow* CountIndex::Find(const CountKey& key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? nullptr : found->second;
}

std::optional<int64_t> ComparableCount(const CountRow& row,
                                       std::optional<Gender> gender) {
  if (gender.has_value() && KnownCount(row, Gender::kUnstated) != 0) {
    return std::nullopt;
  }
  return KnownCount(row, gender);
}

std::string NumberColumn(std::optional<Gender> gender) {
  return gender.has_value() ? GenderColumn(*gender) : "totalt";
}

}  // namespace finsam::participants
