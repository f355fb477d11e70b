// The share of each part in its whole: of those who ended, how many ended for
// work.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_SHARES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_SHARES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/participants/domain/count_lines.h"

namespace finsam::participants {

inline constexpr size_t kSummedPartsMax = 12;

// All parts of one initiative (or of the association) by one breakdown in one
// period, or by two at once.
struct CountParts {
  std::vector<const CountLine*> lines;
  // What they are parts of; nullptr when it was not reported.
  const CountLine* whole = nullptr;
  // Without a whole their own sum may stand for it.
  bool sum_is_whole = false;
};

// Appends a share for each part, of each gender and in all, where the whole is
// known and is somebody. The provenance names whatever the denominator was made
// of, so that a share is protected with any of it: the whole's figure, or where
// the parts' sum stands for it every part. Then there are no shares of more
// than kSummedPartsMax parts, since each would name them all.
void AddShares(const CountParts& parts, int64_t revision,
               std::vector<Figure>* figures);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_SHARES_H_
