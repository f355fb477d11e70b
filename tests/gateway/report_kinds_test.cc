// A year's other reports, its interim report and its activity plan, with fake
// neighbours: what the four are asked, and what of it stands in the report.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/gateway/http_door.h"
#include "services/gateway/report_layout_file.h"
#include "tests/gateway/gateway_host.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Stub = v1::GatewayService::Stub;

constexpr char kInterim[] = R"(title: Delårsrapport 2024
through: 2024-06
outcomes: operations-account
opening-capital: balance-sheet/retained-earnings
sections:
  - title: Ekonomi
    content:
      - text: text/ekonomi.md
      - table: interim
)";
constexpr char kPlan[] = R"(title: Verksamhetsplan 2024
sections:
  - title: Budget
    content:
      - table: interim
)";

void AddFile(const std::string& name, const std::string& content,
             internal::YearFiles* files) {
  common::v1::File* file = files->add_files();
  file->set_name(name);
  file->set_content(content);
}

class ReportKindsTest : public GatewayHost {
 protected:
  // Stores layouts of these kinds, and the texts of all.
  void Store(const std::vector<ReportKind>& kinds) {
    internal::YearFiles files;
    for (const ReportKind kind : kinds) {
      if (kind == ReportKind::kAnnual) files.MergeFrom(SampleFiles());
      if (kind == ReportKind::kInterim) AddFile(kInterimFile, kInterim, &files);
      if (kind == ReportKind::kPlan) AddFile(kPlanFile, kPlan, &files);
    }
    AddFile("text/ekonomi.md",
            "Resultatet blev {{ outcome/result/2024-06 | tkr }} av 99.",
            &files);
    ASSERT_TRUE(
        WriteYear(*store_, kSampleName, files, "r1", absl::UnixEpoch()).ok());
  }

  // The budget service has a table "interim" of one cell.
  void GiveTables() {
    Figure figure{"plan/kansli/2025", Kr(1'300'000), {}};
    Table table{"interim", "Budget och utfall", "kr", "", {}, {}};
    table.columns = {{"plan-2025", "Plan 2025"}};
    table.rows = {{"kansli",
                   "Kansli",
                   RowKind::kDetail,
                   "",
                   {FigureCell{figure, {Unit::kKronor, 0}}}}};
    budget::v1::GetBudgetTablesResponse tables;
    ToProto(table, tables.add_tables());
    ToProto(Figure{"plan/result/2025", Kr(5), {}}, tables.add_figures());
    fakes_.Of("budget").tables = tables;
  }

  absl::Status Assemble(v1::ReportKind kind, v1::Report* report) {
    v1::AssembleReportRequest request;
    request.set_fiscal_year(kSampleYear);
    request.set_kind(kind);
    v1::AssembleReportResponse response;
    const absl::Status status = Call(&Stub::AssembleReport, request, &response);
    *report = response.report();
    return status;
  }

  v1::CheckReportResponse Check(v1::ReportKind kind) {
    v1::CheckReportRequest request;
    request.set_fiscal_year(kSampleYear);
    request.set_kind(kind);
    v1::CheckReportResponse response;
    EXPECT_TRUE(Call(&Stub::CheckReport, request, &response).ok());
    return response;
  }
};

std::vector<std::string> FoundIn(const v1::CheckReportResponse& checked) {
  std::vector<std::string> found;
  for (const auto& finding : checked.findings()) found.push_back(finding.id());
  return found;
}

TEST_F(ReportKindsTest, EachKindIsAReportOfItsOwn) {
  Store({ReportKind::kPlan, ReportKind::kInterim, ReportKind::kAnnual});
  GiveTables();
  const std::pair<v1::ReportKind, const char*> expected[] = {
      {v1::REPORT_KIND_UNSPECIFIED, "annualReport Årsredovisning 2024"},
      {v1::ANNUAL_REPORT, "annualReport Årsredovisning 2024"},
      {v1::INTERIM_REPORT, "interimReport Delårsrapport 2024"},
      {v1::ACTIVITY_PLAN, "activityPlan Verksamhetsplan 2024"},
  };
  for (const auto& [kind, said] : expected) {
    v1::Report report;
    const absl::Status status = Assemble(kind, &report);
    ASSERT_TRUE(status.ok()) << status;
    EXPECT_EQ(absl::StrCat(report.name(), " ", report.title()),
              absl::StrCat(kSampleYear, "/", said));
    EXPECT_EQ(report.kind(),
              kind == v1::REPORT_KIND_UNSPECIFIED ? v1::ANNUAL_REPORT : kind);
  }
  v1::ListReportsResponse listed;
  ASSERT_TRUE(Call(&Stub::ListReports, v1::ListReportsRequest(), &listed).ok());
  ASSERT_EQ(listed.years_size(), 1);
  EXPECT_EQ(listed.years(0).fiscal_year(), listed.fiscal_years(0));
  EXPECT_THAT(
      listed.years(0).kinds(),
      ElementsAre(v1::ANNUAL_REPORT, v1::INTERIM_REPORT, v1::ACTIVITY_PLAN));
}

