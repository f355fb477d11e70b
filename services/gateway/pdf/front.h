// What stands before the document itself: the cover and the contents.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_FRONT_H_
#define FINSAM_SERVICES_GATEWAY_PDF_FRONT_H_

#include <vector>

#include "absl/status/status.h"
#include "services/gateway/pdf/document.h"
#include "services/gateway/pdf/flow.h"
#include "services/gateway/pdf/typesetter.h"

namespace finsam::gateway::pdf {

// Stands on a draft's cover and in its footers.
inline constexpr char kDraft[] = "UTKAST";

// One page. Refusal: PDF_GLYPH_UNKNOWN, here and below.
absl::Status PlaceCover(const Document& document, Typesetter& setter,
                        Flow& flow);

// The entries down to the second level, each a link. An entry of page 0 stands
// on the document's page `first_page`, 1 the first.
absl::Status PlaceContents(const std::vector<OutlineEntry>& entries,
                           size_t first_page, Typesetter& setter, Flow& flow);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_FRONT_H_
