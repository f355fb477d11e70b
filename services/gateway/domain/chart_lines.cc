// Lines over years or other columns.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/domain/chart_kit.h"

namespace finsam::gateway {
namespace {

constexpr int64_t kPlotHeight = 15'000;
constexpr int64_t kStepsMax = 6;
constexpr int64_t kHairline = 50;
constexpr size_t kLabelLinesMax = 3;

class Lines {
 public:
  Lines(const ChartData& data, Drawing* drawing)
      : data_(data), drawing_(*drawing), canvas_(drawing) {}

  void Draw() {
    top_ = canvas_.Legend(data_) + kChartGap;
    axis_ = AxisOf(data_, kStepsMax, /*may_float=*/true);
    left_ = AxisLabelWidth(data_, axis_) + kChartGap;
    bottom_ = top_ + kPlotHeight;
    DrawGrid();
    for (size_t i = 0; i < data_.series.size(); ++i) DrawSeries(i);
    int64_t y = bottom_ + DrawPlaces();
    if (axis_.low > 0) {
      y += kChartLine;
      canvas_.Text(
          0, y,
          absl::StrCat("Axeln börjar vid ", StepsText(data_, axis_.low),
                       ", inte vid noll."),
          TextAnchor::kStart, kChartQuiet);
    }
    drawing_.height = canvas_.Remarks(data_, y);
  }

 private:
  int64_t SlotWidth() const {
    return (kChartWidth - left_) / static_cast<int64_t>(data_.places.size());
  }
  int64_t X(size_t place) const {
    return left_ + SlotWidth() * static_cast<int64_t>(2 * place + 1) / 2;
  }

  void DrawGrid() {
    for (int64_t value = axis_.low; value <= axis_.high; value += axis_.step) {
      const int64_t y = axis_.At(value, bottom_, top_);
      canvas_.Line({left_, y}, {kChartWidth, y},
                   value == 0 ? kChartQuiet : kChartGrid,
                   value == 0 ? 2 * kHairline : kHairline);
      canvas_.Text(left_ - kChartGap, y + kChartFont / 3,
                   StepsText(data_, value), TextAnchor::kEnd, kChartQuiet);
    }
  }

  // A line is broken where a value is not there.
  void DrawSeries(size_t series) {
    const char* colour = LookOf(series).colour;
    const std::vector<ChartPoint>& points = data_.series[series].points;
    std::vector<Point> run;
    const auto finish = [&] {
      if (run.size() > 1) canvas_.Polyline(run, colour);
      for (const Point& point : run) canvas_.Marker(point, series);
      run.clear();
    };
    for (size_t i = 0; i < points.size(); ++i) {
      if (points[i].kind == ChartPoint::Kind::kNumber) {
        run.push_back({X(i), axis_.At(points[i].steps, bottom_, top_)});
        continue;
      }
      finish();
      if (points[i].kind == ChartPoint::Kind::kProtected) {
        canvas_.Text(X(i), bottom_ - kChartGap, points[i].printed,
                     TextAnchor::kMiddle, colour);
      }
    }
    finish();
    if (data_.series.size() == 1) DrawNumbers(points);
  }

  // Each number where its own line does not cross it.
  void DrawNumbers(const std::vector<ChartPoint>& points) {
    const auto higher = [&points](size_t i, int64_t than) {
      if (i >= points.size() || points[i].kind != ChartPoint::Kind::kNumber) {
        return 0;
      }
      return points[i].steps > than ? 1 : points[i].steps < than ? -1 : 0;
    };
    for (size_t i = 0; i < points.size(); ++i) {
      if (points[i].kind != ChartPoint::Kind::kNumber) continue;
      const int64_t y = axis_.At(points[i].steps, bottom_, top_);
      const int before = higher(i - 1, points[i].steps);
      const int after = higher(i + 1, points[i].steps);
      const bool slopes = before * after < 0;
      const bool below =
          !slopes && before + after > 0 && y + kChartLine + kChartGap < bottom_;
      canvas_.Text(slopes ? X(i) + before * kChartGap : X(i),
                   below ? y + kChartLine : y - kChartLine / 2,
                   points[i].printed,
                   !slopes      ? TextAnchor::kMiddle
                   : before > 0 ? TextAnchor::kStart
                                : TextAnchor::kEnd);
    }
  }

  // The height that the labels take.
  int64_t DrawPlaces() {
    size_t most = 0;
    for (size_t i = 0; i < data_.places.size(); ++i) {
      const std::vector<std::string> lines = FitLines(
          data_.places[i], SlotWidth() - kChartGap / 2, kLabelLinesMax);
      int64_t y = bottom_ + kChartGap;
      for (const std::string& line : lines) {
        y += kChartLine;
        canvas_.Text(X(i), y, line, TextAnchor::kMiddle);
      }
      most = std::max(most, lines.size());
    }
    return kChartGap + static_cast<int64_t>(most) * kChartLine;
  }

  const ChartData& data_;
  Drawing& drawing_;
  ChartCanvas canvas_;
  ChartAxis axis_;
  int64_t top_ = 0, bottom_ = 0, left_ = 0;
};

}  // namespace

void DrawLines(const ChartData& data, Drawing* drawing) {
  Lines(data, drawing).Draw();
}

}  // namespace finsam::gateway
