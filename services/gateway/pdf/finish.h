// Makes the painted file conform: all that PDF/A-2a and PDF/UA-1 ask for and
// Cairo leaves out, and the fields to sign in.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_FINISH_H_
#define FINSAM_SERVICES_GATEWAY_PDF_FINISH_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/gateway/pdf/document.h"
#include "services/gateway/pdf/painter.h"
#include "services/gateway/pdf/pdf_renderer.h"

namespace finsam::gateway::pdf {

// `boxes`: one for each field to sign in, in the document's order. Trouble: the
// painted file is not built as `painted.tags` says.
absl::StatusOr<std::string> Finish(const Document& document,
                                   const PaintedPdf& painted,
                                   const std::vector<SignatureBox>& boxes);

// Makes the fonts of a painted picture as PDF/A-2 asks, before the picture is
// put in another file.
absl::StatusOr<std::string> FinishPicture(const std::string& painted);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_FINISH_H_
