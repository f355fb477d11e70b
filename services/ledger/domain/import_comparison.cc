#include "services/ledger/domain/import_comparison.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace finsam::ledger {
namespace {

using Totals = std::map<int32_t, AccountTotal>;

std::set<int32_t> AccountsOf(const Totals& a, const Totals& b) {
  std::set<int32_t> accounts;
  for (const auto& [account, total] : a) accounts.insert(account);
  for (const auto& [account, total] : b) accounts.insert(account);
  return accounts;
}

AccountTotal Find(const Totals& totals, int32_t account) {
  const auto found = totals.find(account);
  return found == totals.end() ? AccountTotal() : found->second;
}

// Openings per account; `as_one`: own capital under its first account.
Totals Openings(const BalanceMap& balances, bool as_one) {
  Totals out;
  for (const auto& [account, total] : AccountTotals(balances)) {
    const bool gathered = as_one && IsOwnCapital(account);
    out[gathered ? kOwnCapitalFirst : account].opening += total.opening;
  }
  return out;
}

// "Konto 1930", or the sum under which Openings gathers.
std::string NameOf(int32_t account, bool as_one) {
  return as_one && IsOwnCapital(account)
             ? absl::StrCat("Eget kapital (konto ", kOwnCapitalFirst, "–",
                            kOwnCapitalLast, " tillsammans)")
             : absl::StrCat("Konto ", account);
}

std::string DaysOf(const FiscalYear& year) {
  return absl::StrCat(absl::FormatCivilTime(year.first), " till ",
                      absl::FormatCivilTime(year.last));
}

// What differs between two vouchers, in words.
std::string Describe(const VoucherDraft& kept, const VoucherDraft& now) {
  std::vector<std::string> parts;
  if (kept.date != now.date) {
    parts.push_back(absl::StrCat("datum ", absl::FormatCivilTime(kept.date),
                                 " blev ", absl::FormatCivilTime(now.date)));
  }
  if (kept.text != now.text) {
    parts.push_back(
        absl::StrCat("text \"", kept.text, "\" blev \"", now.text, "\""));
  }
  if (kept.entries.size() != now.entries.size()) {
    parts.push_back(
        absl::StrCat(kept.entries.size(), " rader blev ", now.entries.size()));
  }
  for (size_t i = 0; i < kept.entries.size() && i < now.entries.size(); ++i) {
    const VoucherEntry& a = kept.entries[i];
    const VoucherEntry& b = now.entries[i];
    if (a == b) continue;
    if (a.account == b.account && a.amount == b.amount) {
      parts.push_back(absl::StrCat("rad ", i + 1, ", konto ", a.account,
                                   ": objekt, text eller annat"));
    } else {
      parts.push_back(absl::StrCat("rad ", i + 1, ": ", a.account, " ",
                                   SieAmount(a.amount), " blev ", b.account,
                                   " ", SieAmount(b.amount)));
    }
    break;
  }
  if (parts.empty()) parts.push_back("registreringsdag eller signatur");
  return absl::StrJoin(parts, "; ");
}

}  // namespace

void ImportComparison::AddProblem(Severity severity, absl::string_view reason,
                                  int64_t line, absl::string_view found,
                                  absl::string_view expected,
                                  std::string message) {
  // The first of each kind is told however many of another came before it:
  // the refusal's reason hangs on it.
  const bool is_first = reasons_.insert(std::string(reason)).second;
  if (problems_.size() >= kComparisonProblemsMax && !is_first) return;
  problems_.push_back({severity, std::string(reason), file_name_, line, "",
                       std::string(found), std::string(expected),
                       std::move(message)});
}

void ImportComparison::Added(const VoucherRef& voucher, int64_t line) {
  ++difference_.added_count;
  if (added_.size() >= kDifferenceVouchersMax) return;
  added_.push_back({VoucherDifference::Kind::kAdded, voucher, line, ""});
}

void ImportComparison::Compare(const VoucherRef& voucher,
                               const ImportedVoucher& incoming,
                               const PostedVoucher& kept) {
  if (incoming.content == kept.content) return;
  // What it corrects is not in such a file.
  VoucherDraft told = kept.content;
  told.corrects.reset();
  told.reverses = false;
  if (incoming.content == told) return;
  ++difference_.changed_count;
  const std::string name = VoucherName(voucher.series, voucher.number);
  std::string description = Describe(kept.content, incoming.content);
  AddProblem(
      Severity::kError, "VOUCHER_CHANGED", incoming.line, "", "",
      kept.imported
          ? absl::StrCat("Verifikation ", name,
                         " har ett annat innehåll i filen än den som redan är "
                         "bokförd (",
                         description,
                         "). Bokförda verifikationer ändras inte; rätta med "
                         "en ny verifikation.")
          : absl::StrCat("Verifikation ", name,
                         " är bokförd för hand här, inte ur årets fil, och "
                         "filen har en annan med samma nummer (",
                         description,
                         "). Bokför för hand i en egen serie, som "
                         "bokföringsprogrammet inte använder, och låt "
                         "programmets verifikation få ett ledigt nummer."));
  if (changed_.size() >= kDifferenceChangedMax) return;
  changed_.push_back({VoucherDifference::Kind::kChanged, voucher, incoming.line,
                      std::move(description)});
}

