// Finds the `{{ … }}` of a text, well written or not.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_SCAN_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_SCAN_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam::gateway {

// What stands at one `{{` or stray `}}`.
struct BracedSpan {
  enum class Kind {
    kFigure,   // {{ id }} or {{ id | display }}
    kLiteral,  // {{ "text" }}
    kBroken,   // not closed within 1,000 bytes of the same paragraph, never
               // opened, or a literal with something after
  };
  Kind kind = Kind::kBroken;
  size_t begin = 0;  // Bytes [begin, end) of the text.
  size_t end = 0;
  // Between the braces, or between the quotes of a literal; line ends and runs
  // of blanks have become one blank, outer blanks are gone.
  std::string inner;
};

// All of them, in order and not overlapping.
std::vector<BracedSpan> FindBraced(absl::string_view text);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_SCAN_H_
