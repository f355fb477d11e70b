#include "services/participants/clp_program.h"

#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace finsam::participants {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

// women + men = 10, women - more = 4.
std::unique_ptr<LinearProgram> Sample() {
  return ClpSolver().Make(
      {Bounds{}, Bounds{}, Bounds{}},
      {Equation{{{0, 1}, {1, 1}}, 10}, Equation{{{0, 1}, {2, -1}}, 4}});
}

double ValueOf(LinearProgram& program, const std::vector<double>& costs) {
  const auto optimum = program.Minimise(costs);
  EXPECT_TRUE(optimum.ok()) << optimum.status();
  if (!optimum.ok() || !*optimum) return -1e9;
  return (*optimum)->value;
}

TEST(ClpProgram, FindsTheLeastAndWhereItIs) {
  const auto optimum = Sample()->Minimise({1, 0, 0});
  ASSERT_TRUE(optimum.ok() && *optimum);
  EXPECT_NEAR((*optimum)->value, 4, 1e-6);
  EXPECT_THAT((*optimum)->columns,
              ElementsAre(DoubleNear(4, 1e-6), DoubleNear(6, 1e-6),
                          DoubleNear(0, 1e-6)));
}

TEST(ClpProgram, GoesOnWithOtherObjectives) {
  const auto program = Sample();
  for (int round = 0; round < 3; ++round) {
    EXPECT_NEAR(ValueOf(*program, {1, 0, 0}), 4, 1e-6);
    EXPECT_NEAR(ValueOf(*program, {-1, 0, 0}), -10, 1e-6);
    EXPECT_NEAR(ValueOf(*program, {0, 1, 0}), 0, 1e-6);
    EXPECT_NEAR(ValueOf(*program, {0, 0, -1}), -6, 1e-6);
  }
}

TEST(ClpProgram, TakesOtherBounds) {
  const auto program = Sample();
  EXPECT_NEAR(ValueOf(*program, {-1, 0, 0}), -10, 1e-6);
  program->SetBounds(1, {3, 5});
  EXPECT_NEAR(ValueOf(*program, {-1, 0, 0}), -7, 1e-6);
  EXPECT_NEAR(ValueOf(*program, {1, 0, 0}), 5, 1e-6);
  program->SetBounds(1, {7, std::nullopt});
  EXPECT_TRUE(
      absl::IsFailedPrecondition(program->Minimise({1, 0, 0}).status()));
  program->SetBounds(1, {0, std::nullopt});
  EXPECT_NEAR(ValueOf(*program, {1, 0, 0}), 4, 1e-6);
}

TEST(ClpProgram, SaysThatThereIsNoLeast) {
  const auto program =
      ClpSolver().Make({Bounds{}, Bounds{}}, {Equation{{{0, 1}, {1, -1}}, 2}});
  const auto unbounded = program->Minimise({-1, 0});
  ASSERT_TRUE(unbounded.ok()) << unbounded.status();
  EXPECT_FALSE(unbounded->has_value());
  EXPECT_NEAR(ValueOf(*program, {1, 0}), 2, 1e-6);
}

TEST(ClpProgram, NeedsNoEquations) {
  const auto program = ClpSolver().Make({Bounds{2, 9}}, {});
  EXPECT_NEAR(ValueOf(*program, {1}), 2, 1e-6);
  EXPECT_NEAR(ValueOf(*program, {-1}), -9, 1e-6);
}

TEST(ClpProgram, IsSilent) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const auto program =
      ClpSolver().Make({Bounds{0, 1}}, {Equation{{{0, 1}}, 2}});
  EXPECT_FALSE(program->Minimise({1}).ok());
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace finsam::participants
