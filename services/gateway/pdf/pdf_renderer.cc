#include "services/gateway/pdf/pdf_renderer.h"

#include <memory>
#include <mutex>
#include <utility>

#include "common/base/status.h"
#include "services/gateway/pdf/compose.h"
#include "services/gateway/pdf/finish.h"
#include "services/gateway/pdf/painter.h"
#include "services/gateway/pdf/signature_look.h"
#include "services/gateway/pdf/typesetter.h"

namespace finsam::gateway::pdf {
namespace {

// Pango's and Cairo's own caches are shared by the whole process.
std::mutex& Painting() {
  static auto& mutex = *new std::mutex;
  return mutex;
}

class CairoRenderer : public PdfRenderer {
 public:
  absl::StatusOr<RenderedPdf> Render(const Document& document,
                                     const PdfOptions& options) override {
    const std::lock_guard lock(Painting());
    ASSIGN_OR_RETURN(const std::unique_ptr<Typesetter> setter,
                     Typesetter::Open(options.font_folder));
    ASSIGN_OR_RETURN(Composed composed, Compose(document, *setter));
    ASSIGN_OR_RETURN(const PaintedPdf painted, Paint(composed.paged));
    RenderedPdf rendered;
    ASSIGN_OR_RETURN(rendered.bytes, Finish(document, painted, composed.boxes));
    rendered.boxes = std::move(composed.boxes);
    return rendered;
  }

  absl::StatusOr<std::string> DrawSignature(
      const SignatureLook& look, const PdfOptions& options) override {
    const std::lock_guard lock(Painting());
    ASSIGN_OR_RETURN(const std::unique_ptr<Typesetter> setter,
                     Typesetter::Open(options.font_folder));
    return DrawSignatureLook(look, *setter);
  }
};

}  // namespace

std::unique_ptr<PdfRenderer> NewPdfRenderer() {
  return std::make_unique<CairoRenderer>();
}

}  // namespace finsam::gateway::pdf
