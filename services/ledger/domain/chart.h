// The chart of accounts (kontoplan) of a fiscal year, with the dimensions and
// objects that entries may carry.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_CHART_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_CHART_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "services/ledger/domain/balances.h"

namespace finsam::ledger {

struct Account {
  std::string name;
  char kind = 0;  // As SIE's #KTYP: T, S, K or I; 0 when it is not said.
  std::string unit = {};                    // What quantities are counted in.
  std::vector<std::string> sru_codes = {};  // Codes for tax forms.
  friend bool operator==(const Account&, const Account&) = default;
};

struct Dimension {
  std::string name;
  int32_t parent = 0;  // The dimension that this one divides; 0: none.
  friend bool operator==(const Dimension&, const Dimension&) = default;
};

// Names only: what a number means in the books is decided by its number.
struct Chart {
  std::map<int32_t, Account> accounts;
  std::map<int32_t, Dimension> dimensions;
  std::map<ObjectRef, std::string> objects;  // Their names.

  bool HasAccount(int32_t number) const { return accounts.count(number) > 0; }
  bool HasObject(const ObjectRef& object) const {
    return objects.count(object) > 0;
  }
  // Empty when the account is not in the chart.
  std::string AccountName(int32_t number) const;
  // Empty when the object is not declared.
  std::string ObjectName(const ObjectRef& object) const;

  friend bool operator==(const Chart&, const Chart&) = default;
};

// Own capital (eget kapital) in the BAS charts. When years are compared it is
// one sum: where in it a result lies is decided by each program.
inline constexpr int32_t kOwnCapitalFirst = 2000;
inline constexpr int32_t kOwnCapitalLast = 2099;
inline bool IsOwnCapital(int32_t number) {
  return kOwnCapitalFirst <= number && number <= kOwnCapitalLast;
}

// True for accounts that hold a balance over the year's end (assets, own
// capital, liabilities), which by the BAS charts begin with 1 or 2.
bool IsBalanceAccount(int32_t number);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_CHART_H_
