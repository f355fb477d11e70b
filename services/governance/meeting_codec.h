// The canonical bytes of recorded meetings and terms. As codec.h: a later
// format takes the next format byte.

#ifndef FINSAM_SERVICES_GOVERNANCE_MEETING_CODEC_H_
#define FINSAM_SERVICES_GOVERNANCE_MEETING_CODEC_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/store/parts.h"
#include "services/governance/domain/board.h"
#include "services/governance/domain/meeting_record.h"

namespace finsam::governance {

// A recorded meeting as a part of something larger.
void WriteRecord(const MeetingRecord& record, store::PartsWriter* out);
MeetingRecord ReadRecord(store::PartsReader* in);

// Alone. Nothing when the bytes are none of ours.
std::string EncodeRecord(const MeetingRecord& record);
std::optional<MeetingRecord> DecodeRecord(absl::string_view bytes);

// A term as a part of something larger; an earlier format's ends before its
// eligibility and place.
void WriteTerm(const BoardMember& term, store::PartsWriter* out);
BoardMember ReadTerm(store::PartsReader* in, bool with_place);

// The terms that acts recorded.
std::string EncodeTerms(const std::vector<BoardMember>& terms);
std::optional<std::vector<BoardMember>> DecodeTerms(absl::string_view bytes);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_MEETING_CODEC_H_
