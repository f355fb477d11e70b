// finsam-budget: opens the store, serves budgets until it is told to stop.

#include <memory>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"
#include "services/budget/budget.h"
#include "services/budget/budget_service.h"

namespace {

constexpr int kDefaultPort = 7512;
constexpr int kExitNoStore = 1;

}  // namespace

int main(int argc, char** argv) {
  finsam::SetLogService("budget");
  const finsam::rpc::ServerOptions options =
      finsam::rpc::ParseServerFlags(argc, argv, "budget", kDefaultPort);
  absl::StatusOr<std::unique_ptr<finsam::store::Store>> store =
      finsam::store::OpenRocksStore({.path = options.data_dir});
  if (!store.ok()) {
    finsam::LogError("store", {{"trouble", store.status().ToString()}});
    return kExitNoStore;
  }
  finsam::budget::Budgets budgets(**store, finsam::SystemClock());
  finsam::budget::BudgetService service(budgets);
  return finsam::rpc::Serve(options, {&service});
}
