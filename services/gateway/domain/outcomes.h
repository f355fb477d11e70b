// Outcomes, as a statement of the ledger gives them and the budget service
// takes them: by budget line, for January to a month. Pure.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_OUTCOMES_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_OUTCOMES_H_

#include <optional>
#include <string>
#include <vector>

#include "services/gateway/domain/facts.h"
#include "services/gateway/domain/report_layout.h"

namespace finsam::gateway {

// What a line came to. Income and costs are positive.
struct OutcomeLine {
  std::string line;   // The row's id, which is the budget line's.
  std::string label;  // As the statement has it.
  std::string group;  // The heading that it stands under; may be empty.
  bool is_income = false;
  Figure figure;
};

struct Outcome {
  int year = 0;
  int month = 12;  // January to this one.
  std::vector<OutcomeLine> lines;
  std::optional<Figure> opening_capital;
};

// The outcome of `year` that `layout` names a statement for, out of the
// ledger's `tables` and all `figures`; its lines are the rows of accounts, not
// sums and parts of others. A line is income when credit is shown as positive.
// Nothing when there is no such statement, or no amount of that year in it.
std::optional<Outcome> OutcomeOf(const ReportLayout& layout,
                                 const std::vector<Table>& tables,
                                 const FigureIndex& figures, int year,
                                 int month);

// Gives the outcome's figures ids that tell its month, "utfall/kansli/2025"
// → "utfall/kansli/to-2025-06", for a report that has the whole year's too.
void NameByMonth(Outcome* outcome);

// The ledger's id of a figure that NameByMonth may have named, and the month
// (as 201706) of what it sums; 0: a whole year.
struct LedgerFigure {
  std::string id;
  int through = 0;
};
LedgerFigure LedgerFigureOf(const Figure& figure);

// The ids of figures that the budget service makes of outcomes and that only
// the ledger's ids, among `figure_ids`, tell of: of lines that no budget has,
// and of an interim report's follow-up. `statement` is the layouts' statement
// of outcomes. Which lines have instalments the ids do not tell, so any may be
// accrued; nothing is moved or reimbursed, since no net items are handed in.
std::vector<std::string> OutcomeFigureIds(
    const ReportLayout& layout, const std::string& statement, int year,
    const std::vector<std::string>& figure_ids);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_OUTCOMES_H_
