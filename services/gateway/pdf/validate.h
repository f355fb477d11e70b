// Whether a document can be rendered at all: its size, its ids, its names.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_VALIDATE_H_
#define FINSAM_SERVICES_GATEWAY_PDF_VALIDATE_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "services/gateway/pdf/document.h"

namespace finsam::gateway::pdf {

// What links inside the document can lead to: the title or the name of each
// id. Refusals: PDF_TOO_LARGE, PDF_DOCUMENT_INVALID.
absl::StatusOr<absl::flat_hash_map<std::string, std::string>> LinkTargets(
    const Document& document);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_VALIDATE_H_
