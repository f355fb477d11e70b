// What one column of amounts is made of: a budget, a plan year, a forecast or
// an outcome, line by line; and the figures it gives, with sums per group and
// in total. Follow-up (follow_up.h) and tables (tables.h) are made of columns.
//
// Income and costs are both positive; the line's kind says which way the money
// goes. A column knows a line, or does not: what it does not know counts as
// zero in sums and is blank in a table. A line that it knows without an amount
// has no value ("–"), and neither has a sum that counts it.
//
// Figures are "<source>/<row>/<period>", where row is a line's id, income,
// costs, result, opening-capital, closing-capital or group.<slug>:
//   budget/kansli/2025            plan/kansli/2026       forecast/kansli/2024
//   outcome/kansli/2017-06        January to June
//   budget/kansli/2017-06         the budget's even share of those months
//   deviation/kansli/2017-06      of that outcome from that share
//   deviation/kansli/2017         of the year's forecast from its budget

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_COLUMN_FACTS_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_COLUMN_FACTS_H_

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/money.h"
#include "common/base/status.h"
#include "common/figure/figure.h"
#include "services/budget/domain/budget.h"
#include "services/budget/domain/forecast.h"

namespace finsam::budget {

// As long as a text of the books' layout, which an outcome's label comes from.
inline constexpr size_t kOutcomeLabelBytesMax = 300;

enum class ColumnSource {
  kBudget,
  kPlan,
  kForecast,
  kOutcome,
  kDeviation,
  // Of follow-up only (follow_up.h).
  kAccrual,
  kAccrued,
  kAccruedDeviation,
  kMoved,
  kReimbursed,
  kNet,
  kNetDeviation,
};

struct ColumnKey {
  ColumnSource source = ColumnSource::kBudget;
  int year = 0;
  // The last month of those since January, 1 to 12; 0 is the year as a whole.
  int month = 0;

  std::string Id() const;  // "budget-2017", "outcome-2017-06".
  std::string FigureId(absl::string_view row) const;
  friend auto operator<=>(const ColumnKey&, const ColumnKey&) = default;
};

struct LineFact {
  std::string line;  // A line's id; of the opening capital kOpeningCapital.
  std::string label = {};  // May be empty, as group and comment.
  std::string group = {};
  Kind kind = Kind::kCost;
  std::optional<Ore> amount = std::nullopt;  // Nothing: not known.
  // Where the amount comes from, as in Provenance.
  std::string rule = {};
  std::vector<Term> terms = {};
  std::vector<std::string> records = {};
  std::string comment = {};
};

struct ColumnFacts {
  ColumnKey key;
  std::string record;  // The resource that the facts are from; may be empty.
  std::vector<LineFact> lines;
  std::optional<LineFact> opening_capital;
};

struct ColumnItem {
  Figure figure;
  // True when more is worse: a cost, or a sum of nothing but costs.
  bool is_cost = false;
  std::string group;  // GroupLine of a line's group; else empty.
};

struct Column {
  ColumnKey key;
  std::map<std::string, ColumnItem> items;  // By row.

  const ColumnItem* Find(const std::string& row) const;  // Or nullptr.
};

// The facts of the budget year, and of a year that the budget plans.
ColumnFacts FactsOfBudget(const Budget& budget);
ColumnFacts FactsOfPlan(const Budget& budget, int year);

// `record` is the forecast's resource name.
ColumnFacts FactsOfForecast(const Forecast& forecast, absl::string_view record);

// A line of an outcome that was handed in as `figure`: an amount, or no value.
LineFact OutcomeFact(absl::string_view line, const Figure& figure);

// The even share of a year's budget for January to `month`: each line's amount
// times month/12, rounded to öre. December gives the budget itself.
ColumnFacts ToDate(const ColumnFacts& budget, int month);

// Gives lines of `facts` that `known` has too its kind and group, and its
// label where they have none.
void DescribeFrom(const ColumnFacts& known, ColumnFacts* facts);

// Appends what is wrong with an outcome that was handed in; `place` is how the
// caller calls it. Errors: OUTCOME_INVALID (too many lines, an id that is none
// or a sum's, one line twice, a text too long, an amount beyond kAmountMax, an
// opening capital beyond kOutcomeMax), BUDGET_GROUP_ALIKE (two groups of it
// that figures cannot tell apart, or one without letters).
void CheckOutcome(const ColumnFacts& facts, absl::string_view place,
                  std::vector<Problem>* problems);

// The ids of all lines: in the order of the first column, with those that
// later ones add after the line that they follow there.
std::vector<std::string> LinesInOrder(
    const std::vector<const ColumnFacts*>& columns);

// The figures of the facts, and the sums of them: income, costs, result,
// groups (positive when its lines are of one kind, else income minus costs),
// and with an opening capital the closing capital.
Column MakeColumn(const ColumnFacts& facts, int64_t revision);

// `minuend` against `subtrahend`, favourable is positive: a cost that is lower
// or anything else that is higher. Capital only where both have it; nothing
// for a row that is a cost in one of them only.
Column DeviationsOf(ColumnSource source, const Column& minuend,
                    const Column& subtrahend, int64_t revision);

// A figure that is the sum of others, each times its factor (+1 or -1). No
// value when one of them has none, or when the sum is too large to be meant.
Figure SumFigure(std::string id, absl::string_view rule, int64_t revision,
                 const std::vector<std::pair<const Figure*, int>>& parts);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_COLUMN_FACTS_H_
