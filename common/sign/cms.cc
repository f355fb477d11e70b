#include "common/sign/cms.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/der.h"
#include "common/sign/openssl.h"

namespace finsam::sign {
namespace {

using der::Tlv;

// Object identifiers, as DER writes them.
constexpr absl::string_view kData("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01", 9);
constexpr absl::string_view kSigned("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", 9);
constexpr absl::string_view kContentType("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03",
                                         9);
constexpr absl::string_view kMessageDigest(
    "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04", 9);
constexpr absl::string_view kSigningTime("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05",
                                         9);
constexpr absl::string_view kSigningCertificateV2(
    "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f", 11);
constexpr absl::string_view kSha256("\x60\x86\x48\x01\x65\x03\x04\x02\x01", 9);
constexpr absl::string_view kEcdsaSha256("\x2a\x86\x48\xce\x3d\x04\x03\x02", 8);
constexpr absl::string_view kRsaSha256("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b",
                                       9);
constexpr int kRsaBitsMin = 2048;
constexpr int kEcBits = 256;

// DER times before 2050 are UTCTime, which has two digits of year.
constexpr int kGeneralizedFrom = 2050;
constexpr int kUtcTimeFrom = 1950;

absl::Status Malformed(absl::string_view what) {
  ERR_clear_error();
  return Refuse(absl::StatusCode::kInvalidArgument, "SIGNATURE_MALFORMED",
                absl::StrCat("underskriften går inte att läsa: ", what));
}

absl::Status Bad(absl::string_view reason, absl::string_view sentence) {
  ERR_clear_error();
  return Refuse(absl::StatusCode::kInvalidArgument, reason, sentence);
}

std::string Oid(absl::string_view id) { return Tlv(der::kOid, id); }

std::string Sequence(std::initializer_list<absl::string_view> parts) {
  return Tlv(der::kSequence, absl::StrJoin(parts, ""));
}

std::string DigestAlgorithm() { return Sequence({Oid(kSha256)}); }

std::string Attribute(absl::string_view kind, absl::string_view value) {
  return Sequence({Oid(kind), Tlv(der::kSet, value)});
}

std::string TimeValue(absl::Time time) {
  const absl::TimeZone utc = absl::UTCTimeZone();
  const auto year = absl::ToCivilYear(time, utc).year();
  return year >= kUtcTimeFrom && year < kGeneralizedFrom
             ? Tlv(der::kUtcTime, absl::FormatTime("%y%m%d%H%M%SZ", time, utc))
             : Tlv(der::kGeneralizedTime,
                   absl::FormatTime("%Y%m%d%H%M%SZ", time, utc));
}

std::optional<absl::Time> ReadTime(absl::string_view value) {
  der::Reader reader(value);
  const std::optional<der::Element> element = reader.Next();
  if (!element.has_value() || !reader.Complete()) return std::nullopt;
  std::string digits(element->content);
  if (element->tag == der::kUtcTime) {
    digits.insert(0, digits < "50" ? "20" : "19");
  }
  absl::Time time;
  if (!absl::ParseTime("%E4Y%m%d%H%M%SZ", digits, &time, nullptr) ||
      TimeValue(time) != value) {
    return std::nullopt;
  }
  return time;
}

// The signature algorithm that goes with a key; empty for kinds not taken.
std::string AlgorithmOf(const Certificate& certificate) {
  const EVP_PKEY* key = X509_get0_pubkey(certificate.get());
  if (key == nullptr) return "";
  if (EVP_PKEY_get_base_id(key) == EVP_PKEY_EC &&
      EVP_PKEY_get_bits(key) == kEcBits) {
    return Sequence({Oid(kEcdsaSha256)});
  }
  if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA &&
      EVP_PKEY_get_bits(key) >= kRsaBitsMin) {
    return Sequence({Oid(kRsaSha256), Tlv(der::kNull, "")});
  }
  return "";
}

absl::StatusOr<std::vector<Certificate>> ReadCertificates(
    absl::string_view bytes) {
  std::vector<Certificate> certificates;
  der::Reader reader(bytes);
  while (!reader.Complete()) {
    const der::Element element = reader.Expect(der::kSequence);
    if (reader.spoiled() || certificates.size() == kChainMax) {
      return Malformed("certifikaten");
    }
    ASSIGN_OR_RETURN(Certificate certificate,
                     Certificate::FromDer(element.whole));
    certificates.push_back(std::move(certificate));
  }
  if (certificates.empty()) return Malformed("certifikatet fattas");
  return certificates;
}

bool SignatureHolds(const CmsParts& parts) {
  const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  EVP_PKEY* key = X509_get0_pubkey(parts.chain.front().get());
  const bool holds =
      context != nullptr && key != nullptr &&
      EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr,
                           key) == 1 &&
      EVP_DigestVerify(context.get(), Bytes(parts.signature),
                       parts.signature.size(), Bytes(parts.attributes),
                       parts.attributes.size()) == 1;
  ERR_clear_error();
  return holds;
}

