// Divides whole units by weights, so that nothing is lost: Webster's method
// (Sainte-Laguë's), by which the units are handed out one after the other, each
// to the weight that is the largest when divided by twice what it has got,
// plus one.
//
// Not the largest remainder: by that, a municipality that grows can get a
// smaller amount, and a larger total can make a part smaller. No method is
// free of that and also always within one unit of the exact share; the first
// is what a member would never accept. What holds here, with s the exact share
// units × weight / sum of weights, and n weights:
//   - the parts add up to `units`;
//   - a larger weight among the same others never gets less, and a larger
//     `units` gives no weight less;
//   - a larger weight never has a smaller part than a smaller one;
//   - |part − s| <= (1 + (n − 2) × weight / sum) / 2. So it is below one unit
//     for two or three weights, and at most one unit for any weight of at most
//     1/(n − 2) of the sum;
//   - equal claims are settled by place: the earlier gets the unit.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_DIVISION_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_DIVISION_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace finsam::budget {

inline constexpr int64_t kUnitsMax = 10'000'000'000;
inline constexpr int64_t kWeightMax = 100'000'000;
inline constexpr size_t kWeightsMax = 1'000;

// The parts, in the order of `weights`. `units` is 0 to kUnitsMax; there are 1
// to kWeightsMax weights of 0 to kWeightMax, not all 0.
std::vector<int64_t> DivideUnits(int64_t units,
                                 const std::vector<int64_t>& weights);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_DIVISION_H_
