#include "services/ledger/domain/import_plan.h"

#include <set>

#include "absl/strings/str_cat.h"

namespace finsam::ledger {
namespace {

std::set<int32_t> AccountsOf(const std::map<int32_t, AccountTotal>& a,
                             const std::map<int32_t, AccountTotal>& b) {
  std::set<int32_t> accounts;
  for (const auto& [account, total] : a) accounts.insert(account);
  for (const auto& [account, total] : b) accounts.insert(account);
  return accounts;
}

AccountTotal Find(const std::map<int32_t, AccountTotal>& totals,
                  int32_t account) {
  const auto found = totals.find(account);
  return found == totals.end() ? AccountTotal() : found->second;
}

}  // namespace

ImportPlanner::ImportPlanner(const Books& books, std::string file_name)
    : books_(books),
      file_name_(std::move(file_name)),
      is_stored_(books.vouchers.size(), false) {
  for (size_t i = 0; i < books.vouchers.size(); ++i) {
    const ImportedVoucher& voucher = books.vouchers[i];
    by_name_[{voucher.content.series, voucher.number}] = i;
  }
  plan_.balances = books.balances;
  plan_.totals = books.totals;
}

void ImportPlanner::AddProblem(Severity severity, absl::string_view reason,
                               int64_t line, absl::string_view found,
                               absl::string_view expected,
                               std::string message) {
  if (plan_.problems.size() >= kPlanProblemsMax) return;
  plan_.problems.push_back({severity, std::string(reason), file_name_, line, "",
                            std::string(found), std::string(expected),
                            std::move(message)});
}

void ImportPlanner::SetStored(StoredBalances stored) {
  stored_ = std::move(stored);
}

void ImportPlanner::SetPrior(StoredBalances prior) {
  prior_ = std::move(prior);
}

void ImportPlanner::SeeStored(const PostedVoucher& posted, bool imported) {
  const std::string name = VoucherName(posted.content.series, posted.number);
  const auto found = by_name_.find({posted.content.series, posted.number});
  if (found == by_name_.end()) {
    if (imported) {
      AddProblem(Severity::kError, "VOUCHER_MISSING", 0, "", name,
                 absl::StrCat("Verifikation ", name,
                              " är bokförd sedan "
                              "tidigare men finns inte i filen."));
      return;
    }
    AddVoucher(posted.content, &plan_.balances);
    AddVoucher(posted.content, &plan_.totals);
    return;
  }
  is_stored_[found->second] = true;
  const ImportedVoucher& incoming = books_.vouchers[found->second];
  if (incoming.content == posted.content) return;
  AddProblem(Severity::kError, "VOUCHER_CHANGED", incoming.line, "", name,
             absl::StrCat("Verifikation ", name,
                          " har ett annat innehåll i filen än den som redan är "
                          "bokförd. Bokförda verifikationer ändras inte; rätta "
                          "med en ny verifikation."));
}

void ImportPlanner::CompareYear() {
  if (!stored_.has_value()) return;
  if (stored_->summary) {
    CompareTotals(*stored_, plan_.balances);
    return;
  }
  if (stored_->year != books_.year) {
    AddProblem(Severity::kError, "BALANCES_CHANGED", 0,
               absl::FormatCivilTime(books_.year.first),
               absl::FormatCivilTime(stored_->year.first),
               "Räkenskapsåret har andra dagar i filen än i böckerna.");
  }
  const auto incoming = AccountTotals(books_.balances);
  const auto kept = AccountTotals(stored_->balances);
  for (const int32_t account : AccountsOf(incoming, kept)) {
    const Ore now = Find(incoming, account).opening;
    const Ore then = Find(kept, account).opening;
    if (now == then) continue;
    const auto used = books_.used.lower_bound({account, {}});
    const bool known = used != books_.used.end() &&
                       used->first.account == account && now != Ore{0};
    AddProblem(Severity::kError, "BALANCES_CHANGED", known ? used->second : 0,
               SieAmount(now), SieAmount(then),
               absl::StrCat("Konto ", account,
                            " har en annan ingående balans "
                            "i filen än i böckerna."));
  }
}

// Warns where comparison figures of a year differ from what is kept of it.
void ImportPlanner::CompareTotals(const StoredBalances& stored,
                                  const BalanceMap& incoming) {
  const auto told = AccountTotals(incoming);
  const auto kept = AccountTotals(stored.balances);
  for (const int32_t account : AccountsOf(told, kept)) {
    const Ore now = Find(told, account).Closing();
    const Ore then = Find(kept, account).Closing();
    if (now == then) continue;
    AddProblem(Severity::kWarning, "PRIOR_YEAR_DIFFERS", 0, SieAmount(now),
               SieAmount(then),
               absl::StrCat("Konto ", account, " har för ", stored.year.year(),
                            " ett annat saldo i filen än det som finns "
                            "sedan tidigare."));
  }
}

void ImportPlanner::ComparePrior() {
  if (!books_.prior.has_value()) return;
  if (!prior_.has_value()) {
    plan_.writes_prior = true;
    return;
  }
  CompareTotals(*prior_, books_.prior_balances);
  plan_.writes_prior =
      prior_->summary && (prior_->balances != books_.prior_balances ||
                          prior_->year != *books_.prior);
}

ImportPlan ImportPlanner::Finish() {
  CompareYear();
  ComparePrior();
  for (size_t i = 0; i < is_stored_.size(); ++i) {
    if (!is_stored_[i]) plan_.new_vouchers.push_back(i);
  }
  return std::move(plan_);
}

absl::Status RefusalOf(const ImportPlan& plan) {
  for (const absl::string_view reason :
       {"VOUCHER_CHANGED", "VOUCHER_MISSING", "BALANCES_CHANGED"}) {
    for (const Problem& problem : plan.problems) {
      if (problem.severity != Severity::kError || problem.reason != reason) {
        continue;
      }
      return Refuse(absl::StatusCode::kFailedPrecondition, reason,
                    ProblemLine(problem), plan.problems);
    }
  }
  return absl::OkStatus();
}

}  // namespace finsam::ledger
