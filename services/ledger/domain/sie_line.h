// The fields of a SIE file's line.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_LINE_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_LINE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam::ledger {

// A field, or a brace of an object list or a block.
struct SieField {
  enum class Kind : uint8_t { kText, kOpen, kClose };
  Kind kind = Kind::kText;
  bool escaped = false;   // `raw` holds \" for a quote.
  absl::string_view raw;  // Without the quotes around it; empty for a brace.
};

// A line's fields. Kept between lines so that its memory is used again.
struct SieTokens {
  std::vector<SieField> fields;
  bool unclosed_quote = false;  // The last field's quote does not end.
  bool unclosed_list = false;   // A '{' has no '}'.
  bool inner_quote = false;     // A quote inside a text lacks its backslash.
};

// Takes `line` apart. Never fails: what is wrong is told by the flags.
//
// A quote inside a quoted field that lacks its backslash is seen by what comes
// after it: a field ends where a blank, a brace or the line's end follows.
void TokeniseSieLine(absl::string_view line, SieTokens* out);

// `raw` with every \" made into ".
std::string UnescapeSie(absl::string_view raw);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_LINE_H_
