// The registers of a year as tables for the report.
//
// In each the first column is the row's label: the row_header is its head, and
// the columns are the rest.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_TABLES_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_TABLES_H_

#include "common/figure/table.h"
#include "services/governance/domain/facts.h"

namespace finsam::governance {

// "members": name, kind.
Table MembersTable(const YearFacts& facts);

// "board": who served on the year's last day, a row per seat: member of the
// board, deputy, appointed by. An empty place is an en dash.
Table BoardTable(const YearFacts& facts);

// "meetings": day, kind, whether public, decision.
Table MeetingsTable(const YearFacts& facts);

// "signatures": name, title, time, identification, identification's id.
Table SignaturesTable(const YearFacts& facts);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_TABLES_H_
