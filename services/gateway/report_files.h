// The files about the whole, read: the report's layout, its texts and the
// published figures; and whether all they refer to is there.

#ifndef FINSAM_SERVICES_GATEWAY_REPORT_FILES_H_
#define FINSAM_SERVICES_GATEWAY_REPORT_FILES_H_

#include <map>
#include <string>
#include <vector>

#include "common/base/status.h"
#include "finsam/gateway/internal/records.pb.h"
#include "services/gateway/domain/checks.h"
#include "services/gateway/domain/report_layout.h"
#include "services/gateway/domain/text.h"
#include "services/gateway/published_file.h"

namespace finsam::gateway {

inline constexpr char kLayoutFile[] = "layouts/annual-report.yaml";
inline constexpr char kPublishedFile[] = "published.csv";
inline constexpr char kTextFolder[] = "text/";

struct ReportFiles {
  ReportLayout layout;
  std::map<std::string, ParsedText> texts;  // By file name.
  std::vector<TypedNumber> typed_numbers;
  std::vector<PublishedRow> published;
};

// Reads all of `files`; appends what is wrong to `*problems`: FILE_MISSING,
// YAML_*, REPORT_*, TEXT_*, CSV_*, PUBLISHED_*.
ReportFiles ReadReportFiles(const internal::YearFiles& files,
                            std::vector<Problem>* problems);

// Appends an error for everything that the files refer to and that is not
// there: REPORT_TABLE_UNKNOWN, REPORT_ROW_UNKNOWN, BUDGET_LINE_UNKNOWN,
// TEXT_FIGURE_UNKNOWN, PUBLISHED_FIGURE_UNKNOWN. `figure_ids` are those that
// the services can give.
void CheckReferences(const ReportFiles& files, int year,
                     const std::vector<std::string>& figure_ids,
                     std::vector<Problem>* problems);

// The id in `known` that is most like `id`; empty when none is near.
std::string NearestId(const std::string& id,
                      const std::vector<std::string>& known);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_REPORT_FILES_H_
