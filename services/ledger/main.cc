// finsam-ledger: keeps the books of associations.

#include <cstdio>
#include <memory>
#include <string>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"
#include "services/ledger/ledger.h"
#include "services/ledger/ledger_service.h"

namespace {

constexpr int kPort = 7511;

}  // namespace

int main(int argc, char** argv) {
  finsam::SetLogService("ledger");
  const finsam::rpc::ServerOptions options =
      finsam::rpc::ParseServerFlags(argc, argv, "ledger", kPort);
  finsam::store::RocksStoreOptions store_options;
  store_options.path = options.data_dir;
  const auto store = finsam::store::OpenRocksStore(store_options);
  if (!store.ok()) {
    finsam::LogError("store", {{"trouble", store.status().ToString()}});
    return 1;
  }
  finsam::ledger::Ledger ledger(**store, finsam::SystemClock(),
                                options.data_dir);
  finsam::ledger::LedgerService service(ledger);
  return finsam::rpc::Serve(options, {&service});
}
