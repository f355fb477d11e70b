// The canonical bytes of facts: what lies in the store and what the journal
// chains. The same facts give the same bytes everywhere.
//
// A format byte, then the facts' fields one after another, written like the
// parts of a key (common/store/key.h). A list begins with its length, -1 when
// it is absent; a day is its number from 1970-01-01. A later format takes the
// next byte; what was written is never written again otherwise.

#ifndef FINSAM_SERVICES_GOVERNANCE_CODEC_H_
#define FINSAM_SERVICES_GOVERNANCE_CODEC_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/governance/domain/facts.h"
#include "services/governance/import.h"

namespace finsam::governance {

std::string EncodeFacts(const YearFacts& facts);

// Nothing when the bytes are none of ours. Facts come back without lines.
std::optional<YearFacts> DecodeFacts(absl::string_view bytes);

// The answer to an import, kept for when it is asked again.
std::string EncodeOutcome(const ImportOutcome& outcome);
std::optional<ImportOutcome> DecodeOutcome(absl::string_view bytes);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_CODEC_H_
