// The structure of a painted file, completed: what its elements say to those
// who do not see them.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_FINISH_TAGS_H_
#define FINSAM_SERVICES_GATEWAY_PDF_FINISH_TAGS_H_

#include <qpdf/QPDF.hh>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/gateway/pdf/page.h"
#include "services/gateway/pdf/pdf_renderer.h"

namespace finsam::gateway::pdf {

// A field to sign in: where it lies, and what it is called for a reader.
struct FieldOrder {
  SignatureBox box;
  std::string label;
};

// Walks the file's elements beside `tags`, which are the same in the same
// order, and adds alternative texts, scopes, the links' descriptions and the
// signature fields with their elements. Throws what qpdf throws. Trouble: the
// elements are others.
absl::Status FinishTags(const std::vector<Tag>& tags,
                        const std::vector<FieldOrder>& fields, QPDF& pdf);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_FINISH_TAGS_H_
