// The figures of a year's follow-up.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_FIGURES_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_FIGURES_H_

#include <cstdint>
#include <vector>

#include "common/figure/figure.h"
#include "services/governance/domain/facts.h"

namespace finsam::governance {

// Each with the year, and only those whose facts are there:
//   policies/overdue          should have been reviewed by the year's last day
//   policies/<id>/review-due  a day; no value for one that was repealed
//   internal-control/count, internal-control/followed-up
//   internal-control/<id>/followed-up  a day; no value when it was not
//   deviations/count (of the year before too, when it was told),
//   deviations/open           neither answered nor closed
//   audit/reported            the day of the last audit report
//   discharge/granted, discharge/refused, discharge/missing
//   discharge/<member>/decided  a day; no value while it is missing
// Discharges are counted once there is an audit report.
std::vector<Figure> FollowUpFigures(const YearFacts& facts, int64_t revision);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_FIGURES_H_
