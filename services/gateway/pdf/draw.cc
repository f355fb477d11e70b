#include "services/gateway/pdf/draw.h"

#include <cmath>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"

namespace finsam::gateway::pdf {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kHatchStep = 4;
constexpr double kHatchWidth = 1;
constexpr double kDotRadius = 1.2;

double Points(int64_t units) {
  return static_cast<double>(units) / kDrawingUnitsPerPoint;
}

// "#1b4f83".
Colour ColourOf(absl::string_view text) {
  int value = 0;
  if (text.size() != 7 || text[0] != '#' ||
      !absl::SimpleHexAtoi(text.substr(1), &value)) {
    return {};
  }
  return {value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff};
}

// Fills the path with lines or dots instead of a colour; drawn one by one,
// since a repeated pattern would be an object of its own in the file.
void FillWithMarks(Shape::Pattern pattern, cairo_t* cairo) {
  double left, top, right, bottom;
  cairo_path_extents(cairo, &left, &top, &right, &bottom);
  cairo_path_t* outline = cairo_copy_path(cairo);
  cairo_save(cairo);
  cairo_clip(cairo);
  if (pattern == Shape::Pattern::kHatched) {
    cairo_set_line_width(cairo, kHatchWidth);
    const double height = bottom - top;
    for (double x = left - height; x < right; x += kHatchStep) {
      cairo_move_to(cairo, x, bottom);
      cairo_line_to(cairo, x + height, top);
    }
    cairo_stroke(cairo);
  } else {
    for (double y = top + kHatchStep / 2; y < bottom; y += kHatchStep) {
      for (double x = left + kHatchStep / 2; x < right; x += kHatchStep) {
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, x, y, kDotRadius, 0, 2 * kPi);
      }
    }
    cairo_fill(cairo);
  }
  cairo_restore(cairo);
  cairo_append_path(cairo, outline);
  cairo_path_destroy(outline);
}

void MakePath(const Shape& shape, cairo_t* cairo) {
  const double x = Points(shape.x);
  const double y = Points(shape.y);
  const double width = Points(shape.width);
  const double height = Points(shape.height);
  cairo_new_path(cairo);
  switch (shape.kind) {
    case Shape::Kind::kRect:
      cairo_rectangle(cairo, x, y, width, height);
      break;
    case Shape::Kind::kLine:
      cairo_move_to(cairo, x, y);
      cairo_line_to(cairo, x + width, y + height);
      break;
    case Shape::Kind::kPolyline:
      for (const Point& point : shape.points) {
        cairo_line_to(cairo, Points(point.x), Points(point.y));
      }
      if (!shape.fill.empty()) cairo_close_path(cairo);
      break;
    case Shape::Kind::kCircle:
      cairo_arc(cairo, x, y, width / 2, 0, 2 * kPi);
      break;
    case Shape::Kind::kText:
      break;
  }
}

void DrawText(const Shape& shape, const TextBlock& text, cairo_t* cairo) {
  double x = Points(shape.x);
  if (shape.anchor == TextAnchor::kMiddle) x -= text.width() / 2;
  if (shape.anchor == TextAnchor::kEnd) x -= text.width();
  SetColour(ColourOf(shape.fill), cairo);
  for (const GlyphPiece& piece : text.lines().front().pieces) {
    ShowGlyphs(piece, x + piece.x, Points(shape.y), cairo);
  }
}

}  // namespace

void SetColour(Colour colour, cairo_t* cairo) {
  cairo_set_source_rgb(cairo, colour.red / 255.0, colour.green / 255.0,
                       colour.blue / 255.0);
}

void ShowGlyphs(const GlyphPiece& piece, double x, double baseline,
                cairo_t* cairo) {
  cairo_move_to(cairo, x, baseline);
  pango_cairo_show_glyph_string(cairo, piece.font, piece.glyphs);
  cairo_new_path(cairo);
}

void Draw(const Drawing& drawing, const std::vector<TextPtr>& texts,
          cairo_t* cairo) {
  for (size_t i = 0; i < drawing.shapes.size(); ++i) {
    const Shape& shape = drawing.shapes[i];
    if (shape.kind == Shape::Kind::kText) {
      DrawText(shape, *texts[i], cairo);
      continue;
    }
    MakePath(shape, cairo);
    if (!shape.fill.empty()) {
      SetColour(ColourOf(shape.fill), cairo);
      if (shape.pattern == Shape::Pattern::kSolid) {
        cairo_fill_preserve(cairo);
      } else {
        FillWithMarks(shape.pattern, cairo);
      }
    }
    if (!shape.stroke.empty()) {
      SetColour(ColourOf(shape.stroke), cairo);
      cairo_set_line_width(cairo, Points(shape.stroke_width));
      cairo_stroke_preserve(cairo);
    }
    cairo_new_path(cairo);
  }
}

}  // namespace finsam::gateway::pdf
