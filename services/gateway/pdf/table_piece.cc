// Tables on pages.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/gateway/pdf/pieces.h"
#include "services/gateway/pdf/table_grid.h"

namespace finsam::gateway::pdf {
namespace {

using Kind = Table::Row::Kind;

constexpr double kSizeStep = 0.5;
constexpr double kTableGap = 8;
constexpr double kTableAfter = 10;
constexpr double kCaptionGap = 3;
constexpr double kRemarkGap = 3;
constexpr double kThin = 0.5;
constexpr double kThick = 1;
// A table that is lower than this is not parted between two pages.
constexpr double kWholeMax = 320;

class TablePiece : public Piece {
 public:
  TablePiece(const Table& table, Grid grid, bool landscape)
      : table_(table), grid_(std::move(grid)), landscape_(landscape) {}

  TextPtr caption;
  TextPtr remark;

  double Lead() const override {
    if (landscape_) return 0;
    double total = top();
    for (const GridRow& row : grid_.rows) total += row.height;
    if (total <= kWholeMax) return kTableGap + total;
    return kTableGap + top() + KeptFrom(0);
  }

  void Place(Flow& flow, double) const override {
    flow.Turn(landscape_);
    flow.Need(Lead());
    flow.Gap(kTableGap);
    flow.Anchor(table_.id);
    flow.Open({"Table", table_.name});
    if (caption != nullptr) {
      flow.PlaceTextAt(caption, {"Caption"}, flow.left() + kCellSide, flow.y());
      flow.Advance(caption->height() + kCaptionGap);
    }
    for (const GridRow& row : grid_.head) PlaceHead(flow, row, /*again=*/false);
    EndHead(flow);
    for (size_t i = 0; i < grid_.rows.size(); ++i) PlaceRow(flow, i);
    flow.Close("Table");
    if (remark != nullptr) {
      flow.Advance(kRemarkGap);
      flow.PlaceText(remark, {"P"}, flow.left() + kCellSide);
    }
    flow.Advance(kTableAfter);
  }

 private:
  // Caption and head.
  double top() const {
    return grid_.HeadHeight() +
           (caption == nullptr ? 0 : caption->height() + kCaptionGap);
  }

  // Of a row with those that may not be parted from it: a group's name and its
  // first row, a sum and what stands above.
  double KeptFrom(size_t row) const {
    double kept = 0;
    for (size_t i = row; i < grid_.rows.size(); ++i) {
      kept += grid_.rows[i].height;
      const bool next_is_sum =
          i + 1 < grid_.rows.size() && grid_.rows[i + 1].kind == Kind::kTotal;
      if (grid_.rows[i].kind != Kind::kGroup && !next_is_sum) break;
    }
    return kept;
  }

  double CellX(const Flow& flow, const GridRow& row, size_t column) const {
    double x = flow.left();
    for (size_t i = 0; i < column; ++i) x += grid_.widths[i];
    if (table_.numeric[column]) return x + grid_.widths[column] - kCellSide;
    const bool indented = row.kind == Kind::kPart && column == 0;
    return x + kCellSide + (indented ? kPartIndent : 0);
  }

  void PlaceHead(Flow& flow, const GridRow& row, bool again) const {
    if (!again) flow.Open({"TR"});
    for (size_t i = 0; i < row.cells.size(); ++i) {
      const TextPtr& cell = row.cells[i];
      // Short heads stand at the foot of a tall row, above their numbers.
      const double below =
          cell == nullptr ? 0 : row.height - 2 * kCellTop - cell->height();
      const double y = flow.y() + kCellTop + below;
      if (again) {
        if (cell != nullptr) flow.PlaceArtifact(cell, CellX(flow, row, i), y);
      } else {
        PlaceCell(flow, cell, {"TH", "", "Column"}, CellX(flow, row, i), y);
      }
    }
    if (!again) flow.Close("TR");
    flow.Advance(row.height);
  }

  void EndHead(Flow& flow) const {
    Line(flow, flow.y() - kThick / 2, kThick, kAccent);
  }

