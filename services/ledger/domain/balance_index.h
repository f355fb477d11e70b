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

// Opening balance and movement in the books' sign.
struct OpeningAndMovement {
  Ore opening;
  Ore movement;

  Ore Get(Measure measure) const;
};

class BalanceIndex {
 public:
  // Only objects in `dimensions` can be asked for. Copies what it needs. The
  // sum of all rows fits in an Ore, by the limits of the books.
  BalanceIndex(const YearBalances& balances,
               const std::set<int32_t>& dimensions);

  // The sum of what `selections` take; they do not overlap.
  OpeningAndMovement Sum(const std::vector<AccountSelection>& selections) const;

  // The selections that say what a line of accounts takes from this year.
  // "All but these objects" becomes the list of the others that are used.
  std::vector<AccountSelection> Selections(const Line& line) const;

 private:
  // Running sums by account: totals[i] is the sum of all rows before row i.
  struct Run {
    std::vector<int32_t> accounts;
    std::vector<OpeningAndMovement> totals{{}};
    void Add(const YearBalance& row);
    size_t Begin(int32_t first_account) const;
    size_t End(int32_t last_account) const;
  };
  // A dimension and an object; "" is "no object", {0, ""} is all rows.
  using Key = std::pair<int32_t, std::string>;

  void AddTo(const Key& key, const AccountSelection& selection,
             OpeningAndMovement* sum) const;
  std::vector<std::string> UsedObjects(const AccountRange& range,
                                       const ObjectFilter& except) const;

  std::map<Key, Run> runs_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_BALANCE_INDEX_H_
