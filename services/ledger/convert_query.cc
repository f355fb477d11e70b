#include "services/ledger/convert_query.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/ledger/convert.h"
#include "services/ledger/domain/account_pattern.h"
#include "services/ledger/domain/voucher_filter.h"

namespace finsam::ledger {
namespace {

// The day, or a problem with the field.
absl::CivilDay Day(const char* field, const common::v1::Date& date,
                   std::vector<Problem>* problems) {
  const std::optional<absl::CivilDay> day = DateFromProto(date);
  if (day.has_value()) return *day;
  Problem problem;
  problem.reason = "FILTER_INVALID";
  problem.field = field;
  problem.found = absl::StrCat(date.year(), "-", date.month(), "-", date.day());
  problem.message = "Datumet är ingen dag i kalendern.";
  problems->push_back(std::move(problem));
  return {};
}

void ToProto(const BalanceRow& row, const Chart& chart,
             v1::QueryBalancesResponse::Row* out) {
  out->set_account(row.account);
  out->set_account_name(chart.AccountName(row.account));
  for (const ObjectRef& object : row.objects) {
    ToProto(object, out->add_objects());
    out->add_object_names(chart.ObjectName(object));
  }
  if (row.month.has_value()) {
    finsam::ToProto(absl::CivilDay(*row.month), out->mutable_month());
  }
  out->set_opening_ore(row.opening.value);
  out->set_movement_ore(row.movement.value);
  out->set_closing_ore(row.Closing().value);
}

}  // namespace

absl::StatusOr<BalanceQuery> FromProto(
    const v1::QueryBalancesRequest& request) {
  BalanceQuery out;
  BalanceQuestion& question = out.question;
  ASSIGN_OR_RETURN(
      question.accounts,
      ParseAccountPatterns(
          "accounts", {request.accounts().begin(), request.accounts().end()}));
  for (const v1::ObjectReference& object : request.objects()) {
    question.objects.push_back({object.dimension(), object.object()});
  }
  question.by_account = request.by_account();
  question.by_dimensions.assign(request.by_dimensions().begin(),
                                request.by_dimensions().end());
  question.by_month = request.by_month();
  RETURN_IF_ERROR(CheckBalanceQuestion(question));
  out.at_revision = request.at_revision();
  return out;
}

absl::StatusOr<AccountEntriesQuery> FromProto(
    const v1::ListAccountEntriesRequest& request) {
  AccountEntriesQuery out;
  out.account = request.account();
  // Object and days are asked for by the rules of a filter.
  VoucherFilter filter;
  std::vector<Problem> problems;
  if (request.has_object()) {
    filter.object = {request.object().dimension(), request.object().object()};
  }
  if (request.has_first_date()) {
    filter.first = Day("first_date", request.first_date(), &problems);
  }
  if (request.has_last_date()) {
    filter.last = Day("last_date", request.last_date(), &problems);
  }
  if (!problems.empty()) return RefuseInput(std::move(problems));
  RETURN_IF_ERROR(CheckVoucherFilter(filter));
  out.object = std::move(filter.object);
  out.first = filter.first;
  out.last = filter.last;
  out.at_revision = request.at_revision();
  return out;
}

void ToProto(const FoundVoucher& found, v1::GetVoucherResponse* out) {
  ToProto(found.voucher, out->mutable_voucher());
  if (found.reversed_by.has_value()) {
    ToProto(*found.reversed_by, out->mutable_reversed_by());
  }
  ToProto(found.head, out->mutable_revision());
}

void ToProto(const BalancePage& page, v1::QueryBalancesResponse* out) {
  for (const BalanceRow& row : page.rows) {
    ToProto(row, page.chart, out->add_rows());
  }
  ToProto(page.total, page.chart, out->mutable_total());
  ToProto(page.head, out->mutable_revision());
}

void ToProto(const AccountEntriesPage& page,
             v1::ListAccountEntriesResponse* out) {
  out->set_account_name(page.account_name);
  out->set_opening_ore(page.opening.value);
  for (const AccountEntriesPage::Line& line : page.lines) {
    v1::ListAccountEntriesResponse::Line* to = out->add_lines();
    ToProto(line.voucher, to->mutable_voucher());
    finsam::ToProto(line.date, to->mutable_date());
    to->set_text(line.text);
    ToProto(line.entry, to->mutable_entry());
    to->set_balance_ore(line.balance.value);
  }
  out->set_closing_ore(page.closing.value);
  out->set_at_revision(page.at_revision);
}

void ToProto(const VoucherProof& proof, v1::ProveVoucherResponse* out) {
  ToProto(proof.voucher, out->mutable_voucher());
  out->set_fiscal_year(proof.voucher.fiscal_year);
  out->set_previous_hash(proof.previous_hash);
  out->set_tree_size(proof.tree_size);
  out->set_tree_root(proof.tree_root);
  for (const std::string& hash : proof.path) out->add_path(hash);
  ToProto(proof.head, out->mutable_revision());
}

}  // namespace finsam::ledger
