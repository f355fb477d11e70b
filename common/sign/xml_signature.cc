#include "common/sign/xml_signature.h"

#include <libxml/tree.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/templates.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/sign/openssl.h"

namespace finsam::sign {
namespace {

using Context = Owned<xmlSecDSigCtx, xmlSecDSigCtxDestroy>;

// Once for the process: libxml2, xmlsec, its OpenSSL part. True when all are.
bool Ready() {
  static const bool ready = [] {
    xmlInitParser();
    if (xmlSecInit() < 0 || xmlSecCryptoAppInit(nullptr) < 0 ||
        xmlSecCryptoInit() < 0) {
      return false;
    }
    // What is wrong is in what we answer; nothing goes to standard error. Last,
    // since starting OpenSSL's part sets it, too.
    xmlSecErrorsSetCallback([](const char*, int, const char*, const char*,
                               const char*, int, const char*) {});
    return true;
  }();
  return ready;
}

absl::Status Bad(absl::string_view reason, absl::string_view sentence) {
  ERR_clear_error();
  return Refuse(absl::StatusCode::kInvalidArgument, reason, sentence);
}

absl::Status Invalid() {
  return Bad("XML_SIGNATURE_INVALID",
             "underskriften på meddelandet håller inte");
}

// A key for xmlsec, which the context that gets it frees.
xmlSecKeyPtr LoadKey(const std::string& pem, xmlSecKeyDataFormat format) {
  return xmlSecCryptoAppKeyLoadMemory(
      reinterpret_cast<const xmlSecByte*>(pem.data()),
      static_cast<xmlSecSize>(pem.size()), format, nullptr, nullptr, nullptr);
}

const xmlChar* Chars(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}

// Adds the certificate to the signature, for whoever wants to read it there.
bool AddCertificate(xmlNode* signature, const Certificate& certificate) {
  xmlNode* info = xmlSecTmplSignatureEnsureKeyInfo(signature, nullptr);
  xmlNode* data =
      info == nullptr ? nullptr : xmlSecTmplKeyInfoAddX509Data(info);
  if (data == nullptr) return false;
  const std::string pem = certificate.Pem();
  const size_t begin = pem.find('\n') + 1;
  const std::string base64 = pem.substr(begin, pem.rfind("-----END") - begin);
  return xmlSecAddChild(data, xmlSecNodeX509Certificate, xmlSecDSigNs) !=
             nullptr &&
         (xmlNodeSetContent(xmlGetLastChild(data), Chars(base64.c_str())),
          true);
}

// Only what our partners' profile uses.
void AllowOnly(xmlSecDSigCtx* context) {
  context->enabledReferenceUris = xmlSecTransformUriTypeEmpty;
  for (const xmlSecTransformId id :
       {xmlSecTransformEnvelopedId, xmlSecTransformExclC14NId,
        xmlSecTransformSha256Id, xmlSecTransformSha384Id,
        xmlSecTransformSha512Id}) {
    xmlSecDSigCtxEnableReferenceTransform(context, id);
  }
  for (const xmlSecTransformId id :
       {xmlSecTransformExclC14NId, xmlSecTransformRsaSha256Id,
        xmlSecTransformRsaSha384Id, xmlSecTransformRsaSha512Id,
        xmlSecTransformEcdsaSha256Id, xmlSecTransformEcdsaSha384Id,
        xmlSecTransformEcdsaSha512Id}) {
    xmlSecDSigCtxEnableSignatureTransform(context, id);
  }
  context->flags |= XMLSEC_DSIG_FLAGS_STORE_SIGNEDINFO_REFERENCES;
}

// True when `signature` has one reference, to the document, which leaves
// nothing out but the signature.
bool CoversDocument(const XmlElement& signature) {
  const auto info = signature.Child(kXmlSignatureSpace, "SignedInfo");
  if (!info.has_value() ||
      info->CountBelow(kXmlSignatureSpace, "Reference") != 1 ||
      signature.CountBelow(kXmlSignatureSpace, "Object") != 0) {
    return false;
  }
  const auto reference = info->Child(kXmlSignatureSpace, "Reference");
  return reference.has_value() && reference->Attribute("URI") == "";
}

bool MadeWith(const Certificate& signer, xmlNode* signature) {
  const Context context(xmlSecDSigCtxCreate(nullptr));
  if (context == nullptr) return false;
  AllowOnly(context.get());
  context->signKey = LoadKey(signer.Pem(), xmlSecKeyDataFormatCertPem);
  return context->signKey != nullptr &&
         xmlSecDSigCtxVerify(context.get(), signature) >= 0 &&
         context->status == xmlSecDSigStatusSucceeded &&
         xmlSecPtrListGetSize(&context->signedInfoReferences) == 1;
}

}  // namespace

absl::StatusOr<std::string> SignXml(absl::string_view xml,
                                    const XmlSignaturePlace& place,
                                    const Credential& credential) {
  if (!Ready()) return absl::InternalError("xmlsec does not start");
  ASSIGN_OR_RETURN(const XmlDocument document, XmlDocument::Parse(xml));
  const auto holder = document.root().Child(place.space, place.name);
  if (!holder.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(place.name, " is missing"));
  }
  const bool ec = EVP_PKEY_get_base_id(credential.key.get()) == EVP_PKEY_EC;
  xmlNode* signature = xmlSecTmplSignatureCreate(
      document.get(), xmlSecTransformExclC14NId,
      ec ? xmlSecTransformEcdsaSha256Id : xmlSecTransformRsaSha256Id, nullptr);
  if (signature == nullptr ||
      xmlAddChild(holder->node(), signature) == nullptr) {
    return absl::InternalError("no XML signature could be begun");
  }
  xmlNode* reference = xmlSecTmplSignatureAddReference(
      signature, xmlSecTransformSha256Id, nullptr, Chars(""), nullptr);
  const Context context(xmlSecDSigCtxCreate(nullptr));
  if (reference == nullptr || context == nullptr ||
      xmlSecTmplReferenceAddTransform(reference, xmlSecTransformEnvelopedId) ==
          nullptr ||
      xmlSecTmplReferenceAddTransform(reference, xmlSecTransformExclC14NId) ==
          nullptr ||
      !AddCertificate(signature, credential.certificate)) {
    return absl::InternalError("no XML signature could be made");
  }
  context->signKey = LoadKey(credential.key.Pem(), xmlSecKeyDataFormatPem);
  if (context->signKey == nullptr ||
      xmlSecDSigCtxSign(context.get(), signature) < 0) {
    return OpenSslTrouble("signing XML");
  }
  return document.Write();
}

absl::Status VerifyXml(const XmlDocument& document,
                       const XmlSignaturePlace& place,
                       const std::vector<Certificate>& signers) {
  if (!Ready()) return absl::InternalError("xmlsec does not start");
  const XmlElement root = document.root();
  const size_t count = root.CountBelow(kXmlSignatureSpace, "Signature");
  if (count == 0) {
    return Bad("XML_UNSIGNED", "meddelandet är inte underskrivet");
  }
  const auto holder = root.Child(place.space, place.name);
  if (count != 1 || !holder.has_value()) return Invalid();
  const auto signature = holder->Child(kXmlSignatureSpace, "Signature");
  if (!signature.has_value() || !CoversDocument(*signature)) return Invalid();
  for (const Certificate& signer : signers) {
    if (MadeWith(signer, signature->node())) return absl::OkStatus();
  }
  return Invalid();
}

}  // namespace finsam::sign
