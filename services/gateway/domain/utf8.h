// UTF-8 as far as texts and their printing need it: is it well-formed, what is
// the next character, how wide does it stand in a terminal.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_UTF8_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace finsam::gateway {

// What stands in for a character that may not be printed.
inline constexpr char32_t kReplacement = 0xFFFD;

// Takes one character off the front of `*text`, which must not be empty.
// Nothing when its first byte begins no well-formed character (overlong forms,
// surrogates and values above U+10FFFF are not); that byte is then taken.
std::optional<char32_t> TakeRune(absl::string_view* text);

// Where the first ill-formed character begins, or nothing.
std::optional<size_t> FirstIllFormed(absl::string_view text);

// Latin letters with and without accents.
bool IsLatinLetter(char32_t c);

// Of A to Z and of À to Þ, å, ä and ö among them; others stay as they are.
char32_t LowerCase(char32_t c);
char32_t UpperCase(char32_t c);

// Appends `rune`, which must be a character, as UTF-8.
void AppendRune(char32_t rune, std::string* out);

// `text` with everything that is no printable character replaced by U+FFFD:
// ill-formed bytes, control characters except tab and newline, and the
// characters that turn the direction of writing.
std::string Printable(absl::string_view text);

// How many columns `text` takes in a terminal: 0 for a combining mark, 2 for
// a wide East Asian character, else 1.
int64_t ColumnWidth(absl::string_view text);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_UTF8_H_
