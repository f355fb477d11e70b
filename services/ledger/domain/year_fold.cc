#include "services/ledger/domain/year_fold.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/ledger/domain/packed.h"

namespace finsam::ledger {
namespace {

// More balances of one account than any books have; bounds reading only.
constexpr int64_t kAccountBalancesMax = 100'000'000;

}  // namespace

YearFold::YearFold(const FiscalYear& year)
    : year_(year), first_day_(DayNumber(year.first)) {
  const int64_t days = DayNumber(year.last) - first_day_ + 1;
  month_of_day_.reserve(static_cast<size_t>(std::max<int64_t>(days, 1)));
  for (int64_t day = 0; day < std::max<int64_t>(days, 1); ++day) {
    month_of_day_.push_back(
        static_cast<uint8_t>(MonthIndex(year.first + day, year)));
  }
}

void YearFold::Add(const VoucherView& voucher) {
  const int64_t last = static_cast<int64_t>(month_of_day_.size()) - 1;
  const int64_t day = std::clamp<int64_t>(voucher.day() - first_day_, 0, last);
  const size_t month = month_of_day_[static_cast<size_t>(day)];
  totals_.voucher_count += 1;
  totals_.entry_count += static_cast<int64_t>(voucher.entry_count());
  voucher.EachEntry([&](const EntryView& entry, size_t) {
    Objects& account = accounts_[entry.account];
    auto found = account.find(entry.objects);
    if (found == account.end()) {
      found = account.try_emplace(std::string(entry.objects)).first;
    }
    found->second.months[month] += entry.amount;
    if (entry.amount > Ore{0}) {
      found->second.debits += entry.amount;
      totals_.turnover += entry.amount;
    }
  });
}

std::vector<int32_t> YearFold::Accounts() const {
  std::vector<int32_t> out;
  out.reserve(accounts_.size());
  for (const auto& [account, objects] : accounts_) out.push_back(account);
  std::sort(out.begin(), out.end());
  return out;
}

std::string YearFold::AccountBytes(int32_t account) const {
  const auto found = accounts_.find(account);
  if (found == accounts_.end()) return "";
  std::vector<const Objects::value_type*> rows;
  rows.reserve(found->second.size());
  for (const auto& row : found->second) rows.push_back(&row);
  std::sort(rows.begin(), rows.end(),
            [](const auto* a, const auto* b) { return a->first < b->first; });
  std::string out;
  PackUnsigned(rows.size(), &out);
  for (const auto* row : rows) {
    const auto& [months, debits] = row->second;
    size_t used = kYearMonthsMax;
    while (used > 0 && months[used - 1] == Ore{0}) --used;
    PackText(row->first, &out);
    PackUnsigned(static_cast<uint64_t>(debits.value), &out);
    PackUnsigned(used, &out);
    for (size_t i = 0; i < used; ++i) PackSigned(months[i].value, &out);
  }
  return out;
}

bool YearFold::ReadAccount(int32_t account, absl::string_view bytes) {
  Unpacker in(bytes);
  Objects objects;
  const int64_t count = in.Number(kAccountBalancesMax);
  for (int64_t i = 0; i < count && in.ok(); ++i) {
    auto& [months, debits] = objects[std::string(in.Text())];
    debits = Ore{in.Number(kYearTurnoverMax.value)};
    const int64_t used = in.Number(kYearMonthsMax);
    for (int64_t m = 0; m < used; ++m) {
      months[static_cast<size_t>(m)] = Ore{in.Signed()};
    }
  }
  if (!in.Complete()) return false;
  accounts_[account] = std::move(objects);
  return true;
}

void YearFold::AddTo(BalanceMap* balances) const {
  for (const auto& [account, objects] : accounts_) {
    for (const auto& [bytes, moved] : objects) {
      const std::optional<ObjectSet> set = ReadObjectBytes(bytes);
      MonthlyBalance& balance =
          (*balances)[{account, set.value_or(ObjectSet())}];
      for (size_t i = 0; i < moved.months.size(); ++i) {
        balance.months[i] += moved.months[i];
      }
      balance.debits += moved.debits;
    }
  }
}

bool SameMovements(const YearFold& a, const YearFold& b,
                   int32_t* differing_account) {
  BalanceMap differences;
  BalanceMap theirs;
  a.AddTo(&differences);
  b.AddTo(&theirs);
  for (const auto& [key, balance] : theirs) {
    MonthlyBalance& difference = differences[key];
    for (size_t i = 0; i < balance.months.size(); ++i) {
      difference.months[i] += -balance.months[i];
    }
    difference.debits += -balance.debits;
  }
  for (const auto& [key, difference] : differences) {
    if (difference == MonthlyBalance()) continue;
    *differing_account = key.account;
    return false;
  }
  return true;
}

}  // namespace finsam::ledger
