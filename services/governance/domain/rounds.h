// Signature rounds (underskriftsomgångar): who must sign what, by when, and
// what has become of it. A round is opened for a digest, of a frozen report's
// manifest or of minutes, and is open until everybody has signed, the office
// withdraws it, or a newer version of what is signed supersedes it. A round
// that has ended never changes.
//
// Somebody who refuses holds the round up: it cannot be completed until that
// person signs after all or leaves the board. When a member of the board
// leaves, the sitting one signs (Finsamlagen 24 §, as NNS reads it).
//
// Pure: time and board are arguments. What is said here of a signature was
// verified by whoever calls Sign.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_ROUNDS_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_ROUNDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/base/status.h"

namespace finsam::governance {

inline constexpr size_t kRoundSignersMax = 100;
inline constexpr size_t kRoundRemindersMax = 200;
inline constexpr size_t kSignerChangesMax = 20;  // Of one place on the list.
inline constexpr int64_t kRoundsMax = 100'000;   // Of an association.
inline constexpr size_t kManifestTextMax = 16 << 10;

enum class RoundState {
  kOpen,
  kComplete,
  kWithdrawn,
  kSuperseded,
};
inline constexpr int kRoundStates = 4;

enum class SignerState {
  kWaiting,
  kStarted,  // At a signing service, which has not answered yet.
  kSigned,
  kRefused,
};
inline constexpr int kSignerStates = 4;

// "öppen", "väntar".
std::string RoundStateWord(RoundState state);
std::string SignerStateWord(SignerState state);

// A signature as the evidence tells of it.
struct SignatureFacts {
  absl::Time time;
  std::string name;               // As identified: "Nils Andreas Appelberg".
  std::string identification;     // "Svensk e-legitimation"
  std::string identification_id;  // The assertion's, as received.
  std::string provider;           // "local", "dss".
  std::string level;              // Level of assurance; may be empty.
  std::string certificate;        // SHA-256, hexadecimal.
  std::string id;                 // Of the signature, hexadecimal.
  friend bool operator==(const SignatureFacts&,
                         const SignatureFacts&) = default;
};

// A signature that is under way at a signing service.
struct SigningStart {
  std::string provider;    // "dss"
  std::string reference;   // Of the task there.
  std::string pdf_digest;  // 32 bytes; empty when no PDF is signed.
  friend bool operator==(const SigningStart&, const SigningStart&) = default;
};

// Somebody who was to sign, and no longer is.
struct FormerSigner {
  std::string person;
  std::string reason;
  absl::Time time;
  friend bool operator==(const FormerSigner&, const FormerSigner&) = default;
};

// A place on the list of those who sign.
struct RoundSigner {
  std::string person;
  std::string role;          // "ordförande"
  std::string organisation;  // As shown; may be empty.
  std::string appointed_by;  // A member's id; empty for one off the board.
  SignerState state = SignerState::kWaiting;
  absl::Time changed;                       // When it got that state.
  std::string reason;                       // Of a refusal.
  std::optional<SigningStart> started;      // In kStarted alone.
  std::optional<SignatureFacts> signature;  // In kSigned alone.
  std::vector<FormerSigner> former;
  friend bool operator==(const RoundSigner&, const RoundSigner&) = default;
};

struct Round {
  int64_t id = 0;
  std::string subject;  // "fiscalYears/2024/annual"
  int64_t version = 0;
  std::string digest;    // SHA-256, 32 bytes.
  std::string manifest;  // What the digest is of; may be empty.
  std::string attest;    // The sentence that is signed.
  bool in_order = false;
  absl::CivilDay due;
  std::optional<absl::CivilDay> adopted;  // When the board decided.
  absl::Time opened;
  RoundState state = RoundState::kOpen;
  std::optional<absl::Time> ended;
  std::string reason;  // Of a withdrawal.
  std::vector<RoundSigner> signers;
  std::vector<absl::Time> reminders;
  friend bool operator==(const Round&, const Round&) = default;
};

// Somebody who sits on the board on the day in question.
struct Sitting {
  std::string person;
  std::string role;
  std::string organisation;
  std::string appointed_by;
};

// The place on a list of somebody on the board.
RoundSigner PlaceOf(const Sitting& sitting);

// Checks what is to be opened and makes it the round `id`. The state of
// `draft` and of its signers does not matter. Refusals, in one answer:
// ROUND_SUBJECT_INVALID, ROUND_VERSION_INVALID, ROUND_DIGEST_INVALID,
// ROUND_TEXT_SIZE, ROUND_DUE_PASSED, ROUND_SIGNERS_NONE, ROUND_SIGNERS_SIZE,
// ROUND_SIGNER_INVALID, ROUND_SIGNER_TWICE, PERSONAL_DATA. `today` is in
// Sweden.
absl::StatusOr<Round> OpenRound(Round draft, int64_t id, absl::Time now,
                                absl::CivilDay today);

// The place of `person` on the list. Refusal: SIGNER_UNEXPECTED.
absl::StatusOr<size_t> FindSigner(const Round& round, absl::string_view person);

// Whether the signer may sign now. Refusals: ROUND_COMPLETE, ROUND_WITHDRAWN,
// ROUND_SUPERSEDED, SIGNER_HAS_SIGNED, SIGNER_NOT_IN_TURN.
absl::Status CheckMaySign(const Round& round, size_t signer);

// Each of these changes `round` or refuses and leaves it; an ended round is
// refused as by CheckMaySign.

// The signer has begun at a provider, again or for the first time. Refusals:
// those of CheckMaySign.
absl::Status StartSigning(size_t signer, const SigningStart& start,
                          absl::Time now, Round* round);

// The signer has signed; the last one completes the round. Refusals: those of
// CheckMaySign; SIGNER_UNEXPECTED when the evidence is of somebody else,
// SIGNATURE_REPLAYED when the round has that signature already.
absl::Status Sign(size_t signer, const SignatureFacts& facts, absl::Time now,
                  Round* round);

// What was started came to nothing. Refusal: SIGNATURE_NOT_STARTED.
absl::Status GiveUpSigning(size_t signer, absl::Time now, Round* round);

// Refusals: SIGNER_HAS_SIGNED, SIGNER_HAS_REFUSED, ROUND_REASON_MISSING,
// ROUND_TEXT_SIZE, PERSONAL_DATA.
absl::Status RefuseToSign(size_t signer, absl::string_view reason,
                          absl::Time now, Round* round);

// Refusals: ROUND_REASON_MISSING, ROUND_TEXT_SIZE, PERSONAL_DATA.
absl::Status Withdraw(absl::string_view reason, absl::Time now, Round* round);

// A newer version is to be signed.
absl::Status Supersede(absl::Time now, Round* round);

// `person` takes the signer's place, as `board` of the day has it. Refusals:
// SIGNER_HAS_SIGNED, SIGNER_STILL_SITTING, SIGNER_NOT_SITTING (the newcomer),
// SIGNER_OTHER_MEMBER (appointed by another member), ROUND_SIGNER_TWICE,
// ROUND_REASON_MISSING, ROUND_TEXT_SIZE, ROUND_SIGNERS_SIZE, PERSONAL_DATA.
absl::Status ReplaceSigner(size_t signer, absl::string_view person,
                           absl::string_view reason,
                           const std::vector<Sitting>& board, absl::Time now,
                           Round* round);

// Records that those who have not signed were reminded, at most once a day.
// Refusals: ROUND_REMINDED_TODAY, ROUND_REMINDERS_SIZE.
absl::Status Remind(absl::Time now, const absl::TimeZone& zone, Round* round);

// True when every word of a name on a list is in the name that somebody is
// identified by, whatever the case: "Andreas Appelberg" is also "Nils Andreas
// APPELBERG".
bool SameName(absl::string_view listed, absl::string_view identified);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_ROUNDS_H_
