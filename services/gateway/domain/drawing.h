// A drawing: shapes in points from the top left, painted in order. What charts
// are made as, so that the page (SVG) and the PDF show the same.
//
// Every length is a whole number of hundredths of a point, so that no machine
// rounds it in its own way.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_DRAWING_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_DRAWING_H_

#include <cstdint>
#include <string>
#include <vector>

namespace finsam::gateway {

// How many units of a drawing make a point.
inline constexpr int64_t kDrawingUnitsPerPoint = 100;

// A place, from the top left of the drawing.
struct Point {
  int64_t x = 0;
  int64_t y = 0;

  friend bool operator==(const Point&, const Point&) = default;
};

// Which part of a text stands at its place.
enum class TextAnchor { kStart, kMiddle, kEnd };

struct Shape {
  enum class Kind {
    kRect,      // `x`, `y` its top left corner, `width`, `height`.
    kLine,      // From `x`, `y` by `width` and `height`, which may be negative.
    kText,      // `text`, its anchor at `x`, its baseline at `y`.
    kPolyline,  // Through `points`; with a fill it is closed.
    kCircle,    // `x`, `y` its middle, `width` its diameter.
  };
  // What fills it; colour never says anything alone.
  enum class Pattern { kSolid, kHatched, kDotted };

  Kind kind = Kind::kRect;
  int64_t x = 0;
  int64_t y = 0;
  int64_t width = 0;
  int64_t height = 0;
  std::vector<Point> points;  // kPolyline.
  std::string text;           // kText: one line.
  TextAnchor anchor = TextAnchor::kStart;
  int64_t font_size = 0;
  std::string fill;    // "#rrggbb", also the text's colour; empty: none.
  std::string stroke;  // "#rrggbb"; empty: none.
  int64_t stroke_width = 0;
  bool bold = false;  // kText.
  Pattern pattern = Pattern::kSolid;

  friend bool operator==(const Shape&, const Shape&) = default;
};

struct Drawing {
  int64_t width = 0;
  int64_t height = 0;
  std::string title;        // What it is called.
  std::string description;  // What it shows, for those who do not see it.
  std::vector<Shape> shapes;

  friend bool operator==(const Drawing&, const Drawing&) = default;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_DRAWING_H_
