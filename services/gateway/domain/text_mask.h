// A text with everything covered in which digits are no typed numbers.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_MASK_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_MASK_H_

#include <string>

#include "absl/strings/string_view.h"

namespace finsam::gateway {

// `text` with references, literals, link targets and definitions, addresses,
// character references and the numbers of Markdown lists overwritten, byte for
// byte, by '~'. Line ends stay, so that lines keep their numbers.
std::string MaskedText(absl::string_view text);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_MASK_H_
