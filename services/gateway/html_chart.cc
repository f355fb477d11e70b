// A table's charts as inline SVG.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/figure/convert.h"
#include "services/gateway/domain/chart.h"
#include "services/gateway/domain/drawing.h"
#include "services/gateway/html_page.h"

namespace finsam::gateway {
namespace {

// Points with up to two decimals: "12.5".
std::string Points(int64_t units) {
  const int64_t magnitude = units < 0 ? -units : units;
  std::string out =
      absl::StrCat(units < 0 ? "-" : "", magnitude / kDrawingUnitsPerPoint);
  const int64_t rest = magnitude % kDrawingUnitsPerPoint;
  if (rest == 0) return out;
  absl::StrAppend(&out, ".", rest / 10);
  if (rest % 10 != 0) absl::StrAppend(&out, rest % 10);
  return out;
}

std::string PlaceText(int64_t x, int64_t y) {
  return absl::StrCat(Points(x), " ", Points(y));
}

// One drawing on its way into a page.
class SvgWriter {
 public:
  // `id` begins the ids of its parts.
  SvgWriter(const Drawing& drawing, std::string id, HtmlWriter* html)
      : drawing_(drawing), id_(std::move(id)), html_(*html) {}

  void Write() {
    const std::string title = absl::StrCat(id_, ":title");
    const std::string description = absl::StrCat(id_, ":description");
    html_.Element(
        "svg",
        {{"role", "img"},
         {"aria-labelledby", title},
         {"aria-describedby", description},
         {"viewbox",
          absl::StrCat("0 0 ", PlaceText(drawing_.width, drawing_.height))}},
        [&] {
          html_.Element("title", {{"id", title}}, drawing_.title);
          html_.Element("desc", {{"id", description}}, drawing_.description);
          WritePatterns();
          for (const Shape& shape : drawing_.shapes) {
            WriteShape(shape);
          }
        });
  }

 private:
  using Fill = std::pair<std::string, Shape::Pattern>;

  void WritePatterns() {
    for (const Shape& shape : drawing_.shapes) {
      const Fill fill(shape.fill, shape.pattern);
      if (shape.pattern == Shape::Pattern::kSolid ||
          std::find(patterns_.begin(), patterns_.end(), fill) !=
              patterns_.end()) {
        continue;
      }
      patterns_.push_back(fill);
    }
    if (patterns_.empty()) return;
    html_.Element("defs", {}, [&] {
      for (size_t i = 0; i < patterns_.size(); ++i) WritePattern(i);
    });
  }

  void WritePattern(size_t i) {
    const auto& [colour, pattern] = patterns_[i];
    html_.Element(
        "pattern",
        {{"id", PatternId(i)},
         {"width", "4"},
         {"height", "4"},
         {"patternunits", "userSpaceOnUse"}},
        [&, &colour = colour, &pattern = pattern] {
          if (pattern == Shape::Pattern::kDotted) {
            html_.Element(
                "circle",
                {{"cx", "2"}, {"cy", "2"}, {"r", "1.2"}, {"fill", colour}}, "");
            return;
          }
          html_.Element("path",
                        {{"d", "M-1 1L1 -1M0 4L4 0M3 5L5 3"},
                         {"stroke", colour},
                         {"stroke-width", "1"}},
                        "");
        });
  }

  std::string PatternId(size_t i) const {
    return absl::StrCat(id_, ":pattern-", i + 1);
  }

  std::string FillOf(const Shape& shape) const {
    if (shape.fill.empty()) return "none";
    if (shape.pattern == Shape::Pattern::kSolid) return shape.fill;
    const auto known = std::find(patterns_.begin(), patterns_.end(),
                                 Fill(shape.fill, shape.pattern));
    return absl::StrCat(
        "url(#", PatternId(static_cast<size_t>(known - patterns_.begin())),
        ")");
  }

  void WriteShape(const Shape& shape) {
    HtmlAttributes attributes = {{"fill", FillOf(shape)}};
    if (!shape.stroke.empty()) {
      attributes.push_back({"stroke", shape.stroke});
      attributes.push_back({"stroke-width", Points(shape.stroke_width)});
    }
    switch (shape.kind) {
      case Shape::Kind::kRect:
        attributes.push_back({"x", Points(shape.x)});
        attributes.push_back({"y", Points(shape.y)});
        attributes.push_back({"width", Points(shape.width)});
        attributes.push_back({"height", Points(shape.height)});
        html_.Element("rect", attributes, "");
        break;
      case Shape::Kind::kLine:
        attributes.push_back(
            {"d", absl::StrCat("M", PlaceText(shape.x, shape.y), "l",
                               PlaceText(shape.width, shape.height))});
        html_.Element("path", attributes, "");
        break;
      case Shape::Kind::kPolyline:
        attributes.push_back({"d", PathOf(shape)});
        html_.Element("path", attributes, "");
        break;
      case Shape::Kind::kCircle:
        attributes.push_back({"cx", Points(shape.x)});
        attributes.push_back({"cy", Points(shape.y)});
        attributes.push_back({"r", Points(shape.width / 2)});
        html_.Element("circle", attributes, "");
        break;
      case Shape::Kind::kText:
        WriteText(shape, std::move(attributes));
        break;
    }
  }

  static std::string PathOf(const Shape& shape) {
    std::string path;
    for (const Point& point : shape.points) {
      absl::StrAppend(&path, path.empty() ? "M" : "L",
                      PlaceText(point.x, point.y));
    }
    if (!shape.fill.empty()) path.push_back('Z');
    return path;
  }

  void WriteText(const Shape& shape, HtmlAttributes attributes) {
    attributes.push_back({"x", Points(shape.x)});
    attributes.push_back({"y", Points(shape.y)});
    attributes.push_back({"font-size", Points(shape.font_size)});
    if (shape.anchor != TextAnchor::kStart) {
      attributes.push_back({"text-anchor", shape.anchor == TextAnchor::kMiddle
                                               ? "middle"
                                               : "end"});
    }
    if (shape.bold) attributes.push_back({"font-weight", "bold"});
    html_.Element("text", attributes, shape.text);
  }

  const Drawing& drawing_;
  const std::string id_;
  HtmlWriter& html_;
  std::vector<Fill> patterns_;
};

}  // namespace

void WriteCharts(const common::v1::Table& source, HtmlPage* page) {
  if (source.charts().empty()) return;
  HtmlWriter& html = page->html;
  const Table table = FromProto(source);
  for (size_t i = 0; i < table.charts.size(); ++i) {
    const Drawing drawing = DrawChart(table, table.charts[i]);
    if (drawing.shapes.empty()) continue;
    html.Element("figure", {{"class", "chart"}}, [&] {
      html.Element("figcaption", {}, drawing.title);
      // No other id has a colon in it.
      const std::string id =
          absl::StrCat("chart:", page->anchors.Of(source), ":", i + 1);
      html.Element("div",
                   {{"class", "drawing"},
                    {"role", "group"},
                    {"tabindex", "0"},
                    {"aria-label", absl::StrCat("Diagram: ", drawing.title)}},
                   [&] { SvgWriter(drawing, id, &html).Write(); });
    });
  }
}

}  // namespace finsam::gateway
