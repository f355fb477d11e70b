#include "services/ledger/domain/sie_text.h"

#include <array>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace finsam::ledger {
namespace {

// Unicode of the bytes 128 to 255 in code page 437.
constexpr std::array<char16_t, 128> kCp437 = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA,
    0x00EB, 0x00E8, 0x00EF, 0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6,
    0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9, 0x00FF, 0x00D6, 0x00DC,
    0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA,
    0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC,
    0x00A1, 0x00AB, 0x00BB, 0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561,
    0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557, 0x255D, 0x255C, 0x255B,
    0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567, 0x2568,
    0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518,
    0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580, 0x03B1, 0x00DF, 0x0393,
    0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4, 0x03A6, 0x0398, 0x03A9, 0x03B4,
    0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1, 0x2265, 0x2264, 0x2320,
    0x2321, 0x00F7, 0x2248, 0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2,
    0x25A0, 0x00A0,
};

// Unicode of the bytes 128 to 159 in Windows-1252; the five that are undefined
// there stand for themselves.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

// The letters of Swedish text, and é, ü, æ, ø, as CP437 and ISO-8859-1 have
// them. No byte is in both lists.
constexpr absl::string_view kLettersCp437 =
    "\x86\x84\x94\x8F\x8E\x99\x82\x90\x81\x9A\x91";
constexpr absl::string_view kLettersLatin1 =
    "\xE5\xE4\xF6\xC5\xC4\xD6\xE9\xC9\xFC\xDC\xE6\xF8";

uint8_t Byte(char c) { return static_cast<uint8_t>(c); }

bool IsContinuation(char c) { return (Byte(c) & 0xC0) == 0x80; }

void AppendCodePoint(char32_t code, std::string* out) {
  if (code < 0x80) {
    out->push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (code >> 6)));
    out->push_back(static_cast<char>(0x80 | (code & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xE0 | (code >> 12)));
    out->push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (code & 0x3F)));
  }
}

char32_t CodePointOf(SieEncoding encoding, char c) {
  const uint8_t byte = Byte(c);
  if (byte < 0x80) return byte;
  if (encoding == SieEncoding::kLatin1) return byte;
  if (encoding == SieEncoding::kWindows1252) {
    return byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
  }
  return kCp437[byte - 0x80];
}

// The code point of a well-formed sequence of `size` bytes.
char32_t DecodeUtf8(absl::string_view bytes, size_t size) {
  if (size == 1) return Byte(bytes[0]);
  char32_t code = Byte(bytes[0]) & (0xFF >> (size + 1));
  for (size_t i = 1; i < size; ++i)
    code = (code << 6) | (Byte(bytes[i]) & 0x3F);
  return code;
}

// Index of the first byte above 127 at or after `from`, or bytes.size().
size_t NextHighByte(absl::string_view bytes, size_t from) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  while (from + 8 <= bytes.size()) {
    uint64_t eight;
    std::memcpy(&eight, bytes.data() + from, 8);
    if ((eight & kHighBits) != 0) break;
    from += 8;
  }
  while (from < bytes.size() && Byte(bytes[from]) < 0x80) ++from;
  return from;
}

// True when all beyond ASCII are À to ÿ other than Ã and ÷: nothing that harm
// leaves behind, and nearly every Swedish text.
bool IsAsciiAndLetters(absl::string_view text) {
  for (size_t i = NextHighByte(text, 0); i < text.size();
       i = NextHighByte(text, i + 2)) {
    if (Byte(text[i]) != 0xC3 || i + 1 == text.size()) return false;
    const uint8_t second = Byte(text[i + 1]);
    if (second == 0x83 || second == 0xB7) return false;
  }
  return true;
}

// True when `bytes` may be the beginning of a longer UTF-8 sequence.
bool MayGoOn(absl::string_view bytes) {
  if (bytes.size() > 3 || Byte(bytes[0]) < 0xC2) return false;
  for (const char c : bytes.substr(1)) {
    if (!IsContinuation(c)) return false;
  }
  return true;
}

int64_t SumOf(const std::array<int64_t, 256>& counts,
              absl::string_view letters) {
  int64_t sum = 0;
  for (const char letter : letters) sum += counts[Byte(letter)];
  return sum;
}

}  // namespace

absl::string_view SieEncodingName(SieEncoding encoding) {
  switch (encoding) {
    case SieEncoding::kCp437:
      return "CP437";
    case SieEncoding::kUtf8:
      return "UTF-8";
    case SieEncoding::kLatin1:
      return "ISO-8859-1";
    case SieEncoding::kWindows1252:
      return "Windows-1252";
  }
  return "CP437";
}

size_t Utf8SequenceSize(absl::string_view bytes) {
  if (bytes.empty()) return 0;
  const uint8_t lead = Byte(bytes[0]);
  if (lead < 0x80) return 1;
  size_t size = 0;
  if (lead >= 0xC2 && lead <= 0xDF) size = 2;
  if (lead >= 0xE0 && lead <= 0xEF) size = 3;
  if (lead >= 0xF0 && lead <= 0xF4) size = 4;
  if (size == 0 || bytes.size() < size) return 0;
  for (size_t i = 1; i < size; ++i) {
    if (!IsContinuation(bytes[i])) return 0;
  }
  // Overlong forms, surrogates and what lies beyond U+10FFFF.
  const uint8_t second = Byte(bytes[1]);
  if (lead == 0xE0 && second < 0xA0) return 0;
  if (lead == 0xED && second > 0x9F) return 0;
  if (lead == 0xF0 && second < 0x90) return 0;
  if (lead == 0xF4 && second > 0x8F) return 0;
  return size;
}

