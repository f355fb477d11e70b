// The seam to services that let a person sign: a national signing service, or
// the local authority for one machine and for tests.
//
// A provider holds no state of its own: what is under way is in the round, and
// a task can be made again from it. What a provider hands in is verified by
// whoever asked, against the provider's own roots.

#ifndef FINSAM_SERVICES_GOVERNANCE_SIGNING_PROVIDER_H_
#define FINSAM_SERVICES_GOVERNANCE_SIGNING_PROVIDER_H_

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/sign/certificate.h"

namespace finsam::governance {

// Bytes of a signing service's answer.
inline constexpr size_t kProviderAnswerMax = 1 << 20;

// What one person is asked to sign.
struct SigningTask {
  std::string person;
  std::string organisation;  // May be empty.
  std::string statement;     // Canonical JSON (common/sign/manifest.h).
  std::string pdf_digest;    // 32 bytes; empty: no PDF.
  std::string attest;        // Shown to the person.
  std::string return_url;    // Where the person's browser is sent back to.
  absl::Time begun = {};     // When it was started; of Complete alone.
};

// What the person is to do next.
struct UserAction {
  enum class Kind { kNone, kPostForm };
  Kind kind = Kind::kNone;
  std::string html;  // A page that posts itself to the signing service.
  friend bool operator==(const UserAction&, const UserAction&) = default;
};

// A signature as the provider made it.
struct ProviderEvidence {
  std::string cms;      // Over the statement's SHA-256.
  std::string pdf_cms;  // Over the PDF's digest; empty when none was asked.
  std::string kind;     // Of `raw`; may be empty.
  std::string raw;      // The answer as received.
  std::string identification;     // "Svensk e-legitimation"
  std::string identification_id;  // Of the assertion.
  std::string level;              // Of assurance; may be empty.
};

struct ProviderAnswer {
  enum class State { kPending, kComplete, kFailed };
  State state = State::kPending;
  std::string reference;  // Of the task at the provider.
  UserAction action;
  std::optional<ProviderEvidence> evidence;  // When complete.
  std::string failure;                       // When failed; Swedish.
};

// Thread-safe.
class SigningProvider {
 public:
  virtual ~SigningProvider() = default;

  // "local", "dss".
  virtual std::string name() const = 0;
  // Whose certificates its signatures are verified against.
  virtual sign::Trust trust() const = 0;
  // Whether it signs PDFs (a provider may sign statements alone).
  virtual bool SignsPdfs() const = 0;

  virtual absl::StatusOr<ProviderAnswer> Start(const SigningTask& task,
                                               absl::Time now) = 0;
  // Takes what the signing service sent for `reference`. Refusals: those that
  // tell what is wrong with it.
  virtual absl::StatusOr<ProviderAnswer> Complete(const SigningTask& task,
                                                  absl::string_view reference,
                                                  absl::string_view bytes,
                                                  absl::Time now) = 0;
};

using SigningProviders =
    std::map<std::string, std::unique_ptr<SigningProvider>>;

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_SIGNING_PROVIDER_H_
