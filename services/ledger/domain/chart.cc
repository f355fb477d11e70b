#include "services/ledger/domain/chart.h"

namespace finsam::ledger {

std::string Chart::AccountName(int32_t number) const {
  const auto found = accounts.find(number);
  return found == accounts.end() ? "" : found->second.name;
}

std::string Chart::ObjectName(const ObjectRef& object) const {
  const auto found = objects.find(object);
  return found == objects.end() ? "" : found->second;
}

bool IsBalanceAccount(int32_t number) {
  while (number >= 10) number /= 10;
  return number == 1 || number == 2;
}

}  // namespace finsam::ledger
