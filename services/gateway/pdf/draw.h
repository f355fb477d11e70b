// Shapes and glyphs on a Cairo surface.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_DRAW_H_
#define FINSAM_SERVICES_GATEWAY_PDF_DRAW_H_

#include <cairo.h>

#include <vector>

#include "services/gateway/domain/drawing.h"
#include "services/gateway/pdf/style.h"
#include "services/gateway/pdf/typesetter.h"

namespace finsam::gateway::pdf {

void SetColour(Colour colour, cairo_t* cairo);

// The piece with its beginning at `x` on the baseline. Glyphs only: given the
// letters too, Cairo would wrap every non-breaking space in marks of its own,
// at which readers of the structure stop.
void ShowGlyphs(const GlyphPiece& piece, double x, double baseline,
                cairo_t* cairo);

// `texts`: the shapes' texts, set, by shape. The origin is the drawing's upper
// left corner. A colour that cannot be read is black.
void Draw(const Drawing& drawing, const std::vector<TextPtr>& texts,
          cairo_t* cairo);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_DRAW_H_
