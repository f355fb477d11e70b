// Reads layouts/budget.yaml (docs/year-folder.md): the file's words into a
// TableLayout, and nothing about whether it makes sense (CheckTableLayout).

#ifndef FINSAM_SERVICES_BUDGET_TABLE_LAYOUT_FILE_H_
#define FINSAM_SERVICES_BUDGET_TABLE_LAYOUT_FILE_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/budget/domain/table_layout.h"

namespace finsam::budget {

inline constexpr char kTableLayoutFile[] = "layouts/budget.yaml";

// Adds every problem with its line in `file_name`: YAML_*, FIELD_INVALID,
// TABLE_ROW_KIND and TABLE_COLUMN (not exactly one of what it can be, or no
// period). Nothing when there was any error, as the layout would then not be
// the one that was meant.
std::optional<TableLayout> ReadTableLayout(absl::string_view file_name,
                                           absl::string_view bytes,
                                           std::vector<Problem>* problems);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_TABLE_LAYOUT_FILE_H_
