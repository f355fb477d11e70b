// The fold: what vouchers add up to, month by month, per account and set of
// objects. Balances are never anything but an opening balance and this fold.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_FOLD_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_FOLD_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/fiscal_year.h"
#include "services/ledger/domain/voucher.h"

namespace finsam::ledger {

// The most that a year's debits may sum to: 10^15 kronor. With
// it no balance, total of a statement or sum of totals leaves 64 bits.
inline constexpr Ore kYearTurnoverMax{100'000'000'000'000'000};

// What a balance is kept for.
struct BalanceKey {
  int32_t account = 0;
  ObjectSet objects;
  friend auto operator<=>(const BalanceKey&, const BalanceKey&) = default;
};

// The most months that a fiscal year has (BFL 3 kap. 3 §).
inline constexpr size_t kYearMonthsMax = 18;

// A balance as it is kept; in the books' sign.
struct MonthlyBalance {
  Ore opening;
  // Movement by month, the fiscal year's first month first.
  std::array<Ore, kYearMonthsMax> months;
  // The sum of the vouchers' debit entries, at most kYearTurnoverMax. Their
  // credit entries, a sum below zero, are the movement less this. Zero where
  // only balances are known, as in a comparison year: there it says nothing.
  Ore debits{};

  Ore Movement() const;
  // Opens with nothing and moves in no month, though its entries may have
  // cancelled one another out.
  bool IsZero() const;
  friend bool operator==(const MonthlyBalance&,
                         const MonthlyBalance&) = default;
};

using BalanceMap = std::map<BalanceKey, MonthlyBalance>;

// What a fiscal year holds, beside its balances.
struct YearTotals {
  int64_t voucher_count = 0;
  int64_t entry_count = 0;
  Ore turnover;  // The sum of all debits.
  friend bool operator==(const YearTotals&, const YearTotals&) = default;
};

// Where a day's amounts belong in MonthlyBalance::months: its month, counted
// from the month of the year's first day. A day outside the year counts with
// the nearest month.
size_t MonthIndex(absl::CivilDay day, const FiscalYear& year);

// How many months the year touches, at most kYearMonthsMax.
size_t MonthsOf(const FiscalYear& year);

// Adds a voucher to balances and totals. The caller sees to it that the
// turnover stays within kYearTurnoverMax, with TurnoverOf beforehand.
void AddVoucher(const VoucherDraft& voucher, const FiscalYear& year,
                BalanceMap* balances);
void AddVoucher(const VoucherDraft& voucher, YearTotals* totals);

// The sum of a voucher's debits.
Ore TurnoverOf(const VoucherDraft& voucher);

// The balances as the statements take them. `has_turnover`: they are the fold
// of the year's vouchers, not balances that somebody told of.
YearBalances ToYearBalances(int year, const BalanceMap& balances,
                            bool has_turnover);

// The place in MonthlyBalance::months of a month of the year, as 201706;
// nothing when it is none of the year's.
std::optional<size_t> PlaceOfMonth(int month, const FiscalYear& year);

// Takes away what moved after the month at `place`, and what is then zero.
// Debits are the whole year's still.
void KeepThrough(size_t place, BalanceMap* balances);

// Per account, whatever the objects: opening and movement.
struct AccountTotal {
  Ore opening;
  Ore movement;
  Ore Closing() const { return opening + movement; }
  friend bool operator==(const AccountTotal&, const AccountTotal&) = default;
};
std::map<int32_t, AccountTotal> AccountTotals(const BalanceMap& balances);

// A digest over the opening balances (`with_movements`: and the movements),
// so that a change of what no voucher explains is seen.
std::string BalancesDigest(const BalanceMap& balances, bool with_movements);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_FOLD_H_
