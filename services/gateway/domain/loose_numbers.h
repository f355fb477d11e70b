// Numbers that somebody typed into a text by hand, and that are therefore tied
// to no figure. A check reports them.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_LOOSE_NUMBERS_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_LOOSE_NUMBERS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam::gateway {

// No more than so many are told of one text.
inline constexpr size_t kLooseNumbersMax = 1'000;

struct LooseNumber {
  std::string text;  // As typed, with its unit: "500.000 kr", "10-15%", "i12".
  int64_t line = 0;  // In the file; 1 is the first.

  friend bool operator==(const LooseNumber&, const LooseNumber&) = default;
};

// The loose numbers of a text file (services/gateway/domain/text.h), in order.
// Not loose are: references and literals; years 1900 to 2100, also two joined
// by a dash; the numbers of a Markdown list; the targets of links and addresses
// written out; character references (&#160;). A year with a unit ("2000 kr") is
// an amount, and loose; so is a day (2024-03-20).
std::vector<LooseNumber> LooseNumbers(absl::string_view bytes);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_LOOSE_NUMBERS_H_
