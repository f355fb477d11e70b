// The four neighbours, asked over real gRPC in process: at once, and each
// silence gets a name.

#include "services/gateway/neighbours.h"

#include <gmock/gmock.h>
#include <grpcpp/health_check_service_interface.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/time/clock.h"
#include "common/base/status.h"
#include "tests/gateway/fake_services.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kServices[] = {"ledger", "budget", "participants",
                                     "governance"};

absl::Time In(absl::Duration time) { return absl::Now() + time; }

TEST(NeighboursTest, AnswersOfAllFour) {
  const FakeServices fakes;
  const auto answers =
      fakes.neighbours().Ask({kSampleYear}, In(absl::Seconds(10)));
  ASSERT_TRUE(answers.ok()) << answers.status();
  EXPECT_EQ(answers->ledger->revision().revision(), 11);
  ASSERT_TRUE(answers->budget.has_value());
  EXPECT_EQ(answers->budget->revision().revision(), 12);
  EXPECT_EQ(answers->participants.revision().revision(), 13);
  EXPECT_EQ(answers->governance.revision().revision(), 14);
}

TEST(NeighboursTest, AllAreAskedAtOnce) {
  FakeServices fakes;
  FakeBehaviour::ForgetMostAtOnce();
  for (const char* service : kServices) {
    fakes.Of(service).delay = absl::Milliseconds(200);
  }
  const absl::Time start = absl::Now();
  ASSERT_TRUE(
      fakes.neighbours().Ask({kSampleYear}, In(absl::Seconds(10))).ok());
  EXPECT_LT(absl::Now() - start, absl::Milliseconds(500));
  EXPECT_EQ(FakeBehaviour::MostAtOnce(), 4);
}

