#include "services/ledger/domain/year_close.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/problem_list.h"
#include "services/ledger/domain/year_size.h"

namespace finsam::ledger {
namespace {

using ::absl::StatusCode;

// Own capital is compared as one sum, under its first account.
int32_t ComparedAs(int32_t account) {
  return IsOwnCapital(account) ? kOwnCapitalFirst : account;
}

struct Pair {
  Ore closed;
  Ore opens;
};

bool IsCapitalSum(int32_t compared) { return compared == kOwnCapitalFirst; }

std::string FieldOf(int32_t compared) {
  return IsCapitalSum(compared)
             ? absl::StrCat(kOwnCapitalFirst, "-", kOwnCapitalLast)
             : absl::StrCat(compared);
}

}  // namespace

absl::StatusOr<YearClosing> CloseBalances(const BalanceMap& balances,
                                          int32_t capital_account) {
  YearClosing out;
  Ore difference;
  Ore carried;
  for (const auto& [key, balance] : balances) {
    const Ore movement = balance.Movement();
    const Ore closing = balance.opening + movement;
    difference += closing;
    if (IsBalanceAccount(key.account)) {
      if (closing != Ore{0}) out.openings[key].opening = closing;
    } else {
      out.result += -movement;
      carried += closing;
    }
  }
  if (difference != Ore{0}) {
    return Refuse(
        StatusCode::kFailedPrecondition, "BOOKS_UNBALANCED",
        absl::StrCat("Årets saldon summerar till ", SieAmount(difference),
                     " kr, inte till 0; de ingående balanserna går "
                     "inte jämnt upp."));
  }
  if (carried != Ore{0}) {
    const auto capital = out.openings.try_emplace({capital_account, {}}).first;
    capital->second.opening += carried;
    if (capital->second.IsZero()) out.openings.erase(capital);
  }
  Ore debits;
  for (const auto& [key, balance] : out.openings) {
    if (balance.opening > Ore{0}) debits += balance.opening;
  }
  // With this no sum leaves 64 bits, however many years follow.
  if (debits > kYearTurnoverMax) {
    return Refuse(StatusCode::kFailedPrecondition, "BALANCES_TOO_LARGE",
                  "Årets utgående balanser är större än vad nästa års böcker "
                  "kan hålla.");
  }
  RETURN_IF_ERROR(CheckBalanceCount(out.openings.size()));
  out.balances_digest = BalancesDigest(balances, /*with_movements=*/true);
  return out;
}

absl::Status CheckCapitalAccount(int32_t account, const Chart& chart) {
  if (!IsOwnCapital(account)) {
    return Refuse(StatusCode::kInvalidArgument, "ACCOUNT_INVALID",
                  absl::StrCat("Resultatet kan inte föras till konto ", account,
                               ", som inte är eget kapital (", kOwnCapitalFirst,
                               "–", kOwnCapitalLast, "), till exempel 2010."));
  }
  if (chart.HasAccount(account)) return absl::OkStatus();
  return Refuse(
      StatusCode::kNotFound, "ACCOUNT_UNKNOWN",
      absl::StrCat("Konto ", account, " finns inte i årets kontoplan."));
}

FiscalYear YearAfter(const FiscalYear& year) {
  const absl::CivilDay first = year.last + 1;
  return {first,
          absl::CivilDay(first.year() + 1, first.month(), first.day()) - 1};
}

absl::StatusOr<bool> Follows(const FiscalYear& later, const FiscalYear& year) {
  if (later.first == year.last + 1) return true;
  const FiscalYear after = YearAfter(year);
  // Two years that end in the same calendar year would have the same name.
  if (later.first > after.last && later.year() != after.year()) return false;
  return Refuse(
      StatusCode::kFailedPrecondition, "NEXT_YEAR_DAYS",
      absl::StrCat("Nästa räkenskapsår i bokföringen börjar ",
                   absl::FormatCivilTime(later.first), ", inte dagen efter ",
                   absl::FormatCivilTime(year.last), "."));
}

absl::Status CheckOpenings(int next_year, const BalanceMap& closing,
                           const BalanceMap& openings) {
  std::map<int32_t, Pair> accounts;
  for (const auto& [key, balance] : closing) {
    accounts[ComparedAs(key.account)].closed += balance.opening;
  }
  for (const auto& [key, balance] : openings) {
    accounts[ComparedAs(key.account)].opens += balance.opening;
  }
  std::vector<Problem> problems;
  ProblemList list(/*file_name=*/"", kOpeningProblemsMax, &problems);
  for (const auto& [account, pair] : accounts) {
    if (pair.closed == pair.opens) continue;
    list.Add({.reason = "OPENING_DIFFERS",
              .file = "",
              .field = FieldOf(account),
              .found = SieAmount(pair.opens),
              .expected = SieAmount(pair.closed),
              .message = absl::StrCat(
                  IsCapitalSum(account)
                      ? "Eget kapital, som jämförs som en summa, börjar "
                      : "Kontot börjar ",
                  next_year, " med ett annat saldo än året före slutar med.")});
  }
  list.Finish("OPENING_DIFFERS");
  if (problems.empty()) return absl::OkStatus();
  return Refuse(StatusCode::kFailedPrecondition, "OPENING_DIFFERS",
                ProblemLine(problems.front()), problems);
}

Chart WithMissing(Chart chart, const Chart& earlier) {
  chart.accounts.insert(earlier.accounts.begin(), earlier.accounts.end());
  chart.dimensions.insert(earlier.dimensions.begin(), earlier.dimensions.end());
  chart.objects.insert(earlier.objects.begin(), earlier.objects.end());
  return chart;
}

}  // namespace finsam::ledger
