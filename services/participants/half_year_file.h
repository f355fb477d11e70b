// Writes what Uppföljning Finsam takes for a half-year as CSV
// (docs/year-folder.md).

#ifndef FINSAM_SERVICES_PARTICIPANTS_HALF_YEAR_FILE_H_
#define FINSAM_SERVICES_PARTICIPANTS_HALF_YEAR_FILE_H_

#include <string>

#include "services/participants/domain/half_year.h"

namespace finsam::participants {

// "uppfoljning-finsam-2024-1.csv".
std::string HalfYearFileName(const HalfYear& half);

// To the byte the same every time.
std::string WriteHalfYearFile(const HalfYear& half, const FollowUp& follow_up,
                              const Means& means);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_HALF_YEAR_FILE_H_
