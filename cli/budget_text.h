// The budget service's answers about budgets and contributions as text for
// people: Swedish, amounts in kronor.

#ifndef FINSAM_CLI_BUDGET_TEXT_H_
#define FINSAM_CLI_BUDGET_TEXT_H_

#include <string>

#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// "förslag", "samrådd", "fastställd".
std::string StageWord(budget::v1::Budget::Stage stage);

// A version with its lines, the plan's years beside, and the sums.
std::string BudgetText(const budget::v1::GetBudgetResponse& budget, int year);

// The versions, a line each; the one in force is marked.
std::string VersionsText(
    const budget::v1::ListBudgetVersionsResponse& versions);

// What differs: the decision, the lines, the sums.
std::string DifferencesText(
    const budget::v1::CompareBudgetVersionsResponse& differences);

// What each member contributes, and where it stands; then the parties' parts
// and the findings.
std::string ContributionsText(
    const budget::v1::SplitContributionsResponse& split,
    const budget::v1::ListContributionStatementsResponse& statements);

// Own capital year by year, the guideline and the findings.
std::string CapitalText(const budget::v1::GetCapitalPlanResponse& plan);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_BUDGET_TEXT_H_
