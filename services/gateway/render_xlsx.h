// The report's tables as a workbook (XLSX): a sheet for each, and a first one
// that says what report it is, which sheets there are and what it was made of.
//
// A cell holds the number as it is printed, in its table's unit, so that the
// sheet shows what the report does and its sums are sums of what is seen; exact
// values are in the CSV and the JSON. A total is a formula over the rows that
// it is the sum of, a difference one over its two columns, wherever what the
// cells hold makes the printed figure; where rounding or a protected value
// keeps them apart the cell holds the number, and a line below the table names
// it.

#ifndef FINSAM_SERVICES_GATEWAY_RENDER_XLSX_H_
#define FINSAM_SERVICES_GATEWAY_RENDER_XLSX_H_

#include <string>

#include "absl/status/statusor.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

// `version` is what stands for the version on the first sheet: "Utkast". The
// same report gives the same bytes. INTERNAL when the system has no room for
// the library's temporary files.
absl::StatusOr<std::string> RenderXlsx(const v1::Report& report,
                                       const std::string& version);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_RENDER_XLSX_H_
