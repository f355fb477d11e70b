// The canonical bytes of facts: what lies in the store and what the journal
// chains. The same rows in the same order give the same bytes everywhere.
//
// A format byte and then the rows' fields one after another. Format 2
// (fact_bytes.h) is what is written; format 1 (codec_format1.h) is read. A
// later format takes the next byte; what was written is never written again
// otherwise.

#ifndef FINSAM_SERVICES_PARTICIPANTS_CODEC_H_
#define FINSAM_SERVICES_PARTICIPANTS_CODEC_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/participants/domain/averages.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/initiatives.h"
#include "services/participants/domain/surveys.h"

namespace finsam::participants {

// The rows are such as the checks found nothing wrong with.
std::string EncodeInitiatives(const std::vector<Initiative>& initiatives);
std::string EncodeCounts(const std::vector<CountRow>& rows);
std::string EncodeAverages(const std::vector<AverageRow>& rows);
std::string EncodeSurveys(const std::vector<SurveyRow>& rows);

// Nothing when the bytes are none of ours. Rows come back without lines.
std::optional<std::vector<Initiative>> DecodeInitiatives(
    absl::string_view bytes);
std::optional<std::vector<CountRow>> DecodeCounts(absl::string_view bytes);
std::optional<std::vector<AverageRow>> DecodeAverages(absl::string_view bytes);
std::optional<std::vector<SurveyRow>> DecodeSurveys(absl::string_view bytes);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_CODEC_H_
