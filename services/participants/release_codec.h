// The canonical bytes of a release, as the store keeps it: a format byte, then
// its fields one after another like the parts of a key (common/store/key.h).
// The same release gives the same bytes everywhere.

#ifndef FINSAM_SERVICES_PARTICIPANTS_RELEASE_CODEC_H_
#define FINSAM_SERVICES_PARTICIPANTS_RELEASE_CODEC_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/participants/domain/release.h"

namespace finsam::participants {

std::string EncodeRelease(const Release& release);

// Nothing when the bytes are none of ours.
std::optional<Release> DecodeRelease(absl::string_view bytes);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_RELEASE_CODEC_H_
