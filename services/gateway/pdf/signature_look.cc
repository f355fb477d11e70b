#include "services/gateway/pdf/signature_look.h"

#include <cairo-pdf.h>

#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/gateway/pdf/draw.h"
#include "services/gateway/pdf/finish.h"
#include "services/gateway/pdf/style.h"

namespace finsam::gateway::pdf {
namespace {

constexpr double kHundredths = 100;
constexpr double kMargin = 5;
constexpr double kSmallestSize = 5.5;
constexpr double kSizeStep = 0.5;

using Surface = std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)>;
using Context = std::unique_ptr<cairo_t, void (*)(cairo_t*)>;

absl::StatusOr<std::vector<TextPtr>> SetLines(const SignatureLook& look,
                                              double size, double width,
                                              Typesetter& setter) {
  std::vector<TextPtr> texts;
  for (const std::string& line : look.lines) {
    TextStyle style;
    style.size = size;
    style.leading = kTightLeading;
    style.bold = texts.empty();
    ASSIGN_OR_RETURN(TextPtr text,
                     setter.Set({Run{line}}, style, width, "underskriften"));
    texts.push_back(std::move(text));
  }
  return texts;
}

double HeightOf(const std::vector<TextPtr>& texts) {
  double height = 0;
  for (const TextPtr& text : texts) height += text->height();
  return height;
}

void Paint(const std::vector<TextPtr>& texts, double height, cairo_t* cairo) {
  SetColour(kInk, cairo);
  double y = kMargin;
  for (const TextPtr& text : texts) {
    for (const TextLine& line : text->lines()) {
      if (y + text->line_height() > height) return;
      for (const GlyphPiece& piece : line.pieces) {
        ShowGlyphs(piece, kMargin + piece.x, y + text->ascent(), cairo);
      }
      y += text->line_height();
    }
  }
}

}  // namespace

absl::StatusOr<std::string> DrawSignatureLook(const SignatureLook& look,
                                              Typesetter& setter) {
  const double width = static_cast<double>(look.width) / kHundredths;
  const double height = static_cast<double>(look.height) / kHundredths;
  double size = kSmallSize;
  ASSIGN_OR_RETURN(std::vector<TextPtr> texts,
                   SetLines(look, size, width - 2 * kMargin, setter));
  while (HeightOf(texts) > height - 2 * kMargin && size > kSmallestSize) {
    size -= kSizeStep;
    ASSIGN_OR_RETURN(texts, SetLines(look, size, width - 2 * kMargin, setter));
  }
  std::string painted;
  const auto append = [](void* closure, const unsigned char* bytes,
                         unsigned int count) {
    static_cast<std::string*>(closure)->append(
        reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
  };
  const Surface surface(
      cairo_pdf_surface_create_for_stream(append, &painted, width, height),
      cairo_surface_destroy);
  Context cairo(cairo_create(surface.get()), cairo_destroy);
  Paint(texts, height, cairo.get());
  cairo_show_page(cairo.get());
  cairo.reset();
  cairo_surface_finish(surface.get());
  const cairo_status_t status = cairo_surface_status(surface.get());
  if (status != CAIRO_STATUS_SUCCESS) {
    return absl::InternalError(
        absl::StrCat("cairo: ", cairo_status_to_string(status)));
  }
  return FinishPicture(painted);
}

}  // namespace finsam::gateway::pdf
