#include "common/sign/der.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace finsam::sign::der {
namespace {

constexpr size_t kShortLengthMax = 0x7f;
constexpr size_t kLengthBytesMax = 4;
constexpr uint8_t kLongTag = 0x1f;

uint8_t ByteAt(absl::string_view bytes, size_t index) {
  return static_cast<uint8_t>(bytes[index]);
}

}  // namespace

std::string Tlv(uint8_t tag, absl::string_view content) {
  std::string out(1, static_cast<char>(tag));
  if (content.size() <= kShortLengthMax) {
    out += static_cast<char>(content.size());
  } else {
    std::string length;
    for (size_t rest = content.size(); rest > 0; rest >>= 8) {
      length.insert(length.begin(), static_cast<char>(rest & 0xff));
    }
    out += static_cast<char>(0x80 | length.size());
    out += length;
  }
  return absl::StrCat(out, content);
}

std::string SetOf(std::vector<std::string> elements) {
  // std::string compares as unsigned bytes, which is DER's order.
  std::sort(elements.begin(), elements.end());
  return Tlv(kSet, absl::StrJoin(elements, ""));
}

std::optional<Element> Reader::Next() {
  if (rest_.size() < 2 || (ByteAt(rest_, 0) & kLongTag) == kLongTag) {
    return std::nullopt;
  }
  size_t length = ByteAt(rest_, 1);
  size_t head = 2;
  if (length > kShortLengthMax) {
    const size_t count = length & kShortLengthMax;
    if (count == 0 || count > kLengthBytesMax || rest_.size() < head + count) {
      return std::nullopt;
    }
    length = 0;
    for (size_t i = 0; i < count; ++i) {
      length = length << 8 | ByteAt(rest_, head + i);
    }
    if (length <= kShortLengthMax || ByteAt(rest_, head) == 0) {
      return std::nullopt;
    }
    head += count;
  }
  if (rest_.size() - head < length) return std::nullopt;
  const Element element{ByteAt(rest_, 0), rest_.substr(head, length),
                        rest_.substr(0, head + length)};
  rest_.remove_prefix(head + length);
  return element;
}

Element Reader::Expect(uint8_t tag) {
  if (!spoiled_) {
    const std::optional<Element> element = Next();
    if (element.has_value() && element->tag == tag) return *element;
  }
  spoiled_ = true;
  return {};
}

}  // namespace finsam::sign::der
