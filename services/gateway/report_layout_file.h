// Reads layouts/annual-report.yaml.

#ifndef FINSAM_SERVICES_GATEWAY_REPORT_LAYOUT_FILE_H_
#define FINSAM_SERVICES_GATEWAY_REPORT_LAYOUT_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/gateway/domain/report_layout.h"

namespace finsam::gateway {

inline constexpr int kSectionsMax = 200;
inline constexpr int kSectionDepthMax = 5;

// Reads the layout; appends what is wrong to `*problems`: YAML_*,
// REPORT_SECTION_CONTENT, REPORT_COLUMN, REPORT_TOO_LARGE, REPORT_EMPTY.
ReportLayout ReadReportLayout(absl::string_view file_name,
                              absl::string_view content,
                              std::vector<Problem>* problems);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_REPORT_LAYOUT_FILE_H_
