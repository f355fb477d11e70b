// The figures and the table of a year's averages: a part of MakeStatistics.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_AVERAGE_FIGURES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_AVERAGE_FIGURES_H_

#include <cstdint>
#include <vector>

#include "common/base/names.h"
#include "services/participants/domain/statistics.h"

namespace finsam::participants {

// Appends the table "averages", when there are any, and every figure of `rows`.
void AddAverages(const FiscalYearName& year,
                 const std::vector<AverageRow>& rows, int64_t revision,
                 Statistics* statistics);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_AVERAGE_FIGURES_H_
