#include "services/gateway/pdf/table_grid.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "common/base/status.h"

namespace finsam::gateway::pdf {
namespace {

using Kind = Table::Row::Kind;

// A word that is longer, by the letters' size, may be broken.
constexpr double kWordWidthMax = 14;

// What a column needs.
struct Need {
  double least = 0;    // Without breaking a word.
  double natural = 0;  // Without breaking a line.
};

// One table on its way into a grid.
class GridMaker {
 public:
  GridMaker(const Table& table, double size, double width, Typesetter& setter,
            absl::string_view place)
      : table_(table),
        size_(size),
        width_(width),
        setter_(setter),
        place_(place),
        needs_(table.numeric.size()) {}

  absl::StatusOr<std::optional<Grid>> Make() {
    RETURN_IF_ERROR(SetLines());
    const double least = std::accumulate(
        needs_.begin(), needs_.end(), 0.0,
        [](double sum, const Need& need) { return sum + need.least; });
    if (least > width_) return std::optional<Grid>();
    ShareWidth(least);
    RETURN_IF_ERROR(BreakLines(&grid_.head));
    RETURN_IF_ERROR(BreakLines(&grid_.rows));
    return std::optional<Grid>(std::move(grid_));
  }

 private:
  TextStyle StyleOf(Kind kind, bool head, size_t column) const {
    TextStyle style;
    style.size = size_;
    style.bold = head || kind == Kind::kTotal || kind == Kind::kGroup;
    style.leading = kTightLeading;
    style.tabular = table_.numeric[column] && !head;
    style.right = table_.numeric[column];
    style.underline_links = false;
    return style;
  }

  double IndentOf(Kind kind, size_t column) const {
    return kind == Kind::kPart && column == 0 ? kPartIndent : 0;
  }

  // Every cell in one line, for its width.
  absl::Status SetLines() {
    for (const std::vector<std::string>& head : table_.head_rows) {
      GridRow& row = grid_.head.emplace_back();
      row.cells.resize(needs_.size());
      for (size_t i = 0; i < std::min(head.size(), needs_.size()); ++i) {
        RETURN_IF_ERROR(SetCell({head[i], ""}, i, /*head=*/true, &row));
      }
    }
    for (const Table::Row& source : table_.rows) {
      GridRow& row = grid_.rows.emplace_back();
      row.kind = source.kind;
      row.cells.resize(needs_.size());
      const size_t cells = std::min(source.cells.size(), needs_.size());
      for (size_t i = 0; i < cells; ++i) {
        RETURN_IF_ERROR(SetCell(source.cells[i], i, /*head=*/false, &row));
      }
    }
    return absl::OkStatus();
  }

  absl::Status SetCell(const Cell& cell, size_t column, bool head,
                       GridRow* row) {
    if (cell.text.empty()) return absl::OkStatus();
    const TextStyle style = StyleOf(row->kind, head, column);
    Run run;
    run.text = cell.text;
    run.link = cell.link;
    ASSIGN_OR_RETURN(row->cells[column],
                     setter_.Set({run}, style, kPaperLong * 100, place_));
    // A group's name has the whole row.
    if (row->kind == Kind::kGroup) return absl::OkStatus();
    const double around = 2 * kCellSide + IndentOf(row->kind, column);
    const double natural = row->cells[column]->width();
    double least = natural;
    if (head || !table_.numeric[column]) {
      ASSIGN_OR_RETURN(least, setter_.WordWidth(cell.text, style, place_));
      least = std::min(least, kWordWidthMax * size_);
    }
    Need& need = needs_[column];
    need.least = std::max(need.least, least + around);
    need.natural = std::max(need.natural, natural + around);
    return absl::OkStatus();
  }

  void ShareWidth(double least) {
    double natural = 0;
    for (const Need& need : needs_) natural += need.natural;
    for (const Need& need : needs_) {
      grid_.widths.push_back(
          natural <= width_
              ? need.natural
              : need.least + (width_ - least) * (need.natural - need.least) /
                                 (natural - least));
    }
    const double over = width_ - natural;
    if (over <= 0) return;
    // What is over goes to the rows' names, so that numbers stand together.
    if (std::find(table_.numeric.begin(), table_.numeric.end(), true) !=
        table_.numeric.end()) {
      grid_.widths.front() += over;
      return;
    }
    for (double& width : grid_.widths) width += over * width / natural;
  }

  // What is wider than its column again, in several lines.
  absl::Status BreakLines(std::vector<GridRow>* rows) {
    for (GridRow& row : *rows) {
      for (size_t i = 0; i < row.cells.size(); ++i) {
        TextPtr& cell = row.cells[i];
        if (cell == nullptr) continue;
        const double whole =
            row.kind == Kind::kGroup ? width_ : grid_.widths[i];
        const double room = whole - 2 * kCellSide - IndentOf(row.kind, i);
        // A hundredth may be lost in sharing.
        if (cell->width() > room + 0.01) {
          Run run;
          run.text = cell->RunText(0);
          run.link = cell->links()[0];
          ASSIGN_OR_RETURN(cell,
                           setter_.Set({run}, cell->style(), room, place_));
        }
        row.height = std::max(row.height, cell->height());
      }
      row.height += 2 * kCellTop;
    }
    return absl::OkStatus();
  }

  const Table& table_;
  const double size_;
  const double width_;
  Typesetter& setter_;
  const absl::string_view place_;
  std::vector<Need> needs_;
  Grid grid_;
};

}  // namespace

double Grid::HeadHeight() const {
  return std::accumulate(
      head.begin(), head.end(), 0.0,
      [](double sum, const GridRow& row) { return sum + row.height; });
}

absl::StatusOr<std::optional<Grid>> MakeGrid(const Table& table, double size,
                                             double width, Typesetter& setter,
                                             absl::string_view place) {
  return GridMaker(table, size, width, setter, place).Make();
}

}  // namespace finsam::gateway::pdf