  void PlaceRow(Flow& flow, size_t index) const {
    const GridRow& row = grid_.rows[index];
    const double room = flow.page_room() - grid_.HeadHeight();
    const double kept = KeptFrom(index);
    if ((kept <= room ? kept : row.height) > flow.remaining() + kThin) {
      flow.NewPage(landscape_);
      for (const GridRow& head : grid_.head) {
        PlaceHead(flow, head, /*again=*/true);
      }
      EndHead(flow);
    }
    if (row.kind == Kind::kTotal) Line(flow, flow.y(), kThick, kInk);
    flow.Open({"TR"});
    for (size_t i = 0; i < row.cells.size(); ++i) {
      Tag tag{"TD"};
      if (i == 0) tag = {"TH", "", "Row"};
      PlaceCell(flow, row.cells[i], std::move(tag), CellX(flow, row, i),
                flow.y() + kCellTop);
    }
    flow.Close("TR");
    flow.Advance(row.height);
    Line(flow, flow.y(), kThin, kLineGrey);
  }

  static void PlaceCell(Flow& flow, const TextPtr& cell, Tag tag, double x,
                        double y) {
    if (cell != nullptr) return flow.PlaceTextAt(cell, std::move(tag), x, y);
    const std::string name = tag.name;
    flow.Open(std::move(tag));
    flow.Close(name);
  }

  void Line(Flow& flow, double y, double thickness, Colour colour) const {
    double width = 0;
    for (const double column : grid_.widths) width += column;
    flow.AddArtifact(
        BoxItem{{flow.left(), y - thickness / 2, width, thickness}, colour});
  }

  const Table& table_;
  Grid grid_;
  bool landscape_;
};

// The largest letters in which the table fits on a page, standing or lying.
absl::StatusOr<std::pair<Grid, bool>> FittingGrid(const Table& table,
                                                  Typesetter& setter,
                                                  absl::string_view place) {
  for (const bool landscape : {false, true}) {
    const double width =
        (landscape ? kPaperLong : kPaperShort) - 2 * kSideMargin;
    const double room =
        (landscape ? kPaperShort : kPaperLong) - kTopMargin - kBottomMargin;
    for (double size = kTableSize; size >= kTableSizeMin; size -= kSizeStep) {
      ASSIGN_OR_RETURN(std::optional<Grid> grid,
                       MakeGrid(table, size, width, setter, place));
      if (!grid.has_value()) continue;
      const bool low = std::all_of(
          grid->rows.begin(), grid->rows.end(), [&](const GridRow& row) {
            return row.height + grid->HeadHeight() <= room;
          });
      if (low) return std::make_pair(*std::move(grid), landscape);
    }
  }
  return Refuse(absl::StatusCode::kInvalidArgument, "PDF_TABLE_TOO_WIDE",
                absl::StrCat("tabellen i ", place,
                             " har fler eller längre ord och tal i en rad än "
                             "en sida rymmer"));
}

}  // namespace

absl::StatusOr<PiecePtr> MakePiece(const Table& table, Typesetter& setter,
                                   absl::string_view place) {
  ASSIGN_OR_RETURN(auto fitting, FittingGrid(table, setter, place));
  auto [grid, landscape] = std::move(fitting);
  auto piece = std::make_unique<TablePiece>(table, std::move(grid), landscape);
  const double width = kPaperShort - 2 * kSideMargin - kCellSide;
  if (!table.caption.empty() || !table.unit.empty()) {
    Run name;
    name.text = table.caption;
    name.strong = true;
    Run unit;
    unit.text = absl::StrCat(table.caption.empty() ? "" : "  ", table.unit);
    TextStyle style;
    style.size = kCaptionSize;
    style.leading = kTightLeading;
    ASSIGN_OR_RETURN(piece->caption,
                     setter.Set({name, unit}, style, width, place));
  }
  if (!table.remark.empty()) {
    TextStyle style;
    style.size = kSmallSize;
    style.colour = kGrey;
    ASSIGN_OR_RETURN(piece->remark,
                     setter.Set({Run{table.remark}}, style, width, place));
  }
  return piece;
}

}  // namespace finsam::gateway::pdf
