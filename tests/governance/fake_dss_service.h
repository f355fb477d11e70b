// A federated signing service of the test's own: reads the page that a browser
// would be given, believes the request when it is signed as it must be, lets
// whom the test says be identified, signs with a new key, and answers, rightly
// or as the test has it deviate.

#ifndef FINSAM_TESTS_GOVERNANCE_FAKE_DSS_SERVICE_H_
#define FINSAM_TESTS_GOVERNANCE_FAKE_DSS_SERVICE_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/sign/cms.h"
#include "common/sign/xml_signature.h"
#include "services/governance/dss_messages.h"
#include "tests/common/sign_kit.h"

namespace finsam::governance {

// How an answer differs from the right one.
struct DssDeviation {
  std::string request_id = {};  // Empty: the request's, so below.
  std::string person = {};      // Who was identified.
  std::string attribute = kDisplayNameAttribute;  // …by what.
  std::string identity_provider = {};
  std::string level = "http://id.elegnamnden.se/loa/1.0/loa3";
  std::string result = kDssSuccess;
  std::string result_detail = {};
  absl::Duration clock = {};          // Of the answer, from now.
  absl::Duration authenticated = {};  // From now.
  std::string signed_digest = {};     // In place of what was sent.
  bool no_tasks = false;
  bool twice_the_tasks = false;
};

class FakeDssService {
 public:
  // `requester` signs the requests that are believed.
  FakeDssService(sign::Authority people, sign::Credential own,
                 sign::Certificate requester)
      : people_(std::move(people)),
        own_(std::move(own)),
        requester_(std::move(requester)) {}

  const sign::Authority& people() const { return people_; }

  // The request in the page.
  static sign::XmlDocument Request(const std::string& page) {
    const std::string mark = "name=\"EidSignRequest\" value=\"";
    const size_t at = page.find(mark) + mark.size();
    std::string bytes;
    FINSAM_CHECK(
        absl::Base64Unescape(page.substr(at, page.find('"', at) - at), &bytes));
    auto document = sign::XmlDocument::Parse(bytes);
    FINSAM_CHECK(document.ok());
    return *std::move(document);
  }

  // The signed answer to the page's request, for `person`.
  std::string Answer(const std::string& page, const std::string& person,
                     absl::Time now, const DssDeviation& deviation = {}) {
    const auto signed_xml =
        sign::SignXml(UnsignedAnswer(page, person, now, deviation),
                      kResponseSignaturePlace, own_);
    FINSAM_CHECK(signed_xml.ok());
    return *signed_xml;
  }

