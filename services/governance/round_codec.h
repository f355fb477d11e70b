// Rounds and their evidence as bytes: in the store and in the record of acts.

#ifndef FINSAM_SERVICES_GOVERNANCE_ROUND_CODEC_H_
#define FINSAM_SERVICES_GOVERNANCE_ROUND_CODEC_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/governance/domain/rounds.h"

namespace finsam::governance {

// Nothing when the bytes are no round's.
std::string EncodeRound(const Round& round);
std::optional<Round> DecodeRound(absl::string_view bytes);

// What proves a signature. Kept as long as the round, and never changed.
struct SignatureEvidence {
  std::string statement;   // What the person signed (common/sign/manifest.h).
  std::string cms;         // Over its SHA-256; DER.
  std::string pdf_digest;  // 32 bytes; empty when no PDF was signed.
  std::string pdf_cms;     // Over that, for the PDF's hole; DER.
  std::string kind;        // Of `raw`: "dss-response"; may be empty.
  std::string raw;         // What the signing service answered, as received.
  friend bool operator==(const SignatureEvidence&,
                         const SignatureEvidence&) = default;
};

std::string EncodeEvidence(const SignatureEvidence& evidence);
std::optional<SignatureEvidence> DecodeEvidence(absl::string_view bytes);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_ROUND_CODEC_H_
