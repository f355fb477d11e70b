#include "services/gateway/gateway.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "common/figure/convert.h"
#include "services/gateway/convert.h"
#include "services/gateway/domain/explain.h"
#include "services/gateway/domain/last_year.h"
#include "services/gateway/domain/outcomes.h"
#include "services/gateway/gateway_store.h"
#include "services/gateway/last_year_report.h"
#include "services/gateway/read_through.h"
#include "services/gateway/renderings.h"
#include "services/gateway/report_files.h"
#include "services/gateway/year_facts.h"

namespace finsam::gateway {
namespace {

constexpr size_t kFigureIdShownMax = 200;
constexpr absl::Duration kHealthTimeout = absl::Seconds(1);

absl::Status ReportUnknown(const FiscalYearName& name, v1::ReportKind kind) {
  return Refuse(
      absl::StatusCode::kNotFound, "REPORT_UNKNOWN",
      absl::StrCat("det finns ingen ", KindInSwedish(KindFromProto(kind)),
                   " för ", name.Text(), "; importera årets mapp först"));
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

absl::Time Gateway::Bounded(absl::Time deadline) const {
  return std::min(deadline, clock_.Now() + neighbour_timeout_);
}

std::shared_ptr<const ReportFiles> Gateway::FilesOf(
    const FiscalYearName& name, const StoredYear& stored) const {
  {
    const std::lock_guard lock(read_mutex_);
    for (const ReadYearFiles& one : read_) {
      if (one.name == name && one.root == stored.head.root) return one.files;
    }
  }
  // What is wrong with them was told when they were imported.
  std::vector<Problem> problems;
  auto files = std::make_shared<const ReportFiles>(
      ReadReportFiles(stored.files, &problems));
  const std::lock_guard lock(read_mutex_);
  std::erase_if(read_,
                [&name](const ReadYearFiles& one) { return one.name == name; });
  read_.push_front({name, stored.head.root, files});
  if (read_.size() > kReadYearsMax) read_.pop_back();
  return files;
}

absl::StatusOr<AssembledYear> Gateway::Assemble(const std::string& fiscal_year,
                                                v1::ReportKind kind,
                                                const Viewer& viewer,
                                                absl::Time deadline) const {
  AssembledYear year;
  ASSIGN_OR_RETURN(year.name, ParseFiscalYearName(fiscal_year));
  ASSIGN_OR_RETURN(const auto stored, ReadYear(store_, year.name));
  if (!stored.has_value()) return ReportUnknown(year.name, kind);
  const std::shared_ptr<const ReportFiles> read = FilesOf(year.name, *stored);
  const ReportFiles& files = *read;
  const ReportLayout* layout =
      kind == v1::REPORT_KIND_UNSPECIFIED && !files.layouts.empty()
          ? &files.layouts.front()
          : files.LayoutOf(KindFromProto(kind));
  if (layout == nullptr) return ReportUnknown(year.name, kind);
  ASSIGN_OR_RETURN(year.facts,
                   AskYear(neighbours_, fiscal_year, year.name.year, *layout,
                           files.layouts, viewer, Bounded(deadline)));
  year.facts.sources.push_back(
      {"gateway", stored->head.revision, stored->head.root});
  ASSIGN_OR_RETURN(
      year.facts.last_year,
      ReadLastYear(*store_.TakeSnapshot(), {year.name, layout->kind}));
  FillFromLastYear(&year.facts);
  year.report = AssembleReport(*layout, files.texts, year.facts);
  year.report.audience = AudienceFromProto(viewer.audience);
  for (const TypedNumber& number : files.typed_numbers) {
    // What stands in no report is the office's alone.
    if (viewer.audience == common::v1::OFFICE
            ? files.MayStandIn(*layout, number.file)
            : ReportFiles::StandsIn(*layout, number.file)) {
      year.typed_numbers.push_back(number);
    }
  }
  for (const PublishedRow& row : files.published) {
    if (files.LayoutOf(row) == layout) year.published.push_back(row.figure);
  }
  year.files = stored->files;
  return year;
}

CheckResult Gateway::Check(const AssembledYear& year) {
  CheckResult result = RunChecks(
      {&year.report, &year.facts, year.published, year.typed_numbers});
  v1::Report report;
  ToProto(year.report, year.key().Text(), &report);
  ReadThrough(report, &result);
  return result;
}

absl::StatusOr<v1::GetGoalsResponse> Gateway::Goals(
    const v1::GetGoalsRequest& request, const std::string& key,
    absl::Time deadline) const {
  ASSIGN_OR_RETURN(const AssembledYear year,
                   Assemble(request.fiscal_year(), v1::REPORT_KIND_UNSPECIFIED,
                            {request.audience(), key}, deadline));
  v1::GetGoalsResponse response;
  const Table* table = FindTable(year.facts.tables, "goal-verdicts");
  if (table != nullptr) finsam::ToProto(*table, response.mutable_table());
  for (const VerdictConflict& conflict : year.facts.verdict_conflicts) {
    v1::DepartingGoal* goal = response.add_departing();
    goal->set_goal_id(conflict.goal_id);
    goal->set_stated(conflict.stated);
    goal->set_computed(conflict.computed);
    goal->set_outcome(conflict.outcome);
    goal->set_reason(conflict.reason);
  }
  return response;
}

absl::StatusOr<v1::RenderReportResponse> Gateway::Render(
    const v1::RenderReportRequest& request, const std::string& key,
    absl::Time deadline) const {
  const Rendering rendering = {request.format(), request.table()};
  RETURN_IF_ERROR(CheckRendering(rendering));
  ASSIGN_OR_RETURN(const AssembledYear year,
                   Assemble(request.fiscal_year(), request.kind(),
                            {request.audience(), key}, deadline));
  v1::Report report;
  ToProto(year.report, year.key().Text(), &report);
  return RenderAs(report, rendering);
}

absl::StatusOr<v1::ExplainFigureResponse> Gateway::Explain(
    const v1::ExplainFigureRequest& request, const std::string& key,
    absl::Time deadline) const {
  ASSIGN_OR_RETURN(const AssembledYear year,
                   Assemble(request.fiscal_year(), request.kind(),
                            {request.audience(), key}, deadline));
  const std::vector<ExplainStep> steps =
      ExplainSteps(year.report, request.figure_id());
  if (steps.empty()) return FigureUnknown(request.figure_id(), year.report);
  v1::ExplainFigureResponse response;
  for (const ExplainStep& step : steps) {
    auto* added = response.add_steps();
    ToProto(*step.figure, added->mutable_figure());
    added->set_printed(
        FormatWithUnit(step.figure->value, step.display, step.printed_steps));
    added->set_label(step.label);
    added->set_depth(step.depth);
    added->set_factor(step.factor);
  }
  const std::string books = BooksFigure(steps);
  const Figure* source = Find(year.report.figures, books);
  if (source == nullptr) return response;
  const LedgerFigure of = LedgerFigureOf(*source);
  ledger::v1::ExplainFigureRequest question;
  question.set_fiscal_year(request.fiscal_year());
  question.set_figure_id(of.id);
  question.set_through(of.through);
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

absl::StatusOr<std::vector<YearReports>> Gateway::Years() const {
  return ListYears(store_);
}

}  // namespace finsam::gateway