// All but the certificate's.
std::vector<std::string> CommonAttributes(
    absl::string_view digest, std::optional<absl::Time> signing_time) {
  std::vector<std::string> attributes = {
      Attribute(kContentType, Oid(kData)),
      Attribute(kMessageDigest, Tlv(der::kOctets, digest))};
  if (signing_time.has_value()) {
    attributes.push_back(Attribute(kSigningTime, TimeValue(*signing_time)));
  }
  return attributes;
}

}  // namespace

std::string AttributesToSign(absl::string_view digest,
                             std::optional<absl::Time> signing_time) {
  return der::SetOf(CommonAttributes(digest, signing_time));
}

std::string SignedAttributes(absl::string_view digest,
                             const Certificate& certificate,
                             std::optional<absl::Time> signing_time) {
  std::vector<std::string> attributes = CommonAttributes(digest, signing_time);
  // SHA-256 is the certificate's digest unless another is named.
  attributes.push_back(Attribute(
      kSigningCertificateV2,
      Sequence({Sequence(
          {Sequence({Tlv(der::kOctets, Sha256(certificate.Der()))})})})));
  return der::SetOf(std::move(attributes));
}

absl::StatusOr<std::string> SignAttributes(absl::string_view attributes,
                                           const PrivateKey& key) {
  const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  size_t size = 0;
  if (context == nullptr ||
      EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr,
                         key.get()) != 1 ||
      EVP_DigestSign(context.get(), nullptr, &size, Bytes(attributes),
                     attributes.size()) != 1) {
    return OpenSslTrouble("signing");
  }
  std::string signature(size, '\0');
  if (EVP_DigestSign(context.get(),
                     reinterpret_cast<unsigned char*>(signature.data()), &size,
                     Bytes(attributes), attributes.size()) != 1) {
    return OpenSslTrouble("signing");
  }
  signature.resize(size);
  return signature;
}

absl::StatusOr<std::string> AssembleCms(const CmsParts& parts) {
  der::Reader attributes(parts.attributes);
  const der::Element set = attributes.Expect(der::kSet);
  if (parts.chain.empty() || !attributes.Complete()) {
    return Malformed("delarna");
  }
  const Certificate& signer = parts.chain.front();
  const std::string algorithm = AlgorithmOf(signer);
  if (algorithm.empty()) {
    return Malformed("nyckeln är varken ECDSA P-256 eller RSA");
  }
  std::string certificates;
  for (const Certificate& certificate : parts.chain) {
    if (!certificate.IsSelfIssued()) certificates += certificate.Der();
  }
  const std::string version = Tlv(der::kInteger, "\x01");
  const std::string signer_info =
      Sequence({version, signer.IssuerAndSerial(), DigestAlgorithm(),
                Tlv(der::kContext0, set.content), algorithm,
                Tlv(der::kOctets, parts.signature)});
  const std::string signed_data = Sequence(
      {version, Tlv(der::kSet, DigestAlgorithm()), Sequence({Oid(kData)}),
       Tlv(der::kContext0, certificates), Tlv(der::kSet, signer_info)});
  return Sequence({Oid(kSigned), Tlv(der::kContext0, signed_data)});
}

absl::StatusOr<std::string> SignCms(absl::string_view digest,
                                    const Credential& credential,
                                    std::optional<absl::Time> signing_time) {
  CmsParts parts;
  parts.attributes =
      SignedAttributes(digest, credential.certificate, signing_time);
  ASSIGN_OR_RETURN(parts.signature,
                   SignAttributes(parts.attributes, credential.key));
  parts.chain = {credential.certificate};
  return AssembleCms(parts);
}

