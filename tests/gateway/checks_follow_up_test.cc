// Checks over policies, internal control and discharge.

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "tests/gateway/checks_case.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;

TEST(ChecksFollowUpTest, PoliciesControlsAndDischarges) {
  const auto due = [](const std::string& id, int year, int month, int day) {
    return [=](SampleYear& sample) {
      sample.Set(id, absl::CivilDay(year, month, day));
    };
  };
  const auto none = [](const std::string& id) {
    return [=](SampleYear& sample) { sample.Set(id, std::monostate{}); };
  };
  const std::string policy = "policies/arkiv/review-due/2024";
  const std::string control = "internal-control/attest/followed-up/2024";
  const std::string discharge = "discharge/gnosjo-kommun/decided/2024";
  ExpectFound({
      {"right: due the day after the year", due(policy, 2025, 1, 1), {}},
      {"right: repealed", none(policy), {}},
      {"right: followed up", due(control, 2025, 1, 20), {}},
      {"right: decided", due(discharge, 2025, 4, 24), {}},
      {"IK-1: not followed up",
       none(control),
       {{"IK-1/attest", kNorm, {control}, "", ""}}},
      {"RV-1: not decided",
       none(discharge),
       {{"RV-1/gnosjo-kommun", kExplain, {discharge}, "", ""}}},
  });
  // Days are printed as they are, so they are compared apart.
  SampleYear late;
  late.Set(policy, absl::CivilDay(2024, 12, 31));
  EXPECT_EQ(
      SaidBy(late.Check()),
      (std::vector<Said>{{"PO-1/arkiv", kNorm, {policy}, "", "2024-12-31"}}));
  // Another year's figure is none of this report's.
  SampleYear before;
  before.Set("policies/arkiv/review-due/2023", absl::CivilDay(2023, 12, 31));
  EXPECT_TRUE(before.Check().findings.empty());
}

}  // namespace
}  // namespace finsam::gateway
