#include "common/sign/certificate.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "common/base/check.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/der.h"
#include "common/sign/openssl.h"

namespace finsam::sign {
namespace {

constexpr char kInvalid[] = "CERTIFICATE_INVALID";

absl::Status Invalid(absl::string_view sentence) {
  ERR_clear_error();
  return Refuse(absl::StatusCode::kInvalidArgument, kInvalid, sentence);
}

absl::Time TimeOf(const ASN1_TIME* time) {
  const Owned<ASN1_TIME, ASN1_STRING_free> epoch(ASN1_TIME_set(nullptr, 0));
  int days = 0;
  int seconds = 0;
  if (epoch == nullptr ||
      ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1) {
    ERR_clear_error();
    return absl::InfinitePast();
  }
  return absl::UnixEpoch() + days * absl::Hours(24) + absl::Seconds(seconds);
}

std::string CommonNameOf(const X509_NAME* name) {
  const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
  if (at < 0) return "";
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(
      &text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  if (size < 0) return "";
  std::string out(reinterpret_cast<char*>(text), static_cast<size_t>(size));
  OPENSSL_free(text);
  return out;
}

// What a failed chain is refused with.
absl::Status ChainRefusal(int error) {
  ERR_clear_error();
  const auto refuse = [](absl::string_view reason, absl::string_view sentence) {
    return Refuse(absl::StatusCode::kInvalidArgument, reason, sentence);
  };
  if (error == X509_V_ERR_CERT_HAS_EXPIRED) {
    return refuse("CERTIFICATE_EXPIRED",
                  "certifikatet hade gått ut när underskriften gjordes");
  }
  if (error == X509_V_ERR_CERT_NOT_YET_VALID) {
    return refuse("CERTIFICATE_NOT_YET_VALID",
                  "certifikatet gällde ännu inte när underskriften gjordes");
  }
  return refuse("UNTRUSTED",
                "certifikatet är inte utfärdat av någon som är betrodd");
}

absl::Status CheckRevoked(const std::vector<Certificate>& chain,
                          const Trust& trust) {
  for (size_t i = 0; i + 1 < chain.size(); ++i) {
    for (const RevocationList& list : trust.revoked) {
      if (list.IssuedBy(chain[i + 1]) && list.Lists(chain[i])) {
        return Refuse(absl::StatusCode::kInvalidArgument, "CERTIFICATE_REVOKED",
                      "certifikatet är återkallat av sin utfärdare");
      }
    }
  }
  return absl::OkStatus();
}

struct StackFreer {
  void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using OwnedStack = std::unique_ptr<STACK_OF(X509), StackFreer>;

OwnedStack StackOf(const std::vector<Certificate>& certificates) {
  OwnedStack stack(sk_X509_new_null());
  FINSAM_CHECK(stack != nullptr);
  for (const Certificate& certificate : certificates) {
    FINSAM_CHECK(sk_X509_push(stack.get(), certificate.get()) > 0);
  }
  return stack;
}

}  // namespace

Certificate::Certificate(x509_st* certificate)
    : certificate_(certificate, X509_free) {}

absl::StatusOr<Certificate> Certificate::FromDer(absl::string_view der) {
  if (der.size() > kCertificateBytesMax) {
    return Invalid("certifikatet är för stort");
  }
  const unsigned char* at = Bytes(der);
  x509_st* certificate = d2i_X509(nullptr, &at, static_cast<long>(der.size()));
  if (certificate == nullptr) return Invalid("detta är inget certifikat");
  Certificate out(certificate);
  // One certificate has one encoding here.
  if (out.Der() != der) return Invalid("certifikatet är inte skrivet i DER");
  return out;
}

absl::StatusOr<Certificate> Certificate::FromPem(absl::string_view pem) {
  const OwnedBio in = ReadingBio(pem.substr(0, kRevocationListBytesMax));
  x509_st* certificate = PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr);
  if (certificate == nullptr) return Invalid("filen har inget certifikat");
  return FromDer(Certificate(certificate).Der());
}

std::string Certificate::Der() const {
  return DerOf(certificate_.get(), i2d_X509);
}

std::string Certificate::Pem() const {
  return PemOf(
      [&](BIO* out) { return PEM_write_bio_X509(out, certificate_.get()); });
}

std::string Certificate::CommonName() const {
  return CommonNameOf(X509_get_subject_name(certificate_.get()));
}

std::string Certificate::Issuer() const {
  return CommonNameOf(X509_get_issuer_name(certificate_.get()));
}

std::string Certificate::Fingerprint() const { return Hex(Sha256(Der())); }

std::string Certificate::Serial() const {
  const ASN1_INTEGER* serial = X509_get0_serialNumber(certificate_.get());
  return Hex(absl::string_view(
      reinterpret_cast<const char*>(ASN1_STRING_get0_data(serial)),
      static_cast<size_t>(ASN1_STRING_length(serial))));
}

std::string Certificate::IssuerAndSerial() const {
  return der::Tlv(
      der::kSequence,
      absl::StrCat(
          DerOf(X509_get_issuer_name(certificate_.get()), i2d_X509_NAME),
          DerOf(X509_get0_serialNumber(certificate_.get()), i2d_ASN1_INTEGER)));
}

std::string Certificate::PublicKey() const {
  return DerOf(X509_get0_pubkey(certificate_.get()), i2d_PUBKEY);
}

bool Certificate::IsSelfIssued() const {
  return X509_NAME_cmp(X509_get_subject_name(certificate_.get()),
                       X509_get_issuer_name(certificate_.get())) == 0;
}

absl::Time Certificate::not_before() const {
  return TimeOf(X509_get0_notBefore(certificate_.get()));
}

absl::Time Certificate::not_after() const {
  return TimeOf(X509_get0_notAfter(certificate_.get()));
}

PrivateKey::PrivateKey(evp_pkey_st* key) : key_(key, EVP_PKEY_free) {}

absl::StatusOr<PrivateKey> PrivateKey::Generate() {
  evp_pkey_st* key = EVP_EC_gen("P-256");
  if (key == nullptr) return OpenSslTrouble("making a key");
  return PrivateKey(key);
}

absl::StatusOr<PrivateKey> PrivateKey::FromPem(absl::string_view pem) {
  const OwnedBio in = ReadingBio(pem);
  evp_pkey_st* key =
      PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr);
  ERR_clear_error();
  if (key == nullptr) return absl::InvalidArgumentError("no private key");
  return PrivateKey(key);
}

std::string PrivateKey::Pem() const {
  return PemOf([&](BIO* out) {
    return PEM_write_bio_PKCS8PrivateKey(out, key_.get(), nullptr, nullptr, 0,
                                         nullptr, nullptr);
  });
}

std::string PrivateKey::PublicKey() const {
  return DerOf(key_.get(), i2d_PUBKEY);
}

RevocationList::RevocationList(X509_crl_st* list)
    : list_(list, X509_CRL_free) {}

absl::StatusOr<RevocationList> RevocationList::FromPem(absl::string_view pem) {
  if (pem.size() > kRevocationListBytesMax) {
    return Invalid("spärrlistan är för stor");
  }
  const OwnedBio in = ReadingBio(pem);
  X509_crl_st* list =
      PEM_read_bio_X509_CRL(in.get(), nullptr, nullptr, nullptr);
  if (list == nullptr) return Invalid("filen har ingen spärrlista");
  return RevocationList(list);
}

std::string RevocationList::Pem() const {
  return PemOf(
      [&](BIO* out) { return PEM_write_bio_X509_CRL(out, list_.get()); });
}

absl::Time RevocationList::issued() const {
  return TimeOf(X509_CRL_get0_lastUpdate(list_.get()));
}

bool RevocationList::IssuedBy(const Certificate& issuer) const {
  const bool issued =
      X509_NAME_cmp(X509_CRL_get_issuer(list_.get()),
                    X509_get_subject_name(issuer.get())) == 0 &&
      X509_CRL_verify(list_.get(), X509_get0_pubkey(issuer.get())) == 1;
  ERR_clear_error();
  return issued;
}

bool RevocationList::Lists(const Certificate& certificate) const {
  X509_REVOKED* entry = nullptr;
  return X509_CRL_get0_by_cert(list_.get(), &entry, certificate.get()) == 1;
}

absl::StatusOr<std::vector<Certificate>> CheckChain(
    const Certificate& certificate,
    const std::vector<Certificate>& intermediates, const Trust& trust,
    absl::Time at) {
  const Owned<X509_STORE, X509_STORE_free> store(X509_STORE_new());
  const Owned<X509_STORE_CTX, X509_STORE_CTX_free> context(
      X509_STORE_CTX_new());
  if (store == nullptr || context == nullptr) {
    return OpenSslTrouble("checking a certificate");
  }
  for (const Certificate& root : trust.roots) {
    X509_STORE_add_cert(store.get(), root.get());
  }
  const OwnedStack others = StackOf(intermediates);
  if (X509_STORE_CTX_init(context.get(), store.get(), certificate.get(),
                          others.get()) != 1) {
    return OpenSslTrouble("checking a certificate");
  }
  X509_VERIFY_PARAM* param = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_time(param, absl::ToTimeT(at));
  X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_ANY);
  if (X509_verify_cert(context.get()) != 1) {
    return ChainRefusal(X509_STORE_CTX_get_error(context.get()));
  }
  // Also OpenSSL's "any purpose" lets an authority's key sign documents.
  const uint32_t usage = X509_get_key_usage(certificate.get());
  if ((usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0 ||
      X509_check_ca(certificate.get()) != 0) {
    return ChainRefusal(X509_V_ERR_INVALID_PURPOSE);
  }
  std::vector<Certificate> chain;
  STACK_OF(X509)* way = X509_STORE_CTX_get0_chain(context.get());
  for (int i = 0; i < sk_X509_num(way); ++i) {
    X509* link = sk_X509_value(way, i);
    X509_up_ref(link);
    chain.push_back(Certificate(link));
  }
  RETURN_IF_ERROR(CheckRevoked(chain, trust));
  return chain;
}

}  // namespace finsam::sign
