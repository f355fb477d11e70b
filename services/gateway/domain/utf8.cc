#include "services/gateway/domain/utf8.h"

namespace finsam::gateway {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Combining marks, zero-width characters and variation selectors.
constexpr Range kZeroWidth[] = {
    {0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},
    {0x2060, 0x2060}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
};

// East Asian wide characters and emoji.
constexpr Range kDoubleWidth[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE4F},
    {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
    {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

// Controls, and marks that make a terminal or a page write backwards.
constexpr Range kUnprintable[] = {
    {0x00, 0x08},     {0x0B, 0x1F},     {0x7F, 0x9F},     {0x200E, 0x200F},
    {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF}, {0xFFFE, 0xFFFF},
};

template <size_t kCount>
bool IsIn(const Range (&ranges)[kCount], char32_t rune) {
  for (const Range& range : ranges) {
    if (range.first <= rune && rune <= range.last) return true;
  }
  return false;
}

int RuneWidth(char32_t rune) {
  if (IsIn(kZeroWidth, rune)) return 0;
  return IsIn(kDoubleWidth, rune) ? 2 : 1;
}

// How many bytes follow a first byte, or nothing when it begins no character.
std::optional<int> TailLength(uint8_t first) {
  if (first < 0x80) return 0;
  if (0xC2 <= first && first <= 0xDF) return 1;
  if (0xE0 <= first && first <= 0xEF) return 2;
  if (0xF0 <= first && first <= 0xF4) return 3;
  return std::nullopt;
}

bool IsCharacter(char32_t rune, int tail_length) {
  constexpr char32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  const bool surrogate = 0xD800 <= rune && rune <= 0xDFFF;
  return rune >= kSmallest[tail_length] && rune <= 0x10FFFF && !surrogate;
}

}  // namespace

std::optional<char32_t> TakeRune(absl::string_view* text) {
  const auto first = static_cast<uint8_t>(text->front());
  const std::optional<int> tail = TailLength(first);
  if (!tail.has_value() || text->size() <= static_cast<size_t>(*tail)) {
    text->remove_prefix(1);
    return std::nullopt;
  }
  constexpr uint8_t kFirstBits[] = {0x7F, 0x1F, 0x0F, 0x07};
  char32_t rune = first & kFirstBits[*tail];
  for (int i = 1; i <= *tail; ++i) {
    const auto next = static_cast<uint8_t>((*text)[i]);
    if ((next & 0xC0) != 0x80) {
      text->remove_prefix(1);
      return std::nullopt;
    }
    rune = (rune << 6) | (next & 0x3F);
  }
  const bool good = IsCharacter(rune, *tail);
  text->remove_prefix(good ? *tail + 1 : 1);
  if (!good) return std::nullopt;
  return rune;
}

std::optional<size_t> FirstIllFormed(absl::string_view text) {
  const size_t size = text.size();
  while (!text.empty()) {
    const size_t place = size - text.size();
    if (!TakeRune(&text).has_value()) return place;
  }
  return std::nullopt;
}

bool IsLatinLetter(char32_t c) {
  const bool ascii = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
  const bool accented = 0xC0 <= c && c <= 0x24F && c != 0xD7 && c != 0xF7;
  return ascii || accented;
}

char32_t LowerCase(char32_t c) {
  const bool capital =
      ('A' <= c && c <= 'Z') || (0xC0 <= c && c <= 0xDE && c != 0xD7);
  return capital ? c + 0x20 : c;
}

char32_t UpperCase(char32_t c) {
  const char32_t capital = c - 0x20;
  return LowerCase(capital) == c && capital != c ? capital : c;
}

void AppendRune(char32_t rune, std::string* out) {
  const auto put = [out](char32_t byte) {
    out->push_back(static_cast<char>(static_cast<uint8_t>(byte)));
  };
  if (rune < 0x80) {
    put(rune);
  } else if (rune < 0x800) {
    put(0xC0 | (rune >> 6));
    put(0x80 | (rune & 0x3F));
  } else if (rune < 0x10000) {
    put(0xE0 | (rune >> 12));
    put(0x80 | ((rune >> 6) & 0x3F));
    put(0x80 | (rune & 0x3F));
  } else {
    put(0xF0 | (rune >> 18));
    put(0x80 | ((rune >> 12) & 0x3F));
    put(0x80 | ((rune >> 6) & 0x3F));
    put(0x80 | (rune & 0x3F));
  }
}

std::string Printable(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const char32_t rune = TakeRune(&text).value_or(kReplacement);
    AppendRune(IsIn(kUnprintable, rune) ? kReplacement : rune, &out);
  }
  return out;
}

int64_t ColumnWidth(absl::string_view text) {
  int64_t width = 0;
  while (!text.empty()) {
    width += RuneWidth(TakeRune(&text).value_or(kReplacement));
  }
  return width;
}

}  // namespace finsam::gateway
