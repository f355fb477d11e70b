// The figure: a value with its unit, its name and where it comes from.
//
// Nothing else may be printed as a number in a report. A value is exact: whole
// öre, a whole count, a ratio of two integers, a day, or "protected" (a small
// count that may not be shown). Rounding happens once, when it is displayed
// (common/figure/display.h).
//
// An id is readable and stable, and the same in JSON, HTML anchors and texts:
//   income-statement/operating-costs/2024      statement / line / column
//   budget/samverkansteam/2024                 service's table / line / year
// It is 1 to 8 parts of [a-z0-9_.-] joined by '/'.

#ifndef FINSAM_COMMON_FIGURE_FIGURE_H_
#define FINSAM_COMMON_FIGURE_FIGURE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"

namespace finsam {

inline constexpr size_t kFigureIdBytesMax = 200;

// A number of things or persons.
struct Count {
  int64_t value = 0;
  friend bool operator==(const Count&, const Count&) = default;
};

// An exact share: never a rounded percent. The denominator is positive.
struct Ratio {
  int64_t numerator = 0;
  int64_t denominator = 1;
  friend bool operator==(const Ratio&, const Ratio&) = default;
};

// A count that is there but may not be shown, since it is below `minimum`.
struct Protected {
  int64_t minimum = 0;
  friend bool operator==(const Protected&, const Protected&) = default;
};

// monostate: there is no value ("–"), which is not the same as zero.
using Value =
    std::variant<std::monostate, Ore, Count, Ratio, absl::CivilDay, Protected>;

inline bool HasValue(const Value& value) {
  return !std::holds_alternative<std::monostate>(value);
}

// Another figure that a figure was computed from, times `factor` (+1 or -1 in
// sums; the numerator has +1 and the denominator 0 in ratios).
struct Term {
  std::string figure_id;
  int factor = 1;
  friend bool operator==(const Term&, const Term&) = default;
};

// Which of an account's numbers was summed. Debits and credits (omsättning,
// debet and kredit) are the positive and the negative entries of the year's
// vouchers, each by itself before any netting; together they are the movement.
enum class Measure { kOpening, kMovement, kClosing, kDebits, kCredits };

// A range of accounts, and when `dimension` is not 0, only the entries that
// carry one of `objects` in that dimension (empty `objects`: entries that
// carry none).
struct AccountSelection {
  int32_t first_account = 0;
  int32_t last_account = 0;  // Inclusive.
  int32_t dimension = 0;
  std::vector<std::string> objects;
  friend bool operator==(const AccountSelection&,
                         const AccountSelection&) = default;
};

// A sum over the books of one fiscal year. `sign` is +1 when debit is shown
// as positive and -1 when credit is.
struct BooksOrigin {
  int fiscal_year = 0;
  Measure measure = Measure::kMovement;
  int sign = 1;
  std::vector<AccountSelection> selections;
  // The last month that counts, as 201706; 0: the whole year.
  int through = 0;
  friend bool operator==(const BooksOrigin&, const BooksOrigin&) = default;
};

// How a figure was made, for people: "sum over accounts" → "summa av konton".
// A rule without a Swedish word is given back as it is.
std::string RuleInSwedish(absl::string_view rule);

// Where a figure comes from. A figure from the books has `books` with
// selections; a computed one has `terms`; one that somebody reported or
// decided has `records` (resource names such as
// "associations/2220001511/fiscalYears/2024/counts/it-sparet").
struct Provenance {
  std::string service;   // "ledger", "budget", …
  int64_t revision = 0;  // The service's revision for the association.
  std::string rule;      // "sum", "ratio", "cash effect", … readable.
  BooksOrigin books;
  std::vector<Term> terms;
  std::vector<std::string> records;
  friend bool operator==(const Provenance&, const Provenance&) = default;
};

struct Figure {
  std::string id;
  Value value;
  Provenance provenance;
  friend bool operator==(const Figure&, const Figure&) = default;
};

// True when `id` has the form described at the top of this file.
bool IsFigureId(absl::string_view id);

// A readable id part from a name in any language: "IT-spåret" → "it-sparet".
// å, ä → a; ö → o; é → e; other runs of characters become one '-'.
std::string Slug(absl::string_view name);

}  // namespace finsam

#endif  // FINSAM_COMMON_FIGURE_FIGURE_H_
