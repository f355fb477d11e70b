// How a value is printed, and rounded.
//
// Swedish forms: thousands grouped by a no-break space (U+00A0), decimal
// comma, a true minus sign (U+2212), an en dash for "no value". Rounding is to
// the nearest, halves away from zero, once, from the exact value. Two cells
// that are each rounded so need not add up to a rounded total. Where a table
// wants them to, common/figure/footing.h chooses the steps that are printed.

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
  kCount,     // Whole, or a ratio that is a number: an average of 3,2.
  kDate,      // 2025-03-20
};

struct Display {
  Unit unit = Unit::kKronor;
  int decimals = 0;  // 0 to 6.
  friend bool operator==(const Display&, const Display&) = default;
};

// How the cells of a table are rounded.
enum class Rounding {
  kExact,    // Each by itself, to the nearest.
  kFooting,  // So that printed sums and differences are right.
};

// The display that suits a value when nothing else is said: kr for amounts,
// whole percent for ratios.
Display DefaultDisplay(const Value& value);

// "5 228 358", "−518", "65 %", "74", "3,2", "2025-03-20", "–". Only percent
// carries its unit; kr and tkr stand in the table's head. A ratio shown as a
// count is a number with the display's decimals; a count never has any. A ratio
// shown in kr or an amount shown in percent falls back to DefaultDisplay. What
// is protected is "..". An amount or a count for which `steps` are given prints
// these, in the display's smallest step, and is not rounded.
std::string Format(const Value& value, const Display& display,
                   std::optional<int64_t> steps = std::nullopt);

// The same followed by its unit word: "518 tkr", "130 301 kr", "74".
std::string FormatWithUnit(const Value& value, const Display& display,
                           std::optional<int64_t> steps = std::nullopt);

// The printed number as an integer of the display's smallest step (whole kr,
// tkr, percent …), for comparing with a number printed elsewhere. Nothing for
// values that are no numbers.
std::optional<int64_t> RoundedSteps(const Value& value, const Display& display);

// A value as `whole` + `rest` / `per_step` of the display's smallest step:
// -1 250 kr in tkr is -2 + 75 000 / 100 000. Exact.
struct ExactSteps {
  int64_t whole = 0;     // At most the value.
  int64_t rest = 0;      // 0 to per_step - 1.
  int64_t per_step = 1;  // How finely the value is known; at most 10^8.
  friend bool operator==(const ExactSteps&, const ExactSteps&) = default;
};

// Nothing for what is no amount or count, or does not suit the display, or
// is so large that its steps leave 62 bits.
std::optional<ExactSteps> StepsOf(const Value& value, const Display& display);

// "kr", "tkr", "mnkr", "procent", "antal", "datum", each with an optional
// number of decimals after a comma or blank ("mnkr 1", "procent,1").
std::optional<Display> ParseDisplay(absl::string_view text);

// The word of ParseDisplay for a unit: "kr", "tkr", …
std::string UnitWord(Unit unit);

}  // namespace finsam

#endif  // FINSAM_COMMON_FIGURE_DISPLAY_H_
