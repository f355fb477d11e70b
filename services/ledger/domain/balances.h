// What vouchers add up to: per account, set of objects and fiscal year.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_BALANCES_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_BALANCES_H_

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "common/base/money.h"

namespace finsam::ledger {

// An object (objekt) of a dimension: project 30 is {6, "30"}.
struct ObjectRef {
  int32_t dimension = 0;
  std::string object;
  friend auto operator<=>(const ObjectRef&, const ObjectRef&) = default;
};

// The objects an entry carries: at most one per dimension, by dimension.
using ObjectSet = std::vector<ObjectRef>;

// One account with one set of objects in one fiscal year; in the books' sign,
// debit positive. Closing is opening plus movement, movement is debits plus
// credits.
struct YearBalance {
  int32_t account = 0;
  ObjectSet objects;
  Ore opening;
  Ore movement;
  Ore debits{};  // Not below zero; of no meaning without turnover.
  friend bool operator==(const YearBalance&, const YearBalance&) = default;
};

// A fiscal year's balances, by account and then objects.
struct YearBalances {
  int year = 0;
  std::vector<YearBalance> rows;
  // The rows are folded from vouchers. A year that is kept as balances only (a
  // comparison year, a SIE file of types 1 to 3) has movements but no debits
  // and credits: these are then unknown, not zero.
  bool has_turnover = false;
  // The last month that counts, as 201706; 0: the whole year. Debits and
  // credits are not known for a part of a year.
  int through = 0;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_BALANCES_H_
