// The ledger's longer answers as messages.

#include "common/figure/convert.h"
#include "services/ledger/convert.h"

namespace finsam::ledger {

void ToProto(const store::Head& head, common::v1::Revision* out) {
  out->set_service("ledger");
  out->set_revision(head.revision);
  out->set_root(head.root);
}

void ToProto(const TrialBalance& balance, v1::GetTrialBalanceResponse* out) {
  for (const TrialBalance::Row& row : balance.rows) {
    v1::GetTrialBalanceResponse::Account* account = out->add_accounts();
    account->set_account(row.account);
    account->set_name(row.name);
    account->set_opening_ore(row.total.opening.value);
    account->set_movement_ore(row.total.movement.value);
    account->set_closing_ore(row.total.Closing().value);
  }
  out->set_voucher_count(balance.totals.voucher_count);
  out->set_entry_count(balance.totals.entry_count);
  ToProto(balance.head, out->mutable_revision());
}

void ToProto(const Statements& statements, v1::GetStatementsResponse* out) {
  for (const Table& table : statements.tables) {
    finsam::ToProto(table, out->add_statements());
  }
  for (const Figure& figure : statements.figures) {
    finsam::ToProto(figure, out->add_figures());
  }
  ToProto(statements.head, out->mutable_revision());
}

void ToProto(const Explanation& explanation, v1::ExplainFigureResponse* out) {
  finsam::ToProto(explanation.figure, out->mutable_figure());
  out->set_label(explanation.label);
  for (const Figure& term : explanation.terms) {
    finsam::ToProto(term, out->add_terms());
  }
  for (const Explanation::AccountSum& sum : explanation.accounts) {
    v1::ExplainFigureResponse::AccountSum* account = out->add_accounts();
    account->set_account(sum.account);
    account->set_name(sum.name);
    for (const ObjectRef& object : sum.objects) {
      ToProto(object, account->add_objects());
    }
    for (const std::string& name : sum.object_names) {
      account->add_object_names(name);
    }
    account->set_amount_ore(sum.amount.value);
  }
  for (const Explanation::EntryLine& line : explanation.entries) {
    v1::ExplainFigureResponse::EntryLine* entry = out->add_entries();
    entry->set_series(line.series);
    entry->set_number(line.number);
    finsam::ToProto(line.date, entry->mutable_date());
    entry->set_text(line.text);
    ToProto(line.entry, entry->mutable_entry());
  }
  ToProto(explanation.head, out->mutable_revision());
}

}  // namespace finsam::ledger
