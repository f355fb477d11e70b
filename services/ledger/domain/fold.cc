#include "services/ledger/domain/fold.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"

namespace finsam::ledger {

Ore MonthlyBalance::Movement() const {
  Ore sum;
  for (const Ore month : months) sum += month;
  return sum;
}

bool MonthlyBalance::IsZero() const {
  return opening == Ore{0} && months == decltype(months)();
}

size_t MonthIndex(absl::CivilDay day, const FiscalYear& year) {
  const absl::CivilMonth first(year.first);
  const auto months = absl::CivilMonth(day) - first;
  if (months < 0) return 0;
  return std::min(static_cast<size_t>(months), kYearMonthsMax - 1);
}

size_t MonthsOf(const FiscalYear& year) {
  return MonthIndex(year.last, year) + 1;
}

void AddVoucher(const VoucherDraft& voucher, const FiscalYear& year,
                BalanceMap* balances) {
  const size_t month = MonthIndex(voucher.date, year);
  for (const VoucherEntry& entry : voucher.entries) {
    MonthlyBalance& balance = (*balances)[{entry.account, entry.objects}];
    balance.months[month] += entry.amount;
    if (entry.amount > Ore{0}) balance.debits += entry.amount;
  }
}

void AddVoucher(const VoucherDraft& voucher, YearTotals* totals) {
  totals->voucher_count += 1;
  totals->entry_count += static_cast<int64_t>(voucher.entries.size());
  totals->turnover += TurnoverOf(voucher);
}

Ore TurnoverOf(const VoucherDraft& voucher) {
  Ore debits;
  for (const VoucherEntry& entry : voucher.entries) {
    if (entry.amount > Ore{0}) debits += entry.amount;
  }
  return debits;
}

YearBalances ToYearBalances(int year, const BalanceMap& balances,
                            bool has_turnover) {
  YearBalances out;
  out.year = year;
  out.has_turnover = has_turnover;
  out.rows.reserve(balances.size());
  for (const auto& [key, balance] : balances) {
    out.rows.push_back({key.account, key.objects, balance.opening,
                        balance.Movement(), balance.debits});
  }
  return out;
}

std::optional<size_t> PlaceOfMonth(int month, const FiscalYear& year) {
  if (month < 1 || month % 100 < 1 || month % 100 > 12) return std::nullopt;
  const absl::CivilMonth asked(month / 100, month % 100);
  if (asked < absl::CivilMonth(year.first) ||
      asked > absl::CivilMonth(year.last)) {
    return std::nullopt;
  }
  return MonthIndex(absl::CivilDay(asked), year);
}

void KeepThrough(size_t place, BalanceMap* balances) {
  for (auto& [key, balance] : *balances) {
    std::fill(balance.months.begin() + place + 1, balance.months.end(), Ore{});
  }
  std::erase_if(*balances,
                [](const auto& entry) { return entry.second.IsZero(); });
}

std::map<int32_t, AccountTotal> AccountTotals(const BalanceMap& balances) {
  std::map<int32_t, AccountTotal> totals;
  for (const auto& [key, balance] : balances) {
    AccountTotal& total = totals[key.account];
    total.opening += balance.opening;
    total.movement += balance.Movement();
  }
  return totals;
}

std::string BalancesDigest(const BalanceMap& balances, bool with_movements) {
  std::string text;
  for (const auto& [key, balance] : balances) {
    if (!with_movements && balance.opening == Ore{0}) continue;
    absl::StrAppend(&text, key.account);
    for (const ObjectRef& object : key.objects) {
      absl::StrAppend(&text, " ", object.dimension, " ", object.object.size(),
                      " ", object.object);
    }
    absl::StrAppend(&text, ";", balance.opening.value);
    for (const Ore month : balance.months) {
      if (with_movements) absl::StrAppend(&text, ",", month.value);
    }
    text.push_back('\n');
  }
  return Sha256(text);
}

}  // namespace finsam::ledger
