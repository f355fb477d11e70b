#include "services/participants/clp_program.h"

#include <ClpSimplex.hpp>
#include <ClpSolve.hpp>
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
constexpr int kIterationsMax = 100'000;

// Many solutions are equally good here, among which the simplex loses its way
// unless costs are disturbed a little on the way: ClpSimplex's "decide
// whether".
constexpr int kPerturb = 50;

// How many iterations a simplex that goes on from the last question may take,
// with one more for so many rows.
constexpr int kWarmIterations = 200;
constexpr int kWarmRows = 10;

// Systems with fewer rows are solved before anything is reckoned away.
constexpr int kPresolvedMin = 100;

// What ClpSimplex::status() says of a simplex that was stopped.
constexpr int kStopped = 3;

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
    moved_ = true;
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
    model_.setPerturbation(kPerturb);
    model_.scaling(0);  // All factors are small and whole.
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
    // Within the same bounds the last answer is a good beginning for the
    // primal. Else the dual is fastest from there; and where it is not soon
    // done the two questions had little to do with each other, and a new
    // beginning is faster: much can be reckoned away beforehand.
    if (!fresh_) {
      model_.setMaximumIterations(kWarmIterations +
                                  model_.numberRows() / kWarmRows);
      moved_ ? model_.dual() : model_.primal();
    }
    moved_ = false;
    if (fresh_ || model_.status() == kStopped) {
      fresh_ = false;
      model_.setMaximumIterations(kIterationsMax);
      ClpSolve way;
      way.setSolveType(ClpSolve::useDual);
      way.setPresolveType(model_.numberRows() < kPresolvedMin
                              ? ClpSolve::presolveOff
                              : ClpSolve::presolveOn);
      model_.allSlackBasis(/*resetSolution=*/true);
      model_.initialSolve(way);
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
  bool fresh_ = true;   // Not asked yet.
  bool moved_ = false;  // A bound is another than when it was asked.
};

}  // namespace

std::unique_ptr<LinearProgram> ClpSolver::Make(
    const std::vector<Bounds>& columns,
    const std::vector<Equation>& equations) const {
  return std::make_unique<ClpProgram>(columns, equations);
}

}  // namespace finsam::participants
