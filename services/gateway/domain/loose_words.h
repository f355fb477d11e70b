// Words that say a number, a share or a comparison and that somebody typed into
// a text by hand, tied to no figure: "fyra av de tio", "hälften", "fler än".

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_LOOSE_WORDS_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_LOOSE_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam::gateway {

// No more than so many are told of one text.
inline constexpr size_t kLooseWordsMax = 1'000;

struct LooseWord {
  std::string text;  // As typed: "Hälften".
  int64_t line = 0;  // In the file; 1 is the first.

  friend bool operator==(const LooseWord&, const LooseWord&) = default;
};

// The loose words of a text file (services/gateway/domain/text.h), in order:
// - numbers from "två" on, and hundreds, thousands, tens of them ("tiotal");
// - shares: "hälften", "tredjedel", "fördubblats", "halverades";
// - quantifiers: "majoriteten", "merparten", "de flesta", "samtliga";
// - comparisons ("fler", "minskat", "drygt"), in a sentence that compares: one
//   with "än" or "jämfört", or with a figure.
// Not loose are what references, literals and addresses hold, and "en", "ett",
// "båda", "alla" and "inga", which are in every sentence that counts nothing.
std::vector<LooseWord> LooseWords(absl::string_view bytes);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_LOOSE_WORDS_H_
