#include "common/base/check_digit.h"

#include <cstddef>

namespace finsam {

bool CheckDigitHolds(absl::string_view digits) {
  int sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[i] - '0';
    const int weighted = i % 2 == 0 ? 2 * digit : digit;
    sum += weighted / 10 + weighted % 10;
  }
  return sum % 10 == 0;
}

}  // namespace finsam
