#include "services/gateway/domain/chart.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/gateway/domain/chart_data.h"
#include "services/gateway/domain/chart_kit.h"

namespace finsam::gateway {
namespace {

// "Kvinnor, Män och Totalt".
std::string Listed(const std::vector<std::string>& names) {
  if (names.size() < 2) return absl::StrJoin(names, "");
  const std::vector<std::string> first(names.begin(), names.end() - 1);
  return absl::StrCat(absl::StrJoin(first, ", "), " och ", names.back());
}

// "Störst är 3 120 391 kr, Likvida medel, 2024."
std::string Extreme(const ChartData& data, const char* what, bool largest) {
  const ChartPoint* best = nullptr;
  std::string where;
  for (const ChartSeries& series : data.series) {
    for (size_t i = 0; i < series.points.size(); ++i) {
      const ChartPoint& point = series.points[i];
      if (point.kind != ChartPoint::Kind::kNumber) continue;
      if (best != nullptr &&
          (largest ? point.steps <= best->steps : point.steps >= best->steps)) {
        continue;
      }
      best = &point;
      where = data.kind == TableChart::Kind::kLines
                  ? absl::StrCat(series.label, ", ", data.places[i])
                  : absl::StrCat(data.places[i], ", ", series.label);
    }
  }
  const bool money = !data.is_ratio && data.display.unit != Unit::kCount;
  return absl::StrCat(what, " är ", best->printed, money ? " " : "",
                      money ? UnitWord(data.display.unit) : "", " (", where,
                      ").");
}

std::string Describe(const ChartData& data) {
  const bool lines = data.kind == TableChart::Kind::kLines;
  std::vector<std::string> names;
  for (const ChartSeries& series : data.series) names.push_back(series.label);
  std::vector<std::string> out = {
      absl::StrCat(lines ? "Linjediagram" : "Stapeldiagram", ": ", data.title,
                   ". ", Listed(names), " för ", Listed(data.places), ".")};
  if (!data.Numbers().empty()) {
    out.push_back(Extreme(data, "Störst", /*largest=*/true));
    out.push_back(Extreme(data, "Minst", /*largest=*/false));
  }
  int64_t hidden = 0;
  for (const ChartSeries& series : data.series) {
    hidden += std::count_if(series.points.begin(), series.points.end(),
                            [](const ChartPoint& point) {
                              return point.kind == ChartPoint::Kind::kProtected;
                            });
  }
  if (hidden > 0) {
    out.push_back(
        absl::StrCat("Skyddade värden, som visas som \"..\": ", hidden, "."));
  }
  out.push_back("Alla siffror finns i tabellen ovanför.");
  return absl::StrJoin(out, " ");
}

}  // namespace

Drawing DrawChart(const Table& table, const TableChart& chart) {
  const ChartData data = PickChartData(table, chart);
  Drawing drawing;
  drawing.width = kChartWidth;
  drawing.title = data.title;
  if (data.Numbers().empty() && data.missing.empty()) return drawing;
  drawing.description = Describe(data);
  if (data.Numbers().empty()) {
    drawing.height = ChartCanvas(&drawing).Remarks(data, 0);
  } else if (data.kind == TableChart::Kind::kLines) {
    DrawLines(data, &drawing);
  } else {
    DrawBars(data, &drawing);
  }
  return drawing;
}

}  // namespace finsam::gateway