void ImportComparison::Missing(const VoucherRef& voucher) {
  ++difference_.missing_count;
  const std::string name = VoucherName(voucher.series, voucher.number);
  AddProblem(Severity::kError, "VOUCHER_MISSING", 0, "", "",
             absl::StrCat("Verifikation ", name,
                          " är bokförd sedan tidigare men finns inte i "
                          "filen."));
  if (missing_.size() >= kDifferenceMissingMax) return;
  missing_.push_back(
      {VoucherDifference::Kind::kMissing, voucher, 0, "finns inte i filen"});
}

BooksDifference ImportComparison::difference() const {
  BooksDifference out = difference_;
  out.vouchers = changed_;
  out.vouchers.insert(out.vouchers.end(), missing_.begin(), missing_.end());
  const size_t room = kDifferenceVouchersMax - out.vouchers.size();
  out.vouchers.insert(
      out.vouchers.end(), added_.begin(),
      added_.begin() + static_cast<ptrdiff_t>(std::min(room, added_.size())));
  return out;
}

void ImportComparison::Closed(int year, absl::string_view what) {
  AddProblem(Severity::kError, "YEAR_CLOSED", 0, "", "",
             absl::StrCat("Räkenskapsåret ", year, " är stängt, men ", what,
                          ". Öppna året igen, med skälet, om det ska gälla."));
}

void ImportComparison::Locked(int64_t line, const absl::Status& refusal) {
  AddProblem(Severity::kError, ReasonOf(refusal), line, "", "",
             std::string(refusal.message()));
}

void ImportComparison::CompareYear(const Books& books,
                                   const FiscalYear& kept_year,
                                   const BalanceMap& kept_openings,
                                   bool carried) {
  if (kept_year != books.year) {
    AddProblem(Severity::kError, "BALANCES_CHANGED", 0, DaysOf(books.year),
               DaysOf(kept_year),
               "Räkenskapsåret har andra dagar i filen än i böckerna.");
  }
  const Totals incoming = Openings(books.openings, carried);
  const Totals kept = Openings(kept_openings, carried);
  for (const int32_t account : AccountsOf(incoming, kept)) {
    const Ore now = Find(incoming, account).opening;
    const Ore then = Find(kept, account).opening;
    if (now == then) continue;
    ++difference_.opening_count;
    const auto used = books.used.lower_bound({account, {}});
    const bool known = used != books.used.end() &&
                       used->first.account == account && now != Ore{0};
    AddProblem(Severity::kError, "BALANCES_CHANGED", known ? used->second : 0,
               SieAmount(now), SieAmount(then),
               absl::StrCat(NameOf(account, carried),
                            " har en annan ingående balans "
                            "i filen än i böckerna."));
  }
}

void ImportComparison::RefuseSummary(int year) {
  AddProblem(Severity::kError, "YEAR_HAS_VOUCHERS", 0, "", "4E",
             absl::StrCat("Filen har bara saldon, men räkenskapsåret ", year,
                          " har redan verifikationer i bokföringen."));
}

void ImportComparison::CompareTotals(int year, const BalanceMap& incoming,
                                     const BalanceMap& kept) {
  const Totals told = AccountTotals(incoming);
  const Totals then = AccountTotals(kept);
  for (const int32_t account : AccountsOf(told, then)) {
    const Ore now = Find(told, account).Closing();
    const Ore before = Find(then, account).Closing();
    if (now == before) continue;
    AddProblem(Severity::kWarning, "PRIOR_YEAR_DIFFERS", 0, SieAmount(now),
               SieAmount(before),
               absl::StrCat("Konto ", account, " har för ", year,
                            " ett annat saldo i filen än det som finns "
                            "sedan tidigare."));
  }
}

absl::Status ImportComparison::Refusal() const {
  for (const absl::string_view reason :
       {"VOUCHER_CHANGED", "VOUCHER_MISSING", "BALANCES_CHANGED",
        "YEAR_HAS_VOUCHERS", "YEAR_CLOSED", "PERIOD_LOCKED"}) {
    for (const Problem& problem : problems_) {
      if (problem.severity != Severity::kError || problem.reason != reason) {
        continue;
      }
      return Refuse(absl::StatusCode::kFailedPrecondition, reason,
                    ProblemLine(problem), problems_);
    }
  }
  return absl::OkStatus();
}

}  // namespace finsam::ledger
