// Outcome against budget at the end of a month: what was booked, what of it
// belongs to the months that have gone, and what the budget counts net.
//
// - A deviation is positive when it is favourable: outcome minus budget for
//   income and result, budget minus outcome for costs. The budget is taken to
//   date: its even share of the months since January.
// - Accrual: an instalment that is booked in June for the whole year is half
//   of next half-year's. `accrual` is what to add to the booked amount so that
//   each covered part counts with the months that have gone, `accrued` the sum.
//   A line whose booked parts are more than its outcome is accrued already: the
//   books have deferred them, and nothing is added. A line without an outcome
//   is not accrued.
// - Net: books hold a cost gross and its reimbursement as income, or a cost in
//   another line than the budget does. A net item takes the amount off the
//   cost line, and off the income (reimbursed) or onto the other cost line
//   (moved). The result is never changed by it. Net starts from what is booked.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_FOLLOW_UP_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_FOLLOW_UP_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "common/base/status.h"
#include "services/budget/domain/column_facts.h"

namespace finsam::budget {

// Of the parts that were handed in; those that were kept have limits of their
// own.
inline constexpr size_t kCoveredPartsMax = 1'000;
inline constexpr size_t kNetItemsMax = 1'000;
inline constexpr int kCoveredMonthsMax = 120;

// A part of a line that covers other months than the one it is booked in.
struct CoveredPart {
  std::string line;
  Ore amount;  // In the line's sign: positive for an instalment of a member.
  // Counted in the line's outcome when it lies in the year, and not after the
  // month that is followed up.
  absl::CivilDay booked;
  absl::CivilMonth from;
  absl::CivilMonth to;  // Inclusive.
  std::string record;   // What says so, as a resource name; may be empty.
  // Where the part was read, "instalments.csv:3"; empty for one handed in with
  // the question, which problems name by its place there.
  std::string place = {};
};

// An amount that books and budget place differently.
struct NetItem {
  std::string cost_line;  // Where it is booked.
  std::string
      counter_line;       // An income: reimbursed by it. A cost: moved to it.
  Ore amount;             // Not negative.
  std::string figure_id;  // The figure that it is; may be empty.
  std::string record;     // What says so; may be empty.
};

enum class FollowUpLevel { kLine, kGroup, kTotal };

struct FollowUpRow {
  std::string id;  // A row of the columns below.
  std::string label;
  FollowUpLevel level = FollowUpLevel::kLine;
  bool is_cost = false;
  std::string comment;  // The outcome's, else the budget's.
};

struct FollowUp {
  // Lines in the budget's order, with those that only the outcome has after
  // the line they follow there; groups; income, costs, result.
  std::vector<FollowUpRow> rows;
  Column budget;  // The whole year.
  Column budget_to_date;
  Column booked;
  Column deviation;  // Booked against budget to date.
  // Without covered parts `accrued` is as `booked`.
  Column accrual;
  Column accrued;
  Column accrued_deviation;  // Accrued against budget to date.
  // Without net items `net` is as `booked`.
  Column moved;  // Positive on the line that it is moved to.
  Column reimbursed;
  Column net;
  Column net_deviation;  // Net against budget to date.
  // OUTCOME_ACCRUED_ALREADY, for each line that the books have accrued: `found`
  // is its outcome, `expected` what accrual would have made of its parts.
  std::vector<Problem> remarks;

  // Every figure of every column once.
  std::vector<Figure> Figures() const;
};

// `budget` is a year's whole budget, `outcome` that of January to a month of
// the same year. The outcome's lines get kind and group of the budget's.
// Refusals (kInvalidArgument), with every problem: OUTCOME_INVALID;
// FOLLOW_UP_COVER (a part of a line that is in neither, of no months or more
// than kCoveredMonthsMax, or too large); FOLLOW_UP_NET (a line that is in
// neither or of the wrong kind, a negative amount or one that is too large);
// FOLLOW_UP_TOO_LARGE.
absl::StatusOr<FollowUp> MakeFollowUp(const ColumnFacts& budget,
                                      ColumnFacts outcome,
                                      const std::vector<CoveredPart>& parts,
                                      const std::vector<NetItem>& net_items,
                                      int64_t revision);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_FOLLOW_UP_H_
