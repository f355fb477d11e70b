#include "services/gateway/domain/chart_kit.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway {
namespace {

constexpr int64_t kSwatchWidth = 1'400;
constexpr int64_t kSwatchHeight = 700;
constexpr int64_t kLegendGap = 1'200;
constexpr size_t kRemarkLinesMax = 4;
constexpr int64_t kMarkerRadius = 280;
constexpr int64_t kLineWidth = 150;
constexpr int64_t kOutline = 60;
constexpr char kEllipsis[] = "…";

// Thousandths of the font's size, from U+0020 on: a plain sans serif.
constexpr std::array<int, 95> kWidths = {
    278, 278, 355, 556, 556,  889, 667, 191, 333, 333, 389, 584, 278, 333,
    278, 278, 556, 556, 556,  556, 556, 556, 556, 556, 556, 556, 278, 278,
    584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722,  778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 278, 278,  278, 469, 556, 333, 556, 556, 500, 556, 556,
    278, 556, 556, 222, 222,  500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500,  500, 500, 334, 260, 334, 584};
constexpr int kOtherWidth = 600;
constexpr int kNoBreakSpaceWidth = 278;
// Screens set the page in their own fonts; the widest is so much wider.
constexpr int64_t kFontMarginPercent = 110;

int RuneWidth(char32_t rune) {
  if (rune == 0xA0) return kNoBreakSpaceWidth;
  if (rune < 0x20 || rune >= 0x20 + kWidths.size()) return kOtherWidth;
  return kWidths[rune - 0x20];
}

// `text` cut so that it fits with an ellipsis.
std::string Shortened(absl::string_view text, int64_t width) {
  std::string out;
  while (!text.empty()) {
    const std::optional<char32_t> rune = TakeRune(&text);
    std::string longer = out;
    AppendRune(rune.value_or(kReplacement), &longer);
    if (TextWidth(absl::StrCat(longer, kEllipsis)) > width) break;
    out = std::move(longer);
  }
  return absl::StrCat(out, kEllipsis);
}

int64_t FloorTo(int64_t value, int64_t step) {
  const int64_t rest = value % step;
  return value - (rest < 0 ? rest + step : rest);
}

// 1, 2, 5, 10, 20, 50, …: the first that takes at most `steps_max` steps.
int64_t RoundStep(int64_t span, int64_t steps_max) {
  int64_t power = 1;
  while (true) {
    for (const int64_t factor : {1, 2, 5}) {
      if (span / (factor * power) < steps_max) return factor * power;
    }
    power *= 10;
  }
}

}  // namespace

int64_t TextWidth(absl::string_view text) {
  int64_t width = 0;
  while (!text.empty()) {
    width += RuneWidth(TakeRune(&text).value_or(kReplacement));
  }
  return width * kChartFont / 1'000 * kFontMarginPercent / 100;
}

