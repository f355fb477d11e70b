// Translates between signature rounds and finsam.governance.v1.

#ifndef FINSAM_SERVICES_GOVERNANCE_CONVERT_SIGNING_H_
#define FINSAM_SERVICES_GOVERNANCE_CONVERT_SIGNING_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/digest.h"
#include "finsam/governance/v1/signing.pb.h"
#include "services/governance/signing.h"

namespace finsam::governance {

struct RoundId {
  std::string organisation;
  int64_t id = 0;
};

// Reads "associations/2220001511/signatureRounds/4". Refusal: NAME_INVALID.
absl::StatusOr<RoundId> ParseRoundName(absl::string_view name);

// What is to be opened. Refusal: DATE_INVALID.
absl::StatusOr<Round> FromProto(const v1::SignatureRound& round);

// The act of a write; its digest is of all but the request id.
template <typename Request>
store::ActRequest ActOf(const Request& request, const std::string& organisation,
                        absl::string_view kind) {
  Request rest = request;
  rest.clear_request_id();
  store::ActRequest act;
  act.organisation = organisation;
  act.request_id = request.request_id();
  act.kind = std::string(kind);
  act.digest = Sha256(rest.SerializeAsString());
  act.actor = {request.actor().person(), request.actor().on_behalf_of()};
  if constexpr (requires { request.validate_only(); }) {
    act.validate_only = request.validate_only();
  }
  return act;
}

void ToProto(const std::string& organisation, const Round& round,
             v1::SignatureRound* out);
// `raw`: also the signing service's own answer.
void ToProto(const SignatureEvidence& evidence, bool raw,
             const std::vector<sign::Certificate>& roots,
             v1::SignatureEvidence* out);
void ToProto(const ActRecord& act, v1::Act* out);

// The line of JSON that an export has for a record.
std::string LineOf(const ActRecord& act);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_CONVERT_SIGNING_H_
