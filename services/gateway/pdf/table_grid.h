// A table set into rows and columns of a certain width.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_TABLE_GRID_H_
#define FINSAM_SERVICES_GATEWAY_PDF_TABLE_GRID_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/gateway/pdf/document.h"
#include "services/gateway/pdf/typesetter.h"

namespace finsam::gateway::pdf {

inline constexpr double kCellSide = 5;  // Between a column's edge and its text.
inline constexpr double kCellTop = 2.4;
inline constexpr double kPartIndent = 10;

struct GridRow {
  Table::Row::Kind kind = Table::Row::Kind::kDetail;
  std::vector<TextPtr> cells;  // One per column; none where it is empty.
  double height = 0;
};

struct Grid {
  std::vector<double> widths;  // By column.
  std::vector<GridRow> head;
  std::vector<GridRow> rows;

  double HeadHeight() const;
};

// `table` in letters of `size` points, `width` points wide in all. Nothing
// when its words do not fit. Refusal: PDF_GLYPH_UNKNOWN.
absl::StatusOr<std::optional<Grid>> MakeGrid(const Table& table, double size,
                                             double width, Typesetter& setter,
                                             absl::string_view place);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_TABLE_GRID_H_
