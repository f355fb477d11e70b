// Signatures inside a PDF, one after another: PAdES baseline B-B (ETSI EN 319
// 142-1). Each is appended to the file and covers all that came before it, so
// that a later one never breaks an earlier one.
//
// Made in two steps, so that the key may lie elsewhere:
//   prepared = PreparePdf(pdf, {…})      the file with a hole, and its digest
//   cms      = …over prepared.digest, without a signing time (cms.h)
//   pdf      = EmbedSignature(prepared, cms)
// Between the two nobody else may sign the same file.
//
// VerifyPdf trusts no viewer's idea of an update: it compares every two
// revisions itself, and only one signature field may have been filled in
// between. It needs to be told who must have signed, since a file cut back to
// fewer signatures is a valid file.
//
// What is taken: files with a classic cross-reference table, not encrypted.
// Pure functions but for QPDF's memory; thread-safe.

#ifndef FINSAM_COMMON_SIGN_PADES_H_
#define FINSAM_COMMON_SIGN_PADES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/sign/certificate.h"
#include "common/sign/cms.h"

namespace finsam::sign {

// Room for a signature in the file, in bytes of DER.
inline constexpr size_t kHoleBytes = 8 << 10;
inline constexpr size_t kPdfSignaturesMax = 100;
// So long before it is signed may a file have been prepared: its claimed time
// is that of the preparation.
inline constexpr absl::Duration kPreparedBeforeMax = absl::Minutes(15);

struct PdfSigning {
  std::string field;       // Its name; empty: one that is not seen is added.
  std::string person;      // Shown by readers beside the certificate's name.
  std::string reason;      // "Årsredovisning 2024"; may be empty.
  absl::Time time;         // Claimed; nobody vouches for it.
  absl::TimeZone zone;     // In which it is written.
  std::string appearance;  // A PDF whose first page is drawn in the field's
                           // box; empty: the box stays as it is.
};

struct PreparedPdf {
  std::string bytes;      // The file to be, with zeros where the CMS goes.
  std::string digest;     // SHA-256 of all but the hole.
  size_t hole_begin = 0;  // Of '<'.
  size_t hole_end = 0;    // After '>'.
};

// Refusals: PDF_UNREADABLE, PDF_XREF_STREAM, PDF_UNSUPPORTED, PDF_SIZE,
// PDF_FIELD_UNKNOWN, PDF_FIELD_TAKEN.
absl::StatusOr<PreparedPdf> PreparePdf(absl::string_view pdf,
                                       const PdfSigning& signing);

// Refusals: SIGNATURE_MALFORMED; DIGEST_MISMATCH when `cms` is over something
// else; SIGNATURE_SIZE when it does not fit.
absl::StatusOr<std::string> EmbedSignature(const PreparedPdf& prepared,
                                           absl::string_view cms);

// A signature field that nobody has filled in, and how large its box is, in
// hundredths of a point; 0 for one that is not seen.
struct EmptyField {
  std::string name;
  int64_t width = 0;
  int64_t height = 0;
  friend bool operator==(const EmptyField&, const EmptyField&) = default;
};
// All of them, in the file's order.
absl::StatusOr<std::vector<EmptyField>> EmptySignatureFields(
    absl::string_view pdf);

// Somebody who must have signed.
struct ExpectedSigner {
  std::string name;         // As in the certificate; not looked at when…
  std::string fingerprint;  // …the certificate's SHA-256 is known, hexadecimal.
};

// A signature that holds.
struct PdfSignature {
  std::string field;
  CmsFacts facts;
  absl::Time claimed;        // The time in the file.
  size_t covered_bytes = 0;  // The file's length when it was made.
};

struct PdfReport {
  std::string original_sha256;  // Of the file before any signature; hex.
  std::vector<PdfSignature> signatures;  // In the order they were made.
};

// Verifies that the file is signed by everybody in `expected`, each once, by
// nobody else, and has not been changed before, between or after. Refusals:
// those of opening, PDF_SIGNATURE_NONE, PDF_CHANGED, SIGNATURE_REPLAYED,
// SIGNER_UNEXPECTED, SIGNATURE_MISSING, and those of VerifyCms.
absl::StatusOr<PdfReport> VerifyPdf(absl::string_view pdf,
                                    const std::vector<ExpectedSigner>& expected,
                                    const Trust& trust);

}  // namespace finsam::sign

#endif  // FINSAM_COMMON_SIGN_PADES_H_
