// UTF-8 text as it is quoted to people: is it well formed, and cut without
// splitting a character.

#ifndef FINSAM_COMMON_BASE_TEXT_H_
#define FINSAM_COMMON_BASE_TEXT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace finsam {

// Bytes of a found value that a problem shows.
inline constexpr size_t kFoundBytesMax = 80;

// True when `bytes` are well-formed UTF-8: no overlong forms, no surrogates,
// nothing above U+10FFFF.
bool IsUtf8(absl::string_view bytes);

// `bytes` with each byte that begins no well-formed character replaced by
// U+FFFD. Text that is UTF-8 comes back unchanged.
std::string ToUtf8(absl::string_view bytes);

// `text` when it has at most `bytes_max` bytes; else its beginning, cut between
// two characters, and "…", together at most `bytes_max` bytes. `bytes_max` is
// at least 3; `text` is UTF-8.
std::string Shortened(absl::string_view text, size_t bytes_max);

}  // namespace finsam

#endif  // FINSAM_COMMON_BASE_TEXT_H_
