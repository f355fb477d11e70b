#include "services/budget/convert.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "common/rpc/answer.h"
#include "services/budget/budget_file.h"

namespace finsam::budget {
namespace {

v1::Budget::Stage ToProto(Stage stage) {
  switch (stage) {
    case Stage::kProposal:
      return v1::Budget::PROPOSAL;
    case Stage::kConsulted:
      return v1::Budget::CONSULTED;
    case Stage::kAdopted:
      break;
  }
  return v1::Budget::ADOPTED;
}

Stage FromProto(v1::Budget::Stage stage) {
  if (stage == v1::Budget::PROPOSAL) return Stage::kProposal;
  if (stage == v1::Budget::CONSULTED) return Stage::kConsulted;
  // What was kept before there were stages was adopted.
  return Stage::kAdopted;
}

void ToProto(const Line& line, v1::Budget::Line* out) {
  out->set_id(line.id);
  out->set_label(line.label);
  out->set_group(line.group);
  out->set_kind(ToProto(line.kind));
  out->set_amount_ore(line.amount.value);
  if (line.granted.has_value()) out->set_granted_ore(line.granted->value);
  out->set_comment(line.comment);
  if (line.factor.has_value()) out->set_factor_ppm(line.factor->ppm);
  for (const std::optional<Ore>& planned : line.plan) {
    v1::Budget::Planned* added = out->add_plan();
    if (planned.has_value()) added->set_amount_ore(planned->value);
  }
  out->set_member(line.member);
  out->set_initiative(line.initiative);
  out->set_cost_kind(line.cost_kind);
}

Line FromProto(const v1::Budget::Line& line) {
  Line out;
  out.id = line.id();
  out.label = line.label();
  out.group = line.group();
  out.kind = KindFrom(line.kind()).value_or(Kind::kCost);
  out.amount = Ore{line.amount_ore()};
  out.granted = FINSAM_OPTIONAL_ORE(line, granted_ore);
  out.comment = line.comment();
  if (line.has_factor_ppm()) out.factor = Share{line.factor_ppm()};
  for (const v1::Budget::Planned& planned : line.plan()) {
    out.plan.push_back(FINSAM_OPTIONAL_ORE(planned, amount_ore));
  }
  out.member = line.member();
  out.initiative = line.initiative();
  out.cost_kind = line.cost_kind();
  return out;
}

void ToProto(const FieldDifference& field,
             v1::CompareBudgetVersionsResponse::Field* out) {
  out->set_field(field.field);
  out->set_year(field.year);
  if (field.before.has_value()) out->set_before_ore(field.before->value);
  if (field.after.has_value()) out->set_after_ore(field.after->value);
  out->set_before_text(field.text_before);
  out->set_after_text(field.text_after);
}

void ToProto(const LineDifference& line,
             v1::CompareBudgetVersionsResponse::Line* out) {
  using Out = v1::CompareBudgetVersionsResponse::Line;
  out->set_what(line.what == LineDifference::What::kAdded     ? Out::ADDED
                : line.what == LineDifference::What::kRemoved ? Out::REMOVED
                                                              : Out::CHANGED);
  out->set_line(line.line);
  out->set_label(line.label);
  out->set_kind(ToProto(line.kind));
  for (const FieldDifference& field : line.fields) {
    ToProto(field, out->add_fields());
  }
}

}  // namespace

v1::Budget::Kind ToProto(Kind kind) {
  return kind == Kind::kIncome ? v1::Budget::INCOME : v1::Budget::COST;
}

std::optional<Kind> KindFrom(v1::Budget::Kind kind) {
  if (kind == v1::Budget::INCOME) return Kind::kIncome;
  if (kind == v1::Budget::COST) return Kind::kCost;
  return std::nullopt;
}

void ToProto(const store::Head& head, common::v1::Revision* out) {
  out->set_service("budget");
  out->set_revision(head.revision);
  out->set_root(head.root);
}

void ToProto(const std::vector<Figure>& figures,
             google::protobuf::RepeatedPtrField<common::v1::Figure>* out) {
  for (const Figure& figure : figures) finsam::ToProto(figure, out->Add());
}

void ToProto(const std::vector<Problem>& problems,
             google::protobuf::RepeatedPtrField<common::v1::Problem>* out) {
  for (const Problem& problem : problems) rpc::ToProto(problem, out->Add());
}

void ToProto(const Budget& budget, v1::Budget* out) {
  const Decided& decided = budget.decided;
  out->set_name(budget.Name());
  out->set_version(budget.version);
  finsam::ToProto(decided.adoption_date, out->mutable_adoption_date());
  out->set_decision(decided.decision);
  for (const Line& line : decided.lines) ToProto(line, out->add_lines());
  out->set_stage(ToProto(decided.stage));
  out->set_plan_years(decided.plan_years);
  if (decided.opening_capital.has_value()) {
    out->set_opening_capital_ore(decided.opening_capital->value);
  }
  out->set_opening_capital_source(decided.opening_capital_source);
}

void ToProto(const store::ImportOutcome& answer,
             common::v1::ImportResult* out) {
  ToProto(answer.head, out->mutable_revision());
  out->set_changed(answer.changed);
  ToProto(answer.warnings, out->mutable_warnings());
  for (const std::string& id : answer.figure_ids) out->add_figure_ids(id);
  for (const std::string& id : answer.table_ids) out->add_table_ids(id);
  out->set_summary(answer.summary);
}

void ToProto(const BudgetAnswer& answer, v1::GetBudgetResponse* out) {
  ToProto(answer.budget, out->mutable_budget());
  ToProto(answer.figures, out->mutable_figures());
  ToProto(answer.head, out->mutable_revision());
}

void ToProto(const VersionsAnswer& answer,
             v1::ListBudgetVersionsResponse* out) {
  for (const Budget& budget : answer.versions) {
    const Decided& decided = budget.decided;
    const Sums sums = SumsOf(decided.lines);
    v1::ListBudgetVersionsResponse::Version* version = out->add_versions();
    version->set_name(budget.Name());
    version->set_version(budget.version);
    version->set_stage(ToProto(decided.stage));
    finsam::ToProto(decided.adoption_date, version->mutable_adoption_date());
    version->set_decision(decided.decision);
    version->set_plan_years(decided.plan_years);
    version->set_line_count(static_cast<int32_t>(decided.lines.size()));
    version->set_income_ore(sums.income.value);
    version->set_costs_ore(sums.costs.value);
    if (decided.opening_capital.has_value()) {
      version->set_opening_capital_ore(decided.opening_capital->value);
    }
  }
  out->set_in_force(answer.in_force);
  ToProto(answer.head, out->mutable_revision());
}

void ToProto(const DifferencesAnswer& answer,
             v1::CompareBudgetVersionsResponse* out) {
  out->set_before(answer.before);
  out->set_after(answer.after);
  for (const FieldDifference& field : answer.differences.decision) {
    ToProto(field, out->add_decision());
  }
  for (const LineDifference& line : answer.differences.lines) {
    ToProto(line, out->add_lines());
  }
  for (const SumDifference& sum : answer.differences.sums) {
    v1::CompareBudgetVersionsResponse::Sum* added = out->add_sums();
    added->set_sum(sum.sum);
    added->set_year(sum.year);
    if (sum.before.has_value()) added->set_before_ore(sum.before->value);
    if (sum.after.has_value()) added->set_after_ore(sum.after->value);
  }
  ToProto(answer.head, out->mutable_revision());
}

void ToProto(const ExportAnswer& answer, v1::ExportBudgetResponse* out) {
  out->mutable_file()->set_name(kBudgetFile);
  out->mutable_file()->set_content(answer.content);
  out->set_version(answer.version);
  ToProto(answer.head, out->mutable_revision());
}

void ToProto(const DeviationsAnswer& answer, v1::CompareOutcomeResponse* out) {
  ToProto(answer.deviations, out->mutable_deviations());
  ToProto(answer.head, out->mutable_revision());
}

absl::StatusOr<store::ImportRequest> FromProto(
    const v1::ImportBudgetRequest& request) {
  store::ImportRequest out;
  ASSIGN_OR_RETURN(out.year, ParseFiscalYearName(request.fiscal_year()));
  out.request_id = request.request_id();
  out.validate_only = request.validate_only();
  for (const common::v1::File& file : request.files()) {
    out.files.push_back({file.name(), file.content()});
  }
  return out;
}

std::vector<Comparison> FromProto(const v1::CompareOutcomeRequest& request) {
  std::vector<Comparison> comparisons;
  for (const v1::CompareOutcomeRequest::Item& item : request.items()) {
    comparisons.push_back({item.figure_id(), item.budget_line(),
                           finsam::FromProto(item.outcome())});
  }
  return comparisons;
}

absl::StatusOr<std::optional<int>> BookedThrough(bool present, int month) {
  if (!present) return std::nullopt;
  if (month >= 0 && month <= kMonths) return std::optional(month);
  return Refuse(absl::StatusCode::kInvalidArgument, "MONTH_INVALID",
                absl::StrCat("månad ", month, " är ingen av 0 till 12"));
}

absl::StatusOr<std::optional<absl::CivilDay>> OptionalDay(
    bool present, const common::v1::Date& date) {
  if (!present) return std::nullopt;
  const std::optional<absl::CivilDay> day = DateFromProto(date);
  if (day.has_value()) return day;
  return Refuse(absl::StatusCode::kInvalidArgument, "DATE_INVALID",
                absl::StrCat(date.year(), "-", date.month(), "-", date.day(),
                             " är ingen dag"));
}

std::optional<FiscalYearName> YearOfName(const std::string& name,
                                         const char* collection,
                                         int32_t number) {
  const std::string suffix = absl::StrCat("/", collection, "/", number);
  if (name.size() < suffix.size()) return std::nullopt;
  const size_t at = name.size() - suffix.size();
  const absl::StatusOr<FiscalYearName> year =
      ParseFiscalYearName(name.substr(0, at));
  if (!year.ok() || name.substr(at) != suffix) return std::nullopt;
  return *year;
}

absl::StatusOr<Budget> FromProto(const v1::Budget& budget) {
  const std::optional<FiscalYearName> year =
      YearOfName(budget.name(), "budgets", budget.version());
  const std::optional<absl::CivilDay> day =
      DateFromProto(budget.adoption_date());
  const auto planned = static_cast<int>(budget.plan_years());
  if (!year.has_value() || !day.has_value() || planned < 0 ||
      planned > kPlanYearsMax) {
    return absl::DataLossError("a kept budget cannot be read");
  }
  Budget out;
  out.year = *year;
  out.version = budget.version();
  out.decided.stage = FromProto(budget.stage());
  out.decided.adoption_date = *day;
  out.decided.decision = budget.decision();
  out.decided.plan_years = planned;
  out.decided.opening_capital =
      FINSAM_OPTIONAL_ORE(budget, opening_capital_ore);
  out.decided.opening_capital_source = budget.opening_capital_source();
  for (const v1::Budget::Line& line : budget.lines()) {
    out.decided.lines.push_back(FromProto(line));
  }
  return out;
}

}  // namespace finsam::budget
