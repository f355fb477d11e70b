// A linear program as disclosure control needs one solved: which values can the
// unknown numbers of linked tables take? The solver itself, a library, stands
// behind this interface (services/participants/clp_program.h).
//
// Solvers reckon in floating point; what comes back is rounded by whoever asks
// and never becomes a figure.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINEAR_PROGRAM_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINEAR_PROGRAM_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"

namespace finsam::participants {

// A column's coefficient in a row.
struct Coefficient {
  size_t column = 0;
  int factor = 1;
};

// Σ factor × column = right.
struct Equation {
  std::vector<Coefficient> terms;
  int64_t right = 0;
};

// What a column may be. Nothing: as large as it likes.
struct Bounds {
  int64_t low = 0;
  std::optional<int64_t> high;
};

// One system of equations, asked again and again with other objectives. Not
// thread-safe.
class LinearProgram {
 public:
  virtual ~LinearProgram() = default;

  // The least value of Σ costs[i] × column i, and where it is taken. There is
  // one cost per column. Nothing when it has no least value (unbounded).
  // FAILED_PRECONDITION when nothing satisfies equations and bounds; INTERNAL
  // when the solver gives up.
  struct Optimum {
    double value = 0;
    std::vector<double> columns;
  };
  virtual absl::StatusOr<std::optional<Optimum>> Minimise(
      const std::vector<double>& costs) = 0;

  // Replaces the bounds of a column for what is asked next.
  virtual void SetBounds(size_t column, const Bounds& bounds) = 0;
};

// Makes programs. Thread-safe.
class LinearSolver {
 public:
  virtual ~LinearSolver() = default;
  virtual std::unique_ptr<LinearProgram> Make(
      const std::vector<Bounds>& columns,
      const std::vector<Equation>& equations) const = 0;
};

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_LINEAR_PROGRAM_H_
