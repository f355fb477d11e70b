// Findings answered, reports frozen, versions compared: over real gRPC in
// process, with fake neighbours.

#include "services/gateway/publishing_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/store/journal.h"
#include "tests/gateway/gateway_host.h"

namespace finsam::gateway {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using Stub = v1::PublishingService::Stub;

constexpr char kFirst[] =
    "associations/2220001511/fiscalYears/2024/annualReport/versions/1";
constexpr char kLatest[] =
    "associations/2220001511/fiscalYears/2024/annualReport/versions/latest";

class PublishingTest : public GatewayHost {
 protected:
  PublishingTest()
      : publishing_stub_(v1::PublishingService::NewStub(server_->channel())) {
    fakes_.goal_figure_ids.pop_back();  // Each goal can be judged.
  }

  template <typename Response, typename Method, typename Request>
  absl::StatusOr<Response> Ask(Method method, const Request& request) {
    grpc::ClientContext context;
    rpc::SetDeadline(context, absl::Now() + absl::Seconds(20));
    Response response;
    const absl::Status status = rpc::FromGrpc(
        ((*publishing_stub_).*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  // A result in the balance sheet that is not the income statement's: errors.
  void Contradict(int64_t kronor) {
    fakes_.year.SetKronor("balance-sheet/result-of-year/2024", kronor);
  }

  // The sample with another sentence.
  void StoreReworded() {
    internal::YearFiles files = SampleFiles();
    files.mutable_files(1)->set_content(
        "Året gav {{ income-statement/result-of-year/2024 | kr }}.\n");
    ASSERT_TRUE(
        WriteYear(*store_, kSampleName, files, "r2", absl::UnixEpoch()).ok());
  }

  static v1::FreezeReportRequest FreezeRequest(const std::string& id) {
    v1::FreezeReportRequest request;
    request.set_fiscal_year(kSampleYear);
    request.set_request_id(id);
    request.mutable_actor()->set_person("Signe Hallbo");
    return request;
  }

  absl::StatusOr<v1::FreezeReportResponse> Freeze(const std::string& id) {
    return Ask<v1::FreezeReportResponse>(&Stub::FreezeReport,
                                         FreezeRequest(id));
  }

  absl::StatusOr<v1::AnswerFindingResponse> Answer(
      const std::string& finding, const std::string& reason = "Felskrivet.") {
    v1::AnswerFindingRequest request;
    request.set_fiscal_year(kSampleYear);
    request.set_finding_id(finding);
    request.set_reason(reason);
    request.set_request_id(absl::StrCat("answer ", ++answers_));
    request.mutable_actor()->set_person("Signe Hallbo");
    return Ask<v1::AnswerFindingResponse>(&Stub::AnswerFinding, request);
  }

  absl::StatusOr<v1::GetFrozenReportResponse> Get(const std::string& name) {
    v1::GetFrozenReportRequest request;
    request.set_name(name);
    return Ask<v1::GetFrozenReportResponse>(&Stub::GetFrozenReport, request);
  }

  absl::StatusOr<v1::CompareFrozenReportResponse> Compare(
      const std::string& name, const std::string& other = "") {
    v1::CompareFrozenReportRequest request;
    request.set_name(name);
    request.set_other_name(other);
    return Ask<v1::CompareFrozenReportResponse>(&Stub::CompareFrozenReport,
                                                request);
  }

  // The ids of what differs.
  std::vector<std::string> Changed(const std::string& name,
                                   const std::string& other = "") {
    const auto compared = Compare(name, other);
    EXPECT_TRUE(compared.ok()) << compared.status();
    std::vector<std::string> ids;
    if (!compared.ok()) return ids;
    for (const auto& change : compared->changes()) ids.push_back(change.id());
    return ids;
  }

  v1::CheckReportResponse Check() {
    v1::CheckReportRequest request;
    request.set_fiscal_year(kSampleYear);
    v1::CheckReportResponse response;
    EXPECT_TRUE(
        Call(&v1::GatewayService::Stub::CheckReport, request, &response).ok());
    return response;
  }

  std::vector<std::string> Blocking() {
    std::vector<std::string> ids;
    const v1::CheckReportResponse checks = Check();
    for (const v1::Finding& finding : checks.findings()) {
      if (finding.blocks_freezing()) ids.push_back(finding.id());
    }
    return ids;
  }

  std::unique_ptr<v1::PublishingService::Stub> publishing_stub_;
  int answers_ = 0;
};

TEST_F(PublishingTest, ErrorsBlockFreezingUntilTheyAreAnswered) {
  StoreSample();
  Contradict(-61'000);
  const std::vector<std::string> blocking = Blocking();
  ASSERT_THAT(blocking, Not(IsEmpty()));
  const auto refused = Freeze("1");
  EXPECT_EQ(ReasonOf(refused.status()), "FINDINGS_OPEN");
  const std::vector<Problem> problems = ProblemsOf(refused.status());
  ASSERT_THAT(problems, SizeIs(blocking.size()));
  EXPECT_EQ(problems[0].field, blocking[0]);

  for (const std::string& id : blocking) {
    const auto answered = Answer(id);
    ASSERT_TRUE(answered.ok()) << answered.status();
    EXPECT_EQ(answered->finding().answer().reason(), "Felskrivet.");
    EXPECT_FALSE(answered->finding().blocks_freezing());
  }
  EXPECT_THAT(Blocking(), IsEmpty());
  const auto frozen = Freeze("2");
  ASSERT_TRUE(frozen.ok()) << frozen.status();
  EXPECT_EQ(frozen->frozen().answered_count(), blocking.size());
}

TEST_F(PublishingTest, AnAnswerHoldsForWhatTheFindingSaidOnly) {
  StoreSample();
  Contradict(-61'000);
  const std::vector<std::string> blocking = Blocking();
  for (const std::string& id : blocking) ASSERT_TRUE(Answer(id).ok());
  EXPECT_THAT(Blocking(), IsEmpty());
  Contradict(-62'000);
  EXPECT_EQ(Blocking(), blocking);
}

// What somebody else printed wrongly is no error of this report.
TEST_F(PublishingTest, AnErrorOfAnotherDocumentBlocksNothing) {
  internal::YearFiles files = SampleFiles();
  common::v1::File* published = files.add_files();
  published->set_name("published.csv");
  published->set_content(
      "figur;tryckt;enhet;plats\n"
      "income-statement/result-of-year/2024;-61;tkr;s. 4\n");
  ASSERT_TRUE(
      WriteYear(*store_, kSampleName, files, "r1", absl::UnixEpoch()).ok());
  int errors = 0;
  const v1::CheckReportResponse checks = Check();
  for (const v1::Finding& finding : checks.findings()) {
    if (finding.severity() == v1::Finding::ERROR) ++errors;
  }
  EXPECT_EQ(errors, 1);
  EXPECT_THAT(Blocking(), IsEmpty());
  EXPECT_TRUE(Freeze("1").ok());
}

TEST_F(PublishingTest, AnswersAreCheckedAndFindingsKnown) {
  StoreSample();
  Contradict(-61'000);
  const std::vector<std::string> blocking = Blocking();
  const std::string id = blocking.at(0);
  EXPECT_EQ(ReasonOf(Answer("PD-1/nothing").status()), "FINDING_UNKNOWN");
  EXPECT_EQ(ReasonOf(Answer(id, "").status()), "ANSWER_SIZE");
  EXPECT_EQ(ReasonOf(Answer(id, std::string(2'001, 'a')).status()),
            "ANSWER_SIZE");
  EXPECT_EQ(ReasonOf(Answer(id, "Enligt 811218-9876.").status()),
            "PERSONAL_DATA");
  EXPECT_EQ(Blocking(), blocking);
}

TEST_F(PublishingTest, AFrozenReportIsKnownByItsDigest) {
  StoreSample();
  const auto frozen = Freeze("1");
  ASSERT_TRUE(frozen.ok()) << frozen.status();
  EXPECT_TRUE(frozen->changed());
  EXPECT_EQ(frozen->frozen().name(), kFirst);
  EXPECT_EQ(frozen->frozen().sources_size(), 5);
  v1::RenderFrozenReportRequest request;
  request.set_name(kFirst);
  request.set_format(v1::RenderReportRequest::JSON);
  const auto json =
      Ask<v1::RenderReportResponse>(&Stub::RenderFrozenReport, request);
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_EQ(Hex(Sha256(json->content())), frozen->frozen().digest());
  EXPECT_THAT(json->content(), HasSubstr("Ekdalens samordningsförbund"));
  request.set_format(v1::RenderReportRequest::PDF);
  const auto pdf =
      Ask<v1::RenderReportResponse>(&Stub::RenderFrozenReport, request);
  ASSERT_TRUE(pdf.ok()) << pdf.status();
  EXPECT_EQ(Hex(Sha256(pdf->content())), frozen->frozen().pdf_digest());
  EXPECT_TRUE(absl::StartsWith(pdf->content(), "%PDF-"));
  request.set_table("income-statement");
  EXPECT_EQ(
      ReasonOf(Ask<v1::RenderReportResponse>(&Stub::RenderFrozenReport, request)
                   .status()),
      "TABLE_UNEXPECTED");
  request.set_format(v1::RenderReportRequest::CSV);
  const auto csv =
      Ask<v1::RenderReportResponse>(&Stub::RenderFrozenReport, request);
  ASSERT_TRUE(csv.ok()) << csv.status();
  EXPECT_THAT(csv->content(), HasSubstr("result-of-year;Årets resultat;"));
}

TEST_F(PublishingTest, FreezingTheSameAgainMakesNoVersion) {
  StoreSample();
  const auto first = Freeze("1");
  ASSERT_TRUE(first.ok()) << first.status();
  const auto repeated = Freeze("1");
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_TRUE(repeated->changed());  // The same answer.
  const auto second = Freeze("2");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_FALSE(second->changed());
  EXPECT_EQ(second->frozen().name(), kFirst);
  EXPECT_TRUE(
      store::VerifyChain(*store_->TakeSnapshot(), PublishingChain("2220001511"))
          .ok());
}

TEST_F(PublishingTest, AFrozenReportStaysWhenTheFactsMove) {
  StoreSample();
  ASSERT_TRUE(Freeze("1").ok());
  const std::string before = Get(kFirst)->SerializeAsString();
  EXPECT_THAT(Changed(kFirst), IsEmpty());
  StoreReworded();
  const auto compared = Compare(kFirst);
  ASSERT_TRUE(compared.ok()) << compared.status();
  // The sentence, and the figure that it prints in another unit.
  ASSERT_THAT(compared->changes(), SizeIs(2));
  EXPECT_EQ(compared->changes(0).subject(), v1::ReportChange::TEXT);
  EXPECT_EQ(compared->changes(0).id(), "text/resultat.md");
  EXPECT_TRUE(absl::StartsWith(compared->changes(0).before(), "Resultatet"));

  ASSERT_TRUE(Freeze("2").ok());
  auto kept = Get(kFirst);
  ASSERT_TRUE(kept.ok());
  EXPECT_TRUE(kept->frozen().superseded());
  kept->mutable_frozen()->clear_superseded();
  EXPECT_EQ(kept->SerializeAsString(), before);
  EXPECT_EQ(Get(kLatest)->frozen().version(), 2);
  EXPECT_THAT(Changed(kFirst, kLatest), SizeIs(2));
}

TEST_F(PublishingTest, WhatFiguresMovedIsSaidOneByOne) {
  StoreSample();
  ASSERT_TRUE(Freeze("1").ok());
  fakes_.year.SetKronor("income-statement/result-of-year/2024", -60'000);
  EXPECT_THAT(Changed(kFirst),
              testing::Contains("income-statement/result-of-year/2024"));
}

TEST_F(PublishingTest, ATrialStoresNothing) {
  StoreSample();
  v1::FreezeReportRequest request = FreezeRequest("1");
  request.set_validate_only(true);
  const auto tried =
      Ask<v1::FreezeReportResponse>(&Stub::FreezeReport, request);
  ASSERT_TRUE(tried.ok()) << tried.status();
  EXPECT_EQ(tried->frozen().version(), 1);
  EXPECT_EQ(ReasonOf(Get(kFirst).status()), "VERSION_UNKNOWN");
}

TEST_F(PublishingTest, ADigestThatIsNotTheReportsIsRefused) {
  StoreSample();
  v1::FreezeReportRequest request = FreezeRequest("1");
  request.set_expected_digest(std::string(64, '0'));
  EXPECT_EQ(
      ReasonOf(
          Ask<v1::FreezeReportResponse>(&Stub::FreezeReport, request).status()),
      "FREEZE_DIGEST_CHANGED");
  EXPECT_EQ(ReasonOf(Get(kLatest).status()), "VERSION_UNKNOWN");
}

TEST_F(PublishingTest, NamesAndActorsAreChecked) {
  StoreSample();
  for (const char* name :
       {"", "associations/2220001511",
        "associations/2220001511/fiscalYears/2024/annualReport/versions/0",
        "associations/2220001511/fiscalYears/2024/annualReport/versions/-1",
        "associations/2220001511/fiscalYears/2024/yearbook/versions/1"}) {
    EXPECT_EQ(ReasonOf(Get(name).status()), "NAME_INVALID") << name;
  }
  v1::FreezeReportRequest request = FreezeRequest("1");
  request.clear_actor();
  EXPECT_EQ(
      ReasonOf(
          Ask<v1::FreezeReportResponse>(&Stub::FreezeReport, request).status()),
      "ACTOR_MISSING");
}

TEST_F(PublishingTest, VersionsAreListedPageByPage) {
  StoreSample();
  ASSERT_TRUE(Freeze("1").ok());
  StoreReworded();
  ASSERT_TRUE(Freeze("2").ok());
  v1::ListFrozenReportsRequest request;
  request.set_association("associations/2220001511");
  request.set_page_size(1);
  const auto first =
      Ask<v1::ListFrozenReportsResponse>(&Stub::ListFrozenReports, request);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_EQ(first->reports_size(), 1);
  EXPECT_TRUE(first->reports(0).superseded());
  request.set_page_token(first->next_page_token());
  const auto last =
      Ask<v1::ListFrozenReportsResponse>(&Stub::ListFrozenReports, request);
  ASSERT_TRUE(last.ok()) << last.status();
  ASSERT_EQ(last->reports_size(), 1);
  EXPECT_FALSE(last->reports(0).superseded());
  EXPECT_EQ(last->next_page_token(), "");
}

}  // namespace
}  // namespace finsam::gateway
