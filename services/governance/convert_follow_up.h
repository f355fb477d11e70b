// Translates between the domain's words on a year's follow-up and
// finsam.governance.v1.

#ifndef FINSAM_SERVICES_GOVERNANCE_CONVERT_FOLLOW_UP_H_
#define FINSAM_SERVICES_GOVERNANCE_CONVERT_FOLLOW_UP_H_

#include "absl/status/statusor.h"
#include "finsam/governance/v1/follow_up.pb.h"
#include "services/governance/follow_up.h"

namespace finsam::governance {

// What is to be recorded. Refusals: NAME_INVALID, DATE_INVALID, FIELD_INVALID
// (an enumeration is not set).
absl::StatusOr<FollowUpRequest> FromProto(
    const v1::ReportDeviationRequest& request);
absl::StatusOr<FollowUpRequest> FromProto(
    const v1::AnswerDeviationRequest& request);
absl::StatusOr<FollowUpRequest> FromProto(
    const v1::FollowUpControlRequest& request);
absl::StatusOr<FollowUpRequest> FromProto(
    const v1::RecordPolicyReviewRequest& request);
absl::StatusOr<FollowUpRequest> FromProto(
    const v1::RecordAuditReportRequest& request);
absl::StatusOr<FollowUpRequest> FromProto(
    const v1::RecordDischargeRequest& request);

void ToProto(const store::ActOutcome& outcome, v1::RecordedResponse* out);
void ToProto(const FollowUpReport& report, v1::GetFollowUpResponse* out);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_CONVERT_FOLLOW_UP_H_
