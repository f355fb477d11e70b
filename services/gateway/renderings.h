// A report in each of its formats.

#ifndef FINSAM_SERVICES_GATEWAY_RENDERINGS_H_
#define FINSAM_SERVICES_GATEWAY_RENDERINGS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

// Refusal: FORMAT_UNKNOWN unless `format` is one of ours.
absl::Status CheckFormat(v1::RenderReportRequest::Format format);

// The same report gives the same bytes. A PDF is marked as a draft. Refusals:
// FORMAT_UNKNOWN, and of a PDF PdfRenderer's.
absl::StatusOr<v1::RenderReportResponse> RenderAs(
    const v1::Report& report, v1::RenderReportRequest::Format format);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_RENDERINGS_H_
