#include "services/gateway/printed/run.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/text.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

const CheckInput& NoInput() {
  static const CheckInput input;
  return input;
}

constexpr int64_t kThousand = 100'000;
constexpr int64_t kHundred = 100;
constexpr size_t kQuotedBytesMax = 110;

}  // namespace

std::string Place::Name() const {
  const std::string& row_label = sheet->rows[row].label;
  const std::string& column_label = sheet->columns[column].label;
  return absl::StrCat(sheet->name, ", ", row_label,
                      column_label.empty() ? "" : ", ", column_label);
}

std::string Counted(int64_t count, absl::string_view one,
                    absl::string_view many) {
  return absl::StrCat(count, " ", count == 1 ? one : many);
}

std::string Print(int64_t value, Measure measure, int64_t unit) {
  const int decimals = value % kHundred == 0 ? 0 : value % 10 == 0 ? 1 : 2;
  switch (measure) {
    case Measure::kMoney:
      if (unit >= 1'000 * kThousand) {
        return FormatWithUnit(Ore{value}, {Unit::kMillion, 3});
      }
      return unit >= kThousand && value % kThousand == 0
                 ? FormatWithUnit(Ore{value}, {Unit::kThousand, 0})
                 : FormatWithUnit(Ore{value}, {Unit::kKronor, decimals});
    case Measure::kPercent:
      return Format(Ratio{value, kHundred * kHundred},
                    {Unit::kPercent, decimals});
    default:
      return Format(Ratio{value, kHundred}, {Unit::kCount, decimals});
  }
}

Run::Run(const Subject& subject, const char* check, const char* source)
    : RuleRun(NoInput(), check, source), subject_(subject) {}

void Run::Add(const std::string& about, FindingSeverity severity,
              const std::string& message,
              const std::vector<std::string>& figure_ids,
              const std::string& found, const std::string& expected) {
  if (findings().size() >= kFindingsMax) {
    ++left_out_;
    return;
  }
  RuleRun::Add(about, severity, message, figure_ids, found, expected);
}

void Run::Hold(const std::string& about, const Place& place, int64_t made,
               size_t addends, FindingSeverity severity,
               const std::string& sentence, std::vector<std::string> others) {
  Compared();
  const int64_t step = StepOf(*place.sheet, place.row, place.column);
  const Fit fit = FitOf(made - place.value(), addends, step);
  if (fit == Fit::kTie) return;
  others.insert(others.begin(), place.address());
  const char* why = fit == Fit::kError      ? "."
                    : fit == Fit::kRounding ? "; det är en avrundning."
                                            : "; det kan vara avrundningar.";
  const Measure measure = place.quantity().measure;
  Add(about, fit == Fit::kError ? severity : kRounding,
      absl::StrCat(sentence, why), others,
      Print(place.value(), measure, place.sheet->unit),
      Print(made, measure, place.sheet->unit));
}

void Run::HoldSame(const std::string& about, const Place& place,
                   const Place& other, FindingSeverity severity,
                   const std::string& sentence, bool regardless_of_sign) {
  Compared();
  int64_t found = place.value();
  int64_t expected = other.value();
  if (regardless_of_sign) {
    found = std::abs(found);
    expected = std::abs(expected);
  }
  const int64_t step = std::max(place.sheet->unit, other.sheet->unit);
  const bool counts = place.quantity().measure == Measure::kCount;
  const int64_t difference = std::abs(found - expected);
  const bool one_unit = place.sheet->unit == other.sheet->unit;
  // Of two units the finer is rounded: half a step is no difference.
  if (difference == 0 || (!one_unit && 2 * difference <= step)) return;
  const Quantity& coarse = place.sheet->unit > other.sheet->unit
                               ? place.quantity()
                               : other.quantity();
  const bool cut =
      !one_unit &&
      SameCut(coarse, place.sheet->unit > other.sheet->unit ? expected : found);
  const bool rounding = !counts && (difference <= step || cut);
  const char* why = cut        ? "; beloppet är avkortat, inte avrundat."
                    : rounding ? "; det är en avrundning."
                               : ".";
  Add(about, rounding ? kRounding : severity, absl::StrCat(sentence, why),
      {place.address(), other.address()},
      Print(place.value(), place.quantity().measure, place.sheet->unit),
      Print(other.value(), other.quantity().measure, other.sheet->unit));
}

std::string Quoted(const Sentence& sentence) {
  return absl::StrCat("”", Shortened(sentence.printed, kQuotedBytesMax), "”");
}

std::optional<Place> PlaceOf(const Sheet& sheet, Line line, int year,
                             Role role) {
  const auto row = sheet.RowOf(line);
  const auto column = sheet.ColumnOf(year, role);
  if (!row || !column || sheet.At(*row, *column) == nullptr) {
    return std::nullopt;
  }
  return Place{&sheet, *row, *column};
}

std::optional<Place> PlaceOf(const Reading& reading, SheetKind kind, Line line,
                             int year, Role role) {
  for (const Sheet& sheet : reading.sheets) {
    if (sheet.kind != kind) continue;
    if (const auto place = PlaceOf(sheet, line, year, role)) return place;
  }
  return std::nullopt;
}

}  // namespace finsam::gateway::printed
