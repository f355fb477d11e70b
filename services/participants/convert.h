// Between the domain's words and the messages of finsam.participants.v1.

#ifndef FINSAM_SERVICES_PARTICIPANTS_CONVERT_H_
#define FINSAM_SERVICES_PARTICIPANTS_CONVERT_H_

#include "absl/status/statusor.h"
#include "common/store/import.h"
#include "common/store/journal.h"
#include "finsam/participants/v1/participants.pb.h"
#include "services/participants/domain/statistics.h"

namespace finsam::participants {

// Refusal: NAME_INVALID.
absl::StatusOr<store::ImportRequest> FromProto(
    const v1::ImportCountsRequest& request);

void ToProto(const store::Head& head, common::v1::Revision* out);
void ToProto(const store::ImportOutcome& outcome,
             common::v1::ImportResult* out);
void ToProto(const Statistics& statistics, const store::Head& head,
             v1::GetStatisticsResponse* out);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_CONVERT_H_
