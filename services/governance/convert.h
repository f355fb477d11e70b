// Translates between the domain's words and finsam.governance.v1.

#ifndef FINSAM_SERVICES_GOVERNANCE_CONVERT_H_
#define FINSAM_SERVICES_GOVERNANCE_CONVERT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "finsam/common/v1/types.pb.h"
#include "finsam/governance/v1/governance.pb.h"
#include "services/governance/governance.h"

namespace finsam::governance {

// Refusal: NAME_INVALID.
absl::StatusOr<store::ImportRequest> FromProto(
    const v1::ImportGovernanceRequest& request);
std::vector<Figure> FiguresOf(const v1::EvaluateGoalsRequest& request);

void ToProto(const store::Head& head, common::v1::Revision* out);
void ToProto(const store::ImportOutcome& outcome,
             common::v1::ImportResult* out);
void ToProto(const YearReport& report, v1::GetGovernanceResponse* out);
void ToProto(const GoalReport& report, v1::EvaluateGoalsResponse* out);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_CONVERT_H_
