// The gateway's reads over real gRPC in process, with fake neighbours: what
// the four say becomes one report, and each refusal has its reason.

#include "services/gateway/gateway_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "tests/gateway/gateway_host.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Stub = v1::GatewayService::Stub;

class GatewayServiceTest : public GatewayHost {
 protected:
  absl::Status Assemble(v1::Report* report,
                        const std::string& year = kSampleYear) {
    v1::AssembleReportRequest request;
    request.set_fiscal_year(year);
    v1::AssembleReportResponse response;
    const absl::Status status = Call(&Stub::AssembleReport, request, &response);
    *report = response.report();
    return status;
  }

  v1::CheckReportResponse Check() {
    v1::CheckReportRequest request;
    request.set_fiscal_year(kSampleYear);
    v1::CheckReportResponse response;
    EXPECT_TRUE(Call(&Stub::CheckReport, request, &response).ok());
    return response;
  }

  absl::Status Explain(const std::string& figure,
                       v1::ExplainFigureResponse* response) {
    v1::ExplainFigureRequest request;
    request.set_fiscal_year(kSampleYear);
    request.set_figure_id(figure);
    request.set_page_size(7);
    request.set_page_token("t");
    return Call(&Stub::ExplainFigure, request, response);
  }

  absl::Status Render(v1::RenderReportRequest::Format format,
                      v1::RenderReportResponse* response) {
    v1::RenderReportRequest request;
    request.set_fiscal_year(kSampleYear);
    request.set_format(format);
    return Call(&Stub::RenderReport, request, response);
  }
};

// The printed cells of a row of a section's only table.
std::vector<std::string> Cells(const v1::Section& section,
                               const std::string& row) {
  std::vector<std::string> cells;
  for (const auto& block : section.blocks()) {
    for (const auto& line : block.table().rows()) {
      if (line.id() != row) continue;
      for (const auto& cell : line.cells()) {
        cells.push_back(cell.has_figure() ? cell.text() : "");
      }
    }
  }
  return cells;
}

TEST_F(GatewayServiceTest, TheReportIsMadeOfAllFour) {
  StoreSample();
  v1::Report report;
  const absl::Status status = Assemble(&report);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(report.name(), absl::StrCat(kSampleYear, "/annualReport"));
  EXPECT_EQ(report.title(), "Årsredovisning 2024");
  EXPECT_EQ(report.association(), "Ekdalens samordningsförbund");
  EXPECT_EQ(report.registration_number(), "Dnr 2025:7");
  EXPECT_EQ(report.fiscal_year(), 2024);
  ASSERT_EQ(report.sections_size(), 2);
  const auto& text = report.sections(0).blocks(0).text();
  ASSERT_EQ(text.references_size(), 1);
  EXPECT_EQ(text.references(0).printed(), Printed("-50 tkr"));
  EXPECT_THAT(Cells(report.sections(0), "operating-costs"),
              ElementsAre(Printed("-4 000 000"), Printed("-4 100 000")));
  EXPECT_THAT(Cells(report.sections(1), "net-cost"),
              ElementsAre(Printed("4 100 000"), Printed("-100 000")));
  std::vector<std::string> sources;
  for (const auto& source : report.sources()) {
    sources.push_back(absl::StrCat(source.service(), " ", source.revision()));
  }
  EXPECT_THAT(sources, ElementsAre("ledger 11", "budget 12", "participants 13",
                                   "governance 14", "gateway 1"));
}

TEST_F(GatewayServiceTest, EachFigureIsInTheReportOnce) {
  StoreSample();
  v1::Report report;
  ASSERT_TRUE(Assemble(&report).ok());
  std::set<std::string> ids;
  for (const auto& figure : report.other_figures()) {
    EXPECT_TRUE(ids.insert(figure.id()).second) << figure.id();
  }
  EXPECT_TRUE(ids.contains("goals/met/2024"));
  EXPECT_TRUE(ids.contains("balance-sheet/cash/2024"));
  EXPECT_FALSE(ids.contains("income-statement/result-of-year/2024"));
}

TEST_F(GatewayServiceTest, WithoutBudgetItsCellsAreBlank) {
  StoreSample();
  fakes_.Of("budget").read_status =
      Refuse(absl::StatusCode::kNotFound, "BUDGET_UNKNOWN", "ingen budget");
  v1::Report report;
  const absl::Status status = Assemble(&report);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_THAT(Cells(report.sections(0), "operating-costs"),
              ElementsAre("", Printed("-4 100 000")));
  EXPECT_THAT(Cells(report.sections(1), "net-cost"),
              ElementsAre(Printed("4 100 000"), ""));
  EXPECT_EQ(report.sources_size(), 4);
}

