// The follow-up of a year over gRPC in process, on a store in memory: who may
// read and write, that every write is an act, retries, trials, and what is
// there after reopening.

#include "services/governance/follow_up_service.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/rpc/answer.h"
#include "common/rpc/server.h"
#include "common/store/journal.h"
#include "common/store/rocks_store.h"
#include "services/governance/governance.h"
#include "tests/governance/follow_up_samples.h"

namespace finsam::governance {
namespace {

using ::testing::ElementsAre;

constexpr char kYear[] = "associations/2220001511/fiscalYears/2024";
const char kActor[] = "Signe Hallbo";

std::string Key(char digit) { return std::string(64, digit); }
const std::string kOffice = Key('a');
const std::string kAuditor = Key('b');
const std::string kMember = Key('c');

rpc::Keyring Keys() {
  return *rpc::Keyring::Parse(absl::StrCat("office * ", kOffice,
                                           "\nauditor 2220001511 ", kAuditor,
                                           "\nmember * ", kMember, "\n"));
}

class FollowUpServiceTest : public testing::Test {
 protected:
  FollowUpServiceTest() : env_(rocksdb::NewMemEnv(rocksdb::Env::Default())) {
    Open();
    EXPECT_TRUE(Import("r0", FollowUpFiles()).ok());
  }
  ~FollowUpServiceTest() override { Close(); }

  void Open() {
    auto opened = store::OpenRocksStore({"/governance", env_.get()});
    ASSERT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
    governance_ = std::make_unique<Governance>(*store_, clock_);
    acts_ = std::make_unique<store::ActLog>(*store_, clock_,
                                            governance_->writing());
    hall_ = std::make_unique<FollowUpHall>(*store_, *acts_);
    service_ = std::make_unique<FollowUpService>(*hall_, Keys());
    server_ = std::make_unique<rpc::InProcessServer>(
        std::vector<grpc::Service*>{service_.get()});
    stub_ = v1::FollowUpService::NewStub(server_->channel());
  }

  void Close() {
    stub_.reset();
    server_.reset();
    service_.reset();
    hall_.reset();
    acts_.reset();
    governance_.reset();
    store_.reset();
  }

  absl::Status Import(const std::string& id,
                      const std::vector<store::InputFile>& files) {
    return governance_->Import({SampleYear(), id, false, files}).status();
  }

  absl::StatusOr<v1::GetFollowUpResponse> Get(const std::string& key) {
    grpc::ClientContext context;
    rpc::SendKey(context, key);
    v1::GetFollowUpRequest request;
    request.set_fiscal_year(kYear);
    v1::GetFollowUpResponse response;
    RETURN_IF_ERROR(
        rpc::FromGrpc(stub_->GetFollowUp(&context, request, &response)));
    return response;
  }

  template <typename Request>
  absl::StatusOr<v1::RecordedResponse> Write(
      grpc::Status (v1::FollowUpService::Stub::*method)(grpc::ClientContext*,
                                                        const Request&,
                                                        v1::RecordedResponse*),
      const Request& request, const std::string& key = kOffice) {
    grpc::ClientContext context;
    rpc::SendKey(context, key);
    v1::RecordedResponse response;
    RETURN_IF_ERROR(
        rpc::FromGrpc((stub_.get()->*method)(&context, request, &response)));
    return response;
  }

