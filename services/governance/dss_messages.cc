#include "services/governance/dss_messages.h"

#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/sign/cms.h"

namespace finsam::governance {
namespace {

using sign::XmlElement;
using sign::XmlText;

constexpr char kEntityFormat[] =
    "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
constexpr char kUriFormat[] = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";
// Its keys can be RSA or on P-256; the signatures of RSA have one form only.
constexpr char kRsaSha256[] =
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
constexpr char kCommonName[] = "2.5.4.3";

absl::Status Malformed(absl::string_view what) {
  return Refuse(
      absl::StatusCode::kInvalidArgument, "SIGNING_ANSWER_MALFORMED",
      absl::StrCat("underskriftstjänstens svar går inte att läsa: ", what));
}

std::string Time(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

std::string Entity(absl::string_view name, absl::string_view id) {
  return absl::StrCat("<csig:", name, " Format=\"", kEntityFormat, "\">",
                      XmlText(id), "</csig:", name, ">");
}

std::string SignerOf(const SamlAttributes& attributes) {
  std::string out = "<csig:Signer>";
  for (const auto& [name, value] : attributes) {
    absl::StrAppend(&out, "<saml:Attribute Name=\"", XmlText(name),
                    "\" NameFormat=\"", kUriFormat, "\"><saml:AttributeValue>",
                    XmlText(value), "</saml:AttributeValue></saml:Attribute>");
  }
  return out + "</csig:Signer>";
}

// The certificate must name its holder, since that is who is compared.
std::string Properties(const std::string& level) {
  return absl::StrCat(
      "<csig:CertRequestProperties CertType=\"PKC\">"
      "<saml:AuthnContextClassRef>",
      XmlText(level),
      "</saml:AuthnContextClassRef><csig:RequestedCertAttributes>"
      "<csig:RequestedCertAttribute CertAttributeRef=\"",
      kCommonName,
      "\" FriendlyName=\"commonName\" Required=\"true\">"
      "<csig:SamlAttributeName>",
      kDisplayNameAttribute,
      "</csig:SamlAttributeName></csig:RequestedCertAttribute>"
      "</csig:RequestedCertAttributes></csig:CertRequestProperties>");
}

std::string Tasks(const std::vector<DssTask>& tasks) {
  std::string out = "<csig:SignTasks>";
  for (const DssTask& task : tasks) {
    absl::StrAppend(&out, "<csig:SignTaskData SignTaskId=\"", XmlText(task.id),
                    "\" SigType=\"", task.kind,
                    "\" AdESType=\"BES\"><csig:ToBeSignedBytes>",
                    absl::Base64Escape(task.attributes),
                    "</csig:ToBeSignedBytes></csig:SignTaskData>");
  }
  return out + "</csig:SignTasks>";
}

// Reads on the way down a tree; once something is missing it stays missing.
class Path {
 public:
  explicit Path(std::optional<XmlElement> at) : at_(at) {}
  Path Dss(absl::string_view name) const { return Down(kDssSpace, name); }
  Path Csig(absl::string_view name) const {
    return Down(kDssExtensionSpace, name);
  }
  Path Saml(absl::string_view name) const { return Down(kSamlSpace, name); }
  std::string Text() const { return at_.has_value() ? at_->Text() : ""; }
  std::string Attribute(const char* name) const {
    return at_.has_value() ? at_->Attribute(name).value_or("") : "";
  }
  std::vector<XmlElement> All(absl::string_view space,
                              absl::string_view name) const {
    return at_.has_value() ? at_->Children(space, name)
                           : std::vector<XmlElement>();
  }

 private:
  // One that stands twice is as none: nobody may choose which is meant.
  Path Down(absl::string_view space, absl::string_view name) const {
    const std::vector<XmlElement> found = All(space, name);
    return Path(found.size() == 1 ? std::optional(found.front())
                                  : std::nullopt);
  }
  std::optional<XmlElement> at_;
};

absl::StatusOr<std::string> Base64(const std::string& text,
                                   absl::string_view what) {
  std::string bytes;
  if (!text.empty() && absl::Base64Unescape(text, &bytes)) return bytes;
  return Malformed(what);
}

absl::StatusOr<absl::Time> ReadTime(const std::string& text) {
  absl::Time time;
  // With no zone it is UTC, too.
  if (absl::ParseTime(absl::RFC3339_full, text, &time, nullptr) ||
      absl::ParseTime("%Y-%m-%dT%H:%M:%E*S", text, &time, nullptr)) {
    return time;
  }
  return Malformed("en tid");
}

absl::Status ReadTasks(const Path& root, DssAnswer* answer) {
  const Path tasks = root.Dss("SignatureObject").Dss("Other").Csig("SignTasks");
  for (const XmlElement& element :
       tasks.All(kDssExtensionSpace, "SignTaskData")) {
    if (answer->tasks.size() == kDssTasksMax) return Malformed("uppgifterna");
    const Path at(element);
    DssTask task;
    task.id = at.Attribute("SignTaskId");
    task.kind = at.Attribute("SigType");
    ASSIGN_OR_RETURN(task.attributes,
                     Base64(at.Csig("ToBeSignedBytes").Text(), "uppgifterna"));
    ASSIGN_OR_RETURN(task.signature,
                     Base64(at.Csig("Base64Signature").Text(), "uppgifterna"));
    answer->tasks.push_back(std::move(task));
  }
  return absl::OkStatus();
}

absl::Status ReadExtension(const Path& extension, DssAnswer* answer) {
  const Path info = extension.Csig("SignerAssertionInfo");
  const Path context = info.Csig("ContextInfo");
  answer->identity_provider = context.Csig("IdentityProvider").Text();
  ASSIGN_OR_RETURN(answer->authenticated,
                   ReadTime(context.Csig("AuthenticationInstant").Text()));
  answer->level = context.Saml("AuthnContextClassRef").Text();
  answer->assertion = context.Csig("AssertionRef").Text();
  if (answer->assertion.empty()) return Malformed("intygets id fattas");
  for (const XmlElement& attribute :
       info.Saml("AttributeStatement").All(kSamlSpace, "Attribute")) {
    for (const XmlElement& value :
         attribute.Children(kSamlSpace, "AttributeValue")) {
      answer->signer.emplace_back(attribute.Attribute("Name").value_or(""),
                                  value.Text());
    }
  }
  for (const XmlElement& element :
       extension.Csig("SignatureCertificateChain")
           .All(kDssExtensionSpace, "X509Certificate")) {
    if (answer->chain.size() == sign::kChainMax) return Malformed("kedjan");
    ASSIGN_OR_RETURN(const std::string der,
                     Base64(element.Text(), "certifikaten"));
    ASSIGN_OR_RETURN(sign::Certificate certificate,
                     sign::Certificate::FromDer(der));
    answer->chain.push_back(std::move(certificate));
  }
  if (answer->chain.empty()) return Malformed("certifikatet fattas");
  return absl::OkStatus();
}

}  // namespace

std::string WriteSignRequest(const DssRequest& request) {
  return absl::StrCat(
      "<dss:SignRequest xmlns:dss=\"", kDssSpace, "\" xmlns:csig=\"",
      kDssExtensionSpace, "\" xmlns:saml=\"", kSamlSpace, "\" Profile=\"",
      kDssProfile, "\" RequestID=\"", XmlText(request.id),
      "\"><dss:OptionalInputs><csig:SignRequestExtension Version=\"1.1\">"
      "<csig:RequestTime>",
      Time(request.time), "</csig:RequestTime><saml:Conditions NotBefore=\"",
      Time(request.time), "\" NotOnOrAfter=\"", Time(request.not_on_or_after),
      "\"><saml:AudienceRestriction><saml:Audience>",
      XmlText(request.return_url),
      "</saml:Audience></saml:AudienceRestriction></saml:Conditions>",
      SignerOf(request.signer),
      Entity("IdentityProvider", request.identity_provider),
      Entity("SignRequester", request.requester),
      Entity("SignService", request.service),
      "<csig:RequestedSignatureAlgorithm>", kRsaSha256,
      "</csig:RequestedSignatureAlgorithm>", Properties(request.level),
      "<csig:SignMessage MustShow=\"true\" DisplayEntity=\"",
      XmlText(request.identity_provider), "\" MimeType=\"text\"><csig:Message>",
      absl::Base64Escape(request.message),
      "</csig:Message></csig:SignMessage></csig:SignRequestExtension>"
      "</dss:OptionalInputs><dss:InputDocuments><dss:Other>",
      Tasks(request.tasks),
      "</dss:Other></dss:InputDocuments></dss:SignRequest>");
}

std::string SignRequestPage(const std::string& url, const std::string& id,
                            absl::string_view signed_request) {
  return absl::StrCat(
      "<!DOCTYPE html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\">"
      "<title>Till underskriftstjänsten</title></head>\n"
      "<body onload=\"document.forms[0].submit()\">\n<form action=\"",
      XmlText(url),
      "\" method=\"post\">\n"
      "<input type=\"hidden\" name=\"Binding\" value=\"POST/XML/1.0\">\n"
      "<input type=\"hidden\" name=\"RelayState\" value=\"",
      XmlText(id),
      "\">\n<input type=\"hidden\" name=\"EidSignRequest\" value=\"",
      absl::Base64Escape(signed_request),
      "\">\n<button type=\"submit\">Fortsätt till underskriftstjänsten"
      "</button>\n</form></body></html>\n");
}

absl::StatusOr<DssAnswer> ReadSignResponse(const sign::XmlDocument& document) {
  const XmlElement top = document.root();
  const Path root(top);
  if (!top.Is(kDssSpace, "SignResponse") ||
      root.Attribute("Profile") != kDssProfile) {
    return Malformed("det är inget svar av det slaget");
  }
  DssAnswer answer;
  answer.request_id = root.Attribute("RequestID");
  answer.result = root.Dss("Result").Dss("ResultMajor").Text();
  answer.result_detail = root.Dss("Result").Dss("ResultMinor").Text();
  if (answer.result.empty()) return Malformed("utfallet fattas");
  const Path extension =
      root.Dss("OptionalOutputs").Csig("SignResponseExtension");
  ASSIGN_OR_RETURN(answer.time,
                   ReadTime(extension.Csig("ResponseTime").Text()));
  if (answer.result != kDssSuccess) return answer;
  RETURN_IF_ERROR(ReadExtension(extension, &answer));
  RETURN_IF_ERROR(ReadTasks(root, &answer));
  return answer;
}

}  // namespace finsam::governance
