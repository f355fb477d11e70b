// What a text says in words instead of digits, made from the same figures:
// "fler än", "drygt", "fyra", "två tredjedelar". Pure.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_WORDS_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/figure/display.h"
#include "common/figure/figure.h"

namespace finsam::gateway {

inline constexpr size_t kComparisonWordsBytesMax = 120;

// What is said when the first value is larger, smaller or the same.
struct ComparisonWords {
  std::string more;
  std::string less;
  std::string same;

  friend bool operator==(const ComparisonWords&,
                         const ComparisonWords&) = default;
};

// "fler" means "fler", "färre" or "lika många"; "fler än" ends in "som" where
// they are the same; "Fler" begins a sentence. Other words are given all three,
// "steg/sjönk/låg stilla". Nothing when a single word is none of
// KnownComparisonWords(), or one of three is empty.
std::optional<ComparisonWords> ComparisonWordsOf(absl::string_view text);

// "fler, mer, högre, …": for an error's `expected`.
std::string KnownComparisonWords();

// Below 0, 0 or above 0 as `a` is smaller than, the same as, or larger than
// `b`; exact, or with `display` as both are printed in it. Nothing for values
// of two kinds, without a value, or protected: a comparison would tell.
std::optional<int> CompareValues(const Value& a, const Value& b,
                                 const std::optional<Display>& display);

// The same with nothing, which every amount, count and ratio can be compared
// with.
std::optional<int> CompareWithZero(const Value& value);

// 2 to 12 in words, every other number in digits.
std::string CountWord(int64_t count);

// The simple fraction that a share lies nearest, "drygt hälften"; "drygt" where
// the share is more, "knappt" where it is less. Nothing when it lies further
// than a thirtieth from all of them, or outside 0 to 1.
std::optional<std::string> FractionWord(const Ratio& share);

// "drygt " where the value is larger in size than what is printed of it,
// "knappt " where it is smaller, and "" where it is the same or no number.
// `steps` is what is printed, in the display's smallest step.
std::string HedgeOf(const Value& value, const Display& display, int64_t steps);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_WORDS_H_
