// A year's balances made ready for many questions: sums over a range of
// accounts, with or without a choice of objects, in the time of two binary
// searches per object instead of a pass over the whole year.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_BALANCE_INDEX_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_BALANCE_INDEX_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/money.h"
#include "common/figure/figure.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/layout.h"

namespace finsam::ledger {

// What the measures of a line are taken from, in the books' sign.
struct MeasuredSums {
  Ore opening;
  Ore movement;
  Ore debits;

  // Credits are not above zero. Both they and debits are of no meaning for a
  // year without turnover.
  Ore Get(Measure measure) const;
};

class BalanceIndex {
 public:
  // Only objects in `dimensions` can be asked for. Copies what it needs. The
  // sum of all rows fits in an Ore, by the limits of the books.
  BalanceIndex(const YearBalances& balances,
               const std::set<int32_t>& dimensions);

  // The sum of what `selections` take; they do not overlap.
  MeasuredSums Sum(const std::vector<AccountSelection>& selections) const;

  // True when debits and credits are known, as YearBalances says.
  bool has_turnover() const { return has_turnover_; }

  // YearBalances::through.
  int through() const { return through_; }

  // The selections that say what a line of accounts takes from this year.
  // "All but these objects" becomes the list of the others that are used.
  std::vector<AccountSelection> Selections(const Line& line) const;

 private:
  // Running sums by account: totals[i] is the sum of all rows before row i.
  struct Run {
    std::vector<int32_t> accounts;
    std::vector<MeasuredSums> totals{{}};
    void Add(const YearBalance& row);
    size_t Begin(int32_t first_account) const;
    size_t End(int32_t last_account) const;
  };
  // A dimension and an object; "" is "no object", {0, ""} is all rows.
  using Key = std::pair<int32_t, std::string>;

  void AddTo(const Key& key, const AccountSelection& selection,
             MeasuredSums* sum) const;
  std::vector<std::string> UsedObjects(const AccountRange& range,
                                       const ObjectFilter& except) const;

  bool has_turnover_;
  int through_;
  std::map<Key, Run> runs_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_BALANCE_INDEX_H_
