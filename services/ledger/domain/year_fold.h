// The movements of a fiscal year, folded from vouchers' bytes without copying
// them: per account, set of objects and month, and the debits of the year. What
// the kept balances are made of, and proved with.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_FOLD_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_FOLD_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/voucher_bytes.h"

namespace finsam::ledger {

class YearFold {
 public:
  explicit YearFold(const FiscalYear& year);

  // Adds a voucher of the year. Sums stay within 64 bits as long as the
  // totals' turnover is at most kYearTurnoverMax.
  void Add(const VoucherView& voucher);

  const FiscalYear& year() const { return year_; }
  const YearTotals& totals() const { return totals_; }
  void set_totals(const YearTotals& totals) { totals_ = totals; }

  // The accounts that have movements, ascending.
  std::vector<int32_t> Accounts() const;
  // An account's movements as bytes, the same for the same movements; empty
  // when it has none. Movements that are zero in every month are kept, since
  // they say that the balance was used, and may have debits.
  std::string AccountBytes(int32_t account) const;
  // Reads what AccountBytes gave in the place of what is known of `account`;
  // false when the bytes are none of ours.
  bool ReadAccount(int32_t account, absl::string_view bytes);

  // Adds the movements to `balances`, which hold the openings.
  void AddTo(BalanceMap* balances) const;

  // True when both have the same movements and debits, whatever was used
  // without any.
  friend bool SameMovements(const YearFold& a, const YearFold& b,
                            int32_t* differing_account);

 private:
  struct Movements {
    std::array<Ore, kYearMonthsMax> months;
    Ore debits;
  };
  using Objects = absl::flat_hash_map<std::string, Movements>;
  using ByAccount = absl::flat_hash_map<int32_t, Objects>;

  FiscalYear year_;
  int64_t first_day_ = 0;
  std::vector<uint8_t> month_of_day_;  // From the year's first day on.
  YearTotals totals_;
  ByAccount accounts_;
};

bool SameMovements(const YearFold& a, const YearFold& b,
                   int32_t* differing_account);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_YEAR_FOLD_H_
