// What the files of one import must have in common, and with what is kept: no
// reader of a single file can tell.

#ifndef FINSAM_SERVICES_BUDGET_IMPORT_CHECKS_H_
#define FINSAM_SERVICES_BUDGET_IMPORT_CHECKS_H_

#include <vector>

#include "absl/status/status.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/store/store.h"
#include "services/budget/import_files.h"

namespace finsam::budget {

// Appends what of `files`, for the folder of `year`, does not fit together
// with the rest of them or with `snapshot`. Of a year it goes by the import's
// budget, else the kept one in force, else the latest version.
//
// Errors, with the layout's line: TABLE_FACTS_MISSING (a column for which there
// is no budget, plan year or forecast; a proposal and a forecast that waits for
// outcomes are enough), TABLE_ROW_UNKNOWN (a line that none of the table's
// columns has). Outcomes are not looked for, and may have any line: a table
// with a column of them is not searched for unknown rows.
//
// Warnings: FORECAST_LINE_UNKNOWN (the year's budget has no such line),
// CONTRIBUTION_NOT_BUDGETED (a member that no line of the budget names,
// although lines do name members), BUDGET_MEMBER_UNKNOWN (the other way: a line
// of the import's budget names a member that does not contribute, although
// there are contributions), INSTALMENT_LINE_UNKNOWN (instalments.h), and what
// ContributionFindings finds in agreed amounts (contribution.h).
//
// The status is trouble with the store.
absl::Status CheckTogether(const store::Snapshot& snapshot,
                           const FiscalYearName& year, const ImportFiles& files,
                           std::vector<Problem>* problems);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_IMPORT_CHECKS_H_
