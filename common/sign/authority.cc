#include "common/sign/authority.h"

#include <openssl/bn.h>

#include <optional>

#include "absl/strings/escaping.h"
#include "common/base/status.h"
#include "common/sign/openssl.h"

namespace finsam::sign {
namespace {

constexpr int kVersion3 = 2;  // X.509 counts from 0.
constexpr int kCrlVersion2 = 1;
constexpr size_t kNameCharactersMax = 64;

using OwnedX509 = Owned<X509, X509_free>;
using OwnedName = Owned<X509_NAME, X509_NAME_free>;
using OwnedTime = Owned<ASN1_TIME, ASN1_STRING_free>;
using OwnedNumber = Owned<ASN1_INTEGER, ASN1_STRING_free>;
using OwnedBignum = Owned<BIGNUM, BN_free>;

// A serial number is positive: the first byte's high bit is left out.
OwnedNumber SerialOf(absl::string_view hex) {
  std::string bytes = absl::HexStringToBytes(hex);
  if (bytes.empty()) return nullptr;
  bytes.front() = static_cast<char>(bytes.front() & 0x7f);
  const OwnedBignum number(
      BN_bin2bn(Bytes(bytes), static_cast<int>(bytes.size()), nullptr));
  return OwnedNumber(BN_to_ASN1_INTEGER(number.get(), nullptr));
}

OwnedTime TimeOf(absl::Time time) {
  return OwnedTime(ASN1_TIME_set(nullptr, absl::ToTimeT(time)));
}

// The first characters of UTF-8 text.
std::string Cut(absl::string_view text) {
  size_t characters = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) continue;
    if (++characters > kNameCharactersMax) {
      return std::string(text.substr(0, i));
    }
  }
  return std::string(text);
}

bool AddName(X509_NAME* name, const char* field, absl::string_view text) {
  const std::string cut = Cut(text);
  return cut.empty() ||
         X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, Bytes(cut),
                                    static_cast<int>(cut.size()), -1, 0) == 1;
}

OwnedName NameOf(const Subject& subject) {
  OwnedName name(X509_NAME_new());
  if (!AddName(name.get(), "O", subject.organisation) ||
      !AddName(name.get(), "CN", subject.name)) {
    return nullptr;
  }
  return name;
}

bool AddExtension(X509* certificate, X509* issuer, int kind,
                  const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Owned<X509_EXTENSION, X509_EXTENSION_free> extension(
      X509V3_EXT_conf_nid(nullptr, &context, kind, value));
  return extension != nullptr &&
         X509_add_ext(certificate, extension.get(), -1) == 1;
}

struct Terms {
  Subject subject;
  std::string serial;
  absl::Time start;
  absl::Time end;
};

// A certificate for `key`, signed by `issuer_key`; `issuer` is nullptr for one
// that issues itself.
absl::StatusOr<Certificate> MakeCertificate(const Terms& terms,
                                            const PrivateKey& key, X509* issuer,
                                            const PrivateKey& issuer_key) {
  OwnedX509 made(X509_new());
  const OwnedName name = NameOf(terms.subject);
  const OwnedNumber serial = SerialOf(terms.serial);
  if (made == nullptr || name == nullptr || serial == nullptr) {
    return OpenSslTrouble("making a certificate");
  }
  X509* const signer = issuer == nullptr ? made.get() : issuer;
  bool good =
      X509_set_version(made.get(), kVersion3) == 1 &&
      X509_set_serialNumber(made.get(), serial.get()) == 1 &&
      X509_set_subject_name(made.get(), name.get()) == 1 &&
      X509_set1_notBefore(made.get(), TimeOf(terms.start).get()) == 1 &&
      X509_set1_notAfter(made.get(), TimeOf(terms.end).get()) == 1 &&
      X509_set_pubkey(made.get(), key.get()) == 1 &&
      X509_set_issuer_name(made.get(), X509_get_subject_name(signer)) == 1;
  const bool authority = issuer == nullptr;
  good = good &&
         AddExtension(
             made.get(), signer, NID_basic_constraints,
             authority ? "critical,CA:TRUE,pathlen:0" : "critical,CA:FALSE") &&
         AddExtension(made.get(), signer, NID_key_usage,
                      authority ? "critical,keyCertSign,cRLSign"
                                : "critical,digitalSignature,nonRepudiation") &&
         AddExtension(made.get(), signer, NID_subject_key_identifier, "hash") &&
         AddExtension(made.get(), signer, NID_authority_key_identifier,
                      "keyid:always") &&
         X509_sign(made.get(), issuer_key.get(), EVP_sha256()) > 0;
  if (!good) return OpenSslTrouble("making a certificate");
  // Read back, so that what is kept is what others will read.
  return Certificate::FromDer(DerOf(made.get(), i2d_X509));
}

