// The budget service's calls through the gateway, over real gRPC and HTTP, with
// a fake budget service: what is asked arrives as it was, and so do answer and
// refusal.

#include <gmock/gmock.h>
#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <rocksdb/env.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"
#include "finsam/budget/v1/budget.grpc.pb.h"
#include "services/gateway/gateway_service.h"
#include "services/gateway/http_door.h"
#include "tests/gateway/fake_behaviour.h"
#include "tests/gateway/fake_books.h"

namespace finsam::gateway {
namespace {

namespace bud = budget::v1;
using testing::ElementsAre;
using Stub = v1::GatewayService::Stub;

constexpr char kYear[] = "associations/2220001511/fiscalYears/2024";

// Remembers the last request, its type's name and its bytes, and answers with a
// message whose fields all say something.
class FakeBudgets final : public bud::BudgetService::Service {
 public:
  FakeBehaviour behaviour;
  std::string asked;

  grpc::Status ImportBudget(grpc::ServerContext* context,
                            const bud::ImportBudgetRequest* request,
                            bud::ImportBudgetResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status GetBudget(grpc::ServerContext* context,
                         const bud::GetBudgetRequest* request,
                         bud::GetBudgetResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status ListBudgetVersions(
      grpc::ServerContext* context,
      const bud::ListBudgetVersionsRequest* request,
      bud::ListBudgetVersionsResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status CompareBudgetVersions(
      grpc::ServerContext* context,
      const bud::CompareBudgetVersionsRequest* request,
      bud::CompareBudgetVersionsResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status ExportBudget(grpc::ServerContext* context,
                            const bud::ExportBudgetRequest* request,
                            bud::ExportBudgetResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status SplitContributions(
      grpc::ServerContext* context,
      const bud::SplitContributionsRequest* request,
      bud::SplitContributionsResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status ListContributionStatements(
      grpc::ServerContext* context,
      const bud::ListContributionStatementsRequest* request,
      bud::ListContributionStatementsResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status GetCapitalPlan(grpc::ServerContext* context,
                              const bud::GetCapitalPlanRequest* request,
                              bud::GetCapitalPlanResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status FollowUp(grpc::ServerContext* context,
                        const bud::FollowUpRequest* request,
                        bud::FollowUpResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status MakeForecast(grpc::ServerContext* context,
                            const bud::MakeForecastRequest* request,
                            bud::MakeForecastResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status ListForecasts(grpc::ServerContext* context,
                             const bud::ListForecastsRequest* request,
                             bud::ListForecastsResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status JudgeForecasts(grpc::ServerContext* context,
                              const bud::JudgeForecastsRequest* request,
                              bud::JudgeForecastsResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status BacktestForecasts(
      grpc::ServerContext* context,
      const bud::BacktestForecastsRequest* request,
      bud::BacktestForecastsResponse* response) override {
    return Take(context, *request, response);
  }
  grpc::Status GetBudgetTables(
      grpc::ServerContext* context, const bud::GetBudgetTablesRequest* request,
      bud::GetBudgetTablesResponse* response) override {
    return Take(context, *request, response);
  }

 private:
  grpc::Status Take(grpc::ServerContext* context,
                    const google::protobuf::Message& request,
                    google::protobuf::Message* response) {
    asked = request.GetTypeName() + request.SerializeAsString();
    return behaviour.Read(context, [&] { FillFields(response); });
  }
};

class BudgetsServiceTest : public testing::Test {
 protected:
  BudgetsServiceTest()
      : disk_(rocksdb::NewMemEnv(rocksdb::Env::Default())),
        store_(*store::OpenRocksStore({.path = "/data", .env = disk_.get()})),
        fake_server_(std::vector<grpc::Service*>{&fake_}),
        neighbours_(FourAt(fake_server_.channel())),
        gateway_(*store_, neighbours_, SystemClock(), absl::Seconds(20)),
        publishing_(*store_, gateway_, SystemClock()),
        service_(gateway_, publishing_, *store_, neighbours_, SystemClock()),
        server_(std::vector<grpc::Service*>{&service_}),
        stub_(v1::GatewayService::NewStub(server_.channel())),
        door_(gateway_, publishing_, SystemClock()) {
    const auto address = door_.Start("127.0.0.1:0");
    EXPECT_TRUE(address.ok()) << address.status();
    if (address.ok()) address_ = *address;
  }

  static std::vector<Neighbour> FourAt(
      const std::shared_ptr<grpc::Channel>& channel) {
    std::vector<Neighbour> four;
    for (const char* name :
         {"ledger", "budget", "participants", "governance"}) {
      four.push_back({name, "in process", channel});
    }
    return four;
  }

  template <typename Request, typename Response>
  absl::Status Call(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                 const Request&, Response*),
                    const Request& request, Response* response) {
    grpc::ClientContext context;
    rpc::SetDeadline(context, absl::Now() + absl::Seconds(20));
    return rpc::FromGrpc(((*stub_).*method)(&context, request, response));
  }

  template <typename Request, typename Response>
  void ExpectPassedOn(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                   const Request&, Response*)) {
    SCOPED_TRACE(Request().GetTypeName());
    Request request;
    FillFields(&request);
    Response response;
    const absl::Status status = Call(method, request, &response);
    EXPECT_TRUE(status.ok()) << status;
    EXPECT_EQ(fake_.asked, request.GetTypeName() + request.SerializeAsString());
    Response expected;
    FillFields(&expected);
    EXPECT_EQ(response.SerializeAsString(), expected.SerializeAsString());
    EXPECT_FALSE(expected.SerializeAsString().empty());

    const Problem problem{Severity::kError, "X", "f", 7, "", "", "", "fel"};
    fake_.behaviour.read_status =
        Refuse(absl::StatusCode::kNotFound, "BUDGET_UNKNOWN",
               "det finns ingen budget", {problem});
    const absl::Status refused = Call(method, request, &response);
    EXPECT_EQ(refused.code(), absl::StatusCode::kNotFound);
    EXPECT_EQ(ReasonOf(refused), "BUDGET_UNKNOWN");
    EXPECT_THAT(ProblemsOf(refused), ElementsAre(problem));

    fake_.behaviour.read_status = absl::UnavailableError("gone");
    EXPECT_EQ(ReasonOf(Call(method, request, &response)),
              "NEIGHBOUR_UNAVAILABLE");
    fake_.behaviour.read_status = absl::OkStatus();
  }

  httplib::Result Get(const std::string& path) {
    httplib::Client http("http://" + address_);
    return http.Get(absl::StrCat("/", kYear, path));
  }

  // Gets JSON that is the whole answer to `question`.
  template <typename Question>
  void ExpectJson(const std::string& path, Question question) {
    question.set_fiscal_year(kYear);
    const httplib::Result answer = Get(path);
    ASSERT_TRUE(answer) << path;
    EXPECT_EQ(answer->status, 200) << path;
    EXPECT_TRUE(nlohmann::json::accept(answer->body)) << answer->body;
    EXPECT_EQ(fake_.asked,
              question.GetTypeName() + question.SerializeAsString());
  }

  std::string ReasonAt(const std::string& path, int code) {
    const httplib::Result answer = Get(path);
    if (!answer) return "no answer";
    EXPECT_EQ(answer->status, code) << path;
    const auto body = nlohmann::json::parse(answer->body, nullptr, false);
    return body.is_object() ? body.value("title", "") : answer->body;
  }

  std::unique_ptr<rocksdb::Env> disk_;
  std::unique_ptr<store::Store> store_;
  FakeBudgets fake_;
  rpc::InProcessServer fake_server_;
  Neighbours neighbours_;
  Gateway gateway_;
  Publishing publishing_;
  GatewayServiceImpl service_;
  rpc::InProcessServer server_;
  std::unique_ptr<Stub> stub_;
  HttpDoor door_;
  std::string address_;
};

TEST_F(BudgetsServiceTest, EveryCallIsPassedOn) {
  ExpectPassedOn(&Stub::ImportBudget);
  ExpectPassedOn(&Stub::GetBudget);
  ExpectPassedOn(&Stub::ListBudgetVersions);
  ExpectPassedOn(&Stub::CompareBudgetVersions);
  ExpectPassedOn(&Stub::ExportBudget);
  ExpectPassedOn(&Stub::SplitContributions);
  ExpectPassedOn(&Stub::ListContributionStatements);
  ExpectPassedOn(&Stub::GetCapitalPlan);
  ExpectPassedOn(&Stub::FollowUp);
  ExpectPassedOn(&Stub::MakeForecast);
  ExpectPassedOn(&Stub::ListForecasts);
  ExpectPassedOn(&Stub::JudgeForecasts);
  ExpectPassedOn(&Stub::BacktestForecasts);
  ExpectPassedOn(&Stub::GetBudgetTables);
}

TEST_F(BudgetsServiceTest, ASlowBudgetServiceIsNamed) {
  fake_.behaviour.delay = absl::Seconds(30);
  // Whatever the caller allows, the service is not waited for longer.
  const Budgets budgets(neighbours_.Named("budget"), SystemClock(),
                        absl::Milliseconds(200));
  bud::GetBudgetResponse response;
  EXPECT_EQ(ReasonOf(budgets.Pass(bud::GetBudgetRequest(),
                                  absl::InfiniteFuture(), &response)),
            "NEIGHBOUR_SLOW");
}

TEST_F(BudgetsServiceTest, ReadsAreJsonAtTheDoor) {
  bud::GetBudgetRequest budget;
  ExpectJson("/budget", budget);
  budget.set_version(2);
  ExpectJson("/budget?version=2", budget);
  bud::ListBudgetVersionsRequest versions;
  versions.set_page_size(7);
  versions.set_page_token("t");
  ExpectJson("/budget/versions?page_size=7&page_token=t", versions);
  ExpectJson("/budget/contributions", bud::SplitContributionsRequest());
  bud::ListContributionStatementsRequest statements;
  statements.set_page_size(3);
  ExpectJson("/budget/statements?page_size=3", statements);
  bud::GetCapitalPlanRequest capital;
  capital.set_version(1);
  ExpectJson("/budget/capital?version=1", capital);
}

TEST_F(BudgetsServiceTest, RefusalsAreProblemDocuments) {
  for (const char* path : {"/budget?version=x", "/budget/versions?page_size=x",
                           "/budget/statements?page_size=99999999999",
                           "/budget/capital?version="}) {
    EXPECT_EQ(ReasonAt(path, 400), "HTTP_INVALID") << path;
  }
  EXPECT_EQ(ReasonAt("/budget/lines", 404), "PATH_UNKNOWN");
  fake_.behaviour.read_status =
      Refuse(absl::StatusCode::kNotFound, "BUDGET_UNKNOWN", "finns inte");
  EXPECT_EQ(ReasonAt("/budget", 404), "BUDGET_UNKNOWN");
}

}  // namespace
}  // namespace finsam::gateway
