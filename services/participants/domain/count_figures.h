// The figures and the table of a year's counts: MakeStatistics' first half.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_FIGURES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_FIGURES_H_

#include <cstdint>
#include <vector>

#include "common/base/names.h"
#include "services/participants/domain/statistics.h"

namespace finsam::participants {

// Appends the table "participants" and every figure of `rows`.
void AddCounts(const FiscalYearName& year, const std::vector<CountRow>& rows,
               int64_t revision, Statistics* statistics);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_FIGURES_H_
