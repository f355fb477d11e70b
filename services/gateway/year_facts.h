// A year's facts for one report, asked of the four until all that they said is
// of one moment.

#ifndef FINSAM_SERVICES_GATEWAY_YEAR_FACTS_H_
#define FINSAM_SERVICES_GATEWAY_YEAR_FACTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/gateway/domain/facts.h"
#include "services/gateway/domain/report_layout.h"
#include "services/gateway/neighbours.h"

namespace finsam::gateway {

// What `layout`, one of the year's `layouts`, is to be filled in with. The
// budget service's tables are the year's, whichever report they stand in, so
// the outcomes of all layouts are asked for. Refusals: FACTS_CHANGING
// (kAborted) when somebody keeps writing; TABLE_FACTS_MISSING when the layout
// has a table that nothing is known of; and the neighbours' own.
absl::StatusOr<YearFacts> AskYear(const Neighbours& neighbours,
                                  const std::string& fiscal_year, int year,
                                  const ReportLayout& layout,
                                  const std::vector<ReportLayout>& layouts,
                                  const Viewer& viewer, absl::Time deadline);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_YEAR_FACTS_H_
