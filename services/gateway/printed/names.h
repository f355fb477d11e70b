// How texts call the rows of tables.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_NAMES_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_NAMES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam::gateway::printed {

// How a text may name a row, as phrases of HasPhrase: "Funktionsnedsatta i
// arbete (FIA)" also as "fia", "NOVA – Stöd i förändring" as "nova", a single
// long word also in another case: "mottagningsteam*".
std::vector<std::string> NamesOf(absl::string_view label);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_NAMES_H_
