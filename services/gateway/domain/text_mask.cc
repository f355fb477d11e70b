#include "services/gateway/domain/text_mask.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/gateway/domain/text_scan.h"

namespace finsam::gateway {
namespace {

constexpr char kCover = '~';
constexpr size_t kNone = absl::string_view::npos;
// No target or character reference is longer; keeps each search short.
constexpr size_t kTargetBytesMax = 1'000;
constexpr size_t kEntityBytesMax = 32;
constexpr size_t kListDigitsMax = 9;  // CommonMark's own limit.

void Cover(size_t begin, size_t end, std::string* text) {
  for (size_t i = begin; i < end; ++i) {
    if ((*text)[i] != '\n') (*text)[i] = kCover;
  }
}

// `text` begins with '('. Behind its matching ')', or 0 when there is none
// before an empty line.
size_t ParenthesisEnd(absl::string_view text) {
  int depth = 0;
  for (size_t i = 0; i < std::min(text.size(), kTargetBytesMax); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '(') {
      ++depth;
    } else if (text[i] == ')' && --depth == 0) {
      return i + 1;
    } else if (absl::StartsWith(text.substr(i), "\n\n")) {
      return 0;
    }
  }
  return 0;
}

// Behind an address that begins `text`, "https://… ", or 0.
size_t AddressEnd(absl::string_view text) {
  for (const char* scheme : {"http://", "https://", "www.", "mailto:"}) {
    if (!absl::StartsWithIgnoreCase(text, scheme)) continue;
    return std::min(text.find_first_of(" \t\r\n<>)\""), text.size());
  }
  return 0;
}

// Behind a character reference that begins `text`, "&#160;", or 0.
size_t EntityEnd(absl::string_view text) {
  const size_t end = text.substr(0, kEntityBytesMax).find(';');
  if (end == kNone) return 0;
  for (const char c : text.substr(1, end - 1)) {
    if (!absl::ascii_isalnum(c) && c != '#') return 0;
  }
  return end + 1;
}

// How many bytes to cover of what begins `text`, 0 for none.
size_t TargetLength(absl::string_view text) {
  if (text[0] == '&') return EntityEnd(text);
  if (!absl::StartsWith(text, "](")) return AddressEnd(text);
  const size_t end = ParenthesisEnd(text.substr(1));
  return end == 0 ? 0 : end + 1;
}

void CoverTargets(std::string* text) {
  for (size_t i = 0; i < text->size();) {
    const size_t length = TargetLength(absl::string_view(*text).substr(i));
    Cover(i, i + length, text);
    i += std::max<size_t>(length, 1);
  }
}

// Whether `line` is "[label]: target".
bool IsDefinition(absl::string_view line) {
  line = absl::StripLeadingAsciiWhitespace(line);
  const size_t close = line.find("]:");
  return absl::StartsWith(line, "[") && close != kNone &&
         line.substr(1, close).find('[') == kNone;
}

// The digits of "3." or "3)" where a list's item may begin; length 0 when
// `line` begins no numbered item.
absl::string_view ListNumber(absl::string_view line) {
  size_t begin = std::min(line.find_first_not_of(" \t>"), line.size());
  // Over the signs of lists that this one stands in.
  while (begin + 1 < line.size() && absl::StrContains("-*+", line[begin]) &&
         absl::ascii_isblank(line[begin + 1])) {
    begin = std::min(line.find_first_not_of(" \t>", begin + 1), line.size());
  }
  const size_t end =
      std::min(line.find_first_not_of("0123456789", begin), line.size());
  if (end == begin || end - begin > kListDigitsMax || end == line.size() ||
      (line[end] != '.' && line[end] != ')')) {
    return {};
  }
  const absl::string_view after = line.substr(end + 1);
  const bool separate = after.empty() || absl::ascii_isspace(after[0]);
  return separate ? line.substr(begin, end - begin) : absl::string_view();
}

// Goes line by line. A number may begin an item in a list, after an empty line
// and after a heading; inside a paragraph only 1 may, as CommonMark says.
class LineCoverer {
 public:
  explicit LineCoverer(std::string* text) : text_(text) {}

  void Take(size_t begin, size_t end) {
    const absl::string_view line =
        absl::string_view(*text_).substr(begin, end - begin);
    if (IsDefinition(line)) {
      Cover(begin, end, text_);
      return;
    }
    const absl::string_view number = ListNumber(line);
    const bool item =
        !number.empty() && (!in_paragraph_ || in_list_ || number == "1");
    if (item) {
      const size_t at =
          begin + static_cast<size_t>(number.data() - line.data());
      Cover(at, at + number.size(), text_);
    }
    Remember(line, item);
  }

 private:
  void Remember(absl::string_view line, bool item) {
    const absl::string_view stripped = absl::StripAsciiWhitespace(line);
    const bool empty = stripped.empty();
    const bool indented = !empty && absl::ascii_isblank(line[0]);
    if (item) in_list_ = true;
    if (!item && !empty && !indented && !in_paragraph_) in_list_ = false;
    in_paragraph_ = !empty && stripped[0] != '#';
  }

  std::string* text_;
  bool in_paragraph_ = false;
  bool in_list_ = false;
};

}  // namespace

std::string MaskedText(absl::string_view text) {
  std::string masked(text);
  for (const BracedSpan& span : FindBraced(text)) {
    Cover(span.begin, span.end, &masked);
  }
  CoverTargets(&masked);
  LineCoverer lines(&masked);
  for (size_t begin = 0; begin < masked.size();) {
    const size_t end = std::min(masked.find('\n', begin), masked.size());
    lines.Take(begin, end);
    begin = end + 1;
  }
  return masked;
}

}  // namespace finsam::gateway
