// Certificates (X.509), private keys and lists of revoked certificates.
//
// All are immutable, cheap to copy, and safe to use from several threads.

#ifndef FINSAM_COMMON_SIGN_CERTIFICATE_H_
#define FINSAM_COMMON_SIGN_CERTIFICATE_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

// OpenSSL's.
struct x509_st;
struct X509_crl_st;
struct evp_pkey_st;

namespace finsam::sign {

inline constexpr size_t kCertificateBytesMax = 16 << 10;
inline constexpr size_t kRevocationListBytesMax = 4 << 20;

class Certificate {
 public:
  // Refusal: CERTIFICATE_INVALID, also for bytes after the certificate.
  static absl::StatusOr<Certificate> FromDer(absl::string_view der);
  // The first certificate in the text.
  static absl::StatusOr<Certificate> FromPem(absl::string_view pem);
  // Takes `certificate` over.
  explicit Certificate(x509_st* certificate);

  std::string Der() const;
  std::string Pem() const;
  std::string CommonName() const;       // The subject's; may be empty.
  std::string Issuer() const;           // The issuer's common name.
  std::string Fingerprint() const;      // SHA-256 of Der(), hexadecimal.
  std::string Serial() const;           // Hexadecimal, small letters.
  std::string IssuerAndSerial() const;  // DER, as signatures name it.
  std::string PublicKey() const;        // DER.
  bool IsSelfIssued() const;
  absl::Time not_before() const;
  absl::Time not_after() const;
  x509_st* get() const { return certificate_.get(); }

 private:
  std::shared_ptr<x509_st> certificate_;
};

// A private key on the curve P-256, or one read from elsewhere.
class PrivateKey {
 public:
  // From the system's randomness.
  static absl::StatusOr<PrivateKey> Generate();
  // INVALID_ARGUMENT when it is none; never says what stood there.
  static absl::StatusOr<PrivateKey> FromPem(absl::string_view pem);

  std::string Pem() const;        // PKCS #8, not encrypted.
  std::string PublicKey() const;  // DER.
  evp_pkey_st* get() const { return key_.get(); }

 private:
  explicit PrivateKey(evp_pkey_st* key);
  std::shared_ptr<evp_pkey_st> key_;
};

// Certificates that an authority has taken back.
class RevocationList {
 public:
  // Refusal: CERTIFICATE_INVALID.
  static absl::StatusOr<RevocationList> FromPem(absl::string_view pem);
  explicit RevocationList(X509_crl_st* list);

  std::string Pem() const;
  absl::Time issued() const;
  // True when `issuer` signed this list.
  bool IssuedBy(const Certificate& issuer) const;
  bool Lists(const Certificate& certificate) const;

 private:
  std::shared_ptr<X509_crl_st> list_;
};

// Whom a verifier believes. A certificate on a list is refused whenever it
// signed: without a time stamp nobody knows whether the key was stolen before.
struct Trust {
  std::vector<Certificate> roots;
  std::vector<RevocationList> revoked;
};

// Checks that `certificate` was issued, through `intermediates`, by one of the
// roots, was valid at `at` and may sign documents. Returns the way to the
// root: the certificate first, the root last. Refusals: UNTRUSTED,
// CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID, CERTIFICATE_REVOKED.
absl::StatusOr<std::vector<Certificate>> CheckChain(
    const Certificate& certificate,
    const std::vector<Certificate>& intermediates, const Trust& trust,
    absl::Time at);

}  // namespace finsam::sign

#endif  // FINSAM_COMMON_SIGN_CERTIFICATE_H_
