#include "common/store/key.h"

namespace finsam::store {
namespace {

constexpr char kEscape = '\0';
constexpr char kEnd = '\x01';      // After kEscape: the part is over.
constexpr char kEscaped = '\xff';  // After kEscape: the text had a 0x00.
constexpr size_t kNumberBytes = 8;
constexpr uint64_t kSignBit = uint64_t{1} << 63;

}  // namespace

Key& Key::Text(absl::string_view part) {
  for (const char c : part) {
    bytes_.push_back(c);
    if (c == kEscape) bytes_.push_back(kEscaped);
  }
  bytes_.push_back(kEscape);
  bytes_.push_back(kEnd);
  return *this;
}

Key& Key::Number(int64_t part) {
  const uint64_t ordered = static_cast<uint64_t>(part) ^ kSignBit;
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes_.push_back(static_cast<char>((ordered >> shift) & 0xff));
  }
  return *this;
}

std::optional<std::string> KeyReader::Text() {
  std::string text;
  for (size_t i = 0; i < rest_.size(); ++i) {
    if (rest_[i] != kEscape) {
      text.push_back(rest_[i]);
      continue;
    }
    if (++i == rest_.size()) return std::nullopt;
    if (rest_[i] == kEnd) {
      rest_.remove_prefix(i + 1);
      return text;
    }
    if (rest_[i] != kEscaped) return std::nullopt;
    text.push_back(kEscape);
  }
  return std::nullopt;
}

std::optional<int64_t> KeyReader::Number() {
  if (rest_.size() < kNumberBytes) return std::nullopt;
  uint64_t ordered = 0;
  for (size_t i = 0; i < kNumberBytes; ++i) {
    ordered = (ordered << 8) | static_cast<unsigned char>(rest_[i]);
  }
  rest_.remove_prefix(kNumberBytes);
  return static_cast<int64_t>(ordered ^ kSignBit);
}

}  // namespace finsam::store
