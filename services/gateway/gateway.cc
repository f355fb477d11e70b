#include "services/gateway/gateway.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "common/figure/convert.h"
#include "services/gateway/convert.h"
#include "services/gateway/domain/explain.h"
#include "services/gateway/gateway_store.h"
#include "services/gateway/render_html.h"
#include "services/gateway/render_json.h"
#include "services/gateway/render_text.h"
#include "services/gateway/report_files.h"

namespace finsam::gateway {
namespace {

constexpr size_t kFigureIdShownMax = 200;
constexpr absl::Duration kHealthTimeout = absl::Seconds(1);
constexpr int kAskAttemptsMax = 3;

budget::v1::CompareOutcomeRequest OutcomesFor(const ReportLayout& layout,
                                              const YearFacts& facts,
                                              const std::string& fiscal_year) {
  budget::v1::CompareOutcomeRequest request;
  request.set_fiscal_year(fiscal_year);
  for (const DeviationQuestion& question :
       DeviationQuestions(layout, facts.year)) {
    const Figure* outcome = Find(facts.figures, question.outcome_id);
    const std::string budget_id =
        absl::StrCat("budget/", question.budget_line, "/", facts.year);
    if (outcome == nullptr || Find(facts.figures, budget_id) == nullptr) {
      continue;
    }
    auto* item = request.add_items();
    item->set_figure_id(question.figure_id);
    item->set_budget_line(question.budget_line);
    ToProto(*outcome, item->mutable_outcome());
  }
  return request;
}

governance::v1::EvaluateGoalsRequest GoalFiguresFor(
    const Answers& answers, const YearFacts& facts,
    const std::string& fiscal_year) {
  governance::v1::EvaluateGoalsRequest request;
  request.set_fiscal_year(fiscal_year);
  for (const std::string& id : answers.governance.goal_figure_ids()) {
    const Figure* figure = Find(facts.figures, id);
    if (figure != nullptr) ToProto(*figure, request.add_figures());
  }
  return request;
}

// True when budget and governance answered both times from one revision; a
// report must not mix a budget with the deviations from the next one.
bool SameMoment(const Answers& answers, const Judgement& judgement) {
  if (judgement.goals.revision().revision() !=
      answers.governance.revision().revision()) {
    return false;
  }
  return judgement.deviations.deviations().empty() ||
         (answers.budget.has_value() &&
          judgement.deviations.revision().revision() ==
              answers.budget->revision().revision());
}

absl::Status ReportUnknown(const FiscalYearName& name) {
  return Refuse(absl::StatusCode::kNotFound, "REPORT_UNKNOWN",
                absl::StrCat("det finns ingen årsredovisning för ", name.Text(),
                             "; importera årets mapp först"));
}

absl::Status FigureUnknown(const std::string& id, const Report& report) {
  std::vector<std::string> known;
  for (const auto& [known_id, figure] : report.figures) {
    known.push_back(known_id);
  }
  const std::string nearest = NearestId(id, known);
  std::string sentence =
      absl::StrCat("rapporten har ingen siffra \"",
                   Shortened(ToUtf8(id), kFigureIdShownMax), "\"");
  if (!nearest.empty()) {
    absl::StrAppend(&sentence, "; menade du ", nearest, "?");
  }
  return Refuse(absl::StatusCode::kNotFound, "FIGURE_UNKNOWN", sentence);
}

// A neighbour may say no word more than its code.
std::string TroubleOf(const absl::Status& status) {
  return status.message().empty() ? absl::StatusCodeToString(status.code())
                                  : std::string(status.message());
}

}  // namespace

std::string ReportName(const FiscalYearName& name) {
  return absl::StrCat(name.Text(), "/annualReport");
}

absl::Time Gateway::Bounded(absl::Time deadline) const {
  return std::min(deadline, clock_.Now() + neighbour_timeout_);
}

absl::StatusOr<YearFacts> Gateway::AskAll(const std::string& fiscal_year,
                                          int year, const ReportLayout& layout,
                                          absl::Time deadline) const {
  for (int attempt = 0; attempt < kAskAttemptsMax; ++attempt) {
    ASSIGN_OR_RETURN(const Answers answers,
                     neighbours_.Ask(fiscal_year, deadline));
    YearFacts facts = FactsFrom(answers, year);
    ASSIGN_OR_RETURN(
        const Judgement judgement,
        neighbours_.Judge(OutcomesFor(layout, facts, fiscal_year),
                          GoalFiguresFor(answers, facts, fiscal_year),
                          deadline));
    if (!SameMoment(answers, judgement)) continue;
    AddJudgement(judgement, &facts);
    return facts;
  }
  return Refuse(absl::StatusCode::kAborted, "FACTS_CHANGING",
                "uppgifterna ändras just nu, till exempel av en import; "
                "försök igen");
}

absl::StatusOr<AssembledYear> Gateway::Assemble(const std::string& fiscal_year,
                                                absl::Time deadline) const {
  AssembledYear year;
  ASSIGN_OR_RETURN(year.name, ParseFiscalYearName(fiscal_year));
  ASSIGN_OR_RETURN(const auto stored, ReadYear(store_, year.name));
  if (!stored.has_value()) return ReportUnknown(year.name);
  std::vector<Problem> problems;
  const ReportFiles files = ReadReportFiles(stored->files, &problems);
  ASSIGN_OR_RETURN(year.facts, AskAll(fiscal_year, year.name.year, files.layout,
                                      Bounded(deadline)));
  year.facts.sources.push_back(
      {"gateway", stored->head.revision, stored->head.root});
  year.report = AssembleReport(files.layout, files.texts, year.facts);
  year.typed_numbers = files.typed_numbers;
  for (const PublishedRow& row : files.published) {
    year.published.push_back(row.figure);
  }
  return year;
}

CheckResult Gateway::Check(const AssembledYear& year) {
  return RunChecks(
      {&year.report, &year.facts, year.published, year.typed_numbers});
}

absl::StatusOr<v1::RenderReportResponse> Gateway::Render(
    const v1::RenderReportRequest& request, absl::Time deadline) const {
  if (request.format() != v1::RenderReportRequest::JSON &&
      request.format() != v1::RenderReportRequest::HTML &&
      request.format() != v1::RenderReportRequest::TEXT) {
    return Refuse(absl::StatusCode::kInvalidArgument, "FORMAT_UNKNOWN",
                  "okänt format: väntade JSON, HTML eller TEXT");
  }
  ASSIGN_OR_RETURN(const AssembledYear year,
                   Assemble(request.fiscal_year(), deadline));
  v1::Report report;
  ToProto(year.report, ReportName(year.name), &report);
  v1::RenderReportResponse response;
  if (request.format() == v1::RenderReportRequest::JSON) {
    ASSIGN_OR_RETURN(*response.mutable_content(), RenderJson(report));
    response.set_content_type("application/json; charset=utf-8");
  } else if (request.format() == v1::RenderReportRequest::HTML) {
    response.set_content(RenderHtml(report, {}));
    response.set_content_type("text/html; charset=utf-8");
  } else {
    response.set_content(RenderText(report));
    response.set_content_type("text/plain; charset=utf-8");
  }
  return response;
}

absl::StatusOr<v1::ExplainFigureResponse> Gateway::Explain(
    const v1::ExplainFigureRequest& request, absl::Time deadline) const {
  ASSIGN_OR_RETURN(const AssembledYear year,
                   Assemble(request.fiscal_year(), deadline));
  const std::vector<ExplainStep> steps =
      ExplainSteps(year.report, request.figure_id());
  if (steps.empty()) return FigureUnknown(request.figure_id(), year.report);
  v1::ExplainFigureResponse response;
  for (const ExplainStep& step : steps) {
    auto* added = response.add_steps();
    ToProto(*step.figure, added->mutable_figure());
    added->set_printed(FormatWithUnit(step.figure->value, step.display));
    added->set_label(step.label);
    added->set_depth(step.depth);
    added->set_factor(step.factor);
  }
  const std::string books = BooksFigure(steps);
  if (books.empty()) return response;
  ledger::v1::ExplainFigureRequest question;
  question.set_fiscal_year(request.fiscal_year());
  question.set_figure_id(books);
  question.set_page_size(request.page_size());
  question.set_page_token(request.page_token());
  ASSIGN_OR_RETURN(*response.mutable_books(),
                   neighbours_.ExplainFigure(question, Bounded(deadline)));
  return response;
}

v1::DiagnoseResponse Gateway::Diagnose(absl::Time deadline) const {
  v1::DiagnoseResponse response;
  // The caller must hear of a neighbour that hangs before giving up on us.
  const absl::Time now = clock_.Now();
  const absl::Time last =
      now + std::min(kHealthTimeout, (Bounded(deadline) - now) / 2);
  for (const ServiceHealth& health : neighbours_.Health(last)) {
    auto* service = response.add_services();
    service->set_service(health.service);
    service->set_address(health.address);
    service->set_healthy(health.status.ok());
    if (!health.status.ok()) service->set_trouble(TroubleOf(health.status));
  }
  return response;
}

absl::StatusOr<std::vector<FiscalYearName>> Gateway::Years() const {
  return ListYears(store_);
}

}  // namespace finsam::gateway
