#include "services/gateway/convert.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/figure/convert.h"
#include "common/rpc/answer.h"

namespace finsam::gateway {
namespace {

namespace gov = governance::v1;

MemberKind KindOf(gov::Member::Kind kind) {
  if (kind == gov::Member::REGION) return MemberKind::kRegion;
  if (kind == gov::Member::MUNICIPALITY) return MemberKind::kMunicipality;
  return MemberKind::kState;
}

std::string VerdictWord(gov::Goal::Verdict verdict) {
  switch (verdict) {
    case gov::Goal::MET:
      return "uppfyllt";
    case gov::Goal::PARTLY_MET:
      return "delvis uppfyllt";
    case gov::Goal::NOT_MET:
      return "ej uppfyllt";
    default:
      return "kunde inte bedömas";
  }
}

// "70,0 %, mål >= 85 %"; of each measure.
std::string OutcomesOf(const gov::Goal& goal) {
  std::string out;
  for (const gov::GoalMeasure& measure : goal.measures()) {
    const Value outcome = FromProto(measure.outcome().value());
    Display display = DefaultDisplay(outcome);
    // Rounded to a whole percent it may look like the target that it misses.
    if (display.unit == Unit::kPercent) display.decimals = 1;
    absl::StrAppend(&out, out.empty() ? "" : "; ",
                    FormatWithUnit(outcome, display), ", mål ",
                    measure.target());
  }
  return out;
}

template <typename Tables>
void TakeTables(const Tables& tables, YearFacts* facts) {
  for (const common::v1::Table& table : tables) {
    facts->tables.push_back(FromProto(table));
    AddFigures(facts->figures, facts->tables.back());
  }
}

template <typename Figures>
void TakeFigures(const Figures& figures, YearFacts* facts) {
  for (const common::v1::Figure& figure : figures) {
    AddFigure(facts->figures, FromProto(figure));
  }
}

template <typename Findings>
void TakeFindings(const Findings& findings, YearFacts* facts) {
  for (const budget::v1::Finding& finding : findings) {
    facts->budget_findings.push_back({finding.code(), finding.message(),
                                      FromProto(finding.found()),
                                      FromProto(finding.expected())});
  }
}

void TakeSource(const common::v1::Revision& revision, const char* service,
                YearFacts* facts) {
  facts->sources.push_back({service, revision.revision(), revision.root()});
}

void CollectIds(const Table& table, std::set<std::string>* ids) {
  for (const TableRow& row : table.rows) {
    for (const Cell& cell : row.cells) {
      if (const auto* held = std::get_if<FigureCell>(&cell)) {
        ids->insert(held->figure.id);
      }
    }
  }
}

void TextToProto(const ReportText& text, v1::Text* out) {
  out->set_file(text.file);
  out->set_markdown(text.markdown);
  for (const PrintedReference& reference : text.references) {
    v1::Text::Reference* added = out->add_references();
    ToProto(reference.figure, added->mutable_figure());
    ToProto(reference.display, added->mutable_display());
    added->set_printed(reference.printed);
    if (reference.compared_with.has_value()) {
      ToProto(*reference.compared_with, added->mutable_compared_with());
    }
  }
}

void SectionToProto(const ReportSection& section, v1::Section* out,
                    std::set<std::string>* printed) {
  out->set_id(section.id);
  out->set_number(section.number);
  out->set_title(section.title);
  for (const auto& block : section.blocks) {
    v1::Block* added = out->add_blocks();
    if (const auto* table = std::get_if<Table>(&block)) {
      ToProto(*table, added->mutable_table());
      CollectIds(*table, printed);
    } else {
      TextToProto(std::get<ReportText>(block), added->mutable_text());
    }
  }
  for (const ReportSection& child : section.sections) {
    SectionToProto(child, out->add_sections(), printed);
  }
}

v1::Finding::Severity SeverityToProto(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::kError:
      return v1::Finding::ERROR;
    case FindingSeverity::kDefinition:
      return v1::Finding::DEFINITION;
    case FindingSeverity::kNorm:
      return v1::Finding::NORM;
    case FindingSeverity::kExplain:
      return v1::Finding::EXPLAIN;
    case FindingSeverity::kRounding:
      return v1::Finding::ROUNDING;
  }
  return v1::Finding::SEVERITY_UNSPECIFIED;
}

}  // namespace

namespace {

void TakeBudget(const Answers& answers, YearFacts* facts) {
  const common::v1::Revision* revision = nullptr;
  if (answers.budget.has_value()) {
    TakeFigures(answers.budget->figures(), facts);
    const budget::v1::Budget& budget = answers.budget->budget();
    if (budget.has_adoption_date()) {
      const common::v1::Date& day = budget.adoption_date();
      Figure adopted{BudgetAdoptedId(facts->year),
                     absl::CivilDay(day.year(), day.month(), day.day()),
                     {}};
      adopted.provenance.service = "budget";
      adopted.provenance.revision = answers.budget->revision().revision();
      adopted.provenance.rule = "decided";
      adopted.provenance.records = {budget.name()};
      AddFigure(facts->figures, adopted);
    }
    revision = &answers.budget->revision();
  }
  if (answers.contributions.has_value()) {
    TakeFigures(answers.contributions->figures(), facts);
    TakeFindings(answers.contributions->findings(), facts);
    revision = &answers.contributions->revision();
  }
  if (answers.capital.has_value()) {
    TakeFigures(answers.capital->figures(), facts);
    TakeFindings(answers.capital->findings(), facts);
  }
  if (revision != nullptr) TakeSource(*revision, "budget", facts);
}

}  // namespace

