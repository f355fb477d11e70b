// The cheapest choice of hidden cells there is, for sets so small that it can
// be found and proven.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_EXACT_CHOICE_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_EXACT_CHOICE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/participants/domain/linear_program.h"
#include "services/participants/domain/links.h"

namespace finsam::participants {

// Replaces `hidden`, which protects the cells in `targets`, by the cheapest
// choice that does. Leaves it when there are too many cells to choose from, or
// when proving takes too long; whether that it is the cheapest was proven.
absl::StatusOr<bool> ChooseExactly(const Links& links,
                                   const std::vector<size_t>& targets,
                                   const LinearSolver& solver,
                                   std::vector<bool>* hidden);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_EXACT_CHOICE_H_
