// What is signed, as a short text that a person can read and any program can
// make again: canonical JSON (RFC 8785), kept to texts and whole numbers with
// ASCII keys, so that compact JSON with sorted keys is the canonical form.
//
//   {"model":"9f…","pdf":"1c…","report":"associations/…","version":3}
//
// A signature round is opened for the SHA-256 of a ReportManifest (or of
// minutes); each person signs a Statement that names that digest, the round,
// the person and the role, so that no signature fits anywhere else.
//
// Pure functions; thread-safe.

#ifndef FINSAM_COMMON_SIGN_MANIFEST_H_
#define FINSAM_COMMON_SIGN_MANIFEST_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <variant>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace finsam::sign {

inline constexpr size_t kManifestBytesMax = 16 << 10;

// The largest whole number that every JSON reader keeps exactly.
inline constexpr int64_t kJsonNumberMax = (int64_t{1} << 53) - 1;

using JsonFields = std::map<std::string, std::variant<std::string, int64_t>>;

// One line, without blanks or line end. Refusal: MANIFEST_INVALID for keys
// that are not ASCII, texts that are not UTF-8, larger numbers.
absl::StatusOr<std::string> CanonicalJson(const JsonFields& fields);

// The fields of canonical JSON. Refusal: MANIFEST_INVALID for any other
// spelling of them.
absl::StatusOr<JsonFields> ParseCanonicalJson(absl::string_view bytes);

// A frozen report, by its contents.
struct ReportManifest {
  std::string report;  // "associations/2220001511/fiscalYears/2024/annual"
  int64_t version = 0;
  std::string model_sha256;  // Of the model's bytes; 64 hexadecimal digits.
  std::string pdf_sha256;    // Of the PDF before any signature.
};
absl::StatusOr<std::string> Write(const ReportManifest& manifest);
absl::StatusOr<ReportManifest> ParseReportManifest(absl::string_view bytes);

// Minutes that were approved.
struct MinutesManifest {
  std::string meeting;         // "associations/2220001511/meetings/2024-11-28"
  std::string minutes_sha256;  // Of SignedMinutes; 64 hexadecimal digits.
};
absl::StatusOr<std::string> Write(const MinutesManifest& manifest);
absl::StatusOr<MinutesManifest> ParseMinutesManifest(absl::string_view bytes);

// The part of minutes' Markdown that is signed: all but the notices of them,
// which are added at the end as they are put up.
absl::string_view SignedMinutes(absl::string_view markdown);

// What one person signs.
struct Statement {
  std::string round;  // "associations/2220001511/signatureRounds/4"
  std::string subject;
  int64_t version = 0;
  std::string digest;  // Of the manifest; 64 hexadecimal digits.
  std::string attest;  // The sentence that the person puts the name to.
  std::string person;
  std::string role;
  friend bool operator==(const Statement&, const Statement&) = default;
};
absl::StatusOr<std::string> Write(const Statement& statement);
absl::StatusOr<Statement> ParseStatement(absl::string_view bytes);

}  // namespace finsam::sign

#endif  // FINSAM_COMMON_SIGN_MANIFEST_H_
