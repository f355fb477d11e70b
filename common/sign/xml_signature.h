// Enveloped signatures on whole XML documents (XML-DSig), as messages to and
// from signing services carry them: one signature, over the document itself and
// all of it, so that nothing signed can be moved to where something else is
// read.
//
// Functions without state of their own; thread-safe.

#ifndef FINSAM_COMMON_SIGN_XML_SIGNATURE_H_
#define FINSAM_COMMON_SIGN_XML_SIGNATURE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/sign/authority.h"
#include "common/sign/certificate.h"
#include "common/sign/xml.h"

namespace finsam::sign {

inline constexpr char kXmlSignatureSpace[] =
    "http://www.w3.org/2000/09/xmldsig#";

// Where a signature stands: the last child of the root's child of this name.
struct XmlSignaturePlace {
  absl::string_view space;
  absl::string_view name;
};

// `xml` with a signature by `credential`, whose certificate goes with it.
// INVALID_ARGUMENT when the place is not there.
absl::StatusOr<std::string> SignXml(absl::string_view xml,
                                    const XmlSignaturePlace& place,
                                    const Credential& credential);

// Verifies that `document` has exactly one signature, that it stands at
// `place`, covers the whole document, and was made with the key of one of
// `signers`; what the signature itself says of keys is not looked at. Refusals:
// XML_UNSIGNED when there is none, XML_SIGNATURE_INVALID for any other, which
// includes one over a part.
absl::Status VerifyXml(const XmlDocument& document,
                       const XmlSignaturePlace& place,
                       const std::vector<Certificate>& signers);

}  // namespace finsam::sign

#endif  // FINSAM_COMMON_SIGN_XML_SIGNATURE_H_
