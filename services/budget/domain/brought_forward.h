// Own capital brought forward that stands among a budget's lines, as many
// write it. It is what the year begins with, and no income.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_BROUGHT_FORWARD_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_BROUGHT_FORWARD_H_

#include <vector>

#include "common/base/status.h"
#include "services/budget/domain/budget.h"

namespace finsam::budget {

// True when an income line's id or label says that it is own capital brought
// forward: "Balanserat resultat", "Ingående eget kapital 2025", "Behållning".
// "Ränta på eget kapital" is income.
bool SaysBroughtForward(const Line& line);

// Takes such a line, and one at `capital_places`, out of the draft's lines and
// makes it the opening capital. Warnings: BUDGET_CAPITAL_AS_INCOME, when it
// stood as income; BUDGET_CAPITAL_PLAN, when what it has for a plan year is
// not what the year before leaves. Error: BUDGET_CAPITAL, when the opening
// capital is said twice with different amounts. `year` is the budget year.
void TakeBroughtForward(int year, Draft* draft, std::vector<Problem>* problems);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_BROUGHT_FORWARD_H_
