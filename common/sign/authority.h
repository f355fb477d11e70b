// A certificate authority of our own, for one machine and for tests: it issues
// certificates that say that the office let somebody sign, and no more. It is
// no e-identification, and its name says so in every certificate.
//
// The caller keeps the key (Key().Pem(), in a file that only its owner may
// read) and gives times and serial numbers, so that all but the keys replays.
// Immutable; thread-safe.

#ifndef FINSAM_COMMON_SIGN_AUTHORITY_H_
#define FINSAM_COMMON_SIGN_AUTHORITY_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/sign/certificate.h"

namespace finsam::sign {

// What every certificate of an authority of ours names as its issuer.
inline constexpr char kLocalAuthority[] =
    "Finsam lokal utfärdare, inte e-legitimation";

// The authority lives long enough for what it issued to be verified.
inline constexpr absl::Duration kAuthorityLife = absl::Hours(24 * 365 * 30);
inline constexpr absl::Duration kPersonLife = absl::Hours(24 * 365 * 12);

// A key with the certificate that names its holder.
struct Credential {
  PrivateKey key;
  Certificate certificate;
};

// Whom a certificate is about.
struct Subject {
  std::string name;          // At most 64 characters, as X.509 has it; longer
                             // ones are cut.
  std::string organisation;  // May be empty.
};

struct Revoked {
  std::string serial;  // Hexadecimal.
  absl::Time time;
};

class Authority {
 public:
  // Makes an authority for `organisation` that is valid from `now` on.
  // `serial`: hexadecimal, never used before.
  static absl::StatusOr<Authority> Make(absl::string_view organisation,
                                        absl::string_view serial,
                                        absl::Time now);
  // One that was made earlier. INVALID_ARGUMENT when key and certificate do
  // not belong together.
  static absl::StatusOr<Authority> Open(absl::string_view key_pem,
                                        absl::string_view certificate_pem);

  // A new key and its certificate, from a minute before `now` for kPersonLife.
  // Whoever drops the key after one signature makes sure of no second.
  absl::StatusOr<Credential> Issue(const Subject& subject,
                                   absl::string_view serial,
                                   absl::Time now) const;
  // The same, valid until `end`.
  absl::StatusOr<Credential> Issue(const Subject& subject,
                                   absl::string_view serial, absl::Time now,
                                   absl::Time end) const;

  // The list of what is taken back, issued `now`.
  absl::StatusOr<RevocationList> Revoke(const std::vector<Revoked>& revoked,
                                        absl::Time now) const;

  const Certificate& certificate() const { return own_.certificate; }
  const PrivateKey& key() const { return own_.key; }

 private:
  explicit Authority(Credential own) : own_(std::move(own)) {}
  Credential own_;
};

}  // namespace finsam::sign

#endif  // FINSAM_COMMON_SIGN_AUTHORITY_H_
