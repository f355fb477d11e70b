#include "services/gateway/domain/chart_data.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

namespace finsam::gateway {
namespace {

// "2024", "2024-12-31".
bool IsYear(absl::string_view label) {
  if (label.size() < 4 || (label.size() > 4 && label[4] != '-')) return false;
  return std::all_of(label.begin(), label.begin() + 4, absl::ascii_isdigit);
}

bool AreYears(const std::vector<std::string>& labels) {
  return !labels.empty() &&
         std::all_of(labels.begin(), labels.end(),
                     [](const std::string& label) { return IsYear(label); });
}

class Picker {
 public:
  Picker(const Table& table, const TableChart& chart)
      : table_(table), chart_(chart) {}

  ChartData Pick() {
    data_.kind = chart_.kind;
    data_.title = chart_.title.empty() ? table_.title : chart_.title;
    PickRows();
    PickColumns();
    DropEmptyRows();
    Fill();
    if (data_.kind == TableChart::Kind::kLines) RunForward();
    Limit();
    return std::move(data_);
  }

 private:
  const FigureCell* CellAt(const TableRow& row, size_t column) const {
    if (column >= row.cells.size()) return nullptr;
    return std::get_if<FigureCell>(&row.cells[column]);
  }

  void PickRows() {
    for (const std::string& id : chart_.rows) {
      const auto row =
          std::find_if(table_.rows.begin(), table_.rows.end(),
                       [&id](const TableRow& one) { return one.id == id; });
      if (row == table_.rows.end()) {
        data_.missing.push_back(id);
      } else {
        rows_.push_back(&*row);
      }
    }
    if (!chart_.rows.empty()) return;
    for (const TableRow& row : table_.rows) {
      if (row.kind == RowKind::kDetail) rows_.push_back(&row);
    }
  }

  void PickColumns() {
    for (const std::string& id : chart_.columns) {
      const auto column =
          std::find_if(table_.columns.begin(), table_.columns.end(),
                       [&id](const TableColumn& one) { return one.id == id; });
      if (column == table_.columns.end()) {
        data_.missing.push_back(id);
      } else {
        TakeColumn(static_cast<size_t>(column - table_.columns.begin()));
      }
    }
    if (!chart_.columns.empty()) return;
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      if (table_.columns[i].minuend.empty() && AnyFits(i)) TakeColumn(i);
    }
  }

  void TakeColumn(size_t column) {
    columns_.push_back(column);
    AnyFits(column);
  }

  // The first number there is says what the axis measures.
  bool AnyFits(size_t column) {
    for (const TableRow* row : rows_) {
      const FigureCell* cell = CellAt(*row, column);
      if (cell == nullptr || !PrintedSteps(*cell).has_value()) continue;
      if (!measured_) {
        measured_ = true;
        data_.display = cell->display;
        data_.is_ratio = std::holds_alternative<Ratio>(cell->figure.value);
      }
      if (Fits(*cell)) return true;
    }
    return false;
  }

  bool Fits(const FigureCell& cell) const {
    return cell.display == data_.display &&
           std::holds_alternative<Ratio>(cell.figure.value) == data_.is_ratio;
  }

  ChartPoint PointOf(const TableRow& row, size_t column) const {
    const FigureCell* cell = CellAt(row, column);
    if (cell == nullptr) return {};
    if (std::holds_alternative<Protected>(cell->figure.value)) {
      return {ChartPoint::Kind::kProtected, 0, PrintedText(*cell)};
    }
    const std::optional<int64_t> steps = PrintedSteps(*cell);
    if (!steps.has_value() || !Fits(*cell)) return {};
    return {ChartPoint::Kind::kNumber, *steps, PrintedText(*cell)};
  }

  // Rows of another unit, and blank ones, unless they were asked for.
  void DropEmptyRows() {
    if (!chart_.rows.empty()) return;
    std::erase_if(rows_, [this](const TableRow* row) {
      return std::all_of(columns_.begin(), columns_.end(), [&](size_t column) {
        return PointOf(*row, column).kind == ChartPoint::Kind::kNone;
      });
    });
  }

  void Fill() {
    std::vector<std::string> rows, columns;
    for (const TableRow* row : rows_) rows.push_back(row->label);
    for (const size_t i : columns_) columns.push_back(table_.columns[i].label);
    const bool by_row = data_.kind == TableChart::Kind::kLines &&
                        (AreYears(columns) || !AreYears(rows));
    data_.places = by_row ? columns : rows;
    for (const std::string& label : by_row ? rows : columns) {
      data_.series.push_back({label, {}});
    }
    for (size_t i = 0; i < rows_.size(); ++i) {
      for (size_t j = 0; j < columns_.size(); ++j) {
        data_.series[by_row ? i : j].points.push_back(
            PointOf(*rows_[i], columns_[j]));
      }
    }
  }

  void RunForward() {
    if (!AreYears(data_.places)) return;
    std::vector<size_t> order(data_.places.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [this](size_t a, size_t b) {
      return data_.places[a] < data_.places[b];
    });
    const auto arrange = [&order](auto* list) {
      auto old = std::move(*list);
      list->clear();
      for (const size_t i : order) list->push_back(std::move(old[i]));
    };
    arrange(&data_.places);
    for (ChartSeries& series : data_.series) arrange(&series.points);
  }

  void Limit() {
    if (data_.series.size() > kChartSeriesMax) {
      data_.left_out += data_.series.size() - kChartSeriesMax;
      data_.series.resize(kChartSeriesMax);
    }
    size_t most = kChartPlacesMax;
    if (data_.kind == TableChart::Kind::kBars && !data_.series.empty()) {
      most = std::min(most, kChartBarsMax / data_.series.size());
    }
    if (data_.places.size() <= most) return;
    data_.left_out += data_.places.size() - most;
    data_.places.resize(most);
    for (ChartSeries& series : data_.series) series.points.resize(most);
  }

  const Table& table_;
  const TableChart& chart_;
  ChartData data_;
  bool measured_ = false;
  std::vector<const TableRow*> rows_;
  std::vector<size_t> columns_;
};

}  // namespace

std::vector<const ChartPoint*> ChartData::Numbers() const {
  std::vector<const ChartPoint*> out;
  for (const ChartSeries& one : series) {
    for (const ChartPoint& point : one.points) {
      if (point.kind == ChartPoint::Kind::kNumber) out.push_back(&point);
    }
  }
  return out;
}

ChartData PickChartData(const Table& table, const TableChart& chart) {
  return Picker(table, chart).Pick();
}

std::string StepsText(const ChartData& data, int64_t steps) {
  int64_t whole = 1;
  for (int i = 0; i < data.display.decimals; ++i) whole *= 10;
  Display display = data.display;
  // "60 %" rather than "60,0 %".
  if (steps % whole == 0) {
    steps /= whole;
    whole = 1;
    display.decimals = 0;
  }
  if (!data.is_ratio) {
    return display.unit == Unit::kCount ? Format(Count{}, display, steps)
                                        : Format(Ore{}, display, steps);
  }
  const int64_t hundred = display.unit == Unit::kPercent ? 100 : 1;
  return Format(Ratio{steps, hundred * whole}, display);
}

}  // namespace finsam::gateway
