// A document's texts, cut into sentences and these into words and numbers, as
// far as checks against tables need it. No grammar: what a number is about is
// what stands near it.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_SENTENCE_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_SENTENCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/gateway/printed/document.h"
#include "services/gateway/printed/number.h"

namespace finsam::gateway::printed {

// How a text bounds its number.
enum class Bound {
  kExact,
  kAbout,      // ca, omkring
  kAbove,      // över, mer än
  kBelow,      // under, mindre än
  kJustOver,   // drygt
  kJustUnder,  // knappt, nästan
  kAtLeast,    // minst
  kAtMost,     // högst
};

struct Said {
  Quantity quantity;
  // The upper end of "10–15 %"; `quantity` is then the lower.
  std::optional<Quantity> upto;
  Bound bound = Bound::kExact;
  size_t token = 0;     // Its place in the sentence's tokens.
  std::string printed;  // As it stands, with its unit.
};

// A word folded; "#" a number; "0" a year, day or number of a section, which
// nothing is reckoned with; else one of , ; : ( ) - /.
struct Token {
  std::string text;
  size_t at = 0;    // Where it begins in Sentence::line.
  int number = -1;  // Of "#": its index in Sentence::numbers.
};

struct Sentence {
  std::string printed;
  std::string line;  // The tokens' texts, parted by blanks.
  std::vector<Token> tokens;
  std::vector<Said> numbers;
  std::vector<int> years;  // That it names, in order.

  bool Has(absl::string_view phrase) const;
  bool HasAny(const std::vector<absl::string_view>& phrases) const;
  // The token that a phrase begins at, or nothing.
  std::optional<size_t> TokenOf(absl::string_view phrase,
                                size_t from = 0) const;
  // Text of the token at `i`, or "" outside.
  const std::string& Word(size_t i) const;
};

struct Paragraph {
  std::string section;  // Number and title of its section.
  std::string printed;
  std::vector<Sentence> sentences;
};

Sentence ReadSentence(absl::string_view printed);

std::vector<Paragraph> ReadText(const Document& document);

// Whether what is said can be `exact` hundredths of the same measure: rounded
// as it is printed, or bounded by its word. "Ca" allows a tenth, "drygt" and
// "knappt" a fifth to their side.
bool CanBe(const Said& said, int64_t exact);

// Whether it is a whole number without a unit.
bool IsCount(const Said& said);

// A persons' noun follows the number within its next two words, or a verb of
// taking part comes before.
bool CountsPersons(const Sentence& sentence, const Said& said);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_SENTENCE_H_