  std::string UnsignedAnswer(const std::string& page, const std::string& person,
                             absl::Time now,
                             const DssDeviation& deviation = {}) {
    const sign::XmlDocument request = Request(page);
    FINSAM_CHECK(
        sign::VerifyXml(request, kRequestSignaturePlace, {requester_}).ok());
    const auto pick = [](const std::string& one, const std::string& other) {
      return one.empty() ? other : one;
    };
    const std::string name = pick(deviation.person, person);
    const auto id = request.root().Attribute("RequestID");
    const auto extension =
        request.root()
            .Child(kDssSpace, "OptionalInputs")
            ->Child(kDssExtensionSpace, "SignRequestExtension");
    const std::string provider =
        extension->Child(kDssExtensionSpace, "IdentityProvider")->Text();
    const sign::Credential signer =
        *people_.Issue({name, ""}, absl::StrCat("0", ++issued_), now);
    const auto time = [&](absl::Duration off) {
      return absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", now + off,
                              absl::UTCTimeZone());
    };
    return absl::StrCat(
        "<dss:SignResponse xmlns:dss=\"", kDssSpace, "\" xmlns:csig=\"",
        kDssExtensionSpace, "\" xmlns:saml=\"", kSamlSpace, "\" Profile=\"",
        kDssProfile, "\" RequestID=\"", pick(deviation.request_id, *id),
        "\"><dss:Result><dss:ResultMajor>", deviation.result,
        "</dss:ResultMajor><dss:ResultMinor>", deviation.result_detail,
        "</dss:ResultMinor></dss:Result><dss:OptionalOutputs>"
        "<csig:SignResponseExtension Version=\"1.1\"><csig:ResponseTime>",
        time(deviation.clock),
        "</csig:ResponseTime><csig:SignerAssertionInfo><csig:ContextInfo>"
        "<csig:IdentityProvider>",
        pick(deviation.identity_provider, provider),
        "</csig:IdentityProvider><csig:AuthenticationInstant>",
        time(deviation.authenticated),
        "</csig:AuthenticationInstant><saml:AuthnContextClassRef>",
        deviation.level,
        "</saml:AuthnContextClassRef><csig:AssertionRef>_0865ab</"
        "csig:AssertionRef></csig:ContextInfo><saml:AttributeStatement>"
        "<saml:Attribute Name=\"",
        deviation.attribute, "\"><saml:AttributeValue>", name,
        "</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>"
        "</csig:SignerAssertionInfo><csig:SignatureCertificateChain>"
        "<csig:X509Certificate>",
        absl::Base64Escape(signer.certificate.Der()),
        "</csig:X509Certificate><csig:X509Certificate>",
        absl::Base64Escape(people_.certificate().Der()),
        "</csig:X509Certificate></csig:SignatureCertificateChain>"
        "</csig:SignResponseExtension></dss:OptionalOutputs>"
        "<dss:SignatureObject><dss:Other><csig:SignTasks>",
        Tasks(request, signer, now, deviation),
        "</csig:SignTasks></dss:Other></dss:SignatureObject>"
        "</dss:SignResponse>");
  }

 private:
  // The 32 bytes after the tag and length of an octet string.
  static std::string DigestIn(const std::string& attributes) {
    const size_t at = attributes.find("\x04\x20");
    FINSAM_CHECK(at != std::string::npos);
    return attributes.substr(at + 2, 32);
  }

  static std::string Tasks(const sign::XmlDocument& request,
                           const sign::Credential& signer, absl::Time now,
                           const DssDeviation& deviation) {
    std::string out;
    if (deviation.no_tasks) return out;
    for (const sign::XmlElement& task :
         request.root()
             .Child(kDssSpace, "InputDocuments")
             ->Child(kDssSpace, "Other")
             ->Child(kDssExtensionSpace, "SignTasks")
             ->Children(kDssExtensionSpace, "SignTaskData")) {
      std::string sent;
      FINSAM_CHECK(absl::Base64Unescape(
          task.Child(kDssExtensionSpace, "ToBeSignedBytes")->Text(), &sent));
      const bool pdf = task.Attribute("SigType") == "PDF";
      const std::string attributes = sign::SignedAttributes(
          deviation.signed_digest.empty() ? DigestIn(sent)
                                          : deviation.signed_digest,
          signer.certificate, pdf ? std::nullopt : std::optional(now));
      absl::StrAppend(
          &out, "<csig:SignTaskData SignTaskId=\"",
          *task.Attribute("SignTaskId"), "\" SigType=\"",
          *task.Attribute("SigType"), "\"><csig:ToBeSignedBytes>",
          absl::Base64Escape(attributes),
          "</csig:ToBeSignedBytes><csig:Base64Signature>",
          absl::Base64Escape(*sign::SignAttributes(attributes, signer.key)),
          "</csig:Base64Signature></csig:SignTaskData>");
    }
    return deviation.twice_the_tasks ? out + out : out;
  }

  sign::Authority people_;
  sign::Credential own_;
  sign::Certificate requester_;
  int issued_ = 0;
};

}  // namespace finsam::governance

#endif  // FINSAM_TESTS_GOVERNANCE_FAKE_DSS_SERVICE_H_
