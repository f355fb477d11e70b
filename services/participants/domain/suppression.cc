#include "services/participants/domain/suppression.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/status.h"
#include "services/participants/domain/bulk_choice.h"
#include "services/participants/domain/choice.h"
#include "services/participants/domain/exact_choice.h"
#include "services/participants/domain/links.h"

namespace finsam::participants {
namespace {

// How long a choice is improved: so many witnesses are searched for, and fewer
// among many cells, where each takes longer.
constexpr size_t kSearchesMax = 300;
constexpr size_t kWorkMax = 60'000;

// One sensitive cell after the other.
absl::Status ChooseOneByOne(const Links& links, const LinearSolver& solver,
                            Suppression* suppression) {
  Choice choice(links, solver);
  RETURN_IF_ERROR(choice.Protect());
  RETURN_IF_ERROR(choice.Improve(std::min(
      kSearchesMax, kWorkMax / std::max<size_t>(1, links.cells().size()))));
  suppression->hidden = choice.Hidden();
  return ChooseExactly(links, choice.Protected(), solver, &suppression->hidden)
      .status();
}

}  // namespace

absl::StatusOr<Suppression> Suppress(const LinkedCells& linked,
                                     const LinearSolver& solver) {
  ASSIGN_OR_RETURN(const Links links, Links::Make(linked));
  Suppression suppression;
  if (linked.cells.size() < kBulkMin) {
    RETURN_IF_ERROR(ChooseOneByOne(links, solver, &suppression));
  } else {
    ASSIGN_OR_RETURN(BulkChoice bulk, ChooseInBulk(links, solver));
    suppression.hidden = std::move(bulk.hidden);
    suppression.worlds = std::move(bulk.worlds);
  }
  for (size_t i = 0; i < linked.cells.size(); ++i) {
    if (suppression.hidden[i] && linked.cells[i].state == CellState::kOpen) {
      suppression.loss += linked.cells[i].cost;
    }
  }
  ASSIGN_OR_RETURN(suppression.leaks, FindLeaks(linked, suppression.hidden,
                                                solver, &suppression.worlds));
  return suppression;
}

}  // namespace finsam::participants
