// What a chart draws: the numbers that it takes from its table.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_CHART_DATA_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_CHART_DATA_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/figure/table.h"

namespace finsam::gateway {

inline constexpr size_t kChartBarsMax = 60;
inline constexpr size_t kChartSeriesMax = 8;
inline constexpr size_t kChartPlacesMax = 30;

struct ChartPoint {
  enum class Kind { kNone, kProtected, kNumber };
  Kind kind = Kind::kNone;
  int64_t steps = 0;    // As printed, in the display's smallest step.
  std::string printed;  // Empty where the cell is blank.
};

// The bars of one look, or a line.
struct ChartSeries {
  std::string label;
  std::vector<ChartPoint> points;  // One per place.
};

struct ChartData {
  TableChart::Kind kind = TableChart::Kind::kBars;
  std::string title;
  std::vector<std::string> places;  // Groups of bars; what a line runs over.
  std::vector<ChartSeries> series;
  Display display;
  bool is_ratio = false;             // The values are shares, not amounts.
  std::vector<std::string> missing;  // Named, but not in the table.
  size_t left_out = 0;               // Places or series beyond the limits.
  std::vector<const ChartPoint*> Numbers() const;
};

ChartData PickChartData(const Table& table, const TableChart& chart);

// What `steps` of the chart's display print: "5 000", "60 %".
std::string StepsText(const ChartData& data, int64_t steps);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_CHART_DATA_H_
