// Reads the settings of a signing service: a YAML file of the office's own,
// which names the service and the files with keys and certificates.
//
//   url: https://sign.example.se/sign            # where browsers are sent
//   service: https://sign.example.se             # entity ids
//   requester: https://finsam.example.se
//   identity-provider: https://idp.example.se
//   levels: [http://id.elegnamnden.se/loa/1.0/loa3]   # the first is asked for
//   identification: Svensk e-legitimation        # as the signature page has it
//   key: request.key                             # signs our requests
//   certificate: request.pem
//   service-certificates: [service.pem]          # sign its answers
//   signer-roots: [ca.pem]                       # issue to those who sign
//   signers:                                     # who is not known by name
//     - person: Nils Appelberg
//       attributes: {"urn:oid:1.2.752.29.4.3": na@example.se}

#ifndef FINSAM_SERVICES_GOVERNANCE_DSS_FILE_H_
#define FINSAM_SERVICES_GOVERNANCE_DSS_FILE_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace finsam::governance {

struct DssSettings {
  std::string url;
  std::string service;
  std::string requester;
  std::string identity_provider;
  std::vector<std::string> levels;  // At least one; any is enough.
  std::string identification;
  std::string key_file;  // Paths are as seen from the settings' folder.
  std::string certificate_file;
  std::vector<std::string> service_certificate_files;
  std::vector<std::string> signer_root_files;
  // By the name on the board: the SAML attributes that identify the person.
  std::map<std::string, std::vector<std::pair<std::string, std::string>>>
      signers;
};

// Problems as in common/files/yaml.h; FIELD_INVALID. Trouble when the file
// cannot be read.
absl::StatusOr<DssSettings> ReadDssFile(const std::string& path);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DSS_FILE_H_
