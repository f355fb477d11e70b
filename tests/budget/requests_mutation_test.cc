// Requests with bytes changed at random, from one seed: whatever a caller
// sends, the answer is one that the interface names, and what is kept stays
// whole.

#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "common/store/journal.h"
#include "tests/budget/budget_host.h"

namespace finsam::budget {
namespace {

constexpr uint64_t kSeed = 20250318;
constexpr int kRounds = 6'000;

// One method with a request that it takes.
struct Question {
  std::string bytes;
  std::function<grpc::Status(const std::string& bytes)> ask;
};

template <typename Request, typename Response>
Question Of(BudgetService& service,
            grpc::Status (BudgetService::*method)(grpc::ServerContext*,
                                                  const Request*, Response*),
            const Request& request) {
  return {request.SerializeAsString(),
          [&service, method](const std::string& bytes) {
            Request changed;
            // A message that is none never reaches a service.
            if (!changed.ParseFromString(bytes)) return grpc::Status::OK;
            Response response;
            return (service.*method)(nullptr, &changed, &response);
          }};
}

template <typename Request>
Request Named() {
  Request request;
  request.set_fiscal_year(YearName());
  return request;
}

std::vector<Question> Questions(BudgetService& s) {
  using S = BudgetService;
  auto split = Named<v1::SplitContributionsRequest>();
  split.mutable_terms()->set_total_ore(100'000'00);
  for (int party = 1; party <= 3; ++party) {
    auto* one = split.mutable_terms()->add_contributors();
    one->set_member(std::string(1, static_cast<char>('a' + party)));
    one->set_party(static_cast<v1::ContributionTerms::Party>(party));
    one->set_population(100);
  }
  auto compare = Named<v1::CompareOutcomeRequest>();
  auto* item = compare.add_items();
  item->set_figure_id("a/b");
  item->set_budget_line("team");
  item->mutable_outcome()->set_id("a/c");
  item->mutable_outcome()->mutable_value()->set_amount_ore(5);
  auto judge = Named<v1::JudgeForecastsRequest>();
  judge.add_outcomes()->set_line("team");
  auto differences = Named<v1::CompareBudgetVersionsRequest>();
  differences.set_before(1);
  v1::BacktestForecastsRequest backtest;
  for (const v1::LineHistory& history : HostHistories(3)) {
    *backtest.add_histories() = history;
  }
  return {Of(s, &S::ImportBudget, HostImport()),
          Of(s, &S::GetBudget, Named<v1::GetBudgetRequest>()),
          Of(s, &S::ListBudgetVersions, Named<v1::ListBudgetVersionsRequest>()),
          Of(s, &S::CompareBudgetVersions, differences),
          Of(s, &S::ExportBudget, Named<v1::ExportBudgetRequest>()),
          Of(s, &S::CompareOutcome, compare),
          Of(s, &S::SplitContributions, split),
          Of(s, &S::ListContributionStatements,
             Named<v1::ListContributionStatementsRequest>()),
          Of(s, &S::GetCapitalPlan, Named<v1::GetCapitalPlanRequest>()),
          Of(s, &S::FollowUp, HostFollowUp()),
          Of(s, &S::MakeForecast, HostForecast()),
          Of(s, &S::ListForecasts, Named<v1::ListForecastsRequest>()),
          Of(s, &S::JudgeForecasts, judge),
          Of(s, &S::BacktestForecasts, backtest),
          Of(s, &S::GetBudgetTables, HostTables())};
}

std::string Mutated(std::string bytes, std::mt19937_64& random) {
  for (uint64_t changes = random() % 4; changes > 0; --changes) {
    const size_t at = random() % bytes.size();
    switch (random() % 4) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
        break;
      case 2:
        bytes.insert(at, 1, static_cast<char>(random()));
        break;
      default:
        if (bytes.size() > 1) bytes.erase(at, 1);
    }
  }
  return bytes;
}

TEST(BudgetRequestsMutationTest, EveryAnswerIsOneThatIsNamed) {
  const google::protobuf::LogSilencer silent;
  BudgetHost host;
  const std::vector<Question> questions = Questions(host.service());
  ASSERT_TRUE(questions[0].ask(questions[0].bytes).ok());
  std::mt19937_64 random(kSeed);
  int answered = 0;
  for (int round = 0; round < kRounds; ++round) {
    const Question& question = questions[random() % questions.size()];
    const grpc::Status status = question.ask(Mutated(question.bytes, random));
    switch (status.error_code()) {
      case grpc::StatusCode::OK:
        ++answered;
        break;
      case grpc::StatusCode::INVALID_ARGUMENT:
      case grpc::StatusCode::NOT_FOUND:
      case grpc::StatusCode::FAILED_PRECONDITION:
      case grpc::StatusCode::ALREADY_EXISTS:
        break;
      default:
        FAIL() << "seed " << kSeed << " round " << round << ": "
               << status.error_code() << " " << status.error_message();
    }
  }
  EXPECT_GT(answered, kRounds / 10) << "or nothing was tried in earnest";
  EXPECT_TRUE(
      store::VerifyChain(*host.store().TakeSnapshot(), "2220001511").ok());
}

}  // namespace
}  // namespace finsam::budget
