// A budget service over a store in memory, called over gRPC in process, and a
// year that it can be asked everything about.

#ifndef FINSAM_TESTS_BUDGET_BUDGET_HOST_H_
#define FINSAM_TESTS_BUDGET_BUDGET_HOST_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <rocksdb/env.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/base/clock.h"
#include "common/rpc/answer.h"
#include "common/rpc/server.h"
#include "common/store/store.h"
#include "services/budget/budget_service.h"

namespace finsam::budget {

inline constexpr char kHostAssociation[] = "associations/2220001511";
inline constexpr int kHostYear = 2025;

// "associations/2220001511/fiscalYears/2025".
std::string YearName(int year = kHostYear);

class BudgetHost {
 public:
  BudgetHost();

  // Host().Call(&v1::BudgetService::Stub::GetBudget, request, &response)
  template <typename Method, typename Request, typename Response>
  absl::Status Call(Method method, const Request& request, Response* response) {
    grpc::ClientContext context;
    return rpc::FromGrpc(((*stub_).*method)(&context, request, response));
  }

  store::Store& store() { return *store_; }
  BudgetService& service() { return *service_; }

 private:
  std::unique_ptr<rocksdb::Env> env_{
      rocksdb::NewMemEnv(rocksdb::Env::Default())};
  FixedClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Budgets> budgets_;
  std::unique_ptr<BudgetService> service_;
  std::unique_ptr<rpc::InProcessServer> server_;
  std::unique_ptr<v1::BudgetService::Stub> stub_;
};

// All files that the service owns, for kHostYear: a budget with two plan years
// and the year before's, contributions with instalments, a guideline, a layout
// with a column of each kind, and a forecast of last year.
v1::ImportBudgetRequest HostImport();

// Outcomes of the budget's cost lines: `years` whole years before kHostYear,
// and six months of it.
std::vector<v1::LineHistory> HostHistories(int years);

// January to June of kHostYear, and parts that cover other months.
v1::FollowUpRequest HostFollowUp();

v1::MakeForecastRequest HostForecast();

v1::GetBudgetTablesRequest HostTables();

}  // namespace finsam::budget

#endif  // FINSAM_TESTS_BUDGET_BUDGET_HOST_H_
