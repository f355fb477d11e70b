#include "services/participants/clp_program.h"

#include <ClpSimplex.hpp>
#include <CoinFinite.hpp>
#include <CoinPackedMatrix.hpp>
#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/check.h"

namespace finsam::participants {
namespace {

// Far more than any of our systems needs: a simplex that runs in circles ends.
constexpr int kIterationsMax = 1'000'000;

// What ClpSimplex::status() says.
constexpr int kOptimal = 0;
constexpr int kInfeasible = 1;
constexpr int kUnbounded = 2;

absl::Status Trouble() {
  return absl::InternalError("the linear program was not solved");
}

class ClpProgram final : public LinearProgram {
 public:
  ClpProgram(const std::vector<Bounds>& columns,
             const std::vector<Equation>& equations) {
    try {
      Load(columns, equations);
      loaded_ = true;
    } catch (...) {  // CoinError, bad_alloc: ours go no further than this.
    }
  }

  absl::StatusOr<std::optional<Optimum>> Minimise(
      const std::vector<double>& costs) override {
    if (!loaded_) return Trouble();
    FINSAM_CHECK(costs.size() == static_cast<size_t>(model_.numberColumns()));
    try {
      return Solve(costs);
    } catch (...) {
      return Trouble();
    }
  }

  void SetBounds(size_t column, const Bounds& bounds) override {
    if (!loaded_) return;
    FINSAM_CHECK(column < static_cast<size_t>(model_.numberColumns()));
    model_.setColumnBounds(static_cast<int>(column),
                           static_cast<double>(bounds.low), High(bounds));
  }

 private:
  static double High(const Bounds& bounds) {
    return bounds.high ? static_cast<double>(*bounds.high) : COIN_DBL_MAX;
  }

  void Load(const std::vector<Bounds>& columns,
            const std::vector<Equation>& equations) {
    model_.setLogLevel(0);
    model_.setMaximumIterations(kIterationsMax);
    std::vector<double> low;
    std::vector<double> high;
    for (const Bounds& bounds : columns) {
      low.push_back(static_cast<double>(bounds.low));
      high.push_back(High(bounds));
    }
    std::vector<CoinBigIndex> starts = {0};
    std::vector<int> places;
    std::vector<double> factors;
    std::vector<double> right;
    for (const Equation& equation : equations) {
      for (const Coefficient& term : equation.terms) {
        FINSAM_CHECK(term.column < columns.size());
        places.push_back(static_cast<int>(term.column));
        factors.push_back(term.factor);
      }
      starts.push_back(static_cast<CoinBigIndex>(places.size()));
      right.push_back(static_cast<double>(equation.right));
    }
    const CoinPackedMatrix matrix(
        /*colordered=*/false, static_cast<int>(columns.size()),
        static_cast<int>(equations.size()),
        static_cast<CoinBigIndex>(places.size()), factors.data(), places.data(),
        starts.data(), /*len=*/nullptr);
    const std::vector<double> costs(columns.size(), 0.0);
    model_.loadProblem(matrix, low.data(), high.data(), costs.data(),
                       right.data(), right.data());
  }

  absl::StatusOr<std::optional<Optimum>> Solve(
      const std::vector<double>& costs) {
    std::copy(costs.begin(), costs.end(), model_.objective());
    // With no negative cost the basis stays good for the dual when bounds
    // change.
    if (std::all_of(costs.begin(), costs.end(),
                    [](double cost) { return cost >= 0; })) {
      model_.dual();
    } else {
      model_.primal();
    }
    const int status = model_.status();
    if (status == kInfeasible) {
      return absl::FailedPreconditionError(
          "nothing satisfies the linear program");
    }
    if (status == kUnbounded) return {std::nullopt};
    if (status != kOptimal) return Trouble();
    const double* solution = model_.primalColumnSolution();
    absl::StatusOr<std::optional<Optimum>> optimum{std::in_place};
    optimum->emplace().value = model_.objectiveValue();
    (*optimum)->columns.assign(solution, solution + costs.size());
    return optimum;
  }

  ClpSimplex model_;
  bool loaded_ = false;
};

}  // namespace

std::unique_ptr<LinearProgram> ClpSolver::Make(
    const std::vector<Bounds>& columns,
    const std::vector<Equation>& equations) const {
  return std::make_unique<ClpProgram>(columns, equations);
}

}  // namespace finsam::participants
