// What bars and lines share: how wide a text is, an axis with even steps, the
// looks of the series, and shapes put on a drawing.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_CHART_KIT_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_CHART_KIT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/gateway/domain/chart_data.h"
#include "services/gateway/domain/drawing.h"

namespace finsam::gateway {

// Lengths are in a drawing's units.
inline constexpr int64_t kChartWidth = 44'000;
inline constexpr int64_t kChartFont = 850;
inline constexpr int64_t kChartLine = 1'100;  // From a baseline to the next.
inline constexpr int64_t kChartGap = 400;

// Contrast to white: ink 15:1, quiet 7:1; the grid only guides.
inline constexpr char kChartInk[] = "#1b2428";
inline constexpr char kChartQuiet[] = "#4d595f";
inline constexpr char kChartGrid[] = "#c9d1d4";

// About how wide `text` is set, never much less: fonts differ.
int64_t TextWidth(absl::string_view text);

// `text` in lines of at most `width`, parted at blanks; what does not fit in
// `lines_max` lines ends with "…". At least one line.
std::vector<std::string> FitLines(absl::string_view text, int64_t width,
                                  size_t lines_max);

// An axis from `low` to `high`, both whole steps apart.
struct ChartAxis {
  int64_t low = 0;
  int64_t high = 0;
  int64_t step = 1;

  // Where `value` is between the places of `low` and `high`.
  int64_t At(int64_t value, int64_t low_place, int64_t high_place) const;
};

// Round steps (1, 2 or 5 times a power of ten), at most about `steps_max`.
// Contains zero unless `may_float` and the values lie close together far from
// it.
ChartAxis AxisOf(const ChartData& data, int64_t steps_max, bool may_float);

// How wide the widest of the axis' labels is.
int64_t AxisLabelWidth(const ChartData& data, const ChartAxis& axis);

struct SeriesLook {
  const char* colour;  // At least 3:1 to white.
  Shape::Pattern pattern;
};
// Neighbours differ in colour and in pattern.
SeriesLook LookOf(size_t series);

// A drawing on its way.
class ChartCanvas {
 public:
  explicit ChartCanvas(Drawing* drawing) : drawing_(*drawing) {}

  void Text(int64_t x, int64_t baseline, absl::string_view text,
            TextAnchor anchor, const char* colour = kChartInk);
  void Line(Point from, Point to, const char* colour, int64_t width);
  void Rect(int64_t x, int64_t y, int64_t width, int64_t height,
            const SeriesLook& look);
  void Polyline(std::vector<Point> points, const char* colour);
  // The mark of the `series`-th line: each has a form of its own.
  void Marker(Point place, size_t series);

  // What the axis measures and the series' names with their looks; the first
  // free place below.
  int64_t Legend(const ChartData& data);
  // What the drawing leaves out, below `y`; the drawing's end.
  int64_t Remarks(const ChartData& data, int64_t y);

 private:
  Drawing& drawing_;
};

// The two kinds. They set the drawing's height.
void DrawBars(const ChartData& data, Drawing* drawing);
void DrawLines(const ChartData& data, Drawing* drawing);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_CHART_KIT_H_
