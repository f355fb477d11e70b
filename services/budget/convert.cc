#include "services/budget/convert.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/figure/convert.h"
#include "common/rpc/answer.h"

namespace finsam::budget {
namespace {

void ToProto(const Line& line, v1::Budget::Line* out) {
  out->set_id(line.id);
  out->set_label(line.label);
  out->set_group(line.group);
  out->set_kind(line.kind == Kind::kIncome ? v1::Budget::INCOME
                                           : v1::Budget::COST);
  out->set_amount_ore(line.amount.value);
  if (line.granted.has_value()) out->set_granted_ore(line.granted->value);
  out->set_comment(line.comment);
}

Line FromProto(const v1::Budget::Line& line) {
  Line out;
  out.id = line.id();
  out.label = line.label();
  out.group = line.group();
  out.kind = line.kind() == v1::Budget::INCOME ? Kind::kIncome : Kind::kCost;
  out.amount = Ore{line.amount_ore()};
  if (line.has_granted_ore()) out.granted = Ore{line.granted_ore()};
  out.comment = line.comment();
  return out;
}

}  // namespace

void ToProto(const store::Head& head, common::v1::Revision* out) {
  out->set_service("budget");
  out->set_revision(head.revision);
  out->set_root(head.root);
}

void ToProto(const Budget& budget, v1::Budget* out) {
  out->set_name(budget.Name());
  out->set_version(budget.version);
  finsam::ToProto(budget.decided.adoption_date, out->mutable_adoption_date());
  out->set_decision(budget.decided.decision);
  for (const Line& line : budget.decided.lines) ToProto(line, out->add_lines());
}

void ToProto(const store::ImportOutcome& answer,
             common::v1::ImportResult* out) {
  ToProto(answer.head, out->mutable_revision());
  out->set_changed(answer.changed);
  for (const Problem& warning : answer.warnings) {
    rpc::ToProto(warning, out->add_warnings());
  }
  for (const std::string& id : answer.figure_ids) out->add_figure_ids(id);
  out->set_summary(answer.summary);
}

void ToProto(const BudgetAnswer& answer, v1::GetBudgetResponse* out) {
  ToProto(answer.budget, out->mutable_budget());
  for (const Figure& figure : answer.figures) {
    finsam::ToProto(figure, out->add_figures());
  }
  ToProto(answer.head, out->mutable_revision());
}

void ToProto(const DeviationsAnswer& answer, v1::CompareOutcomeResponse* out) {
  for (const Figure& figure : answer.deviations) {
    finsam::ToProto(figure, out->add_deviations());
  }
  ToProto(answer.head, out->mutable_revision());
}

ImportQuestion FromProto(const v1::ImportBudgetRequest& request) {
  ImportQuestion question;
  question.fiscal_year = request.fiscal_year();
  question.request_id = request.request_id();
  question.validate_only = request.validate_only();
  question.file_name = request.file().name();
  question.content = request.file().content();
  return question;
}

std::vector<Comparison> FromProto(const v1::CompareOutcomeRequest& request) {
  std::vector<Comparison> comparisons;
  for (const v1::CompareOutcomeRequest::Item& item : request.items()) {
    comparisons.push_back({item.figure_id(), item.budget_line(),
                           finsam::FromProto(item.outcome())});
  }
  return comparisons;
}

absl::StatusOr<Budget> FromProto(const v1::Budget& budget) {
  const std::string suffix = absl::StrCat("/budgets/", budget.version());
  const size_t at = budget.name().rfind(suffix);
  const absl::StatusOr<FiscalYearName> year =
      ParseFiscalYearName(budget.name().substr(0, at));
  const std::optional<absl::CivilDay> day =
      DateFromProto(budget.adoption_date());
  if (!year.ok() || !day.has_value()) {
    return absl::DataLossError("a kept budget cannot be read");
  }
  Budget out;
  out.year = *year;
  out.version = budget.version();
  out.decided.adoption_date = *day;
  out.decided.decision = budget.decision();
  for (const v1::Budget::Line& line : budget.lines()) {
    out.decided.lines.push_back(FromProto(line));
  }
  return out;
}

}  // namespace finsam::budget
