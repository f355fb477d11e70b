#include "common/figure/display.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/base/check.h"

namespace finsam {
namespace {

using Wide = __int128;

constexpr char kNoBreakSpace[] = "\u00a0";
constexpr char kMinus[] = "\u2212";
constexpr char kNone[] = "–";
constexpr char kProtected[] = "..";
constexpr int kDecimalsMax = 6;
constexpr Wide kStepsMax = Wide{1} << 62;

constexpr std::pair<Unit, const char*> kUnitWords[] = {
    {Unit::kKronor, "kr"},    {Unit::kThousand, "tkr"},
    {Unit::kMillion, "mnkr"}, {Unit::kPercent, "procent"},
    {Unit::kCount, "antal"},  {Unit::kDate, "datum"},
};

// numerator / denominator to the nearest integer, halves away from zero.
Wide RoundedQuotient(Wide numerator, Wide denominator) {
  const bool negative = numerator < 0;
  const Wide magnitude = negative ? -numerator : numerator;
  const Wide rounded = (2 * magnitude + denominator) / (2 * denominator);
  return negative ? -rounded : rounded;
}

Wide PowerOfTen(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

int64_t OrePerUnit(Unit unit) {
  if (unit == Unit::kThousand) return 100'000;
  if (unit == Unit::kMillion) return 100'000'000;
  return 100;
}

bool IsMoneyUnit(Unit unit) {
  return unit == Unit::kKronor || unit == Unit::kThousand ||
         unit == Unit::kMillion;
}

bool Suits(const Value& value, Unit unit) {
  if (std::holds_alternative<Ore>(value)) return IsMoneyUnit(unit);
  if (std::holds_alternative<Ratio>(value)) {
    return unit == Unit::kPercent || unit == Unit::kCount;
  }
  return true;
}

// Digits in groups of three: 5228358 → "5 228 358".
std::string Grouped(Wide magnitude) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + int(magnitude % 10)));
    magnitude /= 10;
  } while (magnitude > 0);
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += kNoBreakSpace;
    out.push_back(digits[i]);
  }
  return out;
}

// `steps` of 10^-decimals each.
std::string FormatSteps(Wide steps, int decimals) {
  const Wide scale = PowerOfTen(decimals);
  const Wide magnitude = steps < 0 ? -steps : steps;
  std::string out = steps < 0 ? kMinus : "";
  out += Grouped(magnitude / scale);
  if (decimals == 0) return out;
  std::string fraction = absl::StrCat(int64_t(magnitude % scale));
  while (fraction.size() < static_cast<size_t>(decimals))
    fraction.insert(0, "0");
  return absl::StrCat(out, ",", fraction);
}

std::optional<Wide> Steps(const Value& value, const Display& display) {
  const Wide scale = PowerOfTen(display.decimals);
  if (const auto* ore = std::get_if<Ore>(&value)) {
    return RoundedQuotient(Wide{ore->value} * scale, OrePerUnit(display.unit));
  }
  if (const auto* count = std::get_if<Count>(&value)) return Wide{count->value};
  if (const auto* ratio = std::get_if<Ratio>(&value)) {
    const int whole = display.unit == Unit::kPercent ? 100 : 1;
    return RoundedQuotient(Wide{ratio->numerator} * whole * scale,
                           ratio->denominator);
  }
  return std::nullopt;
}

}  // namespace

Display DefaultDisplay(const Value& value) {
  if (std::holds_alternative<Ratio>(value)) return {Unit::kPercent, 0};
  if (std::holds_alternative<Ore>(value)) return {Unit::kKronor, 0};
  if (std::holds_alternative<absl::CivilDay>(value)) return {Unit::kDate, 0};
  return {Unit::kCount, 0};
}

std::string Format(const Value& value, const Display& display,
                   std::optional<int64_t> steps) {
  FINSAM_CHECK(0 <= display.decimals && display.decimals <= kDecimalsMax);
  if (!HasValue(value)) return kNone;
  if (std::holds_alternative<Protected>(value)) return kProtected;
  if (const auto* day = std::get_if<absl::CivilDay>(&value)) {
    return absl::FormatCivilTime(*day);
  }
  if (!Suits(value, display.unit)) return Format(value, DefaultDisplay(value));
  const bool whole = std::holds_alternative<Count>(value);
  const bool ratio = std::holds_alternative<Ratio>(value);
  const Wide printed =
      steps.has_value() && !ratio ? Wide{*steps} : *Steps(value, display);
  std::string out = FormatSteps(printed, whole ? 0 : display.decimals);
  if (ratio && display.unit == Unit::kPercent) {
    absl::StrAppend(&out, kNoBreakSpace, "%");
  }
  return out;
}

std::string FormatWithUnit(const Value& value, const Display& display,
                           std::optional<int64_t> steps) {
  std::string out = Format(value, display, steps);
  if (!std::holds_alternative<Ore>(value)) return out;
  const Unit unit = IsMoneyUnit(display.unit) ? display.unit : Unit::kKronor;
  return absl::StrCat(out, kNoBreakSpace, UnitWord(unit));
}

std::optional<int64_t> RoundedSteps(const Value& value,
                                    const Display& display) {
  const Display used =
      Suits(value, display.unit) ? display : DefaultDisplay(value);
  const std::optional<Wide> steps = Steps(value, used);
  if (!steps.has_value()) return std::nullopt;
  return static_cast<int64_t>(*steps);
}

std::optional<ExactSteps> StepsOf(const Value& value, const Display& display) {
  Wide numerator = 0;
  int64_t per_step = 1;
  if (const auto* count = std::get_if<Count>(&value)) {
    numerator = count->value;
  } else if (const auto* ore = std::get_if<Ore>(&value);
             ore != nullptr && IsMoneyUnit(display.unit)) {
    numerator = ore->value * PowerOfTen(display.decimals);
    per_step = OrePerUnit(display.unit);
  } else {
    return std::nullopt;
  }
  Wide whole = numerator / per_step;
  if (whole * per_step > numerator) --whole;
  if (whole >= kStepsMax || whole < -kStepsMax) return std::nullopt;
  return ExactSteps{static_cast<int64_t>(whole),
                    static_cast<int64_t>(numerator - whole * per_step),
                    per_step};
}

std::optional<Display> ParseDisplay(absl::string_view text) {
  const std::string cleaned =
      absl::StrReplaceAll(absl::StripAsciiWhitespace(text), {{",", " "}});
  const std::vector<std::string> words =
      absl::StrSplit(cleaned, ' ', absl::SkipEmpty());
  if (words.empty() || words.size() > 2) return std::nullopt;
  Display display;
  if (words.size() == 2 &&
      (!absl::SimpleAtoi(words[1], &display.decimals) || display.decimals < 0 ||
       display.decimals > kDecimalsMax)) {
    return std::nullopt;
  }
  for (const auto& [unit, word] : kUnitWords) {
    if (words[0] == word || (unit == Unit::kPercent && words[0] == "%")) {
      display.unit = unit;
      return display;
    }
  }
  return std::nullopt;
}

std::string UnitWord(Unit unit) {
  for (const auto& [known, word] : kUnitWords) {
    if (known == unit) return word;
  }
  FINSAM_CHECK(false);
}

}  // namespace finsam
