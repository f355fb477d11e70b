// The tables of layouts/counts.yaml (table_layout.h), filled in with figures.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_TABLES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_TABLES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/figure/table.h"
#include "services/participants/domain/figure_index.h"
#include "services/participants/domain/table_layout.h"

namespace finsam::participants {

// The id of the figure where `row` and `column` of `table` meet; nothing when
// what they say together names none.
std::optional<std::string> CellFigureId(const LaidOutTable& table,
                                        const Selection& row,
                                        const Selection& column);

// Fills in a layout that CheckTableLayout found nothing wrong with, in its
// order. A cell holds a figure of `index` as it is there, or is blank when
// there is none. A total's row has terms when it is the sum of the rows above
// it (those since the total or the heading before it, or all of them) in every
// column where it has a count; none where a count is protected.
//
// Adds the warning LAYOUT_ROW_EMPTY, of `file`, for each row and each column
// that has no figure at all.
std::vector<Table> MakeCountTables(const TableLayout& layout,
                                   const FigureIndex& index,
                                   absl::string_view file,
                                   std::vector<Problem>* warnings);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_TABLES_H_
