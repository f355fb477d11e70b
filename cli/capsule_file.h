// A capsule as it is verified: with nothing but itself and the certificates
// that the reader trusts (docs/capsule.md).

#ifndef FINSAM_CLI_CAPSULE_FILE_H_
#define FINSAM_CLI_CAPSULE_FILE_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace finsam::cli {

struct CapsuleReport {
  std::string report;  // "associations/…/annualReport"
  int64_t version = 0;
  std::string digest;       // Of what the report says.
  int64_t file_count = 0;   // Beside the manifest.
  int signature_count = 0;  // Over the manifest that is signed.
  int pdf_signatures = 0;   // In the PDF.
};

// Verifies that every file of the archive is the one its manifest names, that
// report and PDF are those that were frozen, and each signature. `roots` and
// `revoked` as TrustFrom (round_file.h) takes them. The first thing that does
// not match is the refusal: those of ReadZip, CAPSULE_MANIFEST,
// CAPSULE_FILE_MISSING, CAPSULE_FILE_CHANGED, CAPSULE_FILE_UNLISTED,
// DIGEST_MISMATCH, and those of VerifyRound and VerifySignedPdf.
absl::StatusOr<CapsuleReport> VerifyCapsule(absl::string_view bytes,
                                            const std::string& roots,
                                            const std::string& revoked);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_CAPSULE_FILE_H_
