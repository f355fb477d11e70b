// What the file says of itself to programs, as XMP: its title, and that it is
// PDF/A-2a and PDF/UA-1.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_XMP_H_
#define FINSAM_SERVICES_GATEWAY_PDF_XMP_H_

#include <string>

#include "services/gateway/pdf/document.h"

namespace finsam::gateway::pdf {

inline constexpr char kProducer[] = "finsam";

std::string XmpOf(const Document& document);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_XMP_H_
