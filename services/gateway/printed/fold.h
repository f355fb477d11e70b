// Swedish words brought to one form, so that "Årets resultat:", "ÅRETS
// RESULTAT" and the scanned "arets resultat" are the same.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_FOLD_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_FOLD_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam::gateway::printed {

// `text` in small letters a to z and digits, words parted by one blank: å and
// ä are a, ö is o, é is e, and every other character parts words. A hyphen or
// a soft hyphen before a line's end joins; elsewhere a hyphen parts.
std::string Fold(absl::string_view text);

// Whether folded `text` has the folded words `phrase` side by side. A phrase
// that ends with '*' may go on in its last word: "kostnad*" is in
// "kostnaderna".
bool HasPhrase(absl::string_view text, absl::string_view phrase);

// Whether it has any of them.
bool HasAny(absl::string_view text,
            const std::vector<absl::string_view>& phrases);

// Where the phrase begins, or npos.
size_t FindPhrase(absl::string_view text, absl::string_view phrase,
                  size_t from = 0);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_FOLD_H_
