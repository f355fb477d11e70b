// A part of an amount, rounded once.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_PART_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_PART_H_

#include <cstdint>

#include "common/base/check.h"
#include "common/base/money.h"

namespace finsam::budget {

// `part`/`whole` of `amount`, rounded to öre, halves away from zero.
inline Ore PartOf(Ore amount, int64_t part, int64_t whole) {
  FINSAM_CHECK(0 <= part && part <= whole && whole > 0);
  const __int128 exact = static_cast<__int128>(amount.value) * part;
  const __int128 half = exact < 0 ? -whole : whole;
  return {static_cast<int64_t>((2 * exact + half) / (2 * __int128{whole}))};
}

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_PART_H_