TEST(NeighboursTest, SilenceIsNamed) {
  for (const char* service : kServices) {
    SCOPED_TRACE(service);
    FakeServices fakes;
    fakes.Of(service).read_status = absl::UnavailableError("gone");
    const auto down =
        fakes.neighbours().Ask({kSampleYear}, In(absl::Seconds(10))).status();
    EXPECT_EQ(down.code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ(ReasonOf(down), "NEIGHBOUR_UNAVAILABLE");
    EXPECT_THAT(std::string(down.message()), HasSubstr(service));
  }
}

TEST(NeighboursTest, NobodyAtTheAddressIsNamed) {
  const FakeServices fakes;
  for (const char* service : kServices) {
    const auto neighbours = fakes.WithoutServer(service);
    const auto status =
        neighbours->Ask({kSampleYear}, In(absl::Seconds(10))).status();
    EXPECT_EQ(ReasonOf(status), "NEIGHBOUR_UNAVAILABLE") << service;
    EXPECT_THAT(std::string(status.message()), HasSubstr(service));
    EXPECT_THAT(std::string(status.message()), HasSubstr("127.0.0.1:1"));
  }
}

TEST(NeighboursTest, SlownessIsNamed) {
  for (const char* service : kServices) {
    SCOPED_TRACE(service);
    FakeServices fakes;
    fakes.Of(service).delay = absl::Seconds(30);
    const absl::Time start = absl::Now();
    const auto slow = fakes.neighbours()
                          .Ask({kSampleYear}, In(absl::Milliseconds(200)))
                          .status();
    EXPECT_LT(absl::Now() - start, absl::Seconds(5));
    EXPECT_EQ(slow.code(), absl::StatusCode::kDeadlineExceeded);
    EXPECT_EQ(ReasonOf(slow), "NEIGHBOUR_SLOW");
    EXPECT_THAT(std::string(slow.message()), HasSubstr(service));
  }
}

TEST(NeighboursTest, ARefusalIsPassedOnWhole) {
  for (const char* service : kServices) {
    SCOPED_TRACE(service);
    FakeServices fakes;
    const Problem problem{
        Severity::kError, "LINE_WRONG", "a.csv", 7, "rad", "x", "y",
        "en mening"};
    fakes.Of(service).read_status = Refuse(
        absl::StatusCode::kFailedPrecondition, "NOT_YET", "inte än", {problem});
    const auto refused =
        fakes.neighbours().Ask({kSampleYear}, In(absl::Seconds(10))).status();
    EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(ReasonOf(refused), "NOT_YET");
    EXPECT_THAT(ProblemsOf(refused), ElementsAre(problem));
  }
}

TEST(NeighboursTest, ABudgetThatIsNotThereIsNoTrouble) {
  FakeServices fakes;
  fakes.Of("budget").read_status =
      Refuse(absl::StatusCode::kNotFound, "BUDGET_UNKNOWN", "ingen budget");
  const auto answers =
      fakes.neighbours().Ask({kSampleYear}, In(absl::Seconds(10)));
  ASSERT_TRUE(answers.ok()) << answers.status();
  EXPECT_FALSE(answers->budget.has_value());
}

TEST(NeighboursTest, NoDeviationsAreAskedForWithoutAQuestion) {
  FakeServices fakes;
  fakes.Of("budget").read_status = absl::UnavailableError("gone");
  JudgeQuestion question;
  question.goals.set_fiscal_year(kSampleYear);
  EXPECT_TRUE(fakes.neighbours().Judge(question, In(absl::Seconds(10))).ok());
  question.outcomes.add_items();
  EXPECT_EQ(
      ReasonOf(
          fakes.neighbours().Judge(question, In(absl::Seconds(10))).status()),
      "NEIGHBOUR_UNAVAILABLE");
}

TEST(NeighboursTest, BooksMayBeMissingWhereTheQuestionSaysSo) {
  for (const char* reason : {"FISCAL_YEAR_UNKNOWN", "LAYOUT_MISSING"}) {
    FakeServices fakes;
    fakes.Of("ledger").read_status =
        Refuse(absl::StatusCode::kNotFound, reason, "inget sådant år");
    const auto answers = fakes.neighbours().Ask(
        {.fiscal_year = kSampleYear, .may_lack_books = true},
        In(absl::Seconds(10)));
    ASSERT_TRUE(answers.ok()) << answers.status();
    EXPECT_FALSE(answers->ledger.has_value());
    EXPECT_EQ(ReasonOf(fakes.neighbours()
                           .Ask({kSampleYear}, In(absl::Seconds(10)))
                           .status()),
              reason);
  }
}

TEST(NeighboursTest, TroubleWithTablesAndAccrualsIsKept) {
  FakeServices fakes;
  FakeBehaviour& budget = fakes.Of("budget");
  budget.tables_status = Refuse(absl::StatusCode::kFailedPrecondition,
                                "TABLE_FACTS_MISSING", "kolumn saknas");
  budget.follow_up_status = Refuse(absl::StatusCode::kInvalidArgument,
                                   "FOLLOW_UP_COVER", "mer än bokfört");
  JudgeQuestion question;
  question.follow_up.set_month(6);
  const auto judged = fakes.neighbours().Judge(question, In(absl::Seconds(10)));
  ASSERT_TRUE(judged.ok()) << judged.status();
  EXPECT_EQ(ReasonOf(judged->tables_status), "TABLE_FACTS_MISSING");
  EXPECT_EQ(ReasonOf(judged->follow_up_status), "FOLLOW_UP_COVER");
  budget.follow_up_status =
      Refuse(absl::StatusCode::kInvalidArgument, "OUTCOME_INVALID", "fel");
  budget.tables_status = budget.follow_up_status;
  const auto invalid =
      fakes.neighbours().Judge(question, In(absl::Seconds(10)));
  ASSERT_TRUE(invalid.ok()) << invalid.status();
  EXPECT_EQ(ReasonOf(invalid->tables_status), "OUTCOME_INVALID");
  EXPECT_EQ(ReasonOf(invalid->follow_up_status), "OUTCOME_INVALID");
}

TEST(NeighboursTest, HealthTellsWhoDoesNotAnswer) {
  grpc::EnableDefaultHealthCheckService(true);
  const FakeServices fakes;
  grpc::EnableDefaultHealthCheckService(false);
  const auto neighbours = fakes.WithoutServer("budget");
  const auto health = neighbours->Health(In(absl::Seconds(5)));
  ASSERT_EQ(health.size(), 4u);
  for (size_t i = 0; i < health.size(); ++i) {
    EXPECT_EQ(health[i].service, kServices[i]);
    EXPECT_EQ(health[i].status.ok(), health[i].service != "budget");
  }
  EXPECT_EQ(health[1].address, "127.0.0.1:1");
}

}  // namespace
}  // namespace finsam::gateway
