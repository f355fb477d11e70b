// Budgets that a person could have written, from a seed.

#ifndef FINSAM_TESTS_BUDGET_RANDOM_BUDGET_H_
#define FINSAM_TESTS_BUDGET_RANDOM_BUDGET_H_

#include <random>

#include "services/budget/domain/budget.h"

namespace finsam::budget {

using Random = std::mt19937_64;

// A decision that CheckDraft finds nothing wrong with, for the year 2024: any
// stage, 1 to 30 lines, 0 to 9 plan years, texts with quotes, semicolons,
// line ends and blanks within.
Decided RandomDecided(Random& random);

// The same after 1 to 4 changes of lines; may be as it was.
Decided Changed(const Decided& decided, Random& random);

Draft DraftOf(const Decided& decided);

}  // namespace finsam::budget

#endif  // FINSAM_TESTS_BUDGET_RANDOM_BUDGET_H_
