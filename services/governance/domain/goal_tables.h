// The goals as tables: for the report, and with both verdicts side by side.
//
// In each the first column is the goal. A goal of several measures has a row
// below for each of them.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_GOAL_TABLES_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_GOAL_TABLES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "common/figure/table.h"
#include "services/governance/domain/facts.h"
#include "services/governance/domain/verdict.h"

namespace finsam::governance {

// "goals": verdict, outcome (a figure where there is a measure), comment. The
// comment is the board's, followed by why a measure could not be judged, by the
// board's own verdict when it differs from the computed one, and by its reason.
Table GoalsTable(const YearFacts& facts,
                 const std::vector<Judgement>& judgements, int64_t revision);

// "goal-verdicts": measure, outcome, target, the verdict of the measures, the
// board's own, its reason, who answers for the goal.
Table GoalVerdictsTable(const YearFacts& facts,
                        const std::vector<Judgement>& judgements,
                        int64_t revision);

// What a measure asks for: ">= 80 %, delvis >= 70 %".
std::string TargetText(const GoalMeasure& measure);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_GOAL_TABLES_H_
