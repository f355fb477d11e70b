// The canonical bytes of a year's follow-up: what files said, a part of
// codec.h's, and what acts recorded.

#ifndef FINSAM_SERVICES_GOVERNANCE_FOLLOW_UP_CODEC_H_
#define FINSAM_SERVICES_GOVERNANCE_FOLLOW_UP_CODEC_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/store/parts.h"
#include "services/governance/domain/follow_up.h"
#include "services/governance/domain/follow_up_acts.h"

namespace finsam::governance {

void WriteFollowUp(const FollowUp& follow_up, store::PartsWriter* out);
FollowUp ReadFollowUp(store::PartsReader* in);

std::string EncodeRecordedFollowUp(const RecordedFollowUp& recorded);
// Nothing when the bytes are none of ours.
std::optional<RecordedFollowUp> DecodeRecordedFollowUp(absl::string_view bytes);

// What an act did, for its record: what was recorded, and of which year.
std::string EncodeCommand(const FollowUpCommand& command, int year);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_FOLLOW_UP_CODEC_H_