TEST_F(ReportKindsTest, AKindThatTheYearDoesNotHaveIsRefused) {
  Store({ReportKind::kPlan, ReportKind::kInterim});
  GiveTables();
  v1::Report report;
  const absl::Status status = Assemble(v1::ANNUAL_REPORT, &report);
  EXPECT_EQ(ReasonOf(status), "REPORT_UNKNOWN");
  EXPECT_THAT(std::string(status.message()), HasSubstr("årsredovisning"));
  ASSERT_TRUE(Assemble(v1::REPORT_KIND_UNSPECIFIED, &report).ok());
  EXPECT_EQ(report.kind(), v1::INTERIM_REPORT);
}

TEST_F(ReportKindsTest, AnInterimReportHoldsTheBooksToItsMonth) {
  Store({ReportKind::kInterim});
  GiveTables();
  budget::v1::FollowUpResponse follow_up;
  ToProto(Figure{"outcome/result/2024-06", Kr(65'000), {}},
          follow_up.add_figures());
  fakes_.Of("budget").follow_up = follow_up;
  v1::Report report;
  const absl::Status status = Assemble(v1::INTERIM_REPORT, &report);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(report.sections(0).blocks(0).text().references(0).printed(),
            Printed("65 tkr"));
  EXPECT_EQ(report.sections(0).blocks(1).table().id(), "interim");

  const auto asked = fakes_.StatementsAsked();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].through(), 202406);
  const auto followed = fakes_.FollowUpAsked();
  EXPECT_EQ(followed.month(), 6);
  EXPECT_TRUE(followed.accrue_instalments());
  ASSERT_EQ(followed.outcomes_size(), 2);  // The total is no line.
  EXPECT_EQ(followed.outcomes(0).line(), "fees");
  EXPECT_EQ(followed.outcomes(1).outcome().id(),
            "operations-account/net-cost/2024");
  const auto tables = fakes_.TablesAsked();
  ASSERT_EQ(tables.outcomes_size(), 2);
  EXPECT_EQ(tables.outcomes(0).year(), 2024);
  EXPECT_EQ(tables.outcomes(0).month(), 6);
  EXPECT_EQ(tables.outcomes(0).opening_capital().id(),
            "balance-sheet/retained-earnings/2024");
  EXPECT_EQ(tables.outcomes(1).year(), 2023);
  EXPECT_EQ(tables.outcomes(1).month(), 12);
}

TEST_F(ReportKindsTest, OtherReportsGetTheInterimReportsOutcomesToo) {
  Store({ReportKind::kAnnual, ReportKind::kInterim});
  v1::Report report;
  ASSERT_TRUE(Assemble(v1::ANNUAL_REPORT, &report).ok());
  const auto asked = fakes_.StatementsAsked();
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_EQ(asked[0].through(), 0);
  EXPECT_EQ(asked[1].through(), 202406);
  EXPECT_EQ(asked[1].at_revision(), 11);
  // Named by their month: the report has the whole year's beside them.
  EXPECT_EQ(fakes_.TablesAsked().outcomes(0).lines(0).outcome().id(),
            "operations-account/fees/to-2024-06");
  EXPECT_EQ(fakes_.FollowUpAsked().month(), 0);
}

TEST_F(ReportKindsTest, APlanNeedsNoBooks) {
  Store({ReportKind::kPlan, ReportKind::kInterim});
  GiveTables();
  fakes_.Of("ledger").read_status =
      Refuse(absl::StatusCode::kNotFound, "FISCAL_YEAR_UNKNOWN", "inget år");
  v1::Report report;
  const absl::Status status = Assemble(v1::ACTIVITY_PLAN, &report);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(report.sections(0).blocks(0).table().rows(0).cells(0).text(),
            Printed("1 300 000"));
  EXPECT_EQ(fakes_.TablesAsked().outcomes_size(), 0);
  EXPECT_EQ(ReasonOf(Assemble(v1::INTERIM_REPORT, &report)),
            "FISCAL_YEAR_UNKNOWN");
}

