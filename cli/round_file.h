// A signature round as a file that is kept and handed on, and the record of
// acts: verified with nothing but themselves and the certificates that the
// reader trusts. The files are what `finsam sign status --format json` and
// `finsam acts` write.

#ifndef FINSAM_CLI_ROUND_FILE_H_
#define FINSAM_CLI_ROUND_FILE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/sign/certificate.h"
#include "common/sign/pades.h"
#include "finsam/gateway/v1/decisions.pb.h"

namespace finsam::cli {

inline constexpr size_t kRoundFileBytesMax = 64 << 20;

// Reads a round's file. Refusal: ROUND_FILE_INVALID.
absl::StatusOr<governance::v1::GetSignatureRoundResponse> ReadRoundFile(
    const std::string& bytes);

// Whom to believe: the PEM certificates in `roots`, or those that the round
// itself carries when it is empty, and what the list in `revoked` takes back.
// Refusals: CERTIFICATE_INVALID, ROUND_FILE_INVALID when there are none.
absl::StatusOr<sign::Trust> TrustFrom(
    const std::string& roots, const std::string& revoked,
    const governance::v1::SignatureRound& round);

// Verifies every signature of the round, and that each is over this round,
// its digest and its signer. Returns how many hold. Refusals: those of
// VerifyCms; ROUND_FILE_INVALID, DIGEST_MISMATCH, SIGNER_UNEXPECTED,
// SIGNATURE_REPLAYED, SIGNATURE_MISSING when a complete round lacks one.
absl::StatusOr<int> VerifyRound(const governance::v1::SignatureRound& round,
                                const sign::Trust& trust);

// Verifies that minutes, as Markdown, are what the round's manifest names.
// Refusals: ROUND_FILE_INVALID for a round of something else; DIGEST_MISMATCH.
absl::Status VerifyMinutes(absl::string_view markdown,
                           const governance::v1::SignatureRound& round);

// Verifies a PDF against the round: signed by all who signed it there, and by
// nobody else; and made from the PDF that the round's manifest names, when it
// does. Refusals: those of VerifyPdf; DIGEST_MISMATCH.
absl::StatusOr<sign::PdfReport> VerifySignedPdf(
    const std::string& pdf, const governance::v1::SignatureRound& round,
    const sign::Trust& trust);

struct ActsReport {
  int64_t count = 0;
  std::string root;  // Hexadecimal; of the chain after the last.
};

// Verifies the chain of a record of acts, and that each line says what its
// facts say. Refusal: ACTS_BROKEN, which names the line.
absl::StatusOr<ActsReport> VerifyActs(absl::string_view lines);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_ROUND_FILE_H_
