// Between the domain's words and the messages of finsam.participants.v1.

#ifndef FINSAM_SERVICES_PARTICIPANTS_CONVERT_H_
#define FINSAM_SERVICES_PARTICIPANTS_CONVERT_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/store/import.h"
#include "common/store/journal.h"
#include "finsam/participants/v1/participants.pb.h"
#include "services/participants/domain/release.h"
#include "services/participants/domain/release_plan.h"
#include "services/participants/domain/statistics.h"
#include "services/participants/participants.h"

namespace finsam::participants {

// Refusal: NAME_INVALID.
absl::StatusOr<store::ImportRequest> FromProto(
    const v1::ImportCountsRequest& request);

// UNSPECIFIED and whatever a newer caller may say are the public.
Audience FromProto(common::v1::Audience audience);

void ToProto(const store::Head& head, common::v1::Revision* out);
void ToProto(const store::ImportOutcome& outcome,
             common::v1::ImportResult* out);
void ToProto(const Statistics& statistics, const store::Head& head,
             v1::GetStatisticsResponse* out);
// `scope`: whose release it is, an organisation or kNation.
void ToProto(const std::string& scope, const Release& release,
             v1::Release* out);
void ToProto(const PlannedRelease& planned, v1::PlanReleaseResponse* out);

// A leak as a problem: a warning when it was told before.
Problem ProblemOf(const Leak& leak);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_CONVERT_H_
