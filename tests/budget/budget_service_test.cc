// The budget service as a caller meets it, over gRPC in process.

#include "services/budget/budget_service.h"

#include <gmock/gmock.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <memory>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"

namespace finsam::budget {
namespace {

constexpr char kYear[] = "associations/2220001511/fiscalYears/2024";
constexpr char kOther[] = "associations/2220002279/fiscalYears/2024";
constexpr char kFile[] =
    "#fastställd;2023-11-23\n#beslut;styrelsen 2023-11-23 § 31\n"
    "rad;benämning;grupp;slag;belopp;beviljat\n"
    "bidrag;Bidrag;;intäkt;3 150 000;\n"
    "team;Team;Insatser;kostnad;2 500 000,50;2 250 000\n";

class BudgetServiceTest : public testing::Test {
 protected:
  BudgetServiceTest() {
    auto store = store::OpenRocksStore({.path = "/store", .env = env_.get()});
    EXPECT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
    budgets_ = std::make_unique<Budgets>(*store_, clock_);
    service_ = std::make_unique<BudgetService>(*budgets_);
    server_ = std::make_unique<rpc::InProcessServer>(
        std::vector<grpc::Service*>{service_.get()});
    stub_ = v1::BudgetService::NewStub(server_->channel());
  }

  absl::Status Import(const v1::ImportBudgetRequest& request,
                      v1::ImportBudgetResponse* response) {
    grpc::ClientContext context;
    return rpc::FromGrpc(stub_->ImportBudget(&context, request, response));
  }

  absl::Status Get(const std::string& year, v1::GetBudgetResponse* response) {
    grpc::ClientContext context;
    v1::GetBudgetRequest request;
    request.set_fiscal_year(year);
    return rpc::FromGrpc(stub_->GetBudget(&context, request, response));
  }

  absl::Status Compare(const v1::CompareOutcomeRequest& request,
                       v1::CompareOutcomeResponse* response) {
    grpc::ClientContext context;
    return rpc::FromGrpc(stub_->CompareOutcome(&context, request, response));
  }

  static v1::ImportBudgetRequest GoodRequest() {
    v1::ImportBudgetRequest request;
    request.set_fiscal_year(kYear);
    request.set_request_id("r1");
    common::v1::File* file = request.add_files();
    file->set_name("budget.csv");
    file->set_content(kFile);
    return request;
  }

