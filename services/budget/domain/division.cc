#include "services/budget/domain/division.h"

#include <numeric>

#include "common/base/check.h"

namespace finsam::budget {
namespace {

// Every product below fits.
static_assert(kUnitsMax <= INT64_MAX / 4 / kWeightMax);

// Whose turn it is to get a unit more.
size_t NextToGet(const std::vector<int64_t>& weights,
                 const std::vector<int64_t>& parts) {
  size_t best = 0;
  for (size_t i = 1; i < weights.size(); ++i) {
    if (weights[i] * (2 * parts[best] + 1) >
        weights[best] * (2 * parts[i] + 1)) {
      best = i;
    }
  }
  return best;
}

// Who got the last unit.
size_t LastToGet(const std::vector<int64_t>& weights,
                 const std::vector<int64_t>& parts) {
  size_t last = weights.size();
  for (size_t i = 0; i < weights.size(); ++i) {
    if (parts[i] == 0) continue;
    if (last == weights.size() || weights[i] * (2 * parts[last] - 1) <=
                                      weights[last] * (2 * parts[i] - 1)) {
      last = i;
    }
  }
  return last;
}

}  // namespace

std::vector<int64_t> DivideUnits(int64_t units,
                                 const std::vector<int64_t>& weights) {
  FINSAM_CHECK(units >= 0 && units <= kUnitsMax);
  FINSAM_CHECK(weights.size() <= kWeightsMax);
  for (const int64_t weight : weights) {
    FINSAM_CHECK(weight >= 0 && weight <= kWeightMax);
  }
  const int64_t sum =
      std::accumulate(weights.begin(), weights.end(), int64_t{0});
  FINSAM_CHECK(sum > 0);
  // The exact shares to the nearest unit, halves down, are what the method
  // itself gives for their own sum; at most half a unit per weight is left.
  std::vector<int64_t> parts;
  int64_t left = units;
  for (const int64_t weight : weights) {
    parts.push_back((2 * units * weight + sum - 1) / (2 * sum));
    left -= parts.back();
  }
  for (; left > 0; --left) ++parts[NextToGet(weights, parts)];
  for (; left < 0; ++left) --parts[LastToGet(weights, parts)];
  return parts;
}

}  // namespace finsam::budget
