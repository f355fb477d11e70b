// A budget service that says what the sample year and its behaviour tell it.

#ifndef FINSAM_TESTS_GATEWAY_FAKE_BUDGET_H_
#define FINSAM_TESTS_GATEWAY_FAKE_BUDGET_H_

#include <grpcpp/grpcpp.h>

#include <mutex>
#include <optional>
#include <string>

#include "finsam/budget/v1/budget.grpc.pb.h"
#include "tests/gateway/fake_kit.h"

namespace finsam::gateway {

class FakeBudget final : public budget::v1::BudgetService::Service {
 public:
  FakeBudget(const SampleYear& year, FakeBehaviour& behaviour)
      : year_(year), behaviour_(behaviour) {}

  grpc::Status GetBudget(grpc::ServerContext* context,
                         const budget::v1::GetBudgetRequest*,
                         budget::v1::GetBudgetResponse* response) override {
    return behaviour_.Read(context, [&] {
      AddFiguresOf(year_, "budget/", response->mutable_figures());
      FillRevision("budget", 12, response->mutable_revision());
    });
  }

  // It has no more than what a test gives it.
  grpc::Status SplitContributions(
      grpc::ServerContext*, const budget::v1::SplitContributionsRequest*,
      budget::v1::SplitContributionsResponse* response) override {
    return Given(behaviour_.contributions, "CONTRIBUTIONS_UNKNOWN", response);
  }
  grpc::Status GetCapitalPlan(
      grpc::ServerContext*, const budget::v1::GetCapitalPlanRequest*,
      budget::v1::GetCapitalPlanResponse* response) override {
    return Given(behaviour_.capital, "CAPITAL_UNKNOWN", response);
  }
  grpc::Status GetBudgetTables(
      grpc::ServerContext*, const budget::v1::GetBudgetTablesRequest* request,
      budget::v1::GetBudgetTablesResponse* response) override {
    {
      const std::lock_guard lock(mutex_);
      tables_asked_ = *request;
    }
    if (!behaviour_.tables_status.ok()) {
      return rpc::ToGrpc(behaviour_.tables_status, kFakeDomain);
    }
    return Given(behaviour_.tables, "BUDGET_LAYOUT_UNKNOWN", response);
  }
  grpc::Status FollowUp(grpc::ServerContext*,
                        const budget::v1::FollowUpRequest* request,
                        budget::v1::FollowUpResponse* response) override {
    {
      const std::lock_guard lock(mutex_);
      follow_up_asked_ = *request;
    }
    if (!behaviour_.follow_up_status.ok()) {
      return rpc::ToGrpc(behaviour_.follow_up_status, kFakeDomain);
    }
    return Given(behaviour_.follow_up, "BUDGET_UNKNOWN", response);
  }

  budget::v1::GetBudgetTablesRequest tables_asked() const {
    const std::lock_guard lock(mutex_);
    return tables_asked_;
  }
  budget::v1::FollowUpRequest follow_up_asked() const {
    const std::lock_guard lock(mutex_);
    return follow_up_asked_;
  }

  grpc::Status CompareOutcome(
      grpc::ServerContext* context,
      const budget::v1::CompareOutcomeRequest* request,
      budget::v1::CompareOutcomeResponse* response) override {
    return behaviour_.Read(context, [&] {
      for (const auto& item : request->items()) {
        const Figure* deviation = Find(year_.facts.figures, item.figure_id());
        if (deviation != nullptr) {
          ToProto(*deviation, response->add_deviations());
        }
      }
      FillRevision("budget", 12 + behaviour_.TakeMove(),
                   response->mutable_revision());
    });
  }

  grpc::Status ImportBudget(
      grpc::ServerContext*, const budget::v1::ImportBudgetRequest* request,
      budget::v1::ImportBudgetResponse* response) override {
    return rpc::Answer(kFakeDomain, [&]() -> absl::Status {
      SeenImport seen = SeenIn(request->request_id(), request->validate_only());
      for (const auto& file : request->files()) {
        seen.files.push_back(file.name());
      }
      RETURN_IF_ERROR(behaviour_.Import(seen));
      FillResult("budget", "budget/", year_, behaviour_, seen.validate_only,
                 response->mutable_result());
      for (const std::string& id : behaviour_.table_ids) {
        response->mutable_result()->add_table_ids(id);
      }
      return absl::OkStatus();
    });
  }

 private:
  template <typename Response>
  static grpc::Status Given(const std::optional<Response>& given,
                            const char* reason, Response* response) {
    if (!given.has_value()) {
      return rpc::ToGrpc(
          Refuse(absl::StatusCode::kNotFound, reason, "finns inte"),
          kFakeDomain);
    }
    *response = *given;
    FillRevision("budget", 12, response->mutable_revision());
    return grpc::Status::OK;
  }

  const SampleYear& year_;
  FakeBehaviour& behaviour_;
  mutable std::mutex mutex_;
  budget::v1::GetBudgetTablesRequest tables_asked_;
  budget::v1::FollowUpRequest follow_up_asked_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_TESTS_GATEWAY_FAKE_BUDGET_H_