  FixedClock clock_{absl::FromUnixSeconds(1'749'000'000)};  // 2025-06-04
  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Governance> governance_;
  std::unique_ptr<store::ActLog> acts_;
  std::unique_ptr<FollowUpHall> hall_;
  std::unique_ptr<FollowUpService> service_;
  std::unique_ptr<rpc::InProcessServer> server_;
  std::unique_ptr<v1::FollowUpService::Stub> stub_;
};

void SetDay(int year, int month, int day, common::v1::Date* out) {
  out->set_year(year);
  out->set_month(month);
  out->set_day(day);
}

template <typename Request>
Request Begin(const std::string& id) {
  Request request;
  request.mutable_act()->set_fiscal_year(kYear);
  request.mutable_act()->set_request_id(id);
  request.mutable_act()->mutable_actor()->set_person(kActor);
  return request;
}

v1::ReportDeviationRequest Report(const std::string& id) {
  auto request = Begin<v1::ReportDeviationRequest>(id);
  v1::Deviation* deviation = request.mutable_deviation();
  SetDay(2024, 12, 3, deviation->mutable_reported_date());
  deviation->set_area("Väntetid");
  deviation->add_parties("region-sjo");
  deviation->set_level(v1::Deviation::LOCAL);
  deviation->set_text("För lång väntan.");
  return request;
}

v1::RecordDischargeRequest Discharged(const std::string& id,
                                      const std::string& member) {
  auto request = Begin<v1::RecordDischargeRequest>(id);
  v1::Discharge* discharge = request.mutable_discharge();
  discharge->set_member(member);
  SetDay(2025, 6, 2, discharge->mutable_date());
  discharge->set_decision(v1::Discharge::GRANTED);
  discharge->set_body("Generaldirektören");
  return request;
}

constexpr auto kReport = &v1::FollowUpService::Stub::ReportDeviation;
constexpr auto kDischarge = &v1::FollowUpService::Stub::RecordDischarge;

void ExpectRefused(const absl::Status& status, absl::StatusCode code,
                   const std::string& reason) {
  EXPECT_EQ(status.code(), code) << status;
  EXPECT_EQ(ReasonOf(status), reason) << status;
}

std::string Shown(const v1::GetFollowUpResponse& all, const std::string& id) {
  for (const common::v1::Figure& figure : all.figures()) {
    if (figure.id() == id) return absl::StrCat(figure.value().count());
  }
  return "";
}

TEST_F(FollowUpServiceTest, FilesAndActsAreOneList) {
  const auto reported = Write(kReport, Report("r1"));
  ASSERT_TRUE(reported.ok()) << reported.status();
  EXPECT_EQ(reported->id(), "2024-04");
  EXPECT_EQ(reported->time(), "2025-06-04T01:20:00+00:00");
  EXPECT_EQ(reported->revision().revision(), 2);
  const auto all = Get(kOffice);
  ASSERT_TRUE(all.ok()) << all.status();
  ASSERT_EQ(all->deviations_size(), 4);
  EXPECT_EQ(all->deviations(3).id(), "2024-04");
  EXPECT_EQ(all->deviations(3).status(), v1::Deviation::RECEIVED);
  EXPECT_EQ(all->deviations(0).answer(), "Ny rutin.");
  EXPECT_EQ(Shown(*all, "deviations/count/2024"), "4");
  EXPECT_EQ(all->policies_size(), 3);
  EXPECT_EQ(all->controls(1).result(), v1::Control::DEFICIENT);
  EXPECT_THAT(all->auditors(0).members(),
              ElementsAre("forsakringskassan", "arbetsformedlingen"));
  EXPECT_EQ(all->audit_reports(0).accounts_fair(), v1::AuditReport::YES);
  EXPECT_EQ(all->audit_reports(0).goals_compatible(),
            v1::AuditReport::OPINION_UNSPECIFIED);
  EXPECT_EQ(all->discharges(0).decision(), v1::Discharge::GRANTED);
  EXPECT_EQ(all->tables_size(), 5);
}

TEST_F(FollowUpServiceTest, TheGoalIsCountedByTheRegister) {
  ASSERT_TRUE(
      Import("r1", {{"association.yaml", kSampleAssociation},
                    {"goals.csv",
                     "nr;åtagande;mått;jämförelse;mål;bedömning;kommentar\n"
                     "8;Fyra ärenden;deviations/count;>=;4;;\n"}})
          .ok());
  EXPECT_EQ(governance_->EvaluateGoals(SampleYear(), {})->judgements[0].verdict,
            Verdict::kNotMet);
  ASSERT_TRUE(Write(kReport, Report("r2")).ok());
  EXPECT_EQ(governance_->EvaluateGoals(SampleYear(), {})->judgements[0].verdict,
            Verdict::kMet);
  // What governance counts itself cannot be told otherwise.
  const std::vector<Figure> told = {{"deviations/count/2024", Count{0}, {}}};
  EXPECT_EQ(
      governance_->EvaluateGoals(SampleYear(), told)->judgements[0].verdict,
      Verdict::kMet);
}

TEST_F(FollowUpServiceTest, AuditorsReadAndOnlyTheOfficeWrites) {
  const auto denied = absl::StatusCode::kPermissionDenied;
  EXPECT_TRUE(Get(kAuditor).ok());
  ExpectRefused(Get(kMember).status(), denied, "AUDIENCE_DENIED");
  ExpectRefused(Get("").status(), denied, "AUDIENCE_DENIED");
  for (const std::string& key : {kAuditor, kMember, std::string()}) {
    ExpectRefused(Write(kReport, Report("r1"), key).status(), denied,
                  "AUDIENCE_DENIED");
  }
  EXPECT_EQ(Get(kOffice)->revision().revision(), 1);
}

TEST_F(FollowUpServiceTest, EachWriteIsRecordedWithWhoAndWhat) {
  auto answer = Begin<v1::AnswerDeviationRequest>("r1");
  answer.set_deviation_id("2024-03");
  answer.set_status(v1::Deviation::ANSWERED);
  answer.set_answer("Fler tider.");
  SetDay(2025, 1, 8, answer.mutable_date());
  auto control = Begin<v1::FollowUpControlRequest>("r2");
  control.set_control_id("it");
  control.set_result(v1::Control::SOUND);
  SetDay(2024, 12, 12, control.mutable_date());
  auto review = Begin<v1::RecordPolicyReviewRequest>("r3");
  review.set_policy_id("arkiv");
  review.set_result(v1::Policy::REVISED);
  SetDay(2025, 2, 6, review.mutable_date());
  SetDay(2029, 2, 6, review.mutable_review_due_date());
  using Stub = v1::FollowUpService::Stub;
  ASSERT_TRUE(Write(kReport, Report("r0a")).ok());
  ASSERT_TRUE(Write(&Stub::AnswerDeviation, answer).ok());
  ASSERT_TRUE(Write(&Stub::FollowUpControl, control).ok());
  ASSERT_TRUE(Write(&Stub::RecordPolicyReview, review).ok());
  ASSERT_TRUE(Write(kDischarge, Discharged("r4", "forsakringskassan")).ok());

  std::vector<std::string> kinds;
  ASSERT_TRUE(store::ScanRecords(*store_->TakeSnapshot(), kOrganisation, 2,
                                 [&](const store::Record& record) {
                                   const auto act =
                                       store::DecodeAct(record.facts);
                                   EXPECT_TRUE(act.has_value());
                                   EXPECT_EQ(act->actor.person, kActor);
                                   kinds.push_back(act->kind);
                                   return true;
                                 })
                  .ok());
  EXPECT_THAT(kinds, ElementsAre("report-deviation", "answer-deviation",
                                 "follow-up-control", "record-policy-review",
                                 "record-discharge"));
  const std::string before = Get(kOffice)->SerializeAsString();
  Close();
  Open();
  EXPECT_EQ(Get(kOffice)->SerializeAsString(), before);
  EXPECT_EQ(Shown(*Get(kOffice), "policies/overdue/2024"), "0");
  EXPECT_TRUE(store::VerifyChain(*store_->TakeSnapshot(), kOrganisation).ok());
}

TEST_F(FollowUpServiceTest, AnAuditReportOpensForDischarges) {
  // Before the audit is imported.
  ASSERT_TRUE(Import("r1", {{"association.yaml", kSampleAssociation},
                            {"audit.yaml", "auditors: []\n"}})
                  .ok());
  ExpectRefused(Write(kDischarge, Discharged("r2", "region-sjo")).status(),
                absl::StatusCode::kInvalidArgument, "DISCHARGE_WITHOUT_AUDIT");
  auto report = Begin<v1::RecordAuditReportRequest>("r3");
  report.mutable_report()->set_id("gemensam");
  SetDay(2025, 4, 10, report.mutable_report()->mutable_date());
  report.mutable_report()->add_auditors("Rut Almstedt");
  report.mutable_report()->set_accounts_fair(v1::AuditReport::YES);
  report.mutable_report()->set_control_sufficient(v1::AuditReport::PARTLY);
  report.mutable_report()->set_operations_suitable(v1::AuditReport::YES);
  const auto method = &v1::FollowUpService::Stub::RecordAuditReport;
  ExpectRefused(Write(method, report).status(),
                absl::StatusCode::kInvalidArgument, "FIELD_INVALID");
  report.mutable_report()->set_discharge(v1::AuditReport::RECOMMENDED);
  ExpectRefused(Write(method, report).status(),
                absl::StatusCode::kInvalidArgument, "AUDIT_REMARK_MISSING");
  report.mutable_report()->set_remark("Attestordningen följs inte alltid.");
  ASSERT_TRUE(Write(method, report).ok());
  ASSERT_TRUE(Write(kDischarge, Discharged("r2", "region-sjo")).ok());
  EXPECT_EQ(Shown(*Get(kOffice), "discharge/granted/2024"), "1");
  EXPECT_EQ(Shown(*Get(kOffice), "discharge/missing/2024"), "3");
}

TEST_F(FollowUpServiceTest, ARepeatIsAnsweredAsTheFirstTimeAndATrialNot) {
  auto trial = Report("r1");
  trial.mutable_act()->set_validate_only(true);
  ASSERT_TRUE(Write(kReport, trial).ok());
  EXPECT_EQ(Get(kOffice)->deviations_size(), 3);
  const auto first = Write(kReport, Report("r1"));
  ASSERT_TRUE(Write(kReport, Report("r2")).ok());
  const auto again = Write(kReport, Report("r1"));
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(Get(kOffice)->deviations_size(), 5);
  auto other = Report("r1");
  other.mutable_deviation()->set_area("Annat");
  ExpectRefused(Write(kReport, other).status(),
                absl::StatusCode::kAlreadyExists, "REQUEST_ID_REUSED");
}

TEST_F(FollowUpServiceTest, RefusedActsLeaveNoTrace) {
  const auto bad = absl::StatusCode::kInvalidArgument;
  auto request = Report("r1");
  request.mutable_act()->clear_actor();
  ExpectRefused(Write(kReport, request).status(), bad, "ACTOR_MISSING");
  request = Report("r1");
  request.mutable_act()->mutable_actor()->set_on_behalf_of("folket");
  ExpectRefused(Write(kReport, request).status(), bad, "ACTOR_MEMBER_UNKNOWN");
  request = Report("r1");
  request.mutable_act()->set_fiscal_year("associations/1/fiscalYears/2024");
  ExpectRefused(Write(kReport, request).status(), bad, "NAME_INVALID");
  request = Report("r1");
  request.mutable_act()->set_fiscal_year(
      "associations/2220001511/fiscalYears/2019");
  ExpectRefused(Write(kReport, request).status(), absl::StatusCode::kNotFound,
                "ASSOCIATION_UNKNOWN");
  request = Report("r1");
  request.mutable_deviation()->clear_reported_date();
  ExpectRefused(Write(kReport, request).status(), bad, "DATE_INVALID");
  request = Report("r1");
  request.mutable_deviation()->clear_level();
  ExpectRefused(Write(kReport, request).status(), bad, "FIELD_INVALID");
  request = Report("r1");
  request.mutable_deviation()->set_text("Gäller 19810203-1234.");
  const absl::Status refused = Write(kReport, request).status();
  ExpectRefused(refused, bad, "PERSONAL_DATA");
  EXPECT_EQ(refused.ToString().find("19810203"), std::string::npos);
  EXPECT_EQ(Get(kOffice)->revision().revision(), 1);
  EXPECT_EQ(Get(kOffice)->deviations_size(), 3);
}

TEST_F(FollowUpServiceTest, AFileThatContradictsAnActIsRefused) {
  ASSERT_TRUE(Write(kDischarge, Discharged("r1", "region-sjo")).ok());
  std::vector<store::InputFile> files = FollowUpFiles();
  for (store::InputFile& file : files) {
    if (file.name != "audit.yaml") continue;
    file.content +=
        "  - {member: region-sjo, date: 2025-06-03, decision: granted, "
        "body: regionfullmäktige}\n";
  }
  ExpectRefused(Import("r2", files), absl::StatusCode::kInvalidArgument,
                "RECORD_CONTRADICTED");
  EXPECT_EQ(Get(kOffice)->discharges_size(), 2);
  // The act is still there after the files were read again without it.
  ASSERT_TRUE(Import("r3", FollowUpFiles()).ok());
  EXPECT_EQ(Get(kOffice)->discharges_size(), 2);
}

}  // namespace
}  // namespace finsam::governance
