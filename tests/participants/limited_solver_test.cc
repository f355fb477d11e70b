// Stopping: nobody waits any more, or it takes too much work.

#include "services/participants/domain/limited_solver.h"

#include <gtest/gtest.h>

#include "services/participants/clp_program.h"
#include "services/participants/domain/suppression.h"
#include "tests/participants/linked_sets.h"

namespace finsam::participants {
namespace {

constexpr uint64_t kSeed = 7;
constexpr size_t kCells = 600;  // Chosen in bulk.

TEST(LimitedSolver, GivesWhatItsSolverGives) {
  const LinkedCells linked = test::MakeLargeSet(kSeed, kCells);
  const ClpSolver solver;
  const auto free = Suppress(linked, solver);
  const auto limited = Suppress(linked, LimitedSolver(solver, {}));
  ASSERT_TRUE(free.ok() && limited.ok());
  EXPECT_EQ(limited->hidden, free->hidden);
}

TEST(LimitedSolver, EndsAtOnceWhenNobodyWaits) {
  const LinkedCells linked = test::MakeLargeSet(kSeed, kCells);
  const ClpSolver solver;
  for (const int wait : {0, 1, 10, 40}) {
    int asked = 0;
    const LimitedSolver limited(solver, [&] { return ++asked > wait; });
    EXPECT_TRUE(absl::IsCancelled(Suppress(linked, limited).status()));
    EXPECT_EQ(asked, wait + 1);
  }
}

TEST(LimitedSolver, EndsWhenItTakesTooMuchWork) {
  const LinkedCells linked = test::MakeLargeSet(kSeed, kCells);
  const ClpSolver solver;
  for (const int64_t work : {0, 1'000, 10'000}) {
    EXPECT_TRUE(absl::IsResourceExhausted(
        Suppress(linked, LimitedSolver(solver, {}, work)).status()));
  }
}

}  // namespace
}  // namespace finsam::participants
