// Which counts a printed percentage can come from: 83 % of 62 is nobody's
// share, since 51 are 82 % and 52 are 84 %. In whole numbers.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_SHARE_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_SHARE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "services/gateway/printed/number.h"

namespace finsam::gateway::printed {

inline constexpr int64_t kBaseMax = 1'000'000;

struct Counts {
  int64_t first = 0;
  int64_t last = 0;  // Included.
};

// The counts of `base` persons whose share, rounded with halves either way,
// is printed as `percent`. Nothing when there is none, or no base.
std::optional<Counts> CountsPrintedAs(const Quantity& percent, int64_t base);

// Whether `parts` of one base can be whole persons that together are `sum`
// persons (both ends of it possible). A part that is no share of the base
// counts as the nearest that are. True of a base above kBaseMax.
bool CanAddUpTo(const std::vector<Quantity>& parts, int64_t base,
                const Counts& sum);

// The bases from `first` to `last` that can be divided into parts printed so
// and `named` persons more.
std::vector<int64_t> BasesOf(const std::vector<Quantity>& parts, int64_t named,
                             int64_t first, int64_t last);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_SHARE_H_
