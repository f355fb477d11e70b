// A report in each of its formats.

#ifndef FINSAM_SERVICES_GATEWAY_RENDERINGS_H_
#define FINSAM_SERVICES_GATEWAY_RENDERINGS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

// How a report is wanted.
struct Rendering {
  v1::RenderReportRequest::Format format;
  std::string table = {};  // Of CSV, as TablesOf names it; else empty.
  // Of a workbook, which says what it is; empty: a draft. Swedish.
  std::string version = {};
};

// Refusals: FORMAT_UNKNOWN unless the format is one of ours; TABLE_UNEXPECTED
// for a table of anything but CSV.
absl::Status CheckRendering(const Rendering& rendering);

// The same report gives the same bytes. A PDF is marked as a draft. Refusals:
// CheckRendering's; TABLE_UNKNOWN, which names the tables there are; of a PDF
// PdfRenderer's.
absl::StatusOr<v1::RenderReportResponse> RenderAs(const v1::Report& report,
                                                  const Rendering& rendering);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_RENDERINGS_H_
