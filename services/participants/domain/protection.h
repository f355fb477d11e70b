// Takes out of a year's statistics what a reader may not see.
//
// What is not known to be safe is protected: a count must be named as shown,
// and whatever is made from counts must be made from shown ones alone.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PROTECTION_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PROTECTION_H_

#include <cstdint>
#include <set>
#include <string>

#include "services/participants/domain/statistics.h"

namespace finsam::participants {

// `statistics` where every figure that is protected has the value
// Protected{minimum}, in tables too, and keeps of its provenance the rule and
// the ids of its terms. Verdicts on such figures go with them, and a table that
// has one says below itself what ".." means.
//
//   a count                      is shown when `shown` has its id
//   a share, also as printed     when its counts are
//   an average                   when how many it is over is
//   a rate, a measure, an effect when all its terms are; the rules' own numbers
//                                always
//
// Whatever is made from the result (a laid-out table, a chart) is as safe.
Statistics Protect(const Statistics& statistics,
                   const std::set<std::string>& shown, int64_t minimum);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PROTECTION_H_
