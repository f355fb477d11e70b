// A statement layout: which accounts and objects make which line of which
// statement, as an association writes it in layouts/statements.yaml
// (docs/year-folder.md). Here are the words of that language; selection.h
// says what a line takes from the books, statements.h computes the lines.
//
// A Layout is a plain value. It may hold anything a file can say; CheckLayout
// tells whether it makes sense on its own, and coverage.h whether it suits
// the accounts that are used.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_LAYOUT_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/figure/display.h"
#include "common/figure/figure.h"

namespace finsam::ledger {

inline constexpr size_t kStatementsMax = 100;
// Lines of all statements of a layout together.
inline constexpr size_t kLayoutLinesMax = 2'000;
// Items of one list: account ranges, objects or terms of a line.
inline constexpr size_t kLayoutListMax = 500;
inline constexpr size_t kLayoutIdBytesMax = 64;
inline constexpr size_t kLayoutTextBytesMax = 300;
inline constexpr int kStatementYearsMax = 10;
inline constexpr int kLineDecimalsMax = 6;
inline constexpr int32_t kAccountNumberMax = 999'999'999;
inline constexpr int32_t kDimensionMax = 999'999'999;
// Problems that a check of a layout lists; the last one tells how many more.
inline constexpr size_t kLayoutProblemsMax = 200;

// The account numbers `first` to `last`, both inclusive.
struct AccountRange {
  int32_t first = 0;
  int32_t last = 0;
  friend bool operator==(const AccountRange&, const AccountRange&) = default;
};

// Which entries of its accounts a line takes, by the object they carry in one
// dimension.
struct ObjectFilter {
  enum class Kind {
    kAny,     // One of `objects`.
    kNone,    // None in the dimension; `objects` is empty.
    kExcept,  // Another than `objects`, or none.
  };
  Kind kind = Kind::kAny;
  int32_t dimension = 0;
  std::vector<std::string> objects;
  friend bool operator==(const ObjectFilter&, const ObjectFilter&) = default;
};

// Which side of the books is shown as positive.
enum class Sign { kDebit, kCredit };

// A line in a sum. `line` is an id of the same statement, or
// "statement/line"; `factor` is +1, or -1 when the line is subtracted.
struct LineTerm {
  std::string line;
  int factor = 1;
  friend bool operator==(const LineTerm&, const LineTerm&) = default;
};

// One line. What its value is made of is said by exactly one of `accounts`
// and `terms` (which may stand together), `cash_effect_of`, `opening_of`,
// `ratio_of` with `ratio_to`, `fact` and `blank`.
struct Line {
  std::string id;
  std::string label;     // Swedish.
  std::string note;      // The note's number; may be empty.
  std::string group;     // The heading it stands under; may be empty.
  std::string of_which;  // Id of the line that it is a part of, or empty.

  std::vector<AccountRange> accounts;
  std::optional<ObjectFilter> objects;  // Nothing: objects do not matter.
  std::optional<Measure> measure;       // Nothing: as MeasureOf says.
  // Nothing: the statement's. With debit, debits are shown as positive and
  // credits as negative, so that opening, debits and credits are the closing.
  std::optional<Sign> sign;

  std::vector<LineTerm> terms;
  bool is_total = false;  // The terms were given as a total, not as a sum.

  std::string cash_effect_of;
  std::string opening_of;
  std::string ratio_of;
  std::string ratio_to;
  bool fact = false;
  bool blank = false;
  // Zero kronor are printed as nothing. The value is there all the same, and
  // totals and references count it.
  bool hide_zero = false;

  int decimals = 0;
  int64_t file_line = 0;  // Where it begins in the layout file.
};

struct Statement {
  std::string id;
  std::string title;
  Unit unit = Unit::kKronor;
  Rounding rounding = Rounding::kExact;
  std::optional<Sign> sign;
  std::string row_header;
  std::vector<AccountRange> covers;
  int years = 2;
  std::vector<Line> lines;
  int64_t file_line = 0;
};

struct Layout {
  std::vector<Statement> statements;
};

// Reads "3000-3999", "1930" or "30xx": each x (or X) at the end stands for any
// digit, so "30xx" is 3000-3099. Nothing when it is none of these, or runs
// backwards; "30xx-39xx" is none.
std::optional<AccountRange> ParseAccountRange(absl::string_view text);

// "3000-3999", or "1930" for a single account.
std::string RangeText(const AccountRange& range);

bool Overlap(const AccountRange& a, const AccountRange& b);

// True when `account` lies in one of `ranges`.
bool InRanges(const std::vector<AccountRange>& ranges, int32_t account);

// Which number of its accounts a line of accounts sums. Without a measure of
// its own: the movement when all of them are result accounts, else the
// closing balance (a result account opens at zero, so its movement is its
// closing balance).
Measure MeasureOf(const Line& line);

// True for debits and credits, which only the year's vouchers tell.
bool IsTurnover(Measure measure);

// True when two measures of one account sum some of the same: closing and
// movement hold debits and credits, closing also the opening. So opening,
// debits and credits are three lines of a roll, and nothing is counted twice.
bool Share(Measure a, Measure b);

// +1 when debit is shown as positive on the line, -1 when credit is.
int SignOf(const Statement& statement, const Line& line);

// An overview reaches back beyond the books: its cells may come from the key
// figures of earlier reports. True with more than two years, or with a line
// of facts.
bool IsOverview(const Statement& statement);

// Adds every problem of the layout itself, with the line of `file_name`:
// LAYOUT_EMPTY, LAYOUT_TOO_LARGE, LAYOUT_ID_INVALID, LAYOUT_ID_TWICE,
// LAYOUT_YEARS, LAYOUT_DECIMALS, LAYOUT_RANGE, LAYOUT_RANGE_TWICE,
// LAYOUT_OVERLAP, LAYOUT_OBJECTS, LAYOUT_SIGN, LAYOUT_LINE_KIND,
// LAYOUT_OF_WHICH, LAYOUT_LINE_UNKNOWN, LAYOUT_TERM, LAYOUT_CIRCLE.
void CheckLayout(const Layout& layout, absl::string_view file_name,
                 std::vector<Problem>* problems);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_LAYOUT_H_
