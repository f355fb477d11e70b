// Between the domain's words and the messages of finsam.participants.v1.

#ifndef FINSAM_SERVICES_PARTICIPANTS_CONVERT_H_
#define FINSAM_SERVICES_PARTICIPANTS_CONVERT_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/store/journal.h"
#include "finsam/participants/v1/participants.pb.h"
#include "services/participants/domain/statistics.h"
#include "services/participants/import.h"

namespace finsam::participants {

// Refusal: NAME_INVALID.
absl::StatusOr<ImportRequest> FromProto(const v1::ImportCountsRequest& request);

void ToProto(const store::Head& head, common::v1::Revision* out);
void ToProto(const ImportOutcome& outcome, common::v1::ImportResult* out);
void ToProto(const Statistics& statistics, const store::Head& head,
             v1::GetStatisticsResponse* out);

// The bytes of an answer that is kept for a repeated request.
std::string EncodeOutcome(const ImportOutcome& outcome);
// Nothing when the bytes are none of ours.
std::optional<ImportOutcome> DecodeOutcome(absl::string_view bytes);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_CONVERT_H_
