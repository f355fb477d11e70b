// Reads layouts/counts.yaml (docs/year-folder.md): the file's words into a
// TableLayout.

#ifndef FINSAM_SERVICES_PARTICIPANTS_COUNTS_LAYOUT_FILE_H_
#define FINSAM_SERVICES_PARTICIPANTS_COUNTS_LAYOUT_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/participants/domain/table_layout.h"

namespace finsam::participants {

inline constexpr char kCountsLayoutFile[] = "layouts/counts.yaml";

// Reads `content` for the fiscal year `year`, which stands for {year} in every
// text (domain/year_text.h). Appends to `*problems`: YAML_*, FIELD_INVALID and
// those of CheckTableLayout. A file that points out a person is not read
// further.
TableLayout ReadCountsLayoutFile(absl::string_view content, int year,
                                 std::vector<Problem>* problems);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_COUNTS_LAYOUT_FILE_H_