TEST_F(ReportKindsTest, TablesWithoutFactsAreMissedOnlyWhereTheyStand) {
  Store({ReportKind::kPlan, ReportKind::kAnnual});
  fakes_.Of("budget").tables_status =
      Refuse(absl::StatusCode::kFailedPrecondition, "TABLE_FACTS_MISSING",
             "kolumnen saknar uppgifter");
  v1::Report report;
  EXPECT_TRUE(Assemble(v1::ANNUAL_REPORT, &report).ok());
  EXPECT_EQ(ReasonOf(Assemble(v1::ACTIVITY_PLAN, &report)),
            "TABLE_FACTS_MISSING");
}

TEST_F(ReportKindsTest, OutcomesThatDoNotFitAreMissedOnlyWhereTheyStand) {
  Store({ReportKind::kInterim, ReportKind::kAnnual});
  const absl::Status alike = Refuse(absl::StatusCode::kInvalidArgument,
                                    "BUDGET_GROUP_ALIKE", "två grupper");
  fakes_.Of("budget").tables_status = alike;
  fakes_.Of("budget").follow_up_status = alike;
  v1::Report report;
  const absl::Status annual = Assemble(v1::ANNUAL_REPORT, &report);
  EXPECT_TRUE(annual.ok()) << annual;
  EXPECT_EQ(ReasonOf(Assemble(v1::INTERIM_REPORT, &report)),
            "BUDGET_GROUP_ALIKE");
  fakes_.Of("budget").tables_status = absl::OkStatus();
  GiveTables();
  EXPECT_THAT(FoundIn(Check(v1::INTERIM_REPORT)),
              testing::Contains("IS-1/accrued"));
}

TEST_F(ReportKindsTest, APrintedDocumentIsComparedWithItsOwnReport) {
  internal::YearFiles files = SampleFiles();
  AddFile(kInterimFile, kInterim, &files);
  AddFile(kPlanFile, kPlan, &files);
  AddFile("text/ekonomi.md", "Text.", &files);
  AddFile("published.csv",
          "figur;tryckt;enhet;rapport\n"
          "income-statement/result-of-year/2024;1;kr;\n"
          "income-statement/result-of-year/2024;2;kr;delårsrapport\n",
          &files);
  ASSERT_TRUE(
      WriteYear(*store_, kSampleName, files, "r1", absl::UnixEpoch()).ok());
  GiveTables();
  const auto printed = [this](v1::ReportKind kind) {
    std::vector<std::string> found;
    const v1::CheckReportResponse checked = Check(kind);
    for (const auto& finding : checked.findings()) {
      if (finding.check() == "PD-1") found.push_back(finding.found());
    }
    return found;
  };
  EXPECT_THAT(printed(v1::ANNUAL_REPORT), ElementsAre(Printed("1 kr")));
  EXPECT_THAT(printed(v1::INTERIM_REPORT), ElementsAre(Printed("2 kr")));
  EXPECT_THAT(printed(v1::ACTIVITY_PLAN), IsEmpty());
}

TEST_F(ReportKindsTest, WhatTheBudgetServiceFindsIsFound) {
  Store({ReportKind::kInterim, ReportKind::kPlan});
  GiveTables();
  budget::v1::SplitContributionsResponse split;
  auto* finding = split.add_findings();
  finding->set_code("CONTRIBUTION_LAW");
  finding->set_message("Staten bidrar med för lite.");
  finding->mutable_found()->set_id("contribution/state/2024");
  fakes_.Of("budget").contributions = split;
  budget::v1::GetCapitalPlanResponse capital;
  ToProto(Figure{"capital/guideline/2024", Kr(1), {}}, capital.add_figures());
  ToProto(Figure{"capital/closing/2024", Kr(2), {}}, capital.add_figures());
  fakes_.Of("budget").capital = capital;
  EXPECT_THAT(FoundIn(Check(v1::ACTIVITY_PLAN)),
              testing::IsSupersetOf({"NO-1/contribution/state/2024",
                                     "NO-2/capital/closing/2024"}));
  budget::v1::FollowUpResponse follow_up;
  follow_up.add_warnings()->set_reason("OUTCOME_UNBOOKED");
  fakes_.Of("budget").follow_up = follow_up;
  EXPECT_THAT(FoundIn(Check(v1::INTERIM_REPORT)),
              testing::Contains("IS-1/unbooked"));
  EXPECT_EQ(fakes_.FollowUpAsked().booked_through_month(), 7);
  fakes_.Of("budget").follow_up_status = Refuse(
      absl::StatusCode::kInvalidArgument, "FOLLOW_UP_COVER", "mer än bokfört");
  const auto interim = Check(v1::INTERIM_REPORT);
  EXPECT_THAT(FoundIn(interim), testing::Contains("IS-1/accrued"));
}