absl::Status AddRevoked(const Revoked& entry, X509_CRL* list) {
  Owned<X509_REVOKED, X509_REVOKED_free> revoked(X509_REVOKED_new());
  const OwnedNumber serial = SerialOf(entry.serial);
  if (revoked == nullptr || serial == nullptr ||
      X509_REVOKED_set_serialNumber(revoked.get(), serial.get()) != 1 ||
      X509_REVOKED_set_revocationDate(revoked.get(),
                                      TimeOf(entry.time).get()) != 1 ||
      X509_CRL_add0_revoked(list, revoked.get()) != 1) {
    return OpenSslTrouble("revoking a certificate");
  }
  revoked.release();  // The list's now.
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Authority> Authority::Make(absl::string_view organisation,
                                          absl::string_view serial,
                                          absl::Time now) {
  ASSIGN_OR_RETURN(PrivateKey key, PrivateKey::Generate());
  const Terms terms{{kLocalAuthority, std::string(organisation)},
                    std::string(serial),
                    now - absl::Minutes(1),
                    now + kAuthorityLife};
  ASSIGN_OR_RETURN(Certificate certificate,
                   MakeCertificate(terms, key, nullptr, key));
  return Authority({std::move(key), std::move(certificate)});
}

absl::StatusOr<Authority> Authority::Open(absl::string_view key_pem,
                                          absl::string_view certificate_pem) {
  ASSIGN_OR_RETURN(PrivateKey key, PrivateKey::FromPem(key_pem));
  ASSIGN_OR_RETURN(Certificate certificate,
                   Certificate::FromPem(certificate_pem));
  if (key.PublicKey() != certificate.PublicKey()) {
    return absl::InvalidArgumentError(
        "the authority's key and certificate do not belong together");
  }
  return Authority({std::move(key), std::move(certificate)});
}

absl::StatusOr<Credential> Authority::Issue(const Subject& subject,
                                            absl::string_view serial,
                                            absl::Time now) const {
  // Nothing outlives who issued it.
  return Issue(subject, serial, now,
               std::min(now + kPersonLife, own_.certificate.not_after()));
}

absl::StatusOr<Credential> Authority::Issue(const Subject& subject,
                                            absl::string_view serial,
                                            absl::Time now,
                                            absl::Time end) const {
  ASSIGN_OR_RETURN(PrivateKey key, PrivateKey::Generate());
  const Terms terms{subject, std::string(serial), now - absl::Minutes(1), end};
  ASSIGN_OR_RETURN(
      Certificate certificate,
      MakeCertificate(terms, key, own_.certificate.get(), own_.key));
  return Credential{std::move(key), std::move(certificate)};
}

absl::StatusOr<RevocationList> Authority::Revoke(
    const std::vector<Revoked>& revoked, absl::Time now) const {
  Owned<X509_CRL, X509_CRL_free> list(X509_CRL_new());
  if (list == nullptr || X509_CRL_set_version(list.get(), kCrlVersion2) != 1 ||
      X509_CRL_set_issuer_name(
          list.get(), X509_get_subject_name(own_.certificate.get())) != 1 ||
      X509_CRL_set1_lastUpdate(list.get(), TimeOf(now).get()) != 1 ||
      X509_CRL_set1_nextUpdate(
          list.get(), TimeOf(own_.certificate.not_after()).get()) != 1) {
    return OpenSslTrouble("revoking a certificate");
  }
  for (const Revoked& entry : revoked) {
    RETURN_IF_ERROR(AddRevoked(entry, list.get()));
  }
  if (X509_CRL_sort(list.get()) != 1 ||
      X509_CRL_sign(list.get(), own_.key.get(), EVP_sha256()) <= 0) {
    return OpenSslTrouble("revoking a certificate");
  }
  return RevocationList(list.release());
}

}  // namespace finsam::sign
