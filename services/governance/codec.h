// The canonical bytes of facts: what lies in the store and what the journal
// chains. The same facts give the same bytes everywhere.
//
// Written by common/store/parts.h. A later format takes the next format byte;
// what was written is never written again otherwise.

#ifndef FINSAM_SERVICES_GOVERNANCE_CODEC_H_
#define FINSAM_SERVICES_GOVERNANCE_CODEC_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/governance/domain/facts.h"

namespace finsam::governance {

std::string EncodeFacts(const YearFacts& facts);

// Nothing when the bytes are none of ours. Facts come back without lines.
std::optional<YearFacts> DecodeFacts(absl::string_view bytes);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_CODEC_H_
