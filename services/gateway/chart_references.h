// Whether the rows and columns that a layout's charts name are there.

#ifndef FINSAM_SERVICES_GATEWAY_CHART_REFERENCES_H_
#define FINSAM_SERVICES_GATEWAY_CHART_REFERENCES_H_

#include <string>
#include <vector>

#include "common/base/status.h"
#include "services/gateway/domain/report_layout.h"

namespace finsam::gateway {

// Adds REPORT_ROW_UNKNOWN and REPORT_COLUMN_UNKNOWN, with the nearest name. Of
// the services' own tables (`table_ids`) but that of participants the figures
// do not tell the rows: such a chart says itself what it misses (DrawChart).
void CheckChartReferences(const ReportLayout& layout, int year,
                          const std::vector<std::string>& figure_ids,
                          const std::vector<std::string>& table_ids,
                          std::vector<Problem>* problems);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_CHART_REFERENCES_H_
