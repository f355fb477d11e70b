// Stock and flow within a period: who began, ended or remains also took part,
// and who took part either ended or remains.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_FLOW_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_FLOW_H_

#include "services/participants/domain/count_key.h"
#include "services/participants/domain/findings.h"

namespace finsam::participants {

// Adds the warnings COUNT_FLOW and COUNT_STOCK.
void CheckFlow(const CountIndex& index, Findings& findings);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_FLOW_H_
