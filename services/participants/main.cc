// finsam-participants: counts of participants and surveys, over gRPC.

#include <cstdlib>
#include <memory>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"
#include "services/participants/participants.h"
#include "services/participants/participants_service.h"

namespace {

constexpr int kDefaultPort = 7513;

int Run(int argc, char** argv) {
  finsam::SetLogService("participants");
  const finsam::rpc::ServerOptions options =
      finsam::rpc::ParseServerFlags(argc, argv, "participants", kDefaultPort);
  const absl::StatusOr<std::unique_ptr<finsam::store::Store>> store =
      finsam::store::OpenRocksStore({.path = options.data_dir});
  if (!store.ok()) {
    finsam::LogError("store", {{"trouble", store.status().ToString()}});
    return EXIT_FAILURE;
  }
  finsam::participants::Participants participants(**store,
                                                  finsam::SystemClock());
  finsam::participants::ParticipantsService service(participants);
  return finsam::rpc::Serve(options, {&service});
}

}  // namespace

int main(int argc, char** argv) { return Run(argc, argv); }
