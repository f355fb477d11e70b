// Outcome against budget, in one sign convention: a deviation is positive when
// it is favourable, whatever kind of line it is.

#ifndef FINSAM_SERVICES_BUDGET_DOMAIN_COMPARISON_H_
#define FINSAM_SERVICES_BUDGET_DOMAIN_COMPARISON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/money.h"
#include "common/figure/figure.h"
#include "services/budget/domain/budget.h"

namespace finsam::budget {

inline constexpr size_t kComparisonsMax = 1'000;
// The largest outcome, either way: any sum over the books is far below it, and
// its difference from a budget's sum fits.
inline constexpr Ore kOutcomeMax{1'000'000 * kAmountMax.value};

// An outcome to compare. Income and costs are positive; a result is as it is.
struct Comparison {
  std::string figure_id;    // The id that the deviation gets.
  std::string budget_line;  // A line's id, or "income", "costs", "result".
  Figure outcome;           // An amount, or no value ("–").
};

// One deviation per comparison, in order: outcome minus budget for income and
// result, budget minus outcome for costs. An outcome without a value gives a
// deviation without one. Refusals: OUTCOME_INVALID (kInvalidArgument),
// BUDGET_LINE_UNKNOWN (kNotFound); both with a problem for each comparison.
absl::StatusOr<std::vector<Figure>> Compare(
    const Budget& budget, int64_t revision,
    const std::vector<Comparison>& comparisons);

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_DOMAIN_COMPARISON_H_
