// Governance over gRPC in process, on a store in memory: every reason in the
// proto, retries, tenants, and what is there after reopening.

#include "services/governance/governance_service.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_replace.h"
#include "common/base/clock.h"
#include "common/rpc/answer.h"
#include "common/rpc/keyring.h"
#include "common/rpc/server.h"
#include "common/store/journal.h"
#include "common/store/rocks_store.h"
#include "tests/governance/samples.h"

namespace finsam::governance {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

constexpr char kYear[] = "associations/2220001511/fiscalYears/2024";
constexpr char kOther[] = "associations/2220002279/fiscalYears/2024";

class GovernanceServiceTest : public testing::Test {
 protected:
  GovernanceServiceTest() : env_(rocksdb::NewMemEnv(rocksdb::Env::Default())) {
    Open();
  }
  ~GovernanceServiceTest() override { Close(); }

  void Open() {
    auto opened = store::OpenRocksStore({"/governance", env_.get()});
    ASSERT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
    hall_ = std::make_unique<Governance>(*store_, clock_);
    service_ = std::make_unique<GovernanceService>(*hall_, keys_);
    server_ = std::make_unique<rpc::InProcessServer>(
        std::vector<grpc::Service*>{service_.get()});
    stub_ = v1::GovernanceService::NewStub(server_->channel());
  }

  void Close() {
    stub_.reset();
    server_.reset();
    service_.reset();
    hall_.reset();
    store_.reset();
  }

  static v1::ImportGovernanceRequest Request(
      const std::string& year, const std::string& id,
      const std::vector<store::InputFile>& files) {
    v1::ImportGovernanceRequest request;
    request.set_fiscal_year(year);
    request.set_request_id(id);
    for (const store::InputFile& file : files) {
      common::v1::File* added = request.add_files();
      added->set_name(file.name);
      added->set_content(file.content);
    }
    return request;
  }

  absl::StatusOr<common::v1::ImportResult> Import(
      const v1::ImportGovernanceRequest& request) {
    grpc::ClientContext context;
    rpc::SendKey(context, key_);
    v1::ImportGovernanceResponse response;
    RETURN_IF_ERROR(
        rpc::FromGrpc(stub_->ImportGovernance(&context, request, &response)));
    return response.result();
  }

  absl::StatusOr<v1::GetGovernanceResponse> Get(const std::string& year) {
    grpc::ClientContext context;
    v1::GetGovernanceRequest request;
    request.set_fiscal_year(year);
    v1::GetGovernanceResponse response;
    RETURN_IF_ERROR(
        rpc::FromGrpc(stub_->GetGovernance(&context, request, &response)));
    return response;
  }

  absl::StatusOr<v1::EvaluateGoalsResponse> Evaluate(
      const v1::EvaluateGoalsRequest& request) {
    grpc::ClientContext context;
    v1::EvaluateGoalsResponse response;
    RETURN_IF_ERROR(
        rpc::FromGrpc(stub_->EvaluateGoals(&context, request, &response)));
    return response;
  }

