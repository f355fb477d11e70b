// Reads the bytes of format 1, which an earlier build wrote: each field like a
// part of a key (common/store/key.h), no slices, and of a survey only the
// answers. Nothing is written so any more.

#ifndef FINSAM_SERVICES_PARTICIPANTS_CODEC_FORMAT1_H_
#define FINSAM_SERVICES_PARTICIPANTS_CODEC_FORMAT1_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/surveys.h"

namespace finsam::participants {

// True when the bytes begin as format 1 does.
bool IsFormat1(absl::string_view bytes);

// Nothing when the bytes are none of ours. Rows come back without lines.
std::optional<std::vector<CountRow>> DecodeCounts1(absl::string_view bytes);
std::optional<std::vector<SurveyRow>> DecodeSurveys1(absl::string_view bytes);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_CODEC_FORMAT1_H_
