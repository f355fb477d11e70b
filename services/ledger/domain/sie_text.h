// The characters of a SIE file: which encoding its bytes are in, and how they
// become UTF-8.
//
// The format allows one encoding only, IBM code page 437, but programs write
// others and still declare PC8. So the bytes decide, not the declaration.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_TEXT_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_TEXT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace finsam::ledger {

// An encoding met in SIE files.
enum class SieEncoding { kCp437, kUtf8, kLatin1, kWindows1252 };

// "CP437", "UTF-8", "ISO-8859-1", "Windows-1252".
absl::string_view SieEncodingName(SieEncoding encoding);

// What the bytes of a whole file look like.
struct SieEncodingGuess {
  SieEncoding encoding = SieEncoding::kCp437;
  // True when a part of the bytes speaks for another encoding.
  bool mixed = false;
  // Line of the first byte above 127; 0 when there is none.
  int64_t line = 0;
};

// Guesses from the bytes above 127: well-formed UTF-8 sequences, or else
// whether more of them are Swedish letters in CP437 or in ISO-8859-1. A file
// without such bytes is CP437, as the format says. Takes a file in pieces.
class SieEncodingScan {
 public:
  // Looks at the next bytes and returns how many: all but up to three that
  // may begin a character. Give those again before the bytes that follow;
  // `is_last` tells that none follow.
  size_t Take(absl::string_view bytes, bool is_last);
  // What all bytes taken look like.
  SieEncodingGuess Guess() const;

 private:
  std::array<int64_t, 256> singles_{};  // Bytes outside sequences.
  int64_t single_count_ = 0;
  int64_t sequence_count_ = 0;
  int64_t line_ = 1;       // Where the next byte stands,
  bool after_cr_ = false;  // after a CR; both until the first byte above 127.
};

// The same for bytes in memory.
SieEncodingGuess GuessSieEncoding(absl::string_view bytes);

// Length in bytes of the well-formed UTF-8 sequence that `bytes` begins with,
// or 0 when there is none. 1 for ASCII.
size_t Utf8SequenceSize(absl::string_view bytes);

// `bytes` as UTF-8. Bytes that are not well-formed UTF-8 in a file that
// otherwise is, are read as CP437, so the answer is always well-formed.
std::string Utf8FromSie(SieEncoding encoding, absl::string_view bytes);

// `bytes` of code page 437 as UTF-8.
std::string Utf8FromCp437(absl::string_view bytes);

// UTF-8 as code page 437. A character that the code page lacks becomes '?';
// so does every ill-formed byte.
std::string Cp437FromUtf8(absl::string_view text);

// The longest beginning of UTF-8 `text` that has at most `bytes_max` bytes and
// does not cut a character in two.
absl::string_view CutUtf8(absl::string_view text, size_t bytes_max);

// What an earlier program did to a text before it reached us.
enum class TextHarm {
  kNone,
  kDestroyed,  // Holds U+FFFD: the character cannot be had back.
  kGarbled,  // Holds what å, ä or ö become when read in the wrong encoding.
};

// Looks for such harm in UTF-8 `text`.
TextHarm FindTextHarm(absl::string_view text);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_TEXT_H_
