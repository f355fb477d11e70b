// Reads a printed document from JSON (docs/printed-documents.md).

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_DOCUMENT_JSON_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_DOCUMENT_JSON_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/gateway/printed/document.h"

namespace finsam::gateway::printed {

// `file` is what problems name. Refusals: DOCUMENT_TOO_LARGE,
// DOCUMENT_NOT_JSON (with the line and column), DOCUMENT_INVALID (with the
// path of each wrong value: "tables[2].rows[0].values").
absl::StatusOr<Document> ReadDocument(absl::string_view bytes,
                                      const std::string& file);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_DOCUMENT_JSON_H_
