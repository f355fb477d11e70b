// Signatures (underskrifter) as they were received from a signing service.
// They are recorded, not verified: a list is no proof.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_SIGNATURES_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_SIGNATURES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/base/status.h"

namespace finsam::governance {

inline constexpr char kSignaturesFile[] = "signatures.csv";

struct Signature {
  std::string person;             // The name in the e-identification.
  std::string title;              // Title and organisation as shown.
  std::string time;               // RFC 3339, as written.
  std::string identification;     // "Svensk e-legitimation"
  std::string identification_id;  // As received.
  int64_t line = 0;               // In its file; no part of the fact.
};

// A moment, and the day it was where it was written down.
struct SignedAt {
  absl::Time time;
  absl::CivilDay day;
};

// Reads RFC 3339 with its zone: "2025-03-20T16:04:56+01:00",
// "2025-03-20T15:04:56Z". Nothing when it is not that.
std::optional<SignedAt> ParseSignedAt(absl::string_view text);

// The day of the last signature; nothing without signatures.
std::optional<absl::CivilDay> CompletedOn(
    const std::vector<Signature>& signatures);

// Errors: SIGNATURE_LIST_SIZE, SIGNATURE_TEXT_SIZE, SIGNATURE_TIME_INVALID,
// SIGNATURE_TWICE (one identification twice), PERSONAL_DATA. Warning:
// SIGNATURE_BEFORE_ADOPTION, when `adopted` is known.
void CheckSignatures(const std::vector<Signature>& signatures,
                     std::optional<absl::CivilDay> adopted,
                     std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_SIGNATURES_H_
