// A year's budget: lines of income and cost that an association decided on.
//
// Both kinds of line are positive; the kind says which way the money goes. The
// result is income minus costs. Versions are numbered from 1 and never change
// once adopted.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_BUDGET_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_BUDGET_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/figure/figure.h"

namespace finsam::budget {

inline constexpr size_t kLinesMax = 1'000;
inline constexpr size_t kLineIdBytesMax = 80;
inline constexpr size_t kLabelBytesMax = 200;
inline constexpr size_t kGroupBytesMax = 200;
inline constexpr size_t kCommentBytesMax = 1'000;
inline constexpr size_t kDecisionBytesMax = 200;

// Sums need no check against overflow: the largest of them fits.
static_assert(int64_t{kLinesMax} <= INT64_MAX / 2 / kAmountMax.value);

// Names of the sums, where a line's id could stand; no line may have them.
inline constexpr char kIncomeSum[] = "income";
inline constexpr char kCostsSum[] = "costs";
inline constexpr char kResultSum[] = "result";

enum class Kind { kIncome, kCost };

struct Line {
  std::string id;     // [a-z0-9-], unique in the budget.
  std::string label;  // As the association writes it.
  std::string group;  // The heading it stands under; may be empty.
  Kind kind = Kind::kCost;
  Ore amount;                  // Not negative.
  std::optional<Ore> granted;  // Where what was granted is another amount.
  std::string comment;         // May be empty.
  friend bool operator==(const Line&, const Line&) = default;
};

// What was decided: two budgets with equal decisions are the same budget.
struct Decided {
  absl::CivilDay adoption_date;
  std::string decision;     // "styrelsen 2023-11-23 § 31".
  std::vector<Line> lines;  // In the association's order.
  friend bool operator==(const Decided&, const Decided&) = default;
};

// A budget that somebody hands in, with where each line stands in the file.
struct Draft {
  Decided decided;
  std::string file;             // "budget.csv".
  std::vector<int64_t> places;  // The file's line of each budget line.
};

// An adopted version.
struct Budget {
  FiscalYearName year;
  int32_t version = 0;
  Decided decided;

  std::string Name() const;  // "associations/…/fiscalYears/2024/budgets/1".
  friend bool operator==(const Budget&, const Budget&) = default;
};

struct Sums {
  Ore income;
  Ore costs;
  Ore result() const { return income - costs; }
};

// Appends everything that is wrong with `draft` as a budget for `year`.
// Errors: BUDGET_EMPTY, BUDGET_TOO_MANY_LINES, BUDGET_LINE_ID,
// BUDGET_LINE_DUPLICATE, BUDGET_NEGATIVE, BUDGET_TEXT_SIZE, AMOUNT_TOO_LARGE.
// Warning: BUDGET_DATE, when it was adopted after the year's end. What is
// missing is not said when `problems` already holds something: the reader of
// the file has said it then.
void CheckDraft(int year, const Draft& draft, std::vector<Problem>* problems);

// The sums of lines that CheckDraft found nothing wrong with.
Sums SumsOf(const std::vector<Line>& lines);

// "budget/samverkansteam/2024", of a line or a sum.
std::string BudgetFigureId(absl::string_view line, int year);

// One figure for each line, then income, costs and result. `revision` is the
// service's for the association.
std::vector<Figure> FiguresOf(const Budget& budget, int64_t revision);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_BUDGET_H_
