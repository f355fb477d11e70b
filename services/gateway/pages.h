// The gateway's own pages beside the report: the list of years, and a figure
// with its way down to vouchers or records.

#ifndef FINSAM_SERVICES_GATEWAY_PAGES_H_
#define FINSAM_SERVICES_GATEWAY_PAGES_H_

#include <string>
#include <vector>

#include "finsam/gateway/v1/gateway.pb.h"
#include "services/gateway/frozen_name.h"

namespace finsam::gateway {

// A report that can be read.
struct ListedReport {
  ReportKey key;
  int published_version = 0;  // 0: none is published.
};

// Links to reports: to what is published, and to the draft that follows the
// facts.
std::string RenderYearsPage(const std::vector<ListedReport>& reports);

// Where a figure comes from. Links to figures are relative to the page itself;
// `report_path` is the report's.
std::string RenderFigurePage(const v1::ExplainFigureResponse& explained,
                             const std::string& report_path);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_PAGES_H_
