// A year's budget, with the plan for the years after it: lines of income and
// cost that an association proposed, consulted its members about or adopted
// (Finsamlagen 23 §; KL 11:6: three years, the budget year first).
//
// Both kinds of line are positive; the kind says which way the money goes. The
// result is income minus costs. Own capital brought forward is no income: it
// is kept apart. Versions are numbered from 1 and never change.

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
inline constexpr size_t kMemberBytesMax = 80;
inline constexpr size_t kInitiativeBytesMax = 200;
inline constexpr size_t kCostKindBytesMax = 80;
inline constexpr size_t kSourceBytesMax = 200;

// Sums need no check against overflow: the largest of them fits.
static_assert(int64_t{kLinesMax} <= INT64_MAX / 2 / kAmountMax.value);

// Names of the sums, where a line's id could stand; no line may have them.
inline constexpr char kIncomeSum[] = "income";
inline constexpr char kCostsSum[] = "costs";
inline constexpr char kResultSum[] = "result";
inline constexpr char kContributionsSum[] = "contributions";
inline constexpr char kOpeningCapital[] = "opening-capital";
inline constexpr char kClosingCapital[] = "closing-capital";

enum class Kind { kIncome, kCost };

// How far a version has come. Only an adopted one is the year's budget.
enum class Stage {
  kProposal,   // förslag
  kConsulted,  // samrådd with the members
  kAdopted,    // fastställd; a later adopted one revises it
};

// The years after the budget year that a version may plan for.
inline constexpr int kPlanYearsMax = 9;

// An exact share in millionths: 900 000 is 90 %.
struct Share {
  int64_t ppm = 0;
  friend auto operator<=>(const Share&, const Share&) = default;
};
inline constexpr Share kWhole{1'000'000};

// "90 %", "92,5 %": with the decimals it has, at most four.
std::string ShareText(Share share);

struct Line {
  std::string id;     // [a-z0-9-], unique in the budget.
  std::string label;  // As the association writes it.
  std::string group;  // The heading it stands under; may be empty.
  Kind kind = Kind::kCost;
  Ore amount;                  // Not negative.
  std::optional<Ore> granted;  // Where what was granted is another amount.
  // How much of what was granted is budgeted (the 90 % habit).
  std::optional<Share> factor;
  // For the years after the budget year, in order; Decided.plan_years of them.
  // Nothing: the plan has no such line that year, which counts as zero.
  std::vector<std::optional<Ore>> plan;
  std::string member;      // Income: id of the member that contributes it.
  std::string initiative;  // The initiative (insats) it pays for; may be empty.
  std::string cost_kind;   // Kostnadsslag: "personal"; may be empty.
  std::string comment;     // May be empty.
  friend bool operator==(const Line&, const Line&) = default;
};

// What was decided: two budgets with equal decisions are the same budget.
struct Decided {
  Stage stage = Stage::kAdopted;
  absl::CivilDay adoption_date;  // Of a proposal: the day it was made.
  std::string decision;          // "styrelsen 2023-11-23 § 31".
  int plan_years = 0;            // 2: the budget year and two more.
  // The own capital that is expected when the budget year begins, and where
  // the number comes from ("prognos 2024"). No income.
  std::optional<Ore> opening_capital;
  std::string opening_capital_source;
  std::vector<Line> lines;  // In the association's order.
  friend bool operator==(const Decided&, const Decided&) = default;
};

// A budget that somebody hands in, with where each line stands in the file.
struct Draft {
  Decided decided;
  std::string file;             // "budget.csv".
  std::vector<int64_t> places;  // The file's line of each budget line.
  // Places of lines that say themselves that they are capital brought forward
  // (slag kapital): see domain/brought_forward.h.
  std::vector<int64_t> capital_places;
};

// A version that is kept.
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
// BUDGET_LINE_DUPLICATE, BUDGET_LINE_IN_TWO_GROUPS (one id, two groups),
// BUDGET_GROUP_ALIKE (two groups that figures cannot tell apart),
// BUDGET_NEGATIVE, BUDGET_TEXT_SIZE, BUDGET_FACTOR, BUDGET_MEMBER,
// BUDGET_PLAN_YEARS, BUDGET_CAPITAL, AMOUNT_TOO_LARGE.
// Warning: BUDGET_DATE, when it was adopted after the year's end. What is
// missing is not said when `problems` already holds something: the reader of
// the file has said it then.
void CheckDraft(int year, const Draft& draft, std::vector<Problem>* problems);

// What is budgeted of `granted`: the product, rounded to whole kronor, halves
// up. `granted` is not negative, `factor` at most the whole.
Ore BudgetedOf(Ore granted, Share factor);

// The line's amount `years_after` the budget year, 0 is the budget year
// itself; nothing when the plan has no such line then.
std::optional<Ore> AmountIn(const Line& line, int years_after);

// The income of lines that name a member, `years_after` the budget year;
// nothing when none names one.
std::optional<Ore> ContributionsIn(const Decided& decided, int years_after);

// The sums of lines that CheckDraft found nothing wrong with, `years_after`
// the budget year.
Sums SumsOf(const std::vector<Line>& lines, int years_after = 0);

// The line of that id, or nullptr.
const Line* FindLine(const Budget& budget, absl::string_view id);

// The own capital that the year `years_after` the budget year begins with;
// nothing when the budget does not say what its own year begins with.
std::optional<Ore> OpeningCapitalIn(const Decided& decided, int years_after);

// "proposal", "consulted", "adopted".
absl::string_view StageName(Stage stage);

// "budget/samverkansteam/2024", of a line or a sum; "budget/group.kansli/2024"
// of a group; "plan/…" the same for a plan year.
std::string BudgetFigureId(absl::string_view line, int year);
std::string PlanFigureId(absl::string_view line, int year);
std::string GroupLine(absl::string_view group);  // "group.kansli".

// The figures of a version: for the budget year one for each line, then
// income, costs and result; contributions, the income of lines that name a
// member, when any does; each group's sum (positive when its lines are of
// one kind, else income minus costs); opening and closing capital where they
// are known; then the same of each plan year. `revision` is the service's for
// the association.
std::vector<Figure> FiguresOf(const Budget& budget, int64_t revision);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_BUDGET_H_
