// The check digit that organisation numbers and personal identity numbers end
// with.

#ifndef FINSAM_COMMON_BASE_CHECK_DIGIT_H_
#define FINSAM_COMMON_BASE_CHECK_DIGIT_H_

#include "absl/strings/string_view.h"

namespace finsam {

// True when the last of `digits` is right for those before it (Luhn, modulus
// 10). `digits` are an even number of ASCII digits; without any it is true.
bool CheckDigitHolds(absl::string_view digits);

}  // namespace finsam

#endif  // FINSAM_COMMON_BASE_CHECK_DIGIT_H_
