// Bars that lie: a group for each row of the table.

#include <algorithm>
#include <string>
#include <vector>

#include "services/gateway/domain/chart_kit.h"

namespace finsam::gateway {
namespace {

constexpr int64_t kBarHeight = 900;
constexpr int64_t kBarGap = 150;
constexpr int64_t kGroupGap = 700;
constexpr int64_t kLabelWidthMax = 14'000;
constexpr size_t kLabelLinesMax = 3;
constexpr int64_t kStepsMax = 6;
constexpr int64_t kHairline = 50;

class Bars {
 public:
  Bars(const ChartData& data, Drawing* drawing)
      : data_(data), drawing_(*drawing), canvas_(drawing) {}

  void Draw() {
    top_ = canvas_.Legend(data_);
    Measure();
    DrawGrid();
    int64_t y = top_ + kGroupGap / 2;
    for (size_t i = 0; i < data_.places.size(); ++i) {
      DrawGroup(i, y);
      y += heights_[i] + kGroupGap;
    }
    const int64_t zero = axis_.At(0, left_, right_);
    canvas_.Line({zero, top_}, {zero, bottom_}, kChartQuiet, 2 * kHairline);
    drawing_.height = canvas_.Remarks(data_, bottom_ + kChartLine + kChartGap);
  }

 private:
  void Measure() {
    int64_t labels = 0, before = 0, after = 0;
    for (const std::string& place : data_.places) {
      labels_.push_back(FitLines(place, kLabelWidthMax, kLabelLinesMax));
      for (const std::string& line : labels_.back()) {
        labels = std::max(labels, TextWidth(line));
      }
      heights_.push_back(std::max(
          static_cast<int64_t>(data_.series.size()) * (kBarHeight + kBarGap) -
              kBarGap,
          static_cast<int64_t>(labels_.back().size()) * kChartLine));
    }
    for (const ChartPoint* point : data_.Numbers()) {
      int64_t& room = point->steps < 0 ? before : after;
      room = std::max(room, TextWidth(point->printed));
    }
    left_ = labels + kChartGap + (before > 0 ? before + kChartGap : 0);
    right_ = kChartWidth - after - kChartGap;
    axis_ = AxisOf(data_, kStepsMax, /*may_float=*/false);
    // Fewer steps where their labels would run together.
    for (int64_t steps = kStepsMax; steps > 1; --steps) {
      axis_ = AxisOf(data_, steps, /*may_float=*/false);
      const int64_t apart = axis_.At(axis_.low + axis_.step, left_, right_);
      if (apart - left_ > AxisLabelWidth(data_, axis_) + kChartGap) break;
    }
    bottom_ = top_;
    for (const int64_t height : heights_) bottom_ += height + kGroupGap;
  }

  void DrawGrid() {
    for (int64_t value = axis_.low; value <= axis_.high; value += axis_.step) {
      const int64_t x = axis_.At(value, left_, right_);
      canvas_.Line({x, top_}, {x, bottom_}, kChartGrid, kHairline);
      canvas_.Text(x, bottom_ + kChartLine, StepsText(data_, value),
                   TextAnchor::kMiddle, kChartQuiet);
    }
  }

  void DrawGroup(size_t place, int64_t y) {
    const std::vector<std::string>& lines = labels_[place];
    const int64_t height = heights_[place];
    const int64_t lines_height =
        static_cast<int64_t>(lines.size()) * kChartLine;
    int64_t baseline = y + (height - lines_height) / 2 + kChartFont;
    for (const std::string& line : lines) {
      canvas_.Text(0, baseline, line, TextAnchor::kStart);
      baseline += kChartLine;
    }
    const int64_t bars =
        static_cast<int64_t>(data_.series.size()) * (kBarHeight + kBarGap) -
        kBarGap;
    int64_t bar_y = y + (height - bars) / 2;
    for (size_t i = 0; i < data_.series.size(); ++i) {
      DrawBar(data_.series[i].points[place], i, bar_y);
      bar_y += kBarHeight + kBarGap;
    }
  }

  void DrawBar(const ChartPoint& point, size_t series, int64_t y) {
    if (point.kind == ChartPoint::Kind::kNone) return;
    const int64_t zero = axis_.At(0, left_, right_);
    const int64_t end = axis_.At(point.steps, left_, right_);
    if (end != zero) {
      canvas_.Rect(std::min(zero, end), y,
                   std::max(zero, end) - std::min(zero, end), kBarHeight,
                   LookOf(series));
    }
    const bool below = point.steps < 0;
    canvas_.Text(end + (below ? -kChartGap : kChartGap) / 2,
                 y + kBarHeight * 5 / 6, point.printed,
                 below ? TextAnchor::kEnd : TextAnchor::kStart);
  }

  const ChartData& data_;
  Drawing& drawing_;
  ChartCanvas canvas_;
  ChartAxis axis_;
  std::vector<std::vector<std::string>> labels_;
  std::vector<int64_t> heights_;
  int64_t top_ = 0, bottom_ = 0, left_ = 0, right_ = 0;
};

}  // namespace

void DrawBars(const ChartData& data, Drawing* drawing) {
  Bars(data, drawing).Draw();
}

}  // namespace finsam::gateway
