// A share as a person writes it: "40 %", "33,3333 %".

#ifndef FINSAM_SERVICES_BUDGET_SHARE_TEXT_H_
#define FINSAM_SERVICES_BUDGET_SHARE_TEXT_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "services/budget/domain/budget.h"

namespace finsam::budget {

// How a share is written, for what a problem expected.
inline constexpr char kShareForms[] =
    "0 % till 100 %, som 40 % eller 33,3333 %";

// Reads 0 to 100 with at most four decimals, decimal comma or point, and the
// percent sign: a number alone could be meant otherwise. Nothing when it is
// not written so.
std::optional<Share> ParseShare(absl::string_view text);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_SHARE_TEXT_H_
