// finsam-governance: keeps who decides.

#include <memory>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"
#include "services/governance/governance.h"
#include "services/governance/governance_service.h"

namespace {

constexpr int kDefaultPort = 7514;

}  // namespace

int main(int argc, char** argv) {
  using finsam::governance::Governance;
  using finsam::governance::GovernanceService;

  finsam::SetLogService("governance");
  const finsam::rpc::ServerOptions options =
      finsam::rpc::ParseServerFlags(argc, argv, "governance", kDefaultPort);
  const absl::StatusOr<std::unique_ptr<finsam::store::Store>> store =
      finsam::store::OpenRocksStore({.path = options.data_dir});
  if (!store.ok()) {
    finsam::LogError("store", {{"trouble", store.status().ToString()}});
    return 1;
  }
  Governance governance(**store, finsam::SystemClock());
  GovernanceService service(governance);
  return finsam::rpc::Serve(options, {&service});
}