ReportKind KindFromProto(v1::ReportKind kind) {
  if (kind == v1::INTERIM_REPORT) return ReportKind::kInterim;
  if (kind == v1::ACTIVITY_PLAN) return ReportKind::kPlan;
  return ReportKind::kAnnual;
}

Audience AudienceFromProto(common::v1::Audience audience) {
  switch (audience) {
    case common::v1::OFFICE:
      return Audience::kOffice;
    case common::v1::MEMBERS:
      return Audience::kMembers;
    default:
      return Audience::kPublic;
  }
}

common::v1::Audience AudienceToProto(Audience audience) {
  switch (audience) {
    case Audience::kOffice:
      return common::v1::OFFICE;
    case Audience::kMembers:
      return common::v1::MEMBERS;
    case Audience::kPublic:
      break;
  }
  return common::v1::PUBLIC;
}

v1::ReportKind KindToProto(ReportKind kind) {
  if (kind == ReportKind::kInterim) return v1::INTERIM_REPORT;
  if (kind == ReportKind::kPlan) return v1::ACTIVITY_PLAN;
  return v1::ANNUAL_REPORT;
}

std::string BudgetAdoptedId(int year) {
  return absl::StrCat("budget/adopted/", year);
}

YearFacts FactsFrom(const Answers& answers, int year) {
  YearFacts facts;
  facts.year = year;
  facts.association = answers.governance.display_name();
  facts.registration_number = answers.governance.registration_number();
  if (answers.ledger.has_value()) {
    TakeTables(answers.ledger->statements(), &facts);
    TakeFigures(answers.ledger->figures(), &facts);
    TakeSource(answers.ledger->revision(), "ledger", &facts);
  }
  TakeBudget(answers, &facts);
  TakeTables(answers.participants.tables(), &facts);
  TakeFigures(answers.participants.figures(), &facts);
  TakeSource(answers.participants.revision(), "participants", &facts);
  TakeTables(answers.governance.tables(), &facts);
  TakeFigures(answers.governance.figures(), &facts);
  TakeSource(answers.governance.revision(), "governance", &facts);
  for (const std::string& id : answers.governance.goal_figure_ids()) {
    if (Find(facts.figures, id) == nullptr) {
      facts.missing_goal_figures.push_back(id);
    }
  }
  for (const gov::Member& member : answers.governance.members()) {
    facts.members.push_back({member.display_name(), KindOf(member.kind()),
                             member.contribution_line()});
  }
  return facts;
}

void AddJudgement(const Judgement& judgement, YearFacts* facts) {
  if (judgement.deviations.has_value()) {
    TakeFigures(judgement.deviations->deviations(), facts);
  }
  if (judgement.tables.has_value()) {
    TakeTables(judgement.tables->tables(), facts);
    TakeFigures(judgement.tables->figures(), facts);
    for (const common::v1::Problem& warning : judgement.tables->warnings()) {
      facts->table_warnings.push_back(rpc::FromProto(warning));
    }
  }
  if (judgement.follow_up.has_value()) {
    TakeFigures(judgement.follow_up->figures(), facts);
    for (const common::v1::Problem& warning : judgement.follow_up->warnings()) {
      facts->follow_up_warnings.push_back(rpc::FromProto(warning));
    }
  }
  facts->accrual_trouble = std::string(judgement.follow_up_status.message());
  if (judgement.goals.has_table()) {
    facts->tables.push_back(FromProto(judgement.goals.table()));
    AddFigures(facts->figures, facts->tables.back());
  }
  if (judgement.goals.has_verdicts_table()) {
    facts->tables.push_back(FromProto(judgement.goals.verdicts_table()));
  }
  TakeFigures(judgement.goals.figures(), facts);
  for (const gov::Goal& goal : judgement.goals.goals()) {
    if (!goal.departs()) continue;
    facts->verdict_conflicts.push_back(
        {goal.id(), goal.text(), VerdictWord(goal.stated_verdict()),
         VerdictWord(goal.verdict()), OutcomesOf(goal), goal.reason()});
  }
}

void ToProto(const Source& source, common::v1::Revision* out) {
  out->set_service(source.service);
  out->set_revision(source.revision);
  out->set_root(source.root);
}

void ToProto(const Report& report, const std::string& name, v1::Report* out) {
  out->set_name(name);
  out->set_kind(KindToProto(report.kind));
  out->set_title(report.title);
  out->set_association(report.association);
  out->set_registration_number(report.registration_number);
  out->set_audience(AudienceToProto(report.audience));
  out->set_fiscal_year(report.year);
  std::set<std::string> printed;
  for (const ReportSection& section : report.sections) {
    SectionToProto(section, out->add_sections(), &printed);
  }
  for (const Source& source : report.sources) {
    ToProto(source, out->add_sources());
  }
  for (const auto& [id, figure] : report.figures) {
    if (!printed.contains(id)) ToProto(figure, out->add_other_figures());
  }
}

void ToProto(const Finding& finding, v1::Finding* out) {
  out->set_id(finding.id);
  out->set_check(finding.check);
  out->set_severity(SeverityToProto(finding.severity));
  out->set_message(finding.message);
  for (const std::string& id : finding.figure_ids) out->add_figure_ids(id);
  out->set_found(finding.found);
  out->set_expected(finding.expected);
  out->set_source(finding.source);
}

void ToProto(const CheckSummary& summary, v1::CheckSummary* out) {
  out->set_check(summary.check);
  out->set_title(summary.title);
  out->set_comparison_count(summary.comparison_count);
  out->set_finding_count(summary.finding_count);
}

}  // namespace finsam::gateway