absl::StatusOr<CmsParts> ParseCms(absl::string_view cms) {
  if (cms.size() > kCmsBytesMax) return Malformed("den är för stor");
  der::Reader outer(cms);
  der::Reader info(outer.Expect(der::kSequence).content);
  info.Expect(der::kOid);
  der::Reader wrapped(info.Expect(der::kContext0).content);
  der::Reader data(wrapped.Expect(der::kSequence).content);
  data.Expect(der::kInteger);
  data.Expect(der::kSet);
  data.Expect(der::kSequence);
  const absl::string_view certificates = data.Expect(der::kContext0).content;
  der::Reader infos(data.Expect(der::kSet).content);
  der::Reader signer(infos.Expect(der::kSequence).content);
  signer.Expect(der::kInteger);
  signer.Expect(der::kSequence);
  signer.Expect(der::kSequence);
  const absl::string_view attributes = signer.Expect(der::kContext0).content;
  signer.Expect(der::kSequence);
  CmsParts parts;
  parts.signature = std::string(signer.Expect(der::kOctets).content);
  parts.attributes = Tlv(der::kSet, attributes);
  for (const der::Reader* reader :
       {&outer, &info, &wrapped, &data, &infos, &signer}) {
    if (!reader->Complete()) return Malformed("den är ingen CMS som vår");
  }
  ASSIGN_OR_RETURN(parts.chain, ReadCertificates(certificates));
  // What was stepped over is as it must be, or the bytes differ.
  ASSIGN_OR_RETURN(const std::string again, AssembleCms(parts));
  if (again != cms) return Malformed("den är inte skriven som vår");
  return parts;
}

absl::StatusOr<AttributeFacts> ReadAttributes(absl::string_view attributes) {
  AttributeFacts facts;
  bool data = false;
  der::Reader outer(attributes);
  der::Reader set(outer.Expect(der::kSet).content);
  absl::string_view before;
  while (!set.Complete()) {
    const der::Element element = set.Expect(der::kSequence);
    der::Reader attribute(element.content);
    const absl::string_view kind = attribute.Expect(der::kOid).content;
    const absl::string_view value = attribute.Expect(der::kSet).content;
    // In order and each once.
    if (set.spoiled() || !attribute.Complete() || element.whole <= before) {
      return Malformed("de signerade attributen");
    }
    before = element.whole;
    if (kind == kContentType) {
      data = value == Oid(kData);
    } else if (kind == kMessageDigest) {
      facts.digest =
          std::string(der::Reader(value).Expect(der::kOctets).content);
    } else if (kind == kSigningTime) {
      facts.signing_time = ReadTime(value);
      if (!facts.signing_time.has_value()) return Malformed("tiden");
    } else if (kind == kSigningCertificateV2) {
      der::Reader list(der::Reader(value).Expect(der::kSequence).content);
      der::Reader ids(list.Expect(der::kSequence).content);
      der::Reader id(ids.Expect(der::kSequence).content);
      facts.certificate_digest = std::string(id.Expect(der::kOctets).content);
    }
  }
  if (!outer.Complete() || !data || facts.digest.size() != kSha256Bytes ||
      facts.certificate_digest.size() != kSha256Bytes) {
    return Malformed("de signerade attributen");
  }
  return facts;
}

absl::StatusOr<CmsFacts> VerifyCms(absl::string_view cms,
                                   absl::string_view digest, const Trust& trust,
                                   absl::Time claimed) {
  ASSIGN_OR_RETURN(const CmsParts parts, ParseCms(cms));
  ASSIGN_OR_RETURN(const AttributeFacts facts,
                   ReadAttributes(parts.attributes));
  const Certificate& signer = parts.chain.front();
  if (facts.digest != digest) {
    return Bad("DIGEST_MISMATCH", "underskriften gäller något annat");
  }
  if (facts.certificate_digest != Sha256(signer.Der()) ||
      !SignatureHolds(parts)) {
    return Bad("SIGNATURE_INVALID",
               "underskriften är inte gjord med certifikatets nyckel");
  }
  const std::vector<Certificate> others(parts.chain.begin() + 1,
                                        parts.chain.end());
  ASSIGN_OR_RETURN(
      const std::vector<Certificate> chain,
      CheckChain(signer, others, trust, facts.signing_time.value_or(claimed)));
  // A certificate that is no part of the way to the root would be unchecked.
  for (size_t i = 0; i < parts.chain.size(); ++i) {
    if (i >= chain.size() || chain[i].Der() != parts.chain[i].Der()) {
      return Malformed("den bär certifikat som inte hör dit");
    }
  }
  return CmsFacts{signer, facts.signing_time, Hex(Sha256(parts.attributes))};
}

}  // namespace finsam::sign