size_t SieEncodingScan::Take(absl::string_view bytes, bool is_last) {
  size_t i = NextHighByte(bytes, 0);
  if (sequence_count_ + single_count_ == 0) {
    for (const char c : bytes.substr(0, i)) {
      if (c == '\r' || (c == '\n' && !after_cr_)) ++line_;
      after_cr_ = c == '\r';
    }
  }
  while (i < bytes.size()) {
    const absl::string_view rest = bytes.substr(i);
    const size_t size = Utf8SequenceSize(rest);
    if (size == 0 && !is_last && MayGoOn(rest)) return i;
    if (size > 1) {
      ++sequence_count_;
    } else {
      ++single_count_;
      ++singles_[Byte(bytes[i])];
    }
    i = NextHighByte(bytes, i + (size > 1 ? size : 1));
  }
  return bytes.size();
}

SieEncodingGuess SieEncodingScan::Guess() const {
  SieEncodingGuess guess;
  if (sequence_count_ + single_count_ == 0) return guess;
  guess.line = line_;
  guess.mixed = sequence_count_ > 0 && single_count_ > 0;
  const int64_t cp437 = SumOf(singles_, kLettersCp437);
  const int64_t latin1 = SumOf(singles_, kLettersLatin1);
  if (sequence_count_ > single_count_) {
    guess.encoding = SieEncoding::kUtf8;
  } else if (latin1 > cp437) {
    guess.encoding = SieEncoding::kLatin1;
    for (size_t byte = 0x80; byte < 0xA0; ++byte) {
      if (singles_[byte] > 0) guess.encoding = SieEncoding::kWindows1252;
    }
  }
  return guess;
}

SieEncodingGuess GuessSieEncoding(absl::string_view bytes) {
  SieEncodingScan scan;
  scan.Take(bytes, /*is_last=*/true);
  return scan.Guess();
}

std::string Utf8FromSie(SieEncoding encoding, absl::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (size_t i = 0; i < bytes.size();) {
    const size_t size =
        encoding == SieEncoding::kUtf8 ? Utf8SequenceSize(bytes.substr(i)) : 0;
    if (size > 0) {
      out.append(bytes.data() + i, size);
      i += size;
    } else {
      AppendCodePoint(CodePointOf(encoding, bytes[i]), &out);
      ++i;
    }
  }
  return out;
}

std::string Utf8FromCp437(absl::string_view bytes) {
  return Utf8FromSie(SieEncoding::kCp437, bytes);
}

std::string Cp437FromUtf8(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const size_t size = Utf8SequenceSize(text);
    if (size == 0) {
      out.push_back('?');
      text.remove_prefix(1);
      continue;
    }
    const char32_t code = DecodeUtf8(text, size);
    text.remove_prefix(size);
    char byte = code < 0x80 ? static_cast<char>(code) : '?';
    for (size_t i = 0; code >= 0x80 && i < kCp437.size(); ++i) {
      if (kCp437[i] == code) byte = static_cast<char>(0x80 + i);
    }
    out.push_back(byte);
  }
  return out;
}

absl::string_view CutUtf8(absl::string_view text, size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  size_t end = bytes_max;
  while (end > 0 && IsContinuation(text[end])) --end;
  return text.substr(0, end);
}

TextHarm FindTextHarm(absl::string_view text) {
  if (IsAsciiAndLetters(text)) return TextHarm::kNone;
  // U+FFFD, and its three UTF-8 bytes read as CP437.
  if (absl::StrContains(text, "\uFFFD")) return TextHarm::kDestroyed;
  if (absl::StrContains(text, "∩┐╜")) return TextHarm::kDestroyed;
  // UTF-8 read as ISO-8859-1, as Windows-1252 or as CP437: two characters for
  // each letter, in the order åäöÅÄÖ.
  for (const absl::string_view pair :
       {"Ã¥", "Ã¤", "Ã¶", "Ã\u0085", "Ã\u0084", "Ã\u0096", "Ã…", "Ã„", "Ã–",
        "├Ñ", "├ñ", "├╢", "├à", "├ä", "├û"}) {
    if (absl::StrContains(text, pair)) return TextHarm::kGarbled;
  }
  // ISO-8859-1 read as CP437, and CP437 read as Windows-1252 or ISO-8859-1: a
  // sign where a letter belongs, inside a word.
  for (const absl::string_view sign :
       {"σ", "Σ", "÷", "┼", "─", "╓", "†", "„", "”", "Ž", "™", "\u0086",
        "\u0084", "\u0094", "\u008F", "\u008E", "\u0099"}) {
    for (size_t at = text.find(sign); at != absl::string_view::npos;
         at = text.find(sign, at + 1)) {
      const size_t after = at + sign.size();
      if (at > 0 && absl::ascii_isalpha(Byte(text[at - 1])) &&
          after < text.size() && absl::ascii_isalpha(Byte(text[after]))) {
        return TextHarm::kGarbled;
      }
    }
  }
  return TextHarm::kNone;
}

}  // namespace finsam::ledger
