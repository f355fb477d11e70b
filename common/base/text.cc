#include "common/base/text.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"

namespace finsam {
namespace {

constexpr absl::string_view kEllipsis = "…";
constexpr absl::string_view kReplacement = "\uFFFD";

bool Continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

// How many bytes the character at the front of `bytes` has; 0 when none that
// is well formed begins there.
size_t CharacterBytes(absl::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (bytes.size() < size) return 0;
  uint32_t point = lead & (0x7fu >> size);
  for (size_t i = 1; i < size; ++i) {
    if (!Continues(bytes[i])) return 0;
    point = (point << 6) | (static_cast<unsigned char>(bytes[i]) & 0x3f);
  }
  const bool overlong = (size == 3 && point < 0x800) ||
                        (size == 4 && (point < 0x10000 || point > 0x10ffff));
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  return overlong || surrogate ? 0 : size;
}

}  // namespace

bool IsUtf8(absl::string_view bytes) {
  while (!bytes.empty()) {
    const size_t size = CharacterBytes(bytes);
    if (size == 0) return false;
    bytes.remove_prefix(size);
  }
  return true;
}

std::string ToUtf8(absl::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const size_t size = CharacterBytes(bytes);
    absl::StrAppend(&text, size == 0 ? kReplacement : bytes.substr(0, size));
    bytes.remove_prefix(size == 0 ? 1 : size);
  }
  return text;
}

std::string Shortened(absl::string_view text, size_t bytes_max) {
  FINSAM_CHECK(bytes_max >= kEllipsis.size());
  if (text.size() <= bytes_max) return std::string(text);
  size_t end = bytes_max - kEllipsis.size();
  while (end > 0 && Continues(text[end])) --end;
  return absl::StrCat(text.substr(0, end), kEllipsis);
}

}  // namespace finsam
