// Minutes in the shape of a report, so that they are rendered as reports are.

#ifndef FINSAM_SERVICES_GATEWAY_MINUTES_REPORT_H_
#define FINSAM_SERVICES_GATEWAY_MINUTES_REPORT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

// `markdown` begins with its title ("# …"); each heading below it ("## …")
// begins a section.
v1::Report MinutesReport(const std::string& meeting,
                         absl::string_view markdown);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_MINUTES_REPORT_H_
