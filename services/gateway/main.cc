// finsam-gateway: assembles, checks and serves the annual report.

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/test_clock.h"
#include "common/rpc/channel.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"
#include "services/gateway/decisions_service.h"
#include "services/gateway/gateway.h"
#include "services/gateway/gateway_service.h"
#include "services/gateway/http_door.h"
#include "services/gateway/neighbours.h"
#include "services/gateway/publishing.h"
#include "services/gateway/publishing_service.h"

namespace {

using namespace finsam;  // NOLINT: main's own names are few.

constexpr int kDefaultPort = 7510;

struct Flags {
  std::string ledger = "127.0.0.1:7511";
  std::string budget = "127.0.0.1:7512";
  std::string participants = "127.0.0.1:7513";
  std::string governance = "127.0.0.1:7514";
  std::string http = "127.0.0.1:7580";
  std::string http_address_file;
  std::string neighbour_timeout_ms = "5000";
  std::string test_clock_file;
};

std::vector<gateway::Neighbour> OpenNeighbours(const Flags& flags,
                                               const rpc::TlsFiles& tls) {
  std::vector<gateway::Neighbour> neighbours;
  for (const auto& [name, address] :
       {std::pair<const char*, const std::string&>{"ledger", flags.ledger},
        {"budget", flags.budget},
        {"participants", flags.participants},
        {"governance", flags.governance}}) {
    neighbours.push_back({name, address, rpc::OpenChannel({address, tls})});
  }
  return neighbours;
}

}  // namespace

int main(int argc, char** argv) {
  Flags flags;
  const rpc::ServerOptions options = rpc::ParseServerFlags(
      argc, argv, "gateway", kDefaultPort,
      {{"ledger", &flags.ledger},
       {"budget", &flags.budget},
       {"participants", &flags.participants},
       {"governance", &flags.governance},
       {"http", &flags.http},
       {"http-address-file", &flags.http_address_file},
       {"neighbour-timeout-ms", &flags.neighbour_timeout_ms},
       {"test-clock-file", &flags.test_clock_file}});
  SetLogService(options.service);
  int timeout_ms = 0;
  if (!absl::SimpleAtoi(flags.neighbour_timeout_ms, &timeout_ms) ||
      timeout_ms <= 0) {
    std::fprintf(stderr,
                 "finsam-gateway: --neighbour-timeout-ms is no whole number\n");
    return 2;
  }
  // Only of what is frozen, signed and published; deadlines are the machine's.
  const auto clock = OpenClock(flags.test_clock_file);
  if (!clock.ok()) {
    LogError("clock", {{"trouble", clock.status().ToString()}});
    return 1;
  }
  auto store = store::OpenRocksStore({options.data_dir, nullptr});
  if (!store.ok()) {
    LogError("store", {{"trouble", std::string(store.status().message())}});
    return 1;
  }
  const gateway::Neighbours neighbours(OpenNeighbours(flags, options.tls));
  gateway::Gateway gateway(**store, neighbours, SystemClock(),
                           absl::Milliseconds(timeout_ms));
  gateway::Publishing publishing(**store, gateway, **clock);
  gateway::GatewayServiceImpl service(gateway, publishing, **store, neighbours,
                                      SystemClock());
  gateway::ReportSigning signing(**store, publishing, gateway.decisions(),
                                 **clock);
  gateway::PublishingServiceImpl publishing_service(gateway, publishing,
                                                    signing);
  gateway::DecisionsServiceImpl decisions_service(gateway.decisions());
  auto door =
      std::make_unique<gateway::HttpDoor>(gateway, publishing, SystemClock());
  return rpc::Serve(
      options, {&service, &publishing_service, &decisions_service},
      [&](const std::string&) -> rpc::Stopper {
        const auto address = door->Start(flags.http);
        if (!address.ok()) {
          LogError("http",
                   {{"trouble", std::string(address.status().message())}});
          return nullptr;
        }
        LogInfo("http", {{"address", *address}});
        rpc::WriteAddressFile(flags.http_address_file, *address);
        return [&door] { door.reset(); };
      });
}
