// The figures and tables of a year's counts: a part of MakeStatistics.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_FIGURES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_FIGURES_H_

#include <cstdint>
#include <vector>

#include "common/base/names.h"
#include "services/participants/domain/statistics.h"

namespace finsam::participants {

// Appends the table "participants" with the rows that are about no part, one
// table "participants-<measure>-<breakdown>" for each measure and breakdown
// that has rows, and every figure of `rows`, shares among them. `rules` say
// which breakdowns are partitions.
//
// The association's total of a part sums the initiatives that report the part.
// It has a share of the association's total only where the same initiatives
// are in both.
void AddCounts(const FiscalYearName& year, const std::vector<CountRow>& rows,
               const Rules& rules, int64_t revision, Statistics* statistics);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_FIGURES_H_
