// Reads published.csv: figures as a document typed elsewhere prints them.

#ifndef FINSAM_SERVICES_GATEWAY_PUBLISHED_FILE_H_
#define FINSAM_SERVICES_GATEWAY_PUBLISHED_FILE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/gateway/domain/checks.h"
#include "services/gateway/domain/report_layout.h"

namespace finsam::gateway {

struct PublishedRow {
  PublishedFigure figure;
  // Which of the year's reports the document is; nothing: its first.
  std::optional<ReportKind> kind;
  int64_t line = 0;  // In the file.
};

// Appends what is wrong to `*problems`: CSV_*, PUBLISHED_FIGURE,
// PUBLISHED_UNIT, PUBLISHED_NUMBER, PUBLISHED_TWICE (in one report),
// FIELD_INVALID (no kind of report).
std::vector<PublishedRow> ReadPublished(absl::string_view file_name,
                                        absl::string_view content,
                                        std::vector<Problem>* problems);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_PUBLISHED_FILE_H_
