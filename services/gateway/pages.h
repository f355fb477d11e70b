// The gateway's own pages beside the report: the list of years, and a figure
// with its way down to vouchers or records.

#ifndef FINSAM_SERVICES_GATEWAY_PAGES_H_
#define FINSAM_SERVICES_GATEWAY_PAGES_H_

#include <string>
#include <vector>

#include "common/base/names.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

// The years that can be read, with links to their reports.
std::string RenderYearsPage(const std::vector<FiscalYearName>& years);

// Where a figure comes from. Links are relative to ".../annualReport/figures/".
std::string RenderFigurePage(const v1::ExplainFigureResponse& explained,
                             const FiscalYearName& name);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_PAGES_H_
