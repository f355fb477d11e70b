// Reads layouts/statements.yaml (docs/year-folder.md): the file's words into a
// Layout, and nothing about whether the layout makes sense (CheckLayout).

#ifndef FINSAM_SERVICES_LEDGER_LAYOUT_FILE_H_
#define FINSAM_SERVICES_LEDGER_LAYOUT_FILE_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/ledger/domain/layout.h"

namespace finsam::ledger {

// Adds every problem with its line in `file_name`: YAML_*, FIELD_INVALID, and
// of the layout's own LAYOUT_RANGE, LAYOUT_OBJECTS, LAYOUT_LINE_KIND,
// LAYOUT_YEARS and LAYOUT_DECIMALS. Nothing when there was any error, as the
// layout would then not be the one that was meant.
std::optional<Layout> ReadLayout(absl::string_view file_name,
                                 absl::string_view bytes,
                                 std::vector<Problem>* problems);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_LAYOUT_FILE_H_
