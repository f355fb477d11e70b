// Parts against their wholes: those who ended for work among those who ended,
// and the initiatives' sum against a total that the file states itself.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_PARTS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_PARTS_H_

#include "services/participants/domain/breakdowns.h"
#include "services/participants/domain/count_key.h"
#include "services/participants/domain/findings.h"

namespace finsam::participants {

// Adds COUNT_PART_EXCEEDS and the warning COUNT_PARTS_INCOMPLETE. Where two
// breakdowns meet the parts may be fewer than the whole: people report the
// meetings that they care for.
void CheckParts(const CountIndex& index, const Breakdowns& breakdowns,
                Findings& findings);

// Adds the warning COUNT_TOTAL for initiatives called "Totalt". What is summed
// are the other rows of the same measure, period and part: those with `ingår`,
// and where there are none, all.
void CheckStatedTotals(const CountIndex& index, Findings& findings);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_PARTS_H_
