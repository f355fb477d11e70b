// Paints pages with Cairo: a PDF with tags, links and outline, but without what
// makes it conform (finish.h).

#ifndef FINSAM_SERVICES_GATEWAY_PDF_PAINTER_H_
#define FINSAM_SERVICES_GATEWAY_PDF_PAINTER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/gateway/pdf/page.h"

namespace finsam::gateway::pdf {

struct PaintedPdf {
  std::string bytes;
  // Every element that was opened, in order: the file's structure, element by
  // element, in preorder.
  std::vector<Tag> tags;
};

// Trouble: what Cairo says went wrong.
absl::StatusOr<PaintedPdf> Paint(const PagedDocument& document);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_PAINTER_H_
