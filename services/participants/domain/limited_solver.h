// A solver for one question, which ends when nobody waits for the answer any
// more, and when it takes more work than any answer is worth.
//
// All that takes long about releases is linear programs, so this is where they
// are stopped: every program asks before it is solved.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LIMITED_SOLVER_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LIMITED_SOLVER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "services/participants/domain/linear_program.h"

namespace finsam::participants {

// Whether nobody waits any more. Empty: somebody always does.
using IsGone = std::function<bool()>;

// How many equations are solved for one release, each as often as a program
// that holds it. A release of 10,000 counts takes some 4 million.
inline constexpr int64_t kReleaseWorkMax = 25'000'000;

// What is asked of its programs gives CANCELLED once `is_gone`, and
// RESOURCE_EXHAUSTED beyond the work. Not thread-safe, unlike other solvers.
class LimitedSolver final : public LinearSolver {
 public:
  // `solver` must outlive this; this its programs.
  LimitedSolver(const LinearSolver& solver, IsGone is_gone,
                int64_t work = kReleaseWorkMax)
      : solver_(solver), is_gone_(std::move(is_gone)), left_(work) {}

  std::unique_ptr<LinearProgram> Make(
      const std::vector<Bounds>& columns,
      const std::vector<Equation>& equations) const override;

 private:
  class Program;

  absl::Status Spend(int64_t equations) const;

  const LinearSolver& solver_;
  const IsGone is_gone_;
  mutable int64_t left_;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LIMITED_SOLVER_H_
