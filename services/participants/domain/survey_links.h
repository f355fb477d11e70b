// Links the survey answers of several years (linking.h says how).

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEY_LINKS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEY_LINKS_H_

#include <cstdint>
#include <vector>

#include "services/participants/domain/cell_links.h"

namespace finsam::participants {

// `years` as in LinkInput.
void LinkSurveys(const std::vector<LinkedYear>& years, const Rules& rules,
                 int64_t minimum, CellLinks* links);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_SURVEY_LINKS_H_