TEST_F(GatewayServiceTest, AReportIsOfOneMoment) {
  StoreSample();
  v1::Report report;
  // Somebody commits a budget in the middle: asked again, all is of one moment.
  fakes_.Of("budget").moves = 1;
  EXPECT_TRUE(Assemble(&report).ok());
  EXPECT_EQ(fakes_.Of("budget").moves, 0);
  fakes_.Of("governance").moves = 2;
  EXPECT_TRUE(Assemble(&report).ok());
  // Somebody never stops.
  fakes_.Of("governance").moves = 100;
  const absl::Status status = Assemble(&report);
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(status), "FACTS_CHANGING");
}

TEST_F(GatewayServiceTest, ASilentNeighbourIsNamedInEveryRead) {
  StoreSample();
  for (const char* service :
       {"ledger", "budget", "participants", "governance"}) {
    SCOPED_TRACE(service);
    fakes_.Of(service).read_status = absl::UnavailableError("gone");
    v1::Report report;
    v1::RenderReportResponse rendered;
    v1::ExplainFigureResponse explained;
    for (const absl::Status& status :
         {Assemble(&report), Render(v1::RenderReportRequest::HTML, &rendered),
          Explain("goals/met/2024", &explained)}) {
      EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
      EXPECT_EQ(ReasonOf(status), "NEIGHBOUR_UNAVAILABLE");
      EXPECT_THAT(std::string(status.message()), HasSubstr(service));
    }
    fakes_.Of(service).read_status = absl::OkStatus();
  }
}

TEST_F(GatewayServiceTest, GoalsAreJudgedByTheFiguresThereAre) {
  StoreSample();
  governance::v1::Goal goal;
  goal.set_id("2");
  goal.set_text("Fler ska få stöd");
  goal.set_computed(true);
  goal.set_verdict(governance::v1::Goal::NOT_MET);
  goal.set_stated_verdict(governance::v1::Goal::MET);
  goal.set_departs(true);
  fakes_.goals = {goal};
  const v1::CheckReportResponse checked = Check();
  EXPECT_THAT(fakes_.EvaluatedFigures(),
              ElementsAre("participants/ljuspunkten/deltagare/total/2024"));
  std::vector<std::string> found;
  for (const auto& finding : checked.findings()) found.push_back(finding.id());
  EXPECT_THAT(
      found,
      ElementsAre("GO-1/goal-2",
                  "GO-1/measure/participants/gone/deltagare/total/2024"));
  EXPECT_EQ(checked.findings(0).severity(), v1::Finding::ERROR);
  EXPECT_EQ(checked.findings(0).found(), "uppfyllt");
  EXPECT_EQ(checked.findings(0).expected(), "ej uppfyllt");
  EXPECT_EQ(checked.checks_size(), 50);
  EXPECT_EQ(checked.sources_size(), 5);
}

TEST_F(GatewayServiceTest, VerdictsThatAgreeAreNoFinding) {
  StoreSample();
  governance::v1::Goal same;
  same.set_computed(true);
  same.set_verdict(governance::v1::Goal::MET);
  same.set_stated_verdict(governance::v1::Goal::MET);
  governance::v1::Goal not_stated = same;
  not_stated.set_stated_verdict(governance::v1::Goal::VERDICT_UNSPECIFIED);
  governance::v1::Goal not_computed = same;
  not_computed.set_computed(false);
  not_computed.set_verdict(governance::v1::Goal::NOT_MET);
  fakes_.goals = {same, not_stated, not_computed};
  // Only the sample's goal that is measured by nothing.
  const v1::CheckReportResponse checked = Check();
  ASSERT_EQ(checked.findings_size(), 1);
  EXPECT_EQ(checked.findings(0).id(),
            "GO-1/measure/participants/gone/deltagare/total/2024");
}

TEST_F(GatewayServiceTest, RendersInEveryForm) {
  StoreSample();
  const struct {
    v1::RenderReportRequest::Format format;
    const char* type;
    const char* holds;
  } cases[] = {
      {v1::RenderReportRequest::JSON, "application/json; charset=utf-8",
       "\"fiscalYear\""},
      {v1::RenderReportRequest::HTML, "text/html; charset=utf-8", "<html"},
      {v1::RenderReportRequest::TEXT, "text/plain; charset=utf-8",
       "Årsredovisning 2024"},
      {v1::RenderReportRequest::PDF, "application/pdf", "%PDF-1.7"},
      {v1::RenderReportRequest::XLSX,
       "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
       "xl/workbook.xml"},
  };
  for (const auto& c : cases) {
    v1::RenderReportResponse first;
    ASSERT_TRUE(Render(c.format, &first).ok());
    EXPECT_EQ(first.content_type(), c.type);
    EXPECT_THAT(first.content(), HasSubstr(c.holds));
    v1::RenderReportResponse again;
    ASSERT_TRUE(Render(c.format, &again).ok());
    EXPECT_EQ(first.content(), again.content());
  }
  v1::RenderReportResponse response;
  EXPECT_EQ(
      ReasonOf(Render(v1::RenderReportRequest::FORMAT_UNSPECIFIED, &response)),
      "FORMAT_UNKNOWN");
  // Of one table, which is named.
  EXPECT_EQ(ReasonOf(Render(v1::RenderReportRequest::CSV, &response)),
            "TABLE_UNKNOWN");
}