  std::string key_ = std::string(64, 'a');
  rpc::Keyring keys_ = *rpc::Keyring::Parse("office 2220001511 " + key_ +
                                            "\noffice 2220002279 " + key_);
  FixedClock clock_{absl::FromUnixSeconds(1'742'000'000)};
  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Governance> hall_;
  std::unique_ptr<GovernanceService> service_;
  std::unique_ptr<rpc::InProcessServer> server_;
  std::unique_ptr<v1::GovernanceService::Stub> stub_;
};

void ExpectRefused(const absl::Status& status, absl::StatusCode code,
                   const std::string& reason) {
  EXPECT_EQ(status.code(), code) << status;
  EXPECT_EQ(ReasonOf(status), reason) << status;
}

TEST_F(GovernanceServiceTest, ImportedFactsAreGiven) {
  const auto result = Import(Request(kYear, "r1", SampleFiles()));
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_TRUE(result->changed());
  EXPECT_EQ(result->revision().service(), "governance");
  EXPECT_EQ(result->revision().revision(), 1);
  EXPECT_EQ(result->revision().root().size(), 32u);
  EXPECT_EQ(result->warnings_size(), 0);
  EXPECT_THAT(result->figure_ids(), Contains("goals/2/outcome/2024"));
  EXPECT_NE(result->summary(), "");

  const auto facts = Get(kYear);
  ASSERT_TRUE(facts.ok()) << facts.status();
  EXPECT_EQ(facts->display_name(), "Sjödalens samordningsförbund");
  EXPECT_EQ(facts->registration_number(), "Dnr 2025:02 / 2");
  EXPECT_EQ(facts->members(3).kind(), v1::Member::MUNICIPALITY);
  EXPECT_EQ(facts->members(0).contribution_line(), "note-2/bidrag-staten");
  EXPECT_EQ(facts->board(0).role(), v1::BoardMember::CHAIR);
  EXPECT_EQ(facts->board(0).appointing_member(), "sjodals-kommun");
  EXPECT_EQ(facts->board(0).end_date().day(), 31);
  EXPECT_FALSE(facts->board(1).has_end_date());
  EXPECT_EQ(facts->meetings(0).date().month(), 2);
  EXPECT_TRUE(facts->meetings(2).public_());
  EXPECT_EQ(facts->signatures(0).time(), "2025-03-20T16:04:56+01:00");
  std::vector<std::string> tables;
  for (const auto& table : facts->tables()) tables.push_back(table.id());
  EXPECT_THAT(tables, ElementsAre("members", "board", "meetings", "signatures",
                                  "policies", "internal-control", "deviations",
                                  "audit", "discharge"));
  EXPECT_EQ(facts->figures_size(), 7);
  EXPECT_THAT(facts->goal_figure_ids(),
              ElementsAre("income-statement/kansli/2024",
                          "surveys/avslut/redo/share/2024"));
  EXPECT_EQ(facts->revision().root(), result->revision().root());
}

TEST_F(GovernanceServiceTest, GoalsAreJudgedByTheFiguresHandedIn) {
  ASSERT_TRUE(Import(Request(kYear, "r1", SampleFiles())).ok());
  v1::EvaluateGoalsRequest request;
  request.set_fiscal_year(kYear);
  common::v1::Figure* figure = request.add_figures();
  figure->set_id("surveys/avslut/redo/share/2024");
  figure->mutable_value()->mutable_ratio()->set_numerator(4);
  figure->mutable_value()->mutable_ratio()->set_denominator(5);
  request.add_figures()->set_id("figure/no-goal-asks-for/2024");
  const auto judged = Evaluate(request);
  ASSERT_TRUE(judged.ok()) << judged.status();
  ASSERT_EQ(judged->goals_size(), 5);
  EXPECT_EQ(judged->goals(0).verdict(), v1::Goal::MET);
  EXPECT_TRUE(judged->goals(0).computed());
  EXPECT_EQ(judged->goals(0).stated_verdict(), v1::Goal::VERDICT_UNSPECIFIED);
  EXPECT_EQ(judged->goals(1).verdict(), v1::Goal::NOT_MET);
  EXPECT_EQ(judged->goals(1).stated_verdict(), v1::Goal::PARTLY_MET);
  EXPECT_TRUE(judged->goals(1).departs());
  EXPECT_EQ(judged->goals(1).measures(0).target(), ">= 12");
  EXPECT_EQ(judged->goals(1).measures(0).outcome().value().count(), 8);
  EXPECT_EQ(judged->goals(1).comment(), "Fler än 2023.");
  EXPECT_EQ(judged->goals(2).verdict(), v1::Goal::MET);
  EXPECT_FALSE(judged->goals(2).computed());
  EXPECT_EQ(judged->goals(4).verdict(), v1::Goal::NOT_ASSESSED);
  EXPECT_EQ(judged->table().id(), "goals");
  EXPECT_EQ(judged->table().rows_size(), 5);
  EXPECT_EQ(judged->verdicts_table().id(), "goal-verdicts");
  EXPECT_EQ(judged->table().rows(0).cells(0).text(), "uppfyllt");
  EXPECT_EQ(judged->figures_size(), 8);
  EXPECT_EQ(judged->revision().revision(), 1);
}

TEST_F(GovernanceServiceTest, TheSameRequestIsAnsweredAsTheFirstTime) {
  const auto files = Harmed("meetings.csv", "2024-04-18", "2025-04-18");
  const auto first = Import(Request(kYear, "r1", files));
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->warnings_size(), 1);
  ASSERT_TRUE(Import(Request(kYear, "r2", SampleFiles())).ok());
  std::vector<store::InputFile> turned(files.rbegin(), files.rend());
  for (const auto& same : {files, turned}) {
    const auto again = Import(Request(kYear, "r1", same));
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  }
  EXPECT_EQ(Get(kYear)->revision().revision(), 2);
  ExpectRefused(Import(Request(kYear, "r1", SampleFiles())).status(),
                absl::StatusCode::kAlreadyExists, "REQUEST_ID_REUSED");
}

TEST_F(GovernanceServiceTest, TheSameFactsChangeNothing) {
  const auto first = Import(Request(kYear, "r1", SampleFiles()));
  std::vector<store::InputFile> files = SampleFiles();
  files[2].content = "# Ur protokollen\n" + files[2].content;
  const auto second = Import(Request(kYear, "r2", files));
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_FALSE(second->changed());
  EXPECT_EQ(second->revision().root(), first->revision().root());
  EXPECT_EQ(second->figure_ids_size(), first->figure_ids_size());
}

// An import that changed nothing keeps its answer too.
TEST_F(GovernanceServiceTest, ARepeatBringsNoOldFactsBack) {
  ASSERT_TRUE(Import(Request(kYear, "r1", SampleFiles())).ok());
  ASSERT_TRUE(Import(Request(kYear, "r2", SampleFiles())).ok());
  const auto later = WithRow("goals.csv", "77;Nytt mål;;;;uppfyllt;");
  const auto changed = Import(Request(kYear, "r3", later));
  ASSERT_TRUE(changed.ok()) << changed.status();
  ASSERT_TRUE(changed->changed());
  const auto repeated = Import(Request(kYear, "r2", SampleFiles()));
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_FALSE(repeated->changed());
  EXPECT_EQ(Get(kYear)->revision().root(), changed->revision().root());
}

TEST_F(GovernanceServiceTest, ATrialStoresNothing) {
  v1::ImportGovernanceRequest request = Request(kYear, "r1", SampleFiles());
  request.set_validate_only(true);
  const auto tried = Import(request);
  ASSERT_TRUE(tried.ok()) << tried.status();
  EXPECT_FALSE(tried->changed());
  EXPECT_EQ(tried->revision().revision(), 0);
  EXPECT_GT(tried->figure_ids_size(), 0);
  ExpectRefused(Get(kYear).status(), absl::StatusCode::kNotFound,
                "ASSOCIATION_UNKNOWN");
  // Its request id is still free.
  EXPECT_TRUE(Import(Request(kYear, "r1", SampleFiles())).ok());
}

TEST_F(GovernanceServiceTest, ARefusedImportStoresNothing) {
  const absl::Status refused =
      Import(Request(kYear, "r1", Harmed("board.csv", "Per Holm", "Eva Berg")))
          .status();
  ExpectRefused(refused, absl::StatusCode::kInvalidArgument, "BOARD_TWICE");
  ASSERT_EQ(ProblemsOf(refused).size(), 1u);
  EXPECT_EQ(ProblemsOf(refused)[0].file, "board.csv");
  EXPECT_EQ(ProblemsOf(refused)[0].line, 6);
  EXPECT_EQ(ReasonOf(Get(kYear).status()), "ASSOCIATION_UNKNOWN");
}

TEST_F(GovernanceServiceTest, ErrorsComeBeforeWarnings) {
  std::vector<store::InputFile> files =
      Harmed("board.csv", "Bo Strand", "Maj Lind");  // A warning.
  files.push_back({"bord.csv", ""});
  files[4].content += "Rut Ek;;igår;e-leg;_9\n";  // An error.
  const std::vector<Problem> problems =
      ProblemsOf(Import(Request(kYear, "r1", files)).status());
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0].severity, Severity::kError);
  EXPECT_EQ(problems[1].severity, Severity::kError);
  EXPECT_EQ(problems[2].severity, Severity::kWarning);
}

