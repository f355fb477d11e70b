// A report's tables one by one, each under a name of its own.

#ifndef FINSAM_SERVICES_GATEWAY_REPORT_TABLES_H_
#define FINSAM_SERVICES_GATEWAY_REPORT_TABLES_H_

#include <string>
#include <vector>

#include "finsam/common/v1/figure.pb.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

// Points into the report.
struct ReportTable {
  std::string name;   // Its id; the n-th time that it is printed "goals.n".
  std::string title;  // Its own, else that of its section.
  const common::v1::Table* table;
};

// In the report's order.
std::vector<ReportTable> TablesOf(const v1::Report& report);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_REPORT_TABLES_H_