TEST_F(GatewayServiceTest, YearsThatAreNotThereAreRefused) {
  v1::Report report;
  const absl::Status unknown = Assemble(&report);
  EXPECT_EQ(unknown.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(unknown), "REPORT_UNKNOWN");
  for (const char* name : {"", "2024", "associations/1/fiscalYears/2024",
                           "associations/2220001511/fiscalYears/24"}) {
    const absl::Status status = Assemble(&report, name);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << name;
    EXPECT_EQ(ReasonOf(status), "NAME_INVALID") << name;
  }
}

TEST_F(GatewayServiceTest, AFigureIsExplainedThroughItsTerms) {
  StoreSample();
  v1::ExplainFigureResponse explained;
  ASSERT_TRUE(
      Explain("income-statement/operating-costs/budget-2024", &explained).ok());
  ASSERT_EQ(explained.steps_size(), 2);
  EXPECT_EQ(explained.steps(0).printed(), Printed("-4 000 000 kr"));
  EXPECT_EQ(explained.steps(0).label(),
            "Resultaträkning: Verksamhetens kostnader, Budget 2024");
  EXPECT_EQ(explained.steps(1).figure().id(), "budget/costs/2024");
  EXPECT_EQ(explained.steps(1).depth(), 1);
  EXPECT_EQ(explained.steps(1).factor(), -1);
  EXPECT_FALSE(explained.has_books());
}

TEST_F(GatewayServiceTest, TheLedgerIsAskedForTheOneFigureOfTheBooks) {
  StoreSample();
  for (Cell& cell :
       fakes_.year.Row("income-statement", "financial-income").cells) {
    std::get<FigureCell>(cell).figure.provenance.books.selections = {
        {8300, 8399, 0, {}}};
  }
  v1::ExplainFigureResponse explained;
  const std::string id = "income-statement/financial-income/2024";
  ASSERT_TRUE(Explain(id, &explained).ok());
  EXPECT_EQ(explained.books().figure().id(), id);
  EXPECT_EQ(explained.books().next_page_token(), "more");
  EXPECT_EQ(fakes_.ExplainAsked().fiscal_year(), kSampleYear);
  EXPECT_EQ(fakes_.ExplainAsked().page_size(), 7);
  EXPECT_EQ(fakes_.ExplainAsked().page_token(), "t");
}

TEST_F(GatewayServiceTest, AnUnknownFigureIsRefusedWithTheNearest) {
  StoreSample();
  v1::ExplainFigureResponse explained;
  const absl::Status near = Explain("goals/mett/2024", &explained);
  EXPECT_EQ(near.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(near), "FIGURE_UNKNOWN");
  EXPECT_THAT(std::string(near.message()), HasSubstr("goals/met/2024"));
  const absl::Status far = Explain(std::string(100'000, 'x'), &explained);
  EXPECT_EQ(ReasonOf(far), "FIGURE_UNKNOWN");
  EXPECT_LT(far.message().size(), 400u);
}

TEST_F(GatewayServiceTest, ReportsAreListedInPages) {
  for (int year = 2020; year < 2025; ++year) {
    ASSERT_TRUE(WriteYear(*store_, {"2220001511", year}, SampleFiles(),
                          absl::StrCat("r", year), absl::UnixEpoch())
                    .ok());
  }
  v1::ListReportsRequest request;
  request.set_page_size(2);
  std::vector<std::string> years;
  int pages = 0;
  do {
    v1::ListReportsResponse response;
    ASSERT_TRUE(Call(&Stub::ListReports, request, &response).ok());
    years.insert(years.end(), response.fiscal_years().begin(),
                 response.fiscal_years().end());
    request.set_page_token(response.next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_EQ(pages, 3);
  ASSERT_EQ(years.size(), 5u);
  EXPECT_EQ(years.front(), "associations/2220001511/fiscalYears/2020");
  EXPECT_EQ(years.back(), kSampleYear);
}

TEST_F(GatewayServiceTest, BadPagesAreRefused) {
  v1::ListReportsResponse response;
  v1::ListReportsRequest negative;
  negative.set_page_size(-1);
  EXPECT_EQ(ReasonOf(Call(&Stub::ListReports, negative, &response)),
            "PAGE_INVALID");
  v1::ListReportsRequest forged;
  forged.set_page_token("forged");
  EXPECT_EQ(ReasonOf(Call(&Stub::ListReports, forged, &response)),
            "PAGE_INVALID");
}

TEST_F(GatewayServiceTest, DiagnoseNeverFails) {
  v1::DiagnoseResponse response;
  ASSERT_TRUE(Call(&Stub::Diagnose, v1::DiagnoseRequest(), &response).ok());
  ASSERT_EQ(response.services_size(), 4);
  for (const auto& service : response.services()) {
    EXPECT_EQ(service.healthy(), service.trouble().empty());
    EXPECT_TRUE(absl::StartsWith(service.address(), "in-process"));
  }
}

}  // namespace
}  // namespace finsam::gateway
