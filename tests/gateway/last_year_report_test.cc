// A year's comparison column against the report that was frozen last year: over
// real gRPC in process, with fake neighbours.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "services/gateway/publishing_store.h"
#include "tests/gateway/gateway_host.h"

namespace finsam::gateway {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kCosts[] = "income-statement/operating-costs/2023";

class LastYearReportTest : public GatewayHost {
 protected:
  LastYearReportTest()
      : publishing_stub_(v1::PublishingService::NewStub(server_->channel())) {
    internal::YearFiles files = SampleFiles();
    files.mutable_files(0)->set_content(R"(title: Årsredovisning 2024
sections:
  - title: Resultat
    content:
      - table: income-statement
        columns:
          - {label: "2024", year: 2024}
          - {label: "2023", year: 2023}
)");
    files.mutable_files()->DeleteSubrange(1, 1);
    EXPECT_TRUE(
        WriteYear(*store_, kSampleName, files, "r1", absl::UnixEpoch()).ok());
  }

  // Freezes a report for 2023 that prints these costs.
  void FreezeLastYear(int version, int64_t kronor, bool published) {
    const FrozenName name{{{"2220001511", 2023}, ReportKind::kAnnual}, version};
    v1::FrozenReport frozen;
    frozen.set_name(name.Text());
    frozen.set_version(version);
    internal::FrozenBody body;
    auto* cell = body.mutable_report()
                     ->add_sections()
                     ->add_blocks()
                     ->mutable_table()
                     ->add_rows()
                     ->add_cells();
    cell->mutable_figure()->set_id(kCosts);
    cell->mutable_figure()->mutable_value()->set_amount_ore(kronor * 100);
    cell->mutable_display()->set_unit(common::v1::Display::KRONOR);
    store::Commit commit;
    PutFrozen(name, frozen, body, commit);
    if (published) {
      internal::Progress progress;
      progress.set_publish_time(1);
      PutProgress(name, progress, commit);
    }
    ASSERT_TRUE(store_->Apply(commit).ok());
  }

  // What PY-1 says of the costs; a finding without id when nothing.
  v1::Finding Finding() {
    v1::CheckReportRequest request;
    request.set_fiscal_year(kSampleYear);
    v1::CheckReportResponse response;
    EXPECT_TRUE(
        Call(&v1::GatewayService::Stub::CheckReport, request, &response).ok());
    for (const v1::Finding& finding : response.findings()) {
      if (absl::StartsWith(finding.id(), kRestatedFindings)) return finding;
    }
    return {};
  }

  // The costs of the year before, and the remark below their table.
  struct Shown {
    int64_t ore = 0;
    std::string rule;
    std::string remark;
  };
  Shown Costs() {
    v1::AssembleReportRequest request;
    request.set_fiscal_year(kSampleYear);
    v1::AssembleReportResponse response;
    EXPECT_TRUE(
        Call(&v1::GatewayService::Stub::AssembleReport, request, &response)
            .ok());
    for (const auto& section : response.report().sections()) {
      for (const auto& block : section.blocks()) {
        for (const auto& row : block.table().rows()) {
          for (const auto& cell : row.cells()) {
            if (cell.figure().id() != kCosts) continue;
            return {cell.figure().value().amount_ore(),
                    cell.figure().provenance().rule(), block.table().remark()};
          }
        }
      }
    }
    ADD_FAILURE() << "the report does not print " << kCosts;
    return {};
  }

  std::unique_ptr<v1::PublishingService::Stub> publishing_stub_;
};

TEST_F(LastYearReportTest, WhatAgreesIsNotMentioned) {
  const Shown without = Costs();
  FreezeLastYear(1, without.ore / 100, false);
  EXPECT_EQ(Finding().id(), "");
  EXPECT_EQ(Costs().remark, without.remark);
}

TEST_F(LastYearReportTest, WhatIsRestatedNeedsAReasonWhichIsPrinted) {
  FreezeLastYear(1, Costs().ore / 100 + 7, false);
  const v1::Finding finding = Finding();
  EXPECT_EQ(finding.id(), std::string(kRestatedFindings) + kCosts);
  EXPECT_TRUE(finding.blocks_freezing());
  EXPECT_THAT(Costs().remark, HasSubstr(", 2023, är omräknat: "));

  v1::AnswerFindingRequest request;
  request.set_fiscal_year(kSampleYear);
  request.set_finding_id(finding.id());
  request.set_reason("En faktura hörde till 2022.");
  request.set_request_id("answer");
  request.mutable_actor()->set_person("Signe Hallbo");
  grpc::ClientContext context;
  v1::AnswerFindingResponse response;
  ASSERT_TRUE(
      publishing_stub_->AnswerFinding(&context, request, &response).ok());
  EXPECT_FALSE(Finding().blocks_freezing());
  EXPECT_THAT(Costs().remark, HasSubstr(". En faktura hörde till 2022."));

  // What was answered is not what is found any more.
  fakes_.year.SetKronor(kCosts, 1);
  EXPECT_TRUE(Finding().blocks_freezing());
  EXPECT_THAT(Costs().remark, Not(HasSubstr("En faktura")));
}

TEST_F(LastYearReportTest, ThePublishedVersionCounts) {
  const int64_t kronor = Costs().ore / 100;
  FreezeLastYear(1, kronor, true);
  FreezeLastYear(2, kronor + 7, false);
  EXPECT_EQ(Finding().id(), "");
  FreezeLastYear(3, kronor + 8, true);
  EXPECT_NE(Finding().id(), "");
}

TEST_F(LastYearReportTest, WhatNobodyKnowsIsTakenFromIt) {
  FreezeLastYear(1, -3'917'000, false);
  fakes_.year.Set(kCosts, {});
  const Shown shown = Costs();
  EXPECT_EQ(shown.ore, -3'917'000'00);
  EXPECT_EQ(shown.rule, "adopted last year");
  EXPECT_EQ(Finding().id(), "");
}

}  // namespace
}  // namespace finsam::gateway
