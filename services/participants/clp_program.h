// Linear programs solved by COIN-OR's CLP, by the simplex method.

#ifndef FINSAM_SERVICES_PARTICIPANTS_CLP_PROGRAM_H_
#define FINSAM_SERVICES_PARTICIPANTS_CLP_PROGRAM_H_

#include <memory>
#include <vector>

#include "services/participants/domain/linear_program.h"

namespace finsam::participants {

// Each program goes on from where its last question ended, so that many
// questions about one system cost little more than one. The same questions in
// the same order get the same answers.
class ClpSolver final : public LinearSolver {
 public:
  // Every column of `equations` is a place in `columns`, and stands at most
  // once in an equation. Trouble in the library is told by Minimise.
  std::unique_ptr<LinearProgram> Make(
      const std::vector<Bounds>& columns,
      const std::vector<Equation>& equations) const override;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_CLP_PROGRAM_H_
