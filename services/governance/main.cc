// finsam-governance: keeps who decides.

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/rpc/keyring.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"
#include "services/governance/acts.h"
#include "services/governance/board_service.h"
#include "services/governance/decisions.h"
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

}  // namespace

int main(int argc, char** argv) {
  using finsam::governance::Governance;
  using finsam::governance::GovernanceService;

  finsam::SetLogService("governance");
  std::string keys_file;
  const finsam::rpc::ServerOptions options = finsam::rpc::ParseServerFlags(
      argc, argv, "governance", kDefaultPort, {{"keys-file", &keys_file}});
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
  Governance governance(**store, finsam::SystemClock());
  GovernanceService service(governance);
  finsam::governance::ActLog acts(**store, finsam::SystemClock(),
                                  governance.writing());
  finsam::governance::Decisions decisions(**store, finsam::SystemClock(), acts);
  finsam::governance::BoardService board(decisions, *keys);
  finsam::governance::MeetingService meetings(decisions, *keys);
  finsam::governance::FollowUpHall follow_up(**store, acts);
  finsam::governance::FollowUpService follow_ups(follow_up, *keys);
  const auto ids = finsam::NewRandomIdSource();
  auto local = finsam::governance::LocalProvider::Open(
      options.data_dir + "/signing", *ids, finsam::SystemClock().Now());
  if (!local.ok()) {
    finsam::LogError("signing", {{"trouble", local.status().ToString()}});
    return 1;
  }
  finsam::governance::SigningProviders providers;
  providers.emplace(finsam::governance::kLocalProvider, *std::move(local));
  finsam::governance::Signing signing(**store, finsam::SystemClock(),
                                      governance.writing(), providers,
                                      finsam::governance::SittingOn);
  finsam::governance::SigningService signings(signing, finsam::SystemClock(),
                                              *keys);
  return finsam::rpc::Serve(
      options, {&service, &board, &meetings, &follow_ups, &signings});
}
