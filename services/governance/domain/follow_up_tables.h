// A year's follow-up as tables for the report. What a deviation says in words,
// and its answer, stand in none of them: they are for those who may read the
// follow-up itself.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_TABLES_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_TABLES_H_

#include <cstdint>
#include <vector>

#include "common/figure/table.h"
#include "services/governance/domain/facts.h"

namespace finsam::governance {

// In this order, and without rows where there are no facts:
//   "policies"          adopted, decision, review due, reviewed, result, owner
//   "internal-control"  risk, control, owner, when, followed up, result,
//   comment "deviations"        number, then day, area, parties, level, status,
//                       answered; and the year's count in all
//   "audit"             auditors, plan and statements, under headings
//   "discharge"         a row per member once there is an audit report: day,
//                       decision, by whom, paragraph, reason
std::vector<Table> FollowUpTables(const YearFacts& facts, int64_t revision);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_TABLES_H_