std::vector<std::string> FitLines(absl::string_view text, int64_t width,
                                  size_t lines_max) {
  std::vector<std::string> lines;
  for (const absl::string_view word :
       absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    if (!lines.empty() &&
        TextWidth(absl::StrCat(lines.back(), " ", word)) <= width) {
      absl::StrAppend(&lines.back(), " ", word);
    } else if (lines.size() < lines_max) {
      lines.emplace_back(word);
    } else {
      // Too long by this word; the cut below says so.
      absl::StrAppend(&lines.back(), " ", word);
      lines.back() = Shortened(lines.back(), width);
      break;
    }
  }
  for (std::string& line : lines) {
    if (TextWidth(line) > width) line = Shortened(line, width);
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

int64_t ChartAxis::At(int64_t value, int64_t low_place,
                      int64_t high_place) const {
  const __int128 along =
      static_cast<__int128>(high_place - low_place) * (value - low);
  return low_place + static_cast<int64_t>(along / (high - low));
}

ChartAxis AxisOf(const ChartData& data, int64_t steps_max, bool may_float) {
  // Sums of what they bound must stay within 64 bits.
  constexpr int64_t kValueMax = int64_t{1} << 60;
  const std::vector<const ChartPoint*> numbers = data.Numbers();
  int64_t low = kValueMax, high = -kValueMax;
  for (const ChartPoint* point : numbers) {
    low = std::min(low, std::clamp(point->steps, -kValueMax, kValueMax));
    high = std::max(high, std::clamp(point->steps, -kValueMax, kValueMax));
  }
  const bool floats = may_float && low > 0 && (high - low) * 2 < low;
  if (!floats) {
    low = std::min<int64_t>(low, 0);
    high = std::max<int64_t>(high, 0);
  }
  if (low == high) high = low + 1;
  ChartAxis axis;
  axis.step = RoundStep(high - low, steps_max);
  axis.low = FloorTo(low, axis.step);
  axis.high = -FloorTo(-high, axis.step);
  return axis;
}

int64_t AxisLabelWidth(const ChartData& data, const ChartAxis& axis) {
  return std::max(TextWidth(StepsText(data, axis.low)),
                  TextWidth(StepsText(data, axis.high)));
}

SeriesLook LookOf(size_t series) {
  static constexpr SeriesLook kLooks[] = {
      {"#0b5a73", Shape::Pattern::kSolid},
      {"#b45309", Shape::Pattern::kHatched},
      {"#4d595f", Shape::Pattern::kDotted},
      {"#7a3e9d", Shape::Pattern::kSolid},
      {"#1b6e3c", Shape::Pattern::kHatched},
      {"#0b5a73", Shape::Pattern::kDotted},
      {"#b45309", Shape::Pattern::kSolid},
      {"#4d595f", Shape::Pattern::kHatched}};
  static_assert(std::size(kLooks) == kChartSeriesMax);
  return kLooks[series % kChartSeriesMax];
}

void ChartCanvas::Text(int64_t x, int64_t baseline, absl::string_view text,
                       TextAnchor anchor, const char* colour) {
  Shape& shape = drawing_.shapes.emplace_back();
  shape.kind = Shape::Kind::kText;
  shape.x = x;
  shape.y = baseline;
  shape.text = std::string(text);
  shape.anchor = anchor;
  shape.font_size = kChartFont;
  shape.fill = colour;
}

void ChartCanvas::Line(Point from, Point to, const char* colour,
                       int64_t width) {
  Shape& shape = drawing_.shapes.emplace_back();
  shape.kind = Shape::Kind::kLine;
  shape.x = from.x;
  shape.y = from.y;
  shape.width = to.x - from.x;
  shape.height = to.y - from.y;
  shape.stroke = colour;
  shape.stroke_width = width;
}

void ChartCanvas::Rect(int64_t x, int64_t y, int64_t width, int64_t height,
                       const SeriesLook& look) {
  Shape& shape = drawing_.shapes.emplace_back();
  shape.kind = Shape::Kind::kRect;
  shape.x = x;
  shape.y = y;
  shape.width = width;
  shape.height = height;
  shape.fill = look.colour;
  shape.stroke = look.colour;
  shape.stroke_width = kOutline;
  shape.pattern = look.pattern;
}

void ChartCanvas::Polyline(std::vector<Point> points, const char* colour) {
  Shape& shape = drawing_.shapes.emplace_back();
  shape.kind = Shape::Kind::kPolyline;
  shape.points = std::move(points);
  shape.stroke = colour;
  shape.stroke_width = kLineWidth;
}

void ChartCanvas::Marker(Point place, size_t series) {
  const char* colour = LookOf(series).colour;
  const int64_t r = kMarkerRadius;
  const auto [x, y] = place;
  const std::vector<Point> forms[] = {
      {},
      {{x - r, y - r}, {x + r, y - r}, {x + r, y + r}, {x - r, y + r}},
      {{x, y - r * 5 / 4}, {x + r * 5 / 4, y + r}, {x - r * 5 / 4, y + r}},
      {{x, y - r * 3 / 2},
       {x + r * 3 / 2, y},
       {x, y + r * 3 / 2},
       {x - r * 3 / 2, y}}};
  const size_t form = series % std::size(forms);
  Shape& shape = drawing_.shapes.emplace_back();
  shape.kind = form == 0 ? Shape::Kind::kCircle : Shape::Kind::kPolyline;
  shape.x = x;
  shape.y = y;
  shape.width = form == 0 ? 2 * r : 0;
  shape.points = forms[form];
  // The later ones of a form are hollow.
  shape.fill = series < std::size(forms) ? colour : "#ffffff";
  shape.stroke = colour;
  shape.stroke_width = kLineWidth;
}

int64_t ChartCanvas::Legend(const ChartData& data) {
  const bool lines = data.kind == TableChart::Kind::kLines;
  int64_t baseline = kChartLine;
  const bool money = !data.is_ratio && data.display.unit != Unit::kCount;
  if (money) {
    Text(0, baseline, absl::StrCat("Belopp i ", UnitWord(data.display.unit)),
         TextAnchor::kStart, kChartQuiet);
    baseline += kChartLine + kChartGap;
  }
  int64_t x = 0;
  for (size_t i = 0; i < data.series.size(); ++i) {
    const int64_t text_x = kSwatchWidth + kChartGap;
    const std::string label =
        FitLines(data.series[i].label, kChartWidth - text_x, 1).front();
    const int64_t width = text_x + TextWidth(label);
    if (x > 0 && x + width > kChartWidth) {
      x = 0;
      baseline += kChartLine + kChartGap;
    }
    const int64_t middle = baseline - kSwatchHeight / 2;
    if (lines) {
      Line({x, middle}, {x + kSwatchWidth, middle}, LookOf(i).colour,
           kLineWidth);
      Marker({x + kSwatchWidth / 2, middle}, i);
    } else {
      Rect(x, baseline - kSwatchHeight, kSwatchWidth, kSwatchHeight, LookOf(i));
    }
    Text(x + text_x, baseline, label, TextAnchor::kStart);
    x += width + kLegendGap;
  }
  return baseline + kChartLine;
}

int64_t ChartCanvas::Remarks(const ChartData& data, int64_t y) {
  std::vector<std::string> remarks;
  if (data.left_out > 0) {
    remarks.push_back(
        absl::StrCat("Diagrammet rymmer inte allt: ", data.left_out,
                     " rader eller kolumner till finns bara i tabellen."));
  }
  if (!data.missing.empty()) {
    remarks.push_back(absl::StrCat(
        "Finns inte i tabellen: ", absl::StrJoin(data.missing, ", "), "."));
  }
  for (const std::string& remark : remarks) {
    for (const std::string& line :
         FitLines(remark, kChartWidth, kRemarkLinesMax)) {
      y += kChartLine;
      Text(0, y, line, TextAnchor::kStart, kChartQuiet);
    }
  }
  return y + kChartGap;
}

}  // namespace finsam::gateway
