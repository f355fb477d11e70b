// Messages to and from a federated signing service: OASIS DSS with Sweden
// Connect's extension (registration 2019-314, version 1.1 of the protocol), as
// the service's implementation profile 1.1 has them.
//
// Only what is said is written and read here; whether an answer is believed is
// dss_provider's to decide. Pure functions.

#ifndef FINSAM_SERVICES_GOVERNANCE_DSS_MESSAGES_H_
#define FINSAM_SERVICES_GOVERNANCE_DSS_MESSAGES_H_

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/sign/certificate.h"
#include "common/sign/xml.h"
#include "common/sign/xml_signature.h"

namespace finsam::governance {

inline constexpr char kDssSpace[] = "urn:oasis:names:tc:dss:1.0:core:schema";
inline constexpr char kDssExtensionSpace[] =
    "http://id.elegnamnden.se/csig/1.1/dss-ext/ns";
inline constexpr char kSamlSpace[] = "urn:oasis:names:tc:SAML:2.0:assertion";
inline constexpr char kDssProfile[] =
    "http://id.elegnamnden.se/csig/1.1/dss-ext/profile";
inline constexpr char kDssSuccess[] =
    "urn:oasis:names:tc:dss:1.0:resultmajor:Success";
inline constexpr char kDisplayNameAttribute[] =
    "urn:oid:2.16.840.1.113730.3.1.241";

inline constexpr size_t kDssTasksMax = 16;

// Where the signatures of the two stand.
inline constexpr sign::XmlSignaturePlace kRequestSignaturePlace = {
    kDssSpace, "OptionalInputs"};
inline constexpr sign::XmlSignaturePlace kResponseSignaturePlace = {
    kDssSpace, "OptionalOutputs"};

// Names of SAML attributes with their values.
using SamlAttributes = std::vector<std::pair<std::string, std::string>>;

// Something to be signed: DER of CMS attributes that are to be signed.
struct DssTask {
  std::string id;          // "statement", "pdf".
  std::string kind;        // "CMS", "PDF".
  std::string attributes;  // In an answer with the certificate's digest.
  std::string signature;   // Of an answer.
};

struct DssRequest {
  std::string id;
  absl::Time time;
  absl::Time not_on_or_after;
  std::string return_url;
  SamlAttributes signer;
  std::string identity_provider;  // Entity ids, so the two below.
  std::string requester;
  std::string service;
  std::string level;  // Of assurance, at least.
  std::string message;
  std::vector<DssTask> tasks;
};

// The request, not signed yet.
std::string WriteSignRequest(const DssRequest& request);

// A page that takes the browser to `url` with the signed request.
std::string SignRequestPage(const std::string& url, const std::string& id,
                            absl::string_view signed_request);

struct DssAnswer {
  std::string request_id;
  std::string result;  // kDssSuccess; else what follows is empty.
  std::string result_detail;
  absl::Time time;
  std::string identity_provider;
  absl::Time authenticated;
  std::string level;
  std::string assertion;
  SamlAttributes signer;
  std::vector<sign::Certificate> chain;  // The signer's first.
  std::vector<DssTask> tasks;
};

// What an answer says. Refusal: SIGNING_ANSWER_MALFORMED.
absl::StatusOr<DssAnswer> ReadSignResponse(const sign::XmlDocument& document);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DSS_MESSAGES_H_
