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
// debit positive. Closing is opening plus movement.
struct YearBalance {
  int32_t account = 0;
  ObjectSet objects;
  Ore opening;
  Ore movement;
  friend bool operator==(const YearBalance&, const YearBalance&) = default;
};

// A fiscal year's balances, by account and then objects.
struct YearBalances {
  int year = 0;
  std::vector<YearBalance> rows;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_BALANCES_H_