TEST_F(ReportKindsTest, NumbersTypedInAnotherReportsTextAreItsOwn) {
  Store({ReportKind::kInterim, ReportKind::kAnnual});
  GiveTables();
  const std::string typed = "TX-1/text/ekonomi.md:1/99";
  EXPECT_THAT(FoundIn(Check(v1::INTERIM_REPORT)), testing::Contains(typed));
  EXPECT_THAT(FoundIn(Check(v1::ANNUAL_REPORT)), Not(testing::Contains(typed)));
}

TEST_F(ReportKindsTest, AFigureIsExplainedUpToItsMonth) {
  Store({ReportKind::kAnnual, ReportKind::kInterim});
  for (Cell& cell : fakes_.year.Row("operations-account", "fees").cells) {
    BooksOrigin& books = std::get<FigureCell>(cell).figure.provenance.books;
    books.selections = {{3000, 3999, 0, {}}};
    books.through = 202406;
  }
  v1::ExplainFigureRequest request;
  request.set_fiscal_year(kSampleYear);
  request.set_kind(v1::ANNUAL_REPORT);
  request.set_figure_id("operations-account/fees/to-2024-06");
  v1::ExplainFigureResponse explained;
  const absl::Status status = Call(&Stub::ExplainFigure, request, &explained);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(fakes_.ExplainAsked().figure_id(), "operations-account/fees/2024");
  EXPECT_EQ(fakes_.ExplainAsked().through(), 202406);
}

TEST_F(ReportKindsTest, EachKindHasItsPages) {
  Store({ReportKind::kAnnual, ReportKind::kPlan});
  GiveTables();
  HttpDoor door(gateway_, publishing_, SystemClock());
  const auto address = door.Start("127.0.0.1:0");
  ASSERT_TRUE(address.ok()) << address.status();
  httplib::Client http("http://" + *address);
  const std::string year = absl::StrCat("/", kSampleYear, "/");
  const struct {
    const char* path;
    int status;
    const char* holds;
  } cases[] = {
      {"annualReport", 200, "Årsredovisning 2024"},
      {"annual-report.txt", 200, "Årsredovisning 2024"},
      {"activityPlan", 200, "activityPlan/figures?id="},
      {"activity-plan", 200, "activity-plan/figures?id="},
      {"activity-plan.json", 200, "ACTIVITY_PLAN"},
      {"activity-plan.txt", 200, "Verksamhetsplan 2024"},
      {"activity-plan/findings", 200, "NO-4"},
      {"activity-plan/figures?id=plan/kansli/2025", 200,
       "/activity-plan#plan/kansli/2025"},
      {"activity-plan.csv?table=interim", 200, "\xEF\xBB\xBFid;"},
      {"activity-plan.csv?table=plan", 404, "TABLE_UNKNOWN"},
      {"activity-plan.csv", 404, "tabellerna är interim"},
      {"activity-plan.xlsx", 200, "xl/workbook.xml"},
      {"activity-plan.pdf?table=plan", 400, "TABLE_UNEXPECTED"},
      {"interim-report", 404, "REPORT_UNKNOWN"},
      {"interimReport/findings", 404, "delårsrapport"},
      {"halvårsrapport", 404, "PATH_UNKNOWN"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.path);
    const httplib::Result answer = http.Get(year + c.path);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, c.status);
    EXPECT_THAT(answer->body, HasSubstr(c.holds));
  }
  const httplib::Result years = http.Get("/");
  ASSERT_TRUE(years);
  EXPECT_THAT(years->body, HasSubstr(year + "annualReport"));
  EXPECT_THAT(years->body, HasSubstr(year + "activityPlan"));
  EXPECT_THAT(years->body, Not(HasSubstr("interimReport")));
}

}  // namespace
}  // namespace finsam::gateway
