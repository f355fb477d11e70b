// Lays a document out on pages: cover, contents with page numbers, the
// document itself, and a footer on every page but the cover.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_COMPOSE_H_
#define FINSAM_SERVICES_GATEWAY_PDF_COMPOSE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/gateway/pdf/document.h"
#include "services/gateway/pdf/page.h"
#include "services/gateway/pdf/pdf_renderer.h"
#include "services/gateway/pdf/typesetter.h"

namespace finsam::gateway::pdf {

struct Composed {
  PagedDocument paged;  // Refers to the document's drawings.
  std::vector<SignatureBox> boxes;
};

// Refusals: as PdfRenderer::Render.
absl::StatusOr<Composed> Compose(const Document& document, Typesetter& setter);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_COMPOSE_H_
