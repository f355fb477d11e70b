// Numbers as documents print them: "– 57", "8649", "63.855 kr", "13,4%",
// "4 066 519kr (79%)".

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_NUMBER_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_NUMBER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam::gateway::printed {

// What a number counts.
enum class Measure {
  kUnknown,  // Nothing beside the number says.
  kMoney,    // Kronor.
  kPercent,
  kCount,  // Persons, goals, meetings.
};

// The largest number that is read, in hundredths: ten billion. So 4 000 000
// of them can be added.
inline constexpr int64_t kHundredthsMax = 1'000'000'000'000;

// A number and how finely it is printed, both in hundredths of its unit: öre
// of money, hundredths of a percent or of a person. "1.925 tkr" is
// 192 500 000 with the step 100 000.
struct Quantity {
  int64_t value = 0;
  int64_t step = 100;
  Measure measure = Measure::kUnknown;
  // A blank, "–" or "-" alone says no value; such a cell is no quantity.
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

// A number met in a text, and where.
struct FoundNumber {
  Quantity quantity;
  size_t begin = 0;      // Of the number in the text, its sign included.
  size_t end = 0;        // Past the number and its unit.
  bool glued = false;    // Letters or digits stand right beside it: "i12".
  bool is_year = false;  // "2024" by itself, 1900 to 2100.
};

// `text` with its kinds of blanks and of minus signs each brought to one, and
// "**" and tags such as "<b>" left out. What NextNumber reads.
std::string Normalised(absl::string_view text);

// The first number of normalised `text` at or after `from`. A minus sign
// counts when it begins a word and the digits follow at once. Points before
// three digits part thousands, and so do blanks; commas do where the unit is
// not millions. What is beyond kHundredthsMax is passed over.
std::optional<FoundNumber> NextNumber(absl::string_view text, size_t from);

// What a table's cell says. `one` is one of its numbers in hundredths, as its
// table says: 100 for kronor, persons and percent, 100 000 for tkr. A cell
// with a unit of its own keeps to that: "63.855 kr" in a table in tkr.
struct CellNumber {
  std::optional<Quantity> quantity;
  std::optional<Quantity> share;  // A percentage beside it: "(79%)".
};
CellNumber ParseCell(absl::string_view text, int64_t one);

// How many hundredths of a krona a unit's one is: kr 100, tkr 100 000, mnkr
// 100 000 000; 0 when `word` is no unit of money. Takes "tkr", "Mkr",
// "tusen kronor", "miljoner".
int64_t MoneyUnit(absl::string_view word);

// Whether `printed` and `exact` are the same when `exact` is rounded to the
// printed step, halves either way.
bool SameRounded(const Quantity& printed, int64_t exact);

// Whether the printed number is `exact` cut to the step, not rounded to it.
bool SameCut(const Quantity& printed, int64_t exact);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_NUMBER_H_
