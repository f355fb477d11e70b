// Reads layouts/annual-report.yaml, interim-report.yaml and activity-plan.yaml.

#ifndef FINSAM_SERVICES_GATEWAY_REPORT_LAYOUT_FILE_H_
#define FINSAM_SERVICES_GATEWAY_REPORT_LAYOUT_FILE_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/gateway/domain/report_layout.h"

namespace finsam::gateway {

inline constexpr int kSectionsMax = 200;
inline constexpr int kSectionDepthMax = 5;
inline constexpr size_t kTableChartsMax = 5;
inline constexpr int kColumnYearMax = 9'999;

inline constexpr char kAnnualFile[] = "layouts/annual-report.yaml";
inline constexpr char kInterimFile[] = "layouts/interim-report.yaml";
inline constexpr char kPlanFile[] = "layouts/activity-plan.yaml";

// The file that lays out a report of a kind.
const char* LayoutFileOf(ReportKind kind);

// Reads the layout, whose kind its name tells; appends what is wrong to
// `*problems`: YAML_*, REPORT_SECTION_CONTENT, REPORT_COLUMN, REPORT_TOO_LARGE,
// REPORT_EMPTY, REPORT_THROUGH (no month, or one where none belongs).
ReportLayout ReadReportLayout(absl::string_view file_name,
                              absl::string_view content,
                              std::vector<Problem>* problems);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_REPORT_LAYOUT_FILE_H_
