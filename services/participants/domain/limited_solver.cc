#include "services/participants/domain/limited_solver.h"

#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "common/base/status.h"

namespace finsam::participants {

class LimitedSolver::Program final : public LinearProgram {
 public:
  Program(const LimitedSolver& solver, std::unique_ptr<LinearProgram> program,
          int64_t equations)
      : solver_(solver), program_(std::move(program)), equations_(equations) {}

  absl::StatusOr<std::optional<Optimum>> Minimise(
      const std::vector<double>& costs) override {
    RETURN_IF_ERROR(solver_.Spend(equations_));
    return program_->Minimise(costs);
  }

  void SetBounds(size_t column, const Bounds& bounds) override {
    program_->SetBounds(column, bounds);
  }

 private:
  const LimitedSolver& solver_;
  const std::unique_ptr<LinearProgram> program_;
  const int64_t equations_;
};

std::unique_ptr<LinearProgram> LimitedSolver::Make(
    const std::vector<Bounds>& columns,
    const std::vector<Equation>& equations) const {
  return std::make_unique<Program>(*this, solver_.Make(columns, equations),
                                   static_cast<int64_t>(equations.size()));
}

absl::Status LimitedSolver::Spend(int64_t equations) const {
  if (is_gone_ && is_gone_()) {
    return absl::CancelledError("nobody waits for the release");
  }
  left_ -= equations + 1;
  if (left_ >= 0) return absl::OkStatus();
  return absl::ResourceExhaustedError("the release takes too much work");
}

}  // namespace finsam::participants
