// finsam-participants: counts of participants and surveys, over gRPC.

#include <cstdlib>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/rpc/keyring.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"
#include "services/participants/clp_program.h"
#include "services/participants/participants.h"
#include "services/participants/participants_service.h"

namespace {

constexpr int kDefaultPort = 7513;

int Run(int argc, char** argv) {
  finsam::SetLogService("participants");
  std::string keys_file;
  const finsam::rpc::ServerOptions options = finsam::rpc::ParseServerFlags(
      argc, argv, "participants", kDefaultPort, {{"keys-file", &keys_file}});
  const absl::StatusOr<finsam::rpc::Keyring> keys =
      finsam::rpc::Keyring::Read(keys_file);
  if (!keys.ok()) {
    finsam::LogError("keys", {{"trouble", keys.status().ToString()}});
    return EXIT_FAILURE;
  }
  const absl::StatusOr<std::unique_ptr<finsam::store::Store>> store =
      finsam::store::OpenRocksStore({.path = options.data_dir});
  if (!store.ok()) {
    finsam::LogError("store", {{"trouble", store.status().ToString()}});
    return EXIT_FAILURE;
  }
  const finsam::participants::ClpSolver solver;
  finsam::participants::Participants participants(
      **store, finsam::SystemClock(), solver);
  finsam::participants::ParticipantsService service(participants, *keys);
  return finsam::rpc::Serve(options, {&service});
}

}  // namespace

int main(int argc, char** argv) { return Run(argc, argv); }
