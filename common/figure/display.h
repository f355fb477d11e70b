// How a value is printed: the one place where anything is rounded.
//
// Swedish forms: thousands grouped by a no-break space (U+00A0), decimal
// comma, a true minus sign (U+2212), an en dash for "no value". Rounding is to
// the nearest, halves away from zero, once, from the exact value. Two cells
// that are each rounded so need not add up to a rounded total; that is "true
// rounding", and the report says so.

#ifndef FINSAM_COMMON_FIGURE_DISPLAY_H_
#define FINSAM_COMMON_FIGURE_DISPLAY_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/figure/figure.h"

namespace finsam {

enum class Unit {
  kKronor,    // kr
  kThousand,  // tkr
  kMillion,   // mnkr
  kPercent,   // of a ratio
  kCount,
  kDate,  // 2025-03-20
};

struct Display {
  Unit unit = Unit::kKronor;
  int decimals = 0;  // 0 to 6.
  friend bool operator==(const Display&, const Display&) = default;
};

// The display that suits a value when nothing else is said: kr for amounts,
// whole percent for ratios.
Display DefaultDisplay(const Value& value);

// "5 228 358", "−518", "65 %", "74", "2025-03-20", "–". Only percent carries
// its unit; kr and tkr stand in the table's head. A ratio shown in kr or an
// amount shown in percent falls back to DefaultDisplay. A protected count is
// "färre än 5".
std::string Format(const Value& value, const Display& display);

// The same followed by its unit word: "518 tkr", "130 301 kr", "74".
std::string FormatWithUnit(const Value& value, const Display& display);

// The printed number as an integer of the display's smallest step (whole kr,
// tkr, percent …), for comparing with a number printed elsewhere. Nothing for
// values that are no numbers.
std::optional<int64_t> RoundedSteps(const Value& value, const Display& display);

// "kr", "tkr", "mnkr", "procent", "antal", "datum", each with an optional
// number of decimals after a comma or blank ("mnkr 1", "procent,1").
std::optional<Display> ParseDisplay(absl::string_view text);

// The word of ParseDisplay for a unit: "kr", "tkr", …
std::string UnitWord(Unit unit);

}  // namespace finsam

#endif  // FINSAM_COMMON_FIGURE_DISPLAY_H_
