// The files about the whole, read: the layouts of the year's reports, their
// texts and the published figures; and whether all they refer to is there.

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
#include "services/gateway/report_layout_file.h"

namespace finsam::gateway {

inline constexpr char kPublishedFile[] = "published.csv";
inline constexpr char kTextFolder[] = "text/";

struct ReportFiles {
  // Annual report, interim report, activity plan: those that there are.
  std::vector<ReportLayout> layouts;
  std::map<std::string, ParsedText> texts;  // By file name.
  std::vector<TypedNumber> typed_numbers;
  std::vector<PublishedRow> published;

  // Nullptr: the year has no such report.
  const ReportLayout* LayoutOf(ReportKind kind) const;

  // Where a document that prints a figure belongs; nullptr: the year has no
  // such report.
  const ReportLayout* LayoutOf(const PublishedRow& row) const;

  // True for a text that `layout` uses.
  static bool StandsIn(const ReportLayout& layout, const std::string& text);

  // False for a text that only other reports than `layout`'s use.
  bool MayStandIn(const ReportLayout& layout, const std::string& text) const;
};

// The kinds of report that files with these names lay out.
std::vector<ReportKind> KindsAmong(const std::vector<std::string>& names);

// Reads all of `files`; appends what is wrong to `*problems`: FILE_MISSING,
// YAML_*, REPORT_*, TEXT_*, CSV_*, PUBLISHED_*.
ReportFiles ReadReportFiles(const internal::YearFiles& files,
                            std::vector<Problem>* problems);

// Appends an error for everything that the files refer to and that is not
// there: REPORT_TABLE_UNKNOWN, REPORT_ROW_UNKNOWN, REPORT_FIGURE_UNKNOWN,
// REPORT_THROUGH (a month of another year), BUDGET_LINE_UNKNOWN,
// TEXT_FIGURE_UNKNOWN, PUBLISHED_FIGURE_UNKNOWN, PUBLISHED_REPORT (of a report
// that the year does not have). `figure_ids` and `table_ids`
// are those that the services can give; each report has them and what its
// layout makes of them.
void CheckReferences(const ReportFiles& files, int year,
                     const std::vector<std::string>& figure_ids,
                     const std::vector<std::string>& table_ids,
                     std::vector<Problem>* problems);

// The id in `known` that is most like `id`; empty when none is near.
std::string NearestId(const std::string& id,
                      const std::vector<std::string>& known);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_REPORT_FILES_H_
