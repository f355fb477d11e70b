// Detached signatures over a digest: CMS (RFC 5652) as CAdES baseline has it,
// with one signer, SHA-256, and ECDSA on P-256 or RSA.
//
// Made in steps, so that the key may lie elsewhere:
//   attributes = SignedAttributes(digest, certificate, time)
//   signature  = SignAttributes(attributes, key)        here or at a service
//   cms        = AssembleCms({attributes, signature, certificate, chain})
//
// VerifyCms takes exactly what AssembleCms makes, byte for byte: there is no
// bit in it that could be changed unseen, and none that somebody could hide
// something in. Other tools read it as any CMS:
//   openssl cms -verify -binary -inform DER -in x.cms -content FILE
//
// Pure functions but for ECDSA's randomness; thread-safe.

#ifndef FINSAM_COMMON_SIGN_CMS_H_
#define FINSAM_COMMON_SIGN_CMS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/sign/authority.h"
#include "common/sign/certificate.h"

namespace finsam::sign {

inline constexpr size_t kCmsBytesMax = 64 << 10;
inline constexpr size_t kChainMax = 8;  // Certificates in one signature.

// The attributes that are signed: content type, `digest` (32 bytes, SHA-256),
// which certificate signs, and the time where one is given. PAdES wants none:
// it has the claimed time beside.
std::string SignedAttributes(absl::string_view digest,
                             const Certificate& certificate,
                             std::optional<absl::Time> signing_time);

// The same without a certificate, for a service that makes the certificate when
// it signs, adds it to the attributes and gives them back.
std::string AttributesToSign(absl::string_view digest,
                             std::optional<absl::Time> signing_time);

// The signature value over `attributes`.
absl::StatusOr<std::string> SignAttributes(absl::string_view attributes,
                                           const PrivateKey& key);

struct CmsParts {
  std::string attributes;          // A DER SET.
  std::string signature;           // The value alone.
  std::vector<Certificate> chain;  // The signer's first; roots are left out.
};

// INVALID_ARGUMENT when the signer's key is of a kind that is not taken.
absl::StatusOr<std::string> AssembleCms(const CmsParts& parts);

// The three steps, with a key that is here.
absl::StatusOr<std::string> SignCms(absl::string_view digest,
                                    const Credential& credential,
                                    std::optional<absl::Time> signing_time);

// The parts of a CMS, not verified. Refusal: SIGNATURE_MALFORMED.
absl::StatusOr<CmsParts> ParseCms(absl::string_view cms);

// What signed attributes say; not verified.
struct AttributeFacts {
  std::string digest;
  std::string certificate_digest;  // SHA-256 of the signer's certificate.
  std::optional<absl::Time> signing_time;
};
absl::StatusOr<AttributeFacts> ReadAttributes(absl::string_view attributes);

struct CmsFacts {
  Certificate signer;
  std::optional<absl::Time> signing_time;
  // Of the signed attributes: the same for every form of one signature.
  std::string id;  // Hexadecimal.
};

// Verifies that `cms` is a signature over `digest` by someone whom `trust`
// covers. The certificate is to be valid at the signing time in it; at
// `claimed` where it has none. Refusals: SIGNATURE_MALFORMED, DIGEST_MISMATCH,
// SIGNATURE_INVALID, and those of CheckChain.
absl::StatusOr<CmsFacts> VerifyCms(absl::string_view cms,
                                   absl::string_view digest, const Trust& trust,
                                   absl::Time claimed);

}  // namespace finsam::sign

#endif  // FINSAM_COMMON_SIGN_CMS_H_
