// Reads CommonMark and tells what it holds, piece by piece. The only place
// that knows the library behind.

#ifndef FINSAM_SERVICES_GATEWAY_MARKDOWN_H_
#define FINSAM_SERVICES_GATEWAY_MARKDOWN_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace finsam::gateway {

// Begin or end of a block or a span, or a piece of text.
struct MarkdownEvent {
  enum class Kind {
    // Blocks and spans: told twice, at their beginning and their end.
    kParagraph,
    kHeading,
    kQuote,
    kList,
    kItem,
    kEmphasis,
    kStrong,
    kLink,
    kImage,  // What is inside is its alternative text.
    // Told once.
    kText,
    kCode,       // Inside a line.
    kCodeBlock,  // Lines of their own.
    kSoftBreak,
    kLineBreak,
    kRule,
  };
  Kind kind = Kind::kText;
  bool begins = true;    // False at the end of a block or span.
  std::string text;      // kText, kCode, kCodeBlock.
  std::string address;   // kLink, kImage: as written; may be anything.
  int level = 0;         // kHeading: from 1, no level skipped; see below.
  bool ordered = false;  // kList.
  int64_t start = 1;     // kList that is ordered: its first number.
  // kParagraph: stands in a list whose items are not set apart, so that it
  // makes no paragraph of its own.
  bool tight = false;
};

// Tells `markdown` in order. Raw HTML is left out. Headings are levelled anew:
// the first is level 1, and each step down goes one level, however many signs
// were typed. Quotations, lists and spans inside one another beyond a depth of
// 100 are left out, and what they hold is told.
void WalkMarkdown(absl::string_view markdown,
                  absl::FunctionRef<void(const MarkdownEvent&)> tell);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_MARKDOWN_H_
