// finsam-governance: keeps who decides.

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/status.h"
#include "common/base/test_clock.h"
#include "common/rpc/keyring.h"
#include "common/rpc/server.h"
#include "common/store/acts.h"
#include "common/store/rocks_store.h"
#include "services/governance/board_service.h"
#include "services/governance/decisions.h"
#include "services/governance/dss_file.h"
#include "services/governance/dss_provider.h"
#include "services/governance/follow_up.h"
#include "services/governance/follow_up_service.h"
#include "services/governance/governance.h"
#include "services/governance/governance_service.h"
#include "services/governance/local_provider.h"
#include "services/governance/signing.h"
#include "services/governance/signing_service.h"
#include "services/governance/sitting_board.h"

namespace {

constexpr int kDefaultPort = 7514;

// The signing service that the office's file names.
absl::StatusOr<std::unique_ptr<finsam::governance::DssProvider>> OpenDss(
    const std::string& file, finsam::IdSource& ids) {
  ASSIGN_OR_RETURN(const finsam::governance::DssSettings settings,
                   finsam::governance::ReadDssFile(file));
  return finsam::governance::DssProvider::Open(settings, ids);
}

}  // namespace

int main(int argc, char** argv) {
  using finsam::governance::Governance;
  using finsam::governance::GovernanceService;

  finsam::SetLogService("governance");
  std::string keys_file;
  std::string test_clock_file;
  std::string dss_file;
  const finsam::rpc::ServerOptions options =
      finsam::rpc::ParseServerFlags(argc, argv, "governance", kDefaultPort,
                                    {{"keys-file", &keys_file},
                                     {"test-clock-file", &test_clock_file},
                                     {"signing-service-file", &dss_file}});
  const auto opened_clock = finsam::OpenClock(test_clock_file);
  if (!opened_clock.ok()) {
    finsam::LogError("clock", {{"trouble", opened_clock.status().ToString()}});
    return 1;
  }
  const finsam::Clock& clock = **opened_clock;
  const absl::StatusOr<finsam::rpc::Keyring> keys =
      finsam::rpc::Keyring::Read(keys_file);
  if (!keys.ok()) {
    finsam::LogError("keys", {{"trouble", keys.status().ToString()}});
    return 1;
  }
  const absl::StatusOr<std::unique_ptr<finsam::store::Store>> store =
      finsam::store::OpenRocksStore({.path = options.data_dir});
  if (!store.ok()) {
    finsam::LogError("store", {{"trouble", store.status().ToString()}});
    return 1;
  }
  Governance governance(**store, clock);
  GovernanceService service(governance, *keys);
  finsam::store::ActLog acts(**store, clock, governance.writing());
  finsam::governance::Decisions decisions(**store, clock, acts);
  finsam::governance::BoardService board(decisions, *keys);
  finsam::governance::MeetingService meetings(decisions, *keys);
  finsam::governance::FollowUpHall follow_up(**store, acts);
  finsam::governance::FollowUpService follow_ups(follow_up, *keys);
  const auto ids = finsam::NewRandomIdSource();
  auto local = finsam::governance::LocalProvider::Open(
      options.data_dir + "/signing", *ids, clock.Now());
  if (!local.ok()) {
    finsam::LogError("signing", {{"trouble", local.status().ToString()}});
    return 1;
  }
  finsam::governance::SigningProviders providers;
  providers.emplace(finsam::governance::kLocalProvider, *std::move(local));
  if (!dss_file.empty()) {
    auto dss = OpenDss(dss_file, *ids);
    if (!dss.ok()) {
      finsam::LogError("signing-service",
                       {{"trouble", dss.status().ToString()}});
      return 1;
    }
    providers.emplace(finsam::governance::kDssProvider, *std::move(dss));
  }
  finsam::governance::Signing signing(**store, clock, governance.writing(),
                                      providers, finsam::governance::SittingOn);
  finsam::governance::SigningService signings(signing, clock, *keys);
  return finsam::rpc::Serve(
      options, {&service, &board, &meetings, &follow_ups, &signings});
}
