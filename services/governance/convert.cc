#include "services/governance/convert.h"

#include <optional>
#include <string>
#include <utility>

#include "common/base/status.h"
#include "common/figure/convert.h"
#include "common/rpc/answer.h"
#include "services/governance/convert_board.h"
#include "services/governance/domain/goal_tables.h"

namespace finsam::governance {
namespace {

constexpr char kService[] = "governance";

// The wire's enumerations list the same in the same order, from 1.
template <typename Wire, typename Ours>
Wire EnumToProto(Ours value) {
  return static_cast<Wire>(static_cast<int>(value) + 1);
}
static_assert(static_cast<int>(MemberKind::kMunicipality) + 1 ==
              v1::Member::MUNICIPALITY);
static_assert(static_cast<int>(Verdict::kNotAssessed) + 1 ==
              v1::Goal::NOT_ASSESSED);

void ToProto(const Member& member, v1::Member* out) {
  out->set_id(member.id);
  out->set_display_name(member.display_name);
  out->set_kind(EnumToProto<v1::Member::Kind>(member.kind));
  out->set_contribution_line(member.contribution_line);
}

void ToProto(const Signature& signature, v1::Signature* out) {
  out->set_person(signature.person);
  out->set_title(signature.title);
  out->set_time(signature.time);
  out->set_identification(signature.identification);
  out->set_identification_id(signature.identification_id);
}

v1::Goal::Verdict VerdictToProto(Verdict verdict) {
  return EnumToProto<v1::Goal::Verdict>(verdict);
}

void ToProto(const Goal& goal, const Judgement& judgement,
             const std::vector<Figure>& outcomes, v1::Goal* out) {
  out->set_id(goal.id);
  out->set_text(goal.text);
  out->set_verdict(VerdictToProto(judgement.verdict));
  out->set_computed(judgement.computed);
  if (goal.stated.has_value()) {
    out->set_stated_verdict(VerdictToProto(*goal.stated));
  }
  out->set_comment(goal.comment);
  out->set_reason(goal.reason);
  out->set_owner(goal.owner);
  out->set_departs(judgement.departs);
  for (size_t m = 0; m < goal.measures.size(); ++m) {
    v1::GoalMeasure* measure = out->add_measures();
    measure->set_text(goal.measures[m].text);
    finsam::ToProto(outcomes[m], measure->mutable_outcome());
    measure->set_target(TargetText(goal.measures[m]));
    measure->set_verdict(VerdictToProto(judgement.measures[m].verdict));
    measure->set_reason(judgement.measures[m].reason);
  }
}

template <typename T, typename Repeated>
void ListToProto(const std::optional<std::vector<T>>& items, Repeated* out) {
  if (!items.has_value()) return;
  for (const T& item : *items) ToProto(item, out->Add());
}

}  // namespace

absl::StatusOr<store::ImportRequest> FromProto(
    const v1::ImportGovernanceRequest& request) {
  store::ImportRequest out;
  ASSIGN_OR_RETURN(out.year, ParseFiscalYearName(request.fiscal_year()));
  out.request_id = request.request_id();
  out.validate_only = request.validate_only();
  for (const common::v1::File& file : request.files()) {
    out.files.push_back({file.name(), file.content()});
  }
  return out;
}

std::vector<Figure> FiguresOf(const v1::EvaluateGoalsRequest& request) {
  std::vector<Figure> figures;
  for (const common::v1::Figure& figure : request.figures()) {
    figures.push_back(finsam::FromProto(figure));
  }
  return figures;
}

void ToProto(const store::Head& head, common::v1::Revision* out) {
  out->set_service(kService);
  out->set_revision(head.revision);
  out->set_root(head.root);
}

void ToProto(const store::ImportOutcome& outcome,
             common::v1::ImportResult* out) {
  ToProto(outcome.head, out->mutable_revision());
  out->set_changed(outcome.changed);
  for (const Problem& warning : outcome.warnings) {
    rpc::ToProto(warning, out->add_warnings());
  }
  for (const std::string& id : outcome.figure_ids) out->add_figure_ids(id);
  out->set_summary(outcome.summary);
}

void ToProto(const YearReport& report, v1::GetGovernanceResponse* out) {
  const YearFacts& facts = report.facts;
  out->set_display_name(facts.association.display_name);
  out->set_registration_number(facts.association.registration_number);
  for (const Member& member : facts.association.members) {
    ToProto(member, out->add_members());
  }
  ListToProto(facts.board, out->mutable_board());
  ListToProto(facts.meetings, out->mutable_meetings());
  ListToProto(facts.signatures, out->mutable_signatures());
  for (const Table& table : report.tables) {
    finsam::ToProto(table, out->add_tables());
  }
  for (const Figure& figure : report.figures) {
    finsam::ToProto(figure, out->add_figures());
  }
  for (const std::string& id : report.goal_figure_ids) {
    out->add_goal_figure_ids(id);
  }
  ToProto(report.head, out->mutable_revision());
}

void ToProto(const GoalReport& report, v1::EvaluateGoalsResponse* out) {
  for (size_t i = 0; i < report.goals.size(); ++i) {
    ToProto(report.goals[i], report.judgements[i], report.outcomes[i],
            out->add_goals());
  }
  finsam::ToProto(report.table, out->mutable_table());
  finsam::ToProto(report.verdicts, out->mutable_verdicts_table());
  for (const Figure& figure : report.figures) {
    finsam::ToProto(figure, out->add_figures());
  }
  ToProto(report.head, out->mutable_revision());
}

}  // namespace finsam::governance
