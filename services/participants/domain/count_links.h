// Links the counts and averages of several years (linking.h says how).

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_LINKS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_LINKS_H_

#include <vector>

#include "services/participants/domain/cell_links.h"

namespace finsam::participants {

// `years` as in LinkInput.
void LinkCounts(const std::vector<LinkedYear>& years, const Rules& rules,
                CellLinks* links);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_LINKS_H_
