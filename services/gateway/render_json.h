// The report as JSON: protobuf's JSON form of finsam.gateway.v1.Report.

#ifndef FINSAM_SERVICES_GATEWAY_RENDER_JSON_H_
#define FINSAM_SERVICES_GATEWAY_RENDER_JSON_H_

#include <string>

#include "absl/status/statusor.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

// Indented, in the fields' order; field names in lowerCamelCase, fields that
// are empty or zero left out, 64-bit integers as strings, bytes as base64, as
// protobuf's JSON mapping says. Each cell carries its printed text and its
// figure with id, exact value and origin. In texts the references' marks are
// replaced by what they print. The same report gives the same bytes.
// INTERNAL when the report holds what cannot be JSON.
absl::StatusOr<std::string> RenderJson(const v1::Report& report);

// The same without blanks and with sorted keys, as RFC 8785 (JCS) puts it for
// documents of texts, integers and flags: what a frozen report's digest is of.
absl::StatusOr<std::string> CanonicalJson(const v1::Report& report);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_RENDER_JSON_H_
