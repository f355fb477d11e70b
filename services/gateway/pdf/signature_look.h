// What is seen in a signature's box once it is signed: who, as what, when, and
// how the person was identified.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_SIGNATURE_LOOK_H_
#define FINSAM_SERVICES_GATEWAY_PDF_SIGNATURE_LOOK_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/gateway/pdf/pdf_renderer.h"
#include "services/gateway/pdf/typesetter.h"

namespace finsam::gateway::pdf {

// A PDF of one page, as large as the box, with its fonts as PDF/A-2 asks.
// Letters are made smaller until the lines fit; what does not fit with the
// smallest is left out, from the end. Refusal: PDF_GLYPH_UNKNOWN.
absl::StatusOr<std::string> DrawSignatureLook(const SignatureLook& look,
                                              Typesetter& setter);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_SIGNATURE_LOOK_H_
