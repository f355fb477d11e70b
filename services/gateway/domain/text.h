// A text of the report: Markdown whose numbers are references to figures.
//
//   Resultatet blev {{ income-statement/result/2024 | tkr }}.
//   Förlusten, {{ income-statement/result/2024 | mnkr 1 abs }}, täcks.
//   … {{ budget/costs/2024 | tkr utan enhet }} tusen kronor.
//   Målgruppen är personer i åldern {{ "16–64 år" }}.
//   Intäkterna blev {{ note-2/interest/2024 | mnkr drygt }}.
//   {{ goals/met/2024 | ord }} av målen nåddes, {{ goals/share/2024 | andel }}.
//   Kvinnorna är {{ compare persons/women/2024 with persons/men/2024 | fler än
//   }} männen. (Or "färre än", or "lika många som", as the figures are.)
//
// A reference may run over a line's end, but not over an empty line.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/figure/display.h"
#include "common/figure/figure.h"
#include "services/gateway/domain/text_words.h"

namespace finsam::gateway {

inline constexpr size_t kTextBytesMax = 256 << 10;
inline constexpr size_t kTextReferencesMax = 5'000;
// A text stops being read after so many problems.
inline constexpr size_t kTextProblemsMax = 100;

// What a figure is compared with, and what is then said.
struct TextComparison {
  std::string with;  // Another figure's id; empty: nothing, 0.
  ComparisonWords words;

  friend bool operator==(const TextComparison&,
                         const TextComparison&) = default;
};

// A place in a text where a figure is printed.
struct TextReference {
  // How its value is said.
  enum class Manner {
    kNumber,
    kHedged,    // "drygt 2 mnkr": "drygt" or "knappt" where it is rounded.
    kWord,      // A count, "fyra".
    kFraction,  // A share, "två tredjedelar".
  };
  std::string figure_id;
  // Nothing: the display that suits the value; in a comparison exactly.
  std::optional<Display> display;
  bool absolute = false;      // Without its minus sign.
  bool without_unit = false;  // Without "tkr" or "%".
  int64_t line = 0;           // In the file; 1 is the first.
  Manner manner = Manner::kNumber;
  std::optional<TextComparison> comparison = std::nullopt;

  friend bool operator==(const TextReference&, const TextReference&) = default;
};

// A text that has been read.
struct ParsedText {
  // CommonMark in which the n-th reference, from 0, stands as U+E000 n U+E001
  // with n in decimal digits. Literals stand as plain text.
  std::string markdown;
  std::vector<TextReference> references;
};

// Reads a text. Problems are appended to `*problems`, each with file and line:
// TEXT_TOO_LARGE (more than kTextBytesMax or kTextReferencesMax),
// TEXT_NOT_UTF8, TEXT_PRIVATE_CHARACTER (the text itself holds U+E000 or
// U+E001), TEXT_REFERENCE (malformed or not closed), TEXT_DISPLAY (unknown
// display), TEXT_COMPARISON (malformed, or unknown words). What is returned is
// fit for use only when no problem was added.
ParsedText ParseText(absl::string_view file_name, absl::string_view bytes,
                     std::vector<Problem>* problems);

// What was wrong with what stands between the braces.
enum class ReferenceFault { kNone, kFigure, kDisplay, kComparison };

// Reads what stands between the braces of a reference, all but its line.
ReferenceFault ParseReference(absl::string_view inner,
                              TextReference* reference);

// How a reference prints `value`: money with its unit, "518 tkr", other values
// as in a table, "65 %", "74". No-break spaces hold number and unit together.
// `steps`: as in common/figure/display.h. Not for comparisons.
std::string PrintReference(const Value& value, const TextReference& reference,
                           std::optional<int64_t> steps = std::nullopt);

// The word of a comparison; nothing when the values cannot be compared, or may
// not be since one is protected. Without a figure to compare with `other` is
// not looked at. `steps` and `other_steps` are what tables print of them in the
// reference's display, where it is not the rounded value.
std::optional<std::string> PrintComparison(
    const Value& value, const Value& other, const TextReference& reference,
    std::optional<int64_t> steps = std::nullopt,
    std::optional<int64_t> other_steps = std::nullopt);

// A stretch of a text's Markdown: plain, or the n-th reference.
struct TextPiece {
  std::string plain;                // Empty for a reference.
  std::optional<size_t> reference;  // May be past the last reference.

  friend bool operator==(const TextPiece&, const TextPiece&) = default;
};

// Splits at the marks U+E000 n U+E001. A broken mark stays plain text, without
// its private characters.
std::vector<TextPiece> SplitAtMarks(absl::string_view markdown);

// The mark of the n-th reference.
std::string ReferenceMark(size_t n);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_TEXT_H_
