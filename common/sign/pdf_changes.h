// What lies between two revisions of a PDF: whether it is one signature, and
// nothing else.

#ifndef FINSAM_COMMON_SIGN_PDF_CHANGES_H_
#define FINSAM_COMMON_SIGN_PDF_CHANGES_H_

#include "absl/status/status.h"
#include "common/sign/pdf_revision.h"

namespace finsam::sign {

// Checks that from `before` to `after`, whose last cross-reference section is
// `section`, nothing changed but that the signature field `field` (its object
// number) was filled in: its value and what it shows. A field that was not
// there may have been added if it covers no area. New objects change nothing
// by themselves, since nothing old points at them.
//
// Refusal: PDF_CHANGED. May throw what QPDF throws (ReadingPdf).
absl::Status CheckOnlySigned(Revision& before, Revision& after,
                             const XrefSection& section, int field);

}  // namespace finsam::sign

#endif  // FINSAM_COMMON_SIGN_PDF_CHANGES_H_
