#include "services/governance/office_key.h"

#include "common/base/status.h"

namespace finsam::governance {

absl::Status CheckOffice(const rpc::Keyring& keys,
                         const grpc::ServerContext& context,
                         const std::string& organisation) {
  if (keys.Proves(rpc::KeyOf(context), rpc::Role::kOffice, organisation)) {
    return absl::OkStatus();
  }
  return Refuse(absl::StatusCode::kPermissionDenied, "AUDIENCE_DENIED",
                "detta är för kansliet; ange dess nyckel med --key-file");
}

}  // namespace finsam::governance