TEST_F(GovernanceServiceTest, OnlyTheOfficeImports) {
  key_ = std::string(64, 'b');
  ExpectRefused(Import(Request(kYear, "r1", SampleFiles())).status(),
                absl::StatusCode::kPermissionDenied, "AUDIENCE_DENIED");
  ExpectRefused(Get(kYear).status(), absl::StatusCode::kNotFound,
                "ASSOCIATION_UNKNOWN");
}

TEST_F(GovernanceServiceTest, MisnamedRequestsAreRefused) {
  const auto bad = absl::StatusCode::kInvalidArgument;
  for (const char* name :
       {"", "associations/2220001511", "associations/1/fiscalYears/2024",
        "associations/2220001512/fiscalYears/2024"}) {
    ExpectRefused(Import(Request(name, "r1", SampleFiles())).status(), bad,
                  "NAME_INVALID");
    ExpectRefused(Get(name).status(), bad, "NAME_INVALID");
    v1::EvaluateGoalsRequest request;
    request.set_fiscal_year(name);
    ExpectRefused(Evaluate(request).status(), bad, "NAME_INVALID");
  }
  for (const std::string& id : {std::string(), std::string(65, 'x')}) {
    ExpectRefused(Import(Request(kYear, id, SampleFiles())).status(), bad,
                  "REQUEST_ID_SIZE");
  }
  ExpectRefused(Import(Request(kYear, "r1", {})).status(), bad, "FILE_MISSING");
  ExpectRefused(Import(Request(kOther, "r1", SampleFiles())).status(), bad,
                "NAME_INVALID");
  v1::EvaluateGoalsRequest request;
  request.set_fiscal_year(kYear);
  ExpectRefused(Evaluate(request).status(), absl::StatusCode::kNotFound,
                "ASSOCIATION_UNKNOWN");
}