  std::unique_ptr<rocksdb::Env> env_{
      rocksdb::NewMemEnv(rocksdb::Env::Default())};
  FixedClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Budgets> budgets_;
  std::unique_ptr<BudgetService> service_;
  std::unique_ptr<rpc::InProcessServer> server_;
  std::unique_ptr<v1::BudgetService::Stub> stub_;
};

TEST_F(BudgetServiceTest, ImportsAndGives) {
  v1::ImportBudgetResponse imported;
  ASSERT_TRUE(Import(GoodRequest(), &imported).ok());
  EXPECT_TRUE(imported.result().changed());
  EXPECT_EQ(imported.result().revision().service(), "budget");
  EXPECT_EQ(imported.result().revision().revision(), 1);
  EXPECT_EQ(imported.result().figure_ids_size(), 6);

  v1::GetBudgetResponse got;
  ASSERT_TRUE(Get(kYear, &got).ok());
  EXPECT_EQ(got.budget().name(), std::string(kYear) + "/budgets/1");
  EXPECT_EQ(got.budget().version(), 1);
  EXPECT_EQ(got.budget().adoption_date().day(), 23);
  EXPECT_EQ(got.budget().decision(), "styrelsen 2023-11-23 § 31");
  ASSERT_EQ(got.budget().lines_size(), 2);
  EXPECT_FALSE(got.budget().lines(0).has_granted_ore());
  EXPECT_EQ(got.budget().lines(1).kind(), v1::Budget::COST);
  EXPECT_EQ(got.budget().lines(1).amount_ore(), 250'000'050);
  EXPECT_EQ(got.budget().lines(1).granted_ore(), 225'000'000);
  ASSERT_EQ(got.figures_size(), 6);
  EXPECT_EQ(got.figures(4).id(), "budget/result/2024");
  EXPECT_EQ(got.figures(4).value().amount_ore(), 64'999'950);
  EXPECT_EQ(got.revision().root(), imported.result().revision().root());
}

TEST_F(BudgetServiceTest, RefusalsReachTheCallerWithReasonAndProblems) {
  v1::ImportBudgetResponse response;
  v1::ImportBudgetRequest request = GoodRequest();
  request.mutable_files(0)->set_content(std::string(kFile) +
                                        "team;Igen;;kostnad;tolv;\n"
                                        "Två;Två;;utgift;1;\n");
  const absl::Status refusal = Import(request, &response);
  EXPECT_EQ(refusal.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refusal), "AMOUNT_MALFORMED");
  const std::vector<Problem> problems = ProblemsOf(refusal);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].file, "budget.csv");
  EXPECT_EQ(problems[0].line, 6);
  EXPECT_EQ(problems[0].field, "belopp");
  EXPECT_EQ(problems[0].found, "tolv");
  EXPECT_EQ(problems[1].reason, "FIELD_INVALID");

  request.clear_files();
  EXPECT_EQ(ReasonOf(Import(request, &response)), "FILE_MISSING");
  v1::GetBudgetResponse got;
  EXPECT_EQ(ReasonOf(Get("associations/1", &got)), "NAME_INVALID");
  EXPECT_EQ(ReasonOf(Get(kYear, &got)), "BUDGET_UNKNOWN");
  EXPECT_EQ(Get(kYear, &got).code(), absl::StatusCode::kNotFound);
}

TEST_F(BudgetServiceTest, ComparesOutcomes) {
  v1::ImportBudgetResponse imported;
  ASSERT_TRUE(Import(GoodRequest(), &imported).ok());
  v1::CompareOutcomeRequest request;
  request.set_fiscal_year(kYear);
  v1::CompareOutcomeRequest::Item* item = request.add_items();
  item->set_figure_id("operations/team/deviation-2024");
  item->set_budget_line("team");
  item->mutable_outcome()->set_id("operations/team/2024");
  item->mutable_outcome()->mutable_value()->set_amount_ore(250'000'000);
  v1::CompareOutcomeResponse response;
  ASSERT_TRUE(Compare(request, &response).ok());
  ASSERT_EQ(response.deviations_size(), 1);
  EXPECT_EQ(response.deviations(0).id(), "operations/team/deviation-2024");
  EXPECT_EQ(response.deviations(0).value().amount_ore(), 50);
  EXPECT_EQ(response.deviations(0).provenance().terms(1).figure_id(),
            "budget/team/2024");
  EXPECT_EQ(response.revision().revision(), 1);

  item->set_budget_line("fika");
  EXPECT_EQ(ReasonOf(Compare(request, &response)), "BUDGET_LINE_UNKNOWN");
  EXPECT_EQ(Compare(request, &response).code(), absl::StatusCode::kNotFound);
  item->mutable_outcome()->mutable_value()->set_count(3);
  EXPECT_EQ(ReasonOf(Compare(request, &response)), "OUTCOME_INVALID");
}

TEST_F(BudgetServiceTest, AssociationsDoNotSeeOneAnother) {
  v1::ImportBudgetResponse imported;
  ASSERT_TRUE(Import(GoodRequest(), &imported).ok());
  v1::GetBudgetResponse got;
  EXPECT_EQ(ReasonOf(Get(kOther, &got)), "BUDGET_UNKNOWN");
  v1::ImportBudgetRequest request = GoodRequest();
  request.set_fiscal_year(kOther);
  request.set_validate_only(true);
  ASSERT_TRUE(Import(request, &imported).ok());
  EXPECT_EQ(imported.result().revision().revision(), 0);
  EXPECT_EQ(imported.result().revision().root(), "");
}

}  // namespace
}  // namespace finsam::budget
