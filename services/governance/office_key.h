// Who may write: those whose call carries the office's key.

#ifndef FINSAM_SERVICES_GOVERNANCE_OFFICE_KEY_H_
#define FINSAM_SERVICES_GOVERNANCE_OFFICE_KEY_H_

#include <string>

#include "absl/status/status.h"
#include "common/rpc/keyring.h"

namespace finsam::governance {

// Refusal: AUDIENCE_DENIED, for all but the office of `organisation`.
absl::Status CheckOffice(const rpc::Keyring& keys,
                         const grpc::ServerContext& context,
                         const std::string& organisation);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_OFFICE_KEY_H_