TEST_F(GovernanceServiceTest, AssociationsAndYearsDoNotSeeEachOther) {
  ASSERT_TRUE(Import(Request(kYear, "r1", SampleFiles())).ok());
  ExpectRefused(Get(kOther).status(), absl::StatusCode::kNotFound,
                "ASSOCIATION_UNKNOWN");
  ExpectRefused(Get("associations/2220001511/fiscalYears/2023").status(),
                absl::StatusCode::kNotFound, "ASSOCIATION_UNKNOWN");

  // The other has its own revisions and its own request ids.
  const auto other =
      Import(Request(kOther, "r1",
                     {{"association.yaml",
                       absl::StrReplaceAll(kSampleAssociation,
                                           {{"222000-1511", "222000-2279"},
                                            {"Sjödalens", "Åkerbygdens"}})}}));
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_EQ(other->revision().revision(), 1);
  EXPECT_EQ(Get(kOther)->display_name(), "Åkerbygdens samordningsförbund");
  EXPECT_EQ(Get(kOther)->board_size(), 0);
  EXPECT_EQ(Get(kYear)->display_name(), "Sjödalens samordningsförbund");
  EXPECT_EQ(Get(kYear)->board_size(), 9);
}

TEST_F(GovernanceServiceTest, WhatWasAnsweredIsThereAfterReopening) {
  const auto first = Import(Request(kYear, "r1", SampleFiles()));
  ASSERT_TRUE(first.ok());
  const std::string before = Get(kYear)->SerializeAsString();
  Close();
  Open();
  EXPECT_EQ(Get(kYear)->SerializeAsString(), before);
  const auto again = Import(Request(kYear, "r1", SampleFiles()));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_TRUE(store::VerifyChain(*store_->TakeSnapshot(), kOrganisation).ok());
}

TEST_F(GovernanceServiceTest, AFileThatIsNotSentKeepsItsFacts) {
  ASSERT_TRUE(Import(Request(kYear, "r1", SampleFiles())).ok());
  ASSERT_TRUE(
      Import(Request(kYear, "r2",
                     {{"association.yaml", kSampleAssociation},
                      {"meetings.csv", "datum;slag;offentligt;beslut\n"}}))
          .ok());
  EXPECT_EQ(Get(kYear)->board_size(), 9);
  EXPECT_EQ(Get(kYear)->meetings_size(), 0);
  EXPECT_EQ(Get(kYear)->revision().revision(), 2);
}

TEST_F(GovernanceServiceTest, ManyWritersAtOnceLeaveAWholeChain) {
  std::vector<std::thread> writers;
  for (int i = 0; i < 8; ++i) {
    writers.emplace_back([this, i] {
      const auto result = Import(Request(
          kYear, absl::StrCat("r", i),
          Harmed("goals.csv", "antal:8", absl::StrCat("antal:", 20 + i))));
      EXPECT_TRUE(result.ok()) << result.status();
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(Get(kYear)->revision().revision(), 8);
  EXPECT_TRUE(store::VerifyChain(*store_->TakeSnapshot(), kOrganisation).ok());
}

// A store that another process writes to, too: the first commits are stale.
class ContestedStore final : public store::Store {
 public:
  ContestedStore(store::Store& inner, int stale)
      : inner_(inner), stale_(stale) {}
  std::unique_ptr<store::Snapshot> TakeSnapshot() const override {
    return inner_.TakeSnapshot();
  }
  absl::Status Apply(const store::Commit& commit) override {
    if (stale_-- > 0) {
      return Refuse(absl::StatusCode::kAborted, "STALE", "Någon hann före.");
    }
    return inner_.Apply(commit);
  }

 private:
  store::Store& inner_;
  int stale_;
};

TEST_F(GovernanceServiceTest, AStaleCommitIsTriedOnceMore) {
  store::ImportRequest request{SampleYear(), "r1", false, SampleFiles()};
  ContestedStore twice(*store_, 2);
  EXPECT_EQ(ReasonOf(Governance(twice, clock_).Import(request).status()),
            "STALE");
  ContestedStore once(*store_, 1);
  const auto outcome = Governance(once, clock_).Import(request);
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(outcome->head.revision, 1);
}

}  // namespace
}  // namespace finsam::governance
