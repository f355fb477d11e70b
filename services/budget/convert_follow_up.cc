#include "services/budget/convert_follow_up.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/budget/convert.h"

namespace finsam::budget {
namespace {

using Row = v1::FollowUpResponse::Row;

constexpr int kYearMax = 9'999;

AskedOutcome FromProto(const v1::LineOutcome& outcome) {
  AskedOutcome out;
  out.line = outcome.line();
  if (outcome.has_outcome()) out.figure = finsam::FromProto(outcome.outcome());
  for (const int64_t month : outcome.months_ore()) {
    out.months.push_back(Ore{month});
  }
  out.label = outcome.label();
  out.group = outcome.group();
  out.kind = KindFrom(outcome.kind());
  out.comment = outcome.comment();
  return out;
}

absl::StatusOr<absl::CivilMonth> FromProto(const v1::Month& month) {
  if (month.year() >= 1 && month.year() <= kYearMax && month.month() >= 1 &&
      month.month() <= kMonths) {
    return absl::CivilMonth(month.year(), month.month());
  }
  return Refuse(
      absl::StatusCode::kInvalidArgument, "MONTH_INVALID",
      absl::StrCat(month.year(), "-", month.month(), " är ingen månad"));
}

absl::StatusOr<CoveredPart> FromProto(const v1::CoveredPart& part) {
  CoveredPart out;
  out.line = part.line();
  out.amount = Ore{part.amount_ore()};
  ASSIGN_OR_RETURN(const auto booked, OptionalDay(true, part.booked()));
  out.booked = *booked;
  ASSIGN_OR_RETURN(out.from, FromProto(part.first()));
  ASSIGN_OR_RETURN(out.to, FromProto(part.last()));
  out.record = part.record();
  return out;
}

// The row's amount in each column, where it has one.
void AddAmounts(const FollowUp& follow_up, Row* out) {
  const std::pair<const Column*, void (Row::*)(int64_t)> columns[] = {
      {&follow_up.budget, &Row::set_budget_ore},
      {&follow_up.budget_to_date, &Row::set_budget_to_date_ore},
      {&follow_up.booked, &Row::set_booked_ore},
      {&follow_up.deviation, &Row::set_deviation_ore},
      {&follow_up.accrual, &Row::set_accrual_ore},
      {&follow_up.accrued, &Row::set_accrued_ore},
      {&follow_up.accrued_deviation, &Row::set_accrued_deviation_ore},
      {&follow_up.moved, &Row::set_moved_ore},
      {&follow_up.reimbursed, &Row::set_reimbursed_ore},
      {&follow_up.net, &Row::set_net_ore},
      {&follow_up.net_deviation, &Row::set_net_deviation_ore},
  };
  for (const auto& [column, set] : columns) {
    const ColumnItem* item = column->Find(out->id());
    if (item == nullptr) continue;
    const Ore* amount = std::get_if<Ore>(&item->figure.value);
    if (amount != nullptr) (out->*set)(amount->value);
  }
}

}  // namespace

void ToProto(const FollowUpAnswer& answer, v1::FollowUpResponse* out) {
  out->set_version(answer.version);
  for (const FollowUpRow& row : answer.follow_up.rows) {
    Row* added = out->add_rows();
    added->set_id(row.id);
    added->set_label(row.label);
    added->set_level(row.level == FollowUpLevel::kLine    ? Row::LINE
                     : row.level == FollowUpLevel::kGroup ? Row::GROUP
                                                          : Row::TOTAL);
    added->set_is_cost(row.is_cost);
    added->set_comment(row.comment);
    AddAmounts(answer.follow_up, added);
  }
  ToProto(answer.follow_up.Figures(), out->mutable_figures());
  ToProto(answer.head, out->mutable_revision());
  ToProto(answer.warnings, out->mutable_warnings());
}

void ToProto(const TablesAnswer& answer, v1::GetBudgetTablesResponse* out) {
  for (const Table& table : answer.tables) {
    finsam::ToProto(table, out->add_tables());
  }
  ToProto(answer.figures, out->mutable_figures());
  ToProto(answer.warnings, out->mutable_warnings());
  ToProto(answer.head, out->mutable_revision());
}

absl::StatusOr<FollowUpQuestion> FromProto(const v1::FollowUpRequest& request) {
  FollowUpQuestion out;
  ASSIGN_OR_RETURN(out.year, ParseFiscalYearName(request.fiscal_year()));
  out.month = request.month();
  ASSIGN_OR_RETURN(out.booked_through,
                   BookedThrough(request.has_booked_through_month(),
                                 request.booked_through_month()));
  for (const v1::LineOutcome& outcome : request.outcomes()) {
    out.outcomes.push_back(FromProto(outcome));
  }
  for (const v1::CoveredPart& part : request.covered_parts()) {
    ASSIGN_OR_RETURN(CoveredPart added, FromProto(part));
    out.parts.push_back(std::move(added));
  }
  out.accrue_instalments = request.accrue_instalments();
  for (const v1::NetItem& item : request.net_items()) {
    out.net_items.push_back({item.cost_line(), item.counter_line(),
                             Ore{item.amount_ore()}, item.figure_id(),
                             item.record()});
  }
  return out;
}

std::vector<OutcomeColumn> FromProto(
    const v1::GetBudgetTablesRequest& request) {
  std::vector<OutcomeColumn> out;
  for (const v1::GetBudgetTablesRequest::OutcomeColumn& column :
       request.outcomes()) {
    OutcomeColumn added{column.year(), column.month(), {}, std::nullopt};
    for (const v1::LineOutcome& line : column.lines()) {
      added.lines.push_back(FromProto(line));
    }
    if (column.has_opening_capital()) {
      added.opening_capital = finsam::FromProto(column.opening_capital());
    }
    out.push_back(std::move(added));
  }
  return out;
}

}  // namespace finsam::budget
